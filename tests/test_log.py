"""The log says where and of what kind an error was, and nothing of anybody's data."""

from __future__ import annotations

import ast
import datetime as dt
import logging
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop import paths
from desktop.domain.errors import AppError, Conflict
from desktop.domain.people import AttendeeInput
from desktop.gui import crash_dialog
from desktop.log import described, log, open_log
from desktop.services import attendees, importing
from desktop.store.database import Database
from desktop.store.tables import Person

NAME, PHONE, BIRTH, MAIL = "Nguyễn Thị Bí Mật", "0912345678", "23/05/1975", "bimat@example.com"
SECRET = (NAME, "Bí", "Mật", PHONE, "1975", MAIL, "bimat", "Nguyen Thi Lo", "Lo.xlsx")
DESKTOP = Path(__file__).parents[1] / "desktop"


@pytest.fixture
def logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    monkeypatch.setenv("TAP_HUAN_HOME", str(tmp_path / "home"))
    open_log()
    yield lambda: paths.log_file().read_text(encoding="utf-8")
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


def twice(database: Database) -> None:
    """A row that a constraint refuses."""
    key = uuid.uuid4()

    def add(tx) -> None:
        for _ in range(2):
            tx.add(Person(id=key, full_name=NAME, name_key=NAME, sort_key=NAME, phone=PHONE))
            tx.flush()

    database.write(add)


def failures(database: Database) -> list[Callable[[], object]]:
    def caused() -> None:
        try:
            int(f"{NAME} {PHONE}")
        except ValueError as error:
            raise RuntimeError(f"row of {NAME}") from error

    return [
        lambda: twice(database),
        lambda: database.read(lambda tx: tx.execute(text("SELECT :name FROM nowhere"), {"name": NAME})),
        lambda: database.read(lambda tx: tx.execute(text("SELECT nowhere(:phone)"), {"phone": PHONE})),
        lambda: sqlite3.connect(":memory:").execute(f"SELECT '{NAME}' FROM \"{PHONE}\""),
        lambda: dt.date.fromisoformat(BIRTH),
        lambda: {}[NAME],
        lambda: [NAME].index(PHONE),
        lambda: NAME.encode("ascii"),
        lambda: Path(f"/{NAME}/{PHONE}").read_text(),
        lambda: (_ for _ in ()).throw(Conflict("attendee.changed", who=NAME, fields={"phone": PHONE})),
        lambda: (_ for _ in ()).throw(AssertionError(NAME)),
        lambda: database.read(
            lambda tx: attendees.add_attendee(tx, uuid.uuid4(), AttendeeInput(full_name=NAME, phone=PHONE, email=MAIL))
        ),
        lambda: importing.plan(None, None, [NAME], None),
        caused,
    ]


def test_no_failure_brings_names_phones_or_birth_dates_into_the_log(database: Database, logged) -> None:
    told = list[str]()
    for fail in failures(database):
        try:
            fail()
        except Exception as error:  # noqa: BLE001 - each way an error comes to the log
            log.exception("not taken by the server: %s", uuid.uuid4())
            log.warning("no camera: %s", error)
            log.error("a row of %s, %s", NAME, PHONE)
            log.error("counted %d of %s", int(PHONE), {"name": NAME})
            crash_dialog._on_error(type(error), error, error.__traceback__)
            told.append(described(error))
    assert len(told) == len(failures(database))
    assert not [secret for secret in SECRET if secret in logged() or any(secret in each for each in told)]
    for kind in ("IntegrityError", "ValueError", "UnicodeEncodeError", "KeyError", "attendee.changed", "test_log.py"):
        assert kind in logged(), kind


def test_what_is_no_data_stays_in_the_log(logged) -> None:
    key = uuid.uuid4()
    log.info("%d rows of %s after %s: %s", 12, key, OSError(28, "x", NAME), ValueError)
    try:
        None.full_name  # type: ignore[attr-defined]  # noqa: B018
    except AttributeError as error:
        log.error("unexpected", exc_info=error)
    told = logged()
    assert f"12 rows of {key} after OSError: No space left on device: ValueError" in told
    assert "AttributeError: 'NoneType' object has no attribute 'full_name'" in told


def test_an_error_is_told_with_what_led_to_it(logged) -> None:
    try:
        try:
            raise AppError("file.damaged", file="Nguyen Thi Lo.xlsx")
        except AppError as error:
            raise KeyError(NAME) from error
    except KeyError as error:
        told = described(error)
    assert told.index("file.damaged") < told.index("This led to:") < told.index("KeyError")
    assert told.rstrip().endswith("KeyError")


def test_every_message_is_written_in_the_program_and_goes_through_the_one_log() -> None:
    for path in sorted(DESKTOP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            of = node.func.value
            if node.func.attr == "getLogger":
                assert path.name == "log.py", path
            if isinstance(of, ast.Name) and of.id == "log" and node.func.attr in {"exception", *map(str.lower, LEVELS)}:
                assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}"


LEVELS = tuple(logging.getLevelNamesMapping())
