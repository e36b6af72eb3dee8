"""check-in and undo-mark: letting somebody in, and taking the newest mark back.

Each command is one piece of work that names everything it needs by words: where the server is away, the same work runs
on what this desk holds. Tokens are made before it, so that a second run is the same try.
"""

from __future__ import annotations

import argparse
import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.commands import arguments, marking, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.attendance import CheckIn, Delegation, DoorPerson, Mark, Method, Outcome
from desktop.domain.errors import InvalidInput
from desktop.domain.identity_card import begun
from desktop.i18n import _
from desktop.settings import Settings
from desktop.wording import attendance as words
from desktop.wording import sentence
from desktop.wording.formats import clock_text

if TYPE_CHECKING:
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    enter = add_on_database(commands, "check-in", check_in, _("let somebody in at a session"), json=True)
    arguments.conference(enter)
    arguments.session(enter)
    enter.add_argument(
        "who", metavar=_("CODE_OR_NAME"), nargs="?", default="", help=_("badge code, or a name that fits only one")
    )
    enter.add_argument(
        "--card", action="store_true", help=_("whose citizen card's code comes on standard input; never as an argument")
    )
    enter.add_argument("--unit", metavar=_("NAME"), default="", help=_("with --all: the unit whose people came"))
    enter.add_argument("--all", action="store_true", help=_("let in everyone expected of the unit who is not in yet"))
    arguments.desk(enter)
    arguments.at(enter)
    enter.add_argument(
        "--word",
        metavar=_("TEXT"),
        default="",
        help=_("let in somebody whom the session does not expect, with this word"),
    )
    enter.add_argument(
        "--anyway", action="store_true", help=_("let them in although the session is over or begins much later")
    )
    undo = add_on_database(commands, "undo-mark", undo_mark, _("undo the newest mark of somebody"), json=True)
    arguments.conference(undo)
    arguments.session(undo)
    arguments.who(undo)
    arguments.reason(undo)
    arguments.desk(undo)


def check_in(database: Database, args: argparse.Namespace) -> int:
    """Let somebody in; 0 when they are in now, 1 when they were already or could not be."""
    from desktop.services import attendance, lookup

    if begun(args.who):
        raise InvalidInput("card.as_argument")
    if [bool(args.who), bool(args.unit), args.card].count(True) != 1 or bool(args.unit) != args.all:
        raise InvalidInput("attendance.who_or_unit")
    if args.unit:
        return _check_in_unit(database, args)
    card, born = arguments.card() if args.card else None, database.role == "organizer"
    token = uuid.uuid4()
    early = dt.timedelta(minutes=Settings.load().door_opens)

    def work(tx: Transaction) -> CheckIn:
        view = marking.conference_at_desk(tx, args)
        session = lookup.session_view(tx, view.id, args.session)
        if card is not None:
            named = attendance.holder(tx, session.id, card, born=born)
        else:
            named = attendance.who_is_named(tx, session.id, args.who)
        if named.person is None:
            return named
        return attendance.check_in(
            tx,
            training_session_id=session.id,
            attendee_id=named.person.id,
            token=token,
            method=Method.COMMAND,
            at=marking.moment_of(args, session.starts_at.date()),
            word=args.word,
            anyway=args.anyway,
            early=early,
        )

    answer, pending = database.write_or_queue(work)
    answer = replace(answer, pending=pending and answer.outcome is Outcome.IN)
    if args.json:
        output.document(_answer(answer, args.desk or database.desk))
    else:
        _tell(answer, card.full_name if card else args.who)
    return 0 if answer.outcome is Outcome.IN else 1


def _check_in_unit(database: Database, args: argparse.Namespace) -> int:
    """A whole unit at once: 0 when everybody of it is in, and somebody by this; 1 when there is more to be seen to."""
    from desktop.services import attendance, lookup

    token = uuid.uuid4()
    early = dt.timedelta(minutes=Settings.load().door_opens)

    def work(tx: Transaction) -> Delegation:
        view = marking.conference_at_desk(tx, args)
        session = lookup.session_view(tx, view.id, args.session)
        unit, people = attendance.unit_people(tx, session.id, args.unit)
        return attendance.check_in_delegation(
            tx,
            unit,
            training_session_id=session.id,
            tokens={person.id: uuid.uuid5(token, person.id.hex) for person in people},
            method=Method.COMMAND,
            at=marking.moment_of(args, session.starts_at.date()),
            anyway=args.anyway,
            early=early,
        )

    came, pending = database.write_or_queue(work)
    answers = [replace(each, pending=pending and each.outcome is Outcome.IN) for each in came.answers]
    if args.json:
        people = [_answer(answer, args.desk or database.desk) for answer in answers]
        output.document({"result": str(_of_all(answers)), "unit": came.unit, "in": len(came.let_in), "people": people})
    else:
        for answer in answers:
            _tell(answer, args.unit)
    return 0 if _of_all(answers) is Outcome.IN else 1


def _of_all(answers: Sequence[CheckIn]) -> Outcome:
    """IN when somebody is in by this and nobody else is missing; else why somebody is."""
    missing = [each.outcome for each in answers if each.outcome not in (Outcome.IN, Outcome.ALREADY_IN)]
    if missing:
        return missing[0]
    return Outcome.IN if any(each.outcome is Outcome.IN for each in answers) else Outcome.ALREADY_IN


def _answer(answer: CheckIn, desk: str) -> dict[str, object]:
    person = answer.person
    result: dict[str, object] = {
        "result": str(answer.outcome),
        "attendee": _plain(person) if person else None,
        "at": marking.stamp(answer.at),
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
            "starts": answer.starts_at and marking.stamp(answer.starts_at),
            "ends": answer.ends_at and marking.stamp(answer.ends_at),
        }
        result.update((name, value) for name, value in more.items() if value)
    return result


def _plain(person: DoorPerson) -> dict[str, str]:
    names = ("code", "full_name", "unit", "role_group", "seat")
    at_point = {"point": person.point} if person.point else {}
    return {**{name: str(getattr(person, name)) for name in names}, **at_point, "status": str(person.status)}


def _tell(answer: CheckIn, typed: str) -> None:
    from desktop.wording.check_in import certificate_scanned, verdict_line

    person = answer.person
    if person is None and (certificate := certificate_scanned(typed)):
        output.say(f"{certificate}. " + _("Nobody was recorded. Scan the badge, or type the name."))
        return
    if person is None:
        code = "attendee.unknown" if answer.outcome is Outcome.NOT_FOUND else "attendance.several"
        output.say(sentence(code, {"name": typed}))
        output.table([(each.code, each.full_name, each.unit) for each in answer.candidates])
        return
    line = verdict_line(answer, person)
    (output.result if answer.outcome is Outcome.IN else output.say)(line)
    if person.attention:
        output.say(_("To note: {text}").format(text=person.attention))
    if answer.pending:
        output.say(_("Kept at this desk: it is sent when the server is back."))


def undo_mark(database: Database, args: argparse.Namespace) -> int:
    """Take back the newest word about somebody at a session."""
    from desktop.services import attendance, lookup

    def work(tx: Transaction) -> tuple[DoorPerson, Mark]:
        view = marking.conference_at_desk(tx, args)
        session_id = lookup.session(tx, view.id, args.session)
        person = lookup.attendee(tx, view.id, args.who)
        mark = attendance.undo_mark(
            tx, training_session_id=session_id, attendee_id=person.id, reason=args.reason.strip()
        )
        (now,) = (each for each in attendance.find(tx, session_id, person.code) if each.id == person.id)
        return now, mark

    (person, mark), pending = database.write_or_queue(work)
    if args.json:
        output.document(
            {
                "result": "undone",
                "attendee": _plain(person),
                "mark": {**marking.plain_mark(mark), "annulled": True},
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
