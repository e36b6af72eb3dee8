"""Attendance as a workbook: a letter for each person and session, the times they came, and the sums.

The letters can be changed and brought back: every row carries its badge code, every column its session's heading.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desktop.excel.writing.attendance_cells import (
    BOX,
    COLOURS,
    HEADING_ROW,
    OUTSIDE,
    AttendanceBook,
    BookLine,
    align,
    font,
    grow,
    put_headings,
    put_words,
    set_up_page,
    titles,
)
from desktop.excel.writing.attendance_sums import write_sums
from desktop.excel.writing.text_cells import put_text, sheet_title
from desktop.whole_file import write_whole
from desktop.wording import attendance_book as words
from desktop.wording.attendance import LETTERS

_IDENTITY_WIDTHS = (6, 13, 27, 20, 32, 24)
_LETTER_WIDTHS, _TIME_WIDTH, _NOTE_WIDTH = (9, 15), 12, 32


def save(content: AttendanceBook, path: Path) -> None:
    """Write the workbook to `path`, whole or not at all. Raises AppError("file.cannot_write")."""
    write_whole(path, book_bytes(content))


def book_bytes(content: AttendanceBook) -> bytes:
    """The workbook's bytes."""
    book = Workbook()
    # Column widths count this font's digits; Calibri's are unknown where Excel is not.
    book._named_styles["Normal"].font = font()  # type: ignore[attr-defined]  # no public way
    letters, times, sums = words.sheet_titles()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = sheet_title(letters)
    _write_letters(sheet, content)
    if any(cell and cell.arrived_at for line in content.lines for cell in line.cells):
        _write_times(book.create_sheet(sheet_title(times)), content)
    write_sums(book.create_sheet(sheet_title(sums)), content)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


# -- people by session ------------------------------------------------------------------------------------------------


def _write_letters(sheet: Worksheet, content: AttendanceBook) -> None:
    last = len(words.IDENTITY) + len(content.sessions) + 1
    titles(sheet, words.book_title(content.conference), words.as_of(content.as_of), words.legend())
    headings = [*words.identity(), *(each.heading for each in content.sessions), words.note()]
    widths = [*_IDENTITY_WIDTHS, *(_letter_width(each.heading) for each in content.sessions), _NOTE_WIDTH]
    put_headings(sheet, headings, widths)
    letter_styles = font(12, b=True), align("center")
    for number, line in enumerate(content.lines, start=1):
        row = HEADING_ROW + number
        _identity(sheet, row, number, line)
        for place, cell in enumerate(line.cells, start=len(words.IDENTITY) + 1):
            target: Any = sheet.cell(row, place)
            target.border, target.number_format = BOX, "@"
            target.font, target.alignment = letter_styles
            if cell is None:
                target.fill = OUTSIDE
            else:
                put_text(target, cell.letter)
        put_words(sheet, row, last, line.note)
        grow(sheet, row, [*zip(_texts(line), _IDENTITY_WIDTHS[2:], strict=True), (line.note, _NOTE_WIDTH)])
    end = max(HEADING_ROW + len(content.lines), HEADING_ROW + 1)
    if content.sessions:
        first = len(words.IDENTITY) + 1
        area = f"{get_column_letter(first)}{HEADING_ROW + 1}:{get_column_letter(last - 1)}{end}"
        _offer_letters(sheet, area)
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{get_column_letter(last)}{end}"
    set_up_page(sheet, f"D{HEADING_ROW + 1}", rows=HEADING_ROW)


def _letter_width(heading: str) -> int:
    """A short heading stands in one line; a long one has room for its words."""
    narrow, wide = _LETTER_WIDTHS
    return min(max(narrow, len(heading) + 2), wide)


def _offer_letters(sheet: Worksheet, area: str) -> None:
    """A list to choose the letter from, and each letter in its colour whoever types it."""
    letters = [letter for letter in LETTERS.values() if letter]
    offered = DataValidation(type="list", formula1=f'"{",".join(letters)}"', allow_blank=True, errorStyle="warning")
    # Excel takes titles of 32 and texts of 255 characters.
    title, text = words.validation()
    offered.errorTitle, offered.error = title[:32], text[:255]
    offered.add(area)
    sheet.add_data_validation(offered)
    for letter, colour in COLOURS.items():
        rule: Any = CellIsRule(  # type: ignore[no-untyped-call]
            operator="equal", formula=[f'"{letter}"'], font=Font(color=colour)
        )
        sheet.conditional_formatting.add(area, rule)


def _texts(line: BookLine) -> tuple[str, str, str, str]:
    return line.full_name, line.position, line.unit, line.role_group


def _identity(sheet: Worksheet, row: int, number: int, line: BookLine) -> None:
    cell: Any = sheet.cell(row, 1, number)
    cell.border, cell.font, cell.alignment = BOX, font(), align("center")
    put_words(sheet, row, 2, line.code)
    for column, text in enumerate(_texts(line), start=3):
        put_words(sheet, row, column, text)


# -- times ------------------------------------------------------------------------------------------------------------


def _write_times(sheet: Worksheet, content: AttendanceBook) -> None:
    titles(sheet, words.book_title(content.conference), words.as_of(content.as_of), words.sheet_titles()[1])
    left = [
        any(cell and cell.left_at for cell in (line.cells[place] for line in content.lines))
        for place in range(len(content.sessions))
    ]
    number, code, full_name, _position, unit, _group = words.identity()
    headings, widths = [number, code, full_name, unit], [_IDENTITY_WIDTHS[place] for place in (0, 1, 2, 4)]
    for each, leaves in zip(content.sessions, left, strict=True):
        headings += [words.arrival(each.heading)] + ([words.departure(each.heading)] if leaves else [])
        widths += [_TIME_WIDTH] * (2 if leaves else 1)
    put_headings(sheet, headings, widths)
    for place, line in enumerate(content.lines, start=1):
        row = HEADING_ROW + place
        cell: Any = sheet.cell(row, 1, place)
        cell.border, cell.font, cell.alignment = BOX, font(), align("center")
        for column, text in enumerate((line.code, line.full_name, line.unit), start=2):
            put_words(sheet, row, column, text)
        column = 5
        for shown, leaves in zip(line.cells, left, strict=True):
            moments = [shown.arrived_at if shown else None] + ([shown.left_at if shown else None] if leaves else [])
            for moment in moments:
                target: Any = sheet.cell(row, column)
                target.border, target.font, target.alignment = BOX, font(), align("center")
                if shown is None:
                    target.fill = OUTSIDE
                if moment is not None:
                    target.value, target.number_format = moment.time().replace(microsecond=0), "hh:mm"
                column += 1
        grow(sheet, row, [(line.full_name, widths[2]), (line.unit, widths[3])])
    end = max(HEADING_ROW + len(content.lines), HEADING_ROW + 1)
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{get_column_letter(len(headings))}{end}"
    set_up_page(sheet, f"D{HEADING_ROW + 1}", rows=HEADING_ROW)
