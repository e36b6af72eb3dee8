"""A shared conference is in one place at every moment, and comes back whole."""

from __future__ import annotations

import datetime as dt
import os
import signal
import uuid
from pathlib import Path

import pytest

from desktop.domain.attendance import THERE, Method, Outcome
from desktop.domain.errors import AppError
from desktop.services import attendance, conferences, letterhead, rates, units
from desktop.services.opening import open_location
from desktop.services.serving import finding, where
from desktop.services.serving import serving as module
from desktop.services.serving.serving import Serving
from desktop.services.serving.where import Phase, Where
from desktop.store.database import Database
from desktop.store.upgrade import open_database
from desktop.wording.serving import clashes_text
from tests import kept_record
from tests.services.attendance.hall import DAY, Hall, fill, moment, open_hall
from tests.services.serving.conftest import begin

HA, AN, VU = "Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ"


def let_in(database: Database, hall: Hall, name: str) -> Outcome:
    return database.write(
        lambda tx: attendance.check_in(
            tx,
            training_session_id=hall.morning,
            attendee_id=hall.people[name],
            at=moment("07:45"),
            method=Method.SEARCH,
            token=uuid.uuid4(),
        )
    ).outcome


def present(path: Path, hall: Hall) -> set[str]:
    database = open_database(path)
    try:
        door = database.read(lambda tx: attendance.door_people(tx, hall.morning))
        return {each.full_name for each in door if each.status in THERE}
    finally:
        database.close()


def killed(made: Serving) -> None:
    """As when the organizer's program ends in the middle of what it does: the system takes its lock."""
    made._end_keeping()
    made._held.let_go()


def test_it_moves_in_and_back_whole_and_nothing_is_left(shared: tuple[Hall, Serving], home: Path):
    hall, made = shared
    server = open_location(made.address, desk="Bàn tổ chức")
    assert let_in(server, hall, AN) is Outcome.IN
    with pytest.raises(AppError, match="at_server"):
        let_in(hall.database, hall, VU)
    server.write(lambda tx: conferences.create_conference(tx, title="Buổi họp thêm", starts_on=DAY))
    server.close()
    hall.database.close()
    folder = made.own.folder
    copied = made.end()
    assert (copied.marks, where.load(), folder.exists()) == (1, None, False)
    path = home / "taphuan.db"
    assert present(path, hall) == {AN}
    database = open_location(path)
    assert let_in(database, hall, VU) is Outcome.IN
    titles = [each.title for each in database.read(conferences.list_conferences)]
    assert "Buổi họp thêm" in titles
    database.close()
    left = [each for each in (home / "serving").iterdir() if each.name != "lock"]
    assert not left


def test_who_is_writing_while_it_moves_is_written_or_refused(home: Path, monkeypatch: pytest.MonkeyPatch):
    """Nothing is written into the file once the copy for the server is being made."""
    seen: list[str] = []

    def move_in(made: Serving, *_given: object, **_more: object) -> None:
        with pytest.raises(AppError, match="at_server"):
            let_in(hall.database, hall, HA)
        seen.append(made.at.phase)
        raise AppError("serving.not_made")

    database, _made = kept_record.filled(home / "taphuan.db", fill)
    hall = open_hall(database)
    monkeypatch.setattr(Serving, "move_in", move_in)
    with pytest.raises(AppError, match="not_made"):
        module.begin(database, hall.conference_id, "Tập huấn", host="127.0.0.1")
    assert seen == [Phase.MOVING_IN]
    assert where.load() is None
    assert let_in(database, hall, HA) is Outcome.IN
    database.close()


def test_after_a_kill_at_any_step_the_next_start_goes_on(home: Path):
    hall, made = begin(home)
    path = home / "taphuan.db"
    server = open_location(made.address)
    let_in(server, hall, HA)
    server.close()
    hall.database.close()
    # Killed while it is served: the server outlived its program.
    killed(made)
    made = module.resume()  # type: ignore[assignment]
    assert made is not None
    server = open_location(made.address)
    let_in(server, hall, AN)
    server.close()
    # The computer was switched off as well.
    killed(made)
    made.own.programs.run("pg_ctl", "-D", made.own.data, "-m", "immediate", "-w", "stop", cwd=made.own.folder)
    made = module.resume()  # type: ignore[assignment]
    assert {each.full_name for each in _door(made, hall) if each.status in THERE} == {HA, AN}
    # Killed on the way back, once the file has it and before that was written down.
    made._end_keeping()
    made._move_back(None)
    made._held.let_go()
    database = open_location(path)
    with pytest.raises(AppError, match="at_server"):
        let_in(database, hall, VU)
    database.close()
    assert module.resume() is None
    assert (where.load(), made.own.folder.exists()) == (None, False)
    assert present(path, hall) == {HA, AN}


def test_killed_on_the_way_in_it_never_left(home: Path):
    database, _made = kept_record.filled(home / "taphuan.db", fill)
    hall = open_hall(database)
    now = dt.datetime.now(dt.UTC)
    Where(hall.conference_id, "Tập huấn", home / "taphuan.db", Phase.MOVING_IN, "127.0.0.1", 5433, now).save()
    with pytest.raises(AppError, match="at_server"):
        let_in(database, hall, HA)
    assert module.resume() is None
    assert let_in(database, hall, HA) is Outcome.IN
    database.close()


def test_a_server_that_dies_is_started_again_and_no_other_program_shares_meanwhile(shared: tuple[Hall, Serving]):
    hall, made = shared
    server = open_database(made.address)
    let_in(server, hall, HA)
    os.kill(int((made.own.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    made._look()
    assert made.news.running
    assert {each.full_name for each in _door(made, hall) if each.status in THERE} == {HA}
    server.close()
    # One program at a time shares one conference at a time.
    with pytest.raises(AppError, match=r"serving\.already"):
        module.begin(hall.database, hall.conference_id, "Tập huấn", host="127.0.0.1")
    made.pause()
    with pytest.raises(AppError, match=r"serving\.out_already"):
        module.begin(hall.database, hall.conference_id, "Tập huấn", host="127.0.0.1")
    with pytest.raises(AppError, match="at_server"):
        let_in(hall.database, hall, HA)


def _door(made: Serving, hall: Hall) -> list[attendance.DoorPerson]:
    server = open_location(made.address)
    try:
        return server.read(lambda tx: attendance.door_people(tx, hall.morning))
    finally:
        server.close()


def test_a_note_that_is_damaged_is_read_in_its_copy_and_without_one_nothing_is_written(home: Path):
    database, _made = kept_record.filled(home / "taphuan.db", fill)
    hall = open_hall(database)
    now = dt.datetime.now(dt.UTC)
    at = Where(hall.conference_id, "Tập huấn", home / "taphuan.db", Phase.SERVED, "127.0.0.1", 5433, now)
    at.save()
    note, copy = home / "serving" / "where.json", home / "serving" / "where.copy.json"
    for damage in (b"", b"{", b"[]", b'{"conference_id": 5}', b"\xff\xfe"):
        note.write_bytes(damage)
        assert where.load() == at
    copy.write_bytes(b"null")
    for ask in (where.load, lambda: where.out_of(home / "other.db"), module.resume, module.admin_address):
        with pytest.raises(AppError, match="place_unreadable"):
            ask()
    with pytest.raises(AppError, match="place_unreadable"):
        let_in(database, hall, HA)
    with pytest.raises(AppError, match="place_unreadable"):
        module.begin(database, hall.conference_id, "Tập huấn", host="127.0.0.1")
    assert note.exists()
    # No server was ever made: nothing can be there.
    finding.put_right(home / "taphuan.db")
    assert where.load() is None
    assert note.with_suffix(".unreadable").exists()
    assert let_in(database, hall, HA) is Outcome.IN
    database.close()


def test_the_server_itself_tells_whose_conference_it_holds(shared: tuple[Hall, Serving], home: Path):
    hall, made = shared
    server = open_location(made.address)
    let_in(server, hall, HA)
    server.close()
    hall.database.close()
    killed(made)
    for name in ("where.json", "where.copy.json"):
        (home / "serving" / name).write_bytes(b"\0")
    other = open_location(home / "other.db")
    other.close()
    with pytest.raises(AppError, match="of_another_file"):
        finding.put_right(home / "other.db")
    assert not where.is_readable()
    finding.put_right(home / "taphuan.db")
    found = where.load()
    assert found is not None
    assert (found.file, found.phase, found.port) == (home / "taphuan.db", Phase.SERVED, made.at.port)
    again = module.resume()
    assert again is not None
    again.end()
    assert (where.load(), present(home / "taphuan.db", hall)) == (None, {HA})


def test_what_was_edited_of_the_offices_own_comes_back_and_what_both_edited_is_told(
    shared: tuple[Hall, Serving], home: Path
):
    hall, made = shared
    file = hall.database
    file.write(lambda tx: letterhead.edit_office(tx, version=letterhead.office(tx)[0], locality="Huế"))
    (ward, *_others) = file.read(lambda tx: [each for each in units.list_units(tx) if each.kind == "ward"])
    server = open_location(made.address, desk="Bàn tổ chức")
    given = {"issuing_body": "UBND QUẬN HAI BÀ TRƯNG", "locality": "Hà Nội"}
    server.write(lambda tx: letterhead.edit_office(tx, version=letterhead.office(tx)[0], **given))
    server.write(lambda tx: rates.set_rate(tx, valid_from=DAY, amount=200_000))
    server.write(lambda tx: units.edit_unit(tx, ward.id, version=ward.version, name="UBND phường Mới"))
    server.write(lambda tx: units.add_unit(tx, "Công ty Tân Lập"))
    server.close()
    file.close()
    made.end()
    database = open_location(home / "taphuan.db")
    _version, office = database.read(letterhead.office)
    assert {name: office[name] for name in given} == given
    assert [each.amount for each in database.read(rates.list_rates)] == [200_000]
    names = {each.name for each in database.read(units.list_units)}
    assert {"UBND phường Mới", "Công ty Tân Lập"} <= names
    assert ward.name not in names
    assert [(each.table, each.field, each.shared, each.home) for each in made.clashes] == [
        ("office", "locality", "Hà Nội", "Huế")
    ]
    assert all(value in clashes_text(made.clashes) for value in ("“Hà Nội”", "“Huế”"))
    database.close()
