"""The people of a document, in the one order that lists, sheets and badges share."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_, select
from sqlalchemy.orm import aliased

from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.documents.selection import Selection
from desktop.domain.people import AttendeeState
from desktop.services import joined
from desktop.services.attendance import standing_in
from desktop.services.login_rights import organizes
from desktop.services.ordering import in_order
from desktop.services.points.belonging import at_point, of_sessions, point_name
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, Audience, Person, RoleGroup, Unit
from desktop.store.transaction import Transaction

_Replaced = aliased(Attendee, name="replaced")


def listed(
    tx: Transaction,
    conference_id: uuid.UUID,
    selection: Selection,
    sort: str = "rank",
    *,
    states: Sequence[AttendeeState] = (AttendeeState.REGISTERED,),
    with_replaced: bool = False,
) -> list[PersonOnPaper]:
    """Who is registered and chosen; `sort` as in `ordering.in_order`. Cancelled and removed people are left out.

    Who comes in someone's place stands in that place; who is replaced at every session is left out. Other `states`, and `with_replaced`, bring other people in, and numbers that are no paper's.
    """
    whole = organizes(tx)  # at a server a desk's login reads neither, and its papers leave them blank
    query = (
        select(
            Attendee.id,
            Attendee.code,
            Attendee.full_name,
            Attendee.honorific,
            Person.gender if whole else literal(""),
            Person.birth if whole else literal(""),
            Attendee.position,
            Attendee.unit_name,
            Attendee.unit_id,
            Unit.name,
            RoleGroup.title,
            Attendee.role_group_id,
            Attendee.seat,
            point_name(),
            Attendee.note,
            _Replaced.full_name,
            Attendee.substitute_sessions,
            Attendee.substitute_for_id,
            RoleGroup.place,
            Unit.place,
            Unit.sort_key,
        )
        .join(Person, Person.id == Attendee.person_id)
        .outerjoin(RoleGroup, RoleGroup.id == Attendee.role_group_id)
        .outerjoin(Unit, Unit.id == Attendee.unit_id)
        .outerjoin(_Replaced, _Replaced.id == Attendee.substitute_for_id)
        .where(Attendee.conference_id == conference_id, Attendee.state.in_([each.value for each in states]))
    )
    wanted = chosen(tx, conference_id, selection)
    together = joined.of_conference(tx, conference_id)
    people: Iterable[PersonOnPaper] = (
        PersonOnPaper(
            number=0,
            id=key,
            full_name=name,
            honorific=honorific,
            gender=gender,
            birth=birth,
            position=position,
            unit=unit,
            unit_id=unit_id,
            unit_now=unit_now or unit,
            group=group or "",
            group_id=group_id,
            code=code,
            seat=seat,
            point=point,
            note=note,
            substitute_for=replaced or "",
            substitute_for_id=for_id and together.one(for_id),
            substitute_sessions=tuple(instead),
            group_rank=(group is None, place or 0, group or "", str(group_id)),
            unit_rank=(unit_key is None, unit_place == 0, unit_place or 0, unit_key or "", unit),
        )
        for (
            key, code, name, honorific, gender, birth, position, unit, unit_id, unit_now, group, group_id, seat, point, note,
            replaced, instead, for_id, place, unit_place, unit_key,
        ) in in_order(tx, query, sort)
    )  # fmt: skip
    if not with_replaced and tuple(states) == (AttendeeState.REGISTERED,):
        away = standing_in.replaced_throughout(tx, conference_id)
        people = in_place(list(people), lambda person, _instead: person.id not in away)
    numbered = (replace(person, number=number) for number, person in enumerate(people, start=1))
    return [person for person in numbered if wanted is None or person.id in wanted]


def in_place(
    people: Sequence[PersonOnPaper], stays: Callable[[PersonOnPaper, Sequence[PersonOnPaper]], bool]
) -> Iterator[PersonOnPaper]:
    """Who comes in someone's place stands in that place; `stays` says of the replaced whether they stand above."""
    here = {person.id for person in people}
    instead: dict[uuid.UUID, list[PersonOnPaper]] = {}
    for person in people:
        replaced = person.substitute_for_id
        if replaced is not None and replaced in here:
            instead.setdefault(replaced, []).append(person)

    def placed(person: PersonOnPaper) -> Iterator[PersonOnPaper]:
        theirs = instead.get(person.id, ())
        if stays(person, theirs):
            yield person
        for each in theirs:
            yield from placed(each)

    for person in people:
        if person.substitute_for_id not in here:
            yield from placed(person)


def chosen(tx: Transaction, conference_id: uuid.UUID, selection: Selection) -> frozenset[uuid.UUID] | None:
    """The ids of those whom a selection leaves in; None when it leaves everybody in.

    Sessions choose the people they expect: of the groups in their audience, or everybody when they name none, at the
    points that follow them.
    """
    rules = [
        _among(Attendee.role_group_id, selection.role_group_ids),
        _among(Attendee.unit_id, selection.unit_ids),
        at_point(selection.point_ids) if selection.point_ids else None,
        _expected(tx, conference_id, selection.session_ids),
    ]
    given = [rule for rule in rules if rule is not None]
    if not given and not selection.attendee_ids:
        return None
    query = select(Attendee.id).where(Attendee.conference_id == conference_id, *given)
    if not selection.attendee_ids:
        return frozenset(tx.scalars(query))
    found: set[uuid.UUID] = set()
    for part in chunks(joined.all_one(tx, selection.attendee_ids)):
        found.update(tx.scalars(query.where(Attendee.id.in_(part))))
    return frozenset(found)


def _among(column: Any, keys: Sequence[uuid.UUID | None]) -> ColumnElement[bool] | None:
    if not keys:
        return None
    some: ColumnElement[bool] = column.in_([key for key in keys if key is not None])
    return or_(some, column.is_(None)) if None in keys else some


def _expected(
    tx: Transaction, conference_id: uuid.UUID, session_ids: Sequence[uuid.UUID]
) -> ColumnElement[bool] | None:
    if not session_ids:
        return None
    audience: dict[uuid.UUID, list[uuid.UUID]] = {key: [] for key in session_ids}
    query = select(Audience.training_session_id, Audience.role_group_id)
    for key, group in tx.execute(query.where(Audience.training_session_id.in_(session_ids))):
        audience[key].append(group)
    points = of_sessions(tx, conference_id)
    rules = []
    for key, groups in audience.items():
        theirs: list[ColumnElement[bool]] = [Attendee.role_group_id.in_(groups)] if groups else []
        theirs += [at_point(tuple(points[key]))] if key in points else []
        if not theirs:
            return None  # a session for everyone
        rules.append(and_(*theirs))
    return or_(*rules)
