"""Which libraries a program or library loads: by its import tables on Windows (PE), by its dynamic section on Linux (ELF)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping

_IMPORTS, _DELAYED = 1, 13
"""Their places among the data directories."""
_ENTRY_SIZE = {_IMPORTS: 20, _DELAYED: 32}
_NAME_AT = {_IMPORTS: 12, _DELAYED: 4}
_PE32_PLUS = 0x20B


_NEEDED, _STRINGS = 1, 5
"""Entries of an ELF file's dynamic section (System V gABI)."""
_LOADED, _DYNAMIC = 1, 2
"""Kinds of its segments."""


def imports(binary: bytes) -> set[str]:
    """The names of the libraries that a binary names itself, on Windows in small letters. Raises ValueError for another file."""
    try:
        return _needed(binary) if binary[:4] == b"\x7fELF" else _imports(binary)
    except (struct.error, IndexError, StopIteration) as error:
        raise ValueError("not a program or library") from error


def can_be_mapped(binary: bytes) -> bool:
    """Whether the segments of a 64-bit ELF file stand where the loader can map them: what patchelf made does not bear `strip`."""
    (headers,) = struct.unpack_from("<Q", binary, 32)
    size, count = struct.unpack_from("<HH", binary, 54)
    segments = [struct.unpack_from("<IIQQQQQQ", binary, headers + size * number) for number in range(count)]
    return all((each[3] - each[2]) % max(each[7], 1) == 0 for each in segments if each[0] == _LOADED)


def _needed(binary: bytes) -> set[str]:
    """Of a 64-bit ELF file, its DT_NEEDED entries."""
    (headers,) = struct.unpack_from("<Q", binary, 32)
    size, count = struct.unpack_from("<HH", binary, 54)
    segments = [struct.unpack_from("<IIQQQQ", binary, headers + size * number) for number in range(count)]
    dynamic = next((segment for segment in segments if segment[0] == _DYNAMIC), None)
    if dynamic is None:  # linked whole
        return set()
    entries = list(struct.iter_unpack("<qQ", binary[dynamic[2] : dynamic[2] + dynamic[5] // 16 * 16]))
    names = next(value for tag, value in entries if tag == _STRINGS)
    home = next(each for each in segments if each[0] == _LOADED and each[3] <= names < each[3] + each[5])
    starts = [names - home[3] + home[2] + value for tag, value in entries if tag == _NEEDED]
    return {binary[start : binary.index(b"\0", start)].decode("ascii") for start in starts}


def _imports(binary: bytes) -> set[str]:
    if binary[:2] != b"MZ":
        raise ValueError("not a program or library")
    (header,) = struct.unpack_from("<I", binary, 0x3C)
    if binary[header : header + 4] != b"PE\0\0":
        raise ValueError("not a program or library")
    sections, optional_size = struct.unpack_from("<2xH12xH", binary, header + 4)
    optional = header + 24
    (magic,) = struct.unpack_from("<H", binary, optional)
    count_at = optional + (108 if magic == _PE32_PLUS else 92)
    (directories,) = struct.unpack_from("<I", binary, count_at)
    placed = [struct.unpack_from("<IIII", binary, optional + optional_size + 40 * n + 8) for n in range(sections)]

    def at(address: int) -> int:
        for _size, start, raw_size, raw in placed:
            if start <= address < start + raw_size:
                return int(raw + address - start)
        raise ValueError("an address outside the file")

    found = set()
    for kind in (_IMPORTS, _DELAYED):
        if kind >= directories:
            continue
        address, _length = struct.unpack_from("<II", binary, count_at + 4 + 8 * kind)
        place = at(address) if address else 0
        while place:
            (name,) = struct.unpack_from("<I", binary, place + _NAME_AT[kind])
            if not name:
                break
            start = at(name)
            found.add(binary[start : binary.index(b"\0", start)].decode("ascii").lower())
            place += _ENTRY_SIZE[kind]
    return found


def closure(wanted: Iterable[str], offered: Mapping[str, str], read: Callable[[str], bytes]) -> set[str]:
    """The files `wanted` and all that they load of those `offered` (name in small letters → file), over any steps."""
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += [offered[name.lower()] for name in imports(read(file)) if name.lower() in offered]
    return found
