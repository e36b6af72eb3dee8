"""What of a conference somebody should review: one queue of cases, each with its reason and with what settles it.

Cases are worked out from what stands, so that whatever mends a field settles its case, and undoing brings it back. What
is known only to those who brought it in stands in `Attendee.review` (the fields) and `ImportRow.problems` (the reasons).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from desktop.domain.attendance import Doubt, DoubtfulAttendance, MarkKind, disputed
from desktop.domain.door_times import refusal
from desktop.domain.people import AttendeeState, AttendeeView
from desktop.domain.reviewing import Case, CaseKind, Choice, ReviewAnswer, doubted
from desktop.domain.units import unit_key
from desktop.services import attendees, distinct_pairs, refused
from desktop.services.attendance.doubts import to_review
from desktop.store.tables import Attendee, ImportRow, Outbox, Person, RefusedEntry, TrainingSession
from desktop.store.transaction import Transaction

if TYPE_CHECKING:
    from desktop.services.importing.matching_units import UnitIndex

_PROPOSED = 5
"""At most so many units are proposed for a spelling."""

AT_THE_DOOR = "duplicate.at_the_door"
"""The reason of two who may be one, one of them registered on the spot: these come first, for somebody waits."""

Told = tuple[str, Mapping[str, object]]
"""A reason's code and details."""


def cases(tx: Transaction, conference_id: uuid.UUID, *, role: str = "organizer") -> list[Case]:
    """Every case of a conference, those alike beside each other.

    `role` is the login's (`store.grants`): a desk or viewer may not read what the others are known by, and sees doubtful
    attendances alone, a viewer without anything to settle them by.
    """
    found = attendance_cases(tx, conference_id, role=role)
    return found if role != "organizer" else [*found, *list_cases(tx, conference_id)]


def attendance_cases(tx: Transaction, conference_id: uuid.UUID, *, role: str = "organizer") -> list[Case]:
    """What was refused of the desks, and the doubtful attendances."""
    doubts = to_review(tx, conference_id)
    agenda = _agenda(tx, conference_id) if any(each.doubt == Doubt.OUTSIDE for each in doubts) else ()
    return [*refused.cases(tx, conference_id, role), *(_attendance_case(doubt, role, agenda) for doubt in doubts)]


def count_at_door(tx: Transaction, conference_id: uuid.UUID) -> int:
    """How many doubtful attendances there are, and how much of this desk's its server would not take."""
    refused_here = (
        select(func.count())
        .select_from(Outbox)
        .where(
            Outbox.conference_id == conference_id,
            Outbox.sent_at.is_(None),
            Outbox.code != "",
            Outbox.entity_id.not_in(select(RefusedEntry.id).where(RefusedEntry.settled != "")),
        )
    )
    return len(to_review(tx, conference_id)) + (tx.scalar(refused_here) or 0)


def list_cases(tx: Transaction, conference_id: uuid.UUID) -> list[Case]:
    """The cases of the list alone, which no arrival changes."""
    listed = (Attendee.conference_id == conference_id, Attendee.state != AttendeeState.REMOVED)
    left = attendees.get_attendees(tx, tx.scalars(select(Attendee.id).where(*listed, Attendee.review != "")).all())
    fields = list(_field_cases(tx, left))
    twice = sorted(_duplicates(tx, conference_id), key=lambda case: case.code != AT_THE_DOOR)
    return [*twice, *sorted(fields, key=_place)]


def by_attendee(found: Collection[Case]) -> dict[uuid.UUID, list[Case]]:
    """The cases of each attendee who has any."""
    of_person: dict[uuid.UUID, list[Case]] = defaultdict(list)
    for case in found:
        ids = [person.id for person in case.people] if case.doubt is None else [case.doubt.attendee_id]
        for key in ids:
            of_person[key].append(case)
    return dict(of_person)


def _place(case: Case) -> tuple[object, ...]:
    return list(CaseKind).index(case.kind), case.alike, case.people[0].sort_key


# -- attendance ---------------------------------------------------------------------------------------------------------


_Times = tuple[uuid.UUID, str, dt.datetime, dt.datetime]
"""A session, its title, and its times."""


def _agenda(tx: Transaction, conference_id: uuid.UUID) -> list[_Times]:
    query = select(TrainingSession.id, TrainingSession.title, TrainingSession.starts_at, TrainingSession.ends_at)
    rows = tx.execute(query.where(TrainingSession.conference_id == conference_id).order_by(TrainingSession.starts_at))
    return [(key, title, starts_at, ends_at) for key, title, starts_at, ends_at in rows]


def _outside_choices(doubt: DoubtfulAttendance, agenda: Sequence[_Times]) -> tuple[Choice, ...]:
    """To the sessions whose door was open then, else it is right."""
    arrivals = [mark.at for mark in disputed(doubt.marks) if mark.kind == MarkKind.IN]
    found = [
        Choice(ReviewAnswer.MOVE, title, key)
        for key, title, starts_at, ends_at in agenda
        if arrivals and key != doubt.session_id and refusal(starts_at, ends_at, arrivals[0], now=arrivals[0]) is None
    ]
    return (*found, Choice(ReviewAnswer.CONFIRM))


def _attendance_case(doubt: DoubtfulAttendance, role: str, agenda: Sequence[_Times]) -> Case:
    marks = disputed(doubt.marks)
    choices: tuple[Choice, ...] = ()
    alike: tuple[str, ...] = ()
    if doubt.doubt == Doubt.OFF_THE_LIST:
        choices = (Choice(ReviewAnswer.REINSTATE),) if role == "organizer" else ()
        alike = (CaseKind.ATTENDANCE, doubt.doubt) if choices else ()
    elif doubt.doubt == Doubt.OUTSIDE:
        choices = _outside_choices(doubt, agenda) if role != "viewer" else ()
        moves = tuple(choice.value for choice in choices if choice.answer is ReviewAnswer.MOVE)
        alike = (CaseKind.ATTENDANCE, doubt.doubt, doubt.session, *moves) if choices else ()
    elif role != "viewer" and len(marks) > 1:
        choices = tuple(Choice(ReviewAnswer.KEEP_MARK, id=mark.id) for mark in marks)
        alike = (CaseKind.ATTENDANCE, doubt.doubt) if doubt.doubt == Doubt.TWICE else ()
    return Case(CaseKind.ATTENDANCE, str(doubt.doubt), choices=choices, doubt=doubt, alike=alike)


# -- two who may be one -------------------------------------------------------------------------------------------------


def _duplicates(tx: Transaction, conference_id: uuid.UUID) -> Iterator[Case]:
    origins = _near_namesakes(tx, conference_id)
    if not origins:
        return
    from desktop.services.importing.suspecting import suspected  # a start without namesakes needs none of it

    people = attendees.get_attendees(tx, list(origins))
    for each in suspected(people, distinct_pairs.known(tx, conference_id)):
        first, second = sorted((each.first, each.second), key=lambda person: _stays(person, origins))
        at_the_door = bool(origins[second.id])
        speaks = bool(each.agree) or first.person_id == second.person_id
        code = AT_THE_DOOR if at_the_door else "duplicate.agree" if speaks else "duplicate.name_only"
        yield Case(
            CaseKind.DUPLICATE,
            code,
            (first, second),
            details={"agree": each.agree, "differ": each.differ, "cancelled": second.state == AttendeeState.CANCELLED},
            choices=(Choice(ReviewAnswer.JOIN), Choice(ReviewAnswer.APART)),
            alike=() if each.differ else (CaseKind.DUPLICATE,),
        )


def _near_namesakes(tx: Transaction, conference_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Those who have the name and something else, or their person, in common with another, and how each came in.

    Narrowed down by plain columns: of ten thousand people only these are looked at as a whole.
    """
    listed = (Attendee.conference_id == conference_id, Attendee.state != AttendeeState.REMOVED)
    names = select(Attendee.name_key).where(*listed).group_by(Attendee.name_key).having(func.count() > 1)
    twice = select(Attendee.person_id).where(*listed).group_by(Attendee.person_id).having(func.count() > 1)
    columns = (Attendee.id, Attendee.origin, Attendee.name_key, Attendee.unit_id, Attendee.unit_name)
    query = select(*columns, Attendee.person_id, Person.birth, Person.phone).join(Person)
    query = query.where(*listed, or_(Attendee.name_key.in_(names), Attendee.person_id.in_(twice)))
    alike: dict[tuple[str, object], list[uuid.UUID]] = defaultdict(list)
    origins: dict[uuid.UUID, str] = {}
    for key, origin, name, unit_id, unit_name, person_id, *known in tx.execute(query):
        origins[key] = origin
        alike["", person_id].append(key)
        for value in (unit_id or unit_key(unit_name or "-"), *filter(None, known)):
            alike[name, value].append(key)
    near = {key for keys in alike.values() if len(keys) > 1 for key in keys}
    return {key: origin for key, origin in origins.items() if key in near}


def _stays(person: AttendeeView, origins: Mapping[uuid.UUID, str]) -> tuple[bool, bool, int, str]:
    """Who is proposed to stay comes first: who is expected, was on the list beforehand, and longest."""
    return person.state == AttendeeState.CANCELLED, bool(origins[person.id]), len(person.code), person.code


# -- fields -------------------------------------------------------------------------------------------------------------


def _field_cases(tx: Transaction, left: Sequence[AttendeeView]) -> Iterator[Case]:
    """The fields that stand as they were when they were doubted."""
    if not left:
        return
    reasons = _reasons(tx, [person.id for person in left])
    index: UnitIndex | None = None
    for person in left:
        for name in sorted(doubted(person.review)):
            if name == "unit":
                if index is None:
                    from desktop.services.importing.matching_units import UnitIndex

                    index = UnitIndex(tx)
                case = _unit_case(person, reasons.get((person.id, name)), index)
            else:
                case = _field_case(person, name, reasons.get((person.id, name)))
            if case is not None:
                yield case


def _reasons(tx: Transaction, ids: Sequence[uuid.UUID]) -> dict[tuple[uuid.UUID, str], Told]:
    """What the newest import said of each field, as long as its value is the one that came in."""
    from desktop.services.importing.inserting import CAME_IN
    from desktop.store.bulk import chunks

    found: dict[tuple[uuid.UUID, str], Told] = {}
    for part in chunks(ids):
        query = select(ImportRow.attendee_id, ImportRow.problems).where(
            ImportRow.attendee_id.in_(part), ImportRow.action.in_(("add", "update"))
        )
        for attendee_id, problems in tx.execute(query.order_by(ImportRow.id)):
            said: set[str] = set()
            for name, code, _severity, details in problems:
                if CAME_IN in details and name not in said:
                    said.add(name)
                    found[attendee_id, name] = (code, details)
    return found


def _unit_case(person: AttendeeView, told: Told | None, index: UnitIndex) -> Case | None:
    if person.unit_id is None:
        if not person.unit:
            return Case(
                CaseKind.UNIT,
                "unit.missing",
                (person,),
                "unit",
                choices=(Choice(ReviewAnswer.KEEP),),
                alike=("unit", ""),
            )
        proposed = _units_for(person.unit, index)
        choices = (*proposed, Choice(ReviewAnswer.ADD_UNIT, person.unit), Choice(ReviewAnswer.KEEP, person.unit))
        return Case(
            CaseKind.UNIT, "unit.unknown", (person,), "unit", {"value": person.unit}, choices,
            alike=("unit", unit_key(person.unit)),
        )  # fmt: skip
    if told is None or told[1]["came_in"] != person.unit_id.hex:
        return None
    code, details = told
    proposed = _units_named(details, index) or _units_for(person.unit, index)
    proposed = tuple(choice for choice in proposed if choice.id != person.unit_id)
    if not proposed:
        return None
    choices = (*proposed, Choice(ReviewAnswer.KEEP, person.unit))
    shown = {**details, "value": person.unit, "count": len(proposed)}
    return Case(CaseKind.UNIT, code, (person,), "unit", shown, choices, alike=("unit", person.unit_id.hex))


def _units_for(spelling: str, index: UnitIndex) -> tuple[Choice, ...]:
    """The units that a spelling may mean, the likeliest first."""
    near = [unit.id for unit, _score in index.nearest(unit_key(spelling))]
    found = dict.fromkeys([*sorted(index.find(spelling), key=lambda key: index.units[key].name), *near])
    return tuple(Choice(ReviewAnswer.SET_UNIT, index.units[key].name, key) for key in list(found)[:_PROPOSED])


def _units_named(details: Mapping[str, object], index: UnitIndex) -> tuple[Choice, ...]:
    """The units that the import proposed and that are still there."""
    named = details.get("candidate_ids") or [details.get("suggestion_id")]
    ids = [uuid.UUID(key) for key in named if isinstance(key, str)] if isinstance(named, list) else []
    other = details.get("other")
    if isinstance(other, str):
        ids += index.find(other)
    return tuple(Choice(ReviewAnswer.SET_UNIT, index.units[key].name, key) for key in ids if key in index.units)


_MATCHED = ("unit", "role_group")
"""Fields known by what they mean, not by their words."""


def value_of(person: AttendeeView, name: str) -> str:
    """What stands in a field that may be doubted."""
    return "" if name in _MATCHED else person.texts().get(name, "")


def _field_case(person: AttendeeView, name: str, told: Told | None) -> Case | None:
    if told is None or name in _MATCHED or told[1]["came_in"] != value_of(person, name):
        return None
    code, details = told
    if code == "row.perhaps_absent":
        if person.state == AttendeeState.CANCELLED:
            return None
        coming: tuple[Choice, ...] = (
            Choice(ReviewAnswer.KEEP, person.note),
            Choice(ReviewAnswer.CANCEL, str(details.get("value", ""))),
        )
        return Case(CaseKind.FIELD, code, (person,), name, details, coming)
    choices: tuple[Choice, ...] = (Choice(ReviewAnswer.KEEP, value_of(person, name)),)
    other = details.get("other")
    if isinstance(other, str):
        choices = (*choices, Choice(ReviewAnswer.SET_VALUE, other))
    return Case(CaseKind.FIELD, code, (person,), name, details, choices, alike=(name, code))
