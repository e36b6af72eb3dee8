"""conference new | list | edit | status | close | reopen | copy | purge, session add | copy | list."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.commands import arguments, binned, output, readiness
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.domain.decimals import read_decimal
from desktop.i18n import _, ngettext
from desktop.wording import due, sentence
from desktop.wording.formats import attendees_text, dates_text, when_text
from desktop.wording.points import name_of, names_of

if TYPE_CHECKING:
    from desktop.domain.people import ConferenceView, SessionView
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    _add_conference(commands)
    _add_session(commands)


def _add_conference(commands: Subcommands) -> None:
    family = group(commands, "conference", _("make, list and copy conferences"))
    made = add_on_database(family, "new", new, _("make a conference"), json=True)
    made.add_argument("title", metavar=_("TITLE"))
    made.add_argument("--from", dest="first", metavar=_("DATE"), type=arguments.date, help=_("first day"))
    made.add_argument("--to", dest="last", metavar=_("DATE"), type=arguments.date, help=_("last day"))
    made.add_argument(
        "--units",
        metavar="none|" + _("FILE"),
        help=_("units to add to the directory: none, or an own CSV list (a new data file gets the starter list)"),
    )
    add_on_database(family, "list", show_all, _("list the conferences"), json=True)
    edited = add_on_database(family, "edit", edit, _("change the title or the days"), json=True)
    arguments.conference(edited)
    edited.add_argument("--title", metavar=_("TITLE"), help=_("its new title"))
    edited.add_argument("--from", dest="first", metavar=_("DATE"), type=arguments.date, help=_("first day"))
    edited.add_argument(
        "--to", dest="last", metavar=_("DATE"), type=arguments.date, help=_("last day (else as many days as before)")
    )
    edited.add_argument("--programme", metavar=_("TEXT"), help=_("its kind of programme, for the yearly figures"))
    edited.add_argument("--form", metavar=_("TEXT"), help=_("how it is held, for the yearly figures"))
    edited.add_argument("--funding", metavar=_("TEXT"), help=_("the fund that pays for it, for the yearly figures"))
    edited.add_argument("--move-agenda", action="store_true", help=_("the sessions go along with the first day"))
    for name, work, text in (
        ("close", close, _("say that it is over: looked at and printed, no longer changed")),
        ("reopen", reopen, _("let a closed conference be changed again")),
    ):
        arguments.conference(add_on_database(family, name, work, text, json=True))
    copied = add_on_database(family, "copy", copy, _("copy groups and agenda, not people"), json=True)
    arguments.conference(copied)
    copied.add_argument("title", metavar=_("TITLE"), nargs="?", help=_("title of the copy"))
    copied.add_argument("--from", dest="first", metavar=_("DATE"), type=arguments.date, help=_("first day of the copy"))
    purged = add_on_database(family, "purge", purge, _("let go of what is not needed any more"), json=True)
    arguments.conference(purged)
    purged.add_argument(
        "--contacts", action="store_true", required=True, help=_("phones and e-mail addresses of its attendees")
    )
    binned.add_to(family)
    readiness.add_to(family)


def _add_session(commands: Subcommands) -> None:
    family = group(commands, "session", _("add to the agenda and list it"))
    added = add_on_database(family, "add", add_session, _("add a session"), json=True)
    arguments.conference(added)
    added.add_argument("title", metavar=_("TITLE"))
    for option, text in (("--start", _("start")), ("--end", _("end"))):
        added.add_argument(option, metavar=_("TIME"), type=arguments.moment, required=True, help=text)
    added.add_argument("--room", metavar=_("ROOM"), default="", help=_("room"))
    added.add_argument(
        "--speaker", metavar=_("SPEAKER"), action="append", default=[], help=_("speaker; may be repeated")
    )
    added.add_argument(
        "--audience", metavar=_("GROUP"), action="append", default=[], help=_("role group expected; may be repeated")
    )
    text = _("point that follows it, 0 for the main hall; may be repeated (everywhere unless told)")
    added.add_argument("--point", metavar=_("POINT"), action="append", default=[], help=text)
    added.add_argument(
        "--hours", metavar="N", type=_hours, help=_("training hours it counts (else 4 for each half-day)")
    )
    again = add_on_database(family, "copy", copy_session, _("add a session like another one"), json=True)
    arguments.conference(again)
    again.add_argument("session", metavar=_("SESSION"), help=_("title, id or start of the session to copy"))
    again.add_argument("title", metavar=_("TITLE"), nargs="?", default="", help=_("title of the copy"))
    again.add_argument(
        "--start", metavar=_("TIME"), type=arguments.moment, help=_("start (else the next time that is free)")
    )
    again.add_argument("--room", metavar=_("ROOM"), help=_("another room"))
    again.add_argument("--speaker", metavar=_("SPEAKER"), action="append", help=_("other speakers; may be repeated"))
    arguments.conference(add_on_database(family, "list", show_sessions, _("list the agenda"), json=True))


def _hours(text: str) -> float:
    if (hours := read_decimal(text)) is not None:
        return hours
    raise argparse.ArgumentTypeError(_("“{value}” is no number of training hours: write 4 or 2,5").format(value=text))


def new(database: Database, args: argparse.Namespace) -> int:
    """Make a conference; in a new data file also the directory of units."""
    from desktop.services import conferences, units

    def work(tx: Transaction) -> tuple[ConferenceView, int]:
        untouched = units.is_empty(tx) and not conferences.list_conferences(tx)
        added = units.seed_units(tx, _list_of_units(args.units, untouched))
        view = conferences.create_conference(tx, title=args.title, starts_on=args.first, ends_on=args.last)
        return view, added

    view, added = database.write(work)
    if added:
        output.say(_("Units added to the directory: {count}").format(count=added))
    _show(view, args)
    return 0


def _list_of_units(named: str | None, untouched: bool) -> str | None:
    if named is None:
        return "hai-ba-trung" if untouched else None
    return None if named == "none" else named


def show_all(database: Database, args: argparse.Namespace) -> int:
    """List the conferences, the newest first."""
    from desktop.services import conferences

    views = database.read(conferences.list_conferences)
    if args.json:
        output.document({"conferences": [_plain(view) for view in views]})
        return 0
    if not views:
        output.say(_("There is no conference yet: “conference new TITLE” makes one."))
    output.table(
        [
            (
                view.code,
                dates_text(view.starts_on, view.ends_on),
                attendees_text(view.attendee_count),
                _("closed") if view.closed else "",
                view.title,
            )
            for view in views
        ]
    )
    return 0


def edit(database: Database, args: argparse.Namespace) -> int:
    """Change what is named; 1 when sessions are left on another day than the conference."""
    from desktop.services import agenda, conferences

    def work(tx: Transaction) -> tuple[ConferenceView, list[SessionView]]:
        before = conferences.find_conference(tx, args.conference)
        given = {"title": args.title, "programme": args.programme, "form": args.form, "funding": args.funding}
        fields: dict[str, object] = {name: value for name, value in given.items() if value is not None}
        if args.first is not None:
            fields |= {"starts_on": args.first, "ends_on": conferences.shifted(before, args.first) or args.first}
        if args.last is not None:
            fields["ends_on"] = args.last
            if before.starts_on is None and args.first is None:
                fields["starts_on"] = args.last
        view = conferences.edit_conference(
            tx, before.id, version=before.version, move_agenda=args.move_agenda, **fields
        )
        return view, agenda.outside(agenda.list_sessions(tx, view.id))

    view, outside = database.write(work)
    if args.json:
        output.document({**_plain(view), "outside": [_plain_session(each) for each in outside]})
    else:
        output.result(f"{view.code}  {view.title}")
        output.say(dates_text(view.starts_on, view.ends_on))
    for each in outside:
        text = _("“{title}” ({when}) is not on a day of the conference.")
        output.say(text.format(title=each.title, when=when_text(each.starts_at, each.ends_at)))
    if outside and not args.move_agenda:
        output.say(_("The days are saved. With --move-agenda the sessions go along."))
    return 1 if outside else 0


def close(database: Database, args: argparse.Namespace) -> int:
    """Close it."""
    from desktop.services import conferences

    _show(database.write(lambda tx: conferences.close(tx, conferences.find_conference(tx, args.conference).id)), args)
    return 0


def reopen(database: Database, args: argparse.Namespace) -> int:
    """Open it again."""
    from desktop.services import conferences

    _show(database.write(lambda tx: conferences.reopen(tx, conferences.find_conference(tx, args.conference).id)), args)
    return 0


def copy(database: Database, args: argparse.Namespace) -> int:
    """The same conference again, without its people."""
    from desktop.services import conferences

    def work(tx: Transaction) -> ConferenceView:
        source = conferences.find_conference(tx, args.conference)
        return conferences.copy_conference(tx, source.id, title=args.title or "", starts_on=args.first)

    _show(database.write(work), args)
    return 0


def purge(database: Database, args: argparse.Namespace) -> int:
    """Let go of the contacts of a conference's people; those needed in a conference that is not closed stay."""
    from desktop.services import conferences
    from desktop.services.opening import organizers_only
    from desktop.services.personal import purging

    organizers_only(database)
    view = database.read(lambda tx: conferences.find_conference(tx, args.conference))
    done = purging.purge_in(database, view.id)
    if args.json:
        output.document(
            {
                "conference": view.title,
                "people": done.people,
                "needed": done.needed,
                "import_rows": done.import_rows,
                "pictures": done.pictures,
                "cleaned": done.cleaned,
            }
        )
        return 0
    output.say(due.let_go(done.people, done.pictures))
    if done.needed:
        text = ngettext(
            "{count} is registered in another conference that is not closed: their contacts stay.",
            "{count} are registered in another conference that is not closed: their contacts stay.",
            done.needed,
        )
        output.say(text.format(count=done.needed))
    return 0


def _show(view: ConferenceView, args: argparse.Namespace) -> None:
    if args.json:
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
        "programme": view.programme,
        "form": view.form,
        "funding": view.funding,
        "closed": view.closed,
    }


def add_session(database: Database, args: argparse.Namespace) -> int:
    """Add a session to the agenda, and tell what is odd about it."""
    from desktop.services import agenda, conferences, lookup

    def work(tx: Transaction) -> SessionView:
        view = conferences.find_conference(tx, args.conference)
        one_day = view.starts_on if view.starts_on == view.ends_on else None
        return agenda.add_session(
            tx,
            view.id,
            title=args.title,
            starts_at=args.start(one_day),
            ends_at=args.end(one_day),
            room=args.room,
            speakers=args.speaker,
            audience=[lookup.role_group(tx, view.id, name) for name in args.audience],
            hours=args.hours,
            points=[lookup.point(tx, view.id, name) for name in args.point],
        )

    return _show_added(database.write(work), args)


def copy_session(database: Database, args: argparse.Namespace) -> int:
    """Add a session like another one, at the next time that is free, and tell what is odd about it."""
    from desktop.services import agenda, conferences, lookup

    def work(tx: Transaction) -> SessionView:
        view = conferences.find_conference(tx, args.conference)
        like = lookup.session_view(tx, view.id, args.session)
        starts_at = args.start(like.starts_at.date()) if args.start else None
        return agenda.copy_session(
            tx, like.id, title=args.title, starts_at=starts_at, room=args.room, speakers=args.speaker
        )

    return _show_added(database.write(work), args)


def _show_added(view: SessionView, args: argparse.Namespace) -> int:
    if args.json:
        output.document(_plain_session(view))
    else:
        output.table([_line(view)])
    for warning in view.warnings:
        output.say(sentence(warning.code, warning.details))
    return 0


def show_sessions(database: Database, args: argparse.Namespace) -> int:
    """List the agenda."""
    from desktop.services import agenda, conferences

    def work(tx: Transaction) -> tuple[ConferenceView, list[SessionView]]:
        view = conferences.find_conference(tx, args.conference)
        return view, agenda.list_sessions(tx, view.id)

    view, sessions = database.read(work)
    if args.json:
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
        names_of(view.point_names),
    )


def _plain_session(view: SessionView) -> dict[str, object]:
    return {
        "id": str(view.id),
        "title": view.title,
        "start": view.starts_at.isoformat(timespec="minutes"),
        "end": view.ends_at.isoformat(timespec="minutes"),
        "room": view.room,
        "hours": view.hours,
        "speakers": list(view.speakers),
        "audience": list(view.audience_titles),
        **({"points": [name_of(name) for name in view.point_names]} if view.points else {}),
        "warnings": [output.message(warning.code, warning.details) for warning in view.warnings],
    }
