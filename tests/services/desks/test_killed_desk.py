"""A desk that is killed in the middle loses nobody whom it had shown as checked in."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.domain.people import AttendeeInput
from desktop.services import attendance, attendees
from desktop.services.attendance import marking
from desktop.services.opening import open_location
from desktop.store.database import Database
from desktop.store.upgrade import open_database
from tests.services.attendance.hall import Hall, open_hall

ROOT = Path(__file__).parents[3]


def crowded(database: Database) -> Hall:
    """Two hundred people at the door."""
    hall = open_hall(database)

    def work(tx: Any) -> dict[str, uuid.UUID]:
        names = [f"Đại Biểu Số {number}" for number in range(194)]
        return {
            name: attendees.add_attendee(tx, hall.conference_id, AttendeeInput(full_name=name)).id for name in names
        }

    return replace(hall, people={**hall.people, **database.write(work)})


def killed(location: str, hall: Hall, after: int) -> list[tuple[uuid.UUID, uuid.UUID, bool]]:
    """What a desk had shown (person, token, pending) when it was killed after so many answers; 0 lets it end."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.services.desks.desk_process", location, str(hall.morning)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "TAP_HUAN_HOME": str(paths.data_folder())},
        text=True,
    )
    assert child.stdout is not None
    shown = []
    for line in child.stdout:
        shown.append(line)
        if len(shown) == after:
            child.kill()
    child.wait(60)
    # A line cut short was not shown.
    told = [line.split() for line in shown if line.endswith("\n")]
    return [(uuid.UUID(person), uuid.UUID(token), pending == "1") for person, token, pending in told]


def there(database: Database, hall: Hall) -> dict[uuid.UUID, set[uuid.UUID]]:
    """The marks of everyone who is in."""

    def work(tx: Any) -> dict[uuid.UUID, set[uuid.UUID]]:
        people = [each for each in attendance.door_people(tx, hall.morning) if each.status in ("present", "late")]
        marks = marking.read_marks(tx, [(hall.morning, each.id) for each in people])
        return {attendee: {mark.id for mark in found} for (_session, attendee), found in marks.items()}

    return database.read(work)


def moments() -> list[int]:
    chance = random.Random(20180523)
    return [chance.randint(1, 199) for _try in range(2)]


def test_a_killed_desk_on_a_data_file_loses_none_it_had_shown(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    database = open_database(path)
    hall = crowded(database)
    shown: dict[uuid.UUID, uuid.UUID] = {}
    for after in [*moments(), 0]:
        shown.update((person, token) for person, token, _pending in killed(str(path), hall, after))
        marks = there(database, hall)
        assert all(marks.get(person) == {token} for person, token in shown.items())
    assert len(there(database, hall)) == 200
    database.close()


def test_a_killed_desk_whose_server_is_away_loses_none_it_had_shown(server: Any) -> None:
    address = server.fresh()
    database = open_database(address)
    hall = crowded(database)
    open_location(address, desk="Bàn 1").close()
    server.kill()
    shown: dict[uuid.UUID, uuid.UUID] = {}
    for after in moments():
        answers = killed(address, hall, after)
        assert all(pending for _person, _token, pending in answers)
        shown.update((person, token) for person, token, _pending in answers)
    server.start()
    database = open_location(address, desk="Bàn 1")
    assert (database.online, database.pending()) == (True, 0)
    database.close()
    marks = there(database, hall)
    assert shown
    assert all(marks.get(person) == {token} for person, token in shown.items())
    assert {len(each) for each in marks.values()} == {1}
    database.close()


@pytest.mark.slow
def test_a_desk_killed_while_its_server_comes_and_goes_loses_none_it_had_shown(server: Any) -> None:
    address = server.fresh()
    database = open_database(address)
    hall = crowded(database)
    open_location(address, desk="Bàn 1").close()
    shown: dict[uuid.UUID, uuid.UUID] = {}
    for number, after in enumerate(moments()):
        if number == 1:
            server.kill()
        shown.update((person, token) for person, token, _pending in killed(address, hall, after))
        if number == 1:
            server.start()
    open_location(address, desk="Bàn 1").close()
    marks = there(database, hall)
    assert all(token in marks.get(person, ()) for person, token in shown.items())
    database.close()
