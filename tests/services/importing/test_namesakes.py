"""One row that may be several people, several rows that may be one person, and people who had cancelled."""

from __future__ import annotations

import pytest

from desktop.domain.importing import Action, OnMatch, Severity
from desktop.services.attendance.registering import cancel
from tests.services.importing.desk import Desk, all_rows, codes, content, loaded, people

WARD = "UBND phường Bạch Đằng"
PLACE = ("danh-sach.xlsx", "DS", 2)
OLDER = ("Nguyễn Văn Bình", "1970", None, WARD)
YOUNGER = ("Nguyễn Văn Bình", "1992", None, WARD)
ONLY_PHONE = ("Nguyễn Văn Bình", None, None, WARD, "0912345671")


@pytest.fixture
def desk(database, conference) -> Desk:
    desk = Desk(database, conference.id)
    desk.bring_in(OLDER)
    return desk


@pytest.fixture
def namesakes(desk) -> Desk:
    desk.bring_in(YOUNGER, on_match=OnMatch.KEEP_BOTH)
    return desk


def of_birth(desk: Desk, birth: str):
    return next(each for each in desk.attendees() if each.birth == birth)


def test_a_row_that_fits_two_people_names_both_and_stays_out(namesakes):
    row = namesakes.one(*ONLY_PHONE)
    (problem,) = row.problems
    assert (row.action, row.attendee_id) == (Action.SKIP, None)
    assert (problem.code, problem.severity) == ("duplicate.ambiguous", Severity.QUESTION)
    told = [(one["birth"], one["code"], one["attendee_id"]) for one in problem.details["people"]]
    assert told == [
        (each.birth, each.code, str(each.id)) for each in (of_birth(namesakes, "1970"), of_birth(namesakes, "1992"))
    ]


def test_the_answer_which_of_two_it_is_changes_that_one_and_is_known_afterwards(namesakes):
    file = loaded(*people(ONLY_PHONE))
    namesakes.apply(namesakes.plan(file, matches={PLACE: of_birth(namesakes, "1992").id}))
    assert [(each.birth, each.phone) for each in namesakes.attendees()] == [("1970", ""), ("1992", "0912345671")]
    assert all_rows(namesakes.plan(file))[0].action is Action.SAME


def test_the_answer_neither_of_two_adds_a_third(namesakes):
    file = loaded(*people(ONLY_PHONE))
    assert namesakes.apply(namesakes.plan(file, matches={PLACE: None})).totals["add"] == 1
    assert all_rows(namesakes.plan(file))[0].action is Action.SAME


def test_a_birth_tells_which_of_two_it_is(namesakes):
    row = namesakes.one("Nguyễn Văn Bình", "3/5/1992", None, WARD, "0912345671")
    assert (row.action, row.attendee_id) == (Action.UPDATE, of_birth(namesakes, "1992").id)


def test_a_row_that_contradicts_both_of_two_is_asked_of_both(namesakes):
    assert codes(namesakes.one("Nguyễn Văn Bình", "1985", None, WARD)) == {"duplicate.ambiguous"}


def test_two_rows_that_may_both_be_one_person_are_both_asked(desk):
    rows = people(ONLY_PHONE, ("Nguyễn Văn Bình", None, None, WARD, "0987654321"))
    plan = desk.plan(loaded(*rows))
    assert [(row.action, codes(row)) for row in all_rows(plan)] == [(Action.SKIP, {"duplicate.rivals"})] * 2
    first, second = all_rows(plan)
    assert [one["row"] for one in first.problems[0].details["rivals"]] == [second.row]
    settled = desk.plan(loaded(*rows), matches={PLACE: desk.attendees()[0].id})
    assert [row.action for row in all_rows(settled)] == [Action.UPDATE, Action.SKIP]


def test_a_row_that_may_be_two_rows_before_it_names_both(desk):
    rows = people(
        ("Lê Thị Mai", "12/5/1980", None, WARD, "0912345671"),
        ("Lê Thị Mai", "1/1/1992", None, WARD, "0987654321"),
        ("Lê Thị Mai", None, "Chuyên viên", WARD),
    )
    plan = desk.plan(loaded(*rows), matches={("danh-sach.xlsx", "DS", 3): None})
    third = all_rows(plan)[2]
    assert (third.action, codes(third)) == (Action.SKIP, {"duplicate.ambiguous"})
    assert [one["row"] for one in third.problems[0].details["people"]] == [2, 3]


def test_people_who_share_an_offices_phone_stay_two(desk):
    desk.bring_in(("Lê Thị Mai", "12/5/1980", None, WARD, "02438212345"))
    row = desk.one("Lê Thị Mai", "1/1/1992", None, WARD, "02438212345")
    assert (row.action, codes(row)) == (Action.SKIP, {"duplicate.suspected"})
    assert desk.one("Lê Thị Mái", "1/1/1992", None, WARD, "02438212345").action is Action.ADD


# -- had cancelled ----------------------------------------------------------------------------------------------------


@pytest.fixture
def without(desk) -> Desk:
    desk.database.write(lambda tx: cancel(tx, [desk.attendees()[0].id], "ốm"))
    return desk


@pytest.mark.parametrize("row", [OLDER, (*OLDER, "0912345671")])
def test_somebody_who_had_cancelled_is_asked_whether_they_come_after_all(without, row):
    planned = without.one(*row)
    (problem,) = planned.problems
    assert planned.action is Action.SKIP
    assert (problem.code, problem.severity) == ("match.cancelled", Severity.QUESTION)
    assert problem.details["reason"] == "ốm"


def test_whoever_comes_after_all_is_expected_again_until_the_import_is_taken_back(without):
    before = content(without.database)
    plan = without.plan(loaded(*people((*OLDER, "0912345671"))), matches={PLACE: without.attendees()[0].id})
    assert without.apply(plan).totals["update"] == 1
    (who,) = without.attendees()
    assert (who.state, who.state_reason, who.phone) == ("registered", "", "0912345671")
    without.undo()
    after = content(without.database)
    (was,) = without.attendees()
    assert (was.state, was.state_reason, was.phone) == ("cancelled", "ốm", "")
    assert after["person"] == before["person"]


def test_a_namesake_who_comes_is_taken_before_one_who_had_cancelled(namesakes):
    namesakes.database.write(lambda tx: cancel(tx, [of_birth(namesakes, "1970").id]))
    row = namesakes.one("Nguyễn Văn Bình", None, None, WARD)
    assert (row.action, row.attendee_id) == (Action.SAME, of_birth(namesakes, "1992").id)


# -- other clues ------------------------------------------------------------------------------------------------------


def test_an_offices_own_numbers_are_no_badge_codes_where_few_pass_the_check_digit(desk):
    headings = ("STT", "Họ và tên", "Đơn vị", "Mã số")
    numbers = ["10100018", "20250017", "20250023", "20250031"]
    rows = [
        (place, f"Lê Văn {name}", WARD, number)
        for place, (name, number) in enumerate(zip("ABCD", numbers, strict=True), 1)
    ]
    assert not any("code.unknown" in codes(row) for row in all_rows(desk.plan(loaded(*rows, headings=headings))))


def test_one_mistyped_badge_code_leaves_the_others_codes(desk):
    desk.bring_in(("Lê Thị Mai", None, None, WARD), ("Lê Văn Tám", None, None, WARD))
    headings = ("STT", "Họ và tên", "Mã đại biểu")
    rows = [(place, each.full_name, each.code) for place, each in enumerate(desk.attendees(), 1)]
    rows.append((9, "Trần Thị Lan", "10100020"))
    plan = desk.plan(loaded(*rows, headings=headings))
    assert [row.action for row in all_rows(plan)] == [Action.SAME] * 3 + [Action.ADD]


@pytest.mark.parametrize("stroke", ["-", "−", "---", "- -", "…", "./.", "–"])
def test_a_stroke_in_any_field_is_blank_and_changes_nobody(desk, stroke):
    desk.bring_in(("Lê Thị Mai", "12/5/1980", "Chuyên viên", WARD, "0912345671", "mai@example.vn", "Ăn chay"))
    row = desk.one("Lê Thị Mai", stroke, stroke, WARD, stroke, stroke, stroke)
    assert (row.action, row.problems) == (Action.SAME, ())
    assert desk.one(stroke, None, "Chuyên viên", WARD).action is Action.ERROR


def test_a_stroke_for_a_unit_leaves_room_for_the_organizers(desk):
    assert desk.one("Lê Thị Mai", None, None, "-", unit=WARD).values["unit"] == WARD


def test_who_still_does_not_come_is_not_asked_about_when_the_list_is_sent_again(without):
    file = loaded(*people(OLDER))
    report = without.apply(without.plan(file, skipped=frozenset({PLACE})))
    assert report.batch_id is not None
    (again,) = all_rows(without.plan(file))
    assert (again.action, codes(again)) == (Action.SKIP, {"settled.left_out"})
    (longer,) = all_rows(without.plan(loaded(*people((*OLDER, "0912345671")))))
    assert codes(longer) == {"match.cancelled"}  # another row: asked anew
