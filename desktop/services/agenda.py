"""The agenda of a conference: its training sessions, and what is odd about their times and places."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from desktop.domain.areas import Area
from desktop.domain.at_points import PointId
from desktop.domain.door_times import zone_here
from desktop.domain.errors import AppError, InvalidInput, NotFound
from desktop.domain.names import fold, normalise, visible
from desktop.domain.people import AgendaWarning, SessionView
from desktop.domain.session_times import HALVES, copied, dated, next_free
from desktop.domain.training_hours import MOST_HOURS
from desktop.services import journal, versions
from desktop.services.bulk import touch
from desktop.services.points import belonging, following
from desktop.services.training import locks
from desktop.store.tables import Audience, Conference, RoleGroup, TrainingSession
from desktop.store.transaction import Transaction
from desktop.wording.formats import short_date_text

MORNING, AFTERNOON = "Sáng", "Chiều"


def list_sessions(tx: Transaction, conference_id: uuid.UUID) -> list[SessionView]:
    """The sessions by time, each with its warnings."""
    titles = {
        group_id: (place, title)
        for group_id, place, title in tx.execute(
            select(RoleGroup.id, RoleGroup.place, RoleGroup.title).where(RoleGroup.conference_id == conference_id)
        )
    }
    rows = tx.scalars(
        select(TrainingSession)
        .where(TrainingSession.conference_id == conference_id)
        .options(selectinload(TrainingSession.audience))
        .order_by(TrainingSession.starts_at, TrainingSession.ends_at, TrainingSession.title)
    )
    points, names = belonging.of_sessions(tx, conference_id), belonging.names(tx, conference_id)
    views = [_view(row, titles, points.get(row.id, frozenset()), names) for row in rows]
    days = tx.execute(select(Conference.starts_on, Conference.ends_on).where(Conference.id == conference_id)).first()
    return check(views, days.starts_on, days.ends_on) if days else views


def _view(
    row: TrainingSession,
    titles: dict[uuid.UUID, tuple[int, str]],
    points: frozenset[PointId],
    names: Mapping[uuid.UUID, str],
) -> SessionView:
    places: dict[PointId, str] = {None: ""}
    places.update(names.items())
    audience = sorted((each.role_group_id for each in row.audience), key=lambda key: titles.get(key, (0, "")))
    return SessionView(
        id=row.id,
        version=row.version,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        room=row.room,
        speakers=tuple(row.speakers),
        audience=tuple(audience),
        audience_titles=tuple(titles[key][1] for key in audience if key in titles),
        late_after=row.late_after,
        note=row.note,
        hours=row.hours,
        points=tuple(key for key in places if key in points),
        point_names=tuple(name for key, name in places.items() if key in points),
    )


def rooms_known(tx: Transaction) -> list[str]:
    """The rooms of all conferences' sessions and their venues, the newest first, each spelling once."""
    rooms = select(TrainingSession.room).order_by(TrainingSession.starts_at.desc())
    venues = select(Conference.venue).order_by(Conference.number.desc())
    names = [*tx.scalars(rooms.where(TrainingSession.room != "")), *tx.scalars(venues.where(Conference.venue != ""))]
    return list({fold(name): name for name in reversed(names)}.values())[::-1]


def get_session(tx: Transaction, session_id: uuid.UUID) -> SessionView:
    """One session with its warnings. Raises NotFound."""
    conference_id = _get(tx, session_id).conference_id
    return next(view for view in list_sessions(tx, conference_id) if view.id == session_id)


def check(sessions: Sequence[SessionView], starts_on: dt.date | None, ends_on: dt.date | None) -> list[SessionView]:
    """The sessions with their warnings: one room or one speaker in two places at once, a day outside the conference."""
    warnings: dict[uuid.UUID, list[AgendaWarning]] = defaultdict(list)
    ordered = sorted(sessions, key=lambda session: session.starts_at)
    for position, session in enumerate(ordered):
        first, last = starts_on, ends_on or starts_on
        if first and last and not first <= session.starts_at.date() <= session.ends_at.date() <= last:
            warnings[session.id].append(AgendaWarning("outside.dates", {"first": first, "last": last}))
        for other in ordered[position + 1 :]:
            if other.starts_at >= session.ends_at:
                break
            if session.room and fold(session.room) == fold(other.room):
                for one, two in ((session, other), (other, session)):
                    warnings[one.id].append(AgendaWarning("room.overlap", {"room": one.room, "other": two.title}))
            busy = {fold(speaker): speaker for speaker in other.speakers}
            for speaker in session.speakers:
                if fold(speaker) in busy:
                    for one, two in ((session, other), (other, session)):
                        details: dict[str, object] = {"speaker": speaker, "other": two.title}
                        warnings[one.id].append(AgendaWarning("speaker.overlap", details))
    return [replace(session, warnings=tuple(warnings.get(session.id, ()))) for session in sessions]


def add_session(
    tx: Transaction,
    conference_id: uuid.UUID,
    *,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    room: str = "",
    speakers: Iterable[str] = (),
    audience: Iterable[uuid.UUID] = (),
    late_after: int = 15,
    note: str = "",
    hours: float | None = None,
    points: Iterable[PointId] = (),
) -> SessionView:
    """A new session; no audience means everyone, no points everywhere. Raises InvalidInput for a missing title or an end before the start."""
    if tx.get(Conference, conference_id) is None:
        raise NotFound("conference.not_found", what="conference")
    row = TrainingSession(conference_id=conference_id, id=uuid.uuid4())
    _fill(row, title, starts_at, ends_at, room, speakers, late_after, note, hours)
    locks.refuse_day(tx, conference_id, starts_at.date())
    with journal.entry(
        tx, "session.added", {Area.AGENDA}, conference_id=conference_id, name=row.title, zone=zone_here()
    ):
        tx.add(row)
        _invite(tx, row, audience)
        following.follow(tx, conference_id, row.id, points)
    return get_session(tx, row.id)


def copy_session(
    tx: Transaction,
    session_id: uuid.UUID,
    *,
    title: str = "",
    starts_at: dt.datetime | None = None,
    room: str | None = None,
    speakers: Iterable[str] | None = None,
) -> SessionView:
    """The session once more, for the same groups: at the next time that is free, or when it is told to begin.

    A title that is taken gets a number. Raises InvalidInput("session.no_free_time") when nothing is free until the
    conference's last day.
    """
    conference = tx.get_one(Conference, _get(tx, session_id).conference_id)
    there = list_sessions(tx, conference.id)
    like = next(each for each in there if each.id == session_id)
    starts_at = starts_at or next_free(there, like, conference.ends_on or conference.starts_on)
    if starts_at is None:
        raise InvalidInput("session.no_free_time", field="starts_at", name=like.title)
    again = copied(like, starts_at, there, normalise(title))
    return add_session(
        tx,
        conference.id,
        title=again.title,
        starts_at=again.starts_at,
        ends_at=again.ends_at,
        room=again.room if room is None else room,
        speakers=again.speakers if speakers is None else speakers,
        audience=again.audience,
        late_after=again.late_after,
        note=again.note,
        hours=again.hours,
        points=again.points,
    )


def edit_session(
    tx: Transaction,
    session_id: uuid.UUID,
    *,
    version: int,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    room: str = "",
    speakers: Iterable[str] = (),
    audience: Iterable[uuid.UUID] = (),
    late_after: int = 15,
    note: str = "",
    hours: float | None = None,
    points: Iterable[PointId] | None = None,
) -> SessionView:
    """Change a session as its form says; `points` None: it is followed where it was."""
    row = _get(tx, session_id)
    versions.check(tx, row, version, name=row.title)
    with journal.entry(
        tx, "session.edited", {Area.AGENDA}, conference_id=row.conference_id, name=row.title, zone=zone_here()
    ) as line:
        if starts_at.date() != row.starts_at.date():
            locks.refuse_day(tx, row.conference_id, starts_at.date())
        _fill(row, title, starts_at, ends_at, room, speakers, late_after, note, hours)
        line.details["name"] = row.title
        moved = points is not None and following.follow(tx, row.conference_id, row.id, points)
        if (_invite(tx, row, audience) or moved) and row.version == version:
            touch(tx, line, row)
        from desktop.services.attendance import refolding  # the list of sessions needs none of it

        if refolding.refold_session(
            tx, session_id
        ):  # another start or threshold: who was late may not be, and the reverse
            line.areas.add(Area.ATTENDANCE)
    return get_session(tx, session_id)


def set_points(tx: Transaction, session_id: uuid.UUID, points: Iterable[PointId]) -> SessionView:
    """Let a session be followed at these points, None among them the main hall, and nowhere else; none: everywhere."""
    row = _get(tx, session_id)
    with journal.entry(
        tx, "session.edited", {Area.AGENDA}, conference_id=row.conference_id, name=row.title, zone=zone_here()
    ) as line:
        if following.follow(tx, row.conference_id, session_id, points):
            touch(tx, line, row)
    return get_session(tx, session_id)


def remove_session(tx: Transaction, session_id: uuid.UUID) -> None:
    """Remove a session. Raises InvalidInput when attendance was already taken at it."""
    from desktop.store.tables import AttendanceMark  # no start needs it

    row = _get(tx, session_id)
    marks = select(AttendanceMark.id).where(AttendanceMark.training_session_id == session_id)
    if tx.scalar(marks.limit(1)) is not None:
        raise InvalidInput("session.has_attendance", name=row.title)
    with journal.entry(tx, "session.removed", {Area.AGENDA}, conference_id=row.conference_id, name=row.title):
        following.follow(tx, row.conference_id, row.id, ())
        tx.delete(row)
        tx.flush()


def add_half_days(tx: Transaction, conference_id: uuid.UUID, first: dt.date, last: dt.date) -> None:
    """Sáng and Chiều of each day, the date in the title when there are several; part of the caller's journal entry."""
    several = last > first
    day = first
    while day <= last:
        locks.refuse_day(tx, conference_id, day)
        for name, (starts, ends) in zip((MORNING, AFTERNOON), HALVES, strict=True):
            title = f"{name} {short_date_text(day)}" if several else name
            tx.add(
                TrainingSession(
                    conference_id=conference_id,
                    title=title,
                    starts_at=dt.datetime.combine(day, starts),
                    ends_at=dt.datetime.combine(day, ends),
                    speakers=[],
                )
            )
        day += dt.timedelta(days=1)
    tx.flush()


def first_day(tx: Transaction, conference_id: uuid.UUID) -> dt.date | None:
    """The day of the first session; None without any."""
    starts = tx.scalar(
        select(func.min(TrainingSession.starts_at)).where(TrainingSession.conference_id == conference_id)
    )
    return starts.date() if starts is not None else None


def move(tx: Transaction, conference_id: uuid.UUID, shift: dt.timedelta) -> bool:
    """The agenda so much later, dates in titles along with it; part of the caller's journal entry.

    Returns whether anybody is late, or no longer, by the new times.
    """
    late = False
    rows = tx.scalars(select(TrainingSession).where(TrainingSession.conference_id == conference_id))
    for row in rows.all() if shift else ():
        starts_at = row.starts_at + shift
        locks.refuse_day(tx, conference_id, starts_at.date())
        row.title = dated(row.title, row.starts_at, starts_at)
        row.starts_at, row.ends_at = starts_at, row.ends_at + shift
        tx.flush()
        from desktop.services.attendance import refolding  # the list of sessions needs none of it

        late |= bool(refolding.refold_session(tx, row.id))
    return late


def outside(sessions: Iterable[SessionView]) -> list[SessionView]:
    """Those on another day than the conference."""
    return [each for each in sessions if any(warning.code == "outside.dates" for warning in each.warnings)]


def copy_sessions(
    tx: Transaction,
    source_id: uuid.UUID,
    target_id: uuid.UUID,
    shift: dt.timedelta,
    groups: dict[uuid.UUID, uuid.UUID],
    points: Mapping[PointId, PointId],
) -> None:
    """The agenda again, moved in time, for the copied groups and points; dates in titles move along.

    Raises InvalidInput beside the first day where a session would come into a period that was reported.
    """
    for view in list_sessions(tx, source_id):
        starts_at, ends_at = view.starts_at + shift, view.ends_at + shift
        try:
            locks.refuse_day(tx, target_id, starts_at.date())
        except AppError as error:
            raise InvalidInput("period.copy_reported", field="starts_on", **error.details) from error
        title = dated(view.title, view.starts_at, starts_at)
        row = TrainingSession(conference_id=target_id, id=uuid.uuid4())
        _fill(row, title, starts_at, ends_at, view.room, view.speakers, view.late_after, view.note, view.hours)
        tx.add(row)
        _invite(tx, row, [groups[key] for key in view.audience if key in groups])
        following.follow(tx, target_id, row.id, [points[key] for key in view.points])


def _fill(
    row: TrainingSession,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    room: str,
    speakers: Iterable[str],
    late_after: int,
    note: str,
    hours: float | None,
) -> None:
    title = normalise(title)
    if not title:
        raise InvalidInput("field.missing", field="title")
    if hours is not None and not 0 <= hours <= MOST_HOURS:
        raise InvalidInput("session.bad_hours", field="hours", value=hours, most=MOST_HOURS)
    if ends_at <= starts_at:
        raise InvalidInput("session.ends_before_start", field="ends_at", value=ends_at)
    row.title, row.starts_at, row.ends_at = title, starts_at, ends_at
    row.hours = hours
    row.room, row.late_after, row.note = normalise(room), max(0, late_after), visible(note)
    row.speakers = [name for name in map(normalise, speakers) if name]


def _invite(tx: Transaction, row: TrainingSession, audience: Iterable[uuid.UUID]) -> bool:
    """Expect these groups; whether any came or went."""
    wanted = set(audience)
    gone = [each for each in row.audience if each.role_group_id not in wanted]
    for each in gone:
        row.audience.remove(each)
        tx.delete(each)  # in so many words: the journal does not see rows that go as orphans
    wanted -= {each.role_group_id for each in row.audience}
    row.audience.extend(Audience(role_group_id=key) for key in sorted(wanted, key=str))
    tx.flush()
    return bool(gone or wanted)


def _get(tx: Transaction, session_id: uuid.UUID) -> TrainingSession:
    row = tx.get(TrainingSession, session_id, with_for_update=True)
    if row is None:
        raise NotFound("session.not_found", what="session")
    return row
