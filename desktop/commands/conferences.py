"""conference new | list | copy, session add | list."""

from __future__ import annotations

import argparse

from desktop.commands import output
from desktop.domain.people import ConferenceView, SessionView
from desktop.i18n import _
from desktop.services import agenda, conferences, lookup, units
from desktop.services.opening import Database, Transaction
from desktop.wording import sentence
from desktop.wording.formats import attendees_text, dates_text, when_text


def new(database: Database, given: argparse.Namespace) -> int:
    """Make a conference; in a new data file also the directory of units."""

    def work(tx: Transaction) -> tuple[ConferenceView, int]:
        untouched = units.is_empty(tx) and not conferences.list_conferences(tx)
        added = units.seed_units(tx, _list_of_units(given.units, untouched))
        view = conferences.create_conference(tx, title=given.title, starts_on=given.first, ends_on=given.last)
        return view, added

    view, added = database.write(work)
    if added:
        output.say(_("Units added to the directory: {count}").format(count=added))
    _show(view, given)
    return 0


def _list_of_units(told: str | None, untouched: bool) -> str | None:
    if told is None:
        return "hai-ba-trung" if untouched else None
    return None if told == "none" else told


def show_all(database: Database, given: argparse.Namespace) -> int:
    """List the conferences, the newest first."""
    views = database.read(conferences.list_conferences)
    if given.json:
        output.document({"conferences": [_plain(view) for view in views]})
        return 0
    if not views:
        output.say(_("There is no conference yet: “conference new TITLE” makes one."))
    output.table(
        [
            (view.code, dates_text(view.starts_on, view.ends_on), attendees_text(view.attendee_count), view.title)
            for view in views
        ]
    )
    return 0


def copy(database: Database, given: argparse.Namespace) -> int:
    """The same conference again, without its people."""

    def work(tx: Transaction) -> ConferenceView:
        source = conferences.find_conference(tx, given.conference)
        return conferences.copy_conference(tx, source.id, title=given.title or "", starts_on=given.first)

    _show(database.write(work), given)
    return 0


def _show(view: ConferenceView, given: argparse.Namespace) -> None:
    if given.json:
        output.document(_plain(view))
    else:
        output.result(f"{view.code}  {view.title}")


def _plain(view: ConferenceView) -> dict[str, object]:
    return {
        "id": str(view.id),
        "code": view.code,
        "title": view.title,
        "from": view.starts_on.isoformat() if view.starts_on else None,
        "to": view.ends_on.isoformat() if view.ends_on else None,
        "attendees": view.attendee_count,
        "sessions": view.session_count,
    }


def add_session(database: Database, given: argparse.Namespace) -> int:
    """Add a session to the agenda, and tell what is odd about it."""

    def work(tx: Transaction) -> SessionView:
        view = conferences.find_conference(tx, given.conference)
        one_day = view.starts_on if view.starts_on == view.ends_on else None
        return agenda.add_session(
            tx,
            view.id,
            title=given.title,
            starts_at=given.start(one_day),
            ends_at=given.end(one_day),
            room=given.room,
            speakers=given.speaker,
            audience=[lookup.role_group(tx, view.id, name) for name in given.audience],
        )

    view = database.write(work)
    if given.json:
        output.document(_plain_session(view))
    else:
        output.table([_line(view)])
    for warning in view.warnings:
        output.say(sentence(warning.code, warning.details))
    return 0


def show_sessions(database: Database, given: argparse.Namespace) -> int:
    """List the agenda."""

    def work(tx: Transaction) -> tuple[ConferenceView, list[SessionView]]:
        view = conferences.find_conference(tx, given.conference)
        return view, agenda.list_sessions(tx, view.id)

    view, sessions = database.read(work)
    if given.json:
        output.document({"conference": view.title, "sessions": [_plain_session(each) for each in sessions]})
        return 0
    output.table([_line(each) for each in sessions])
    for each in sessions:
        for warning in each.warnings:
            output.say(f"{each.title}: {sentence(warning.code, warning.details)}")
    return 0


def _line(view: SessionView) -> tuple[str, ...]:
    return (
        when_text(view.starts_at, view.ends_at),
        view.title,
        view.room,
        ", ".join(view.speakers),
        ", ".join(view.audience_titles),
    )


def _plain_session(view: SessionView) -> dict[str, object]:
    return {
        "id": str(view.id),
        "title": view.title,
        "start": view.starts_at.isoformat(timespec="minutes"),
        "end": view.ends_at.isoformat(timespec="minutes"),
        "room": view.room,
        "speakers": list(view.speakers),
        "audience": list(view.audience_titles),
        "warnings": [output.message(warning.code, warning.details) for warning in view.warnings],
    }
