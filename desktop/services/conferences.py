"""Conferences: made with their groups and agenda, found by a word, copied, looked over."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select

from desktop.domain.areas import Area
from desktop.domain.door_times import zone_here
from desktop.domain.errors import Ambiguous, InvalidInput, NotFound
from desktop.domain.names import fold, normalise, visible
from desktop.domain.people import AttendeeState, ConferenceView
from desktop.domain.training_hours import FORMS, FUNDS, PROGRAMMES
from desktop.services import agenda, journal, questions, versions
from desktop.services import groups as role_groups
from desktop.services.own_place import has_own_place
from desktop.store.tables import Attendee, Conference, TrainingSession
from desktop.store.transaction import Transaction

_FIRST_NUMBER = 101
_MOST_DAYS = 60
_MONTHS = range(1, 121)

LETTERHEAD = (
    "superior_body",
    "issuing_body",
    "locality",
    "preparer",
    "signer_authority",
    "signer_title",
    "signer_name",
    "symbol",
    "accountant",
    "recipients",
)
"""The official frame of a conference's papers."""
_LINES = ("venue", *LETTERHEAD)
FOR_FIGURES = {"programme": PROGRAMMES, "form": FORMS, "funding": FUNDS}
"""What a conference is told apart by in the figures of a year, each with what is proposed for it."""
_EDITABLE = ("title", "starts_on", "ends_on", "capacity", "note", "contacts_months", *FOR_FIGURES, *_LINES)


def list_conferences(tx: Transaction) -> list[ConferenceView]:
    """All conferences but those in the bin, the newest first, with how many attendees and sessions each has."""
    return _views(tx)


def get_conference(tx: Transaction, conference_id: uuid.UUID) -> ConferenceView:
    """One conference. Raises NotFound."""
    found = _views(tx, conference_id)
    if not found:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))
    return found[0]


def find_conference(tx: Transaction, text: str) -> ConferenceView:
    """The conference an id, a code or a part of the title names, accents and case apart.

    Raises NotFound, or Ambiguous with the candidates' titles.
    """
    wanted = fold(text)
    views = _views(tx)
    exact = [view for view in views if wanted in (view.code, view.id.hex, str(view.id), fold(view.title))]
    found = exact or [view for view in views if wanted and wanted in fold(view.title)]
    if not found:
        raise NotFound("conference.unknown", what="conference", name=text)
    if len(found) > 1:
        candidates = tuple(f"{view.code} {view.title}" for view in found)
        raise Ambiguous("conference.ambiguous", what="conference", name=text, candidates=candidates)
    return found[0]


@cache
def _select() -> Select[Conference, int, int]:
    people = (
        select(func.count())
        .where(Attendee.conference_id == Conference.id, Attendee.state != AttendeeState.REMOVED, has_own_place())
        .scalar_subquery()
    )
    sessions = select(func.count()).where(TrainingSession.conference_id == Conference.id).scalar_subquery()
    query = select(Conference, people, sessions).where(Conference.binned_at.is_(None))
    return query.order_by(Conference.starts_on.is_(None).desc(), Conference.starts_on.desc(), Conference.number.desc())


def _views(tx: Transaction, conference_id: uuid.UUID | None = None) -> list[ConferenceView]:
    query = _select()
    if conference_id is not None:
        query = query.where(Conference.id == conference_id)
    return [_view(row, attendees, count) for row, attendees, count in tx.execute(query)]


def _view(row: Conference, attendees: int = 0, sessions: int = 0) -> ConferenceView:
    values = {name: getattr(row, name) for name in ("id", "version", "closed", "reported", *_EDITABLE)}
    return ConferenceView(code=str(row.number), attendee_count=attendees, session_count=sessions, **values)


def create_conference(
    tx: Transaction,
    *,
    title: str,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    venue: str = "",
    groups: Sequence[role_groups.Preset] = role_groups.PRESET,
    with_sessions: bool = True,
    **letterhead: Any,
) -> ConferenceView:
    """A new conference with its role groups and, when its days are known, Sáng and Chiều of each.

    Further keywords are the other fields of a conference (LETTERHEAD, FOR_FIGURES, capacity, note, contacts_months).
    """
    starts_on = starts_on or ends_on
    row = Conference(number=_next_number(tx), id=uuid.uuid4(), next_attendee=1)
    _fill(row, {"title": title, "starts_on": starts_on, "ends_on": ends_on or starts_on, "venue": venue, **letterhead})
    with journal.entry(
        tx,
        "conference.added",
        {Area.CONFERENCES, Area.GROUPS, Area.AGENDA},
        conference_id=row.id,
        name=row.title,
        zone=zone_here(),
    ):
        tx.add(row)
        tx.flush()
        role_groups.add_presets(tx, row.id, groups)
        if with_sessions and row.starts_on and row.ends_on:
            agenda.add_half_days(tx, row.id, row.starts_on, row.ends_on)
    return get_conference(tx, row.id)


def edit_conference(
    tx: Transaction, conference_id: uuid.UUID, *, version: int, move_agenda: bool = False, **fields: Any
) -> ConferenceView:
    """Change the named fields; `move_agenda`: the sessions go along with the first day.

    They do so too when the day was saved before and left them behind. Otherwise the agenda stays, and its warnings tell of
    sessions outside the new dates.
    """
    row = _get(tx, conference_id)
    first = row.starts_on
    versions.check(tx, row, version, name=row.title)
    with journal.entry(
        tx, "conference.edited", {Area.CONFERENCES, Area.AGENDA}, conference_id=row.id, name=row.title
    ) as line:
        _fill(row, fields)
        line.details["name"] = row.title
        tx.flush()
        if move_agenda and row.starts_on:
            before = first or agenda.first_day(tx, conference_id)
            if first == row.starts_on:
                before = _first_day_left(tx, row)
            if before and agenda.move(tx, conference_id, row.starts_on - before):
                line.areas.add(Area.ATTENDANCE)
    return get_conference(tx, conference_id)


def _first_day_left(tx: Transaction, row: Conference) -> dt.date | None:
    """The day on which the agenda begins, when that is none of the conference's."""
    day = agenda.first_day(tx, row.id)
    inside = day is not None and row.starts_on is not None and row.starts_on <= day <= (row.ends_on or row.starts_on)
    return None if inside else day


def shifted(view: ConferenceView, starts_on: dt.date | None) -> dt.date | None:
    """The last day with another first one: as many days as before."""
    if view.starts_on is None or view.ends_on is None or starts_on is None:
        return view.ends_on
    return view.ends_on + (starts_on - view.starts_on)


def known(tx: Transaction, name: str) -> list[str]:
    """What conferences were told apart by before, and what is usual, for one of `FOR_FIGURES`; each spelling once."""
    column = Conference.__table__.c[name]
    typed = tx.scalars(select(column).where(column != "").order_by(Conference.number.desc()))
    return list({fold(text): text for text in (*FOR_FIGURES[name], *reversed(typed.all()))}.values())


def close(tx: Transaction, conference_id: uuid.UUID) -> ConferenceView:
    """Say that the conference is over: it is looked at and printed, and nothing is written into it any more."""
    return _set_closed(tx, conference_id, True, "conference.closed")


def reopen(tx: Transaction, conference_id: uuid.UUID) -> ConferenceView:
    """Let a closed conference be written into again."""
    return _set_closed(tx, conference_id, False, "conference.reopened")


def _set_closed(tx: Transaction, conference_id: uuid.UUID, closed: bool, action: str) -> ConferenceView:
    row = _get(tx, conference_id)
    if row.closed is not closed:
        areas = {Area.CONFERENCES, Area.ATTENDEES, Area.AGENDA}
        with journal.entry(tx, action, areas, conference_id=row.id, name=row.title):
            row.closed = closed
            tx.flush()
    return get_conference(tx, conference_id)


def _fill(row: Conference, fields: dict[str, Any]) -> None:
    unknown = set(fields) - set(_EDITABLE)
    if unknown:
        raise TypeError(f"a conference has no {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        if isinstance(value, str):
            value = visible(value) if name in ("note", "recipients") else normalise(value)
        setattr(row, name, value)
    if row.contacts_months is not None and row.contacts_months not in _MONTHS:
        raise InvalidInput("conference.bad_months", field="contacts_months", value=row.contacts_months)
    if not row.title:
        raise InvalidInput("field.missing", field="title")
    if row.starts_on and row.ends_on:
        days = (row.ends_on - row.starts_on).days + 1
        if days < 1:
            raise InvalidInput("conference.ends_before_start", field="ends_on", value=row.ends_on)
        if days > _MOST_DAYS:
            raise InvalidInput("conference.too_long", field="ends_on", value=row.ends_on, days=days)


def copy_conference(
    tx: Transaction, conference_id: uuid.UUID, *, title: str = "", starts_on: dt.date | None = None
) -> ConferenceView:
    """The same conference again, for other people: groups, questions, letterhead, points, and the agenda moved to the new dates."""
    source = get_conference(tx, conference_id)
    shift = starts_on - source.starts_on if starts_on and source.starts_on else dt.timedelta()
    first = starts_on or source.starts_on
    last = source.ends_on + shift if source.ends_on else first
    others = {
        name: getattr(source, name) for name in (*LETTERHEAD, "capacity", "note", "contacts_months", *FOR_FIGURES)
    }
    with journal.entry(
        tx, "conference.copied", {Area.CONFERENCES, Area.GROUPS, Area.AGENDA, Area.POINTS}, name=source.title
    ) as line:
        copy = create_conference(
            tx,
            title=title or source.title,
            starts_on=first,
            ends_on=last,
            venue=source.venue,
            groups=[(group.title, group.unit_kind) for group in role_groups.list_groups(tx, conference_id)],
            with_sessions=False,
            **others,
        )
        line.details["into"] = copy.title
        before, after = (role_groups.list_groups(tx, key) for key in (conference_id, copy.id))
        renewed = {old.id: new.id for old, new in zip(before, after, strict=True)}
        role_groups.take_role_words(tx, {renewed[group.id]: group.role_word for group in before})
        from desktop.services.points import keeping  # a start copies nothing

        points = keeping.copy(tx, conference_id, copy.id)
        agenda.copy_sessions(tx, conference_id, copy.id, shift, renewed, points)
        questions.copy(tx, conference_id, copy.id)
    return get_conference(tx, copy.id)


def _next_number(tx: Transaction) -> int:
    newest = tx.scalars(select(Conference.number).order_by(Conference.number.desc()).limit(1).with_for_update()).first()
    return _FIRST_NUMBER if newest is None else newest + 1


def _get(tx: Transaction, conference_id: uuid.UUID) -> Conference:
    row = tx.get(Conference, conference_id, with_for_update=True)
    if row is None:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))
    return row
