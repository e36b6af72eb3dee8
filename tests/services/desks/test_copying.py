"""A conference goes to a server and back whole."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop import cli
from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.domain.pictures import PictureKind
from desktop.domain.sheet_code import PageCode
from desktop.domain.sheet_places import Box, PagePlaces, RowPlace
from desktop.services import (
    attendance,
    attendees,
    conferences,
    demo,
    journal,
    letterhead,
    pictures,
    sheets,
    signed_sheets,
    undoing,
    units,
)
from desktop.services.certificate_codes import keys
from desktop.services.desks import bundles, copying
from desktop.services.desks.bundles import Bundle
from desktop.store import schema
from desktop.store.database import Database
from desktop.store.tables import PayRate, Unit
from desktop.store.upgrade import open_database
from tests.services.attendance.hall import Hall, fill, open_hall
from tests.services.desks.laptops import KINDS, Desk, happen


def whole(database: Database, conference_id: uuid.UUID) -> dict[str, Any]:
    """The conference, its numbered lines told apart by what they are and not by their numbers."""
    bundle = database.read(lambda tx: copying.take(tx, conference_id))
    return {name: rows_of(bundle, name) for name in bundle.tables}


def rows_of(bundle: Bundle, name: str) -> list[dict[str, Any]]:
    tokens = {row["id"]: row["token"] for row in bundle.rows("journal_entry")}
    found = []
    for row in bundle.rows(name):
        plain = dict(row)
        if name == "attendance":  # a server works them out anew, and makes none of which nothing was said
            if row["status"] == "unrecorded" and not row["remark"]:
                continue
            del plain["id"], plain["version"]
        if name == "attendee":  # a server keeps no end of a phone number among what people are found by
            plain["search"] = re.sub(r" \d{4}$", "", row["search"])
        if name == "attendance_mark":
            del plain["received_at"], plain["login"]
        if name in ("import_row", "journal_entry", "change"):
            del plain["id"]
        if name == "journal_entry":
            plain["undone_by"] = tokens.get(row["undone_by"], row["undone_by"])
            plain["details"] = {**row["details"], "entry": tokens.get(row["details"].get("entry"))}
        if name == "change":
            plain["journal_entry_id"] = tokens[row["journal_entry_id"]]
        found.append(plain)
    if name == "attendance":
        found.sort(key=lambda row: (row["training_session_id"], row["attendee_id"]))
    return found


def found_by(database: Database, conference_id: uuid.UUID) -> set[str]:
    """By which texts the people of a conference are found."""
    return {row["search"] for row in database.read(lambda tx: copying.take(tx, conference_id)).rows("attendee")}


@pytest.fixture
def beginning():
    return fill


@pytest.fixture
def hall(sqlite: Database) -> Hall:
    return open_hall(sqlite)


@pytest.fixture
def server(postgresql: Any) -> Any:
    database = open_database(postgresql.emptied(), desk="Máy chủ")
    yield database
    database.close()


def test_the_offices_letterhead_and_rates_come_along_where_there_are_none(server: Database, tmp_path: Path) -> None:
    path = tmp_path / "mau.db"
    source = open_database(path)
    ids = [
        source.write(lambda tx, title=title: conferences.create_conference(tx, title=title)).id
        for title in ("Hội nghị một", "Hội nghị hai")
    ]
    source.write(lambda tx: letterhead.edit_office(tx, version=0, issuing_body="UBND QUẬN THỬ", recipients="Lưu: VT."))
    rate = PayRate(valid_from=dt.date(2018, 1, 1), amount=100_000, basis="Thông tư thử")
    source.write(lambda tx: tx.add(rate))
    before = whole(source, ids[0])
    source.close()
    copying.copy_in(server, path, "Hội nghị một")
    assert whole(server, ids[0]) == before
    server.write(
        lambda tx: letterhead.edit_office(tx, version=letterhead.office(tx)[0], issuing_body="UBND PHƯỜNG THỬ")
    )
    copying.copy_in(server, path, "Hội nghị hai")
    assert server.read(letterhead.office)[1]["issuing_body"] == "UBND PHƯỜNG THỬ"


def test_the_sample_conference_goes_to_the_server_and_back_whole(server: Database, tmp_path: Path) -> None:
    sample = demo.new_sample(tmp_path / "mau.db")
    source = open_database(sample.path)
    view = source.read(conferences.list_conferences)[0]
    before = whole(source, view.id)
    found_by_before = found_by(source, view.id)
    source.close()
    told: list[tuple[int, int]] = []
    copied = copying.copy_in(server, sample.path, view.code, lambda done, total: told.append((done, total)))
    assert copied.attendees == len(before["attendee"])
    assert told
    assert told[-1][0] == told[-1][1]
    assert whole(server, view.id) == before
    back = tmp_path / "ve.db"
    copying.copy_out(server, back, view.code)
    target = open_database(back)
    assert whole(target, view.id) == before
    assert found_by(target, view.id) == found_by_before
    target.close()


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 30), st.integers(0, 30)), max_size=15))
def test_whatever_happened_is_there_after_the_way_in_and_back_into_the_same_file(
    postgresql: Any, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    path = tmp_path_factory.mktemp("file") / "record.db"
    hall = open_hall(open_database(path, desk="Bàn 1"))
    server = open_database(postgresql.emptied(), desk="Máy chủ")
    half = len(steps) // 2
    for step in steps[:half]:
        happen(Desk(hall), *step)
    before = whole(hall.database, hall.conference_id)
    hall.database.close()
    copying.copy_in(server, path, "một cửa")
    assert whole(server, hall.conference_id) == before
    central = Desk(Hall(server, hall.conference_id, hall.morning, hall.afternoon, hall.people))
    for step in steps[half:]:
        happen(central, *step)
    copied = copying.copy_out(server, path, "một cửa")
    assert copied.kept is not None
    assert copied.kept.exists()
    again = open_database(path)
    assert whole(again, hall.conference_id) == whole(server, hall.conference_id)
    again.close()
    server.close()


def test_every_table_about_a_conference_is_copied_whole_each_after_those_it_stands_on() -> None:
    """What `WHOLE` names is placed by `copying`; what is missing there stays behind without a word."""
    on_one_side = {
        "desk_conference",
        "refused_entry",
        "audit_line",
    }  # a server's own; and the chain, which each side has
    of_the_office = {"data_request", "erasure", "learned_heading", "office", "outbox", "pay_rate", "reported_period"}
    elsewhere = on_one_side | of_the_office | {"signing_key", "unit_succession"}
    tables = {each.name: each for each in schema.whole().sorted_tables}
    assert tables.keys() == {*bundles.WHOLE} | elsewhere
    for place, name in enumerate(bundles.WHOLE):
        stands_on = {key.column.table.name for key in tables[name].foreign_keys} - {name}
        late = {each for each in stands_on & {*bundles.WHOLE} if bundles.WHOLE.index(each) > place}
        assert late == set(), f"{name} comes before"


def test_a_conference_that_is_on_the_server_is_refused(hall: Hall, server: Database) -> None:
    copying.copy_in(server, hall.database.path, "một cửa")
    before = server.read(journal.latest)
    with pytest.raises(InvalidInput) as refused:
        copying.copy_in(server, hall.database.path, "một cửa")
    assert refused.value.code == "copy.on_server_already"
    assert server.read(journal.latest) == before


def test_a_number_that_is_taken_gives_way_and_comes_back_as_it_was(hall: Hall, server: Database) -> None:
    server.write(lambda tx: conferences.create_conference(tx, title="Hội nghị khác"))
    codes = [person.code for person in hall.at_the_door()]
    assert copying.copy_in(server, hall.database.path, "một cửa").code == "102"
    central = Hall(server, hall.conference_id, hall.morning, hall.afternoon, hall.people)
    assert [person.code for person in central.at_the_door()] == codes
    assert copying.copy_out(server, hall.database.path, "một cửa").code == "101"


def test_units_the_server_has_stand_for_those_of_the_file(hall: Hall, server: Database) -> None:
    server.write(lambda tx: units.seed_units(tx, "hai-ba-trung"))
    count = server.read(lambda tx: len(units.list_units(tx)))
    copying.copy_in(server, hall.database.path, "một cửa")
    assert server.read(lambda tx: len(units.list_units(tx))) == count
    of_server = set(server.read(lambda tx: tx.scalars(select(Unit.id)).all()))
    central = Hall(server, hall.conference_id, hall.morning, hall.afternoon, hall.people)
    assert all(person.unit_id in of_server for person in central.at_the_door())
    copying.copy_out(server, hall.database.path, "một cửa")
    of_file = set(hall.database.read(lambda tx: tx.scalars(select(Unit.id)).all()))
    assert all(person.unit_id in of_file for person in hall.at_the_door())


def test_what_was_copied_can_be_undone_on_the_other_side(hall: Hall, server: Database) -> None:
    hall.let_in("Nguyễn Thị Hà")
    copying.copy_in(server, hall.database.path, "một cửa")
    central = Hall(server, hall.conference_id, hall.morning, hall.afternoon, hall.people)
    (line,) = (each for each in server.read(journal.recent) if each.action == "attendance.in")
    server.write(lambda tx: undoing.undo(tx, line.id))
    assert central.person("Nguyễn Thị Hà").status == "unrecorded"


def test_people_edited_on_the_server_come_back_as_they_are_there(hall: Hall, server: Database) -> None:
    copying.copy_in(server, hall.database.path, "một cửa")
    key = hall.people["Nguyễn Thị Hà"]

    def edit(tx: Any) -> None:
        view = attendees.get_attendee(tx, key)
        attendees.edit_attendee(tx, key, AttendeeInput(phone="0987654321"), version=view.version)

    server.write(edit)
    server.write(lambda tx: attendance.cancel(tx, [key], "ốm"))
    copying.copy_out(server, hall.database.path, "một cửa")
    view = hall.database.read(lambda tx: attendees.get_attendee(tx, key))
    assert (view.phone, view.state) == ("0987654321", "cancelled")


def test_only_a_server_is_copied_to(hall: Hall, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        copying.copy_in(hall.database, tmp_path / "khac.db", "x")
    assert refused.value.code == "copy.needs_server"


def test_the_command_line_copies_in_and_out(
    hall: Hall, postgresql: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = postgresql.emptied()
    file = str(hall.database.path)
    assert cli.main(["server", "copy-in", "một cửa", "--from", file, "--data", address, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["attendees"] == 6
    assert cli.main(["server", "copy-in", "một cửa", "--from", file, "--data", address]) != 0
    assert "đã có trên máy chủ" in capsys.readouterr().err
    assert cli.main(["server", "copy-out", "một cửa", "--to", str(tmp_path / "ra.db"), "--data", address]) == 0
    assert "6 đại biểu" in capsys.readouterr().out


def test_a_sheet_keeps_its_token_and_its_places_on_a_server_whatever_number_the_conference_gets(
    hall: Hall, server: Database
) -> None:
    server.write(lambda tx: conferences.create_conference(tx, title="Hội nghị trước"))  # takes 101
    made = hall.database.write(lambda tx: sheets.record_sheet(tx, hall.conference_id, EVERYONE, SheetOptions()))
    box = Box(30, 21, 165, 9)
    page = PagePlaces(1, None, 210, 297, Box(183, 275, 12, 12), box, (), (RowPlace(1, 21, 9),))
    hall.database.write(lambda tx: sheets.keep_places(tx, made.sheet_id, (page,)))
    bundle = hall.database.read(lambda tx: copying.take(tx, hall.conference_id))
    server.write(lambda tx: copying.place(tx, bundle))
    code = PageCode("101", 1, None, 1, made.token)
    assert server.read(lambda tx: signed_sheets.number_of(tx, hall.conference_id, code)) == 1
    assert server.read(lambda tx: sheets.places(tx, hall.conference_id, 1)) == [(page,)]
    assert server.read(lambda tx: conferences.get_conference(tx, hall.conference_id)).code == "102"


def test_pictures_and_the_key_of_certificates_go_along_and_no_private_key_to_another_desk(server, tmp_path):
    source = open_database(tmp_path / "record.db", desk="1")
    try:
        conference = source.write(lambda tx: conferences.create_conference(tx, title="Tập huấn").id)
        source.write(lambda tx: pictures.put(tx, PictureKind.EMBLEM, "a.png", b"office"))
        source.write(lambda tx: pictures.put(tx, PictureKind.BACKGROUND, "b.png", b"own", conference_id=conference))
        key = source.write(keys.private)[1]
        told = source.read(lambda tx: bundles.gather(tx, [conference]))
        assert "signing_key" not in {*bundles.AT_THE_DOOR, *bundles.EXCHANGED, *told.tables}
    finally:
        source.close()
    copying.copy_in(server, tmp_path / "record.db", "Tập huấn")
    copying.copy_out(server, tmp_path / "other.db", "Tập huấn")
    back = open_database(tmp_path / "other.db", desk="2")
    try:
        for database in (server, back):
            kept = database.read(lambda tx: pictures.kept(tx, conference))
            assert sorted(base64.b64decode(each.data) for each in kept) == [b"office", b"own"]
            assert database.read(keys.public) == key
    finally:
        back.close()
