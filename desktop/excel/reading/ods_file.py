"""Reading .ods and flat .fods: the rows of content.xml as they become complete, with layout and fonts.

calamine tells neither hidden rows nor fonts nor cells that show an error, takes the copies of linked
documents for sheets, and needs a mimetype entry; it is the second reader.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.emphasis import Emphasis
from desktop.excel.reading.ods_cells import (
    COLUMNS_REPEATED,
    COLUMNS_SPANNED,
    OFFICE,
    ROWS_REPEATED,
    ROWS_SPANNED,
    STYLE_NAME,
    TABLE,
    Styles,
    count_of,
    value_of,
)
from desktop.excel.reading.sink import Sink
from desktop.excel.reading.workbook import Cell
from desktop.excel.reading.xml_mending import Care, MendedStream
from desktop.excel.reading.xml_pieces import Stream
from desktop.excel.reading.zip_parts import Parts

_READ_BYTES = 64 * 1024
_HIDDEN = ("collapse", "filter")
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_GROUPS = frozenset(
    f"{TABLE}table-{name}" for name in ("header-rows", "rows", "row-group", "header-columns", "columns", "column-group")
)
_LINKED = re.compile(r"'?[a-z]+:/|ta_extref")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read(path: Path, kind: str, sink: Sink, care: Care = Care.STRICT) -> None:
    """Put every table of an OpenDocument spreadsheet into the sink."""
    tables = _Tables(sink)
    sink.start(kind, "ods")
    if kind == "fods":
        with path.open("rb") as file:
            tables.read(file if care is Care.STRICT else MendedStream(file), path.stat().st_size, care)
    else:
        with zipfile.ZipFile(path) as archive:
            parts = Parts(archive, care)
            tables.styles.take(parts.elements("styles.xml"))
            with parts.open("content.xml") as stream:
                tables.read(stream, parts.size("content.xml"), care)
    if not tables.count:
        raise UnreadableFile("file.no_sheets")


class _Tables:
    """Takes the rows of each table as soon as the XML behind them is there.

    Events at every tag would cost half as much again: the tree of some rows is built in C, then walked.
    """

    def __init__(self, sink: Sink) -> None:
        self.styles = Styles()
        self.count = 0
        self._sink = sink
        self._root: ET.Element | None = None
        self._book: ET.Element | None = None
        self._begun = False
        self._table: _Table | None = None

    def read(self, stream: Stream, size: int, care: Care) -> None:
        """Take the tables as they come."""
        pull: Any = ET.XMLPullParser(("start",))
        try:
            while piece := stream.read(_READ_BYTES):
                if not self.count and _DOCTYPE.search(piece):
                    raise UnreadableFile("file.bomb")
                pull.feed(piece)
                if self._book is None:
                    self._find_book(pull)
                deque(pull.read_events(), maxlen=0)
                self._take(growing=True)
                self._sink.progress(min(stream.tell(), size), size)
            pull.close()
            self._take(growing=False)
        except (ET.ParseError, zipfile.BadZipFile, zlib.error, EOFError):
            if care is not Care.PARTIAL or not self.count:
                raise
            self._take(growing=True)
            if self._table is not None:
                self._table.close()
                self._sink.cut_short(self._table.number)

    def _find_book(self, pull: Any) -> None:
        for _, element in pull.read_events():
            if self._root is None:
                self._root = element
            if element.tag == f"{OFFICE}spreadsheet":
                self._book = element
                for place in ("styles", "automatic-styles"):
                    found = self._root.find(f"{OFFICE}{place}")
                    self.styles.take(found.iter() if found is not None else ())
                break

    def _take(self, *, growing: bool) -> None:
        """What is complete by now of every table; while the document grows, its last part does."""
        while self._book is not None and len(self._book):
            element = self._book[0]
            unfinished = growing and len(self._book) == 1
            if element.tag == f"{TABLE}table":
                if not self._begun:
                    self._begin(element)
                for child in _complete(element, unfinished):
                    if self._table is not None:
                        self._table.take(child)
            if unfinished:
                return
            if self._table is not None:
                self._table.close()
            self._begun, self._table = False, None
            del self._book[0]

    def _begin(self, element: ET.Element) -> None:
        self._begun = True
        name, style = element.get(f"{TABLE}name", ""), element.get(f"{TABLE}style-name", "")
        if _LINKED.match(name) or _LINKED.match(style):  # a copy of another document's table
            return
        self.count += 1
        if self.count <= self._sink.limits.sheets:
            self._sink.sheet(name, hidden=style in self.styles.hidden_tables)
            self._table = _Table(self.styles, self._sink)


def _complete(element: ET.Element, growing: bool) -> Iterator[ET.Element]:
    """The complete columns and rows of a table or of a group in it, taken out of it."""
    children = element[:-1] if growing else element[:]
    del element[: len(children)]
    for child in children:
        if child.tag in _GROUPS:
            yield from _complete(child, False)
        else:
            yield child
    if growing and len(element) and element[0].tag in _GROUPS:
        yield from _complete(element[0], True)


class _Table:
    """One table on its way."""

    def __init__(self, styles: Styles, sink: Sink) -> None:
        self.number = 0
        """The last row taken."""
        self._styles = styles
        self._noted = styles.noted
        self._sink = sink
        self._columns = 0
        self._column_styles: list[tuple[int, int, str]] = []  # (first, last, style of cells that have none)
        self._hidden_columns: list[int] = []
        self._hidden_rows: list[int] = []
        self._merges: list[tuple[int, int, int, int]] = []
        self._emphasis = Emphasis()

    def take(self, element: ET.Element) -> None:
        """One child of the table."""
        if element.tag == f"{TABLE}table-row":
            self._row(element)
        elif element.tag == f"{TABLE}table-column":
            self._column(element)

    def _column(self, element: ET.Element) -> None:
        """One or more columns alike."""
        first, last = self._columns + 1, self._columns + count_of(element, COLUMNS_REPEATED)
        if element.get(f"{TABLE}visibility") in _HIDDEN:
            self._hidden_columns += range(first, min(last, self._sink.limits.columns) + 1)
        style = element.get(f"{TABLE}default-cell-style-name", "")
        if style in self._noted:
            self._column_styles.append((first, last, style))
        self._columns = last

    def _row(self, element: ET.Element) -> None:
        """One or more rows alike."""
        first = self.number + 1
        count = count_of(element, ROWS_REPEATED)
        self.number += count
        cells = list(self._cells(element, first))
        if not cells:
            return
        width = cells[-1][1]
        values: list[Cell] = [None] * width
        for left, right, value, _ in cells:
            values[left - 1 : right] = [value] * (right - left + 1)
        numbers = range(first, first + count)
        for number in numbers:
            self._sink.row(number, values)
        if element.get(f"{TABLE}visibility") in _HIDDEN:
            self._hidden_rows += numbers
        if self._noted:
            self._note_fonts(element.get(f"{TABLE}default-cell-style-name", ""), cells, numbers)

    def _cells(self, row: ET.Element, number: int) -> Iterator[tuple[int, int, Cell, str]]:
        """First and last column, value and style of the cells that hold something."""
        column, most = 1, self._sink.limits.columns
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            down, across = count_of(cell, ROWS_SPANNED), count_of(cell, COLUMNS_SPANNED)
            if down > 1 or across > 1:
                self._merges.append((number, column, number + down - 1, column + across - 1))
            count = count_of(cell, COLUMNS_REPEATED)
            if len(cell) or cell.attrib:
                value = value_of(cell, number, column, self._sink)
                if value is not None and value != "" and column <= most:
                    yield column, min(column + count - 1, most), value, cell.get(STYLE_NAME, "")
            column += count

    def _note_fonts(self, row_style: str, cells: list[tuple[int, int, Cell, str]], numbers: range) -> None:
        """What stands out in a row: legacy fonts, bold and struck cells."""
        marked: list[tuple[object, int]] = []
        for left, right, value, named in cells:
            style = named or row_style or self._style_of(left)
            marked.append((value, self._styles.marks.get(style, 0)))
            font = self._styles.legacy_fonts.get(style)
            if font and isinstance(value, str):
                self._sink.fonts += [(number, column, font) for number in numbers for column in range(left, right + 1)]
        if any(marks for _, marks in marked):
            for number in numbers:
                self._emphasis.add(number, marked)

    def _style_of(self, column: int) -> str:
        return next((style for first, last, style in self._column_styles if first <= column <= last), "")

    def close(self) -> None:
        """The table is complete."""
        self._sink.end_sheet(
            hidden_rows=self._hidden_rows,
            hidden_columns=self._hidden_columns,
            merges=self._merges,
            emphasis=self._emphasis,
        )
