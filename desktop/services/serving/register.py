"""The desks of a server for its organizer: who is there, and what can be done with a desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from desktop.domain.errors import AppError
from desktop.domain.sources import parse_server
from desktop.services import passwords
from desktop.services.serving import connection_file
from desktop.store import desk_register, server
from desktop.store.desk_register import Code, Desk
from desktop.store.engines import place, server_url

__all__ = ["Code", "Desk", "desks", "find", "invite", "lock", "remove", "rename"]

INVITATION_LASTS = dt.timedelta(days=1)
"""A file on a stick is carried about: it is good longer than a code that is read aloud."""


def desks(address: str) -> tuple[Desk, ...]:
    """Every desk, as it stands now. Raises AppError."""
    return tuple(_at(address, desk_register.desks))


def find(address: str, name: str) -> Desk:
    """The desk of this name or login. Raises InvalidInput."""
    found: Desk = _at(address, lambda connection: desk_register.find(connection, name))
    return found


def lock(address: str, login: str, *, locked: bool = True) -> None:
    """Let a desk in no more, or again. Raises AppError."""
    _at(address, lambda connection: desk_register.lock(connection, login, locked=locked))


def rename(address: str, login: str, title: str) -> None:
    """Another name for a desk. Raises InvalidInput."""
    _at(address, lambda connection: desk_register.rename(connection, login, title))


def remove(address: str, login: str) -> None:
    """Take a desk's login away; what it wrote stays. Raises AppError."""
    _at(address, lambda connection: desk_register.remove(connection, login))


def invite(address: str, path: Path, host: str = "") -> None:
    """Write a connection file for one more desk; `host`: where it finds this computer, if that is the server.

    Raises AppError.
    """
    made: Code = _at(address, lambda connection: desk_register.new_code(connection, INVITATION_LASTS))
    server_address, _password = parse_server(address)
    options = dict(server_address.options)
    certificate = options.get("sslrootcert", "")
    if host:
        options["hostaddr"] = host
    try:
        pem = Path(certificate).read_text(encoding="ascii") if certificate else ""
    except (OSError, ValueError):
        pem = ""  # "system", or one that only this computer knows: the desk trusts what it trusts itself
    connection_file.write(path, replace(server_address, options=tuple(options.items())), pem, made.name, made.secret)


def _at(address: str, work: Callable[[Connection], Any]) -> Any:
    """As who may make logins there; a server set up before this version learns of desks first."""
    with server.working(passwords.with_password(address)) as connection:
        if not desk_register.is_kept(connection):
            if not _may_make(connection):
                raise AppError("server.not_allowed", file=place(server_url(address)))
            desk_register.renew(connection)
        return work(connection)


def _may_make(connection: Connection) -> bool:
    query = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    return bool(connection.exec_driver_sql(query).scalar())
