"""What the organizer says of two rows, or of a row and somebody registered, that are one person."""

from __future__ import annotations

import pytest

from desktop.domain.fields import FIELDS
from desktop.services.attendance.registering import cancel
from desktop.services.importing import is_refused
from tests.services.importing.desk import Desk, all_rows, codes, content, loaded, people

WARD = "UBND phường Bạch Đằng"
FIRST, SECOND, THIRD = (("danh-sach.xlsx", "DS", number) for number in (2, 3, 4))
ANSWER = ("Lê Thị Mai", "12/5/1980", "Chuyên viên", WARD, "0912345671")
RESENT = ("Lê Thị Mai", "12/5/1980", "Phó Chủ tịch", WARD, "0987654321")
NOTHING = dict.fromkeys(FIELDS, False)


@pytest.fixture
def desk(database, conference) -> Desk:
    return Desk(database, conference.id)


def actions(plan) -> list[str]:
    return [row.action.value for row in all_rows(plan)]


def told(desk: Desk) -> list[tuple[str, str]]:
    return [(each.position, each.phone) for each in desk.attendees()]


def test_the_later_answer_of_one_person_is_taken_over(desk):
    file = loaded(*people(ANSWER, RESENT))
    assert [codes(row) for row in all_rows(desk.plan(file))] == [set(), {"duplicate.in_file_differs"}]
    plan = desk.plan(file, same_rows={SECOND: FIRST})
    first, second = all_rows(plan)
    assert actions(plan) == ["add", "skip"]
    assert (first.values["position"], first.values["phone"]) == ("Phó Chủ tịch", "0987654321")
    assert (codes(first), codes(second)) == ({"settled.joins"}, {"settled.joined"})
    assert desk.apply(plan).totals["add"] == 1
    assert told(desk) == [("Phó Chủ tịch", "0987654321")]


def test_what_was_taken_over_is_asked_no_more(desk):
    file = loaded(*people(ANSWER, RESENT))
    desk.apply(desk.plan(file, same_rows={SECOND: FIRST}))
    again = desk.plan(file)
    assert actions(again) == ["same", "same"]
    assert {row.attendee_id for row in all_rows(again)} == {desk.attendees()[0].id}
    assert desk.apply(again).batch_id is None


def test_an_import_taken_back_forgets_its_answers_too(desk):
    file = loaded(*people(ANSWER, RESENT))
    before = content(desk.database)
    desk.apply(desk.plan(file, same_rows={SECOND: FIRST}))
    desk.undo()
    assert content(desk.database) == before
    assert actions(desk.plan(file)) == ["add", "skip"]


def test_a_second_import_with_the_later_answer_changes_who_is_registered(desk):
    desk.bring_in(ANSWER)
    file = loaded(*people(ANSWER, RESENT))
    (problem,) = all_rows(desk.plan(file))[1].problems
    who = desk.attendees()[0].id
    assert (problem.code, problem.details["attendee_id"]) == ("duplicate.in_file_differs", str(who))
    plan = desk.plan(file, same_rows={SECOND: FIRST}, matches={SECOND: who})
    assert actions(plan) == ["update", "skip"]
    desk.apply(plan)
    assert told(desk) == [("Phó Chủ tịch", "0987654321")]
    assert actions(desk.plan(file)) == ["same", "same"]


def test_values_are_chosen_field_by_field_between_two_rows(desk):
    file = loaded(*people(ANSWER, RESENT))
    desk.apply(desk.plan(file, same_rows={SECOND: FIRST}, picks={SECOND: {"phone": False}}))
    assert told(desk) == [("Phó Chủ tịch", "0912345671")]
    assert actions(desk.plan(file)) == ["same", "same"]


def test_the_first_answer_can_stay_as_it_is(desk):
    file = loaded(*people(ANSWER, RESENT))
    plan = desk.plan(file, same_rows={SECOND: FIRST}, picks={SECOND: NOTHING})
    assert codes(all_rows(plan)[0]) == set()
    desk.apply(plan)
    assert told(desk) == [("Chuyên viên", "0912345671")]
    assert actions(desk.plan(file)) == ["same", "same"]


def test_a_choice_between_a_row_and_the_list_writes_only_what_was_chosen(desk):
    desk.bring_in(("Lê Thị Mai", "12/5/1980", "Chuyên viên", WARD, "0912345671"))
    file = loaded(*people(("Lê Thị Mai", "1/1/1985", "Phó Chủ tịch", WARD, "0987654321")))
    who = desk.attendees()[0].id
    assert codes(all_rows(desk.plan(file))[0]) == {"duplicate.suspected"}
    picks = {FIRST: {"birth": False, "phone": False}}
    plan = desk.plan(file, matches={FIRST: who}, picks=picks)
    (row,) = all_rows(plan)
    assert [change.field for change in row.changes] == ["position"]
    assert (row.values["birth"], row.values["phone"]) == ("1980-05-12", "0912345671")
    desk.apply(plan)
    assert [(each.birth, each.position, each.phone) for each in desk.attendees()] == [
        ("1980-05-12", "Phó Chủ tịch", "0912345671")
    ]
    assert actions(desk.plan(file)) == ["same"]


def test_a_value_that_says_less_wins_when_it_is_chosen(desk):
    desk.bring_in(("Lê Thị Mai", "12/5/1980", None, WARD))
    file = loaded(*people(("Lê Thị Mai", "1980", None, WARD)))
    plan = desk.plan(file, matches={FIRST: desk.attendees()[0].id}, picks={FIRST: {"birth": True}})
    desk.apply(plan)
    assert desk.attendees()[0].birth == "1980"


def test_whoever_is_kept_as_registered_is_not_changed(desk):
    desk.bring_in(("Lê Thị Mai", "12/5/1980", "Chuyên viên", WARD))
    plan = desk.plan(
        loaded(*people(("Lê Thị Mai", "1/1/1985", "Phó Chủ tịch", WARD))),
        matches={FIRST: desk.attendees()[0].id},
        picks={FIRST: NOTHING},
    )
    assert actions(plan) == ["same"]
    before = content(desk.database)
    assert desk.apply(plan).batch_id is not None
    assert content(desk.database) == before


def test_a_row_speaks_for_itself_again_when_the_one_it_was_joined_with_is_left_out(desk):
    plan = desk.plan(loaded(*people(ANSWER, RESENT)), same_rows={SECOND: FIRST}, skipped=frozenset({FIRST}))
    assert actions(plan) == ["skip", "add"]


def test_three_answers_of_one_person_become_one(desk):
    third = ("Lê Thị Mai", "12/5/1980", "Chủ tịch", WARD, "0977120880")
    plan = desk.plan(loaded(*people(ANSWER, RESENT, third)), same_rows={SECOND: FIRST, THIRD: SECOND})
    desk.apply(plan)
    assert actions(plan) == ["add", "skip", "skip"]
    assert told(desk) == [("Chủ tịch", "0977120880")]


def test_answers_that_run_in_a_circle_join_nobody(desk):
    plan = desk.plan(loaded(*people(ANSWER, RESENT)), same_rows={SECOND: FIRST, FIRST: SECOND})
    assert actions(plan) == ["add", "skip"]
    assert codes(all_rows(plan)[1]) == {"duplicate.in_file_differs"}


def test_a_row_joined_with_one_that_stays_out_comes_back_with_it(desk):
    desk.bring_in(("Lê Thị Mai", "1/1/1970", None, WARD))
    plan = desk.plan(loaded(*people(ANSWER, RESENT)), same_rows={SECOND: FIRST})
    assert [is_refused(row) for row in all_rows(plan)] == [True, True]
    assert desk.apply(plan).batch_id is None
    assert actions(desk.plan(loaded(*people(ANSWER, RESENT))))[0] == "skip"


def test_a_joined_row_does_not_bring_back_somebody_who_had_cancelled(desk):
    desk.bring_in(ANSWER)
    who = desk.attendees()[0].id
    desk.database.write(lambda tx: cancel(tx, [who], "ốm"))
    file = loaded(*people(ANSWER, RESENT))
    plan = desk.plan(file, same_rows={SECOND: FIRST}, matches={SECOND: who})
    assert codes(all_rows(plan)[0]) >= {"match.cancelled"}
    back = desk.plan(file, same_rows={SECOND: FIRST}, matches={FIRST: who})
    assert [change.field for change in all_rows(back)[0].changes] == ["position", "phone", "state"]


def test_the_unit_of_a_later_answer_brings_its_group_along(desk):
    moved = ("Lê Thị Mai", "12/5/1980", None, "Trường TH Ngô Quyền", "0912345671")
    plan = desk.plan(loaded(*people(ANSWER, moved)), same_rows={SECOND: FIRST})
    desk.apply(plan)
    (who,) = desk.attendees()
    assert (who.unit, who.role_group) == ("Trường TH Ngô Quyền", "Trường công lập")


@pytest.mark.parametrize("birth", ["12/5/1980", None])
def test_an_odd_value_never_replaces_a_good_one_unasked(desk, birth):
    desk.bring_in(("Lê Thị Mai", birth or "12/5/1980", None, WARD, "0912345671", "mai@vidu.vn"))
    row = desk.one("Lê Thị Mai", "12/5/1980", None, WARD, "0912", "mai@@")
    assert (row.action.value, row.changes) == ("same", ())
    assert {"phone.unusual", "email.unusual"} <= codes(row)
    child = desk.one("Lê Thị Mai", "12/5/2020", None, WARD, "0912345671", matches={FIRST: desk.attendees()[0].id})
    assert (child.action.value, child.changes) == ("same", ())


def test_a_good_value_still_replaces_an_odd_one(desk):
    desk.bring_in(("Lê Thị Mai", "12/5/1980", None, WARD, "0912", "mai@@"))
    row = desk.one("Lê Thị Mai", "12/5/1980", None, WARD, "0912345671", "mai@vidu.vn")
    assert [(change.field, change.after) for change in row.changes] == [
        ("phone", "0912345671"),
        ("email", "mai@vidu.vn"),
    ]


@pytest.mark.parametrize(
    ("row", "edits"),
    [
        (("Lê Thị Mai", "30/2/1975", None, WARD, "0912"), {"phone": "0912345671", "birth": "28/2/1975"}),
        (("Le Thi Mai", "12/5/1980", None, WARD), {"full_name": "Lê Thị Mai"}),
        (("Lê Thị Mai", "12/5/1980", "Chuyen vien", WARD), {"position": "Chuyên viên", "unit": "UBND phường Bạch Mai"}),
        ((None, "12/5/1980", "Chuyên viên", WARD), {"full_name": "Lê Thị Mai"}),
    ],
)
def test_a_mended_row_is_known_by_the_files_own_words_when_it_comes_again(desk, row, edits):
    file = loaded(*people(row, ("Trần Văn Bê", None, None, WARD)))
    desk.apply(desk.plan(file, edits={FIRST: edits}))
    before = content(desk.database)
    again = desk.plan(file)
    assert actions(again) == ["same", "same"]
    assert desk.apply(again).batch_id is None
    assert content(desk.database) == before
    desk.undo()
    assert "settled.registered" not in codes(all_rows(desk.plan(file))[0])


def test_an_answer_alone_is_remembered_until_the_import_is_taken_back(desk):
    desk.bring_in(ANSWER)
    file = loaded(*people((*RESENT[:1], "1/1/1985", *RESENT[2:])))
    plan = desk.plan(file, matches={FIRST: desk.attendees()[0].id}, picks={FIRST: NOTHING})
    assert (actions(plan), plan.answers) == (["same"], 1)
    desk.apply(plan)
    again = desk.plan(file)
    assert (actions(again), codes(all_rows(again)[0]), again.answers) == (["same"], {"settled.registered"}, 0)
    assert desk.apply(again).batch_id is None
    desk.undo()
    assert codes(all_rows(desk.plan(file))[0]) == {"duplicate.suspected"}
    assert len(desk.attendees()) == 1


@pytest.mark.parametrize("others", [True, False])
def test_a_row_left_out_stays_out_by_its_own_words_until_it_is_taken_in(desk, others):
    rows = [ANSWER, ("Trần Văn Bê", None, None, WARD)] if others else [ANSWER]
    file = loaded(*people(*rows))
    plan = desk.plan(file, skipped=frozenset({FIRST}))
    assert plan.answers == 1
    desk.apply(plan)
    again = desk.plan(file)
    assert (actions(again)[0], codes(all_rows(again)[0]), again.answers) == ("skip", {"settled.left_out"}, 0)
    taken = desk.plan(file, taken_in=frozenset({FIRST}))
    assert actions(taken)[0] == "add"
    desk.apply(taken)
    assert actions(desk.plan(file))[0] == "same"
    desk.undo()
    assert actions(desk.plan(file))[0] == "skip"
    desk.undo()
    assert actions(desk.plan(file))[0] == "add"


def test_a_question_answered_with_left_out_is_asked_no_more(desk):
    desk.bring_in(ANSWER)
    file = loaded(*people(ANSWER, RESENT))
    assert codes(all_rows(desk.plan(file))[1]) == {"duplicate.in_file_differs"}
    desk.apply(desk.plan(file, skipped=frozenset({SECOND})))
    again = desk.plan(file)
    assert (actions(again), codes(all_rows(again)[1])) == (["same", "skip"], {"settled.left_out"})
