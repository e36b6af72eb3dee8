"""Which libraries a Windows program or library loads, read from its import tables (the PE format of Microsoft)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping

_IMPORTS, _DELAYED = 1, 13
"""Their places among the data directories."""
_ENTRY_SIZE = {_IMPORTS: 20, _DELAYED: 32}
_NAME_AT = {_IMPORTS: 12, _DELAYED: 4}
_PE32_PLUS = 0x20B


def imports(binary: bytes) -> set[str]:
    """The names, in small letters, of the libraries that a binary names itself. Raises ValueError for what is no PE file."""
    try:
        return _imports(binary)
    except (struct.error, IndexError) as error:
        raise ValueError("not a Windows program or library") from error


def _imports(binary: bytes) -> set[str]:
    if binary[:2] != b"MZ":
        raise ValueError("not a Windows program or library")
    (header,) = struct.unpack_from("<I", binary, 0x3C)
    if binary[header : header + 4] != b"PE\0\0":
        raise ValueError("not a Windows program or library")
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
    """The files `wanted` and all that they load of those `offered` (file name in small letters → file), over any steps."""
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += [offered[name] for name in imports(read(file)) if name in offered]
    return found
