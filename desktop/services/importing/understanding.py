"""Loaded files as rows of clean values: tables found, the organizer's corrections applied, each row's unit settled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.answers import says_nothing
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
    row_key,
)
from desktop.domain.names import fold
from desktop.domain.progress import Progress
from desktop.domain.unit_answers import Answered, UnitReply
from desktop.excel.reading.workbook import Sheet
from desktop.excel.understanding.form_answers import FormAnswers, read_answers, without
from desktop.excel.understanding.headings import read_column
from desktop.excel.understanding.sheet_unit import WEIGHTS, UnitGuess, settle
from desktop.excel.understanding.side_by_side import blocks
from desktop.excel.understanding.table import Table, TableOptions, TableRow, understand
from desktop.excel.understanding.unit_phrases import Role
from desktop.excel.writing.form_writer import form_says, form_unit, is_lists
from desktop.services.importing import unit_replies
from desktop.services.importing.asking import Asking
from desktop.services.importing.birth_columns import judge_births
from desktop.services.importing.cleaning import as_text, clean, people_of
from desktop.services.importing.loading import Loaded, LoadedFile
from desktop.services.importing.matching_units import UnitIndex
from desktop.services.importing.remembering import learned_headings
from desktop.store.transaction import Transaction

_GUESSED = ("title", "sheet", "file", "foot")
_EVERY = 500
_NOBODY = ("sheet.no_table", "sheet.no_name_column", "sheet.no_rows")
_PREPARED = frozenset({"unit", "role_group", "gender"})
"""A form's prepared lines hold no more than these and are nobody until a name is in them."""


@dataclass(frozen=True, slots=True)
class _SheetUnit:
    """The unit of a sheet's rows that name none."""

    name: str = ""
    is_said: bool = False
    """By the organizer's word, so that every row without a unit takes it."""
    notices: tuple[Notice, ...] = ()
    doubt: tuple[Problem, ...] = ()
    """The question where another unit is about as likely."""


class Understanding:
    """Turns what was loaded into planned files whose rows are clean and not matched yet."""

    def __init__(
        self, tx: Transaction, options: ImportOptions, units: UnitIndex, asking: Asking, step: Progress
    ) -> None:
        self.options, self._asking = options, asking
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
        said = form_says(file.workbook) if form is not None else {}
        reply = unit_replies.read(file.file, form or "", said) if said else None
        planned = PlannedFile(file.file, sha256=file.sha256, reply=reply)
        for sheet in sheets:
            planned.sheets += self._blocks(file, sheet, form, reply)
        if planned.sheets and file.workbook.notices:
            first = planned.sheets[0]
            first.notices = (*file.workbook.notices, *first.notices)
        if not any(sheet.rows for sheet in planned.sheets):  # its sheets stay: the organizer may know better
            headed = any(sheet.header_row is not None for sheet in planned.sheets)
            if reply is None or not reply.declined:
                planned.error = Notice("file.nobody" if headed else "file.no_people", {"file": file.file})
        return planned

    def _blocks(self, file: LoadedFile, sheet: Sheet, form: str | None, reply: UnitReply | None) -> list[PlannedSheet]:
        """A sheet, or the several lists in it; of a form's answers each row says when it was given."""
        answers = read_answers(sheet) if form is None else None
        if answers is not None and len(answers.own) > 1:
            sheet = without(sheet, answers.own)
        found = [self._sheet(file, block, form, answers) for block in blocks(sheet, answers=answers)]
        rows = [row for one in found for row in one.rows]
        if reply is not None:
            for row in rows:
                row.answered = reply.answered
            if reply.declined:
                told = Notice("reply.says_declined", {"unit": reply.unit, "reason": reply.declined})
                found[0].notices = (*(each for each in found[0].notices if each.code not in _NOBODY), told)
        elif answers is not None:
            of_unit = len(found) > 1 or any(row.part for row in rows)
            for row in rows:
                if (at := answers.at.get(row.row)) is not None:
                    row.answered = Answered(file.file, sheet.name, row.row, at, of_unit)
        return found

    def _table(self, file: LoadedFile, sheet: Sheet, answers: FormAnswers | None) -> Table:
        """The sheet understood; the questions of a form head its columns where too few of their words are known."""
        place = file.file, sheet.name
        options = TableOptions(
            learned=self._learned,
            header_row=self.options.header_rows.get(place),
            columns=self.options.columns.get(place, {}),
            persons={row: said for (name, title, row), said in self.options.persons.items() if (name, title) == place},
            questions=self._asking.said,
            known_questions=self._asking.known,
            include_hidden=self.options.include_hidden,
            with_sensitive=self.options.with_sensitive,
        )
        table = understand(sheet, file_name=file.file, options=options)
        if answers is not None and not table.rows and options.header_row is None:
            asked = replace(options, header_row=answers.heading_number)
            return understand(sheet, file_name=file.file, options=asked)
        return table

    def _sheet(self, file: LoadedFile, sheet: Sheet, form: str | None, answers: FormAnswers | None) -> PlannedSheet:
        place = file.file, sheet.name
        corrected = self.options.columns.get(place, {})
        table = self._table(file, sheet, answers)
        self._learn(table, corrected)
        if form is not None or "code" in table.columns:  # a form's sheet copied elsewhere keeps its column of codes
            table.rows = [row for row in table.rows if not row.cells.keys() <= _PREPARED]
        if form is not None:
            _as_form(table, form)
        sheet_unit = self._sheet_unit(table, place)
        edits = {row: fields for (name, title, row), fields in self.options.edits.items() if (name, title) == place}
        persons = {row: said for (name, title, row), said in self.options.persons.items() if (name, title) == place}
        births = judge_births(table.rows)
        rows = []
        for count, row in enumerate(table.rows):
            if count % _EVERY == 0:
                self._step(self._done + count, self._total)
            birth = births.get(count) if births else None
            for one in people_of(row):
                key = row_key(one.number, one.part)
                rows.append(self._row(one, sheet_unit, edits.get(key), persons.get(key), birth))
        _without_own_numbers(rows)
        self._done += len(sheet.rows)
        return PlannedSheet(
            name=table.name,
            header_row=table.header_row,
            columns=table.columns,
            column_numbers=table.column_numbers,
            headings=table.headings,
            ignored_columns=table.ignored_columns,
            notices=(*table.notices, *sheet_unit.notices),
            rows=rows,
            hidden=table.hidden,
            set_aside=tuple(table.set_aside),
            questions={heading: self._asking.title(heading) for heading in table.questions},
        )

    def _learn(self, table: Table, corrected: dict[str, int]) -> None:
        for field, column in corrected.items():
            heading = table.headings[column - 1] if 0 < column <= len(table.headings) else ""
            if heading and read_column((heading,), self._learned)[0] != field:
                self.headings[heading] = field

    def _sheet_unit(self, table: Table, place: tuple[str, str]) -> _SheetUnit:
        """By the organizer's word, or what stands around the list and what the database knows."""
        if said := self.options.sheet_units.get(place) or self.options.unit:
            return _SheetUnit(said, is_said=True)
        settled = settle(table.unit_guesses, self._known_as)
        if settled is None or not any(row.unit_from in _GUESSED for row in table.rows):
            return _SheetUnit()
        details: dict[str, object] = {"sheet": table.name, "unit": settled.name, "where": settled.where}
        if not settled.other:
            return _SheetUnit(settled.name, notices=(Notice(f"unit.from_{settled.where}", details),))
        details |= {"other": settled.other}
        return _SheetUnit(settled.name, doubt=(Problem("unit", "unit.doubtful", Severity.QUESTION, details),))

    def _known_as(self, spelling: str) -> str:
        """The name the database has for a spelling, "" where it knows none or several."""
        known = self._units.find(spelling)
        return self._units.units[next(iter(known))].name if len(known) == 1 else ""

    def _row(
        self,
        row: TableRow,
        sheet_unit: _SheetUnit,
        edited: dict[str, str] | None,
        said: bool | None,
        birth: Problem | None,
    ) -> PlannedRow:
        """A row's clean values; `said`: whether it is to come in, where the organizer said so; `birth`: see `judge_births`."""
        cells = row.cells
        for name in ("unit", "role_group"):
            if isinstance(value := cells.get(name), str) and says_nothing(value):
                del cells[name]
        doubt: tuple[Problem, ...] = ()
        if row.unit_from in _GUESSED or ("unit" not in cells and sheet_unit.is_said):
            if sheet_unit.name:
                cells["unit"] = sheet_unit.name
                doubt = () if edited and "unit" in edited else sheet_unit.doubt
            else:
                cells.pop("unit", None)
        if self.options.role_group and not cells.get("role_group"):
            cells["role_group"] = self.options.role_group
        original: str | None = None
        if edited:
            if "full_name" in edited:
                original = clean(row)[0].get("full_name", "")
            for field, text in edited.items():
                cells[field] = "" if says_nothing(text) else text
        values, problems, extra = clean(row)
        if birth is not None and row.cells.get("birth") is not None and not (edited and "birth" in edited):
            problems = (birth, *problems)
        if row.struck:
            problems = (*problems, Problem("", "row.struck", Severity.QUESTION))
        if row.asked:
            problems = (*problems, Problem("", "row.perhaps_person", Severity.QUESTION))
        action = Action.ADD
        if problems:
            if said is not None:  # the organizer has looked at the row
                problems = tuple(problem for problem in problems if problem.severity is not Severity.QUESTION)
            for problem in problems:
                if problem.severity is Severity.ERROR:
                    action = Action.ERROR
                elif problem.severity is Severity.QUESTION and action is Action.ADD:
                    action = Action.SKIP
        problems = (*problems, *doubt)
        if said is False:
            action = Action.SKIP
        planned = PlannedRow(row.number, action, values, problems, raw=row.raw, extra=extra, why=row.why, part=row.part)
        planned.said = original
        planned.answers = {
            key: cell if isinstance(cell, bool | int | float | str) else as_text(cell)
            for key, cell in row.answers.items()
        }
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
    table.unit_guesses = (UnitGuess(unit, "title", WEIGHTS[Role.LABEL]),) if unit else ()
    for row in table.rows:
        if unit and not row.unit_from:
            row.unit_from = "title"
