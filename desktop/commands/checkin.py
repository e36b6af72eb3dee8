"""check-in, undo-mark, cancel, substitute and walk-in: what is said at the door.

Each command is one piece of work that names everything it needs by words: where the server is away, the same work runs
on what this desk holds. Tokens are made before it, so that a second run is the same try.
"""

from __future__ import annotations

import argparse
import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.commands import output
from desktop.domain.attendance import CheckIn, DoorPerson, Mark, Method, Outcome
from desktop.domain.people import ConferenceView, SessionView
from desktop.i18n import _
from desktop.services import attendance, conferences, lookup
from desktop.services.attendance import Registered
from desktop.services.lookup import Named
from desktop.services.opening import Database, Transaction
from desktop.wording import attendance as words
from desktop.wording import sentence
from desktop.wording.formats import clock_text


def check_in(database: Database, given: argparse.Namespace) -> int:
    """Let somebody in; 0 when they are in now, 1 when they were already or could not be."""
    token = uuid.uuid4()

    def work(tx: Transaction) -> CheckIn:
        view = _open(tx, given)
        session = lookup.session_view(tx, view.id, given.session)
        person = _meant(attendance.find(tx, session.id, given.who))
        if isinstance(person, CheckIn):
            return person
        return attendance.check_in(
            tx,
            training_session_id=session.id,
            attendee_id=person.id,
            token=token,
            method=Method.COMMAND,
            at=_at(given, session.starts_at.date()),
            word=given.word,
        )

    answer, pending = database.door(work)
    answer = replace(answer, pending=pending and answer.outcome is Outcome.IN)
    if given.json:
        output.document(_answer(answer, given.desk or database.desk))
    else:
        _tell(answer, given.who)
    return 0 if answer.outcome is Outcome.IN else 1


def _meant(people: Sequence[DoorPerson]) -> DoorPerson | CheckIn:
    """The one whom the words mean; of several the only one who is expected."""
    expected = [person for person in people if person.expected]
    found = expected if len(expected) == 1 else people
    if len(found) == 1:
        return found[0]
    return CheckIn(Outcome.AMBIGUOUS, candidates=tuple(people)) if people else CheckIn(Outcome.NOT_FOUND)


def _answer(answer: CheckIn, desk: str) -> dict[str, object]:
    person = answer.person
    told: dict[str, object] = {
        "result": str(answer.outcome),
        "attendee": _plain(person) if person else None,
        "at": stamp(answer.at),
        "desk": answer.desk or desk,
        "pending": answer.pending,
        "candidates": [
            {"code": each.code, "full_name": each.full_name, "unit": each.unit} for each in answer.candidates
        ],
    }
    if person:
        more = {
            "replaced_by": person.replaced_by,
            "reason": person.state_reason,
            "elsewhere": answer.elsewhere,
            "attention": person.attention,
        }
        told.update((name, value) for name, value in more.items() if value)
    return told


def _plain(person: DoorPerson) -> dict[str, str]:
    names = ("code", "full_name", "unit", "role_group", "seat")
    return {**{name: str(getattr(person, name)) for name in names}, "status": str(person.status)}


def _tell(answer: CheckIn, typed: str) -> None:
    person = answer.person
    if person is None:
        code = "attendee.unknown" if answer.outcome is Outcome.NOT_FOUND else "attendance.several"
        output.say(sentence(code, {"name": typed}))
        output.table([(each.code, each.full_name, each.unit) for each in answer.candidates])
        return
    line = _verdict(answer, person)
    (output.result if answer.outcome is Outcome.IN else output.say)(line)
    if person.attention:
        output.say(_("To note: {text}").format(text=person.attention))
    if answer.pending:
        output.say(_("Kept at this desk: it is sent when the server is back."))


def _verdict(answer: CheckIn, person: DoorPerson) -> str:
    sentences: Mapping[Outcome, str] = {
        Outcome.IN: _("{name} ({unit}): in at {time}"),
        Outcome.ALREADY_IN: _("{name} ({unit}) is in already, since {time}, desk {desk}."),
        Outcome.CANCELLED: _("{name} ({unit}) had cancelled: {reason}"),
        Outcome.REPLACED: _("{name} ({unit}) has a substitute: {other}."),
        Outcome.NOT_EXPECTED: _("{name} ({unit}) is not expected at this session. “--word TEXT” lets them in."),
    }
    known = sentences[answer.outcome]
    if answer.outcome is Outcome.NOT_EXPECTED and answer.elsewhere:
        known = _("{name} ({unit}) is expected at “{session}”, not at this session. “--word TEXT” lets them in.")
    if answer.outcome is Outcome.CANCELLED and not person.state_reason:
        known = _("{name} ({unit}) had cancelled.")
    return known.format(
        name=person.full_name,
        unit=person.unit,
        time=clock_text(answer.at),
        desk=answer.desk,
        reason=person.state_reason,
        other=person.replaced_by,
        session=answer.elsewhere,
    )


def undo_mark(database: Database, given: argparse.Namespace) -> int:
    """Take back the newest word about somebody at a session."""

    def work(tx: Transaction) -> tuple[DoorPerson, Mark]:
        view = _open(tx, given)
        session_id = lookup.session(tx, view.id, given.session)
        person = lookup.attendee(tx, view.id, given.who)
        mark = attendance.undo_mark(
            tx, training_session_id=session_id, attendee_id=person.id, reason=given.reason.strip()
        )
        (now,) = (each for each in attendance.find(tx, session_id, person.code) if each.id == person.id)
        return now, mark

    (person, mark), pending = database.door(work)
    if given.json:
        output.document(
            {
                "result": "undone",
                "attendee": _plain(person),
                "mark": {**plain_mark(mark), "annulled": True},
                "pending": pending,
            }
        )
        return 0
    line = _("{name}: undone “{mark}” of {time}; now: {status}")
    output.result(
        line.format(
            name=person.full_name,
            mark=words.kind(mark.kind),
            time=clock_text(mark.at),
            status=words.status(person.status),
        )
    )
    return 0


def cancel(database: Database, given: argparse.Namespace) -> int:
    """Somebody will not come: they are no longer expected."""

    def work(tx: Transaction) -> tuple[Named, int]:
        view = _open(tx, given)
        person = lookup.attendee(tx, view.id, given.who)
        changed = attendance.cancel(tx, [person.id], given.reason.strip())
        return lookup.about(tx, [person.id])[0], changed

    person, changed = database.write(work)
    if given.json:
        output.document({"result": "cancelled", "attendee": _registered(person), "changed": bool(changed)})
    elif changed:
        output.result(_("{name} cancelled").format(name=person.full_name))
    else:
        output.result(_("{name} had cancelled before").format(name=person.full_name))
    return 0


def substitute(database: Database, given: argparse.Namespace) -> int:
    """Somebody comes in another's place, at the sessions named or at all."""
    token = uuid.uuid4()

    def work(tx: Transaction) -> tuple[Named, Named, list[str], Registered]:
        view = _open(tx, given)
        replaced = lookup.attendee(tx, view.id, given.who)
        sessions = [lookup.session_view(tx, view.id, name) for name in given.session]
        made = attendance.substitute(
            tx,
            replaced.id,
            full_name=given.by,
            token=token,
            position=given.position,
            reason=given.reason,
            session_ids=[each.id for each in sessions],
        )
        (came,) = lookup.about(tx, [made.attendee_id])
        return replaced, came, [each.title for each in sessions], made

    (replaced, came, titles, _made), pending = database.door(work)
    if given.json:
        output.document(
            {
                "result": "substituted",
                "attendee": _registered(came),
                "substitute_for": _registered(replaced),
                "sessions": titles,
                "pending": pending,
            }
        )
        return 0
    output.result(f"{came.code}  {came.full_name} {words.in_the_place_of(replaced.full_name)}")
    return 0


def walk_in(database: Database, given: argparse.Namespace) -> int:
    """Register somebody who stands at the door, and let them in at the sessions named."""
    token = uuid.uuid4()

    def work(tx: Transaction) -> tuple[Named, list[str], Registered]:
        view = _open(tx, given)
        sessions = [lookup.session_view(tx, view.id, name) for name in given.session]
        made = attendance.walk_in(
            tx,
            view.id,
            full_name=given.full_name,
            token=token,
            unit=given.unit,
            position=given.position,
            role_group_id=lookup.role_group(tx, view.id, given.role_group) if given.role_group else None,
            session_ids=[each.id for each in sessions],
            at=_at(given, _only_day(view, sessions)),
        )
        (came,) = lookup.about(tx, [made.attendee_id])
        return came, [each.title for each in sessions], made

    (came, titles, made), pending = database.door(work)
    if given.json:
        entered = [
            {"session": title, "result": str(answer.outcome), "at": stamp(answer.at)}
            for title, answer in zip(titles, made.check_ins, strict=True)
        ]
        output.document(
            {
                "result": "registered",
                "attendee": _registered(came),
                "sessions": entered,
                "registered": made.registered,
                "capacity": made.capacity,
                "over_capacity": made.over_capacity,
                "pending": pending,
            }
        )
    else:
        output.table([(came.code, came.full_name, came.unit, came.role_group)])
    if made.over_capacity:
        over = _("There is room for {capacity}, and {registered} are registered now.")
        output.say(over.format(capacity=made.capacity, registered=made.registered))
    return 0


def _registered(person: Named) -> dict[str, str]:
    names = ("code", "full_name", "unit", "role_group", "seat")
    return {name: str(getattr(person, name)) for name in names}


# -- what these commands share ----------------------------------------------------------------------------------------


def _open(tx: Transaction, given: argparse.Namespace) -> ConferenceView:
    """The conference; the marks and the journal carry the desk named in the call."""
    if given.desk:
        tx.desk = given.desk
    return conferences.find_conference(tx, given.conference)


def _at(given: argparse.Namespace, day: dt.date | None) -> dt.datetime | None:
    """The moment told, an hour being one of that day; None for now."""
    if given.at is None:
        return None
    local: dt.datetime = given.at(day)
    return local.astimezone(dt.UTC)


def _only_day(view: ConferenceView, sessions: Sequence[SessionView]) -> dt.date | None:
    days = {each.starts_at.date() for each in sessions}
    if not days and view.starts_on == view.ends_on:
        return view.starts_on
    return days.pop() if len(days) == 1 else None


def stamp(moment: dt.datetime | None) -> str | None:
    """A moment as the JSON results have it: local, with the offset."""
    return moment.astimezone().isoformat(timespec="seconds") if moment else None


def plain_mark(mark: Mark) -> Mapping[str, object]:
    """A mark as the JSON results have it."""
    return {
        "kind": str(mark.kind),
        "at": stamp(mark.at),
        "desk": mark.desk,
        "method": str(mark.method),
        "annulled": mark.annulled,
    }
