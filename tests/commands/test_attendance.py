"""attendance and to-look-at: who came, in doubt or not, and marks brought back from a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from desktop.domain.attendance import MarkKind, Method
from desktop.services.attendance import marking
from tests.commands.hall_desk import AN, AT, HA, NGA, VU, HallDesk, local
from tests.services.attendance.hall import moment


def test_the_report_adds_up_and_tells_each_person(near: HallDesk):
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


def test_sessions_go_by_title_id_and_start(near: HallDesk):
    for name in ("sang", str(near.hall.morning), "08:00", "8:00"):
        assert near.report(name)["session"] == "Sáng"
    code, out, err = near.run("attendance", "101", "--session", "Tối")
    assert (code, out, "Chiều" in err) == (2, "", True)


def test_attendance_in_doubt_is_listed(near: HallDesk):
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


def test_the_workbook_is_written_and_its_marks_come_back(desk: HallDesk, tmp_path: Path):
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


def test_a_workbook_without_marks_is_one_sentence_and_exit_code_1(near: HallDesk, tmp_path: Path):
    path = tmp_path / "khac.xlsx"
    book = Workbook()
    book.active.append(["Họ và tên", "Số tiền"])
    book.save(path)
    code, out, err = near.run("attendance", "101", "--from", path)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "Sáng" in err
    assert near.json("attendance", "101", "--from", path)[1]["error"]["code"] == "marks.no_table"
