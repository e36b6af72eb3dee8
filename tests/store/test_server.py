"""A server set up for desks: what its database itself lets a login do, and what it says when it can't."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import select, text

from desktop import wording
from desktop.domain.attendance import Outcome, Status
from desktop.domain.errors import AppError, InvalidInput, UnusableDatabase
from desktop.domain.people import AttendeeInput
from desktop.services import agenda, attendance, attendees, binned, conferences, journal
from desktop.store import grants, schema, server, upgrade
from desktop.store.database import Database
from desktop.store.engines import server_url
from desktop.store.tables import Person, RefusedEntry
from desktop.store.upgrade import open_database
from tests.services.attendance.hall import DAY, Hall
from tests.store.site import Site

TABLES = sorted(table.name for table in schema.whole().sorted_tables)


@pytest.fixture(scope="module")
def site(postgresql: Any) -> Iterator[Site]:
    made = Site(postgresql)
    yield made
    made.organizer.close()


@pytest.fixture
def desk(site: Site) -> Iterator[Database]:
    database = site.open("desk")
    yield database
    database.close()


@pytest.fixture
def at_desk(site: Site, desk: Database) -> Hall:
    hall = site.hall
    return Hall(desk, hall.conference_id, hall.morning, hall.afternoon, hall.people)


HIDDEN = ["phone", "birth", "email", "gender"]


@pytest.mark.parametrize("role", ["desk", "viewer"])
@pytest.mark.parametrize(
    "query",
    [
        *(f"SELECT {column} FROM person" for column in HIDDEN),
        "SELECT * FROM person",
        "SELECT count(*) FROM person WHERE phone LIKE '09%'",
        "SELECT person FROM person",
        "SELECT extra FROM attendee",
        "SELECT * FROM attendee",
        *(f"SELECT * FROM {name}" for name in ("change", "import_batch", "import_row", "learned_heading", "outbox")),
        *(f"SELECT * FROM {name}" for name in ("conclusion", "task", "task_progress", "task_extension", "reminder")),
        *(f"SELECT * FROM {name}" for name in ("opinion_round", "opinion_answer", "opinion_comment", "opinion_tally")),
        *(f"SELECT * FROM {name}" for name in ("opinion_sheet", "opinion_paper")),
        *(f"SELECT * FROM {name}" for name in ("dialogue", "dialogue_question", "procedure_proposal")),
        "COPY person TO STDOUT",
        "CREATE TABLE own (x int)",
        "SELECT rolpassword FROM pg_authid",
        "SELECT nextval('import_row_id_seq')",
    ],
)
def test_the_database_itself_refuses_what_a_desk_may_not_see(site: Site, role: str, query: str):
    with site.connect(role) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(query)


@pytest.mark.parametrize("role", ["desk", "viewer"])
@pytest.mark.parametrize("table", [*TABLES, "alembic_version"])
def test_a_desk_deletes_and_edits_nothing(site: Site, role: str, table: str):
    column = schema.table(table).primary_key.columns[0].name if table in schema.whole().tables else "version_num"
    with site.connect(role) as connection:
        for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}"):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(statement)
        with pytest.raises(InsufficientPrivilege):
            connection.execute(f"UPDATE {table} SET {column} = {column} WHERE false")


def test_a_viewer_sees_the_board_and_writes_nothing(site: Site):
    database = site.open("viewer")
    assert database.role == "viewer"
    assert len(database.read(lambda tx: attendance.door_people(tx, site.hall.morning))) >= 6
    hall = Hall(database, site.hall.conference_id, site.hall.morning, site.hall.afternoon, site.hall.people)
    with pytest.raises(AppError) as told:
        hall.let_in("Lê Văn Vũ")
    assert told.value.code == "record.not_allowed"
    assert wording.error(told.value)
    database.close()


def test_the_whole_door_works_with_a_desks_login(site: Site, at_desk: Hall, desk: Database):
    hall = at_desk
    assert desk.role == "desk"
    assert desk.desk == site.logins["desk"].name
    first = hall.let_in("Nguyễn Thị Hà")
    assert (first.outcome, first.desk) == (Outcome.IN, desk.desk)
    assert hall.let_in("Nguyễn Thị Hà").outcome == Outcome.ALREADY_IN
    new = desk.write(
        lambda tx: attendance.walk_in(
            tx,
            hall.conference_id,
            full_name="Ông Vũ Văn Mới",
            unit="Phường Bạch Đằng",
            token=uuid.uuid4(),
            session_ids=[hall.morning],
        )
    )
    assert new.check_ins[0].outcome == Outcome.IN
    instead = desk.write(
        lambda tx: attendance.substitute(
            tx,
            hall.people["Trần Đức An"],
            full_name="Lý Thị Thay",
            token=uuid.uuid4(),
            reason="ốm",
            check_in_at=[hall.morning],
        )
    )
    assert instead.check_ins[0].outcome == Outcome.IN
    assert hall.let_in("Trần Đức An").outcome == Outcome.REPLACED
    where = {"training_session_id": hall.morning}
    desk.write(lambda tx: attendance.leave(tx, attendee_id=hall.people["Nguyễn Thị Hà"], token=uuid.uuid4(), **where))
    desk.write(
        lambda tx: attendance.set_status(tx, attendee_id=hall.people["Lê Văn Vũ"], status=Status.EXCUSED, **where)
    )
    desk.write(lambda tx: attendance.set_remark(tx, attendee_id=hall.people["Lê Văn Vũ"], remark="đơn", **where))
    mark = desk.write(lambda tx: attendance.undo_mark(tx, attendee_id=hall.people["Lê Văn Vũ"], reason="nhầm", **where))
    assert mark.reason == "đơn"
    assert desk.write(lambda tx: attendance.annul(tx, [first.mark_id], "nhầm")) == 1
    assert desk.write(lambda tx: attendance.fill_rest(tx, hall.morning, Status.ABSENT)) > 0
    for work in (
        lambda tx: attendance.door_people(tx, hall.morning),
        lambda tx: attendance.door_states(tx, hall.morning),
        lambda tx: attendance.attendance(tx, hall.conference_id),
        lambda tx: attendance.find(tx, hall.morning, "ha"),
        lambda tx: attendance.marks_of(tx, hall.morning, hall.people["Lê Văn Vũ"]),
        lambda tx: attendance.room_left(tx, hall.conference_id) or [0],
        lambda tx: agenda.list_sessions(tx, hall.conference_id),
        lambda tx: conferences.list_conferences(tx),
        lambda tx: [conferences.find_conference(tx, "101")],
        lambda tx: journal.recent(tx, conference_id=hall.conference_id),
    ):
        assert desk.read(work)
    desk.read(lambda tx: attendance.to_review(tx, hall.conference_id))


def test_a_desk_and_a_viewer_read_no_end_of_a_phone_number_and_an_organizer_finds_by_it(site: Site):
    for role in ("desk", "viewer"):
        database = site.open(role)
        assert database.read(lambda tx: attendance.find(tx, site.hall.morning, "5600")) == []
        people = database.read(lambda tx: attendance.door_people(tx, site.hall.morning))
        assert all(person.search.endswith(f" {person.code}") for person in people)
        database.close()
    found = site.organizer.read(lambda tx: attendees.search_attendees(tx, site.hall.conference_id, "5600"))
    assert [each.full_name for each in found] == ["Nguyễn Thị Hà"]


def test_a_login_of_some_conferences_sees_and_writes_in_no_other(site: Site):
    other = site.organizer.write(lambda tx: conferences.create_conference(tx, title="Hội nghị khác", starts_on=DAY))
    theirs = site.organizer.write(
        lambda tx: attendees.add_attendee(tx, other.id, AttendeeInput(full_name="Ngô Thị Khác", phone="0911111111"))
    )
    elsewhere = site.organizer.read(lambda tx: agenda.list_sessions(tx, other.id))[0]
    site.organizer.write(
        lambda tx: attendance.check_in(
            tx, training_session_id=elsewhere.id, attendee_id=theirs.id, token=uuid.uuid4(), anyway=True
        )
    )
    site.organizer.write(
        lambda tx: tx.add(
            RefusedEntry(conference_id=other.id, entity="attendee", at=tx.clock(), code="desk.not_allowed")
        )
    )
    name = f"hep {site.name}"
    login = server.add_login(site.address, name, only=[site.hall.conference_id])
    database = open_database(site.postgresql.login(name, site.name, login.password))
    assert [each.title for each in database.read(conferences.list_conferences)] == ["Tập huấn một cửa"]
    hall = Hall(database, site.hall.conference_id, site.hall.morning, site.hall.afternoon, site.hall.people)
    assert hall.let_in("Đỗ Thị Thuý Hà", session=hall.afternoon).outcome == Outcome.IN
    walked_in = database.write(
        lambda tx: attendance.walk_in(
            tx, hall.conference_id, full_name="Vũ Thị Mới", token=uuid.uuid4(), session_ids=[hall.afternoon]
        )
    )
    assert walked_in.check_ins[0].outcome == Outcome.IN
    database.close()
    with psycopg.connect(
        host=str(site.postgresql.folder), user=name, password=login.password, dbname=site.name, autocommit=True
    ) as narrow:
        mine = {
            "conference": "id = %s",
            "training_session": "conference_id = %s",
            "attendee": "conference_id = %s",
            "journal_entry": "conference_id = %s OR desk = session_user",
            "attendance_mark": "attendee_id IN (SELECT id FROM attendee WHERE conference_id = %s)",
            "attendance": "attendee_id IN (SELECT id FROM attendee WHERE conference_id = %s)",
            "person": "id IN (SELECT person_id FROM attendee WHERE conference_id = %s)",
        }
        for table, where in mine.items():
            seen, known = narrow.execute(
                f"SELECT count(*), count(*) FILTER (WHERE {where}) FROM {table}", [site.hall.conference_id]
            ).fetchone()
            assert seen == known > 0, table
        assert narrow.execute("SELECT count(*) FROM refused_entry").fetchone() == (0,)
        for statement in (
            f"SELECT tap_huan_hold(ARRAY['{elsewhere.id}'::uuid], ARRAY['{theirs.id}'::uuid])",
            "INSERT INTO attendance_mark (id, token, training_session_id, attendee_id, kind, at, recorded_at, desk, method, "
            f"reason) SELECT i, i, '{elsewhere.id}', '{theirs.id}', 'absent', now(), now(), '', 'hand', '' "
            "FROM gen_random_uuid() AS i",
            "INSERT INTO journal_entry (token, at, desk, action, conference_id, areas, details) VALUES "
            f"(gen_random_uuid(), now(), session_user, 'attendance.in', '{other.id}', 'attendance', '{{}}')",
        ):
            with pytest.raises(InsufficientPrivilege):
                narrow.execute(statement)
    server.add_login(site.address, name)
    wide = open_database(site.location("desk"))
    assert len(wide.read(conferences.list_conferences)) == 2
    wide.close()
    with pytest.raises(InvalidInput) as told:
        server.add_login(site.address, name, "organizer", [other.id])
    assert wording.error(told.value)


def test_a_desk_that_asks_for_more_is_told_so_in_words(site: Site, desk: Database):
    for work in (
        lambda tx: tx.scalars(select(Person.phone)).all(),
        lambda tx: attendance.cancel(tx, list(site.hall.people.values()), "thử"),
        lambda tx: binned.remove(tx, site.hall.conference_id),
    ):
        with pytest.raises(AppError) as told:
            desk.write(work)
        assert told.value.code == "record.not_allowed"
    with pytest.raises(AppError) as told:
        desk.read(lambda tx: tx.scalars(select(Person.phone)).all())
    assert told.value.code == "record.not_allowed"


def test_an_organizers_login_does_the_organizers_work(site: Site):
    database = site.open("organizer")
    assert database.role == "organizer"
    person = AttendeeInput(full_name="Phan Thị Thêm", phone="0987654321")
    added = database.write(lambda tx: attendees.add_attendee(tx, site.hall.conference_id, person))
    assert database.read(lambda tx: tx.scalar(select(Person.phone).where(Person.full_name == "Phan Thị Thêm")))
    database.write(lambda tx: attendance.cancel(tx, [added.id], "thử"))
    database.close()
    with site.connect("organizer") as connection, pytest.raises(InsufficientPrivilege):
        connection.execute("DROP TABLE outbox")


def test_setting_up_again_mends_the_rights_and_takes_away_what_was_too_much(site: Site):
    with site.postgresql._connect(site.name) as owner:
        owner.execute(f"GRANT SELECT ON person TO {grants.GROUPS['desk']}")
        owner.execute(f"REVOKE INSERT ON attendance_mark FROM {grants.GROUPS['desk']}")
    assert server.init(site.address) is False
    with site.connect("desk") as connection:
        with pytest.raises(InsufficientPrivilege):
            connection.execute("SELECT phone FROM person")
        assert connection.execute("SELECT has_column_privilege('attendance_mark', 'id', 'INSERT')").fetchone() == (
            True,
        )


def test_setting_up_makes_the_database_that_is_missing(postgresql: Any):
    address = postgresql.address("hội nghị mới")
    with pytest.raises(UnusableDatabase) as told:
        open_database(address)
    assert told.value.code == "record.no_database"
    assert server.init(address) is True
    assert server.init(address) is False
    database = open_database(address)
    assert database.read(conferences.list_conferences) == []
    database.close()


def test_two_set_ups_at_once_make_one_server(postgresql: Any):
    addresses = [postgresql.address("cung mot luc"), postgresql.address("cung mot luc"), postgresql.fresh()]
    with ThreadPoolExecutor() as hands:
        assert sorted(hands.map(server.init, addresses)) == [False, False, True]


def test_a_login_that_is_there_gets_a_new_password_and_the_old_one_is_refused(site: Site):
    name = f'Bàn "số 1" %s {site.name}'
    old = server.add_login(site.address, name)
    new = server.add_login(site.address, f"  {name}  ", "viewer")
    assert (old.renewed, new.renewed, new.name) == (False, True, name)
    assert old.password != new.password
    assert old.password not in repr(old)
    with pytest.raises(UnusableDatabase) as told:
        open_database(site.postgresql.login(name, site.name, old.password))
    assert told.value.code == "record.wrong_password"
    assert old.password not in str(told.value) + repr(told.value.__cause__)
    database = open_database(site.postgresql.login(name, site.name, new.password))
    assert (database.role, database.desk) == ("viewer", name)
    assert new.password not in repr(database.engine)
    database.close()
    assert (name, "viewer") in server.status(site.address).logins


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "server.name_missing"),
        ("  ", "server.name_missing"),
        ("pg_ban", "server.name_reserved"),
        ("Public", "server.name_reserved"),
        ("Bàn đăng ký khu vực cửa chính hội trường tầng hai nhà văn hoá", "server.name_too_long"),
        ("postgres", "server.login_taken"),
        ("tap_huan_desk", "server.login_taken"),
    ],
)
def test_a_name_that_no_login_can_have_is_told(site: Site, name: str, code: str):
    with pytest.raises(InvalidInput) as told:
        server.add_login(site.address, name)
    assert told.value.code == code
    assert wording.error(told.value)


def test_who_may_not_make_logins_is_told_so(site: Site):
    for role in ("organizer", "desk"):
        with pytest.raises(AppError) as told:
            server.add_login(site.location(role), "Bàn 9")
        assert told.value.code == "server.not_allowed"


def test_the_status_names_logins_desks_and_conferences(site: Site, desk: Database):
    desk.read(lambda tx: tx.execute(text("SELECT 1")))
    there = server.status(site.address)
    assert int(there.version.split(".")[0]) >= 14
    assert there.schema == there.schema_here
    assert (there.role, len(there.groups)) == ("organizer", 3)
    assert (site.logins["desk"].name, "desk") in there.logins
    assert site.logins["desk"].name in [each.login for each in there.connected]
    assert "Tập huấn một cửa" in [title for _code, title, _count in there.conferences]
    assert there.last_change is not None
    assert abs(dt.datetime.now(dt.UTC) - there.last_change) < dt.timedelta(hours=1)
    seen = server.status(site.location("desk"))
    assert (seen.role, seen.conferences) == ("desk", there.conferences)


def test_a_login_without_a_place_here_is_told_whom_to_ask(site: Site):
    with site.postgresql._connect(site.name) as owner:
        owner.execute("CREATE ROLE stranger LOGIN PASSWORD 'la'")
    with pytest.raises(UnusableDatabase) as told:
        open_database(site.postgresql.login("stranger", site.name, "la"))
    assert told.value.code == "record.no_place"
    empty = server_url(site.postgresql.fresh()).database
    with site.postgresql._connect(str(empty)) as owner:
        owner.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")  # as from PostgreSQL 15 on
    with pytest.raises(UnusableDatabase) as told:
        open_database(site.postgresql.login("stranger", str(empty), "la"))
    assert told.value.code == "record.not_set_up"
    with pytest.raises(UnusableDatabase) as told:
        open_database(site.postgresql.login("nobody here", site.name, "la"))
    assert told.value.code == "record.wrong_password"


def test_a_desk_leaves_an_older_record_to_who_looks_after_it(site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(upgrade, "HEAD", "9999")
    with pytest.raises(UnusableDatabase) as told:
        site.open("desk")
    assert told.value.code == "record.older"
    monkeypatch.setattr(upgrade, "_OLDEST_SERVER", 99)
    with pytest.raises(UnusableDatabase) as told:
        site.open("desk")
    assert told.value.code == "record.server_too_old"


@pytest.mark.parametrize(
    "address", ["postgresql://u:bimat@127.0.0.1:1/khong", "postgresql://u:bimat@/khong?host=/khong/co/day"]
)
def test_a_server_that_does_not_answer_is_told_without_the_password(address: str):
    with pytest.raises(UnusableDatabase) as told:
        open_database(address)
    assert told.value.code == "record.unreachable"
    assert "bimat" not in wording.error(told.value) + str(told.value) + repr(told.value.__cause__)


def test_a_record_goes_on_after_its_connections_were_cut(site: Site, at_desk: Hall, desk: Database):
    desk.read(lambda tx: tx.execute(text("SELECT 1")))
    for work in (at_desk.at_the_door, lambda: at_desk.let_in("Phạm Thu Nga", session=at_desk.afternoon)):
        with site.postgresql._connect(site.name) as owner:
            owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (desk.desk,))
        assert work()


def test_passwords_stand_in_no_file(site: Site, home: Path, tmp_path: Path):
    for folder in (home, tmp_path):
        for file in folder.rglob("*"):
            held = file.read_bytes() if file.is_file() else b""
            assert not any(login.password.encode() in held for login in site.logins.values())
