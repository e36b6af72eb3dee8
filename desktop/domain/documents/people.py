"""The people of a document: one person as papers show them, and rows under the headings of groups and units."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Generic, Literal, TypeVar

from desktop.domain.lazy_dataclass import dataclass

GroupBy = Literal["role", "unit", "none"]
"""role: role group, then unit; unit: by unit; none: one list."""
Order = Literal["rank", "sent", "unit", "name"]
"""rank: unit, then rank; sent: unit, then as it was sent; unit: role group, unit, then name; name: by given name."""
ORDERS: tuple[Order, ...] = ("rank", "sent", "unit", "name")
"""The first is the one that everything follows unless told otherwise."""
Rank = tuple[Any, ...]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class PersonOnPaper:
    """One attendee of a conference, texts as typed."""

    number: int
    """Their place in the whole list of the conference, the same on every paper; in a `Block` the place on this one."""
    id: uuid.UUID
    """The attendee's."""
    full_name: str
    honorific: str = ""
    gender: str = ""
    """male, female or ""."""
    birth: str = ""
    """1975-05-23, 1975-05 or 1975."""
    position: str = ""
    unit: str = ""
    """As it was called at the time of registration."""
    unit_id: uuid.UUID | None = None
    unit_now: str = ""
    """The unit's name today (of files, headings of today); the frozen name when the unit is gone."""
    group: str = ""
    """The role group's title; "" without one."""
    group_id: uuid.UUID | None = None
    code: str = ""
    """The number on the badge."""
    seat: str = ""
    point: str = ""
    """Where they sit (`domain.points`); "" for the main hall."""
    note: str = ""
    substitute_for: str = ""
    """The name of the person in whose place they come; "" for nobody's."""
    substitute_for_id: uuid.UUID | None = None
    substitute_sessions: tuple[str, ...] = ()
    """Hex ids of the sessions at which they stand in; () for all."""
    group_rank: Rank = ()
    """Sorts the role groups; those without one come last."""
    unit_rank: Rank = ()
    """Sorts the units as `ordering.unit_order` does, units called otherwise at the time apart."""
    phone: str = ""
    """This and the email only where a list was asked to show them: a public paper holds neither."""
    email: str = ""
    answers: tuple[str, ...] = ()
    """To the questions that a paper was asked to show, in words and in their order; "" for none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that names a role group or a unit; an empty text stands for those without one."""

    kind: Literal["group", "unit"]
    text: str
    count: int
    number: int | None = None
    """Its place among the headings of the first level; the second level has no number."""


@dataclass(frozen=True, slots=True)
class Block(Generic[Row]):
    """Rows under the headings that open with them."""

    rows: tuple[Row, ...]
    headings: tuple[Heading, ...] = ()
    new_page: bool = False


def blocks(
    people: Iterable[PersonOnPaper], *, group_by: GroupBy, sort: Order, page_per: GroupBy = "none"
) -> Iterator[Block[PersonOnPaper]]:
    """People, listed in the order `sort`, under the headings of their groups and units, numbered through.

    `page_per` asks for a new page for each group or unit, and so for their headings.
    """
    by_group = "role" in (group_by, page_per)
    by_unit = "unit" in (group_by, page_per) or (by_group and sort != "name")

    # Stable: inside a group or unit the order asked for stays.
    ordered = sorted(people, key=lambda each: (each.group_rank if by_group else (), each.unit_rank if by_unit else ()))
    numbers, tops = itertools.count(1), itertools.count(1)
    first = True
    for _group, of_group in itertools.groupby(ordered, lambda each: each.group_rank if by_group else None):
        members = list(of_group)
        top = Heading("group", members[0].group, len(members), next(tops)) if by_group else None
        fresh = True
        for _unit, of_unit in itertools.groupby(members, lambda each: each.unit_rank if by_unit else None):
            theirs = list(of_unit)
            new_page = not first and (page_per == "unit" or (page_per == "role" and fresh))
            headings = [top] if top is not None and (fresh or new_page) else []
            if by_unit:
                headings.append(Heading("unit", theirs[0].unit, len(theirs), None if by_group else next(tops)))
            rows = tuple(replace(each, number=next(numbers)) for each in theirs)
            yield Block(rows, tuple(headings), new_page)
            first = fresh = False


def shows_unit(found: Sequence[Block[Any]]) -> bool:
    """Whether rows name their unit: not when a heading over them does."""
    return not any(heading.kind == "unit" for block in found for heading in block.headings)
