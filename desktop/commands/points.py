"""points list | add | set | remove | follow | board | remind: the points of a conference beside its main hall."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.domain.errors import InvalidInput
from desktop.domain.points import PointInput, PointStanding, PointView
from desktop.i18n import _, ngettext
from desktop.wording import points as words
from desktop.wording.formats import attendees_text

if TYPE_CHECKING:
    from desktop.domain.people import SessionView
    from desktop.services.opening import Database, Transaction
    from desktop.services.points.board import PagesAsked, PointBoard

_TEXTS = ("address", "contact", "phone", "responsible", "link", "note")
_NAMES = {"contact": "contact_name", "phone": "contact_phone"}


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "points", _("places where a conference is followed beside its main hall"))
    listed = add_on_database(family, "list", show, _("list the points"), json=True)
    arguments.conference(listed)
    added = add_on_database(family, "add", add, _("add a point"), json=True)
    arguments.conference(added)
    added.add_argument("name", metavar=_("NAME"), nargs="?", help=_("what it is called"))
    text = _(
        "instead: a point for each unit in use of this kind, called as the unit is: ward, public_school …; may be repeated"
    )
    added.add_argument("--all-of", metavar=_("KIND"), action="append", default=[], help=text)
    _about(added)
    added.add_argument(
        "--unit",
        metavar=_("NAME"),
        action="append",
        default=[],
        help=_("a unit whose people sit there; may be repeated"),
    )
    changed = add_on_database(family, "set", change, _("change a point: what it is like, who sits there"), json=True)
    arguments.conference(changed)
    _point(changed)
    changed.add_argument("--name", metavar=_("NAME"), help=_("what it is called"))
    _about(changed)
    _seats(changed)
    gone = add_on_database(family, "remove", remove, _("remove a point: its people sit in the main hall"), json=True)
    arguments.conference(gone)
    _point(gone)
    followed = add_on_database(family, "follow", follow, _("say at which points a session is followed"), json=True)
    arguments.conference(followed)
    arguments.session(followed)
    text = _("point that follows it, 0 for the main hall; may be repeated (everywhere unless told)")
    followed.add_argument("--point", metavar=_("POINT"), action="append", default=[], help=text)
    stands = add_on_database(family, "board", board, _("how each point stands, and which pages are missing"), json=True)
    arguments.conference(stands)
    arguments.sessions(stands, _("only of this session; may be repeated"))
    asked = add_on_database(family, "remind", remind, _("write what to tell points whose pages are missing"), json=True)
    arguments.conference(asked)
    asked.add_argument(
        "--point", metavar=_("POINT"), action="append", default=[], help=_("only this one; may be repeated")
    )


def _point(command: argparse.ArgumentParser) -> None:
    command.add_argument("point", metavar=_("POINT"), help=_("number or name of the point, 0 for the main hall"))


def _about(command: argparse.ArgumentParser) -> None:
    command.add_argument("--address", metavar=_("TEXT"), help=_("where it is"))
    command.add_argument("--contact", metavar=_("NAME"), help=_("whom to call there"))
    command.add_argument("--phone", metavar=_("TEXT"), help=_("their phone number"))
    command.add_argument("--responsible", metavar=_("TEXT"), help=_("who answers for it"))
    command.add_argument("--capacity", metavar="N", type=_seats_number, help=_("how many seats it has"))
    command.add_argument("--link", metavar=_("TEXT"), help=_("of the meeting that it joins"))
    command.add_argument(
        "--tested", metavar=_("DATE"), type=_day_or_no, help=_("when its line was tried and held (no: not yet)")
    )
    command.add_argument("--note", metavar=_("TEXT"), help=_("whatever else is to be known"))


def _seats(command: argparse.ArgumentParser) -> None:
    text = _("a unit whose people sit there from now on; may be repeated")
    command.add_argument("--unit", metavar=_("NAME"), action="append", default=[], help=text)
    text = _("a unit whose people do not sit there any more; may be repeated")
    command.add_argument("--without-unit", metavar=_("NAME"), action="append", default=[], help=text)
    text = _("somebody who sits there whatever their unit: badge code or name; may be repeated")
    command.add_argument("--person", metavar=_("WHO"), action="append", default=[], help=text)
    text = _("somebody who sits where their unit does again; may be repeated")
    command.add_argument("--take-back", metavar=_("WHO"), action="append", default=[], help=text)
    text = _("when its signed pages came in (no: as they were entered)")
    command.add_argument("--reported", metavar=_("TIME"), type=_moment_or_no, help=text)


def _seats_number(text: str) -> int:
    if text.isdecimal() and len(text) < 10:
        return int(text)
    raise argparse.ArgumentTypeError(_("“{value}” is not a whole number").format(value=text))


class _No:
    """What is told to be no more."""


_NO = _No()


def _is_no(text: str) -> bool:
    from desktop.domain.answers import read_flag

    return read_flag(text) is False


def _day_or_no(text: str) -> dt.date | _No:
    return _NO if _is_no(text) else arguments.date(text)


def _moment_or_no(text: str) -> arguments.Moment | _No:
    return _NO if _is_no(text) else arguments.moment(text)


def _given(args: argparse.Namespace, before: PointInput) -> PointInput:
    """The point with what was told; the rest stays."""
    told: dict[str, Any] = {_NAMES.get(name, name): getattr(args, name) for name in _TEXTS}
    told |= {"name": args.name, "capacity": args.capacity}
    new = replace(before, **{name: value for name, value in told.items() if value is not None})
    if args.tested is None:
        return new
    return replace(new, tested_on=None if isinstance(args.tested, _No) else args.tested)


def show(database: Database, args: argparse.Namespace) -> int:
    """List the points."""
    from desktop.services import conferences
    from desktop.services.points import keeping

    found = database.read(lambda tx: keeping.list_points(tx, conferences.find_conference(tx, args.conference).id))
    if args.json:
        output.document({"points": [plain(each) for each in found]})
        return 0
    output.table(
        [
            (
                str(each.number),
                each.name,
                attendees_text(each.people),
                "; ".join(name for _key, name in each.units),
                each.point.contact_name,
                each.point.contact_phone,
            )
            for each in found
        ]
    )
    if not found:
        output.say(words.SENTENCES["point.none"]())
    return 0


def add(database: Database, args: argparse.Namespace) -> int:
    """Add a point with its units."""
    from desktop.services import conferences, lookup
    from desktop.services.points import keeping

    if args.all_of:
        return _add_for_units(database, args)

    def work(tx: Transaction) -> PointView:
        view = conferences.find_conference(tx, args.conference)
        units = [lookup.unit(tx, name) for name in args.unit]
        return keeping.add_point(tx, view.id, _given(args, PointInput("")), unit_ids=units)

    return _told(database.write(work), args)


def _add_for_units(database: Database, args: argparse.Namespace) -> int:
    from desktop.services import conferences, lookup
    from desktop.services.points import several

    if args.name is not None:
        raise InvalidInput("point.name_or_kind", field="name")

    def work(tx: Transaction) -> int:
        view = conferences.find_conference(tx, args.conference)
        units = {key for kind in args.all_of for key in lookup.units_of_kind(tx, kind)}
        return several.add_for_units(tx, view.id, units)

    count = database.write(work)
    if args.json:
        output.document({"added": count})
    else:
        output.result(ngettext("Added {count} point", "Added {count} points", count).format(count=count))
    return 0


def follow(database: Database, args: argparse.Namespace) -> int:
    """Say at which points a session is followed."""
    from desktop.services import agenda, conferences, lookup

    def work(tx: Transaction) -> SessionView:
        view = conferences.find_conference(tx, args.conference)
        points = [lookup.point(tx, view.id, name) for name in args.point]
        return agenda.set_points(tx, lookup.session(tx, view.id, args.session), points)

    view = database.write(work)
    if args.json:
        output.document({"session": view.title, "points": [words.name_of(name) for name in view.point_names]})
    else:
        everywhere = _("Everywhere")
        output.result(f"{view.title}: {words.names_of(view.point_names) or everywhere}")
    return 0


def change(database: Database, args: argparse.Namespace) -> int:
    """Change what is told of a point, as one change."""
    from desktop.services import conferences, journal, lookup
    from desktop.services.points import keeping

    def work(tx: Transaction) -> PointView | None:
        view = conferences.find_conference(tx, args.conference)
        key = lookup.point(tx, view.id, args.point)
        people, back = ([lookup.attendee(tx, view.id, who) for who in whom] for whom in (args.person, args.take_back))
        here, theirs = [each.id for each in people], [each.id for each in back]
        if key is None:
            _refuse_for_hall(args)
            if people or back:
                details = {"count": len(people) + len(back), "name": (people + back)[0].full_name}
                with journal.entry(tx, "point.placed_in_hall", keeping.AREAS, conference_id=view.id, **details):
                    keeping.place(tx, here, None)
                    keeping.unplace(tx, theirs)
            return None
        before = keeping.get_point(tx, key)
        with journal.entry(tx, "point.edited", keeping.AREAS, conference_id=view.id, name=before.name):
            units = {unit for unit, _name in before.units} | {lookup.unit(tx, name) for name in args.unit}
            units -= {lookup.unit(tx, name) for name in args.without_unit}
            given = _given(args, before.point)
            keeping.edit_point(tx, key, given, version=before.version, unit_ids=units)
            keeping.place(tx, here, key)
            keeping.unplace(tx, theirs)
            if args.reported is not None:
                day = view.starts_on if view.starts_on == view.ends_on else None
                at = None if isinstance(args.reported, _No) else args.reported(day).astimezone()
                keeping.reported(tx, key, at)
        return keeping.get_point(tx, key)

    return _told(database.write(work), args)


def _refuse_for_hall(args: argparse.Namespace) -> None:
    names = (*_TEXTS, "name", "capacity", "tested", "reported")
    if any(getattr(args, name) is not None for name in names) or args.unit or args.without_unit:
        raise InvalidInput("point.hall", field="point")


def remove(database: Database, args: argparse.Namespace) -> int:
    """Remove a point."""
    from desktop.services import conferences, lookup
    from desktop.services.points import keeping

    def work(tx: Transaction) -> PointView:
        view = conferences.find_conference(tx, args.conference)
        key = lookup.point(tx, view.id, args.point)
        if key is None:
            raise InvalidInput("point.hall", field="point")
        before = keeping.get_point(tx, key)
        keeping.remove_point(tx, key)
        return before

    return _told(database.write(work), args)


def board(database: Database, args: argparse.Namespace) -> int:
    """Tell how each point stands; exit 1 while any page is missing."""
    from desktop.services import conferences, lookup
    from desktop.services.points import board as boards

    def work(tx: Transaction) -> tuple[str, PointBoard]:
        view = conferences.find_conference(tx, args.conference)
        sessions = [lookup.session(tx, view.id, name) for name in args.session]
        return view.title, boards.board(tx, view.id, session_ids=sessions)

    title, found = database.read(work)
    if args.json:
        rows = [plain_standing(row) for row in found.rows]
        output.document({"conference": title, "hours": found.hours, "points": rows})
    else:
        output.table([_line(row) for row in found.rows])
        output.say(words.facts(found.rows) if found.rows else words.SENTENCES["point.none"]())
        if found.rows:
            output.say(_("Columns: point, expected, on its sheet, signed, pages, reported, missing."))
    return 1 if found.owing else 0


def _line(row: PointStanding) -> tuple[str, ...]:
    name = f"{row.point.number}. {row.point.name}" if row.point else words.hall()
    counts = (str(row.expected), str(row.listed), str(row.signed))
    return (name, *counts, words.pages_state(row), words.reported_text(row), words.missing_text(row))


def remind(database: Database, args: argparse.Namespace) -> int:
    """Write the text for each point whose pages are missing."""
    from desktop.services import conferences, lookup
    from desktop.services.points import board as boards

    def work(tx: Transaction) -> list[PagesAsked]:
        view = conferences.find_conference(tx, args.conference)
        wanted = {lookup.point(tx, view.id, name) for name in args.point}
        rows = boards.board(tx, view.id).owing
        return boards.texts(tx, view.id, [row for row in rows if row.point and (not wanted or row.point.id in wanted)])

    found = database.read(work)
    if args.json:
        told = [{"point": each.point.name, "contact": _contact(each.point), "text": each.text} for each in found]
        output.document({"points": told})
        return 0
    output.result("\n\n".join(each.text for each in found)) if found else output.say(_("No page is missing."))
    return 0


def _told(point: PointView | None, args: argparse.Namespace) -> int:
    if args.json:
        output.document(plain(point) if point is not None else {"number": 0, "name": words.hall()})
    else:
        output.result(f"{point.number}. {point.name}" if point is not None else words.hall())
    return 0


def _contact(point: PointView) -> dict[str, str]:
    return {"name": point.point.contact_name, "phone": point.point.contact_phone}


def plain(point: PointView) -> dict[str, Any]:
    """A point as JSON holds it."""
    about = point.point
    return {
        "number": point.number,
        "name": about.name,
        "units": [name for _key, name in point.units],
        "people": point.people,
        "address": about.address,
        "contact": _contact(point),
        "responsible": about.responsible,
        "capacity": about.capacity,
        "link": about.link,
        "tested_on": about.tested_on.isoformat() if about.tested_on else None,
        "reported_at": point.reported_at.isoformat() if point.reported_at else None,
        "note": about.note,
    }


def plain_standing(row: PointStanding) -> dict[str, Any]:
    """A line of the board as JSON holds it; the main hall has the number 0."""
    return {
        "number": row.point.number if row.point else 0,
        "name": row.point.name if row.point else words.hall(),
        "expected": row.expected,
        "listed": row.listed,
        "signed": row.signed,
        "pages": row.pages,
        "missing": [
            {"sheet": sheet.number, "column": column, "page": page, "text": words.page_text(sheet, (column, page))}
            for sheet in row.sheets
            for column, page in sheet.missing
        ],
        "reported_at": row.reported_at.isoformat() if row.reported_at else None,
        "late": row.late,
    }
