"""The registration form that units fill in: one heading row, lists to choose from, codes kept in a hidden column.

What the lists offer stands in a hidden sheet, for Excel allows only 255 characters in a list of its own. That sheet also
marks the workbook as a form and names its unit, so that nothing has to be guessed when it comes back.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook as NewWorkbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from desktop.excel.reading.reply_file import FORM, SAYS
from desktop.excel.reading.workbook import Workbook
from desktop.excel.writing.text_cells import put_text
from desktop.whole_file import write_whole

MARK = _LISTS = FORM
_LINE = Side(style="thin", color="FFB8C4D0")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="FFE6EEF7")
_LOCKED = PatternFill("solid", fgColor="FFF2F2F2")
_FURTHER_ROWS = 300
"""Rows below the numbered ones in which the lists still open."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column: its heading, how wide it is, what may be chosen, and whether other values are refused."""

    field: str
    heading: str
    width: int
    choices: tuple[str, ...] = ()
    strict: bool = False
    hidden: bool = False
    wrapped: bool = False
    """Long text that runs over lines."""
    locked: bool = False
    """Not for the unit to change: shown in grey, and not enforced, for an office may have its reasons."""


@dataclass(frozen=True, slots=True)
class FormContent:
    """A registration form: lines above the table, columns, and rows filled in already, by field."""

    sheet: str
    title: str
    unit_line: str
    instructions: tuple[str, ...]
    unit: str
    columns: tuple[FormColumn, ...]
    rows: tuple[dict[str, str], ...]
    blank_rows: int
    choose_title: str = ""
    choose_text: str = ""
    conference: str = ""
    """The conference's code."""
    fact: str = ""
    """When and where it is, and until when to reply, for forms with room for it."""
    mark: str = MARK
    """What kind of form it is: the registration form unless told."""


def form_unit(book: Workbook, mark: str = MARK) -> str | None:
    """The unit a returned form was made for, "" for a form for everyone, None for a workbook that is no form of this kind."""
    for sheet in book.sheets:
        if is_lists(sheet.name) and sheet.rows and sheet.rows[0][0] == mark:
            first = sheet.rows[0]
            return str(first[1]) if len(first) > 1 and first[1] else ""
    return None


def form_says(book: Workbook) -> dict[str, str]:
    """What a unit says of itself beside its people: when it saved the form, why nobody comes, whom to ask.

    Workbooks say nothing of it; the page's file does (`excel.reading.reply_file`).
    """
    for sheet in book.sheets:
        if is_lists(sheet.name):
            said = [(str(row[0]), row[1]) for row in sheet.rows[1:] if len(row) > 1]
            return {name: str(text) for name, text in said if name in SAYS and text}
    return {}


def is_lists(sheet_name: str) -> bool:
    """Whether a sheet is the form's hidden one."""
    return sheet_name == _LISTS


def save_form(content: FormContent, path: Path) -> None:
    """Write the form, whole or not at all. Raises AppError("file.cannot_write")."""
    write_whole(path, form_bytes(content))


def form_bytes(content: FormContent) -> bytes:
    """The form as a workbook."""
    buffer = io.BytesIO()
    _book(content).save(buffer)
    return buffer.getvalue()


def _book(content: FormContent) -> NewWorkbook:
    book = NewWorkbook()
    sheet: Any = book.worksheets[0]
    sheet.title = content.sheet
    top = [content.title, *([content.unit_line] if content.unit_line else []), *content.instructions]
    for number, text in enumerate(top, 1):
        put_text(sheet.cell(number, 1), text)
        sheet.cell(number, 1).font = Font(bold=number == 1, size=14 if number == 1 else 11, italic=number > 2)
    heading = len(top) + 2
    for column, each in enumerate(content.columns, 1):
        cell = sheet.cell(heading, column)
        put_text(cell, each.heading)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _GRID
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = each.width
        sheet.column_dimensions[letter].hidden = each.hidden
    last = heading + len(content.rows) + content.blank_rows
    blank = {"unit": content.unit} if content.unit else {}
    for number in range(heading + 1, last + 1):
        place = number - heading - 1
        values = content.rows[place] if place < len(content.rows) else blank
        for column, each in enumerate(content.columns, 1):
            cell = sheet.cell(number, column)
            cell.border = _GRID
            if each.field == "number":
                cell.value = place + 1
            else:
                cell.number_format = "@"  # as text: Excel would drop a phone's zero and turn days into months
                put_text(cell, values.get(each.field, ""))
            if each.wrapped:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
            if each.locked:
                cell.fill = _LOCKED
    _offer_lists(book, sheet, content, heading + 1, last + _FURTHER_ROWS)
    sheet.freeze_panes = f"C{heading + 1}"
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return book


def _offer_lists(book: NewWorkbook, sheet: Any, content: FormContent, first: int, last: int) -> None:
    lists: Any = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    put_text(lists.cell(1, 1), content.mark)
    put_text(lists.cell(1, 2), content.unit)
    place = 0
    for column, each in enumerate(content.columns, 1):
        if not each.choices:
            continue
        place += 1
        _fill_list(lists, place, each.choices)
        letter = get_column_letter(place)
        choice = DataValidation(
            type="list",
            formula1=f"'{_LISTS}'!${letter}$2:${letter}${len(each.choices) + 1}",
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="stop" if each.strict else "warning",
            errorTitle=content.choose_title,
            error=content.choose_text,
        )
        letter = get_column_letter(column)
        choice.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(choice)


def _fill_list(lists: Any, column: int, choices: Sequence[str]) -> None:
    for row, choice in enumerate(choices, 2):
        put_text(lists.cell(row, column), choice)
