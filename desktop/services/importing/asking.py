"""Columns that answer questions of the conference: which they are, what kind a new one is, each cell as an answer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from desktop.domain.errors import InvalidInput
from desktop.domain.fields import FIELDS
from desktop.domain.importing import (
    AskedColumn,
    ImportOptions,
    NewQuestion,
    Notice,
    PlannedFile,
    PlannedRow,
    Problem,
    Severity,
)
from desktop.domain.names import fold, normalise
from desktop.domain.questions import LONGEST_TITLE, MOST_CHOICES, Question, QuestionKind, propose, read_answer
from desktop.excel.understanding.headings import PARTS, heading_key, read_column
from desktop.services import questions
from desktop.services.importing.cleaning.text import as_text
from desktop.store.transaction import Transaction


class Asking:
    """The questions of one plan: those of the conference, and those that the organizer makes of a column."""

    def __init__(self, tx: Transaction, conference_id: uuid.UUID, options: ImportOptions) -> None:
        self._known = {fold(each.title): each for each in questions.list_questions(tx, conference_id)}
        said = {heading_key(heading): asked for heading, asked in options.questions.items()}
        by_title = {heading_key(each.title): AskedColumn(each.title) for each in self._known.values()}
        named = by_title.keys() - said.keys()
        self.known = frozenset(key for key in named if read_column((by_title[key].title,))[0] in FIELDS)
        """Headings of questions that are called like a field: taken for them where they hold no field."""
        self.said = frozenset(key for key, asked in said.items() if asked.title) | (named - self.known)
        """Headings whose columns are answers, by the organizer's word or by the question they name."""
        self._asked: dict[str, AskedColumn] = {**by_title, **said}
        self.new: dict[str, NewQuestion] = {}
        """By the folded title of each."""

    def title(self, heading: str) -> str:
        """Which question the column of this heading answers."""
        return _title(self._asked[heading_key(heading)])

    def settle(self, files: Iterable[PlannedFile]) -> None:
        """Turn each row's cells (by the heading's key) into answers by the question's title."""
        sheets = [sheet for file in files for sheet in file.sheets]
        rows = [row for sheet in sheets for row in sheet.rows if row.answers]
        # New questions stand in the order of their columns, whoever answers first.
        cells: dict[str, list[object]] = {heading_key(each): [] for sheet in sheets for each in sheet.questions}
        for row in rows:
            for key, cell in row.answers.items():
                cells.setdefault(key, []).append(cell)
        asked = {key: self._question(self._asked[key], values) for key, values in cells.items() if values}
        for row in rows:
            self._read(row, asked)
        told = set[str]()
        for sheet in sheets:
            for title in sheet.questions.values():
                new = self.new.get(fold(title))
                if new is not None and title not in told:
                    told.add(title)
                    details: dict[str, object] = {"sheet": sheet.name, "name": title, "question_kind": str(new.kind)}
                    sheet.notices = (*sheet.notices, Notice("question.new", details))

    def _question(self, asked: AskedColumn, values: list[object]) -> Question | NewQuestion:
        title = _title(asked)
        known = self._known.get(fold(title)) or self.new.get(fold(title))
        if known is not None:
            return known
        kind, choices = propose(values)
        if asked.kind is not None and asked.kind is not kind:
            spelled = {fold(as_text(each)): normalise(as_text(each)) for each in reversed(values)}
            kind, choices = asked.kind, tuple(dict.fromkeys(filter(None, reversed(spelled.values()))))[:MOST_CHOICES]
        if kind is QuestionKind.CHOICE and len(choices) < 2:
            kind = QuestionKind.TEXT  # one word is no choice
        new = self.new[fold(title)] = NewQuestion(title, kind, choices if kind is QuestionKind.CHOICE else ())
        return new

    def _read(self, row: PlannedRow, asked: Mapping[str, Question | NewQuestion]) -> None:
        """What is no answer goes into the note with its question, and is told: nothing of a row is lost."""
        given, row.answers = row.answers, {}
        for key, cell in given.items():
            question = asked[key]
            try:
                answer = read_answer(question.kind, question.choices, cell)
            except InvalidInput:
                text = f"{question.title}: {normalise(as_text(cell))}"
                note = row.values.get("note", "")
                row.values["note"] = f"{note}; {text}" if note else text
                details: dict[str, object] = {"value": normalise(as_text(cell)), "question": question.title}
                row.problems += (Problem("note", "answer.unread", Severity.WARNING, details),)
                continue
            if answer is not None:
                row.answers[question.title] = answer


def _title(asked: AskedColumn) -> str:
    return normalise(asked.title)[:LONGEST_TITLE].rstrip()


def asked_columns(files: Iterable[PlannedFile], texts: Iterable[str]) -> dict[str, AskedColumn]:
    """The headings that "HEADING" or "HEADING=TITLE" name, as they stand in the files, for `ImportOptions.questions`.

    Raises InvalidInput for a heading that no sheet has.
    """
    headings = list(dict.fromkeys(each for file in files for sheet in file.sheets for each in sheet.headings if each))
    found: dict[str, AskedColumn] = {}
    for text in texts:
        heading, _sign, title = text.partition("=")
        wanted = heading_key(heading)
        fits = [each for each in headings if wanted and heading_key(each) == wanted]
        fits = fits or [each for each in headings if wanted and heading_key(each.rpartition(PARTS)[2]) == wanted]
        if not fits:
            known = "; ".join(headings)
            raise InvalidInput("question.no_heading", field="question", value=heading.strip(), known=known)
        found |= {each: AskedColumn(normalise(title) or normalise(each)) for each in fits}
    return found
