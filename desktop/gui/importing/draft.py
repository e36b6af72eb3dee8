"""An import being looked at: the plan, and everything the organizer has said about it so far.

Every correction makes new `ImportOptions`; the wizard plans again with them. No Qt here.
"""

from __future__ import annotations

import uuid
import weakref
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import merge
from operator import attrgetter

from desktop.domain.fields import ANSWER
from desktop.domain.importing import (
    Action,
    AskedColumn,
    ImportOptions,
    ImportPlan,
    Look,
    PlannedFile,
    PlannedRow,
    PlannedSheet,
    SetAsideRow,
    Severity,
)
from desktop.domain.names import fold
from desktop.services.importing import is_refused
from desktop.wording.import_preview import short_name

_REMEMBERED = 120_000

SEVERITIES = (Severity.ERROR, Severity.QUESTION, Severity.WARNING, Severity.INFO)
"""The worst first."""

RowKey = tuple[str, str, int]
"""(file, sheet, Excel row): what the options name a row by."""
SheetKey = tuple[str, str]
Source = tuple[str, str | None] | None
"""(file, sheet) chosen in the list of files; no sheet: the whole file; None: everything."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column the lines stand, and which way."""

    name: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Who a row is by the organizer's word."""

    attendee_id: uuid.UUID | None = None
    """Somebody registered."""
    row: RowKey | None = None
    """Another row, which takes over what this one says."""
    picks: Mapping[str, bool] = field(default_factory=dict)
    """Which values win; see ImportOptions."""


def look_of(row: PlannedRow) -> Look:
    """How this row is shown."""
    if row.action is Action.ERROR:
        return Look.ERROR
    if row.problems and row.has(Severity.QUESTION):
        return Look.QUESTION
    return _LOOKS[row.action]


_LOOKS = {action: Look(action.value) for action in Action}


def _rank(row: PlannedRow, look: Look) -> int:
    """Where a row stands: refused, asked, to be looked at, the others."""
    if look is Look.ERROR or look is Look.QUESTION:
        return 0 if look is Look.ERROR else 1
    if not row.problems:
        return 3
    return 2 if any(problem.severity is not Severity.INFO for problem in row.problems) else 3


@dataclass(slots=True)
class PreviewRow:
    """A row with where it stands."""

    file: PlannedFile
    sheet: PlannedSheet
    row: PlannedRow
    """Of a row set aside: one without values that does nothing."""
    key: RowKey
    """What the options name this row by."""
    look: Look
    """How this row is shown."""
    folded: str
    """What a search looks through: values and the file's name without accents."""
    aside: SetAsideRow | None = None
    """What the reader set aside, when this is no person."""
    said: bool | None = None
    """Whether it is a person, where the organizer said so."""
    rank: int = 3
    """Where it stands while nothing is settled: 0 refused, 1 asked, 2 to be looked at, 3 the others."""
    place: int = 0
    """Which of the preview's lines it is."""

    @property
    def file_name(self) -> str:
        """The file's name without its folder."""
        return short_name(self.file.file)

    def shows_the_same(self, other: PreviewRow) -> bool:
        """Whether the other line of this row looks just like this one."""
        one, another = self.row, other.row
        return (
            self.look is other.look
            and self.said is other.said
            and self.aside == other.aside
            and one.values == another.values
            and one.problems == another.problems
            and one.answers == another.answers
            and one.changes == another.changes
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a file or sheet; `rows` is -1 for a file that gave nothing."""

    rows: int = 0
    looks: Counter[Look] = field(default_factory=Counter)
    """How many are shown how."""
    problems: Counter[tuple[Severity, str]] = field(default_factory=Counter)
    """How many have each kind of problem."""

    @property
    def questions(self) -> int:
        """Rows that ask something."""
        return self.looks[Look.QUESTION]

    @property
    def errors(self) -> int:
        """Rows that are refused."""
        return self.looks[Look.ERROR]

    def problem_codes(self) -> list[tuple[str, int]]:
        """Every kind of problem with how many rows have it, the worst first."""
        found: dict[str, tuple[int, int]] = {}
        for (severity, code), count in self.problems.items():
            worst, others = found.get(code, (len(SEVERITIES), 0))
            found[code] = min(worst, SEVERITIES.index(severity)), others + count
        ordered = sorted(found.items(), key=lambda item: (item[1][0], -item[1][1]))
        return [(code, count) for code, (_worst, count) in ordered]

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.rows + max(other.rows, 0), self.looks + other.looks, self.problems + other.problems)

    @classmethod
    def of(cls, rows: int, lines: Sequence[PreviewRow]) -> Counts:
        """Of one sheet's lines."""
        problems: Counter[tuple[Severity, str]] = Counter()
        for line in lines:
            if line.row.problems:
                problems.update({(problem.severity, problem.code) for problem in line.row.problems})
        return cls(rows, Counter(line.look for line in lines), problems)


@dataclass(slots=True, weakref_slot=True)
class Preview:
    """A plan made ready to be shown; made beside the window, because a plan may hold many thousand rows."""

    plan: ImportPlan
    lines: list[PreviewRow]
    counts: dict[Source, Counts]
    """Of everything (None), each file and each sheet, in file order."""
    problems_first: Sequence[PreviewRow] = ()
    """The lines by rank, then in file order."""
    fields: frozenset[str] = frozenset()
    """Fields that some row has a value of."""
    changing: frozenset[str] = frozenset()
    """Fields in which some row shows an old value beside the new one."""
    taken: int = 0
    """Rows that will be added or change somebody."""
    refused: int = 0
    """Rows that are refused and should come back mended."""
    unanswered: int = 0
    """Rows whose question is open, which come back with them."""
    sorting: Sorting | None = None
    ranks: Sequence[int] = ()
    """Where each line stands in that order."""
    _before: weakref.ref[Preview] | None = None
    _unlike: list[int] | None = None
    """What came of comparing it with the preview before."""

    @classmethod
    def of(cls, plan: ImportPlan) -> Preview:
        """The plan's rows in file order, with all that is counted of them."""
        lines: list[PreviewRow] = []
        counts: dict[Source, Counts] = {None: Counts()}
        persons, fields = plan.options.persons, set[str]()
        for file in plan.files:
            name = short_name(file.file)
            whole = counts[file.file, None] = Counts(-1) if file.error else Counts()
            for sheet in file.sheets:
                begin = len(lines)
                for row, aside in _in_order(sheet):
                    key = (file.file, sheet.name, row.key)
                    said = persons.get(key) if persons else None
                    if aside is None:
                        text = _searched("\n".join((*row.values.values(), name)))
                        look = look_of(row)
                        fields.update(row.values)
                        fields.update(ANSWER + title for title in row.answers)
                        fields.update(problem.field for problem in row.problems)
                        rank = _rank(row, look)
                        lines.append(PreviewRow(file, sheet, row, key, look, text, None, said, rank, len(lines)))
                    else:
                        text = _searched(f"{aside.text}\n{name}")
                        lines.append(PreviewRow(file, sheet, row, key, Look.ASIDE, text, aside, said, place=len(lines)))
                one = Counts.of(len(sheet.rows), lines[begin:])
                counts[file.file, sheet.name] = one
                whole = counts[file.file, None] = whole + one
            counts[None] += whole
        changing = {change.field for line in lines for change in line.row.changes}
        totals = plan.totals()
        taken = totals.add + totals.update
        out = [(line.row.joined or line.row).action for line in lines if is_refused(line.row)]
        refused = out.count(Action.ERROR)
        ordered = sorted(lines, key=attrgetter("rank"))
        found, open_ones = frozenset(fields), len(out) - refused
        return cls(plan, lines, counts, ordered, found, frozenset(changing), taken, refused, open_ones)

    def unlike(self, before: Preview | None) -> list[int] | None:
        """The places of the lines that show something else than before; None when these are not the same rows.

        Asked beside the window first, it answers at once when the window asks.
        """
        if before is None:
            return None
        if self._before is None or self._before() is not before:
            self._before, self._unlike = weakref.ref(before), _unlike(before.lines, self.lines)
        return self._unlike


def _unlike(before: Sequence[PreviewRow], after: Sequence[PreviewRow]) -> list[int] | None:
    if len(before) != len(after) or any(old.key != new.key for old, new in zip(before, after, strict=True)):
        return None
    return [new.place for old, new in zip(before, after, strict=True) if not old.shows_the_same(new)]


def _in_order(sheet: PlannedSheet) -> Iterator[tuple[PlannedRow, SetAsideRow | None]]:
    """The rows as they stand in the sheet, those set aside among them."""
    people = ((row, None) for row in sheet.rows)
    if not sheet.set_aside:
        return iter(people)
    others = ((PlannedRow(one.row, Action.SKIP, {}, raw=one.raw, why=one.why), one) for one in sheet.set_aside)
    return merge(people, others, key=lambda pair: pair[0].row)


@lru_cache(_REMEMBERED)
def _searched(text: str) -> str:
    """Folded once: planning again leaves most rows as they are."""
    return fold(text)


class ImportDraft:
    """The organizer's word so far, with a way back for each step, and forward again."""

    def __init__(self, options: ImportOptions | None = None) -> None:
        self.options = options or ImportOptions()
        self._past: list[ImportOptions] = []
        self._undone: list[ImportOptions] = []

    def change(self, **fields: object) -> None:
        """Say something more; `undo` takes it back."""
        self._past.append(self.options)
        self._undone.clear()
        self.options = replace(self.options, **fields)  # type: ignore[arg-type]

    @property
    def can_undo(self) -> bool:
        """Whether anything was said that can be taken back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether anything was taken back that can be said again."""
        return bool(self._undone)

    def undo(self) -> bool:
        """Take the last word back; False when there is none."""
        if not self._past:
            return False
        self._undone.append(self.options)
        self.options = self._past.pop()
        return True

    def redo(self) -> bool:
        """Say again what was taken back last; False when nothing was."""
        if not self._undone:
            return False
        self._past.append(self.options)
        self.options = self._undone.pop()
        return True

    def return_to(self, options: ImportOptions) -> None:
        """Drop everything said since these options stood."""
        while self._past and self.options is not options:
            self.options = self._past.pop()

    def edit(self, key: RowKey, field: str, text: str) -> None:
        """Mend one field of a row."""
        self.edit_all([key], field, text)

    def edit_all(self, keys: Iterable[RowKey], field: str, text: str) -> None:
        """The same text for one field of these rows."""
        edits = self.options.edits
        self.change(edits={**edits, **{key: {**edits.get(key, {}), field: text} for key in keys}})

    def answer_unit(self, spellings: Iterable[str], unit_id: uuid.UUID | None) -> None:
        """Say which unit these spellings are; None: a new unit."""
        self.change(units={**self.options.units, **dict.fromkeys(spellings, unit_id)})

    def give_sheet_unit(self, key: SheetKey, unit: str) -> None:
        """Say whose list a sheet is."""
        self.change(sheet_units={**self.options.sheet_units, key: unit})

    def same_person(self, answers: Mapping[RowKey, SamePerson]) -> None:
        """These rows are those attendees, or speak of the same people as those rows."""
        options = self._without_answers(answers)
        people = {key: one.attendee_id for key, one in answers.items() if one.attendee_id is not None}
        rows = {key: one.row for key, one in answers.items() if one.row is not None}
        picks = {key: dict(one.picks) for key, one in answers.items() if one.picks}
        self.change(
            matches={**options.matches, **people},
            same_rows={**options.same_rows, **rows},
            picks={**options.picks, **picks},
            skipped=self.options.skipped - set(answers),
        )

    def other_person(self, keys: Collection[RowKey]) -> None:
        """These rows are people of their own."""
        options = self._without_answers(keys)
        answers: dict[RowKey, uuid.UUID | None] = dict.fromkeys(keys)
        self.change(
            matches={**options.matches, **answers},
            same_rows=options.same_rows,
            picks=options.picks,
            skipped=self.options.skipped - set(keys),
        )

    def ask_again(self, keys: Collection[RowKey]) -> None:
        """Take back who these rows are."""
        options = self._without_answers(keys)
        self.change(matches=options.matches, same_rows=options.same_rows, picks=options.picks)

    def is_answered(self, key: RowKey) -> bool:
        """Whether it was said who the row is."""
        return key in self.options.matches or key in self.options.same_rows

    def _without_answers(self, keys: Collection[RowKey]) -> ImportOptions:
        options = self.options
        return replace(
            options,
            matches={key: said for key, said in options.matches.items() if key not in keys},
            same_rows={key: said for key, said in options.same_rows.items() if key not in keys},
            picks={key: said for key, said in options.picks.items() if key not in keys},
        )

    def skip(self, keys: Iterable[RowKey]) -> None:
        """Leave these rows out."""
        keys = set(keys)
        self.change(skipped=self.options.skipped | keys, taken_in=self.options.taken_in - keys)

    def restore(self, keys: Iterable[RowKey]) -> None:
        """Take these rows in again."""
        keys, skipped = set(keys), self.options.skipped
        self.change(skipped=skipped - keys, taken_in=self.options.taken_in | (keys - skipped))

    def say_persons(self, keys: Iterable[RowKey], said: bool | None) -> None:
        """These rows are people, or nobody; None: as the reader judges."""
        keys = set(keys)
        persons = {key: word for key, word in self.options.persons.items() if key not in keys}
        if said is not None:
            persons |= dict.fromkeys(keys, said)
        self.change(persons=persons, skipped=self.options.skipped - keys)

    def ask_column(self, heading: str, asked: AskedColumn) -> None:
        """Say that the column of this heading answers a question of the conference, or is passed over."""
        self.change(questions={**self.options.questions, heading: asked})

    def move_columns(self, key: SheetKey, columns: dict[str, int]) -> None:
        """Say of some fields in which column of a sheet they stand, 0 for none; the others stay."""
        self.map_sheet(key, self.options.header_rows.get(key), {**self.options.columns.get(key, {}), **columns})

    def map_sheet(self, key: SheetKey, header_row: int | None, columns: dict[str, int] | None) -> None:
        """Say where a sheet's heading ends and which column holds which field; None: as the program finds."""
        header_rows = {name: row for name, row in self.options.header_rows.items() if name != key}
        mapped = {name: chosen for name, chosen in self.options.columns.items() if name != key}
        if header_row is not None:
            header_rows[key] = header_row
        if columns is not None:
            mapped[key] = columns
        self.change(header_rows=header_rows, columns=mapped)
