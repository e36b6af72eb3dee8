"""Lists that go with an office's papers: who is registered, how many each unit may send, who received the documents."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from desktop.domain.attendance_sheet import GroupBy, Order, SheetHeading
from desktop.domain.documents import fields
from desktop.domain.documents.frame import Annex, Letterhead

Form = Literal["annex", "letter"]
"""An annex to another paper, or a paper with the office's own letterhead."""
Called = Literal["registered", "summoned"]

MOST_DOCUMENTS = 3
"""As many documents have a column each; more are named above the table and counted as one set."""
_LONGEST_HEADING = 60
"""Letters of a document's name over a column of two centimetres; longer ones stand above the table."""


# Rows under headings, of any list of people


@dataclass(frozen=True, slots=True)
class ListRow:
    """One person of a list; `number` runs on through the whole list."""

    number: int
    attendee_id: uuid.UUID
    full_name: str
    honorific: str
    gender: str
    birth: str
    position: str
    unit: str
    note: str = ""
    substitute_for: str = ""
    phone: str = ""
    email: str = ""


Rank = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row before it is numbered, with its group and unit: (rank, title) each."""

    row: ListRow
    group: tuple[Rank, str]
    unit: tuple[Rank, str]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Rows under the headings that open with them."""

    rows: tuple[ListRow, ...]
    headings: tuple[SheetHeading, ...] = ()


def blocks(people: Sequence[Placed], group_by: GroupBy, sort: Order) -> Iterator[ListBlock]:
    """People in the order asked for, grouped as the attendance sheet groups them: role group → unit, unit, or one list."""
    by_group = group_by == "role"
    by_unit = group_by == "unit" or (by_group and sort == "unit")
    numbers, tops = itertools.count(1), itertools.count(1)

    def key(each: Placed) -> tuple[Any, ...]:
        return (each.group if by_group else (), each.unit if by_unit else ())

    # Stable: inside a group or unit the order asked for stays.
    for group, of_group in itertools.groupby(sorted(people, key=key), lambda each: each.group if by_group else None):
        members = list(of_group)
        headings = [SheetHeading("group", group[1], len(members), next(tops))] if group is not None else []
        for unit, of_unit in itertools.groupby(members, lambda each: each.unit if by_unit else None):
            rows = tuple(_numbered(each.row, next(numbers)) for each in of_unit)
            if unit is not None:
                headings.append(SheetHeading("unit", unit[1], len(rows), None if by_group else next(tops)))
            yield ListBlock(rows, tuple(headings))
            headings = []


def _numbered(row: ListRow, number: int) -> ListRow:
    return replace(row, number=number)


def shows_unit(found: Sequence[ListBlock]) -> bool:
    """Whether rows name their unit: not when a heading over them does."""
    return not any(heading.kind == "unit" for block in found for heading in block.headings)


# The registered or summoned list


@dataclass(frozen=True, slots=True)
class RegisteredListOptions:
    """Which columns the list has, and to which paper it belongs."""

    form: Form = fields.pick("annex", "letter")
    called: Called = fields.pick("registered", "summoned")
    annex: int = fields.number(0, 0, 50)
    paper: str = fields.text()
    group_by: GroupBy = fields.pick("role", "unit", "none")
    sort: Order = fields.pick("unit", "name")
    birth: bool = fields.flag(True)
    position: bool = fields.flag(True)
    phone: bool = fields.flag(False)
    email: bool = fields.flag(False)
    note: bool = fields.flag(True)
    signature: bool = fields.flag(False)
    landscape: bool = fields.flag(False)


@dataclass(frozen=True, slots=True)
class RegisteredListContent:
    """The list before it is laid out."""

    conference_title: str
    letterhead: Letterhead
    blocks: tuple[ListBlock, ...]
    options: RegisteredListOptions

    @property
    def total(self) -> int:
        """How many people are on it."""
        return sum(len(block.rows) for block in self.blocks)

    @property
    def annex(self) -> Annex:
        """The annex it is."""
        return Annex(self.options.annex, self.options.paper)

    @property
    def landscape(self) -> bool:
        """Lying when asked for, or when the columns would leave no room for names."""
        chosen = self.options
        extra = chosen.phone + 2 * chosen.email + shows_unit(self.blocks) + chosen.birth
        return chosen.landscape or extra > 2


# The quota annex


@dataclass(frozen=True, slots=True)
class QuotaAnnexOptions:
    """How the quota annex is laid out."""

    annex: int = fields.number(0, 0, 50)
    paper: str = fields.text()
    by_kind: bool = fields.flag(True)
    registered: bool = fields.flag(False)
    signature: bool = fields.flag(False)
    landscape: bool = fields.flag(False)


@dataclass(frozen=True, slots=True)
class QuotaUnit:
    """A unit with its lines of quota: (count, who, note)."""

    number: int
    name: str
    kind: str
    lines: tuple[tuple[int, str, str], ...]
    registered: int

    @property
    def count(self) -> int:
        """How many it may send."""
        return sum(count for count, _who, _note in self.lines)


@dataclass(frozen=True, slots=True)
class QuotaAnnexContent:
    """The quota annex before it is laid out; units in the order of the directory."""

    conference_title: str
    letterhead: Letterhead
    units: tuple[QuotaUnit, ...]
    options: QuotaAnnexOptions

    @property
    def total(self) -> int:
        """How many units are on it."""
        return len(self.units)

    @property
    def people(self) -> int:
        """How many people may come in all."""
        return sum(unit.count for unit in self.units)

    @property
    def annex(self) -> Annex:
        """The annex it is."""
        return Annex(self.options.annex, self.options.paper)


# The list of documents received


@dataclass(frozen=True, slots=True)
class ReceivedOptions:
    """Which documents are handed out, and how the list is laid out."""

    documents: str = fields.text(lines=3)
    quantity: int = fields.number(1, 0, 99)
    group_by: GroupBy = fields.pick("role", "unit", "none")
    sort: Order = fields.pick("unit", "name")
    blank_lines: int = fields.number(0, 0, 60)
    landscape: bool = fields.flag(False)


@dataclass(frozen=True, slots=True)
class ReceivedContent:
    """The list before it is laid out."""

    conference_title: str
    letterhead: Letterhead
    blocks: tuple[ListBlock, ...]
    options: ReceivedOptions

    @property
    def total(self) -> int:
        """How many people are on it."""
        return sum(len(block.rows) for block in self.blocks)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents' names, one a line as typed."""
        lines = (" ".join(line.strip(" -•*\t").split()) for line in self.options.documents.splitlines())
        return tuple(line for line in lines if line)

    @property
    def columns(self) -> tuple[str, ...]:
        """The documents with a column of their own; () for one column that counts the set."""
        names = self.documents
        fit = len(names) <= MOST_DOCUMENTS and all(len(name) <= _LONGEST_HEADING for name in names)
        return names if fit else ()
