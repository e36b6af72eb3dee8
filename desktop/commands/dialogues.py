"""dialogues list | add | question: dialogues with the people, their questions, and whether their days were kept."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.domain.dialogues import Clock, DialogueView, NewDialogue, NewQuestion
from desktop.domain.errors import NotFound
from desktop.i18n import _
from desktop.wording import dialogues as words
from desktop.wording import sentence
from desktop.wording.formats import date_text

if TYPE_CHECKING:
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "dialogues", _("dialogues with the people after a conference"))
    listed = add_on_database(family, "list", show, _("list the dialogues with their questions"), json=True)
    arguments.conference(listed)
    _as_of(listed)
    held = add_on_database(family, "add", add, _("add a dialogue, or change one"), json=True)
    arguments.conference(held)
    _number(held, _("number of the dialogue to change (a new one unless told)"))
    held.add_argument("--on", dest="held_on", metavar=_("DATE"), type=arguments.date, help=_("day it is held on"))
    held.add_argument("--time", metavar=_("TEXT"), help=_("time of day, in words"))
    held.add_argument("--title", metavar=_("TEXT"), help=_("what it is called"))
    held.add_argument("--form", metavar=_("TEXT"), help=_("in person, online …"))
    held.add_argument("--place", metavar=_("TEXT"), help=_("where"))
    held.add_argument("--content", metavar=_("TEXT"), help=_("what it is about"))
    held.add_argument("--how-to-attend", metavar=_("TEXT"), help=_("how to take part"))
    held.add_argument("--chair", metavar=_("NAME"), help=_("who chairs it"))
    held.add_argument("--co-chair", metavar=_("NAME"), help=_("who chairs it too"))
    held.add_argument("--secretary", metavar=_("NAME"), help=_("who writes the minutes"))
    held.add_argument("--invited", metavar=_("TEXT"), help=_("who takes part, in words"))
    held.add_argument("--attended", metavar="N", type=int, help=_("how many came"))
    held.add_argument(
        "--announced", dest="announced_on", metavar=_("DATE"), type=arguments.date, help=_("announced on")
    )
    text = _("results announced on")
    held.add_argument("--results", dest="results_on", metavar=_("DATE"), type=arguments.date, help=text)
    held.add_argument("--conclusion", metavar=_("TEXT"), help=_("what the chair concluded"))
    _as_of(held)
    _add_question(family)


def _add_question(family: Subcommands) -> None:
    asked = add_on_database(family, "question", question, _("write down a question, or its answer"), json=True)
    arguments.conference(asked)
    _number(asked, _("number of the dialogue (the latest unless told)"))
    asked.add_argument("--question", metavar="N", type=int, default=0, help=_("number of the question to change"))
    asked.add_argument("--text", metavar=_("TEXT"), help=_("what was asked"))
    asked.add_argument("--asker", metavar=_("TEXT"), help=_("what kind of asker: citizen, business … (no name)"))
    asked.add_argument("--field", metavar=_("TEXT"), help=_("what it is about"))
    asked.add_argument("--answer", metavar=_("TEXT"), help=_("what was answered"))
    text = _("answered in the dialogue itself")
    asked.add_argument("--on-the-spot", action="store_const", const=True, help=text)
    asked.add_argument("--who", metavar=_("NAME"), help=_("who is to answer"))
    asked.add_argument("--due", dest="answer_by", metavar=_("DATE"), type=arguments.date, help=_("by when"))
    asked.add_argument("--done", dest="answered_on", metavar=_("DATE"), type=arguments.date, help=_("answered on"))
    _as_of(asked)


def _number(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("--dialogue", metavar="N", type=int, default=0, help=text)


def _as_of(command: argparse.ArgumentParser) -> None:
    text = _("how things stand on that day (today unless told)")
    command.add_argument("--as-of", metavar=_("DATE"), type=arguments.date, help=text)


def _given(args: argparse.Namespace, kind: type) -> dict[str, Any]:
    """What was said of the fields."""
    return {each.name: value for each in fields(kind) if (value := getattr(args, each.name, None)) is not None}


def show(database: Database, args: argparse.Namespace) -> int:
    """List the dialogues as they stand, the latest first."""
    from desktop.services import conferences, dialogues

    def work(tx: Transaction) -> list[DialogueView]:
        return dialogues.list_dialogues(tx, conferences.find_conference(tx, args.conference).id, as_of=args.as_of)

    found = database.read(work)
    if args.json:
        output.document({"dialogues": [plain(each) for each in found]})
        return 0
    for each in found:
        _say(each)
    if not found:
        output.say(sentence("dialogue.none"))
    return 0


def add(database: Database, args: argparse.Namespace) -> int:
    """Add a dialogue, or change the one of this number."""
    from desktop.services import conferences, dialogues

    given = _given(args, NewDialogue)

    def work(tx: Transaction) -> DialogueView:
        conference = conferences.find_conference(tx, args.conference)
        if args.dialogue:
            view = dialogues.find_dialogue(tx, conference.id, args.dialogue)
            dialogues.edit_dialogue(tx, view.id, replace(view.held, **given), version=view.version)
            return dialogues.get_dialogue(tx, view.id, as_of=args.as_of)
        new = NewDialogue(**{"title": _("Dialogue with the people"), "held_on": _day(args.held_on), **given})
        return dialogues.get_dialogue(tx, dialogues.add_dialogue(tx, conference.id, new).id, as_of=args.as_of)

    return _told(args, database.write(work))


def _day(day: dt.date | None) -> dt.date:
    from desktop.domain.errors import InvalidInput

    if day is None:
        raise InvalidInput("field.missing", field="held_on")
    return day


def question(database: Database, args: argparse.Namespace) -> int:
    """Write down a question, or change the one of this number."""
    from desktop.services import conferences, dialogues

    given = _given(args, NewQuestion)

    def work(tx: Transaction) -> DialogueView:
        conference = conferences.find_conference(tx, args.conference)
        view = dialogues.find_dialogue(tx, conference.id, args.dialogue)
        if args.question:
            there = next((each for each in view.questions if each.number == args.question), None)
            if there is None:
                raise NotFound("dialogue.no_question", what="dialogue_question", value=args.question)
            dialogues.edit_question(tx, there.id, replace(there.asked, **given), version=there.version)
        else:
            dialogues.add_question(tx, view.id, NewQuestion(**{"text": "", **given}))
        return dialogues.get_dialogue(tx, view.id, as_of=args.as_of)

    return _told(args, database.write(work))


def _told(args: argparse.Namespace, view: DialogueView) -> int:
    if args.json:
        output.document(plain(view))
    else:
        _say(view)
    return 0


def _say(view: DialogueView) -> None:
    held = view.held
    output.result(f"{view.number}  {date_text(held.held_on)}  {held.title}")
    output.result(f"   {words.announcing_text(view)}")
    output.result(f"   {words.publishing_text(view)}")
    rows = [
        (f"   {each.number}", words.question_state(each), each.asked.field, each.asked.text) for each in view.questions
    ]
    output.table(rows)


def plain(view: DialogueView) -> dict[str, Any]:
    """A dialogue as JSON holds it."""
    return {
        "dialogue": view.number,
        **_plain_fields(view.held),
        "announcing": _plain_clock(view.announcing),
        "publishing": _plain_clock(view.publishing),
        "questions": [
            {
                "question": each.number,
                **_plain_fields(each.asked),
                "open": each.is_open,
                "clock": _plain_clock(each.clock) if each.clock else None,
            }
            for each in view.questions
        ],
    }


def _plain_fields(given: NewDialogue | NewQuestion) -> dict[str, Any]:
    values = {each.name: getattr(given, each.name) for each in fields(given)}
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}


def _plain_clock(told: Clock) -> dict[str, Any]:
    done = told.done_on.isoformat() if told.done_on else None
    return {"due": told.due.isoformat(), "state": str(told.state), "days": told.days, "done_on": done}
