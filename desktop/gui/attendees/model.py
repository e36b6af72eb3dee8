"""The attendee list: its columns, and a filter that answers a keystroke on 10,000 rows within one frame."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise

from desktop.domain.names import collation_key
from desktop.domain.people import AttendeeView
from desktop.domain.phones import format_phone
from desktop.domain.questions import Answer
from desktop.domain.readiness import lacks
from desktop.domain.search import tokens
from desktop.gui.attendees import NOBODY
from desktop.gui.widgets.rows import RowsModel, Section, TableColumn
from desktop.i18n import _
from desktop.wording import field
from desktop.wording.formats import attendees_text, code_text, full_name_text
from desktop.wording.points import name_of

BY_RANK, AS_SENT, BY_GROUP = "rank", "sent", "group"
"""Orders with headings over the people: of each unit (`services.ordering`), or of each role group, by rank inside."""
SECTIONED = (BY_RANK, AS_SENT, BY_GROUP)
_key = lru_cache(maxsize=20_000)(collation_key)


def columns(*, points: bool = False) -> list[TableColumn[AttendeeView]]:
    """The list's columns, the everyday ones shown; that of points only where there are any."""
    shown = [_POINT] if points else []
    return [
        TableColumn(RowsModel.NUMBER, lambda: _("No."), lambda _row: "", 52, numeric=True),
        TableColumn("name", lambda: _("Full name"), full_name_text, 170, order=lambda row: row.sort_key),
        TableColumn("position", lambda: _("Position"), lambda row: row.position, 204, order=lambda row: _key(row.position)),
        TableColumn("unit", lambda: _("Unit"), lambda row: row.unit, 210, order=lambda row: _key(row.unit)),
        TableColumn("group", lambda: _("Role group"), lambda row: row.role_group, 150, order=lambda row: _key(row.role_group)),
        *shown,
        TableColumn("phone", lambda: _("Phone"), lambda row: format_phone(row.phone), 116, order=lambda row: row.phone),
        TableColumn("code", lambda: _("Code"), lambda row: code_text(row.code), 96, quiet=True, order=lambda row: row.code),
        TableColumn("birth", lambda: _("Date of birth"), lambda row: field.birth(row.birth), 104, shown=False, order=lambda row: row.birth),
        TableColumn("gender", lambda: _("Gender"), lambda row: field.gender(row.gender), 80, shown=False, order=lambda row: row.gender),
        TableColumn("email", lambda: _("Email"), lambda row: row.email, 180, shown=False, order=lambda row: row.email.lower()),
        TableColumn("off_payroll", lambda: _("No state salary"), lambda row: "✓" if row.off_payroll else "", 130, shown=False, order=lambda row: not row.off_payroll),
        TableColumn("note", lambda: _("Note"), lambda row: row.note, 180, shown=False, order=lambda row: _key(row.note)),
    ]  # fmt: skip


_POINT: TableColumn[AttendeeView] = TableColumn(
    "point", lambda: _("Point"), lambda row: name_of(row.point), 130, order=lambda row: _key(row.point)
)
ANY_ANSWER = "*"
"""That something was answered, whatever it is."""


@dataclass(frozen=True, slots=True)
class AnswerWanted:
    """What a question is to have been answered; None: nothing."""

    key: str
    """`Question.key`."""
    answer: Answer | None

    def fits(self, row: AttendeeView) -> bool:
        """Whether this attendee answered so."""
        said = row.answers.get(self.key)
        return said is not None if self.answer == ANY_ANSWER else said == self.answer


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filters above the list say."""

    text: str = ""
    group: uuid.UUID | None = None
    kind: str = ""
    unit: uuid.UUID | None = None
    answer: AnswerWanted | None = None
    point: uuid.UUID | None = None
    """NOBODY for the main hall."""
    lacking: str = ""
    """A code of `domain.readiness.LACKING`: only those with whom this is amiss."""

    @property
    def narrows(self) -> bool:
        """Whether anything is filtered."""
        return self != Wanted()


class AttendeeFilter:
    """All attendees of a conference and which of them are wanted.

    Each row's folded text is kept; a text that grew by a letter is looked for among the rows found before.
    """

    def __init__(self, rows: Sequence[AttendeeView] = (), groups: Sequence[uuid.UUID] = ()) -> None:
        """`groups` are the role groups in their order."""
        self.rows: list[AttendeeView] = list(rows)
        self._texts = [f"{row.search} {row.phone}" for row in self.rows]
        self._units = _numbered(row.unit_id for row in self.rows)
        self._place_of_group = {key: place for place, key in enumerate(groups)}
        self._last: tuple[Wanted, list[int]] | None = None
        self.units = len({row.unit_id for row in self.rows if row.unit_id is not None})
        """How many units have someone here."""

    def find(self, wanted: Wanted) -> list[AttendeeView]:
        """The rows wanted, in the order given."""
        rows = self.rows
        return [rows[place] for place in self._find(wanted)]

    def find_in_sections(
        self, wanted: Wanted, *, by_group: bool = False
    ) -> tuple[list[AttendeeView | Section], list[int]]:
        """The rows wanted with a section before each unit's, or each role group's, and the sections' places.

        The rows are by unit, and stay so inside a role group.
        """
        lines: list[AttendeeView | Section] = []
        starts: list[int] = []
        before = -1
        rows, sections, places = self.rows, self._units, self._find(wanted)
        if by_group:
            order, last = self._place_of_group, len(self._place_of_group)
            sections = [last if row.role_group_id is None else order.get(row.role_group_id, last) for row in rows]
            places = sorted(places, key=sections.__getitem__)
        for place in places:
            if sections[place] != before:
                before = sections[place]
                starts.append(len(lines))
                lines.append(_NO_SECTION)
            lines.append(rows[place])
        for start, end in pairwise([*starts, len(lines)]):
            fact = attendees_text(end - start - 1)
            first = lines[start + 1]
            assert isinstance(first, AttendeeView)
            if by_group:
                lines[start] = Section(first.role_group or _("Without a role group"), fact)
            else:
                lines[start] = Section(first.unit or _("No unit"), fact)
        return lines, starts

    def _find(self, wanted: Wanted) -> list[int]:
        before, found = self._last or (None, [])
        places: Sequence[int]
        if before and replace(before, text="") == replace(wanted, text="") and wanted.text.startswith(before.text):
            places = found
        else:
            places = self._chosen(wanted)
        texts = self._texts
        for word in tokens(wanted.text):
            places = [place for place in places if word in texts[place]]
        self._last = (wanted, list(places))
        return self._last[1]

    def _chosen(self, wanted: Wanted) -> Sequence[int]:
        tests: list[Callable[[AttendeeView], bool]] = []
        if wanted.group is not None:
            group = None if wanted.group == NOBODY else wanted.group
            tests.append(lambda row: row.role_group_id == group)
        if wanted.kind:
            tests.append(lambda row: row.unit_kind == wanted.kind)
        if wanted.unit is not None:
            tests.append(lambda row: row.unit_id == wanted.unit)
        if wanted.point is not None:
            point = None if wanted.point == NOBODY else wanted.point
            tests.append(lambda row: row.point_id == point)
        if wanted.answer is not None:
            tests.append(wanted.answer.fits)
        if wanted.lacking:
            tests.append(partial(lacks, wanted.lacking))
        places: Sequence[int] = range(len(self.rows))
        for test in tests:
            places = [place for place in places if test(self.rows[place])]
        return places


_NO_SECTION = Section("", "")


def _numbered(keys: Iterable[object]) -> list[int]:
    """Equal neighbours get one number."""
    numbers: list[int] = []
    number, before = 0, object()
    for key in keys:
        if key != before:
            number, before = number + 1, key
        numbers.append(number)
    return numbers
