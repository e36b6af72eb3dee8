"""The words of an import: what each row will do, and everything that is odd about it."""

from __future__ import annotations

import uuid
from dataclasses import field as default
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from desktop.domain.questions import Answer, QuestionKind
    from desktop.domain.unit_answers import Answered, UnitAnswer, UnitReply


class Action(StrEnum):
    """What a row will do."""

    ADD = "add"
    UPDATE = "update"
    SAME = "same"
    SKIP = "skip"
    ERROR = "error"


class Look(StrEnum):
    """How a row is shown: what it will do, unless a question stands open or the reader set it aside."""

    ADD = "add"
    UPDATE = "update"
    SAME = "same"
    QUESTION = "question"
    SKIP = "skip"
    ERROR = "error"
    ASIDE = "aside"


class Severity(StrEnum):
    """How much a problem matters; a question waits for the organizer's answer."""

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"
    INFO = "info"


class OnMatch(StrEnum):
    """What to do with a row whose person is already registered."""

    UPDATE = "update"
    SKIP = "skip"
    KEEP_BOTH = "keep-both"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell of a file or a sheet ("rows.hidden"); worded by `desktop.wording`."""

    code: str
    details: dict[str, object] = default(default_factory=dict)


class RowKind(StrEnum):
    """What a row of a sheet is."""

    PERSON = "person"
    UNIT = "unit"
    """Names the unit of the people below it."""
    GROUP = "group"
    """Names the role group of the people below it."""
    HEADING = "heading"
    NUMBERING = "numbering"
    """Numbers the columns: (1) (2) (3)."""
    TOTAL = "total"
    SIGNATURE = "signature"
    """Says who signs, or where and when: "NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", "Hà Nội, ngày … tháng …"."""
    SIGNER = "signer"
    """The name of who signs."""
    LEGEND = "legend"
    """Remarks about the list: "Ghi chú: …", "Nơi nhận:"."""
    TITLE = "title"
    BLANK = "blank"
    """A line of a form that nobody has filled in: a number, dots."""
    OTHER = "other"
    """Words that are none of these."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason why a row was taken for what it is; worded by `desktop.wording`."""

    code: str
    weight: float = 0.0
    """How much it speaks for the kind; against it where negative."""
    details: dict[str, object] = default(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetAsideRow:
    """A row with words that is nobody: shown where it stands, with its reasons, and made a person by one word."""

    row: int
    """Excel's row number."""
    kind: RowKind
    text: str
    """Its words, cell after cell."""
    why: tuple[Clue, ...] = ()
    """The strongest clues first."""
    raw: tuple[object, ...] = ()
    """The cells as read."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One oddity of one row: the field ("" for the whole row), a code for its sentence, and the sentence's details."""

    field: str
    code: str
    severity: Severity
    details: dict[str, object] = default(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field an UPDATE will change."""

    field: str
    before: str
    after: str


_PARTS = 1 << 32
"""Beyond every row number."""


def row_key(row: int, part: int = 0) -> int:
    """Excel's row number, or for a further person of that row a number no other row has."""
    return row + part * _PARTS


def row_number(key: int) -> int:
    """Excel's row number of a row's key."""
    return key % _PARTS


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """That a column holds the answers to a question of the conference, made of it where there is none of this title."""

    title: str
    """"" : the column is passed over, though a question is called so."""
    kind: QuestionKind | None = None
    """Of a new question; None: as its cells look."""


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question that will be made on confirm."""

    title: str
    kind: QuestionKind
    choices: tuple[str, ...] = ()


@dataclass(slots=True)
class PlannedRow:
    """One row of a file and what it will do."""

    row: int
    """Excel's row number."""
    action: Action
    values: dict[str, str]
    """Cleaned text by field; fields without a value are absent."""
    problems: tuple[Problem, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    raw: tuple[object, ...] = ()
    """The cells as read, for the refused workbook and the database."""
    unit_id: uuid.UUID | None = None
    """The unit matched; None: none given, or a new one (`new_unit` tells)."""
    new_unit: str = ""
    """Key of the new unit (ImportPlan.new_units) this row belongs to."""
    attendee_id: uuid.UUID | None = None
    """The registered attendee this row matches."""
    attendee_version: int = 0
    """That attendee's version when the plan was made; apply re-checks it."""
    person_id: uuid.UUID | None = None
    """The person in the directory, registered or not."""
    extra: dict[str, str] = default(default_factory=dict)
    """Sensitive values, when opted in."""
    answers: dict[str, Answer] = default(default_factory=dict)
    """Answers to questions, by the question's title."""
    code: str = ""
    """The badge code that a registration form brought back."""
    why: tuple[Clue, ...] = ()
    """Why the row was taken for a person, where that was not plain to see."""

    part: int = 0
    """Which of the people of one row this is, from 0; most rows name one."""
    said: str | None = None
    """The name as the file has it, where it was mended."""
    answered: Answered | None = None
    """The answer to a form that it comes from."""
    joined: PlannedRow | None = None
    """The row that took over what this one says of the same person."""

    @property
    def key(self) -> int:
        """What tells the row from all others of its sheet, the third part of every (file, sheet, row)."""
        return row_key(self.row, self.part)

    def has(self, severity: Severity) -> bool:
        """Whether any problem has this severity."""
        return any(problem.severity is severity for problem in self.problems)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that will be created on confirm: every spelling met, the best one first."""

    key: str
    name: str
    kind: str
    spellings: tuple[str, ...]
    rows: int
    found_by: tuple[str, ...] = ()
    """Further keys by which the next import must find it, where it was given a name of its own."""


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What a new unit is to be called, and what it is."""

    name: str
    kind: str


@dataclass(slots=True)
class PlannedSheet:
    """One sheet of a file: how it was understood, and its rows."""

    name: str
    header_row: int | None
    """The heading's last row; None when no heading was found."""
    columns: dict[str, str]
    """Field -> heading as written."""
    column_numbers: dict[str, int]
    """Field -> column, from 1."""
    headings: tuple[str, ...]
    """Every heading of the table, column by column ("" for none): the refused workbook repeats them."""
    ignored_columns: tuple[str, ...]
    notices: tuple[Notice, ...]
    rows: list[PlannedRow]
    hidden: bool = False
    set_aside: tuple[SetAsideRow, ...] = ()
    """The rows with words that are nobody, in the sheet's order."""
    questions: dict[str, str] = default(default_factory=dict)
    """Heading of each column that answers a question -> the question's title."""


@dataclass(slots=True)
class PlannedFile:
    """One file: its sheets, and the error that kept it shut or says that nobody is in it."""

    file: str
    sheets: list[PlannedSheet] = default(default_factory=list)
    error: Notice | None = None
    sha256: str = ""
    reply: UnitReply | None = None


@dataclass(slots=True)
class Totals:
    """How many rows do what."""

    add: int = 0
    update: int = 0
    same: int = 0
    skip: int = 0
    error: int = 0

    def count(self, action: Action, number: int = 1) -> None:
        """Count `number` more rows of `action`."""
        setattr(self, action.value, getattr(self, action.value) + number)

    def as_dict(self) -> dict[str, int]:
        """The five numbers by name."""
        return {action.value: getattr(self, action.value) for action in Action}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the organizer said about an import before or while looking at its preview."""

    sheet: str = ""
    """Only the sheet of this name."""
    unit: str = ""
    """Unit of every row that names none."""
    role_group: str = ""
    """Role group of every row that names none."""
    on_match: OnMatch = OnMatch.UPDATE
    with_sensitive: bool = False
    include_hidden: bool = True
    header_rows: dict[tuple[str, str], int] = default(default_factory=dict)
    """(file, sheet) -> the heading's last row, as corrected."""
    columns: dict[tuple[str, str], dict[str, int]] = default(default_factory=dict)
    """(file, sheet) -> field -> column, as corrected; remembered by heading on apply."""
    edits: dict[tuple[str, str, int], dict[str, str]] = default(default_factory=dict)
    """(file, sheet, row) -> field -> text, as mended in the preview."""
    units: dict[str, uuid.UUID | None] = default(default_factory=dict)
    """Spelling as written -> the unit it is (remembered as an alias on apply), or None: a new unit."""
    new_units: dict[str, UnitWords] = default(default_factory=dict)
    """Key of a new unit (`NewUnit.key`) -> its name and kind, as corrected."""
    sheet_units: dict[tuple[str, str], str] = default(default_factory=dict)
    """(file, sheet) -> the unit of its rows that name none, as chosen between those it may speak of."""
    questions: dict[str, AskedColumn] = default(default_factory=dict)
    """Heading as written -> the question that its column answers, in whatever sheet it stands."""
    skipped: frozenset[tuple[str, str, int]] = frozenset()
    """Rows the organizer leaves out."""
    taken_in: frozenset[tuple[str, str, int]] = frozenset()
    """Rows left out in an import before that come in after all."""
    persons: dict[tuple[str, str, int], bool] = default(default_factory=dict)
    """(file, sheet, row) -> whether the row is a person who comes, where the organizer said so against the reader or
    answered a question about the row (declined, struck through, several people). Rows here and above by `PlannedRow.key`."""
    matches: dict[tuple[str, str, int], uuid.UUID | None] = default(default_factory=dict)
    """(file, sheet, row) -> the attendee a suspected duplicate is (its values win), or None: another person."""
    same_rows: dict[tuple[str, str, int], tuple[str, str, int]] = default(default_factory=dict)
    """(file, sheet, row) -> the row that speaks of the same person and takes over what this one says."""
    picks: dict[tuple[str, str, int], dict[str, bool]] = default(default_factory=dict)
    """(file, sheet, row) -> field -> whether the row's value wins over what else is known of the person, or never; where
    nothing is said it wins unless it is blank or says less. "state": whether somebody cancelled comes after all."""


@dataclass(slots=True)
class ImportPlan:
    """Everything an import will do, nothing done yet."""

    conference_id: uuid.UUID
    files: list[PlannedFile]
    options: ImportOptions
    new_units: dict[str, NewUnit] = default(default_factory=dict)
    new_role_groups: tuple[str, ...] = ()
    new_questions: tuple[NewQuestion, ...] = ()
    aliases: dict[str, uuid.UUID] = default(default_factory=dict)
    """Spellings to remember, by the organizer's answers: spelling -> unit."""
    headings: dict[str, str] = default(default_factory=dict)
    """Headings to remember, by the organizer's corrections: heading as written -> field."""
    answers: int = 0
    """Rows of which the organizer's word is remembered on apply, also when nothing else is to be done."""
    journal: int = 0
    """The journal's newest entry when the plan was made: nothing has changed since while it is still the newest."""
    registered: frozenset[uuid.UUID] = frozenset()
    """The attendees of then."""
    replies: tuple[UnitReply, ...] = ()
    """What units say of themselves, the newest word of each: kept with their invitations on apply."""
    answered: tuple[UnitAnswer, ...] = ()
    """When each unit answered last, where no import before brought a newer answer: kept with the import on apply."""

    @property
    def taught(self) -> int:
        """How many answers are remembered on apply, also when no row does anything."""
        return self.answers + len(self.aliases) + len(self.headings) + len(self.replies)

    def totals(self) -> Totals:
        """How many rows of all files do what."""
        totals = Totals()
        for file in self.files:
            for sheet in file.sheets:
                for row in sheet.rows:
                    totals.count(row.action)
        return totals


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: equal to its plan, but for rows that another desk changed meanwhile."""

    batch_id: uuid.UUID | None
    """None when nothing changed."""
    batch_number: int | None
    totals: dict[str, int]
    changed_meanwhile: tuple[tuple[str, str, int], ...] = ()
    """(file, sheet, row) of rows refused by the re-check."""


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undoing an import did; `kept` names attendees edited later, which stay."""

    batch_number: int
    removed: int
    restored: int
    kept: tuple[str, ...] = ()
