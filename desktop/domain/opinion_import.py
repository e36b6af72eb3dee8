"""What files with answers hold: which column says what, which rows are answers, and what is wrong with the others."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.importing import Notice
from desktop.domain.opinions import Comment, Filled, QuestionnaireAnswer


class ColumnUse(StrEnum):
    """What a column is taken for."""

    ITEM = "item"
    OPEN = "open"
    GROUP = "group"
    DROPPED = "dropped"
    """Nothing of it is read: times, names, addresses."""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One column with what it is taken for."""

    heading: str
    use: ColumnUse
    place: int = 0
    """Of the item or the open question, from 0."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One row: an answer, or why it is none."""

    file: str
    sheet: str
    number: int
    """Excel's."""
    filled: Filled | None = None
    valid: bool = True
    """Whether enough of it is answered to be counted."""
    problem: Notice | None = None


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """One file with its rows, or why it holds none."""

    file: str
    rows: tuple[AnswerRow, ...] = ()
    columns: tuple[AnswerColumn, ...] = ()
    missing: tuple[str, ...] = ()
    """Items for which there is no column."""
    by_order: bool = False
    """No heading says an item: the columns with marks were taken in their order."""
    error: Notice | None = None


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """What one file adds, by chance in no order."""

    answers: tuple[QuestionnaireAnswer, ...]
    comments: tuple[Comment, ...]
    batch: uuid.UUID | None = None
    """Of what the form's earlier export brought; None: none was taken in yet."""


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """What taking the files would write."""

    round_id: uuid.UUID
    version: int
    files: tuple[AnswerFile, ...]
    parts: tuple[AnswerPart, ...]
    """Those to be written, file by file."""
    known: int = 0
    """Answers that an earlier file brought already: the files are another export of the same form, or a copy."""

    @property
    def answers(self) -> tuple[QuestionnaireAnswer, ...]:
        """Those to be written."""
        return tuple(answer for part in self.parts for answer in part.answers)

    @property
    def comments(self) -> tuple[Comment, ...]:
        """What was written beside them."""
        return tuple(comment for part in self.parts for comment in part.comments)

    @property
    def rows(self) -> tuple[AnswerRow, ...]:
        """All rows of all files."""
        return tuple(row for file in self.files for row in file.rows)

    @property
    def refused(self) -> int:
        """How many rows are no answers, and files that can't be read."""
        return sum(row.problem is not None for row in self.rows) + sum(file.error is not None for file in self.files)
