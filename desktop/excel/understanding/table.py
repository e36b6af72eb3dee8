"""A sheet understood: its heading, its columns, its people, and the unit they stand under."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.importing import Notice, SetAsideRow
from desktop.excel.reading.workbook import Cell, Sheet
from desktop.excel.understanding.cells import CellText
from desktop.excel.understanding.columns import Layout, read_layout, shown_fields
from desktop.excel.understanding.explaining import judged_columns, judged_rows
from desktop.excel.understanding.finding import FURTHEST_ROW, SEARCHED_ROWS, find_heading, has_people
from desktop.excel.understanding.guessing import GUESSED_ROWS, heading_above, layout_by_content
from desktop.excel.understanding.heading_rows import heading_band, heading_score
from desktop.excel.understanding.headings import heading_key, read_heading
from desktop.excel.understanding.options import TableOptions
from desktop.excel.understanding.rows import RowReader
from desktop.excel.understanding.sheet_unit import UnitGuess, guess_units
from desktop.excel.understanding.table_row import JudgedColumn, JudgedRow, TableRow
from desktop.excel.understanding.telling import column_notices

__all__ = ["Table", "TableOptions", "TableRow", "heading_key", "understand"]

SAMPLED_ROWS = 240
"""Rows by which the columns are told, spread over the list."""


@dataclass(slots=True)
class Table:
    """One sheet as understood."""

    name: str
    header_row: int | None = None
    """Excel's number of the heading's last row."""
    columns: dict[str, str] = field(default_factory=dict)
    """Field -> heading as written."""
    column_numbers: dict[str, int] = field(default_factory=dict)
    """Field -> column, from 1."""
    headings: tuple[str, ...] = ()
    """Every heading, column by column; rows of one heading parted by " – "."""
    ignored_columns: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    """Headings of the columns that answer questions."""
    notices: tuple[Notice, ...] = ()
    """The reader's notices and what the understanding has to tell."""
    unit_guesses: tuple[UnitGuess, ...] = ()
    """The units the whole sheet may speak of, the likeliest first; rows without any other carry that."""
    rows: list[TableRow] = field(default_factory=list)
    set_aside: list[SetAsideRow] = field(default_factory=list)
    """Rows with words that are nobody."""
    judged: list[JudgedRow] = field(default_factory=list)
    """Every row with something in it, when asked."""
    judged_columns: list[JudgedColumn] = field(default_factory=list)
    """Every column with a heading or a field, when asked."""
    hidden: bool = False


def understand(sheet: Sheet, *, file_name: str = "", options: TableOptions | None = None) -> Table:
    """Find a sheet's people. A sheet without any says so in a notice; it is no error."""
    options = options or TableOptions()
    table = Table(sheet.name, hidden=sheet.hidden)
    text = CellText(sheet)
    notices = _notices_of_reader(sheet, options)
    without = frozenset() if options.include_hidden else sheet.hidden_columns
    layout = _find_layout(sheet, text, options, without)
    if layout is None or not layout.has_name:
        code = "sheet.no_table" if layout is None else "sheet.no_name_column"
        table.notices = (*notices, Notice(code, {"sheet": sheet.name}))
        return table
    if not layout.guessed:
        table.header_row = sheet.numbers[layout.last]
    else:
        notices.append(Notice("sheet.no_heading", {"sheet": sheet.name}))
    _describe(table, layout)
    reader = RowReader(sheet, layout, text, options, without)
    table.rows = reader.read()
    table.set_aside = reader.set_aside
    _give_sheet_unit(table, sheet, layout, text, file_name, reader.titled_from)
    notices += reader.notices()
    notices += column_notices(sheet.name, layout)
    if not table.rows:
        notices.append(Notice("sheet.no_rows", {"sheet": sheet.name}))
    table.notices = tuple(notices)
    if options.explain:
        table.judged = judged_rows(sheet, layout, text, reader)
        table.judged_columns = judged_columns(layout, options.columns)
    return table


def _notices_of_reader(sheet: Sheet, options: TableOptions) -> list[Notice]:
    """The reader's notices; it says that hidden rows are read, which is not so when they are left out."""
    if options.include_hidden:
        return list(sheet.notices)
    notices = []
    for notice in sheet.notices:
        left_out = {"rows.hidden": "rows.left_out", "columns.hidden": "columns.left_out"}.get(notice.code)
        notices.append(Notice(left_out, notice.details) if left_out else notice)
    return notices


def _find_layout(sheet: Sheet, text: CellText, options: TableOptions, without: frozenset[int]) -> Layout | None:
    """The table's heading and columns; None where the sheet holds neither a heading nor people."""
    numbers = sheet.numbers
    if options.header_row is None:
        band = find_heading(text.head(SEARCHED_ROWS), numbers, sheet.merges, options.learned)
    else:
        band = _heading_at(sheet, text, options)
    layout = _layout_under(band, sheet, text, options, without) if band else None
    if layout is not None and (layout.has_name or options.header_row is not None):
        return layout
    guessed = None if layout else layout_by_content(text.head(GUESSED_ROWS))
    if guessed is None and options.header_row is None and len(sheet.rows) > SEARCHED_ROWS:
        rows = text.head(FURTHEST_ROW)
        further = find_heading(rows, numbers, sheet.merges, options.learned)
        if further and has_people(rows, numbers, sheet.merges, options.learned, further, len(rows)):
            return _layout_under(further, sheet, text, options, without)
    if guessed is None:
        return layout
    band = heading_above(text.head(GUESSED_ROWS), numbers, guessed) if options.header_row is None else None
    if band and (layout := _layout_under(band, sheet, text, options, without)).has_name:
        return layout
    guessed.fields.update({name: number - 1 for name, number in options.columns.items() if number > 0})
    return guessed


def _layout_under(
    band: tuple[int, int], sheet: Sheet, text: CellText, options: TableOptions, without: frozenset[int]
) -> Layout:
    return read_layout(
        text.head(band[1] + 1),
        sheet.numbers,
        sheet.merges,
        band,
        learned=options.learned,
        overrides=options.columns,
        without=without,
        with_sensitive=options.with_sensitive,
        sample=_sample(text, band, options.learned),
        questions=options.questions,
        known_questions=options.known_questions,
    )


def _sample(text: CellText, band: tuple[int, int], learned: Mapping[str, str]) -> list[tuple[Cell, ...]]:
    """Rows spread over the list, up to the heading of another."""
    headings = set(text.head(band[1] + 1)[band[0] : band[1] + 1])
    found: list[tuple[Cell, ...]] = []
    for row in text.spread(band[1] + 1, SAMPLED_ROWS):
        if heading_score(row, learned) <= 0:
            found.append(row)
        elif row not in headings and found:
            break
    return found


def _heading_at(sheet: Sheet, text: CellText, options: TableOptions) -> tuple[int, int] | None:
    """The heading whose last row the organizer named, with a row of it above; None where there is none."""
    if options.header_row not in sheet.numbers:
        return None
    last = sheet.numbers.index(options.header_row)
    rows = text.head(last + 45)
    band = heading_band(rows, sheet.numbers, sheet.merges, options.learned, last - 1)
    before = (
        last > 0
        and sheet.numbers[last - 1] == options.header_row - 1
        and band[1] >= last
        and _is_heading(rows[last - 1])
    )
    return (last - 1, last) if before else (last, last)


def _is_heading(row: tuple[object, ...]) -> bool:
    return sum(isinstance(value, str) and bool(read_heading(value)[0]) for value in row) >= 2


def _describe(table: Table, layout: Layout) -> None:
    shown = shown_fields(layout)
    headings = layout.headings
    table.columns = {name: headings[column] if column < len(headings) else "" for name, column in shown.items()}
    table.column_numbers = {name: column + 1 for name, column in shown.items()}
    table.headings = headings
    table.ignored_columns = tuple(headings[column] for column in layout.ignored)
    table.questions = tuple(headings[column] for column in layout.questions.values())


def _give_sheet_unit(
    table: Table, sheet: Sheet, layout: Layout, text: CellText, file_name: str, titled_from: int | None
) -> None:
    """Where no row names a unit, all carry the sheet's.

    From the row `titled_from` on another list's title has named another.
    """
    above = text.head(layout.first)[: layout.first]
    foot = [row for row in table.set_aside if row.row > (sheet.numbers[layout.last] if layout.last >= 0 else 0)]
    table.unit_guesses = tuple(guess_units(above, sheet.name, file_name, foot))
    rows = [row for row in table.rows if titled_from is None or row.number < titled_from]
    if any(row.unit_from == "unit_row" for row in rows) and all(row.unit_from in ("", "unit_row") for row in rows):
        rows = list(itertools.takewhile(lambda row: not row.unit_from, rows))  # those above the first unit's line
    if not table.unit_guesses or any(row.unit_from for row in rows):
        return
    for row in rows:
        row.cells["unit"] = table.unit_guesses[0].name
        row.unit_from = table.unit_guesses[0].where
