"""What waits at a desk goes to its server in few ways there and back, each record by itself, and once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import update

from desktop.domain.errors import AppError
from desktop.services import agenda, attendance, conferences, journal
from desktop.services.auditing.checking import check
from desktop.services.desks import outbox, taking
from desktop.services.desks.bundles import rows_of
from desktop.services.desks.refreshing import copy_all
from desktop.services.desks.sending import Sending
from desktop.store import schema
from desktop.store import server as servers
from desktop.store.database import EngineDatabase
from desktop.store.engines import address_of, server_url
from desktop.store.upgrade import open_database
from tests.line import Line
from tests.services.attendance.hall import Hall, fill, open_hall

HA, AN, VU = "Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ"


@dataclass
class Apart:
    """A desk's own file beside its server, with nobody who sends by himself."""

    hall: Hall
    line: Line
    server: EngineDatabase
    local: EngineDatabase
    sending: Sending

    def let_in(self, name: str, session: uuid.UUID | None = None, at: dt.datetime | None = None) -> uuid.UUID:
        token = uuid.uuid4()

        def work(tx: Any) -> None:
            attendance.check_in(
                tx, training_session_id=session or self.hall.morning, attendee_id=self.hall.people[name],
                token=token, at=at, anyway=True,
            )  # fmt: skip
            outbox.keep(tx)

        self.local.write(work)
        self.sending.rouse()
        return token

    def refresh(self) -> None:
        copy_all(self.server, self.local)

    def asked(self, work: Any) -> int:
        """How often the server was asked and waited for meanwhile."""
        before = sum(self.line.asked)
        work()
        return sum(self.line.asked) - before


@pytest.fixture
def apart(server: Any, tmp_path: Any) -> Iterator[Apart]:
    where = server.copied(fill)
    servers.init(where)
    office = open_database(where, desk="Văn phòng")
    hall = open_hall(office)
    login = servers.add_login(where, f"ban-{uuid.uuid4().hex[:6]}", "desk")
    line = Line(server)
    url = server_url(where).set(username=login.name, password=login.password)
    desk = open_database(line.address(address_of(url)), desk="Bàn 1")
    desk.notices = None  # what tells the others has a connection of its own
    local = open_database(tmp_path / "ban.db", desk=login.name)
    copy_all(desk, local)
    yield Apart(hall, line, desk, local, Sending(local))
    for each in (local, desk, office):
        each.close()
    line.close()


def test_one_arrival_is_one_way_to_the_server_and_back_and_so_are_many(apart: Apart):
    apart.let_in(HA)
    assert apart.asked(lambda: apart.sending.send(apart.server)) == 1
    for name in apart.hall.people:
        apart.let_in(name, apart.hall.afternoon)
    assert apart.asked(lambda: apart.sending.send(apart.server)) == 1
    assert {row.status for row in apart.hall.report(apart.hall.afternoon).rows} == {"late"}
    assert apart.hall.person(HA).status == "late"
    assert not apart.local.read(outbox.count)
    told = apart.hall.database.read(lambda tx: journal.recent(tx, conference_id=apart.hall.conference_id))
    assert [each.action for each in told].count("attendance.in") == 1 + len(apart.hall.people)
    assert check(apart.hall.database).is_whole


def test_what_was_taken_before_the_line_broke_is_not_written_again(apart: Apart):
    keys = {apart.let_in(name) for name in (HA, AN)}
    steps = apart.local.read(lambda tx: outbox.steps(tx, keys))
    marks = {row["id"]: row for row in apart.local.read(lambda tx: rows_of(tx, "attendance_mark", keys))}
    for _again in range(2):
        assert apart.server.write_at_once(lambda tx: taking.take(tx, steps, marks)) == keys
    apart.sending.send(apart.server)
    rows = {row.full_name: row for row in apart.hall.report().rows}
    assert [len(rows[name].marks) for name in (HA, AN)] == [1, 1]
    told = apart.hall.database.read(lambda tx: journal.recent(tx, conference_id=apart.hall.conference_id))
    assert [each.action for each in told].count("attendance.in") == 2
    assert check(apart.hall.database).is_whole


def test_one_that_is_refused_holds_back_no_other(apart: Apart):
    refused = apart.let_in(VU, apart.hall.afternoon)
    taken = apart.let_in(VU)
    apart.let_in(AN)
    apart.hall.database.write(lambda tx: agenda.remove_session(tx, apart.hall.afternoon))
    report = apart.sending.send(apart.server)
    assert (report.sent, apart.sending.refused) == (2, {refused: "session.not_found"})
    rows = {row.full_name: row for row in apart.hall.report().rows}
    assert [mark.id for mark in rows[VU].marks] == [taken]
    assert rows[AN].status == "late"


def test_one_that_the_server_cant_even_read_holds_back_no_other(apart: Apart):
    broken, marks = apart.let_in(VU), schema.table("attendance_mark")
    apart.local.write(lambda tx: tx.execute(update(marks).where(marks.c.id == broken).values(reason="a\0b")))
    apart.let_in(AN)
    assert apart.sending.send(apart.server).sent == 1
    assert (apart.sending.refused, apart.hall.person(AN).status) == ({broken: "desk.not_taken"}, "late")


def test_a_desk_takes_in_nothing_by_it_that_it_could_not_write_itself(apart: Apart):
    """Another's name, another conference, a word that no desk says: the server's own looks go for each row."""
    keys = {apart.let_in(name) for name in (HA, AN)}
    steps = apart.local.read(lambda tx: outbox.steps(tx, keys))
    marks = {row["id"]: row for row in apart.local.read(lambda tx: rows_of(tx, "attendance_mark", keys))}
    first, second = (each.added[0][1] for each in steps)
    marks[first]["desk"] = "Bàn khác"
    marks[second]["kind"] = "here"
    assert apart.server.write_at_once(lambda tx: taking.take(tx, steps, marks)) == {first}
    rows = {row.full_name: row for row in apart.hall.report().rows}
    assert {mark.desk for name in (HA, AN) for mark in rows[name].marks} == {apart.local.desk}


def test_what_was_recorded_before_the_closing_is_taken_in_late_and_nothing_recorded_after_it(apart: Apart):
    before = apart.let_in(HA)
    apart.hall.database.write(lambda tx: conferences.close(tx, apart.hall.conference_id))
    after = apart.let_in(AN)
    recorded = dt.timedelta(minutes=2)
    marks = schema.table("attendance_mark")
    apart.local.write(
        lambda tx: tx.execute(update(marks).where(marks.c.id == after).values(recorded_at=tx.clock() + recorded))
    )
    apart.sending.send(apart.server)
    rows = {row.full_name: row for row in apart.hall.report().rows}
    assert [mark.id for mark in rows[HA].marks] == [before]
    assert (rows[AN].marks, apart.sending.refused) == ((), {after: "desk.after_closing"})


def test_a_closed_conference_is_only_read_by_a_desk_whatever_program_it_uses(apart: Apart):
    apart.hall.database.write(lambda tx: conferences.close(tx, apart.hall.conference_id))
    session, who = apart.hall.morning, apart.hall.people[HA]
    mark = (
        "INSERT INTO attendance_mark (id, training_session_id, attendee_id, kind, at, recorded_at, desk, method, token, "
        f"reason) SELECT k, '{session}', '{who}', 'in', now(), now() + interval '2 minutes', session_user, 'hand', k, '' "
        "FROM (SELECT gen_random_uuid() AS k) x"
    )
    entry = (
        "INSERT INTO journal_entry (token, at, desk, action, areas, conference_id, details) VALUES (gen_random_uuid(), "
        f"now(), session_user, 'attendance.in', 'attendance', '{apart.hall.conference_id}', '{{}}')"
    )
    person = (
        "WITH p AS (INSERT INTO person (id, version, full_name, honorific, name_key, sort_key, gender, birth, phone, email) "
        "VALUES (gen_random_uuid(), 1, 'Ai Đó', '', 'ai do', 'ai do', '', '', '', '') RETURNING id) "
        "INSERT INTO attendee (id, version, conference_id, person_id, code, full_name, honorific, name_key, sort_key, "
        "unit_name, unit_kind, position, note, attention, origin, state, state_reason, said_state, said_reason, search, "
        f"review, seat, extra, answers, off_payroll, created_at) SELECT gen_random_uuid(), 1, '{apart.hall.conference_id}', p.id, 'X-1', 'Ai Đó', '', 'ai do', "
        "'ai do', '', '', '', '', '', 'walk_in', 'registered', '', '', '', 'ai do', '', '', '{}', '{}', false, "
        "now() + interval '2 minutes' FROM p"
    )
    for statement in (mark, entry, person):
        with pytest.raises(AppError, match="not_allowed"):
            apart.server.write(lambda tx, said=statement: tx.connection().exec_driver_sql(said))
    assert {row.status for row in apart.hall.report().rows} == {"unrecorded"}
