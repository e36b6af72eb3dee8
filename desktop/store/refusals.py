"""What a database answered, in the project's own codes."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError, OperationalError

from desktop.domain.errors import AppError, UnusableDatabase
from desktop.full_disk import has_room
from desktop.store.integrity import DAMAGE, primary_code

_CODES = {
    **dict.fromkeys(DAMAGE, "record.damaged"),
    sqlite3.SQLITE_FULL: "record.disk_full",
    sqlite3.SQLITE_IOERR: "record.disk_fault",
    sqlite3.SQLITE_READONLY: "record.read_only",
    sqlite3.SQLITE_PERM: "record.read_only",
    sqlite3.SQLITE_BUSY: "record.busy",
    sqlite3.SQLITE_LOCKED: "record.busy",
    sqlite3.SQLITE_PROTOCOL: "record.busy",
    sqlite3.SQLITE_CANTOPEN: "record.cannot_open",
}
"""SQLite's primary code → ours."""
_MAY_BE_FULL = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
"""What SQLite also answers where a log or an index beside the file finds no room."""

_AWAY = (
    "connection refused",
    "timeout expired",
    "could not translate host name",
    "could not receive",
    "could not send",
    "no such file or directory",
    "network is unreachable",
    "no route to host",
    "server closed the connection",
    "connection reset",
    "starting up",
    "shutting down",
    "in recovery mode",
)
"""The words of a connection that can't be made now, but may be in a while."""

_NO_CONNECTION = (
    ("record.too_many_connections", ("too many clients", "too many connections", "connection slots")),
    ("record.no_tls", ("does not support ssl", "ssl was required", "no encryption", "ssl off")),
    ("record.certificate", ("certificate", "root.crt")),
    ("record.login_locked", ("is not permitted to log in",)),
    ("record.unreachable", _AWAY),
)
"""Why no connection came about, by the words of the server and of the library; the first that fits counts."""

_FATAL = re.compile(r"FATAL: +(.*)")


def translate(error: DBAPIError, name: str, *, path: Path | None = None) -> Exception:
    """The error in the field's words, or itself when it is a programming error; `path` of a data file, none on a server."""
    return (_server(error, name) if path is None else _file(error, name, path)) or error


def worth_retrying(error: DBAPIError) -> bool:
    """Whether the same work may well succeed when it is done again from its beginning."""
    if getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}:
        return True
    if getattr(error.orig, "sqlstate", None) == "23505" and "pk_audit_line" in str(error.orig):
        return True  # another program of the same desk wrote the next line of its chain first
    return primary_code(error.orig) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _file(error: DBAPIError, name: str, path: Path) -> AppError | None:
    answer = primary_code(error.orig)
    code = _CODES.get(answer) if answer is not None else None
    if code is None:
        return None
    if answer in _MAY_BE_FULL and not has_room(path.parent):
        code = "record.disk_full"
    return UnusableDatabase(code, file=name)


def _server(error: DBAPIError, name: str) -> AppError | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    if state == "42501":
        return AppError("record.not_allowed", file=name)
    if state in {"55P03", "57014"}:
        return UnusableDatabase("record.busy", file=name)
    if state == "53100":
        return UnusableDatabase("record.server_full", file=name)
    if state == "53300":
        return UnusableDatabase("record.too_many_connections", file=name)
    if state == "25006":
        return UnusableDatabase("record.server_read_only", file=name)
    if error.connection_invalidated or state[:2] in {"08", "53"} or state.startswith("57P"):
        return UnusableDatabase("record.unreachable", file=name)
    if isinstance(error, OperationalError) and not state:
        return _not_connected(str(error.orig), name)
    return None


def _not_connected(text: str, name: str) -> AppError:
    """Why no connection came about: the server's own words, for there is no code for them."""
    folded = text.lower()
    if "password" in folded and ("fail" in folded or "supplied" in folded):
        return UnusableDatabase("record.wrong_password", file=name)
    if "database" in folded and "does not exist" in folded:
        return UnusableDatabase("record.no_database", file=name)
    if "role" in folded and "does not exist" in folded:
        return UnusableDatabase("record.wrong_password", file=name)
    for code, told in _NO_CONNECTION:
        if any(words in folded for words in told):
            return UnusableDatabase(code, file=name)
    answer = _FATAL.search(text)
    if answer is None:
        return UnusableDatabase("record.unreachable", file=name)
    return UnusableDatabase("record.server_refused", file=name, answer=answer[1].strip())
