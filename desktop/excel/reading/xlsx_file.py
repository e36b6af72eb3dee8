"""Reading .xlsx and .xlsm: an own loop walks the rows; openpyxl knows the formats of dates.

Facts about openpyxl 3.1 that shape this module:

- its read-only sheets trust `<dimension>`, which is wrong in real files: nothing here looks at it.
- `WorkSheetParser` makes a dict of every cell and an object tree of every text (`Text.from_tree`), which
  is three quarters of its time; hidden rows, merged cells and fonts are lost on the read-only way.
- `Workbook._fonts` drops doubles, so that `fontId` no longer points into it: fonts are read here.
- a sheet whose part is missing is skipped without a word: here that is a failure, and calamine's turn;
  where that fails too, Care.PARTIAL reads what is readable and tells the rest.
- an out-of-range date serial becomes "#VALUE!": here the number stays.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601

from desktop.excel.reading.emphasis import Emphasis
from desktop.excel.reading.ghost_rows import GHOST_RUN, skip_blank_rows
from desktop.excel.reading.sink import CHUNK_CELLS, Sink, encode_date, letters
from desktop.excel.reading.workbook import Cell
from desktop.excel.reading.xlsx_package import NoSheets, Package
from desktop.excel.reading.xlsx_parts import Book, plain_text, read_strings, read_styles, unescape
from desktop.excel.reading.xml_mending import Care
from desktop.excel.reading.xml_pieces import READ_BYTES, Batches, Stream, local_name

_PROGRESS_BYTES = 256 * 1024
COLUMNS = {letters(number): number for number in range(1, 16_385)}
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$")


def read(path: Path, kind: str, sink: Sink, care: Care = Care.STRICT) -> None:
    """Put every worksheet of an .xlsx into the sink."""
    with zipfile.ZipFile(path) as archive:
        package = Package(archive, care)
        sheets = package.remaining_sheets() if care is Care.PARTIAL else package.sheets
        if not sheets:
            raise NoSheets
        sink.start(kind, "xlsx")
        book = Book(package.mac_dates)
        read_strings(package, book, sink)
        read_styles(package, book)
        total = sum(package.size(sheet.part) for sheet in sheets)
        done = 0
        for sheet in sheets[: sink.limits.sheets]:
            sink.sheet(sheet.name, hidden=sheet.hidden)
            try:
                with package.open(sheet.part) as stream:
                    _SheetRows(book, sink, care).read(stream, done, total)
            except (KeyError, zipfile.BadZipFile):
                if care is not Care.PARTIAL:
                    raise
                sink.notice("sheet.unreadable", sheet=sheet.name)
            done += package.size(sheet.part)


def _number(text: str) -> int | float | str:
    try:
        if "." in text or "E" in text or "e" in text:
            value = float(text)
            return int(value) if value.is_integer() and abs(value) < 1e15 else value
        return int(text)
    except ValueError:
        return unescape(text)  # kept as written rather than lost


def _iso(text: str) -> Cell:
    moment: Cell = from_ISO8601(text)  # type: ignore[no-untyped-call]
    return moment


class _SheetRows:
    """Walks one worksheet's XML."""

    def __init__(self, book: Book, sink: Sink, care: Care) -> None:
        self._book = book
        self._sink = sink
        self._care = care
        self._epoch = MAC_EPOCH if book.mac_dates else WINDOWS_EPOCH
        self._row = 0
        self._blank_run = 0
        self._numbered = True
        self._hidden_rows: list[int] = []
        self._emphasis = Emphasis()

    def read(self, stream: Stream, done: int, total: int) -> None:
        """Take the rows as they become complete, then what stands around them."""
        batches = Batches(stream, "sheetData", self._next_piece, self._care)
        told = 0
        for rows in batches:
            self._take(rows)
            if stream.tell() - told > _PROGRESS_BYTES:
                told = stream.tell()
                self._sink.progress(done + told, total)
        self._finish(batches.root)
        if batches.cut_short:
            self._sink.cut_short(self._row)

    def _next_piece(self, stream: Stream) -> bytes:
        piece = stream.read(READ_BYTES)
        if piece and self._blank_run > GHOST_RUN and self._numbered:
            return skip_blank_rows(piece, stream, READ_BYTES)
        return piece

    def _finish(self, root: ET.Element | None) -> None:
        columns: set[int] = set()
        merges: list[tuple[int, int, int, int]] = []
        for block in root if root is not None else ():
            tag = local_name(block)
            if tag == "cols":
                for col in block:
                    if col.get("hidden") in ("1", "true") or col.get("width") == "0":
                        first, last = int(col.get("min", "1")), int(col.get("max", "1"))
                        columns.update(range(first, min(last, self._sink.limits.columns) + 1))
            elif tag == "mergeCells":
                merges = [area for item in block if (area := _area(item.get("ref", "")))]
        self._sink.end_sheet(
            hidden_rows=self._hidden_rows, hidden_columns=columns, merges=merges, emphasis=self._emphasis
        )

    def _take(self, elements: Iterable[ET.Element]) -> None:
        """The hot loop: every cell of every row passes here, so names are local and branches few."""
        sink, book = self._sink, self._book
        strings, date_styles, font_styles = book.strings, book.date_styles, book.font_styles
        share_styles = book.share_styles
        string_fonts = book.string_fonts
        watch_fonts = bool(font_styles or string_fonts)
        mark_styles, string_marks = book.mark_styles, book.string_marks
        watch_marks = bool(mark_styles or string_marks)
        max_text, max_column = sink.limits.cell_characters, sink.limits.columns
        columns = COLUMNS
        row_number = self._row
        for row in elements:
            number_text = row.get("r")
            if number_text:
                row_number = int(number_text) if number_text.isdigit() else _row_number(number_text, row_number + 1)
                digits = len(number_text)
            else:
                row_number += 1
                self._numbered = False
                digits = len(str(row_number))
            values: list[Any] = []
            append = values.append
            width = 0
            column = 0
            has_date = False
            marked = False
            for cell in row:
                reference = cell.get("r")
                if reference:
                    column = columns.get(reference[:-digits]) or _column(reference, column + 1)
                else:
                    column += 1
                count = len(cell)
                if not count:
                    continue  # a style and nothing else
                child = cell[0]
                if count > 1:
                    child = _value_of(cell)
                kind = cell.get("t")
                text = child.text
                value: Any
                if kind == "s":
                    if not text:
                        continue
                    try:
                        value = strings[int(text)]
                    except (IndexError, ValueError):  # one lost text is no reason to refuse all others
                        sink.error_cell(row_number, column, f"#{text}")
                        continue
                elif (kind is None or kind == "n") and text and child.tag.endswith("}v"):
                    value = _number(text)
                    style = cell.get("s")
                    if style in date_styles and not isinstance(value, str):
                        encoded = self._date(value, style)
                        if encoded is not None:
                            has_date = True
                            sink.dates.append((len(sink.rows), column - 1, *encoded))
                            value = 0  # a place for the date, which travels apart
                    elif style in share_styles and not isinstance(value, str):
                        value = (
                            f"{round(value * 100, 6):.15g}%"  # as it is seen: whether 1.5 is 1,5 % only its style says
                        )
                elif kind == "inlineStr" and count == 1 and len(child) == 1 and child[0].tag.endswith("}t"):
                    value = child[0].text
                    if value and "_x" in value:
                        value = unescape(value)
                else:
                    value = self._other(cell, row_number, column)
                    marked = marked or kind == "inlineStr"  # its runs may be
                    if isinstance(value, dt.date | dt.time | dt.timedelta):
                        has_date = True
                        sink.dates.append((len(sink.rows), column - 1, *encode_date(value)))
                        value = 0
                if value is None or value == "":
                    continue
                if type(value) is str:
                    length = len(value)
                    if length > max_text:
                        value = sink.cut_text(value, row_number, column)
                        length = max_text
                    sink.chunk_characters += length
                    if watch_fonts:
                        name = font_styles.get(cell.get("s", "0"))
                        if name is None and kind == "s":
                            name = string_fonts.get(int(text or 0))
                        if name:
                            sink.fonts.append((row_number, column, name))
                if watch_marks and not marked:
                    marked = cell.get("s", "0") in mark_styles or (kind == "s" and int(text or 0) in string_marks)
                # Cells come in order but for the odd file: pad, append, or put in place.
                gap = column - width
                if gap == 1:
                    append(value)
                    width = column
                elif gap > 1:
                    if column > max_column:
                        raise ValueError(f"column {column} of row {row_number}")
                    values.extend([None] * (gap - 1))
                    append(value)
                    width = column
                else:
                    values[column - 1] = value
            if not width:
                self._blank_run += 1
                continue
            self._blank_run = 0
            if marked:
                self._emphasis.add(row_number, self._marks(row, values, digits))
            sink.rows.append(values if has_date else tuple(values))
            sink.numbers.append(row_number)
            if row.get("hidden") in ("1", "true"):
                self._hidden_rows.append(row_number)
            sink.chunk_cells += width
            if sink.chunk_cells > CHUNK_CELLS or sink.chunk_characters > CHUNK_CELLS * 100:
                sink.flush()
        self._row = row_number

    def _other(self, cell: ET.Element, row: int, column: int) -> Cell:
        """The value of a cell that is neither number nor shared text: what stands in it counts, whatever its type says."""
        sink, kind = self._sink, cell.get("t")
        item = next((child for child in cell if child.tag.endswith("}is")), None)
        if item is not None:
            text, font, _ = plain_text(item)
            if font:
                sink.fonts.append((row, column, font))
            if text:
                return text
        text = next((child.text or "" for child in cell if child.tag.endswith("}v")), "")
        if kind == "e":
            sink.error_cell(row, column, text)
        elif not text:
            if cell[0].tag.endswith("}f") and (kind != "str" or len(cell) == 1):  # never calculated
                sink.valueless_formula(row, column)
        elif kind == "b":
            return text.strip().lower() in ("1", "true")
        elif kind == "d":
            try:
                return _iso(text)
            except ValueError:
                return text
        else:
            return unescape(text)
        return None

    def _marks(self, row: ET.Element, values: list[Any], digits: int) -> Iterable[tuple[Any, int]]:
        """The values of a row, each with BOLD and STRUCK of its cell's style and its text's runs."""
        styles, strings = self._book.mark_styles, self._book.string_marks
        column = 0
        for cell in row:
            reference = cell.get("r")
            column = (COLUMNS.get(reference[:-digits]) or _column(reference, column + 1)) if reference else column + 1
            if len(cell) and column <= len(values):
                marks = styles.get(cell.get("s", "0"), 0)
                kind, child = cell.get("t"), _value_of(cell)
                if kind == "s" and strings and child.text and child.text.isdigit():
                    marks |= strings.get(int(child.text), 0)
                elif kind == "inlineStr":
                    marks |= plain_text(child)[2] if child.tag.endswith("}is") else 0
                yield values[column - 1], marks

    def _date(self, value: int | float, style: str | None) -> tuple[int, tuple[int, ...]] | None:
        try:
            return encode_date(from_excel(value, self._epoch, timedelta=style in self._book.delta_styles))
        except (OverflowError, ValueError):
            return None


def _value_of(cell: ET.Element) -> ET.Element:
    """The child that holds the value: after a formula, before extensions."""
    found = cell[0]
    for child in cell:
        if child.tag.endswith(("}v", "}is")):
            return child
    return found


def _column(reference: str, otherwise: int) -> int:
    """The column of a reference whose row number is not the row's."""
    return COLUMNS.get(reference.strip().replace("$", "").upper().rstrip("0123456789"), otherwise)


def _row_number(text: str, otherwise: int) -> int:
    """A row's number that is not written plainly."""
    try:
        return max(1, int(float(text)))
    except (ValueError, OverflowError):
        return otherwise


def _area(reference: str) -> tuple[int, int, int, int] | None:
    match = _REFERENCE.match(reference)
    if match is None or match[3] is None or match[1] not in COLUMNS or match[3] not in COLUMNS:
        return None
    return int(match[2]), COLUMNS[match[1]], int(match[4]), COLUMNS[match[3]]
