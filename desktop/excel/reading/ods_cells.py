"""What a cell of an OpenDocument table holds, and which of its styles are worth a note."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.excel.reading.emphasis import BOLD, STRUCK
from desktop.excel.reading.sink import Sink, is_legacy_font
from desktop.excel.reading.workbook import Cell

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE = f"{_SPACE}table:1.0}}", f"{_SPACE}office:1.0}}"
_TEXT, _STYLE, _DRAW = f"{_SPACE}text:1.0}}", f"{_SPACE}style:1.0}}", f"{_SPACE}drawing:1.0}}"
_FO = f"{_SPACE}xsl-fo-compatible:1.0}}"
COLUMNS_REPEATED, ROWS_REPEATED = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
COLUMNS_SPANNED, ROWS_SPANNED = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
STYLE_NAME = f"{TABLE}style-name"
_KIND, _VALUE, _FORMULA = f"{OFFICE}value-type", f"{OFFICE}value", f"{TABLE}formula"
_DATE, _CLOCK = f"{OFFICE}date-value", f"{OFFICE}time-value"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_SHOWN_KIND = f"{_CALC}value-type"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_NO_TEXT = (_DRAW, f"{OFFICE}annotation", TABLE, f"{_TEXT}note", f"{_TEXT}ruby-text")
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_BLANKS = re.compile(r"[ \t\r\n]+")
_TIME = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?$")
_ERROR = re.compile(r"(?:#[A-Z/0]+[!?]?|Err:\d+)$")


def count_of(element: ET.Element, name: str) -> int:
    """How often a cell, row or column stands there, or over how many it spans."""
    value = element.get(name)
    if value is None:
        return 1
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def value_of(cell: ET.Element, row: int, column: int, sink: Sink) -> Cell:
    """A cell's value; one that shows an error, or a formula never calculated, is a blank and counted."""
    kind = cell.get(_KIND)
    wrong = cell.get(_SHOWN_KIND) == "error"
    if not wrong and cell.get(_FORMULA) is None:
        if kind is not None and kind != "string":
            value = _typed(cell, kind)
            if value is not None:
                return value
        return text_of(cell) or cell.get(f"{OFFICE}string-value")
    text = text_of(cell)
    if wrong or _ERROR.match(text):
        sink.error_cell(row, column, text[:20])
        return None
    value = _typed(cell, kind) if kind is not None and kind != "string" else None
    if value is None and not kind and not text:
        sink.valueless_formula(row, column)
    return value if value is not None else text or cell.get(f"{OFFICE}string-value")


def _typed(cell: ET.Element, kind: str) -> Cell:
    """The value an attribute tells; None where none does, or an odd one."""
    try:
        if kind == "date":
            return dt.datetime.fromisoformat(cell.get(_DATE, "").strip()).replace(tzinfo=None)
        if kind == "time":
            return _time(cell.get(_CLOCK, ""))
        if kind == "boolean":
            return {"true": True, "false": False}.get(cell.get(f"{OFFICE}boolean-value", ""))
        return float(cell.get(_VALUE, ""))
    except ValueError:
        return None


def _time(text: str) -> dt.time | dt.timedelta | None:
    match = _TIME.match(text)
    if match is None:
        return None
    days, hours, minutes, seconds = (int(match[place] or 0) for place in (2, 3, 4, 5))
    micro = int((match[6] or "").ljust(6, "0")[:6])
    length = dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, microseconds=micro)
    if match[1]:
        return -length
    return length if length.days else (dt.datetime.min + length).time()


def text_of(cell: ET.Element) -> str:
    """The paragraphs of a cell, a line each; comments and drawings are no text of the cell."""
    if len(cell) == 1 and not len(cell[0]) and cell[0].tag in _PARAGRAPHS:
        text = cell[0].text or ""
        return _BLANKS.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text
    return "\n".join(_paragraphs(cell))


def _paragraphs(element: ET.Element) -> Iterable[str]:
    for child in element:
        if child.tag in _PARAGRAPHS:
            pieces: list[str] = []
            _gather(child, pieces)
            yield "".join(pieces)
        elif not child.tag.startswith(_NO_TEXT):
            yield from _paragraphs(child)


def _gather(element: ET.Element, pieces: list[str]) -> None:
    if element.text:
        pieces.append(_BLANKS.sub(" ", element.text))
    for child in element:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            pieces.append(" " * (min(int(count), 1000) if count.isascii() and count.isdigit() else 1))
        elif child.tag in _BREAKS:
            pieces.append(_BREAKS[child.tag])
        elif not child.tag.startswith(_NO_TEXT):
            _gather(child, pieces)
        if child.tail:
            pieces.append(_BLANKS.sub(" ", child.tail))


@dataclass(slots=True)
class Styles:
    """The cell styles that are bold, struck or in a legacy font, and the table styles that hide their table."""

    marks: dict[str, int] = field(default_factory=dict)
    legacy_fonts: dict[str, str] = field(default_factory=dict)
    hidden_tables: set[str] = field(default_factory=set)

    @property
    def noted(self) -> set[str]:
        """Styles of cells worth a look."""
        return self.marks.keys() | self.legacy_fonts.keys()

    def take(self, elements: Iterable[ET.Element]) -> None:
        """Note the styles among these elements; one that builds on another inherits from it."""
        name = ""
        for element in elements:
            if element.tag == f"{_STYLE}style":
                family = element.get(f"{_STYLE}family", "")
                name = element.get(f"{_STYLE}name", "") if family in ("table", "table-cell") else ""
                parent = element.get(f"{_STYLE}parent-style-name", "")
                if name and parent in self.marks:
                    self.marks[name] = self.marks[parent]
                if name and parent in self.legacy_fonts:
                    self.legacy_fonts[name] = self.legacy_fonts[parent]
            elif element.tag == f"{_STYLE}table-properties" and element.get(f"{TABLE}display") == "false":
                self.hidden_tables.add(name)
            elif element.tag == f"{_STYLE}text-properties" and name:
                self._take_text(name, element)

    def _take_text(self, name: str, element: ET.Element) -> None:
        marks = self.marks.get(name, 0)
        weight = element.get(f"{_FO}font-weight")
        if weight is not None:
            bold = weight == "bold" or (weight.isdigit() and int(weight) >= 600)
            marks = marks | BOLD if bold else marks & ~BOLD
        for line in (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type"):
            if element.get(line) is not None:
                marks = marks & ~STRUCK if element.get(line) == "none" else marks | STRUCK
        self.marks[name] = marks
        if not marks:
            del self.marks[name]
        font = element.get(f"{_STYLE}font-name") or element.get(f"{_FO}font-family")
        if font is not None:
            self.legacy_fonts.pop(name, None)
            if is_legacy_font(font.strip("'\"")):
                self.legacy_fonts[name] = font.strip("'\"")
