"""Loaded files as rows of clean values: tables found, the organizer's corrections applied, each row's unit settled."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from desktop.domain.codes import is_badge_code
from desktop.domain.importing import (
    Action,
    ImportOptions,
    Notice,
    PlannedFile,
    PlannedRow,
    PlannedSheet,
    Problem,
    Severity,
)
from desktop.domain.names import fold
from desktop.excel.form_writer import form_unit, is_lists
from desktop.excel.understanding.headings import read_column
from desktop.excel.understanding.side_by_side import blocks
from desktop.excel.understanding.table import Table, TableOptions, TableRow, understand
from desktop.excel.workbook import Sheet
from desktop.services.importing.cleaning import as_text, clean, says_nothing
from desktop.services.importing.loading import Loaded, LoadedFile
from desktop.services.importing.matching_units import UnitIndex, kind_is_told
from desktop.services.importing.remembering import learned_headings

_GUESSED = ("title", "sheet", "file")
_EVERY = 500
_PREPARED = frozenset({"unit", "role_group", "gender"})
"""A form's prepared lines hold no more than these and are nobody until a name is in them."""


class Understanding:
    """Turns what was loaded into planned files whose rows are clean and not matched yet."""

    def __init__(self, tx: Session, options: ImportOptions, units: UnitIndex, step: Callable[[int, int], None]) -> None:
        self.options = options
        self.headings: dict[str, str] = {}
        """Headings whose meaning the organizer corrected."""
        self._units = units
        self._step = step
        self._learned = learned_headings(tx)

    def files(self, loaded: Loaded) -> list[PlannedFile]:
        """Every file with its sheets, or with the error that kept it shut."""
        self._done, self._total = (
            0,
            2 * sum(len(sheet.rows) for file in loaded.files if file.workbook for sheet in file.workbook.sheets),
        )
        return [self._file(file) for file in loaded.files]

    def _file(self, file: LoadedFile) -> PlannedFile:
        if file.workbook is None:
            return PlannedFile(file.file, error=file.error, sha256=file.sha256)
        wanted = fold(self.options.sheet)
        form = form_unit(file.workbook)
        sheets = [
            sheet
            for sheet in file.workbook.sheets
            if (not wanted or fold(sheet.name) == wanted) and not (form is not None and is_lists(sheet.name))
        ]
        if wanted and not sheets:
            names = ", ".join(sheet.name for sheet in file.workbook.sheets)
            details: dict[str, object] = {"file": file.file, "sheet": self.options.sheet, "sheets": names}
            return PlannedFile(file.file, error=Notice("sheet.not_found", details), sha256=file.sha256)
        planned = PlannedFile(
            file.file,
            [self._sheet(file, block, form) for sheet in sheets for block in blocks(sheet)],
            sha256=file.sha256,
        )
        if planned.sheets and file.workbook.notices:
            first = planned.sheets[0]
            first.notices = (*file.workbook.notices, *first.notices)
        return planned

    def _sheet(self, file: LoadedFile, sheet: Sheet, form: str | None) -> PlannedSheet:
        place = file.file, sheet.name
        corrected = self.options.columns.get(place, {})
        table = understand(
            sheet,
            file_name=file.file,
            options=TableOptions(
                learned=self._learned,
                header_row=self.options.header_rows.get(place),
                columns=corrected,
                persons={
                    row: said for (name, title, row), said in self.options.persons.items() if (name, title) == place
                },
                include_hidden=self.options.include_hidden,
                with_sensitive=self.options.with_sensitive,
            ),
        )
        self._learn(table, corrected)
        if form is not None or "code" in table.columns:  # a form's sheet copied elsewhere keeps its column of codes
            table.rows = [row for row in table.rows if not row.cells.keys() <= _PREPARED]
        if form is not None:
            _as_form(table, form)
        sheet_unit, notices = self._sheet_unit(table)
        edits = {row: fields for (name, title, row), fields in self.options.edits.items() if (name, title) == place}
        rows = []
        for count, row in enumerate(table.rows):
            if count % _EVERY == 0:
                self._step(self._done + count, self._total)
            rows.append(self._row(row, sheet_unit, edits.get(row.number)))
        _without_own_numbers(rows)
        self._done += len(sheet.rows)
        return PlannedSheet(
            name=table.name,
            header_row=table.header_row,
            columns=table.columns,
            column_numbers=table.column_numbers,
            headings=table.headings,
            ignored_columns=table.ignored_columns,
            notices=(*table.notices, *notices),
            rows=rows,
            hidden=table.hidden,
            set_aside=tuple(table.set_aside),
        )

    def _learn(self, table: Table, corrected: dict[str, int]) -> None:
        for field, column in corrected.items():
            heading = table.headings[column - 1] if 0 < column <= len(table.headings) else ""
            if heading and read_column((heading,), self._learned)[0] != field:
                self.headings[heading] = field

    def _sheet_unit(self, table: Table) -> tuple[str, list[Notice]]:
        """The unit for rows that name none: by the organizer's word, or what title, sheet and file are called.

        A title is believed, a sheet's name when it names a kind of unit or one that is known, a file's name only then.
        """
        if self.options.unit:
            return self.options.unit, []
        guesses = [(table.sheet_unit, table.sheet_unit_from), *table.unit_guesses]
        for guess, where in guesses:
            if not guess:
                continue
            name = guess
            known = self._units.find(name)
            if len(known) == 1:
                name = self._units.units[next(iter(known))].name
            if len(known) == 1 or where == "title" or (where == "sheet" and kind_is_told(name)):
                details: dict[str, object] = {"sheet": table.name, "unit": name, "where": where}
                used = any(row.unit_from in _GUESSED for row in table.rows)
                return name, [Notice(f"unit.from_{where}", details)] if used else []
        return "", []

    def _row(self, row: TableRow, sheet_unit: str, edited: dict[str, str] | None) -> PlannedRow:
        cells = row.cells
        for name in ("unit", "role_group"):
            if says_nothing(cells.get(name)):
                del cells[name]
        if row.unit_from in _GUESSED or ("unit" not in cells and self.options.unit):
            if sheet_unit:
                cells["unit"] = sheet_unit
            else:
                cells.pop("unit", None)
        if self.options.role_group and not cells.get("role_group"):
            cells["role_group"] = self.options.role_group
        if edited:
            for field, text in edited.items():
                cells[field] = "" if says_nothing(text) else text
        values, problems, extra = clean(row)
        action = Action.ADD
        for problem in problems:
            if problem.severity is Severity.ERROR:
                action = Action.ERROR
        if row.asked and action is Action.ADD:
            action = Action.SKIP
            problems = (*problems, Problem("", "row.perhaps_person", Severity.QUESTION))
        planned = PlannedRow(row.number, action, values, problems, raw=row.raw, extra=extra, why=row.why)
        if "code" in cells:
            planned.code = as_text(cells["code"]).replace(" ", "")
        return planned


def _without_own_numbers(rows: list[PlannedRow]) -> None:
    """Leave badge codes in a column of ours alone; an office's own numbers pass the check digit one time in ten."""
    told = [row for row in rows if row.code]
    ours = 2 * sum(is_badge_code(row.code) for row in told) > len(told)
    for row in told:
        if not ours or not is_badge_code(row.code):
            row.code = ""


def _as_form(table: Table, unit: str) -> None:
    """A form of ours says itself for which unit it was made."""
    table.sheet_unit, table.sheet_unit_from, table.unit_guesses = unit, "title" if unit else "", ()
    for row in table.rows:
        if not row.unit_from:
            row.unit_from = table.sheet_unit_from
