"""The typeface of the papers, chosen by the letters it truly has: a name promises nothing.

Debian's fonts-liberation 1.07 is also called "Liberation Serif" and lacks most Vietnamese letters; half of all words would
mix two typefaces.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import typst

CANDIDATES = ("Times New Roman", "Liberation Serif", "Tinos", "Libertinus Serif")
EMBEDDED = "Libertinus Serif"
"""Carried by Typst itself, with every Vietnamese letter."""

_VOWELS = "aăâeêioôơuưy"
_MARKS = "\u0300\u0309\u0303\u0301\u0323"


class Typeface(NamedTuple):
    """A family and the fonts to hand to Typst."""

    family: str
    fonts: typst.Fonts


@cache
def letters() -> frozenset[int]:
    """Every character a paper needs: ASCII, the Vietnamese letters in both cases, the usual signs."""
    import unicodedata

    small = [vowel + mark for vowel in _VOWELS for mark in ("", *_MARKS)]
    composed = [unicodedata.normalize("NFC", text) for text in small]
    text = "".join(composed) + "đ" + "–—…‘’“”«»·°§×"
    text += text.upper() + "".join(map(chr, range(0x20, 0x7F)))
    return frozenset(map(ord, text))


@cache
def typeface() -> Typeface:
    """The first candidate whose upright, bold and italic hold every letter; found once."""
    import typst

    everything = typst.Fonts()
    for family in CANDIDATES:
        if family == EMBEDDED:
            break
        files: dict[Path, set[tuple[str, int]]] = defaultdict(set)
        for font in everything.fonts():
            if font.family == family and font.path:
                path = Path(font.path)
                if covers(path, font.index):
                    files[path.parent].add((font.style, font.weight))
        homes = {Path(font.path).parent for font in everything.fonts() if font.family == family and font.path}
        for home, styles in files.items():
            if not {("normal", 400), ("normal", 700), ("italic", 400), ("italic", 700)} <= styles:
                continue
            if len(homes) == 1:
                return Typeface(family, everything)
            # Another file of the same name stands elsewhere: Typst must see this folder only.
            return Typeface(family, typst.Fonts(include_system_fonts=False, font_paths=[str(home)]))
    return Typeface(EMBEDDED, typst.Fonts(include_system_fonts=False))


def covers(path: Path, index: int = 0) -> bool:
    """Whether a font file's character map holds every letter; a damaged file does not."""
    try:
        return letters() <= _characters(path.read_bytes(), index)
    except (OSError, struct.error, IndexError, ValueError):
        return False


def _characters(data: bytes, index: int) -> set[int]:
    """The Unicode characters that an OpenType font (or one of a collection) has a glyph for."""
    start = 0
    if data[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
    (count,) = struct.unpack_from(">H", data, start + 4)
    for number in range(count):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            break
    else:
        return set()
    (tables,) = struct.unpack_from(">H", data, offset + 2)
    found: set[int] = set()
    for number in range(tables):
        platform, encoding, shift = struct.unpack_from(">HHI", data, offset + 4 + 8 * number)
        if (platform, encoding) in {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}:
            found |= _subtable(data, offset + shift)
    return found


def _subtable(data: bytes, at: int) -> set[int]:
    (kind,) = struct.unpack_from(">H", data, at)
    found: set[int] = set()
    if kind == 4:
        (twice,) = struct.unpack_from(">H", data, at + 6)
        count = twice // 2
        ends = struct.unpack_from(f">{count}H", data, at + 14)
        starts_at = at + 16 + twice
        starts = struct.unpack_from(f">{count}H", data, starts_at)
        deltas = struct.unpack_from(f">{count}H", data, starts_at + twice)
        offsets_at = starts_at + 2 * twice
        offsets = struct.unpack_from(f">{count}H", data, offsets_at)
        for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
            for character in range(first, last + 1):
                if not offsets[place]:
                    glyph = (character + deltas[place]) & 0xFFFF
                else:
                    where = offsets_at + 2 * place + offsets[place] + 2 * (character - first)
                    if where + 2 > len(data):
                        continue
                    (glyph,) = struct.unpack_from(">H", data, where)
                if glyph:
                    found.add(character)
    elif kind == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        for place in range(groups):
            first, last, _glyph = struct.unpack_from(">III", data, at + 16 + 12 * place)
            found.update(range(first, min(last, 0x2FFF) + 1))
    return found
