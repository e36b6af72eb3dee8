"""Points kept: added, changed, removed; the units and people that sit there, the sessions that are followed there."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, fields, replace

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from desktop.domain.areas import Area
from desktop.domain.at_points import PointId
from desktop.domain.dates import YEARS
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.joining import later
from desktop.domain.names import fold, same_key
from desktop.domain.people import AttendeeState
from desktop.domain.phones import normalise_phone
from desktop.domain.points import PointInput, PointView, check_seats
from desktop.services import journal, numbering, versions
from desktop.services.ordering import unit_order
from desktop.services.own_place import has_own_place
from desktop.services.points.belonging import point_of
from desktop.services.typed import tidied
from desktop.store.bulk import among
from desktop.store.point_tables import PointAttendee, PointUnit, SessionPoint, VenuePoint
from desktop.store.tables import Attendee, Conference, TrainingSession, Unit
from desktop.store.transaction import Transaction

AREAS = frozenset({Area.POINTS, Area.ATTENDEES})
MOST_NAMED = 10
"""Points that an error names: a province has more than a hundred."""
_FIELDS = tuple(each.name for each in fields(PointInput))


def list_points(tx: Transaction, conference_id: uuid.UUID) -> list[PointView]:
    """The conference's points in their order, each with its units and how many people sit there."""
    sits = select(PointUnit.venue_point_id, Unit.id, Unit.name).join(Unit, Unit.id == PointUnit.unit_id)
    units: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = defaultdict(list)
    for point, unit, name in tx.execute(sits.where(PointUnit.conference_id == conference_id).order_by(*unit_order())):
        units[point].append((unit, name))
    at = point_of().label("at")
    registered = (Attendee.conference_id == conference_id, Attendee.state == AttendeeState.REGISTERED, has_own_place())
    seated = select(at).where(*registered).subquery()
    counted = tx.execute(select(seated.c.at, func.count()).group_by(seated.c.at))
    counts = {key: count for key, count in counted}  # noqa: C416 - rows are no pairs to mypy
    rows = tx.scalars(select(VenuePoint).where(VenuePoint.conference_id == conference_id).order_by(VenuePoint.number))
    return [
        PointView(
            row.id,
            row.version,
            row.number,
            PointInput(**{name: getattr(row, name) for name in _FIELDS}),
            row.reported_at,
            tuple(units[row.id]),
            counts.get(row.id, 0),
        )
        for row in rows
    ]


def get_point(tx: Transaction, point_id: uuid.UUID) -> PointView:
    """One point. Raises NotFound."""
    row = _get(tx, point_id)
    return next(each for each in list_points(tx, row.conference_id) if each.id == point_id)


def find_point(tx: Transaction, conference_id: uuid.UUID, text: str) -> PointView:
    """The point of this number or name, however its tones are typed, or of a part of it; the surest reading that fits one.

    Raises InvalidInput naming those near, or the first of all.
    """
    known, wanted, own = list_points(tx, conference_id), fold(text), same_key(text)
    readings: tuple[Callable[[PointView], bool], ...] = (
        lambda each: own == same_key(each.name),
        lambda each: wanted == str(each.number),
        lambda each: wanted == fold(each.name),
        lambda each: bool(wanted) and wanted in fold(each.name),
    )
    fitting = [[each for each in known if fits(each)] for fits in readings]
    surest = next(filter(None, fitting), known)
    if len(surest) == 1 and surest is not known:
        return surest[0]
    names = [each.name for each in surest]
    shown = (*names[:MOST_NAMED], *(["…"] if len(names) > MOST_NAMED else []))
    raise InvalidInput("point.unknown", field="point", value=text, known=shown)


def add_point(
    tx: Transaction, conference_id: uuid.UUID, given: PointInput, *, unit_ids: Collection[uuid.UUID] = ()
) -> PointView:
    """Add a point with its units. Raises InvalidInput beside the field."""
    return get_point(tx, insert(tx, conference_id, given, unit_ids=unit_ids))


def insert(
    tx: Transaction, conference_id: uuid.UUID, given: PointInput, *, unit_ids: Collection[uuid.UUID]
) -> uuid.UUID:
    """As `add_point`, for a hundred of them: returns the new one's id alone."""
    new = _clean(given)
    number = numbering.next_number(tx, VenuePoint, conference_id)
    _refuse_name(tx, conference_id, new.name)
    row = VenuePoint(
        id=uuid.uuid4(), conference_id=conference_id, number=number, folded=same_key(new.name), **asdict(new)
    )
    with journal.entry(tx, "point.added", AREAS, conference_id=conference_id, name=new.name):
        tx.add(row)
        tx.flush()
        _seat_units(tx, row, unit_ids)
    return row.id


def edit_point(
    tx: Transaction,
    point_id: uuid.UUID,
    given: PointInput,
    *,
    version: int,
    unit_ids: Collection[uuid.UUID] | None = None,
) -> PointView:
    """Change a point; `unit_ids` are its units from now on (None: as they were): one that sat elsewhere comes over.

    Raises Conflict where it was changed meanwhile, InvalidInput beside the field.
    """
    row, new = _get(tx, point_id), _clean(given)
    _hold(tx, row.conference_id)
    versions.check(tx, row, version, name=row.name)
    _refuse_name(tx, row.conference_id, new.name, but=point_id)
    with journal.entry(tx, "point.edited", AREAS, conference_id=row.conference_id, name=new.name):
        for name, value in (*asdict(new).items(), ("folded", same_key(new.name))):
            setattr(row, name, value)
        tx.flush()
        if unit_ids is not None:
            _seat_units(tx, row, unit_ids)
    return get_point(tx, point_id)


def remove_point(tx: Transaction, point_id: uuid.UUID) -> None:
    """Take a point away: its people sit in the main hall, or where their units do; undone, all of it is there again.

    Raises InvalidInput("point.session_alone") while a session is followed there alone.
    """
    row = _get(tx, point_id)
    if alone := _alone_followed(tx, point_id):  # without it nobody in particular would be expected, and so everybody
        raise InvalidInput("point.session_alone", field="point", name=row.name, session=alone)
    with journal.entry(tx, "point.removed", AREAS | {Area.AGENDA}, conference_id=row.conference_id, name=row.name):
        for table in (PointUnit, PointAttendee, SessionPoint):
            for each in tx.scalars(select(table).where(table.venue_point_id == point_id)):
                tx.delete(each)
        tx.flush()
        tx.delete(row)
        tx.flush()


def _alone_followed(tx: Transaction, point_id: uuid.UUID) -> str:
    """The title of a session that is followed at this point alone; "" for none."""
    other = aliased(SessionPoint)
    others = select(other.id).where(
        other.training_session_id == TrainingSession.id, other.venue_point_id.is_distinct_from(point_id)
    )
    query = select(TrainingSession.title).join(SessionPoint, SessionPoint.training_session_id == TrainingSession.id)
    return tx.scalars(query.where(SessionPoint.venue_point_id == point_id, ~others.exists())).first() or ""


def reported(tx: Transaction, point_id: uuid.UUID, at: dt.datetime | None) -> PointView:
    """Say when a point's pages came in; None takes that back, and the moment at which they were entered counts."""
    row = _get(tx, point_id)
    if row.reported_at != at:
        with journal.entry(tx, "point.reported", {Area.POINTS}, conference_id=row.conference_id, name=row.name):
            row.reported_at = at
            tx.flush()
    return get_point(tx, point_id)


def place(tx: Transaction, attendee_ids: Sequence[uuid.UUID], point_id: PointId) -> int:
    """Put these attendees at a point whatever their unit; None: into the main hall. Returns how many sit elsewhere now."""
    point = None if point_id is None else _get(tx, point_id)
    return _say(tx, attendee_ids, point, holds=True)


def unplace(tx: Transaction, attendee_ids: Sequence[uuid.UUID]) -> int:
    """Let these attendees sit where their units do. Returns for how many somebody had said otherwise."""
    return _say(tx, attendee_ids, None, holds=False)


def _say(tx: Transaction, attendee_ids: Sequence[uuid.UUID], point: VenuePoint | None, *, holds: bool) -> int:
    people = {
        row.id: row
        for row in tx.execute(
            select(Attendee.id, Attendee.conference_id, Attendee.full_name, point_of().label("at")).where(
                among(tx, Attendee.id, list(attendee_ids))
            )
        )
    }
    for key in {row.conference_id for row in people.values()}:
        _hold(tx, key)
    words = tx.scalars(select(PointAttendee).where(among(tx, PointAttendee.attendee_id, list(people)))).all()
    said = {row.attendee_id: row for row in words}
    wanted = point.id if point is not None else None
    if holds:
        moving = [key for key in attendee_ids if key in people and people[key].at != wanted]
    else:
        moving = [key for key in attendee_ids if key in said and said[key].holds]
    if not moving:
        return 0
    first = people[moving[0]]
    if point is not None and any(people[key].conference_id != point.conference_id for key in moving):
        raise InvalidInput("attendee.not_found", what="attendee")
    action = "point.unplaced" if not holds else "point.placed" if point is not None else "point.placed_in_hall"
    details = {"count": len(moving), "name": first.full_name, "into": point.name if point is not None else ""}
    with journal.entry(tx, action, AREAS, conference_id=first.conference_id, **details):
        for key in moving:
            row = said.get(key) or PointAttendee(conference_id=people[key].conference_id, attendee_id=key)
            row.venue_point_id, row.holds = wanted, holds
            row.said_at = later(tx.clock(), row.said_at)
            tx.add(row)
        tx.flush()
    return len(moving)


def copy(tx: Transaction, source_id: uuid.UUID, target_id: uuid.UUID) -> dict[PointId, PointId]:
    """The same points with their units for a copy of the conference, not tried yet; returns each with its copy."""
    renewed: dict[PointId, PointId] = {None: None}
    for view in list_points(tx, source_id):
        row = VenuePoint(
            id=uuid.uuid4(),
            conference_id=target_id,
            number=view.number,
            folded=same_key(view.name),
            **asdict(replace(view.point, tested_on=None)),
        )
        tx.add(row)
        tx.flush()
        tx.add_all(PointUnit(conference_id=target_id, venue_point_id=row.id, unit_id=key) for key, _name in view.units)
        renewed[view.id] = row.id
    tx.flush()
    return renewed


def joined(tx: Transaction, keep_id: uuid.UUID, gone_id: uuid.UUID) -> None:
    """Two attendees are one: a word about the one who goes holds for the one who stays, about whom there is none."""
    words = tx.scalars(select(PointAttendee).where(PointAttendee.attendee_id.in_((keep_id, gone_id)))).all()
    said = {row.attendee_id: row for row in words}
    theirs, mine = said.get(gone_id), said.get(keep_id)
    if theirs is None or not theirs.holds or (mine is not None and mine.holds):
        return
    row = mine or PointAttendee(conference_id=theirs.conference_id, attendee_id=keep_id)
    row.venue_point_id, row.holds = theirs.venue_point_id, True
    row.said_at = later(tx.clock(), row.said_at)
    tx.add(row)
    tx.flush()


def _seat_units(tx: Transaction, row: VenuePoint, unit_ids: Collection[uuid.UUID]) -> None:
    wanted = set(unit_ids)
    if len(tx.scalars(select(Unit.id).where(among(tx, Unit.id, list(wanted)))).all()) < len(wanted):
        raise NotFound("unit.not_found", what="unit")
    mine = tx.scalars(select(PointUnit).where(PointUnit.venue_point_id == row.id)).all()
    for each in mine:
        if each.unit_id not in wanted:
            tx.delete(each)
    wanted -= {each.unit_id for each in mine}
    elsewhere = select(PointUnit).where(
        PointUnit.conference_id == row.conference_id, among(tx, PointUnit.unit_id, list(wanted))
    )
    for each in tx.scalars(elsewhere):
        wanted.discard(each.unit_id)
        each.venue_point_id = row.id
    tx.add_all(
        PointUnit(conference_id=row.conference_id, venue_point_id=row.id, unit_id=key)
        for key in sorted(wanted, key=str)
    )
    tx.flush()


def _clean(given: PointInput) -> PointInput:
    new = tidied(given, ("note",))
    if not new.name:
        raise InvalidInput("field.missing", field="name")
    check_seats(new.capacity)
    if new.tested_on is not None and new.tested_on.year not in YEARS:
        raise InvalidInput("task.day", field="tested_on", value=str(new.tested_on))
    phone, is_phone = normalise_phone(new.contact_phone)
    if new.contact_phone and not is_phone:
        raise InvalidInput("field.phone", field="contact_phone", value=new.contact_phone)
    return replace(new, contact_phone=phone if new.contact_phone else "")


def _hold(tx: Transaction, conference_id: uuid.UUID) -> None:
    """Two desks name points and seat units and people one after the other: the conference's row is the lock."""
    tx.execute(select(Conference.id).where(Conference.id == conference_id).with_for_update())


def _refuse_name(tx: Transaction, conference_id: uuid.UUID, name: str, *, but: uuid.UUID | None = None) -> None:
    from desktop.wording.points import hall

    if same_key(name) == same_key(hall()):  # papers would have two of it
        raise InvalidInput("point.exists", field="name", value=name)
    query = select(VenuePoint.id).where(VenuePoint.conference_id == conference_id, VenuePoint.folded == same_key(name))
    if tx.scalar(query.where(VenuePoint.id != but) if but else query) is not None:
        raise InvalidInput("point.exists", field="name", value=name)


def _get(tx: Transaction, point_id: uuid.UUID) -> VenuePoint:
    row = tx.get(VenuePoint, point_id, with_for_update=True)
    if row is None:
        raise NotFound("point.gone", what="venue_point")
    return row
