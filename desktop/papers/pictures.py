"""An office's own picture made safe to keep and print: whatever PNG, JPEG or SVG it was, a PNG of bounded size.

The file is hostile until then: its size is read from its first bytes, and it is drawn anew in a child process with limits of
time and memory, which sees nothing but this file.
"""

from __future__ import annotations

import base64
import json
import re
import struct
from dataclasses import dataclass
from pathlib import Path

from desktop import scratch
from desktop.domain.errors import UnreadableFile
from desktop.domain.pictures import PictureKind
from desktop.papers import office_process
from desktop.papers.office_process import TroubleMet

LARGEST = 10 * 1024 * 1024
_PIXELS = 40_000_000
_SIDE = {PictureKind.EMBLEM: 900, PictureKind.BACKGROUND: 1800}
"""Pixels of the longer side: an emblem of 25 mm has 900 dots an inch, a badge of 148 mm 300."""
_KEPT = 1024 * 1024
_SECONDS = 20.0
_DRAW = """
#let given = json(bytes(sys.inputs.data))
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#context {
  let size = measure(image(given.file))
  let k = given.side * 1pt / calc.max(size.width, size.height)
  image(given.file, width: size.width * k, height: size.height * k, fit: "stretch")
}
"""


@dataclass(frozen=True, slots=True)
class _Kind:
    ending: str
    width: int = 0
    """In pixels; 0 where the size is no pixels' (SVG)."""
    height: int = 0


def taken(path: Path, kind: PictureKind) -> bytes:
    """The picture of a file as a PNG to be kept.

    Raises UnreadableFile: picture.no_file, picture.too_large, picture.unknown, picture.too_many_pixels, picture.broken.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as problem:
        raise UnreadableFile("picture.no_file", file=path.name) from problem
    if data is None:
        raise UnreadableFile("picture.too_large", file=path.name, limit=LARGEST // 1024**2)
    found = _kind(data)
    if found is None:
        raise UnreadableFile("picture.unknown", file=path.name)
    if found.width * found.height > _PIXELS:
        raise UnreadableFile(
            "picture.too_many_pixels",
            file=path.name,
            width=found.width,
            height=found.height,
            limit=_PIXELS // 1_000_000,
        )
    side = min(_SIDE[kind], max(found.width, found.height) or _SIDE[kind])
    made = _drawn_anew(data, found.ending, side, path.name)
    while len(made) > _KEPT:
        side = side * 3 // 4
        made = _drawn_anew(data, found.ending, side, path.name)
    return made


def numbers(png: str) -> list[int]:
    """The bytes of a PNG (base64), as JSON can hold them for a template; inside an SVG it would be drawn anew on each card."""
    return list(base64.b64decode(png))


def _drawn_anew(data: bytes, ending: str, side: int, name: str) -> bytes:
    with scratch.folder() as folder:
        file = f"given.{ending}"
        (Path(folder) / file).write_bytes(data)
        (Path(folder) / "draw.typ").write_text(_DRAW, encoding="utf-8")
        given = json.dumps({"file": file, "side": side})
        try:
            pages, _nothing = office_process.compiled(Path(folder), "draw.typ", given, "png", 72, seconds=_SECONDS)
        except TroubleMet as met:
            raise UnreadableFile("picture.broken", file=name) from met
    return pages[0]


def _kind(data: bytes) -> _Kind | None:
    """What kind of picture it is, by its content, and its size; None for another file."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        return _Kind("png", *struct.unpack(">II", data[16:24]))
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    return _Kind("svg") if _SVG.search(data[:4096]) else None


_SVG = re.compile(rb"<(?:\w+:)?svg[\s>]")
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of a JPEG behind which its size stands (ITU T.81, table B.1)."""


def _jpeg(data: bytes) -> _Kind | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return _Kind("jpg", width, height)
        at += 2 + length if marker != 0xFF else 1
    return None
