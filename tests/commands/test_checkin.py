"""check-in and undo-mark: exact results, exit codes that scripts can trust."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.services import agenda, attendance, attendees, conferences, groups
from tests.commands.hall_desk import AN, AT, HA, NGA, VU, HallDesk, local
from tests.services.attendance.hall import Hall, moment


@pytest.mark.parametrize("at", ["07:45", "7:45", "2018-05-23T07:45", "2018-05-23 07:45", "offset"])
def test_someone_expected_is_in_at_the_time_told(desk: HallDesk, at: str):
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


def test_the_journal_carries_the_desk_of_the_call(near: HallDesk):
    near.check_in(HA, "--desk", "Cửa B")
    from desktop.services import journal

    assert near.hall.database.read(journal.recent)[0].desk == "Cửa B"


def test_a_second_try_is_told_when_and_where_they_came_in_and_is_exit_code_1(desk: HallDesk):
    desk.check_in(HA, "--at", "07:45", "--desk", "Cửa A")
    code, told = desk.check_in(HA, "--at", "07:50", "--desk", "Cửa B")
    assert (code, told["result"], told["at"], told["desk"]) == (1, "already_in", local(AT), "Cửa A")
    assert len(desk.row(HA)["marks"]) == 1


def test_badge_codes_part_of_a_name_and_a_name_with_its_unit_are_enough(near: HallDesk):
    assert near.check_in(near.code_of(HA))[1]["attendee"]["full_name"] == HA
    assert near.check_in("vu")[1]["attendee"]["full_name"] == VU
    assert near.check_in(f"tran duc an {near.hall.person(AN).unit}")[1]["attendee"]["full_name"] == AN


@pytest.mark.parametrize(
    ("typed", "result", "candidates"),
    [
        ("Nguyễn Thị Hạ", "not_found", [HA]),
        ("Nguyễn Thị Há", "not_found", [HA]),
        ("nguyen thi ha", "in", []),
        ("haf nguyeenx", "in", []),
        ("nth", "in", []),
        ("chau", "in", []),
        ("cha", "ambiguous", ["Hoàng Minh Châu"]),
    ],
)
def test_only_whom_the_words_name_comes_in(near: HallDesk, typed: str, result: str, candidates: list[str]):
    code, told = near.check_in(typed)
    assert (code, told["result"]) == (0 if result == "in" else 1, result)
    assert [each["full_name"] for each in told["candidates"]] == candidates


def test_accents_that_nobody_bears_mean_no_namesake_for_any_command(near: HallDesk):
    code, out, _err = near.run("cancel", "101", "Nguyễn Thị Hạ")
    assert (code, out) == (2, "")
    assert near.check_in(HA)[0] == 0


def test_words_that_fit_several_are_ambiguous_with_the_candidates(near: HallDesk):
    code, told = near.check_in("thi ha")
    assert (code, told["result"], told["attendee"], told["at"]) == (1, "ambiguous", None, None)
    assert {each["full_name"] for each in told["candidates"]} >= {HA, "Đỗ Thị Thuý Hà"}
    assert set(told["candidates"][0]) == {"code", "full_name", "unit"}
    code, out, err = near.run("check-in", "101", "Sáng", "thi ha")
    assert (code, len(err.splitlines())) == (1, 1)
    assert HA in out


def test_of_several_the_only_one_expected_is_meant(near: HallDesk):
    near.run("cancel", "101", "Đỗ Thị Thuý Hà")
    code, told = near.check_in("thi ha")
    assert (code, told["attendee"]["full_name"]) == (0, HA)


def test_somebody_unknown_is_not_found(near: HallDesk):
    code, told = near.check_in("Không Có Ai")
    assert (code, told["result"], told["candidates"]) == (1, "not_found", [])
    code, out, err = near.run("check-in", "101", "Sáng", "Không Có Ai")
    assert (code, out) == (1, "")
    assert "Không Có Ai" in err


def test_a_certificate_in_place_of_a_badge_lets_nobody_in_and_says_what_it_is(near: HallDesk):
    text = f"THGCN1|VRTOH5k85xY|2018-05-23|05/GCN-UBND|{HA}|{'A' * 86}"
    code, told = near.check_in(text)
    assert (code, told["result"]) == (1, "not_found")
    assert near.hall.person(HA).arrived_at is None


def test_somebody_outside_the_audience_needs_a_word(near: HallDesk):
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


def test_a_mark_is_taken_back_and_stays_in_the_log(desk: HallDesk):
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
def test_who_fits_several_or_nobody_is_told_in_words(near: HallDesk, command: tuple[str, ...]):
    more = ("--by", "Ai Đó") if command[0] == "substitute" else ()
    code, out, err = near.run(*command, "thi ha", *more)
    assert (code, out) == (2, "")
    assert near.code_of(HA) in err
    code, _out, err = near.run(*command, "Không Có Ai", *more)
    assert (code, "Không Có Ai" in err) == (2, True)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("who", [HA, AN, VU, NGA, "thi ha", "Không Có Ai"])
def test_every_answer_has_words_in_both_languages(near: HallDesk, language: str, who: str):
    near.check_in(AN)
    near.run("cancel", "101", VU, "--reason", "Ốm")
    near.run("substitute", "101", NGA, "--by", "Vũ Thị Thay")
    code, out, err = near.run("check-in", "101", "Sáng", who, "--at", "07:45", "--language", language)
    assert code == (0 if who == HA else 1)
    assert (out + err).strip()
    assert "{" not in out + err


def test_a_persons_note_to_heed_is_shown_at_the_door(near: HallDesk):
    hall = near.hall

    def heed(tx: Any) -> None:
        view = attendees.get_attendee(tx, hall.people[HA])
        from desktop.domain.people import AttendeeInput

        attendees.edit_attendee(tx, view.id, version=view.version, given=AttendeeInput(attention="Đi xe lăn"))

    hall.database.write(heed)
    assert near.check_in(HA)[1]["attention"] == "Đi xe lăn"


def test_reading_someone_named_at_the_door_asks_for_nothing_a_desk_may_not_read(near: HallDesk):
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


@pytest.mark.parametrize("at", ["0001-01-01T00:30", "9999-12-31T23:30", "9999-12-31T23:30:00+00:00"])
def test_a_time_that_nobody_could_mean_is_refused_in_words(desk: HallDesk, at: str):
    code, _out, err = desk.run("check-in", "101", "Sáng", HA, "--at", at)
    assert (code, at in err) == (2, True)
    assert desk.row(HA)["status"] == "unrecorded"


def test_a_whole_unit_comes_in_and_each_is_told(near: HallDesk):
    hall = near.hall
    unit = hall.person(HA).unit
    near.check_in(VU)
    code, told = near.json("check-in", "101", "Sáng", "--unit", unit, "--all", "--at", "07:45")
    assert (code, told["result"], told["unit"], told["in"]) == (0, "in", unit, 2)
    assert {each["attendee"]["full_name"]: each["result"] for each in told["people"]} == {
        HA: "in",
        VU: "already_in",
        "Hoàng Minh Châu": "in",
    }
    code, told = near.json("check-in", "101", "Sáng", "--unit", unit, "--all", "--at", "07:45")
    assert (code, told["result"]) == (1, "already_in")
    near.run("cancel", "101", NGA)
    code, out, _err = near.run("check-in", "101", "Sáng", "--unit", hall.person(AN).unit, "--all", "--at", "07:45")
    assert code == 1
    assert AN in out
    assert near.row(AN)["status"] == "present"


def test_a_whole_unit_obeys_the_sessions_time(near: HallDesk):
    unit = near.hall.person(HA).unit
    code, told = near.json("check-in", "101", "Sáng", "--unit", unit, "--all", "--at", "12:30")
    assert (code, told["result"], told["in"]) == (1, "outside", 0)
    assert {each["result"] for each in told["people"]} == {"outside"}
    assert told["people"][0]["starts"] == local("2018-05-23T08:00:00")
    assert near.row(HA)["status"] == "unrecorded"
    code, told = near.json("check-in", "101", "Sáng", "--unit", unit, "--all", "--at", "12:30", "--anyway")
    assert (code, told["in"]) == (0, 3)


@pytest.mark.parametrize(
    "words", [(), (HA, "--unit", "Phòng", "--all"), (HA, "--all"), ("--unit", "Phòng"), ("--unit", "Nơi nào", "--all")]
)
def test_what_is_neither_a_person_nor_a_unit_is_refused(near: HallDesk, words: tuple[str, ...]):
    code, out, err = near.run("check-in", "101", "Sáng", *words)
    assert (code, out) == (2, "")
    assert err.strip()
