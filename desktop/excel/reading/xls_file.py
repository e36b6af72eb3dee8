"""Reading the old .xls through xlrd: fonts, hidden rows and merged cells come with its formatting information.

xlrd keeps a text's bytes right where calamine doubles some with NULs; such a text is a failure here too.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_TEXT, XLRDError, error_text_from_code
from xlrd.xldate import XLDateError, xldate_as_datetime

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.emphasis import BOLD, STRUCK, Emphasis
from desktop.excel.reading.sink import Sink, is_legacy_font
from desktop.excel.reading.workbook import Cell
from desktop.excel.reading.xml_mending import Care

_BOLD_FROM = 600
"""Weight of a bold font; 400 is plain, 700 usual."""


class GarbledText(Exception):
    """A text holds NULs: the reader misread its width."""


def read(path: Path, kind: str, sink: Sink, care: Care = Care.STRICT) -> None:
    """Put every worksheet of an .xls into the sink."""
    content = path.read_bytes()
    partial = care is Care.PARTIAL
    try:
        book = _open(content, formatting=True, partial=partial)
    except XLRDError as problem:
        if "encrypted" in str(problem).lower():
            raise UnreadableFile("file.password") from problem
        raise
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  styles are the part that is most often broken
        book = _open(content, formatting=False, partial=partial)
    if not book.nsheets:
        raise UnreadableFile("file.no_sheets")
    sink.start(kind, "xlrd")
    fonts, marks = _legacy_fonts(book), _marks(book)
    for index in range(min(book.nsheets, sink.limits.sheets)):
        try:
            sheet = book.sheet_by_index(index)
        except MemoryError:
            raise
        except Exception:
            if not partial:
                raise
            sink.sheet(book.sheet_names()[index])
            sink.notice("sheet.unreadable", sheet=book.sheet_names()[index])
            continue
        _read_sheet(book, sheet, sink, fonts, marks)
        book.unload_sheet(index)
        sink.progress(index + 1, book.nsheets)


def _open(content: bytes, *, formatting: bool, partial: bool) -> xlrd.Book:
    return xlrd.open_workbook(
        file_contents=content,
        formatting_info=formatting,
        on_demand=True,
        ragged_rows=True,
        logfile=io.StringIO(),
        ignore_workbook_corruption=partial,
    )


def _legacy_fonts(book: xlrd.Book) -> dict[int, str]:
    """Cell format -> its TCVN3 or VNI font."""
    found: dict[int, str] = {}
    for index, form in enumerate(book.xf_list):
        if form.font_index < len(book.font_list) and is_legacy_font(book.font_list[form.font_index].name):
            found[index] = book.font_list[form.font_index].name
    return found


def _marks(book: xlrd.Book) -> dict[int, int]:
    """Cell format -> BOLD and STRUCK of its font."""
    found: dict[int, int] = {}
    for index, form in enumerate(book.xf_list):
        if form.font_index < len(book.font_list):
            font = book.font_list[form.font_index]
            marks = (BOLD if font.bold or font.weight >= _BOLD_FROM else 0) | (STRUCK if font.struck_out else 0)
            if marks:
                found[index] = marks
    return found


def _read_sheet(
    book: xlrd.Book, sheet: xlrd.sheet.Sheet, sink: Sink, fonts: dict[int, str], marks: dict[int, int]
) -> None:
    sink.sheet(sheet.name, hidden=bool(sheet.visibility))
    hidden_rows: list[int] = []
    emphasis = Emphasis()
    marked = marks.keys() if sheet.formatting_info else set()
    for place in range(sheet.nrows):
        types = sheet.row_types(place)
        raw = sheet.row_values(place)
        values: list[Cell | None] = []
        for column, (cell_type, value) in enumerate(zip(types, raw, strict=True), 1):
            values.append(_value(book, cell_type, value, sink, place + 1, column))
            if cell_type == XL_CELL_TEXT and fonts and sheet.formatting_info:
                font = fonts.get(sheet.cell_xf_index(place, column - 1))
                if font and value:
                    sink.fonts.append((place + 1, column, font))
        if marked and not marked.isdisjoint(sheet._cell_xf_indexes[place]):  # type: ignore[attr-defined]
            forms = [sheet.cell_xf_index(place, column) for column in range(len(values))]
            emphasis.add(place + 1, zip(values, (marks.get(form, 0) for form in forms), strict=True))
        sink.row(place + 1, values)
        info = sheet.rowinfo_map.get(place)
        if info is not None and info.hidden and any(value not in (None, "") for value in values):
            hidden_rows.append(place + 1)
    sink.end_sheet(
        hidden_rows=hidden_rows,
        hidden_columns=[column + 1 for column, info in sheet.colinfo_map.items() if info.hidden],
        merges=[(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells],
        emphasis=emphasis,
    )


def _value(book: xlrd.Book, cell_type: int, value: Any, sink: Sink, row: int, column: int) -> Cell | None:
    if cell_type == XL_CELL_TEXT:
        text = str(value)
        if "\0" in text:
            raise GarbledText
        return text
    if cell_type == XL_CELL_DATE and isinstance(value, float):
        try:
            moment = xldate_as_datetime(value, book.datemode)
        except (XLDateError, OverflowError, ValueError):
            return value
        return moment.time() if 0 <= value < 1 else moment
    if cell_type == XL_CELL_BOOLEAN:
        return bool(value)
    if cell_type == XL_CELL_ERROR:
        sink.error_cell(row, column, str(error_text_from_code.get(value, "#?")))
        return None
    return value if isinstance(value, float) else None
