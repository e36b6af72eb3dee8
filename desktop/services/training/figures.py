"""The figures of a year, or of any span of days: people, turns, training hours and money, told apart by one thing at a time."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select

from desktop.domain.errors import InvalidInput
from desktop.domain.payment import rate_on, shares
from desktop.domain.training_figures import By, Count, FigureLine, Figures, TurnLine
from desktop.services import rates
from desktop.services.training.turns import Turn, registered_in, text_of, turns
from desktop.services.training.units import present_names
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, Conference, DocumentSettings, Person, RoleGroup
from desktop.store.transaction import Transaction

_PAYMENT = "payment"
"""The document whose options say whether a conference pays by the day or by the half-day."""


def figures(tx: Transaction, first: dt.date, last: dt.date, by: By | None = None) -> Figures:
    """The figures of the sessions that begin on these days, both included. Raises InvalidInput for an end before the start."""
    return _counted(first, last, by, *_told_apart(tx, first, last, by))


def figures_with_lines(
    tx: Transaction, first: dt.date, last: dt.date, by: By | None = None
) -> tuple[Figures, list[TurnLine]]:
    """The figures, and the turns that they count as lists show them: by the line they are counted under, day and name."""
    found, paid, key_of = _told_apart(tx, first, last, by)
    return _counted(first, last, by, found, paid, key_of), _lines(tx, found, paid, key_of)


def _counted(
    first: dt.date,
    last: dt.date,
    by: By | None,
    found: Sequence[Turn],
    paid: Mapping[str, int],
    key_of: Callable[[Turn], str],
) -> Figures:
    lines: defaultdict[str, list[Turn]] = defaultdict(list)
    for turn in found if by is not None else ():
        lines[key_of(turn)].append(turn)
    counted = (FigureLine(key, _count(theirs, paid)) for key, theirs in lines.items())
    return Figures(
        first, last, by, _count(found, paid), tuple(sorted(counted, key=lambda line: (-line.count.turns, line.key)))
    )


def _lines(
    tx: Transaction, found: Sequence[Turn], paid: Mapping[str, int], key_of: Callable[[Turn], str]
) -> list[TurnLine]:
    by_attendee = {turn.attendee: turn for turn in found}
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
        for key, full_name, unit, position, group, conference, starts_on in tx.execute(query):
            turn = by_attendee[key]
            amount = paid.get(key, 0)
            lines.append(
                TurnLine(
                    key_of(turn), turn.person, full_name, unit, position, group or "", conference, starts_on, turn.hours,
                    amount,
                )
            )  # fmt: skip
    return sorted(lines, key=lambda each: (each.line, each.starts_on or dt.date.min, each.conference, each.full_name))


def _told_apart(
    tx: Transaction, first: dt.date, last: dt.date, by: By | None
) -> tuple[list[Turn], Mapping[str, int], Callable[[Turn], str]]:
    """The turns, what is paid for those that are paid, and under what each is counted."""
    if last < first:
        raise InvalidInput("figures.ends_before_start", field="last", value=last)
    found = turns(tx, first, last)
    key_of = _KEYS[by](tx, first, last) if by is not None else (lambda _turn: "")
    return found, _paid(tx, found, first, last), key_of


def _count(those: Sequence[Turn], paid: Mapping[str, int]) -> Count:
    return Count(
        people=len({turn.person for turn in those}),
        turns=len(those),
        hours=sum(turn.hours for turn in those),
        paid=sum(paid.get(turn.attendee, 0) for turn in those) if paid else 0,
    )


def _paid(tx: Transaction, found: Sequence[Turn], first: dt.date, last: dt.date) -> dict[str, int]:
    """What those get who draw no salary from the state, by their registration."""
    known = rates.list_rates(tx)
    if not known:
        return {}
    unpaid = {key for key, off_payroll in registered_in(tx, first, last, Attendee.off_payroll) if off_payroll}
    theirs = [turn for turn in found if turn.attendee in unpaid]
    options = select(text_of(DocumentSettings.conference_id), DocumentSettings.options)
    halves = {
        key
        for key, kept in tx.execute(options.where(DocumentSettings.name == _PAYMENT))
        if kept.get("measure") == "half"
    }
    amounts: dict[str, int] = {}
    for turn in theirs:
        by_half = turn.conference in halves
        days = [day for day, _half in turn.half_days] if by_half else {day for day, _half in turn.half_days}
        counted = [day for day in days if rate_on(known, day) is not None]
        amounts[turn.attendee] = sum(share.amount for share in shares(counted, known, "half" if by_half else "day"))
    return amounts


# Under what a turn is counted


def _of_conference(column: str) -> Callable[[Transaction, dt.date, dt.date], Callable[[Turn], str]]:
    def keys(tx: Transaction, _first: dt.date, _last: dt.date) -> Callable[[Turn], str]:
        rows = tx.execute(select(text_of(Conference.id), Conference.number, Conference.title, Conference.programme))
        known = {
            key: programme if column == "programme" else f"{number} {title}" for key, number, title, programme in rows
        }
        return lambda turn: known[turn.conference]

    return keys


def _by_unit(tx: Transaction, first: dt.date, last: dt.date) -> Callable[[Turn], str]:
    """By the name that a unit bears now, or its successor: over years one office is one line."""
    now = present_names(tx)
    rows = registered_in(tx, first, last, text_of(Attendee.unit_id), Attendee.unit_name)
    known = {key: now.get(unit, name) if unit else name for key, unit, name in rows}
    return lambda turn: known[turn.attendee]


def _by_unit_kind(tx: Transaction, first: dt.date, last: dt.date) -> Callable[[Turn], str]:
    known = dict(registered_in(tx, first, last, Attendee.unit_kind))
    return lambda turn: known[turn.attendee]


def _by_group(tx: Transaction, first: dt.date, last: dt.date) -> Callable[[Turn], str]:
    titles = dict(tx.execute(select(text_of(RoleGroup.id), RoleGroup.title)).all())
    known = dict(registered_in(tx, first, last, text_of(Attendee.role_group_id)))
    return lambda turn: titles.get(known[turn.attendee], "")


def _by_sex(tx: Transaction, _first: dt.date, _last: dt.date) -> Callable[[Turn], str]:
    known = dict(tx.execute(select(text_of(Person.id), Person.gender).where(Person.gender != "")).all())
    return lambda turn: known.get(turn.person, "")


_KEYS: Mapping[By, Callable[[Transaction, dt.date, dt.date], Callable[[Turn], str]]] = {
    By.PROGRAMME: _of_conference("programme"),
    By.CONFERENCE: _of_conference("title"),
    By.UNIT: _by_unit,
    By.UNIT_KIND: _by_unit_kind,
    By.GROUP: _by_group,
    By.SEX: _by_sex,
}
