"""server init | add-desk | status | check | login | copy-in | copy-out: desks on one PostgreSQL."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import arguments, output, serving
from desktop.commands.subcommands import Subcommands, add, add_on_database, group
from desktop.i18n import _, ngettext
from desktop.settings import Settings
from desktop.wording import comparing
from desktop.wording.formats import moment_text
from desktop.wording.server import holding_up

if TYPE_CHECKING:
    from desktop.domain.attendance import State
    from desktop.services.desks.copying import Copied
    from desktop.services.opening import Database
    from desktop.services.server import Status


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "server", _("set up a server, look at it, copy conferences to it and back"))
    ready = add(family, "init", init, _("make a server's database ready"))
    ready.add_argument("address", metavar="URL", help=_("postgresql://host/database"))
    desk = add(family, "add-desk", add_desk, _("give a desk its login"), json=True)
    desk.add_argument("login", metavar=_("NAME"), help=_("name of the login"))
    desk.add_argument(
        "--role", choices=("desk", "organizer", "viewer"), default="desk", help=_("what the login may do")
    )
    only = _("a conference that the login sees, by code or title (may be repeated); without it: all")
    desk.add_argument("--conference", action="append", default=[], metavar=_("CODE"), help=only)
    add(family, "status", status, _("how the server stands"), json=True)
    serving.add_to_server(family)
    same = add(family, "check", check, _("whether the attendance on a server is what its marks say"), json=True)
    same.add_argument("address", metavar="URL", help=_("postgresql://login@host/database"))
    login = add(family, "login", log_in, _("keep a login's password in the keyring"))
    login.add_argument("address", metavar="URL", help=_("postgresql://login@host/database"))
    into = add_on_database(family, "copy-in", copy_in, _("copy a conference from a data file to the server"), json=True)
    arguments.conference(into)
    into.add_argument("--from", dest="source", metavar=_("FILE"), required=True, help=_("data file that holds it"))
    out = add_on_database(
        family, "copy-out", copy_out, _("copy a conference from the server to a data file"), json=True
    )
    arguments.conference(out)
    out.add_argument("--to", dest="target", metavar=_("FILE"), required=True, help=_("data file to write it to"))


def init(args: argparse.Namespace) -> int:
    """Make a server's database ready."""
    from desktop.services import server

    address = server.named(args.address)
    made = server.init(address)
    place = server.place_of(address)
    if made:
        output.say(_("Made the database {place}.").format(place=place))
    output.say(_("Ready: {place}. Next, a login for each desk: tap-huan server add-desk NAME.").format(place=place))
    return 0


def add_desk(args: argparse.Namespace) -> int:
    """Give a desk its login."""
    from desktop.services import server

    login = server.add_desk(_server(args), args.login, args.role, args.conference)
    if args.json:
        output.document({"login": login.name, "role": login.role, "password": login.password, "address": login.address})
    else:
        output.table(
            [(_("Login"), login.name), (_("Password"), login.password), (_("Address"), login.address)],
        )
    if login.renewed:
        output.say(_("“{name}” was there already: it has a new password now.").format(name=login.name))
    output.say(_("The password is shown this once. At the desk: tap-huan server login ADDRESS."))
    return 0


def status(args: argparse.Namespace) -> int:
    """How the server stands."""
    from desktop.services import server

    there = server.status(_server(args))
    if args.json:
        output.document(_plain(there))
        return 0
    schema = there.schema or "–"
    if there.schema and there.schema != there.schema_here:
        schema = _("{schema} (this program: {here})").format(schema=schema, here=there.schema_here)
    last = moment_text(there.last_change, seconds=True) or "–"
    output.table(
        [
            (_("Server"), there.place),
            ("PostgreSQL", there.version),
            (_("Schema"), schema),
            (_("Set up for desks"), _("yes") if len(there.groups) == len(_ROLES) else _("no")),
            (_("Last change"), last),
            (_("Connections"), _("{used} of {allowed}").format(used=there.used, allowed=there.allowed)),
            (_("Encrypted"), there.encrypted or _("no")),
        ]
    )
    _list(_("Logins"), [(name, _role(role)) for name, role in there.logins])
    _list(
        _("Connected now"),
        [
            (
                each.login,
                each.program,
                moment_text(each.since, seconds=True),
                ngettext("{count} connection", "{count} connections", each.connections).format(count=each.connections),
                holding_up(each.holds_up),
            )
            for each in there.connected
        ],
    )
    _list(_("Conferences"), [(code, title, str(count)) for code, title, count in there.conferences])
    return 0


def log_in(args: argparse.Namespace) -> int:
    """Keep a login's password in the keyring."""
    from desktop.services import passwords, server

    address = server.named(args.address)
    if not passwords.has_keyring():  # said before anybody types in vain
        passwords.remember(address, "")
    prompt = _("Password: ")
    password = getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    role = server.log_in(address, password)
    output.say(
        _("The password of {place} is in the keyring now. This login: {role}.").format(
            place=server.place_of(address), role=_role(role)
        )
    )
    return 0


_ROLES = ("organizer", "desk", "viewer")


def _role(role: str) -> str:
    return {"organizer": _("organizer"), "desk": _("attendance desk"), "viewer": _("only looking")}.get(role, role)


def _server(args: argparse.Namespace) -> str:
    from desktop.services import server

    return server.named(args.data or Settings.load().data_file)


def _list(heading: str, rows: list[tuple[str, ...]]) -> None:
    if rows:
        output.result()
        output.result(heading)
        output.table([("", *row) for row in rows])


def _plain(there: Status) -> dict[str, object]:
    return {
        "server": there.place,
        "postgresql": there.version,
        "schema": there.schema,
        "schema_here": there.schema_here,
        "role": there.role,
        "groups": list(there.groups),
        "logins": [{"login": name, "role": role} for name, role in there.logins],
        "connected": [
            {
                "login": each.login,
                "desk": each.program,
                "since": each.since.isoformat() if each.since else None,
                "connections": each.connections,
                "holds_up": each.holds_up,
            }
            for each in there.connected
        ],
        "conferences": [{"code": code, "title": title, "attendees": count} for code, title, count in there.conferences],
        "last_change": there.last_change.isoformat() if there.last_change else None,
        "connections": {"used": there.used, "allowed": there.allowed},
        "encrypted": there.encrypted,
    }


def check(args: argparse.Namespace) -> int:
    """Compare the states with what the marks come to; 1 when a state says something else."""
    from desktop.services import server

    found = server.check(server.named(args.address))
    if args.json:
        output.document(
            {
                "states": found.states,
                "marks": found.marks,
                "differences": [
                    {
                        "conference": each.conference,
                        "session": each.session,
                        "code": each.code,
                        "full_name": each.full_name,
                        "state": _state(each.stands),
                        "marks_say": _state(each.follows),
                    }
                    for each in found.differences
                ],
                "delayed": [
                    {"desk": each.desk, "marks": each.marks, "seconds": round(each.longest.total_seconds())}
                    for each in found.delayed
                ],
            }
        )
        return 1 if found.differences else 0
    for difference in found.differences:
        output.result(comparing.difference(difference))
    for line in comparing.report(found):
        output.say(line)
    return 1 if found.differences else 0


def _state(state: State) -> dict[str, object]:
    return {
        "status": str(state.status),
        "arrived_at": state.arrived_at.isoformat() if state.arrived_at else None,
        "left_at": state.left_at.isoformat() if state.left_at else None,
        "desk": state.desk,
        "remark": state.remark,
        "doubt": str(state.doubt),
    }


# -- a conference whole, between a data file and the server -----------------------------------------------------------


def copy_in(database: Database, args: argparse.Namespace) -> int:
    """From a data file to the server."""
    from desktop.services.desks import copying

    with output.progress(_("Copying to the server")) as progress:
        copied = copying.copy_in(database, Path(args.source), args.conference, progress)
    return _tell_copied(copied, args, _("On the server: {code} {title} ({attendees} attendees, {marks} marks)"))


def copy_out(database: Database, args: argparse.Namespace) -> int:
    """From the server to a data file."""
    from desktop.services.desks import copying

    with output.progress(_("Copying to the file")) as progress:
        copied = copying.copy_out(database, Path(args.target), args.conference, progress)
    if copied.kept is not None and not args.json:
        output.say(_("The file as it was before is kept as {file}.").format(file=copied.kept.name))
    return _tell_copied(copied, args, _("In the file: {code} {title} ({attendees} attendees, {marks} marks)"))


def _tell_copied(copied: Copied, args: argparse.Namespace, sentence: str) -> int:
    if args.json:
        output.document(
            {
                "id": str(copied.conference_id),
                "title": copied.title,
                "code": copied.code,
                "attendees": copied.attendees,
                "marks": copied.marks,
                "kept": str(copied.kept) if copied.kept else None,
            }
        )
    else:
        output.result(
            sentence.format(code=copied.code, title=copied.title, attendees=copied.attendees, marks=copied.marks)
        )
    return 0
