"""The parts of an .xlsx that its rows lean on: shared texts, and what the styles say of dates and fonts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.emphasis import BOLD, STRUCK
from desktop.excel.reading.sink import Sink, is_legacy_font
from desktop.excel.reading.xlsx_package import Package
from desktop.excel.reading.xml_pieces import Batches, local_name

_UNWRITTEN_DATES = frozenset({*range(27, 37), *range(50, 59)})
"""Formats that an Excel or WPS of East Asia does not write down: all show dates or times."""
_MARKS = {"b": BOLD, "strike": STRUCK}
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Book:
    """What the rows of a sheet need to know of their workbook."""

    mac_dates: bool
    strings: list[str] = field(default_factory=list)
    string_fonts: dict[int, str] = field(default_factory=dict)
    string_marks: dict[int, int] = field(default_factory=dict)
    """Texts all of whose runs are BOLD or STRUCK."""
    date_styles: set[str] = field(default_factory=set)
    delta_styles: set[str] = field(default_factory=set)
    share_styles: set[str] = field(default_factory=set)
    """Cell styles that show a number as so many per cent."""
    font_styles: dict[str, str] = field(default_factory=dict)
    mark_styles: dict[str, int] = field(default_factory=dict)
    """Cell styles whose font is BOLD or STRUCK."""


def unescape(text: str) -> str:
    """Text with Excel's _x000D_ escapes undone."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def plain_text(item: ET.Element) -> tuple[str, str | None, int]:
    """The text of a string item, the legacy font of its runs if it has one, and how all its runs are marked.

    Phonetic hints are no text.
    """
    parts: list[str] = []
    font = None
    marks = BOLD | STRUCK
    for child in item:
        tag = local_name(child)
        if tag == "t":
            parts.append(child.text or "")
            marks = 0
        elif tag == "r":
            look: ET.Element | None = None
            for piece in child:
                if local_name(piece) == "t":
                    parts.append(piece.text or "")
                elif local_name(piece) == "rPr":
                    look = piece
            if look is not None and font is None:
                names = [e.get("val") for e in look if local_name(e) in ("rFont", "name")]
                font = next((name for name in names if is_legacy_font(name)), None)
            marks &= font_marks(look)
    return unescape("".join(parts)), font, marks if parts else 0


def font_marks(font: ET.Element | None) -> int:
    """BOLD and STRUCK of a font or of a run's properties."""
    marks = 0
    for element in font if font is not None else ():
        mark = _MARKS.get(local_name(element), 0)
        if mark and element.get("val", "1") not in ("0", "false"):
            marks |= mark
    return marks


def read_strings(package: Package, book: Book, sink: Sink) -> None:
    """The texts that cells name by their number."""
    part = package.part("sharedStrings")
    if part is None:
        return
    strings = book.strings
    characters = 0
    with package.open(part) as stream:
        for items in Batches(stream, None, care=package.care):
            for item in items:
                child = item[0] if len(item) == 1 else None
                if child is not None and child.tag.endswith("}t"):
                    text = child.text or ""
                    strings.append(unescape(text) if "_x" in text else text)
                else:
                    text, font, marks = plain_text(item)
                    if font:
                        book.string_fonts[len(strings)] = font
                    if marks:
                        book.string_marks[len(strings)] = marks
                    strings.append(text)
                characters += len(text)
            if characters > sink.limits.characters:
                raise UnreadableFile("file.too_much_text", limit=sink.limits.characters)


def read_styles(package: Package, book: Book) -> None:
    """Which cell styles show dates, and which are in a legacy, bold or struck font."""
    path = package.part("styles")
    if path is None:
        return
    formats: dict[int, str] = {}
    fonts: list[tuple[str | None, int]] = []
    styles: list[tuple[int, int]] = []
    with package.open(path) as stream:
        for block in (block for blocks in Batches(stream, None, care=package.care) for block in blocks):
            tag = local_name(block)
            if tag == "numFmts":
                formats = {_whole(e, "numFmtId"): e.get("formatCode") or "General" for e in block}
            elif tag == "fonts":
                fonts = [
                    (next((e.get("val") for e in font if local_name(e) == "name"), None), font_marks(font))
                    for font in block
                ]
            elif tag == "cellXfs":
                styles = [(_whole(e, "numFmtId"), _whole(e, "fontId")) for e in block]
    for index, (number_format, font) in enumerate(styles):
        code = formats.get(number_format) or builtin_format_code(number_format)
        if (code and is_date_format(code)) or (not code and number_format in _UNWRITTEN_DATES):
            book.date_styles.add(str(index))
        if code and is_timedelta_format(code):
            book.date_styles.add(str(index))
            book.delta_styles.add(str(index))
        if code and code.rstrip().endswith("%"):
            book.share_styles.add(str(index))
        name, marks = fonts[font] if font < len(fonts) else (None, 0)
        if name and is_legacy_font(name):
            book.font_styles[str(index)] = name
        if marks:
            book.mark_styles[str(index)] = marks


def _whole(element: ET.Element, name: str) -> int:
    """A number of the style sheet; 0 (what is usual) for one that is none."""
    value = element.get(name, "")
    return int(value) if value.isascii() and value.isdigit() else 0
