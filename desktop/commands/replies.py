"""replies | invite | decline | remind | calendar: what went out to units before a conference, and what they answered."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.reminders import About, Channel
from desktop.domain.replies import ReplyState, ReplyView, counted
from desktop.i18n import _, ngettext
from desktop.wording import reminders as reminder_words
from desktop.wording import replies as words
from desktop.wording.formats import date_text, files_text, units_text

if TYPE_CHECKING:
    import uuid

    from desktop.domain.reminders import Reminder
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    listed = add_on_database(commands, "replies", show, _("how the replies of the invited units stand"), json=True)
    arguments.conference(listed)
    _units(listed, _("only of this unit; may be repeated"))
    states = [str(state) for state in ReplyState]
    listed.add_argument("--state", action="append", default=[], choices=states, help=_("only in this state"))
    _as_of(listed)
    sent = add_on_database(commands, "invite", invite, _("write down that units were invited"), json=True)
    arguments.conference(sent)
    _units(sent, _("this unit; may be repeated (all with a quota unless told)"))
    kinds = _("every unit of this kind; may be repeated")
    sent.add_argument("--all-of", metavar=_("KIND"), action="append", default=[], help=kinds)
    sent.add_argument("--sent", metavar=_("DATE"), type=arguments.date, required=True, help=_("when it was sent"))
    sent.add_argument("--by", metavar=_("TEXT"), help=_("by what: the letter's number, e-mail, Zalo …"))
    sent.add_argument("--due", metavar=_("DATE"), type=arguments.date, help=_("last day to reply"))
    declined = add_on_database(commands, "decline", decline, _("write down that nobody comes from a unit"), json=True)
    arguments.conference(declined)
    declined.add_argument("unit", metavar=_("UNIT"), help=_("name of the unit, or a spelling of it"))
    why = declined.add_mutually_exclusive_group(required=True)
    why.add_argument("--reason", metavar=_("TEXT"), help=_("why"))
    why.add_argument("--take-back", action="store_true", help=_("it comes after all"))
    _add_remind(commands)
    calendar = add_on_database(commands, "calendar", save_calendar, _("write the agenda as calendar files"), json=True)
    arguments.conference(calendar)
    calendar.add_argument("-o", "--output", metavar=_("DIR"), required=True, help=_("folder or .zip to write into"))


def _add_remind(commands: Subcommands) -> None:
    reminded = add_on_database(
        commands, "remind", remind, _("write a reminder for each unit that is late or short"), json=True
    )
    arguments.conference(reminded)
    channels = [str(each) for each in Channel]
    reminded.add_argument("--as", dest="channel", choices=channels, default=channels[0], help=_("how it is sent"))
    abouts = [str(each) for each in About]
    reminded.add_argument("--about", choices=abouts, default=abouts[0], help=_("what they are reminded of"))
    _units(reminded, _("only this unit, also before its last day; may be repeated"))
    _as_of(reminded)
    reminded.add_argument("-o", "--output", metavar=_("DIR"), required=True, help=_("folder or .zip to write into"))


def _units(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("--unit", metavar=_("NAME"), action="append", default=[], help=text)


def _as_of(command: argparse.ArgumentParser) -> None:
    text = _("day of which lateness is told (today unless told)")
    command.add_argument("--as-of", metavar=_("DATE"), type=arguments.date, help=text)


def show(database: Database, args: argparse.Namespace) -> int:
    """List the invited units with their states."""
    from desktop.services import conferences, lookup, replies

    def work(tx: Transaction) -> tuple[str, list[ReplyView]]:
        view = conferences.find_conference(tx, args.conference)
        unit_ids = [lookup.unit(tx, name) for name in args.unit]
        return view.title, replies.list_replies(tx, view.id, unit_ids=unit_ids, as_of=args.as_of)

    title, found = database.read(work)
    shown = [each for each in found if not args.state or str(each.state) in args.state]
    if args.json:
        output.document({"conference": title, "units": [plain(each) for each in shown]})
        return 0
    output.table([_line(each) for each in shown])
    output.say(words.facts(counted(found)) if found else words.SENTENCES["reply.nobody_invited"]())
    return 0


def _line(reply: ReplyView) -> tuple[str, ...]:
    due = date_text(reply.due) or "–"
    return (
        words.standing_text(reply),
        words.count_text(reply),
        due,
        reply.unit,
        reply.declined_reason if reply.declined else "",
    )


def plain(reply: ReplyView) -> dict[str, Any]:
    """A unit's reply as JSON holds it."""
    return {
        "unit": reply.unit,
        "state": str(reply.state),
        "quota": reply.quota,
        "registered": reply.registered,
        "wrong_group": len(reply.wrong),
        "sent_on": reply.sent_on.isoformat() if reply.sent_on else None,
        "sent_by": reply.sent_by,
        "due": reply.due.isoformat() if reply.due else None,
        "days_late": reply.days_late,
        "declined_reason": reply.declined_reason if reply.declined else "",
        "reminders": len(reply.reminded),
        "contact": {"name": reply.contact_name, "phone": reply.contact_phone},
        "imports": sorted({each.batch for each in reply.people if each.batch is not None}),
    }


def invite(database: Database, args: argparse.Namespace) -> int:
    """Write down what was sent, to the units named or to all."""
    from desktop.services import conferences, lookup, replies

    def work(tx: Transaction) -> list[ReplyView]:
        view = conferences.find_conference(tx, args.conference)
        unit_ids: list[uuid.UUID] = [lookup.unit(tx, name) for name in args.unit]
        for kind in args.all_of:
            unit_ids += lookup.units_of_kind(tx, kind)
        unit_ids = unit_ids or replies.invited(tx, view.id)
        replies.invite(tx, view.id, unit_ids, sent_on=args.sent, sent_by=args.by, due=args.due)
        return replies.list_replies(tx, view.id, unit_ids=unit_ids)

    found = database.write(work)
    if args.json:
        output.document({"units": [plain(each) for each in found]})
    else:
        output.result(_("Invited: {units}").format(units=units_text(len(found))))
    return 0


def decline(database: Database, args: argparse.Namespace) -> int:
    """Write down that nobody comes from a unit, or that somebody does after all."""
    from desktop.services import conferences, lookup, replies

    def work(tx: Transaction) -> ReplyView:
        view = conferences.find_conference(tx, args.conference)
        unit_id = lookup.unit(tx, args.unit)
        if args.take_back:
            replies.take_back(tx, view.id, [unit_id])
        else:
            replies.decline(tx, view.id, [unit_id], reason=args.reason)
        return replies.get_reply(tx, view.id, unit_id)

    reply = database.write(work)
    if args.json:
        output.document(plain(reply))
        return 0
    output.table([_line(reply)])
    if reply.declined and reply.registered:
        text = ngettext(
            "{count} person of the unit is still on the list.", "{count} people of the unit are still on the list.",
            reply.registered,
        )  # fmt: skip
        output.say(text.format(count=reply.registered))
    return 0


def remind(database: Database, args: argparse.Namespace) -> int:
    """Write the reminders into a folder, and that they were made."""
    from desktop.services import conferences, lookup, reminders
    from desktop.whole_file import write_files

    about, channel = About(args.about), Channel(args.channel)

    def work(tx: Transaction) -> tuple[uuid.UUID, list[Reminder]]:
        view = conferences.find_conference(tx, args.conference)
        unit_ids = [lookup.unit(tx, name) for name in args.unit]
        early = bool(unit_ids)  # who is named is meant, in time or not
        return view.id, reminders.made(tx, view.id, about, channel, unit_ids=unit_ids, as_of=args.as_of, early=early)

    conference_id, found = database.read(work)
    files = reminders.files_of(found, channel)
    if files or Path(args.output).suffix.lower() != ".zip":  # the folder is there, also when it stays empty
        write_files(files, Path(args.output))
    database.write(lambda tx: reminders.log(tx, conference_id, about, channel, [each.unit_id for each in found]))
    if args.json:
        told = [
            {"unit": each.unit, "number": each.before + 1, "text": each.text, "file": name}
            for each, (name, _data) in zip(found, files, strict=True)
        ]
        output.document({"about": str(about), "as": str(channel), "reminders": told})
        return 0
    for each, (name, _data) in zip(found, files, strict=True):
        output.result(f"{Path(args.output) / name}: {reminder_words.before_text(each.before)}")
    output.say(files_text(len(files)) if files else _("Nobody has to be reminded."))
    return 0


def save_calendar(database: Database, args: argparse.Namespace) -> int:
    """Write a calendar file for each role group."""
    from desktop.services import conferences
    from desktop.services.replies import calendar
    from desktop.whole_file import write_files

    def work(tx: Transaction) -> list[tuple[str, bytes]]:
        return calendar.files(tx, conferences.find_conference(tx, args.conference).id)

    files = database.read(work)
    written = write_files(files, Path(args.output))
    if args.json:
        output.document({"files": [name for name, _data in files], "output": str(Path(args.output))})
        return 0
    for path in written:
        output.result(str(path))
    return 0
