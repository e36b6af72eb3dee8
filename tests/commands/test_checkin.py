"""The commands of the door: exact results, exit codes that scripts can trust."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from desktop import cli
from desktop.domain.attendance import MarkKind, Method
from desktop.services import agenda, attendance, attendees, conferences, groups
from desktop.services.attendance import marking
from desktop.store.database import Database
from tests.services.attendance.hall import Hall, moment, open_hall

HA, AN, VU, NGA = "Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ", "Phạm Thu Nga"
AT = "2018-05-23T07:45:00"


class Desk:
    """Commands on the record of one test."""

    def __init__(self, hall: Hall, location: str, capsys: Any) -> None:
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
        return self.json("check-in", "101", session, who, *more)

    def report(self, session: str = "Sáng") -> dict[str, Any]:
        code, told = self.json("attendance", "101", "--session", session)
        assert code == 0
        (only,) = told["sessions"]
        return only

    def row(self, name: str, session: str = "Sáng") -> dict[str, Any]:
        return next(each for each in self.report(session)["attendees"] if each["full_name"] == name)

    def code_of(self, name: str) -> str:
        return self.hall.person(name).code


def _location(database: Database) -> str:
    if database.path:
        return str(database.path)
    return database.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")


@pytest.fixture
def desk(database: Database, capsys: Any) -> Desk:
    """The hall on both databases, and the command line on it."""
    return Desk(open_hall(database), _location(database), capsys)


@pytest.fixture
def near(sqlite: Database, capsys: Any) -> Desk:
    """The hall on a data file alone."""
    return Desk(open_hall(sqlite), _location(sqlite), capsys)


def local(text: str) -> str:
    return dt.datetime.fromisoformat(text).astimezone().isoformat(timespec="seconds")


@pytest.mark.parametrize("at", ["07:45", "7:45", "2018-05-23T07:45", "2018-05-23 07:45", "offset"])
def test_someone_expected_is_in_at_the_time_told(desk: Desk, at: str):
    code, told = desk.check_in(HA, "--at", local(AT) if at == "offset" else at, "--desk", "Cửa A")
    assert code == 0
    person = desk.hall.person(HA)
    assert told == {
        "result": "in",
        "attendee": {
            "code": person.code,
            "full_name": HA,
            "unit": person.unit,
            "role_group": person.role_group,
            "seat": "",
            "status": "present",
        },
        "at": local(AT),
        "desk": "Cửa A",
        "pending": False,
        "candidates": [],
    }
    assert person.arrived_at == moment("07:45")


def test_the_journal_carries_the_desk_of_the_call(near: Desk):
    near.check_in(HA, "--desk", "Cửa B")
    from desktop.services import journal

    assert near.hall.database.read(journal.recent)[0].desk == "Cửa B"


def test_a_second_try_is_told_when_and_where_they_came_in_and_is_exit_code_1(desk: Desk):
    desk.check_in(HA, "--at", "07:45", "--desk", "Cửa A")
    code, told = desk.check_in(HA, "--at", "07:50", "--desk", "Cửa B")
    assert (code, told["result"], told["at"], told["desk"]) == (1, "already_in", local(AT), "Cửa A")
    assert len(desk.row(HA)["marks"]) == 1


def test_badge_codes_part_of_a_name_and_a_name_with_its_unit_are_enough(near: Desk):
    assert near.check_in(near.code_of(HA))[1]["attendee"]["full_name"] == HA
    assert near.check_in("vu")[1]["attendee"]["full_name"] == VU
    assert near.check_in(f"tran duc an {near.hall.person(AN).unit}")[1]["attendee"]["full_name"] == AN


def test_words_that_fit_several_are_ambiguous_with_the_candidates(near: Desk):
    code, told = near.check_in("thi ha")
    assert (code, told["result"], told["attendee"], told["at"]) == (1, "ambiguous", None, None)
    assert {each["full_name"] for each in told["candidates"]} >= {HA, "Đỗ Thị Thuý Hà"}
    assert set(told["candidates"][0]) == {"code", "full_name", "unit"}
    code, out, err = near.run("check-in", "101", "Sáng", "thi ha")
    assert (code, len(err.splitlines())) == (1, 1)
    assert HA in out


def test_of_several_the_only_one_expected_is_meant(near: Desk):
    near.run("cancel", "101", "Đỗ Thị Thuý Hà")
    code, told = near.check_in("thi ha")
    assert (code, told["attendee"]["full_name"]) == (0, HA)


def test_somebody_unknown_is_not_found(near: Desk):
    code, told = near.check_in("Không Có Ai")
    assert (code, told["result"], told["candidates"]) == (1, "not_found", [])
    code, out, err = near.run("check-in", "101", "Sáng", "Không Có Ai")
    assert (code, out) == (1, "")
    assert "Không Có Ai" in err


def test_who_cancelled_is_told_so_with_the_reason(desk: Desk):
    code, told = desk.json("cancel", "101", HA, "--reason", "Ốm")
    assert (code, told["result"], told["changed"], told["attendee"]["full_name"]) == (0, "cancelled", True, HA)
    assert desk.json("cancel", "101", HA)[1]["changed"] is False
    code, told = desk.check_in(HA)
    assert (code, told["result"], told["reason"]) == (1, "cancelled", "Ốm")
    assert desk.report()["expected"] == 5


def test_the_replaced_person_is_told_who_comes_and_counted_once(desk: Desk):
    code, told = desk.json("substitute", "101", HA, "--by", "Vũ Thị Thay", "--position", "Phó phòng", "--reason", "Họp")
    assert (code, told["result"]) == (0, "substituted")
    assert told["attendee"]["unit"] == told["substitute_for"]["unit"] == desk.hall.person(HA).unit
    code, told = desk.check_in(HA)
    assert (code, told["result"], told["replaced_by"]) == (1, "replaced", "Vũ Thị Thay")
    assert desk.check_in("Vũ Thị Thay", "--at", "07:40")[0] == 0
    report = desk.report()
    assert (report["expected"], report["present"], report["unrecorded"]) == (6, 1, 5)
    assert desk.row("Vũ Thị Thay")["substitute_for"] == desk.code_of(HA)
    assert desk.row(AN)["substitute_for"] is None


def test_a_substitute_for_one_session_leaves_the_other_alone(near: Desk):
    code, told = near.json("substitute", "101", HA, "--by", "Vũ Thị Thay", "--session", "Chiều")
    assert (code, told["sessions"]) == (0, ["Chiều"])
    assert near.check_in(HA)[0] == 0
    assert near.check_in(HA, session="Chiều")[1]["result"] == "replaced"
    assert near.check_in("Vũ Thị Thay")[1]["result"] == "not_expected"


def test_somebody_outside_the_audience_needs_a_word(near: Desk):
    hall = near.hall

    def invite(tx: Any) -> None:
        view = conferences.find_conference(tx, "101")
        group = next(each for each in groups.list_groups(tx, view.id) if each.title != hall.person(HA).role_group)
        session = agenda.get_session(tx, hall.morning)
        agenda.edit_session(
            tx,
            session.id,
            version=session.version,
            title=session.title,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            audience=[group.id],
        )

    hall.database.write(invite)
    near.run("session", "add", "101", "Phòng bên", "--start", "08:00", "--end", "11:00")
    code, told = near.check_in(HA)
    assert (code, told["result"], told["elsewhere"]) == (1, "not_expected", "Phòng bên")
    code, told = near.check_in(HA, "--word", "Trưởng phòng mời")
    assert (code, told["result"]) == (0, "in")
    assert near.row(HA)["status"] in ("present", "late")


def test_a_mark_is_taken_back_and_stays_in_the_log(desk: Desk):
    desk.check_in(HA, "--at", "07:45")
    code, told = desk.json("undo-mark", "101", "Sáng", HA, "--reason", "Nhầm người", "--desk", "Cửa B")
    assert (code, told["result"], told["attendee"]["status"]) == (0, "undone", "unrecorded")
    assert told["mark"]["kind"] == "in"
    first, second = desk.row(HA)["marks"]
    assert (first["kind"], first["annulled"], second["kind"], second["desk"]) == ("in", True, "annul", "Cửa B")
    assert set(first) == {"kind", "at", "desk", "method", "annulled"}
    code, out, err = desk.run("undo-mark", "101", "Sáng", HA)
    assert (code != 0, out, HA in err) == (True, "", True)


@pytest.mark.parametrize("command", [("undo-mark", "101", "Sáng"), ("cancel", "101"), ("substitute", "101")])
def test_who_fits_several_or_nobody_is_told_in_words(near: Desk, command: tuple[str, ...]):
    more = ("--by", "Ai Đó") if command[0] == "substitute" else ()
    code, out, err = near.run(*command, "thi ha", *more)
    assert (code, out) == (2, "")
    assert near.code_of(HA) in err
    code, _out, err = near.run(*command, "Không Có Ai", *more)
    assert (code, "Không Có Ai" in err) == (2, True)


def test_a_walk_in_is_registered_and_let_in_at_once_even_over_capacity(desk: Desk):
    unit = desk.hall.person(HA).unit

    def limit(tx: Any) -> None:
        view = conferences.find_conference(tx, "101")
        conferences.edit_conference(tx, view.id, version=view.version, capacity=6)

    desk.hall.database.write(limit)
    code, told = desk.json(
        "walk-in", "101", "--name", "Bà Vũ Thị Thêm", "--unit", unit, "--session", "Sáng", "--session", "Chiều",
        "--at", "07:50", "--position", "Công chức", "--desk", "Cửa A",
    )  # fmt: skip
    assert code == 0
    assert (told["attendee"]["full_name"], told["attendee"]["unit"]) == ("Vũ Thị Thêm", unit)
    assert (told["registered"], told["capacity"], told["over_capacity"]) == (7, 6, True)
    assert [(each["session"], each["result"]) for each in told["sessions"]] == [("Sáng", "in"), ("Chiều", "in")]
    row = desk.row("Vũ Thị Thêm")
    assert (row["status"], row["arrived_at"], row["desk"]) == ("present", local("2018-05-23T07:50:00"), "Cửa A")
    _code, _out, err = desk.run("walk-in", "101", "--name", "Người Nữa", "--unit", unit)
    assert "6" in err


def test_the_report_adds_up_and_tells_each_person(near: Desk):
    near.check_in(HA, "--at", "07:45", "--desk", "Cửa A")
    near.check_in(AN, "--at", "08:20")
    hall = near.hall
    for name, kind in ((VU, MarkKind.EXCUSED), (NGA, MarkKind.ABSENT)):
        pair = (hall.morning, hall.people[name])
        hall.database.write(
            lambda tx, pair=pair, kind=kind: marking.write(tx, [marking.draft(tx, pair, kind, Method.HAND)])
        )
    code, told = near.json("attendance", "101")
    assert (code, set(told)) == (0, {"conference", "sessions"})
    assert told["conference"] == "Tập huấn một cửa"
    morning, afternoon = told["sessions"]
    assert list(morning) == ["session", "expected", "present", "late", "excused", "absent", "unrecorded", "attendees"]
    assert [morning[name] for name in list(morning)[1:7]] == [6, 1, 1, 1, 1, 2]
    assert (afternoon["session"], afternoon["unrecorded"]) == ("Chiều", 6)
    first = near.row(HA)
    assert set(first) == {
        "code", "full_name", "unit", "role_group", "status", "arrived_at", "left_at", "desk", "marks", "substitute_for",
    }  # fmt: skip
    assert (first["arrived_at"], first["left_at"], first["desk"]) == (local(AT), None, "Cửa A")
    (mark,) = first["marks"]
    expected = {"kind": "in", "at": local(AT), "desk": "Cửa A", "method": "command", "annulled": False}
    assert mark == expected
    code, out, _err = near.run("attendance", "101", "--session", "Sáng")
    assert (code, HA in out, "07:45" in out) == (0, True, True)


def test_sessions_go_by_title_id_and_start(near: Desk):
    for name in ("sang", str(near.hall.morning), "08:00", "8:00"):
        assert near.report(name)["session"] == "Sáng"
    code, out, err = near.run("attendance", "101", "--session", "Tối")
    assert (code, out, "Chiều" in err) == (2, "", True)


def test_attendance_in_doubt_is_listed(near: Desk):
    assert near.json("to-look-at", "101") == (0, {"conference": "Tập huấn một cửa", "count": 0, "lines": []})
    hall = near.hall
    pair = (hall.morning, hall.people[HA])

    def apart(tx: Any) -> None:
        drafts = [
            marking.draft(tx, pair, MarkKind.IN, Method.SCAN, at=moment(at), desk=desk)
            for at, desk in (("07:45", "Cửa A"), ("07:50", "Cửa B"))
        ]
        marking.write(tx, drafts)

    hall.database.write(apart)
    code, told = near.json("to-look-at", "101")
    (line,) = told["lines"]
    assert (code, line["full_name"], line["doubt"], len(line["marks"])) == (0, HA, "twice", 2)
    assert HA in near.run("to-look-at", "101")[1]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("who", [HA, AN, VU, NGA, "thi ha", "Không Có Ai"])
def test_every_answer_has_words_in_both_languages(near: Desk, language: str, who: str):
    near.check_in(AN)
    near.run("cancel", "101", VU, "--reason", "Ốm")
    near.run("substitute", "101", NGA, "--by", "Vũ Thị Thay")
    code, out, err = near.run("check-in", "101", "Sáng", who, "--language", language)
    assert code == (0 if who == HA else 1)
    assert (out + err).strip()
    assert "{" not in out + err


def test_a_persons_note_to_heed_is_shown_at_the_door(near: Desk):
    hall = near.hall

    def heed(tx: Any) -> None:
        view = attendees.get_attendee(tx, hall.people[HA])
        from desktop.domain.people import AttendeeInput

        attendees.edit_attendee(tx, view.id, version=view.version, given=AttendeeInput(attention="Đi xe lăn"))

    hall.database.write(heed)
    assert near.check_in(HA)[1]["attention"] == "Đi xe lăn"


def test_reading_someone_named_at_the_door_asks_for_nothing_a_desk_may_not_read(near: Desk):
    from sqlalchemy import event

    said: list[str] = []
    engine = near.hall.database.engine
    event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    near.hall.database.read(lambda tx: _ask(tx, near.hall))
    for statement in said:
        for column in ("person.phone", "person.birth", "person.email", "attendee.extra"):
            assert column not in statement.replace('"', "")


def _ask(tx: Any, hall: Hall) -> None:
    from desktop.services import lookup

    lookup.attendee(tx, hall.conference_id, HA)
    attendance.find(tx, hall.morning, "thi ha")


def test_the_workbook_is_written_and_its_marks_come_back(desk: Desk, tmp_path: Path):
    desk.check_in(HA, "--at", "07:45")
    out = tmp_path / "diem-danh.xlsx"
    code, told, _err = desk.run("attendance", "101", "-o", out)
    assert (code, told) == (0, f"{out}\n")
    code, told = desk.json("attendance", "101", "-o", out, "--session", "Sáng")
    assert (code, len(told["sessions"])) == (0, 1)
    desk.run("attendance", "101", "-o", out)
    book = load_workbook(out)
    sheet = book.worksheets[0]
    rows = {sheet.cell(row, 3).value: row for row in range(5, sheet.max_row + 1)}
    sheet[f"G{rows[HA]}"], sheet[f"G{rows[AN]}"], sheet[f"H{rows[VU]}"], sheet[f"H{rows[NGA]}"] = "V", "C", "p", "??"
    book.save(out)
    code, told = desk.json("attendance", "101", "--from", out, "--dry-run")
    assert code == 1
    assert list(told) == [
        "conference", "file", "dry_run", "error", "sessions", "totals", "written", "notices", "cells",
    ]  # fmt: skip
    assert (told["dry_run"], told["written"], told["error"]) == (True, None, None)
    assert told["totals"] == {"same": 0, "fill": 2, "change": 1, "error": 1}
    refused = next(cell for cell in told["cells"] if cell["action"] == "error")
    assert (refused["full_name"], refused["column"], refused["problem"]["code"]) == (NGA, "H", "marks.no_letter")
    assert desk.report()["present"] == 1
    code, out_text, err = desk.run("attendance", "101", "--from", out)
    assert (code, HA in out_text, "--changes" in err) == (1, True, True)
    assert (desk.row(HA)["status"], desk.row(AN)["status"]) == ("present", "present")
    code, told = desk.json("attendance", "101", "--from", out, "--changes")
    assert told["written"] == {"filled": 0, "changed": 1, "changed_meanwhile": 0}
    assert desk.row(HA)["status"] == "absent"
    assert desk.row(VU, "Chiều")["marks"][0]["method"] == "import"


def test_a_workbook_without_marks_is_one_sentence_and_exit_code_1(near: Desk, tmp_path: Path):
    path = tmp_path / "khac.xlsx"
    book = Workbook()
    book.active.append(["Họ và tên", "Số tiền"])
    book.save(path)
    code, out, err = near.run("attendance", "101", "--from", path)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "Sáng" in err
    assert near.json("attendance", "101", "--from", path)[1]["error"]["code"] == "marks.no_table"


@pytest.mark.parametrize("at", ["0001-01-01T00:30", "9999-12-31T23:30", "9999-12-31T23:30:00+00:00"])
def test_a_time_that_nobody_could_mean_is_refused_in_words(desk: Desk, at: str):
    code, _out, err = desk.run("check-in", "101", "Sáng", HA, "--at", at)
    assert (code, at in err) == (2, True)
    assert desk.row(HA)["status"] == "unrecorded"
