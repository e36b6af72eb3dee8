"""cancel, substitute and walk-in: exact results, exit codes that scripts can trust."""

from __future__ import annotations

from typing import Any

from desktop.services import conferences
from tests.commands.hall_desk import AN, HA, HallDesk, local


def test_who_cancelled_is_told_so_with_the_reason(desk: HallDesk):
    code, told = desk.json("cancel", "101", HA, "--reason", "Ốm")
    assert (code, told["result"], told["changed"], told["attendee"]["full_name"]) == (0, "cancelled", True, HA)
    assert desk.json("cancel", "101", HA)[1]["changed"] is False
    code, told = desk.check_in(HA)
    assert (code, told["result"], told["reason"]) == (1, "cancelled", "Ốm")
    assert desk.report()["expected"] == 5


def test_the_replaced_person_is_told_who_comes_and_counted_once(desk: HallDesk):
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


def test_a_substitute_for_one_session_leaves_the_other_alone(near: HallDesk):
    code, told = near.json("substitute", "101", HA, "--by", "Vũ Thị Thay", "--session", "Chiều")
    assert (code, told["sessions"]) == (0, ["Chiều"])
    assert near.check_in(HA)[0] == 0
    assert near.check_in(HA, session="Chiều")[1]["result"] == "replaced"
    assert near.check_in("Vũ Thị Thay")[1]["result"] == "not_expected"


def test_a_walk_in_is_registered_and_let_in_at_once_even_over_capacity(desk: HallDesk):
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


def _listed(desk: HallDesk) -> int:
    return len(desk.hall.at_the_door())


def test_a_unit_that_is_only_near_known_ones_is_asked_and_nothing_written(desk: HallDesk):
    before = _listed(desk)
    new = ("walk-in", "101", "--name", "Vũ Thị Mới")
    for typed, near in (
        ("Công an quận Đống Đa", "Công an quận"),
        ("Phòng Nội vụ huyện Đông Anh", "Phòng Nội vụ"),
        ("Phòng Tài nguyên", "Phòng Tài nguyên và Môi trường"),
    ):
        code, told = desk.json(*new, "--unit", typed)
        assert (code, told["result"], told["candidates"]) == (1, "unit_question", [near])
    assert desk.run(*new, "--unit", "Phòng Tài nguyên")[:2] == (1, "Phòng Tài nguyên và Môi trường\n")
    assert _listed(desk) == before
    code, told = desk.json(*new, "--unit", "Công an quận Đống Đa", "--unit-as", "new")
    assert (code, told["result"], told["attendee"]["unit"]) == (0, "registered", "Công an quận Đống Đa")
    other = ("walk-in", "101", "--name", "Vũ Văn Mới", "--unit", "Phòng Tài nguyên", "--unit-as")
    assert desk.run(*other, "Phòng Không có")[0] == 2
    code, told = desk.json(*other, "Phòng TN&MT")
    assert (code, told["attendee"]["unit"]) == (0, "Phòng Tài nguyên và Môi trường")
    # What was typed once is known from then on.
    code, told = desk.json("walk-in", "101", "--name", "Vũ Thị Sau", "--unit", "CA quận Đống Đa")
    assert (code, told["attendee"]["unit"]) == (0, "Công an quận Đống Đa")


def test_a_namesake_is_told_and_another_is_registered_by_a_word(desk: HallDesk):
    before = _listed(desk)
    new = ("walk-in", "101", "--name", HA.upper(), "--unit", "Trạm Y tế")
    code, told = desk.json(*new)
    assert (code, told["result"]) == (1, "namesake")
    assert [(each["code"], each["full_name"]) for each in told["candidates"]] == [(desk.code_of(HA), HA)]
    assert _listed(desk) == before
    code, told = desk.json(*new, "--another")
    assert (code, told["attendee"]["full_name"]) == (0, HA)


def test_a_name_gets_its_capitals_and_is_told_when_it_has_no_accents(desk: HallDesk):
    code, told = desk.json("walk-in", "101", "--name", "nguyễn văn a", "--unit", "Trạm Y tế")
    assert (code, told["attendee"]["full_name"], told["without_accents"]) == (0, "Nguyễn Văn A", False)
    code, told = desk.json("walk-in", "101", "--name", "le van b", "--unit", "Trạm Y tế")
    assert (code, told["attendee"]["full_name"], told["without_accents"]) == (0, "Le Van B", True)


def test_a_walk_in_at_a_closed_door_is_asked_as_a_check_in_is(desk: HallDesk):
    new = ("walk-in", "101", "--name", "Vũ Thị Mới", "--unit", "Trạm Y tế", "--session", "Sáng")
    code, told = desk.json(*new, "--at", "05:00")
    assert (code, told["result"], told["starts"]) == (1, "outside", local("2018-05-23T08:00:00"))
    assert desk.json(*new, "--at", "2099-01-01T08:00")[1]["result"] == "future"
    assert "Vũ Thị Mới" not in [person.full_name for person in desk.hall.at_the_door()]
    code, told = desk.json(*new, "--at", "05:00", "--anyway")
    assert (code, told["sessions"][0]["result"]) == (0, "in")


def test_who_came_in_person_is_replaced_by_a_word_alone(desk: HallDesk):
    assert desk.check_in(HA)[0] == 0
    other = ("substitute", "101", HA, "--by", "Vũ Thị Thay")
    code, told = desk.json(*other)
    assert (code, told["result"], [each["session"] for each in told["sessions"]]) == (1, "present", ["Sáng"])
    assert desk.json(*other, "--session", "Sáng")[0] == 1
    assert desk.json(*other, "--session", "Chiều")[0] == 0
    assert desk.check_in(AN)[0] == 0
    code, told = desk.json("substitute", "101", AN, "--by", "Vũ Văn Thay", "--session", "Sáng", "--anyway")
    assert (code, told["result"]) == (0, "substituted")
