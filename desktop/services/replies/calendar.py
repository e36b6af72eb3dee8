"""The agenda as calendar files, one for each role group: what its people take into their phones."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from desktop.domain.errors import AppError
from desktop.domain.file_names import unique_stems
from desktop.domain.icalendar import Event, calendar
from desktop.domain.people import ConferenceView, SessionView
from desktop.services import agenda, conferences, groups
from desktop.store.transaction import Transaction
from desktop.wording import replies as words


def files(tx: Transaction, conference_id: uuid.UUID) -> list[tuple[str, bytes]]:
    """A file for each group with the sessions that expect it; one for everybody where there is no group.

    Without sessions the days of the conference are one entry. Raises AppError("calendar.nothing") where there is neither.
    """
    conference = conferences.get_conference(tx, conference_id)
    sessions = agenda.list_sessions(tx, conference_id)
    if not sessions and conference.starts_on is None:
        raise AppError("calendar.nothing")
    wanted: list[tuple[str, uuid.UUID | None]] = [
        (group.title, group.id) for group in groups.list_groups(tx, conference_id)
    ] or [("", None)]
    stems = unique_stems(words.calendar_stem(title) for title, _key in wanted)
    found = []
    for stem, (_title, key) in zip(stems, wanted, strict=True):
        theirs = [each for each in sessions if not each.audience or key is None or key in each.audience]
        events = _events(conference, theirs) if sessions else _days(conference)
        found.append((f"{stem}.ics", calendar(conference.title, events, tx.clock())))
    return found


def _events(conference: ConferenceView, sessions: Sequence[SessionView]) -> list[Event]:
    return [
        Event(
            uid=f"{each.id}@tap-huan",
            title=each.title,
            starts=each.starts_at,
            ends=each.ends_at,
            place=", ".join(filter(None, (each.room, conference.venue))),
            text="\n".join(filter(None, (conference.title, "; ".join(each.speakers), each.note))),
        )
        for each in sessions
    ]


def _days(conference: ConferenceView) -> list[Event]:
    first = conference.starts_on
    assert first is not None
    last = conference.ends_on or first
    return [Event(f"{conference.id}@tap-huan", conference.title, first, last, conference.venue)]
