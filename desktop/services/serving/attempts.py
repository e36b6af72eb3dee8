"""Who tried to get in at this computer's server and was not let in, as its log tells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.store.desk_register import CODE

_LINE = re.compile(r"(\S+ \S+) (\S+)\|([^|]*)\|([^|]*)\|(FATAL|LOG|ERROR): +(.*)")
_ROLE = re.compile(r'"([^"]*)"')
_REFUSED = ("authentication failed", "is not permitted to log in")
_FOREIGN = (
    "pg_hba.conf",
    "could not accept SSL",
    "invalid length of startup packet",
    "unsupported frontend protocol",
    "canceling authentication due to timeout",
)


class Tried(StrEnum):
    """What was tried."""

    CODE = "code"
    """A code that is wrong, used or old."""
    LOGIN = "login"
    """A login, locked, unknown or with another password."""
    OTHER = "other"
    """No program of ours, or no TLS."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody was refused."""

    at: dt.datetime
    host: str
    """From which address."""
    tried: Tried
    login: str = ""


class Attempts:
    """What the log tells since the last look."""

    def __init__(self) -> None:
        self._read: dict[Path, int] = {}

    def new(self, logs: Iterable[Path]) -> list[Attempt]:
        """Who was refused since."""
        found = []
        for path in logs:
            with path.open("rb") as file:
                begin = self._read.get(path, 0)
                size = file.seek(0, 2)
                file.seek(begin if begin <= size else 0)  # a log of the day before is begun anew
                text = file.read()
                whole = text.rpartition(b"\n")[0] + b"\n" if b"\n" in text else b""
                self._read[path] = (begin if begin <= size else 0) + len(whole)
            for line in whole.decode("utf-8", "replace").splitlines():
                if attempt := attempt_in(line):
                    found.append(attempt)
        return sorted(found, key=lambda each: each.at)


def attempt_in(line: str) -> Attempt | None:
    """The refusal that a line of the log tells of; None for any other."""
    match = _LINE.match(line)
    if match is None:
        return None
    when, _zone, host, user, level, words = match.groups()
    if level == "FATAL" and any(each in words for each in _REFUSED):
        role = _ROLE.search(words)
        login = role[1] if role else user
        tried = Tried.CODE if login.startswith(CODE) else Tried.LOGIN
    elif any(each in words for each in _FOREIGN):
        tried, login = Tried.OTHER, user if user != "[unknown]" else ""
    else:
        return None
    try:
        at = dt.datetime.fromisoformat(when).replace(tzinfo=dt.UTC)  # the server writes its log in UTC
    except ValueError:
        return None
    return Attempt(at, host.strip(), tried, login)
