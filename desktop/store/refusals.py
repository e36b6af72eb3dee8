"""What a database answered, in the project's own codes."""

from __future__ import annotations

import re
import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError

from desktop.domain.errors import AppError, UnusableDatabase

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
    "too many clients",
    "too many connections",
    "connection slots",
)
"""The words of a connection that can't be made now, but may be in a while."""

_FATAL = re.compile(r"FATAL: +(.*)")


def translate(error: DBAPIError, name: str, *, on_server: bool) -> Exception:
    """The error in the field's words, or itself when it is a programming error."""
    return (_server if on_server else _file)(error, name) or error


def worth_retrying(error: DBAPIError) -> bool:
    """Whether the same work may well succeed when it is done again from its beginning."""
    if getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}:
        return True
    if getattr(error.orig, "sqlstate", None) == "23505" and "pk_audit_line" in str(error.orig):
        return True  # another program of the same desk wrote the next line of its chain first
    return isinstance(error.orig, sqlite3.OperationalError) and "locked" in str(error.orig)


def _file(error: DBAPIError, name: str) -> AppError | None:
    text = str(error.orig).lower()
    if "disk is full" in text:
        return UnusableDatabase("record.disk_full", file=name)
    if "readonly" in text or "read-only" in text:
        return UnusableDatabase("record.read_only", file=name)
    if "malformed" in text or "not a database" in text or "disk i/o" in text:
        return UnusableDatabase("record.damaged", file=name)
    if "locked" in text or "busy" in text:
        return UnusableDatabase("record.busy", file=name)
    if "unable to open" in text:  # its disk is gone, or may only be read
        return UnusableDatabase("record.cannot_open", file=name)
    return None


def _server(error: DBAPIError, name: str) -> AppError | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    if state == "42501":
        return AppError("record.not_allowed", file=name)
    if state in {"55P03", "57014"}:
        return UnusableDatabase("record.busy", file=name)
    if state == "53100":
        return UnusableDatabase("record.disk_full", file=name)
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
    answer = _FATAL.search(text)
    if answer is None or any(words in folded for words in _AWAY):
        return UnusableDatabase("record.unreachable", file=name)
    return UnusableDatabase("record.server_refused", file=name, answer=answer[1].strip())
