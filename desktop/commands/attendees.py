"""attendees, join and export: who is registered, as text, JSON or a workbook; two who are one person made one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.commands import arguments, leaving, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.fields import FIELDS, SENSITIVE_FIELDS
from desktop.domain.joining import FIELDS as FIELDS_OF_BOTH
from desktop.i18n import _
from desktop.wording.formats import attendees_text

if TYPE_CHECKING:
    from desktop.domain.joining import Both
    from desktop.domain.people import AttendeeView, ConferenceView
    from desktop.domain.questions import Question
    from desktop.services.exporting import TableContent
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    listed = add_on_database(commands, "attendees", show, _("list the attendees"), json=True)
    arguments.conference(listed)
    listed.add_argument(
        "--search", metavar=_("TEXT"), default="", help=_("name, unit, code or end of the phone number")
    )
    arguments.order(listed, "rank")
    joining = add_on_database(commands, "join", join, _("make two attendees one who are the same person"), json=True)
    arguments.conference(joining)
    joining.add_argument("first", metavar=_("WHO"), help=_("who stays: badge code, or a name that fits only one"))
    joining.add_argument("second", metavar=_("WHO"), help=_("who is joined into them; both badges go on opening"))
    joining.add_argument(
        "--take",
        metavar=_("FIELD"),
        action="append",
        choices=(*FIELDS_OF_BOTH, *SENSITIVE_FIELDS),
        default=[],
        help=_("take this field from the second (blanks are filled anyway): %(choices)s"),
    )
    exported = add_on_database(commands, "export", export, _("export the attendees as a workbook"))
    arguments.conference(exported)
    arguments.output(exported, "OUT.xlsx")
    for option, metavar, text in (
        ("--search", _("TEXT"), _("only who fits: name, unit, code or end of the phone number")),
        ("--role-group", _("GROUP"), _("only this role group")),
        ("--unit", _("UNIT"), _("only this unit")),
    ):
        exported.add_argument(option, metavar=metavar, default="", help=text)


def show(database: Database, args: argparse.Namespace) -> int:
    """List who is registered."""
    from desktop.services import attendees, conferences, questions

    def work(tx: Transaction) -> tuple[ConferenceView, list[AttendeeView], list[Question]]:
        view = conferences.find_conference(tx, args.conference)
        people = attendees.list_attendees(tx, view.id, search=args.search, sort=args.sort)
        return view, people, questions.list_questions(tx, view.id)

    view, people, asked = database.read(work)
    leaving.write_leaving(database, "attendees", people, view.id)
    if args.json:
        told = [plain(each, asked) for each in people]
        output.document({"conference": view.title, "count": len(people), "attendees": told})
        return 0
    output.table([(each.code, each.full_name, each.position, each.unit, each.role_group) for each in people])
    output.say(attendees_text(len(people)))
    return 0


def plain(person: AttendeeView, asked: Sequence[Question] = ()) -> dict[str, object]:
    """An attendee's fields, the kind of their unit and their code; where anything is asked their answers by title."""
    values: dict[str, object] = {name: str(getattr(person, name)) for name in FIELDS if name != "off_payroll"}
    answers = {each.title: person.answers[each.key] for each in asked if each.key in person.answers}
    values["off_payroll"] = person.off_payroll
    if person.point:
        values["point"] = person.point
    told = {**values, "unit_kind": person.unit_kind, "code": person.code}
    return {**told, "answers": answers} if asked else told


def join(database: Database, args: argparse.Namespace) -> int:
    """Make two attendees one: the first stays, what they lack is filled from the second."""
    from desktop.services import conferences, lookup, questions
    from desktop.services import joining as service
    from desktop.wording.joining import stands_as

    def work(tx: Transaction) -> tuple[ConferenceView, Both, AttendeeView, list[Question]]:
        view = conferences.find_conference(tx, args.conference)
        first, second = (lookup.attendee(tx, view.id, who).id for who in (args.first, args.second))
        both = service.compare(tx, first, second)
        return view, both, service.join(tx, first, second, take=args.take), questions.list_questions(tx, view.id)

    view, both, now, asked = database.write(work)
    gone = both.second
    if args.json:
        kept = {"marks": gone.marks, "certificates": gone.certificates, "sheets": gone.sheets, "cards": gone.cards}
        said = {"state": now.state, "state_reason": now.state_reason}
        joined = {**plain(gone.attendee, asked), **kept}
        output.document({"conference": view.title, "attendee": {**plain(now, asked), **said}, "joined": joined})
        return 0
    line = _("{name} ({code}) and {other} ({other_code}) are one attendee now: {name} ({code}). Both badges open.")
    names = {"name": now.full_name, "code": now.code}
    output.result(line.format(**names, other=gone.attendee.full_name, other_code=gone.attendee.code))
    if both.first.attendee.state != gone.attendee.state:
        output.say(stands_as(both))
    output.say(_("To undo it: Edit › Undo (Ctrl+Z) in the window."))
    return 0


def export(database: Database, args: argparse.Namespace) -> int:
    """Write the list as a workbook."""
    from desktop.services import attendees, conferences, exporting, lookup

    def gather(tx: Transaction) -> tuple[ConferenceView, TableContent]:
        view = conferences.find_conference(tx, args.conference)
        group = lookup.role_group(tx, view.id, args.role_group) if args.role_group else None
        unit = lookup.unit(tx, args.unit) if args.unit else None
        found = attendees.list_attendees(tx, view.id, search=args.search, role_group_id=group, unit_id=unit)
        return view, exporting.export_attendees(tx, view.id, only={each.id for each in found})

    view, content = database.read(gather)
    path = exporting.save(content, args.output)
    database.write(lambda tx: exporting.record_export(tx, view.id, content))
    output.result(str(path))
    output.say(_("Exported: {people}").format(people=attendees_text(len(content.rows))))
    return 0
