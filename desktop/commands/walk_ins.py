"""cancel, substitute and walk-in: who is expected changes at the door.

Like the check-in each is one piece of work, which runs on this desk's copy where the server is away.
"""

from __future__ import annotations

import argparse
import datetime as dt
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.commands import arguments, marking, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.door_questions import Asked, NamesakeAsked, PresenceAsked, TimeAsked, UnitAsked
from desktop.domain.errors import InvalidInput
from desktop.domain.family_names import typed_without_accents
from desktop.domain.identity_card import begun
from desktop.i18n import _
from desktop.settings import Settings
from desktop.wording import attendance as words

if TYPE_CHECKING:
    from desktop.domain.people import ConferenceView, SessionView
    from desktop.services.attendance import Registered
    from desktop.services.lookup import Named
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    cancelled = add_on_database(commands, "cancel", cancel, _("cancel somebody's registration"), json=True)
    arguments.conference(cancelled)
    arguments.who(cancelled)
    arguments.reason(cancelled)
    arguments.desk(cancelled)
    other = add_on_database(commands, "substitute", substitute, _("a substitute for somebody"), json=True)
    arguments.conference(other)
    arguments.who(other)
    other.add_argument("--by", metavar=_("NAME"), required=True, help=_("the substitute"))
    arguments.sessions(other, _("session they come to; may be repeated (all unless named)"))
    other.add_argument("--anyway", action="store_true", help=_("although the person replaced is in already"))
    other.add_argument("--position", metavar=_("TEXT"), default="", help=_("position of the substitute"))
    arguments.reason(other)
    arguments.desk(other)
    new = add_on_database(commands, "walk-in", walk_in, _("register a walk-in"), json=True)
    arguments.conference(new)
    who = new.add_mutually_exclusive_group(required=True)
    who.add_argument("--name", dest="full_name", metavar=_("NAME"), default="", help=_("full name"))
    who.add_argument(
        "--card",
        action="store_true",
        help=_("name, birth date and gender from a citizen card's code on standard input"),
    )
    new.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit"))
    new.add_argument(
        "--unit-as", metavar=_("NAME"), help=_("which known unit it is where several are near; “new” for another")
    )
    new.add_argument("--another", action="store_true", help=_("another person than the one of this name on the list"))
    new.add_argument("--position", metavar=_("TEXT"), default="", help=_("position"))
    new.add_argument("--role-group", metavar=_("NAME"), default="", help=_("role group (the unit's kind proposes one)"))
    arguments.sessions(new, _("session to let them in at; may be repeated"))
    new.add_argument(
        "--anyway", action="store_true", help=_("let them in although the session is over or begins much later")
    )
    arguments.at(new)
    arguments.desk(new)


def cancel(database: Database, args: argparse.Namespace) -> int:
    """Somebody will not come: they are no longer expected."""
    from desktop.services import attendance, lookup

    def work(tx: Transaction) -> tuple[Named, int]:
        view = marking.conference_at_desk(tx, args)
        person = lookup.attendee(tx, view.id, args.who)
        changed = attendance.cancel(tx, [person.id], args.reason.strip())
        return lookup.about(tx, [person.id])[0], changed

    person, changed = database.write(work)
    if args.json:
        output.document({"result": "cancelled", "attendee": _registered(person), "changed": bool(changed)})
    elif changed:
        output.result(_("{name} cancelled").format(name=person.full_name))
    else:
        output.result(_("{name} had cancelled before").format(name=person.full_name))
    return 0


def substitute(database: Database, args: argparse.Namespace) -> int:
    """Somebody comes in another's place, at the sessions named or at all."""
    from desktop.services import attendance, lookup
    from desktop.services.attendance import asking

    token = uuid.uuid4()

    def work(tx: Transaction) -> PresenceAsked | tuple[Named, Named, list[str]]:
        view = marking.conference_at_desk(tx, args)
        replaced = lookup.attendee(tx, view.id, args.who)
        sessions = [lookup.session_view(tx, view.id, name) for name in args.session]
        if not args.anyway and (asked := asking.presence(tx, replaced.id, [each.id for each in sessions])):
            return asked
        made = attendance.substitute(
            tx,
            replaced.id,
            full_name=args.by,
            token=token,
            position=args.position,
            reason=args.reason,
            session_ids=[each.id for each in sessions],
            anyway=args.anyway,
        )
        (came,) = lookup.about(tx, [made.attendee_id])
        return replaced, came, [each.title for each in sessions]

    answer, pending = database.write_or_queue(work)
    if isinstance(answer, PresenceAsked):
        return _ask(answer, json=args.json)
    replaced, came, titles = answer
    if args.json:
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


def walk_in(database: Database, args: argparse.Namespace) -> int:
    """Register somebody who stands at the door, and let them in at the sessions named."""
    from desktop.services import attendance, lookup
    from desktop.services.attendance import asking

    token, early = uuid.uuid4(), dt.timedelta(minutes=Settings.load().door_opens)
    card = arguments.card() if args.card else None
    full_name = card.full_name if card else args.full_name
    if begun(full_name):
        raise InvalidInput("card.as_argument")

    def work(tx: Transaction) -> Asked | tuple[Named, list[str], Registered]:
        view = marking.conference_at_desk(tx, args)
        sessions = [lookup.session_view(tx, view.id, name) for name in args.session]
        at = marking.moment_of(args, _only_day(view, sessions))
        if not args.anyway and (closed := asking.time(tx, [each.id for each in sessions], at, early=early)):
            return closed
        unit = asking.unit(tx, view.id, args.unit, answer="" if args.unit_as == "new" else args.unit_as)
        if isinstance(unit, UnitAsked):
            return unit
        if not args.another and (known := asking.namesakes(tx, view.id, full_name)):
            return known
        made = attendance.walk_in(
            tx,
            view.id,
            full_name=full_name,
            birth=card.birth if card else "",
            gender=card.gender if card else "",
            token=token,
            unit=unit.name,
            unit_id=unit.id,
            position=args.position,
            role_group_id=lookup.role_group(tx, view.id, args.role_group) if args.role_group else None,
            session_ids=[each.id for each in sessions],
            at=at,
        )
        (came,) = lookup.about(tx, [made.attendee_id])
        return came, [each.title for each in sessions], made

    answer, pending = database.write_or_queue(work)
    if not isinstance(answer, tuple):
        return _ask(answer, json=args.json)
    came, titles, made = answer
    if args.json:
        entered = [
            {"session": title, "result": str(answer.outcome), "at": marking.stamp(answer.at)}
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
                "without_accents": typed_without_accents(came.full_name),
                "pending": pending,
            }
        )
    else:
        output.table([(came.code, came.full_name, came.unit, came.role_group)])
        if typed_without_accents(came.full_name):
            output.say(_("{name} was typed without accents: check the name.").format(name=came.full_name))
    if made.over_capacity:
        over = _("There is room for {capacity}, and {registered} are registered now.")
        output.say(over.format(capacity=made.capacity, registered=made.registered))
    return 0


def _ask(asked: Asked, *, json: bool) -> int:
    """Say what is to be answered first; nothing was written."""
    from desktop.wording import door_questions

    if json:
        output.document(_plain(asked))
        return 1
    output.say(door_questions.on_command_line(asked))
    if isinstance(asked, UnitAsked):
        output.table([(each.name,) for each in asked.candidates])
    if isinstance(asked, NamesakeAsked):
        output.table([(each.code, each.full_name, each.unit) for each in asked.people])
    return 1


def _plain(asked: Asked) -> dict[str, object]:
    match asked:
        case UnitAsked(typed, candidates):
            return {"result": "unit_question", "unit": typed, "candidates": [each.name for each in candidates]}
        case NamesakeAsked(name, people):
            found = [
                {"code": each.code, "full_name": each.full_name, "unit": each.unit, "position": each.position}
                for each in people
            ]
            return {"result": "namesake", "full_name": name, "candidates": found}
        case TimeAsked():
            times = {
                "at": marking.stamp(asked.at),
                "starts": marking.stamp(asked.starts_at),
                "ends": marking.stamp(asked.ends_at),
            }
            return {"result": str(asked.outcome), "session": asked.session, **times}
        case PresenceAsked(name, sessions):
            came = [{"session": title, "at": marking.stamp(at)} for title, at in sessions]
            return {"result": "present", "full_name": name, "sessions": came}
    raise ValueError(asked)


def _registered(person: Named) -> dict[str, str]:
    names = ("code", "full_name", "unit", "role_group", "seat")
    return {name: str(getattr(person, name)) for name in names}


def _only_day(view: ConferenceView, sessions: Sequence[SessionView]) -> dt.date | None:
    days = {each.starts_at.date() for each in sessions}
    if not days and view.starts_on == view.ends_on:
        return view.starts_on
    return days.pop() if len(days) == 1 else None
