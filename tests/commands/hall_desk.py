"""The hall of the attendance tests, with the command line on its data file."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from desktop import cli
from desktop.store.database import Database, EngineDatabase
from tests.services.attendance.hall import Hall

HA, AN, VU, NGA = "Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ", "Phạm Thu Nga"
AT = "2018-05-23T07:45:00"


def local(text: str) -> str:
    """A time of this computer as the JSON results write it: with the offset."""
    return dt.datetime.fromisoformat(text).astimezone().isoformat(timespec="seconds")


class HallDesk:
    """Commands on the record of one test."""

    def __init__(self, hall: Hall, location: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.hall, self.location, self.capsys = hall, location, capsys

    def run(self, *words: object) -> tuple[int, str, str]:
        code = cli.main(["--data", self.location, *map(str, words)])
        told = self.capsys.readouterr()
        return code, told.out, told.err

    def json(self, *words: object) -> tuple[int, dict[str, Any]]:
        code, out, err = self.run(*words, "--json")
        assert out, err
        return code, json.loads(out)

    def check_in(self, who: str, *more: object, session: str = "Sáng") -> tuple[int, dict[str, Any]]:
        """In time for the session, unless told otherwise."""
        at = () if {"--at", "--anyway"} & set(more) else ("--at", "13:20" if session == "Chiều" else "07:45")
        return self.json("check-in", "101", session, who, *at, *more)

    def report(self, session: str = "Sáng") -> dict[str, Any]:
        code, told = self.json("attendance", "101", "--session", session)
        assert code == 0
        (only,) = told["sessions"]
        return only

    def row(self, name: str, session: str = "Sáng") -> dict[str, Any]:
        return next(each for each in self.report(session)["attendees"] if each["full_name"] == name)

    def code_of(self, name: str) -> str:
        return self.hall.person(name).code


def location(database: Database) -> str:
    """What `--data` takes to work on this database."""
    if database.path:
        return str(database.path)
    assert isinstance(database, EngineDatabase)
    return database.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
