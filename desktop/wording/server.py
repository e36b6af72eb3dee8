"""A server shared by desks in words: its address, its logins, who may do what there, what a test of it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from desktop.domain.sources import FoundServer

SENTENCES: Mapping[str, Callable[[], str]] = {
    "record.unreachable": lambda: _("The server can't be reached ({file}): check the network, then try again."),
    "record.bad_address": lambda: _("The server's address is not right: it looks like postgresql://host/database."),
    "record.no_driver": lambda: _("The part that speaks to a server is missing (psycopg): install Tập Huấn again."),
    "record.wrong_password": lambda: _(
        "The server {file} knows no such login, or the password is wrong: enter it again (tap-huan server login)."
    ),
    "record.login_locked": lambda: _(
        "The server {file} has locked this login: ask whoever looks after it, or enter another login."
    ),
    "record.no_tls": lambda: _(
        "The server {file} and this computer agree on no encryption: have TLS switched on at the server (ssl = on); only in a "
        "network that you trust choose an unencrypted connection."
    ),
    "record.certificate": lambda: _(
        "The certificate of the server {file} is not the one that is expected: ask whoever looks after it before going on."
    ),
    "record.too_many_connections": lambda: _(
        "The server {file} has no connection left for this computer: close what nobody uses, or ask who looks after it."
    ),
    "record.server_full": lambda: _("The disk of the server {file} is full: ask whoever looks after it to make room."),
    "record.no_database": lambda: _(
        "There is no such database on the server ({file}): check the address, or make it with “tap-huan server init”."
    ),
    "record.server_too_old": lambda: _(
        "The server {file} runs PostgreSQL {version}: at least version {oldest} is needed. Ask who looks after it."
    ),
    "record.server_refused": lambda: _("The server {file} does not let this computer in: {answer}"),
    "record.server_read_only": lambda: _("The server {file} takes no changes just now: nothing was saved."),
    "record.not_allowed": lambda: _(
        "Your login on the server may not do this: nothing was changed. Ask the organizer to do it."
    ),
    "record.not_set_up": lambda: _(
        "The database {file} is not set up yet: whoever looks after the server runs “tap-huan server init” first."
    ),
    "record.no_place": lambda: _(
        "Your login may not open {file}: ask the organizer for a login of this conference (tap-huan server add-desk)."
    ),
    "record.older": lambda: _(
        "{file} was made by an older version of Tập Huấn: whoever looks after the server runs “tap-huan server init” "
        "with this version first."
    ),
    # setting a server up
    "server.none": lambda: _("No server is named: give its address with --data postgresql://host/database."),
    "server.password_in_address": lambda: _(
        "No password in an address, where lists of programs and of commands keep it: nothing was done. "
        "Keep it once by: tap-huan server login {address}"
    ),
    "server.not_allowed": lambda: _(
        "Your login may not set up the server {file}: use one that may make roles and owns the database."
    ),
    "server.not_utf8": lambda: _(
        "The database {file} keeps text as {encoding}, which lacks Vietnamese letters: make another one in UTF8."
    ),
    "server.unknown_role": lambda: _("“{value}” is no kind of login: choose desk, organizer or viewer."),
    "server.organizer_sees_all": lambda: _(
        "An organizer's login sees every conference: leave --conference out, or make the login of a desk or a viewer."
    ),
    "server.login_taken": lambda: _("“{value}” is a login of the server for something else: choose another name."),
    "server.name_missing": lambda: _("Give the login a name."),
    "server.name_reserved": lambda: _("The server keeps the name “{value}” for itself: choose another one."),
    "server.name_too_long": lambda: _("“{value}” is too long for a login: choose a shorter name."),
    "server.name_unprintable": lambda: _("“{value}” has signs that a login can't have: choose another name."),
    # passwords
    "password.no_keyring": lambda: _(
        "This computer has no keyring to keep a password in: it was kept nowhere. "
        "Give it in the variable PGPASSWORD, or enter it each time."
    ),
    "password.not_kept": lambda: _("The keyring did not take the password: unlock it, then try again."),
}

_ROLES: Mapping[str, Callable[[], str]] = {
    "organizer": lambda: _("organizer"),
    "desk": lambda: _("attendance desk"),
    "viewer": lambda: _("only looking"),
}


def encryption_choices() -> list[tuple[str, object]]:
    """How a connection may be encrypted, each with libpq's word for it; "" as is right for where the server is."""
    return [
        (_("Encrypted, certificate checked"), ""),
        (_("Encrypted, certificate not checked"), "require"),
        (_("Not encrypted"), "disable"),
    ]


def role_text(role: str) -> str:
    """What a login may do, in words."""
    known = _ROLES.get(role)
    return known() if known else role


def holding_up(count: int) -> str:
    """That so many others wait for what a program holds; "" for nobody."""
    return ngettext("{count} waits for it", "{count} wait for it", count).format(count=count) if count else ""


def connected(program: str, connections: int, holds_up: int) -> str:
    """A program that is connected: "Cửa trước · 2 kết nối"."""
    many = ngettext("{count} connection", "{count} connections", connections).format(count=connections)
    return " · ".join(filter(None, (program, many if connections > 1 else "", holding_up(holds_up))))


def how_connected(used: int, allowed: int, encrypted: str) -> str:
    """How many connections a server has of those that it allows, and whether this one is encrypted."""
    many = _("connections: {used} of {allowed}").format(used=used, allowed=allowed)
    how = _("this connection is encrypted ({protocol})").format(protocol=encrypted) if encrypted else _("not encrypted")
    return f"{many} · {how}"


def found(there: FoundServer) -> str:
    """What a test of the connection found, in a line."""
    connected = _("Connected: PostgreSQL {version}").format(version=there.version)
    if not there.role:
        return _("{connected}. The database is empty: opening it makes it ready.").format(connected=connected)
    conferences = ngettext("{count} conference", "{count} conferences", there.conferences)
    parts = [
        connected,
        _("login: {role}").format(role=role_text(there.role)),
        conferences.format(count=there.conferences),
    ]
    if there.desks:
        parts.append(ngettext("{count} desk", "{count} desks", there.desks).format(count=there.desks))
    return " · ".join(parts)
