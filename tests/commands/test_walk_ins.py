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
