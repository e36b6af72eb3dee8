"""Task sheets that came back: read, planned row by row with all that is wrong, looked at, written as one change."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz
from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.importing import Notice
from desktop.domain.names import fold, normalise, visible
from desktop.domain.task_sheets import (
    ANSWERS,
    RowAction,
    TakenFile,
    TakenRow,
    TakenSheet,
    TakingPlan,
    TakingReport,
    TaskAnswer,
)
from desktop.domain.tasks import ProgressEntry, TaskView, content_key, percent_reached
from desktop.excel.reading.workbook import Cell, Workbook
from desktop.excel.understanding.task_table import MARK, TaskTable, cell_value, find_tasks
from desktop.excel.writing.form_writer import form_unit, is_lists
from desktop.excel.writing.refused_writer import RefusedRow, RefusedSheet, write_refused_sheets
from desktop.services import journal
from desktop.services.importing import Loaded, LoadedFile
from desktop.services.importing.matching_units import UnitIndex
from desktop.services.tasks.answers import AnswerReader
from desktop.services.tasks.giving import progress_row
from desktop.services.tasks.looking import list_tasks, today
from desktop.services.tasks.sheets import decimal_said, indicator_said
from desktop.store.bulk import chunks
from desktop.store.tables import Task
from desktop.store.transaction import Transaction
from desktop.wording import field, sentence
from desktop.wording import task_sheets as words

_NEAR = 72
"""Likeness (0–100) of texts from which one is the other, changed."""
_MEASURE = re.compile(r"^(.*?)\s*\(([^()]*)\)$")


def plan(
    tx: Transaction,
    conference_id: uuid.UUID,
    loaded: Loaded,
    *,
    day: dt.date | None = None,
    unit_id: uuid.UUID | None = None,
) -> TakingPlan:
    """What each row of the sheets would do; nothing is written.

    `day` (today) is the day of which progress is told where a row names none; `unit_id` whose sheets are that do not say.
    """
    work = _Planning(tx, conference_id, day or today(tx), unit_id)
    files = [work.file(each) for each in loaded.files]
    return TakingPlan(conference_id, work.day, tuple(_once(_without_contradictions(files))))


class _Planning:
    """A plan on its way."""

    def __init__(self, tx: Transaction, conference_id: uuid.UUID, day: dt.date, unit_id: uuid.UUID | None) -> None:
        self.day, self._unit_id = day, unit_id
        self._index = UnitIndex(tx)
        tasks = list_tasks(tx, conference_id)
        self._tasks: Mapping[uuid.UUID, TaskView] = {each.id: each for each in tasks}
        self._codes = {each.code: each for each in tasks}
        self._of_unit: dict[uuid.UUID, list[TaskView]] = defaultdict(list)
        self._of_text: dict[str, list[TaskView]] = defaultdict(list)
        for each in tasks:
            self._of_unit[each.unit_id].append(each)
            self._of_text[content_key(each.content)].append(each)

    def file(self, file: LoadedFile) -> TakenFile:
        """One file with all its rows, or why it holds none."""
        name = Path(file.file).name
        if file.workbook is None:
            return TakenFile(name, error=file.error or Notice("file.damaged", {"file": name}))
        made_for = form_unit(file.workbook, MARK)
        found = list(_tables(file.workbook, made_for is not None))
        if not found:
            details: dict[str, object] = {"file": name, "content": words.heading("content")}
            return TakenFile(name, error=Notice("task_sheet.no_table", details))
        sheets = [self._sheet(name, table, made_for or "") for table in found]
        unit = next((row.unit for sheet in sheets for row in sheet.rows if row.unit), made_for or found[0].said_unit)
        return TakenFile(name, unit, tuple(sheets), notices=_odd(file.workbook))

    def _sheet(self, file: str, table: TaskTable, made_for: str) -> TakenSheet:
        rows = [self._row(file, table, made_for, number, cells) for number, cells in table.rows]
        return TakenSheet(table.sheet, table.headings, table.columns, tuple(row for row in rows if row is not None))

    def _row(self, file: str, table: TaskTable, made_for: str, number: int, cells: tuple[Cell, ...]) -> TakenRow | None:
        """What a row does; None for one that says nothing of a task."""
        content = _text(cell_value(cells, table.columns, "content"))
        key = _text(cell_value(cells, table.columns, "key"))
        answers = any(cell_value(cells, table.columns, name) is not None for name in ANSWERS)
        if not content and not key:
            return None
        row = TakenRow(table.sheet, number, cells, content=content)
        told = [text for text in (_text(cell_value(cells, table.columns, "unit")), table.said_unit, made_for) if text]
        task = self._by_key(key)
        if task is not None:
            row = self._compared(replace(row, unit=task.unit), task, told)
        else:
            task, row = self._by_text(row, told, (table.sheet, Path(file).stem))
            if task is None and not answers:
                return None  # a foot, a signature, a remark under the table
        reader = AnswerReader(self.day)
        answer = reader.read(cells, table.columns, task)
        for problem in reader.problems:
            row = row.with_problem(problem.field, problem.code, **problem.details)
        if task is None:
            return replace(row, answer=answer)
        tells = is_new(task, answer)
        action = RowAction.PROGRESS if tells else RowAction.SAME
        if changes(task, answer) or (tells and not task.committed):
            action = RowAction.COMMIT
        return replace(
            row,
            answer=answer,
            task_id=task.id,
            version=task.version,
            code=task.code,
            unit=task.unit,
            action=RowAction.ERROR if row.problems else action,
            tells=tells,
        )

    def _by_key(self, key: str) -> TaskView | None:
        if key in self._codes:
            return self._codes[key]
        try:
            return self._tasks.get(uuid.UUID(key))
        except ValueError:
            return None

    def _compared(self, row: TakenRow, task: TaskView, told: Sequence[str]) -> TakenRow:
        """A row that bears its task's key: the sheet must be its unit's, and the text as it was given."""
        for text in told:
            if task.unit_id not in self._index.find(text) and fold(text) not in (fold(task.unit), fold(task.given_to)):
                row = row.with_problem("unit", "task_sheet.foreign", unit=task.unit, said=text)
                break
        if content_key(row.content) != content_key(task.content):
            row = row.with_problem("content", "task_sheet.changed_text", content=task.content)
        return row

    def _by_text(self, row: TakenRow, told: Sequence[str], about: Iterable[str]) -> tuple[TaskView | None, TakenRow]:
        """The task that unit and text mean, or the row with the reason why there is none."""
        unit_id = self._unit(told) or self._unit_id
        if unit_id is None and told:
            return None, replace(row, unit=told[0]).with_problem("unit", "task_sheet.unknown_unit", value=told[0])
        unit_id = unit_id or self._unit(about)
        same = self._of_text.get(content_key(row.content), [])
        if unit_id is None:
            if len(same) == 1:
                return same[0], row
            code = "task_sheet.whose" if same else "task_sheet.unknown_task"
            return None, row.with_problem("content", code, value=row.content, unit="–")
        unit = self._index.units[unit_id].name
        row = replace(row, unit=unit)
        mine = [task for task in same if task.unit_id == unit_id]
        if len(mine) == 1:
            return mine[0], row
        if mine:
            return None, row.with_problem("content", "task_sheet.several", unit=unit, count=len(mine))
        near = max(self._of_unit[unit_id], key=lambda task: _likeness(task.content, row.content), default=None)
        if near is not None and _likeness(near.content, row.content) >= _NEAR:
            return None, row.with_problem("content", "task_sheet.changed_text", content=near.content)
        return None, row.with_problem("content", "task_sheet.unknown_task", unit=unit, value=row.content)

    def _unit(self, texts: Iterable[str]) -> uuid.UUID | None:
        """The unit that the first of the texts names which names just one."""
        for text in texts:
            found = self._index.find(normalise(text.replace("_", " ")))
            if len(found) == 1:
                return next(iter(found))
        return None


def _odd(book: Workbook) -> tuple[Notice, ...]:
    """What is odd about the file; what is hidden is read all the same."""
    found = (*book.notices, *(each for sheet in book.sheets if not is_lists(sheet.name) for each in sheet.notices))
    return tuple(each for each in found if not each.code.endswith(".hidden"))


def _tables(book: Workbook, is_form: bool) -> Iterator[TaskTable]:
    for sheet in book.sheets:
        if is_form and is_lists(sheet.name):
            continue
        table = find_tasks(sheet)
        if table is not None:
            yield table


def _text(value: Cell) -> str:
    return "" if value is None else visible(str(value)).strip()


def _likeness(one: str, other: str) -> float:
    return float(fuzz.ratio(content_key(one), content_key(other)))


def changes(task: TaskView, answer: TaskAnswer) -> bool:
    """Whether the answer says otherwise of the task than it does, progress apart."""
    return bool(
        (answer.target and answer.target != task.target)
        or (answer.indicator and answer.indicator != indicator_said(task.indicator))
        or (answer.goal is not None and answer.goal != task.indicator.goal)
        or (answer.due is not None and answer.due != task.due)
        or (answer.responsible and answer.responsible != task.answers_for)
    )


def is_new(task: TaskView, answer: TaskAnswer) -> bool:
    """Whether the answer tells of progress what was not told last; a blank cell says nothing."""
    last = task.last
    if last is None or not answer.tells_progress:
        return answer.tells_progress
    return bool(
        (answer.on is not None and answer.on != last.on)
        or _differs(answer.percent, last.percent)
        or _differs(answer.value, last.value)
        or (answer.text and answer.text != last.text)
        or (answer.evidence and answer.evidence != last.evidence)
    )


def _differs(told: float | None, before: float | None) -> bool:
    """Whether a number is another than the sheet was sent out with."""
    return told is not None and decimal_said(told) != decimal_said(before)


def _without_contradictions(files: Sequence[TakenFile]) -> Iterator[TakenFile]:
    """Where a task is answered twice and not alike, no answer is taken: which one counts nobody said."""
    places: dict[uuid.UUID, list[tuple[str, TakenRow]]] = defaultdict(list)
    for file in files:
        for row in file.rows:
            if row.task_id is not None and not _is_foreign(row):
                places[row.task_id].append((file.file, row))
    for file in files:
        sheets = [
            replace(sheet, rows=tuple(_checked(file.file, row, places) for row in sheet.rows)) for sheet in file.sheets
        ]
        yield replace(file, sheets=tuple(sheets))


def _once(files: Iterable[TakenFile]) -> Iterator[TakenFile]:
    """What two rows say alike is written once, by the first."""
    seen: set[tuple[uuid.UUID | None, TaskAnswer]] = set()

    def row_once(row: TakenRow) -> TakenRow:
        if row.refused or (row.task_id, row.answer) not in seen:
            seen.update(() if row.refused else [(row.task_id, row.answer)])
            return row
        return replace(row, action=RowAction.SAME, tells=False)

    for file in files:
        sheets = [replace(sheet, rows=tuple(row_once(row) for row in sheet.rows)) for sheet in file.sheets]
        yield replace(file, sheets=tuple(sheets))


def _checked(file: str, row: TakenRow, places: Mapping[uuid.UUID, Sequence[tuple[str, TakenRow]]]) -> TakenRow:
    if row.task_id is None or _is_foreign(row):
        return row
    for other_file, other in places.get(row.task_id, ()):
        is_itself = other is row or (other_file, other.sheet, other.row) == (file, row.sheet, row.row)
        if not is_itself and _contradict(row.answer, other.answer):
            where = {"row": other.row, "sheet": other.sheet, "file": other_file}
            return row.with_problem("content", "task_sheet.two_answers", **where)
    return row


def _is_foreign(row: TakenRow) -> bool:
    """Whether the task is another unit's: what the row says of it is nobody's answer."""
    return any(each.code == "task_sheet.foreign" for each in row.problems)


def _contradict(one: TaskAnswer, other: TaskAnswer) -> bool:
    """Two answers to one task: alike, or progress of two days, they go together."""
    if one == other:
        return False
    return one.on == other.on or one.commitment != other.commitment


# -- writing ----------------------------------------------------------------------------------------------------------


def apply(tx: Transaction, taken: TakingPlan) -> TakingReport:
    """Write every row that is not refused as one change, undone as one; tasks changed since are left alone and told."""
    rows = [(file, row) for file, row in taken.rows() if row.action in (RowAction.COMMIT, RowAction.PROGRESS)]
    if not rows:
        return TakingReport()
    files = sorted({file for file, _row in rows})
    with journal.entry(
        tx, "task.taken", {Area.TASKS, Area.DOCUMENTS}, conference_id=taken.conference_id, files=len(files)
    ) as entry:
        known: dict[uuid.UUID, Task] = {}
        for part in chunks(sorted({row.task_id for _file, row in rows if row.task_id is not None})):
            known |= {task.id: task for task in tx.scalars(select(Task).where(Task.id.in_(part)).with_for_update())}
        stands = {key: task.version for key, task in known.items()}
        report = TakingReport()
        for _file, row in rows:
            if row.task_id is None or stands.get(row.task_id) != row.version:
                report = replace(report, meanwhile=(*report.meanwhile, row))
                continue
            commits, tells = _write(tx, known[row.task_id], row, taken.day)
            report = replace(report, committed=report.committed + commits, progress=report.progress + tells)
        tx.flush()
        entry.details["count"] = len(rows) - len(report.meanwhile)
    return report


def _write(tx: Transaction, task: Task, row: TakenRow, day: dt.date) -> tuple[bool, bool]:
    """Whether the row's commitment and its progress were written."""
    answer = row.answer
    commits = row.action is RowAction.COMMIT
    if commits:
        task.target = answer.target or task.target
        task.responsible = answer.responsible or task.responsible  # the head by name, once the unit gave its word
        task.goal = task.goal if answer.goal is None else answer.goal
        if answer.indicator:
            found = _MEASURE.match(answer.indicator)
            task.indicator, task.measure = (found[1], found[2]) if found else (answer.indicator, "")
        if answer.due is not None and answer.due < task.due:
            task.due = answer.due
        task.committed_at = task.committed_at or tx.clock()
    told = ProgressEntry(answer.on or day, answer.percent, answer.value, answer.text, answer.evidence, row.unit)
    if row.tells:
        if told.percent is None and told.value is not None:
            told = replace(told, percent=percent_reached(told.value, task.start, task.goal))
        tx.add(progress_row(tx, task.id, told))
    return commits, row.tells


def write_refused(taken: TakingPlan, path: Path, report: TakingReport | None = None) -> int:
    """Write the refused rows with their reasons, to be mended and taken again; how many they are.

    Nothing is written when every row was taken. Raises AppError when the file can't be written.
    """
    meanwhile = {id(row) for row in report.meanwhile} if report else set()
    sheets = []
    for file in taken.files:
        for sheet in file.sheets:
            rows = [row for row in sheet.rows if row.refused or id(row) in meanwhile]
            if rows:
                sheets.append(_refused_sheet(file, sheet, rows))
    if sheets:
        write_refused_sheets(path, sheets)
    return sum(len(sheet.rows) for sheet in sheets)


def _refused_sheet(file: TakenFile, sheet: TakenSheet, rows: Sequence[TakenRow]) -> RefusedSheet:
    """Under its own headings, and the unit in a column where it has none: the file's name and title are lost with it."""
    width = max([len(sheet.headings), *(len(row.raw) for row in rows)])
    headings = [*sheet.headings, *[""] * (width - len(sheet.headings))]
    with_unit = "unit" not in sheet.columns
    if with_unit:
        headings.append(words.heading("unit"))
    refused = []
    for row in rows:
        cells = [*row.raw, *[None] * (width - len(row.raw)), *([row.unit or file.unit] if with_unit else [])]
        reasons = [sentence(each.code, each.details) for each in row.problems]
        marked = frozenset(sheet.columns[each.field] for each in row.problems if each.field in sheet.columns)
        told = "\n".join(reasons or [sentence("task_sheet.changed_meanwhile")])
        refused.append(RefusedRow(tuple(cells), told, marked))
    return RefusedSheet(Path(file.file).stem, tuple(headings), field.refused_reason(), tuple(refused))
