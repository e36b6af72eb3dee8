"""The figures of a year, or of any span of days: people, turns, training hours and money, told apart by one thing at a time."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from desktop.domain.errors import InvalidInput
from desktop.domain.payment import rate_on, shares
from desktop.domain.training_figures import By, Count, FigureLine, Figures, TurnLine
from desktop.services import rates
from desktop.services.training import staff_kinds
from desktop.services.training.turns import Turns, on_the_lists, text_of, turns
from desktop.services.training.units import present_names
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, Conference, DocumentSettings, Person, RoleGroup
from desktop.store.transaction import Transaction

_PAYMENT = "payment"
"""The document whose options say whether a conference pays by the day or by the half-day."""


@dataclass(frozen=True, slots=True)
class _ToldApart:
    """Turns, under what each is counted, and what is paid for those that are paid."""

    turns: Turns
    keys: Sequence[str]
    paid: Mapping[str, int]


def figures(tx: Transaction, first: dt.date, last: dt.date, by: By | None = None) -> Figures:
    """The figures of the sessions that begin on these days, both included. Raises InvalidInput for an end before the start."""
    return _counted(first, last, by, _told_apart(tx, first, last, by))


def figures_with_lines(
    tx: Transaction, first: dt.date, last: dt.date, by: By | None = None, *, line: str | None = None
) -> tuple[Figures, list[TurnLine]]:
    """The figures, and the turns that they count (of one line alone where that is named), as lists show them.

    They come by the line they are counted under, day and name.
    """
    found = _told_apart(tx, first, last, by)
    return _counted(first, last, by, found), _lines(tx, found, line)


def count_of(tx: Transaction, conference_id: uuid.UUID) -> Count:
    """The figures of one conference, whatever its days."""
    found = turns(tx, conference_id=conference_id)
    return _count(found, _paid(tx, found, [Attendee.conference_id == conference_id]))


def _counted(first: dt.date, last: dt.date, by: By | None, found: _ToldApart) -> Figures:
    total = _count(found.turns, found.paid)
    if by is None:
        return Figures(first, last, by, total)
    people = Counter(key for key, _person in set(zip(found.keys, found.turns.people, strict=True)))
    hours: defaultdict[str, float] = defaultdict(float)
    for (key, of_each), count in Counter(zip(found.keys, found.turns.hours, strict=True)).items():
        hours[key] += of_each * count
    paid: defaultdict[str, int] = defaultdict(int)
    for key, attendee in zip(found.keys, found.turns.attendees, strict=True) if found.paid else ():
        paid[key] += found.paid.get(attendee, 0)
    lines = [
        FigureLine(key, Count(people[key], count, hours[key], paid.get(key, 0)))
        for key, count in Counter(found.keys).items()
    ]
    return Figures(first, last, by, total, tuple(sorted(lines, key=lambda line: (-line.count.turns, line.key))))


def _count(found: Turns, paid: Mapping[str, int]) -> Count:
    hours = sum(each * count for each, count in Counter(found.hours).items())
    return Count(len(set(found.people)), len(found.people), hours, sum(paid.values()))


def _lines(tx: Transaction, found: _ToldApart, line: str | None) -> list[TurnLine]:
    rows = zip(found.turns.attendees, found.keys, found.turns.people, found.turns.hours, strict=True)
    by_attendee = {
        attendee: (key, person, hours) for attendee, key, person, hours in rows if line is None or key == line
    }
    lines: list[TurnLine] = []
    for part in chunks([uuid.UUID(key) for key in by_attendee]):
        query = (
            select(
                text_of(Attendee.id),
                Attendee.full_name,
                Attendee.unit_name,
                Attendee.position,
                RoleGroup.title,
                Conference.title.label("conference"),
                Conference.starts_on,
            )
            .join(Conference, Conference.id == Attendee.conference_id)
            .outerjoin(RoleGroup, RoleGroup.id == Attendee.role_group_id)
            .where(Attendee.id.in_(part))
        )
        for attendee, full_name, unit, position, group, conference, starts_on in tx.execute(query):
            key, person, hours = by_attendee[attendee]
            paid = found.paid.get(attendee, 0)
            lines.append(
                TurnLine(key, person, full_name, unit, position, group or "", conference, starts_on, hours, paid)
            )
    return sorted(lines, key=lambda each: (each.line, each.starts_on or dt.date.min, each.conference, each.full_name))


def _told_apart(tx: Transaction, first: dt.date, last: dt.date, by: By | None) -> _ToldApart:
    if last < first:
        raise InvalidInput("figures.ends_before_start", field="last", value=last)
    found = turns(tx, first, last, column=_COLUMNS.get(by) if by is not None else None)
    keys = _KEYS[by](tx, found) if by is not None else [""] * len(found.people)
    return _ToldApart(found, keys, _paid(tx, found, on_the_lists(first, last)))


def _paid(tx: Transaction, found: Turns, of: Sequence[ColumnElement[bool]]) -> dict[str, int]:
    """What those of these lists get who draw no salary from the state, by their registration."""
    known = rates.list_rates(tx)
    unpaid = set(tx.scalars(select(text_of(Attendee.id)).where(Attendee.off_payroll, *of))) if known else set()
    if not unpaid:
        return {}
    options = select(text_of(DocumentSettings.conference_id), DocumentSettings.options)
    halves = {
        key
        for key, kept in tx.execute(options.where(DocumentSettings.name == _PAYMENT))
        if kept.get("measure") == "half"
    }
    amounts: dict[str, int] = {}
    rows = zip(found.attendees, found.conferences, found.credits, strict=True)
    for attendee, conference, (_hours, half_days) in rows:
        if attendee not in unpaid:
            continue
        by_half = conference in halves
        days = [day for day, _half in half_days] if by_half else {day for day, _half in half_days}
        counted = [day for day in days if rate_on(known, day) is not None]
        amounts[attendee] = sum(share.amount for share in shares(counted, known, "half" if by_half else "day"))
    return amounts


# Under what turns are counted


def _of_conference(name: str) -> Callable[[Transaction, Turns], list[str]]:
    def keys(tx: Transaction, found: Turns) -> list[str]:
        said = tx.execute(select(text_of(Conference.id), Conference.__table__.c[name]))
        known: dict[str, str] = {key: text for key, text in said}  # noqa: C416 - rows are no pairs to mypy
        return list(map(known.__getitem__, found.conferences))

    return keys


def _by_conference(tx: Transaction, found: Turns) -> list[str]:
    rows = tx.execute(select(text_of(Conference.id), Conference.number, Conference.title))
    known = {key: f"{number} {title}" for key, number, title in rows}
    return [known[key] for key in found.conferences]


def _by_unit(tx: Transaction, found: Turns) -> list[str]:
    """By the name that a unit bears now, or its successor: over years one office is one line."""
    now = present_names(tx)
    if "" not in found.told:
        return list(map(now.__getitem__, found.told))
    typed = _unit_names(tx, [key for key, unit in zip(found.attendees, found.told, strict=True) if not unit])
    return [now[unit] if unit else typed[attendee] for attendee, unit in zip(found.attendees, found.told, strict=True)]


def _unit_names(tx: Transaction, attendees: Sequence[str]) -> dict[str, str]:
    """What those wrote whose unit the directory does not know."""
    query = select(text_of(Attendee.id), Attendee.unit_name)
    ids = [uuid.UUID(key) for key in attendees]
    return {key: name for part in chunks(ids) for key, name in tx.execute(query.where(Attendee.id.in_(part)))}


def _by_group(tx: Transaction, found: Turns) -> list[str]:
    titles = dict(tx.execute(select(text_of(RoleGroup.id), RoleGroup.title)).all())
    return [titles.get(key, "") for key in found.told]


def _by_sex(tx: Transaction, found: Turns) -> list[str]:
    known = dict(tx.execute(select(text_of(Person.id), Person.gender).where(Person.gender != "")).all())
    return [known.get(key, "") for key in found.people]


def _by_staff_kind(tx: Transaction, found: Turns) -> list[str]:
    known = staff_kinds.of_attendees(tx, set(found.conferences))
    return [known.get(key, "") for key in found.attendees]


_COLUMNS: Mapping[By, ColumnElement[str]] = {
    By.UNIT: text_of(Attendee.unit_id),
    By.UNIT_KIND: Attendee.__table__.c.unit_kind,
    By.GROUP: text_of(Attendee.role_group_id),
}
"""What is read of each registration beside its turn."""
_KEYS: Mapping[By, Callable[[Transaction, Turns], Sequence[str]]] = {
    By.PROGRAMME: _of_conference("programme"),
    By.CONFERENCE: _by_conference,
    By.UNIT: _by_unit,
    By.UNIT_KIND: lambda _tx, found: found.told,
    By.GROUP: _by_group,
    By.STAFF_KIND: _by_staff_kind,
    By.SEX: _by_sex,
    By.FORM: _of_conference("form"),
    By.FUND: _of_conference("funding"),
}
