"""Sentences about a server shared by desks: its address, its logins, what they may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _

SENTENCES: Mapping[str, Callable[[], str]] = {
    "record.unreachable": lambda: _("The server can't be reached ({file}): check the network, then try again."),
    "record.bad_address": lambda: _("The server's address is not right: it looks like postgresql://host/database."),
    "record.no_driver": lambda: _("The part that speaks to a server is missing (psycopg): install Tập Huấn again."),
    "record.wrong_password": lambda: _(
        "The server {file} knows no such login, or the password is wrong: enter it again (tap-huan server login)."
    ),
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
    # passwords
    "password.no_keyring": lambda: _(
        "This computer has no keyring to keep a password in: it was kept nowhere. "
        "Give it in the variable PGPASSWORD, or enter it each time."
    ),
    "password.not_kept": lambda: _("The keyring did not take the password: unlock it, then try again."),
}
