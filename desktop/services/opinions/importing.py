"""Answers from workbooks and form exports: planned row by row with all that is wrong, looked at, written as one change.

Times, names and addresses that a form adds are never read. A form's export holds all its answers so far: those that an earlier
one brought are known again by being in it as a whole, for nothing that could tell them apart is kept. So each file is compared
by itself, and what a newer export adds goes to the batch of the earlier one: a batch of few answers would be in many a file.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import select

from desktop.domain.errors import AppError, Conflict, InvalidInput
from desktop.domain.importing import Notice
from desktop.domain.names import visible
from desktop.domain.opinion_import import AnswerColumn, AnswerFile, AnswerPart, AnswerPlan, AnswerRow, ColumnUse
from desktop.domain.opinions import (
    FEWEST,
    Comment,
    Filled,
    Questionnaire,
    QuestionnaireAnswer,
    is_numbering,
    is_valid,
    read_mark,
)
from desktop.domain.tasks import content_key
from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.opinion_table import AnswerTable, find_answers, stands_upright
from desktop.services.importing import Loaded, LoadedFile
from desktop.services.opinions import settings
from desktop.services.opinions.entering import checked, import_answers
from desktop.services.opinions.looking import get_round, locked
from desktop.store.after_tables import OpinionAnswer, OpinionComment
from desktop.store.transaction import Transaction


def plan(tx: Transaction, round_id: uuid.UUID, loaded: Loaded, *, again: bool = False) -> AnswerPlan:
    """What the files would add; nothing is written. `again`: what an earlier file brought is taken once more. Raises NotFound."""
    view = get_round(tx, round_id)
    limit = settings.kept(tx, view.conference_id).unanswered
    files = tuple(_file(each, view.questionnaire, limit) for each in loaded.files)
    batches = [] if again else list(_batches(tx, round_id))
    parts, known, seen = [], 0, set[str]()
    for read, file in zip(loaded.files, files, strict=True):
        filled = [row.filled for row in file.rows if row.filled is not None]
        if read.sha256 and read.sha256 in seen and not again:  # a copy under another name
            known += len(filled)
            continue
        seen.add(read.sha256)
        part = _new_of(tx, filled, batches)
        known += len(filled) - len(part.answers)
        if part.answers:
            parts.append(part)
    return AnswerPlan(round_id, view.version, files, tuple(parts), known)


def _new_of(
    tx: Transaction, filled: Sequence[Filled], batches: Sequence[tuple[uuid.UUID, Counter[QuestionnaireAnswer]]]
) -> AnswerPart:
    """What of a file is new: nothing where it is an older export, all but what is there where it is a newer one."""
    answers = Counter(each.answer for each in filled)
    comments = Counter(comment for each in filled for comment in each.comments)
    of: uuid.UUID | None = None
    for batch, told in batches:
        if told <= answers:
            answers -= told
            comments -= _comments_of(tx, batch)
            of = of or batch
        elif answers.total() >= FEWEST and told.total() <= 2 * answers.total() and answers <= told:
            return AnswerPart((), (), batch)
    ordered = sorted(answers.elements(), key=repr), sorted(comments.elements(), key=repr)
    return AnswerPart(tuple(ordered[0]), tuple(ordered[1]), of)


def apply(tx: Transaction, made: AnswerPlan) -> int:
    """Write what the plan says. Returns how many answers. Raises Conflict where the round was changed meanwhile."""
    if locked(tx, made.round_id).version != made.version:
        raise Conflict("conflict.row")
    if not made.answers:
        raise InvalidInput("opinion.nothing_new")
    return import_answers(tx, made.round_id, made.parts)


def _batches(tx: Transaction, round_id: uuid.UUID) -> Iterable[tuple[uuid.UUID, Counter[QuestionnaireAnswer]]]:
    """What each earlier file brought, the largest first."""
    query = select(OpinionAnswer.batch, OpinionAnswer.marks, OpinionAnswer.group_name)
    found: dict[uuid.UUID, Counter[QuestionnaireAnswer]] = defaultdict(Counter)
    where = query.where(OpinionAnswer.opinion_round_id == round_id, OpinionAnswer.batch.is_not(None))
    for batch, marks, group in tx.execute(where):
        found[batch][QuestionnaireAnswer(tuple(marks), group)] += 1
    return sorted(found.items(), key=lambda one: (-one[1].total(), one[0]))


def _comments_of(tx: Transaction, batch: uuid.UUID) -> Counter[Comment]:
    query = select(OpinionComment.question, OpinionComment.text).where(OpinionComment.batch == batch)
    return Counter(Comment(question, text) for question, text in tx.execute(query))


def _file(file: LoadedFile, asked: Questionnaire, limit: int) -> AnswerFile:
    name = Path(file.file).name
    if file.workbook is None:
        return AnswerFile(name, error=file.error or Notice("file.damaged", {"file": name}))
    tables = [table for sheet in file.workbook.sheets if (table := find_answers(sheet, asked)) is not None]
    if not tables:
        upright = any(stands_upright(sheet, asked) for sheet in file.workbook.sheets)
        return AnswerFile(name, error=Notice("opinion.upright" if upright else "opinion.no_table", {"file": name}))
    rows = [row for table in tables for row in _rows(name, table, asked, limit)]
    columns = tables[0].columns
    there = {column.place for column in columns if column.use is ColumnUse.ITEM}
    missing = tuple(item for place, item in enumerate(asked.items) if place not in there)
    return AnswerFile(name, tuple(rows), columns, missing, any(table.by_order for table in tables))


def _rows(file: str, table: AnswerTable, asked: Questionnaire, limit: int) -> Iterable[AnswerRow]:
    for number, cells in table.rows:
        said = [(column, cell) for column, cell in zip(table.columns, cells, strict=False) if _says(column, cell)]
        if not said or all(is_numbering(str(cell)) for _column, cell in said):
            continue
        try:
            filled = checked(_filled(said, asked), asked)
        except AppError as error:
            yield AnswerRow(file, table.sheet, number, problem=Notice(error.code, dict(error.details)))
        else:
            yield AnswerRow(file, table.sheet, number, filled, is_valid(filled.answer, limit))


def _says(column: AnswerColumn, cell: Cell) -> bool:
    """Whether a cell says something of an answer; who belongs to which group alone says nothing."""
    return column.use is not ColumnUse.DROPPED and cell is not None and bool(str(cell).strip())


def _filled(said: Sequence[tuple[AnswerColumn, Cell]], asked: Questionnaire) -> Filled:
    marks: list[int | None] = [None] * len(asked.items)
    comments: list[Comment] = []
    group = ""
    for column, cell in said:
        if column.use is ColumnUse.ITEM:
            marks[column.place] = read_mark(cell, asked)
        elif column.use is ColumnUse.OPEN:
            comments.append(Comment(column.place, visible(str(cell)).strip()))
        else:
            group = _group(str(cell), asked)
    return Filled(QuestionnaireAnswer(tuple(marks), group), tuple(comments))


def _group(text: str, asked: Questionnaire) -> str:
    """The group as the questionnaire names it; an own word of a form's "Other" is none of them."""
    return next((each for each in asked.groups if content_key(each) == content_key(text)), "")
