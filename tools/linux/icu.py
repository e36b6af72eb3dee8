"""ICU's data, which Qt brings for every language of the world (32 MB), with what the program asks for.

The form is that of ICU's common data files: a header, and a table of items sorted by name, each with its place
(unicode-org/icu, source/common/ucmndata.h). A language that is not there is served by the root of all.
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from pathlib import Path

from tools.packing.pruning import LANGUAGES

_FORMAT = b"CmnD"
_FORMAT_AT = 12
"""Where a header says what kind of data follows."""
_OF_LANGUAGE = re.compile(r"(?:.*/)?([a-z]{2,3})(?:_\w+)?\.res")
_OTHER_USES = re.compile(r"\.(?:cnv|dict)$|/translit/")
"""Old encodings (Python reads those), words of scripts without spaces, transliteration."""
_SOURCE = """\
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, @object
{symbol}: .incbin "{file}"
.size {symbol}, . - {symbol}
.section .note.GNU-stack, "", @progbits
"""


def items(data: bytes) -> dict[str, bytes]:
    """Each item of a common data file by its name. Raises ValueError for other data."""
    if data[_FORMAT_AT : _FORMAT_AT + 4] != _FORMAT:
        raise ValueError("no common data of ICU")
    (start,) = struct.unpack_from("<H", data)
    (count,) = struct.unpack_from("<I", data, start)
    places = [struct.unpack_from("<II", data, start + 4 + 8 * number) for number in range(count)]
    ends = [place for _name, place in places[1:]] + [len(data) - start]
    found = {}
    for (name_at, place), end in zip(places, ends, strict=True):
        name = data[start + name_at : data.index(b"\0", start + name_at)].decode("ascii")
        found[name] = data[start + place : start + end]
    return found


def packed(header: bytes, kept: dict[str, bytes]) -> bytes:
    """A common data file of these items."""
    names, table, body = b"", b"", b""
    names_at = 4 + 8 * len(kept)
    body_at = -(-(names_at + sum(len(name) + 1 for name in kept)) // 16) * 16
    for name, content in sorted(kept.items()):
        table += struct.pack("<II", names_at + len(names), body_at + len(body))
        names += name.encode("ascii") + b"\0"
        body += content + bytes(-len(content) % 16)
    head = struct.pack("<I", len(kept)) + table + names
    return header + head + bytes(body_at - len(head)) + body


def wanted(name: str) -> bool:
    """Whether Qt asks for an item here: of no language or of one that the program speaks, and for none of the other uses of ICU."""
    found = _OF_LANGUAGE.fullmatch(name)
    return not _OTHER_USES.search(name) and (found is None or found[1] in LANGUAGES)


def slim(library: Path) -> None:
    """Make a libicudata anew with what the program speaks. Raises ValueError for another file, CalledProcessError."""
    content = library.read_bytes()
    at = content.find(_FORMAT) - _FORMAT_AT
    if at < 0:
        raise ValueError(f"{library.name}: no common data of ICU")
    data = content[at:]
    every = items(data)
    (header,) = struct.unpack_from("<H", data)
    with tempfile.TemporaryDirectory() as scratch:
        new = Path(scratch, "icu.dat")
        new.write_bytes(packed(data[:header], {name: item for name, item in every.items() if wanted(name)}))
        symbol = next(iter(every)).split("/")[0].removesuffix("l") + "_dat"
        source = Path(scratch, "icu.s")
        source.write_text(_SOURCE.format(symbol=symbol, file=new), encoding="ascii")
        linked = Path(scratch, library.name)
        subprocess.run(["as", "-o", f"{source}.o", str(source)], check=True)
        command = [
            "ld",
            "-shared",
            "-s",
            "-z",
            "noexecstack",
            "-soname",
            library.name,
            "-o",
            str(linked),
            f"{source}.o",
        ]
        subprocess.run(command, check=True)
        library.write_bytes(linked.read_bytes())
