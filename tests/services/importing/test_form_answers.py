"""Exports of Google and Microsoft forms: several people in an answer, what the form adds itself, the newest answer first."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from desktop.domain.importing import Action, ImportOptions, Severity
from desktop.domain.replies import ReplyState
from desktop.services import importing, lookup, replies
from tests.services.importing.desk import Desk, all_rows, codes, loaded

ONE, TWO = "UBND phường Bách Khoa", "UBND phường Bạch Mai"


@pytest.fixture
def desk(database, conference) -> Desk:
    return Desk(database, conference.id)


def at(day, hour=8):
    return dt.datetime(2026, 11, day, hour, 1, 13)


def planned(desk, file, options=None):
    return desk.database.read(lambda tx: importing.plan(tx, desk.conference_id, file, options))


def coming(plan):
    return sorted(row.values["full_name"] for row in all_rows(plan) if row.action is Action.ADD)


def left_out(plan):
    return {
        row.values["full_name"]: [(each.code, each.severity) for each in row.problems]
        for row in all_rows(plan)
        if row.action is Action.SKIP
    }


GOOGLE = (
    "Dấu thời gian", "Địa chỉ email", "Tên cơ quan, đơn vị", "Họ và tên người đăng ký", "Điện thoại người đăng ký",
    "Họ và tên", "Chức vụ", "Số điện thoại", "Họ và tên", "Chức vụ", "Số điện thoại",
)  # fmt: skip


def test_each_delegate_of_an_answer_comes_in_and_who_sent_it_does_not(desk):
    sender = "vp@bk.vn", ONE, "Đỗ Thị Thư", "0987000111"
    plan = planned(
        desk,
        loaded(
            (
                at(20),
                *sender,
                "Nguyễn Văn Một",
                "Phó Chủ tịch",
                "0912345678",
                "Trần Thị Hai",
                "Công chức",
                "0912345679",
            ),
            (at(20, 9), "vp@bm.vn", TWO, "Phạm Văn Phòng", "0987000112", "Lê Văn Ba", "Chủ tịch", "0912345670"),
            headings=GOOGLE,
        ),
    )
    assert coming(plan) == ["Lê Văn Ba", "Nguyễn Văn Một", "Trần Thị Hai"]
    assert {row.values["full_name"]: (row.values["unit"], row.values["phone"]) for row in all_rows(plan)} == {
        "Nguyễn Văn Một": (ONE, "0912345678"),
        "Trần Thị Hai": (ONE, "0912345679"),
        "Lê Văn Ba": (TWO, "0912345670"),
    }
    assert not any(row.values.get("email") for row in all_rows(plan))
    told = [notice for sheet in plan.files[0].sheets for notice in sheet.notices if notice.code == "answers.left_out"]
    assert "Điện thoại người đăng ký" in str(told[0].details["columns"])


@pytest.mark.parametrize(
    "headings",
    [
        ("Đại biểu 1", "Chức vụ 1", "SĐT 1", "Đại biểu 2", "Chức vụ 2", "SĐT 2"),
        (
            "Đại biểu 1 [Họ và tên]", "Đại biểu 1 [Chức vụ]", "Đại biểu 1 [ĐT]",
            "Đại biểu 2 [Họ và tên]", "Đại biểu 2 [Chức vụ]", "Đại biểu 2 [ĐT]",
        ),
        ("Họ và tên", "Chức vụ", "Điện thoại", "Họ và tên2", "Chức vụ2", "Điện thoại2"),
        ("Đại biểu thứ nhất", "Chức vụ", "Điện thoại", "Đại biểu thứ hai", "Chức vụ", "Điện thoại"),
    ],
    ids=["terse", "grid", "counted behind", "in words"],
)  # fmt: skip
@pytest.mark.parametrize("microsoft", [False, True])
def test_however_a_form_writes_what_it_asks_of_each_and_whichever_form_it_is(desk, headings, microsoft):
    answers = (
        (ONE, "Nguyễn Văn Một", "Phó Chủ tịch", "0912345678", "Trần Thị Hai", "Công chức", "0912345679"),
        (TWO, "Lê Văn Ba", "Chủ tịch", "0912345670", None, None, None),
    )
    own = ("ID", "Start time", "Completion time", "Email", "Name") if microsoft else ("Dấu thời gian",)
    rows = [
        ((number, at(20), at(20, 9), "anonymous", "Đỗ Thị Thư") if microsoft else (at(20, 8 + number),)) + answer
        for number, answer in enumerate(answers, 1)
    ]
    plan = planned(desk, loaded(*rows, headings=(*own, "Đơn vị", *headings)))
    assert coming(plan) == ["Lê Văn Ba", "Nguyễn Văn Một", "Trần Thị Hai"]
    assert [row.values["unit"] for row in all_rows(plan)] == [ONE, TWO, ONE]
    assert [row.values["phone"] for row in all_rows(plan)] == ["0912345678", "0912345670", "0912345679"]


def test_the_name_of_the_account_is_who_comes_where_the_form_asks_for_no_other(desk):
    headings = ("ID", "Start time", "Completion time", "Email", "Name", "Đơn vị", "Chức vụ")
    rows = [
        (n, at(20), at(20, 9), f"n{n}@x.vn", name, ONE, "Công chức") for n, name in enumerate(("Lê Văn Ba", "Vũ An"), 1)
    ]
    assert coming(planned(desk, loaded(*rows, headings=headings))) == ["Lê Văn Ba", "Vũ An"]


UNITS = (
    "Dấu thời gian",
    "Đơn vị",
    "Họ tên đại biểu 1",
    "Chức vụ đại biểu 1",
    "Họ tên đại biểu 2",
    "Chức vụ đại biểu 2",
)


def test_the_newest_answer_of_a_unit_holds_and_the_older_one_is_shown(desk):
    rows = (
        ("2026/11/20 8:01:02 SA GMT+7", ONE, "Nguyễn Văn Một", "Phó Chủ tịch", "Trần Thị Hai", "Công chức"),
        ("2026/11/20 9:30:00 SA GMT+7", TWO, "Lê Văn Ba", "Chủ tịch", "", ""),
        ("2026/11/20 3:01:02 CH GMT+7", ONE, "Nguyễn Văn Một", "Chủ tịch", "Hoàng Thị Mới", "Công chức"),
    )
    first = planned(desk, loaded(*rows[:2], headings=UNITS))
    assert coming(first) == ["Lê Văn Ba", "Nguyễn Văn Một", "Trần Thị Hai"]
    plan = planned(desk, loaded(*rows, headings=UNITS))
    assert coming(plan) == ["Hoàng Thị Mới", "Lê Văn Ba", "Nguyễn Văn Một"]
    assert left_out(plan) == {
        "Nguyễn Văn Một": [("answer.superseded", Severity.INFO)],
        "Trần Thị Hai": [("answer.not_named_again", Severity.WARNING)],
    }
    desk.database.write(lambda tx: importing.apply(tx, first))
    later = planned(desk, loaded(*rows, headings=UNITS))
    assert coming(later) == ["Hoàng Thị Mới"]
    assert [each[0] for each in left_out(later)["Trần Thị Hai"]] == [
        "answer.not_named_again",
        "answer.still_registered",
    ]
    desk.database.write(lambda tx: importing.apply(tx, later))
    again = planned(desk, loaded(*rows, headings=UNITS))
    assert {row.action for row in all_rows(again)} == {Action.SAME, Action.SKIP}


def test_a_second_answer_that_names_others_asks_whether_both_come(desk):
    file = loaded(
        (at(20), ONE, "Nguyễn Văn Một", "Phó Chủ tịch", "Trần Thị Hai", "Công chức"),
        (at(21), ONE, "Lê Văn Ba", "Chủ tịch", "Vũ Thị Tư", "Công chức"),
        headings=UNITS,
    )
    plan = planned(desk, file)
    assert coming(plan) == ["Lê Văn Ba", "Vũ Thị Tư"]
    assert left_out(plan)["Trần Thị Hai"] == [("answer.others_named", Severity.QUESTION)]
    persons = {
        (one.file, sheet.name, row.key): True for one in plan.files for sheet in one.sheets for row in sheet.rows
    }
    assert len(coming(planned(desk, file, ImportOptions(persons=persons)))) == 4


def test_somebody_who_answers_again_is_who_they_said_last_and_namesakes_stay_two(desk):
    headings = ("Timestamp", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị")
    plan = planned(
        desk,
        loaded(
            (at(20), "Trần Thị Hai", "04/06/1985", "Công chức", ONE),
            (at(20, 9), "Trần Thị Hai", "01/01/1990", "Văn thư", ONE),
            (at(22), "Trần Thị Hai", "04/06/1985", "Trưởng phòng", ONE),
            headings=headings,
        ),
    )
    older = [row.values["position"] for row in all_rows(plan) if "answer.superseded" in codes(row)]
    assert older == ["Công chức"]


def test_a_list_with_a_day_in_each_row_is_no_form(desk):
    headings = ("STT", "Ngày", "Họ và tên", "Chức vụ", "Đơn vị")
    day = dt.datetime(2026, 11, 20)
    plan = planned(
        desk,
        loaded((1, day, "Trần Thị Hai", "Công chức", ONE), (2, day, "Lê Văn Ba", "Chủ tịch", ONE), headings=headings),
    )
    assert coming(plan) == ["Lê Văn Ba", "Trần Thị Hai"]
    assert all(row.answered is None for row in all_rows(plan))


def reply_file(path: Path, unit: str, saved: str, *rows, **said) -> Path:
    told = {"form": "tap-huan-reply", "unit": unit, "saved": saved, "headings": ["Họ và tên", "Chức vụ"]}
    path.write_text(json.dumps({**told, "rows": rows, **said}, ensure_ascii=False), encoding="utf-8")
    return path


def test_what_the_page_saves_brings_its_people_its_contact_and_its_no_and_goes_as_a_whole(desk, tmp_path):
    contact = {"contact": "Đỗ Thị Mối", "phone": "0987000111"}
    older, newer = ["Nguyễn Văn Một", "Phó Chủ tịch"], ["Nguyễn Văn Một", "Chủ tịch"]
    reply_file(tmp_path / "a.json", ONE, "2026-11-24T08:00:00+07:00", older, ["Trần Thị Hai", "Công chức"])
    reply_file(tmp_path / "b.json", ONE, "2026-11-25T08:00:00+07:00", newer, **contact)
    reply_file(tmp_path / "c.json", TWO, "2026-11-24T08:00:00+07:00", declined=True, reason="trùng lịch")
    plan = planned(desk, importing.load([tmp_path]))
    assert [file.error for file in plan.files] == [None, None, None]
    assert coming(plan) == ["Nguyễn Văn Một"]
    assert left_out(plan)["Trần Thị Hai"] == [("answer.not_named_again", Severity.WARNING)]
    desk.database.write(lambda tx: importing.apply(tx, plan))

    def found():
        return {each.unit: each for each in desk.database.read(lambda tx: replies.list_replies(tx, desk.conference_id))}

    assert (found()[ONE].contact_name, found()[ONE].contact_phone) == ("Đỗ Thị Mối", "0987000111")
    assert (found()[TWO].state, found()[TWO].declined_reason) == (ReplyState.DECLINED, "trùng lịch")
    desk.database.write(lambda tx: importing.undo_import(tx, desk.conference_id))
    assert found() == {}


def test_a_no_alone_is_an_import_too(desk, tmp_path):
    path = reply_file(tmp_path / "c.json", TWO, "2026-11-24T08:00:00+07:00", declined=True, reason="trùng lịch")
    plan = planned(desk, importing.load([path]))
    assert plan.taught == 1
    assert desk.database.write(lambda tx: importing.apply(tx, plan)).batch_number == 1
    unit = desk.database.read(lambda tx: lookup.unit(tx, TWO))
    assert desk.database.read(lambda tx: replies.get_reply(tx, desk.conference_id, unit)).declined


def test_the_newest_answer_of_a_unit_holds_in_whatever_order_the_files_are_taken(desk, tmp_path):
    one, other = ["Nguyễn Văn Một", "Chủ tịch"], ["Trần Thị Hai", "Công chức"]
    no = {"declined": True, "reason": "trùng lịch"}
    unit = desk.database.read(lambda tx: lookup.unit(tx, ONE))

    def take(day, *rows, **said):
        file = reply_file(tmp_path / f"{day}.json", ONE, f"2026-11-{day}T08:00:00+07:00", *rows, **said)
        plan = planned(desk, importing.load([file]))
        desk.database.write(lambda tx: importing.apply(tx, plan))
        told = {each.code for file in plan.files for sheet in file.sheets for each in sheet.notices}
        reply = desk.database.read(lambda tx: replies.get_reply(tx, desk.conference_id, unit))
        return reply.state, sorted(each.full_name for each in reply.people), told & REPLIES

    complete, declined = ReplyState.COMPLETE, ReplyState.DECLINED
    assert take(14, one) == (complete, ["Nguyễn Văn Một"], set())
    assert take(12, **no) == (complete, ["Nguyễn Văn Một"], {"reply.declined_before"})
    assert take(13, ["Nguyễn Văn Một", "Công chức"], other) == (complete, ["Nguyễn Văn Một"], set())
    assert take(16, **no) == (declined, ["Nguyễn Văn Một"], {"reply.says_declined"})
    assert take(15, one, other) == (declined, ["Nguyễn Văn Một"], set())
    assert take(17, one) == (complete, ["Nguyễn Văn Một"], {"reply.comes_after_all"})
    two = ["Nguyễn Văn Một", "Trần Thị Hai"]
    assert take(19, other) == (complete, two, {"reply.not_named_again"})
    desk.undo()
    desk.undo()
    assert take(18, one, conference="999") == (
        complete, ["Nguyễn Văn Một"], {"reply.comes_after_all", "reply.other_conference"}
    )  # fmt: skip


REPLIES = {
    "reply.not_named_again",
    "reply.declined_before",
    "reply.says_declined",
    "reply.comes_after_all",
    "reply.other_conference",
}


@pytest.mark.parametrize("saved", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "hôm qua"])
def test_a_moment_that_can_not_be_spoils_no_drop(desk, tmp_path, saved):
    reply_file(tmp_path / "a.json", ONE, saved, ["Nguyễn Văn Một", "Chủ tịch"])
    assert coming(planned(desk, importing.load([tmp_path]))) == ["Nguyễn Văn Một"]
