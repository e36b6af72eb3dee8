"""server init | add-desk | status | login."""

from __future__ import annotations

import argparse
import getpass
import sys

from desktop.commands import output
from desktop.i18n import _
from desktop.services import passwords, server
from desktop.settings import Settings
from desktop.wording.formats import moment_text


def init(given: argparse.Namespace) -> int:
    """Make a server's database ready."""
    address = server.named(given.address)
    made = server.init(address)
    place = server.place_of(address)
    if made:
        output.say(_("Made the database {place}.").format(place=place))
    output.say(_("Ready: {place}. Next, a login for each desk: tap-huan server add-desk NAME.").format(place=place))
    return 0


def add_desk(given: argparse.Namespace) -> int:
    """Give a desk its login."""
    login = server.add_desk(_server(given), given.login, given.role)
    if given.json:
        output.document({"login": login.name, "role": login.role, "password": login.password, "address": login.address})
    else:
        output.table(
            [(_("Login"), login.name), (_("Password"), login.password), (_("Address"), login.address)],
        )
    if login.renewed:
        output.say(_("“{name}” was there already: it has a new password now.").format(name=login.name))
    output.say(_("The password is shown this once. At the desk: tap-huan server login ADDRESS."))
    return 0


def status(given: argparse.Namespace) -> int:
    """How the server stands."""
    there = server.status(_server(given))
    if given.json:
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
        ]
    )
    _list(_("Logins"), [(name, _role(role)) for name, role in there.logins])
    _list(
        _("Connected now"),
        [(each.login, each.program, moment_text(each.since, seconds=True)) for each in there.connected],
    )
    _list(_("Conferences"), [(code, title, str(count)) for code, title, count in there.conferences])
    return 0


def log_in(given: argparse.Namespace) -> int:
    """Keep a login's password in the keyring."""
    address = server.named(given.address)
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


def _server(given: argparse.Namespace) -> str:
    return server.named(given.data or Settings.load().data_file)


def _list(heading: str, rows: list[tuple[str, ...]]) -> None:
    if rows:
        output.result()
        output.result(heading)
        output.table([("", *row) for row in rows])


def _plain(there: server.Status) -> dict[str, object]:
    return {
        "server": there.place,
        "postgresql": there.version,
        "schema": there.schema,
        "schema_here": there.schema_here,
        "role": there.role,
        "groups": list(there.groups),
        "logins": [{"login": name, "role": role} for name, role in there.logins],
        "connected": [
            {"login": each.login, "desk": each.program, "since": each.since.isoformat() if each.since else None}
            for each in there.connected
        ],
        "conferences": [{"code": code, "title": title, "attendees": count} for code, title, count in there.conferences],
        "last_change": there.last_change.isoformat() if there.last_change else None,
    }
