"""Who a row is: surely, perhaps, somebody else, or the same row twice."""

from __future__ import annotations

import pytest

from desktop.domain.importing import Action, OnMatch, Severity
from desktop.domain.people import AttendeeInput
from desktop.services import attendees, joining, journal, undoing
from tests.services.importing.desk import Desk, all_rows, codes, content, loaded, people

WARD = "UBND phường Bạch Đằng"
OTHER_WARD = "UBND phường Minh Khai"


@pytest.fixture
def desk(database, conference) -> Desk:
    return Desk(database, conference.id)


REGISTERED = ("Nguyễn Thị Hà", "12/5/1980", "Chuyên viên", WARD, "0912345678", "ha@example.vn", None)


@pytest.mark.parametrize(
    ("row", "action", "changed"),
    [
        pytest.param(REGISTERED, "same", (), id="the very same values"),
        pytest.param(("Nguyễn Thị Hà", None, None, WARD), "same", (), id="blanks never wipe"),
        pytest.param(("NGUYỄN THỊ HÀ", "12/05/1980", "chuyên viên", "P. Bạch Đằng"), "same", (), id="other spelling"),
        pytest.param(("Nguyen Thi Ha", "12/5/1980", None, WARD), "same", (), id="typed without accents"),
        pytest.param(("Nguyễn Thị Hà", "1980", None, WARD), "same", (), id="a less precise date"),
        pytest.param(("Nguyễn Thị Hà", None, "CV", WARD), "same", (), id="an abbreviated position"),
        pytest.param(
            ("Nguyễn Thị Hà", "12/5/1980", "CV", WARD), "same", (), id="an abbreviated position, birth is sure"
        ),
        pytest.param(("Nguyễn Thị Hà", "12/5/1980", "Phó Chủ tịch", WARD), "update", ("position",), id="birth is sure"),
        pytest.param(
            ("Nguyễn Thị Hà", None, "Phó Chủ tịch", WARD, "0912 345 678"), "update", ("position",), id="phone"
        ),
        pytest.param(("Nguyễn Thị Hà", "12/5/1980", None, OTHER_WARD), "update", ("unit",), id="moved to another unit"),
        pytest.param(("Nguyễn Thị Hà", "12/5/1980", None, WARD, "0987654321"), "update", ("phone",), id="a new number"),
        pytest.param(
            ("Nguyễn Thị Hà", None, None, WARD, None, None, "Ăn chay"), "update", ("note",), id="fills a blank"
        ),
        pytest.param(("Nguyễn Thị Hà", None, "Phó Chủ tịch", WARD), "skip", (), id="perhaps, and contradicting"),
        pytest.param(("Nguyễn Thị Hạ", "12/5/1980", None, WARD), "skip", (), id="other tones are asked, birth or not"),
        pytest.param(("Nguyễn Thị Hạ", None, None, WARD), "skip", (), id="other tones in one unit are asked"),
        pytest.param(("Nguyễn Thị Hạ", None, None, WARD, "0900000001"), "add", (), id="other tones and another phone"),
        pytest.param(("Nguyễn Thị Hà", None, "Chuyên viên", OTHER_WARD), "add", (), id="same name in another unit"),
        pytest.param(("Nguyễn Thị Hà", None, "Chuyên viên"), "add", (), id="same name, no unit"),
        pytest.param(("Trần Văn Nam", None, None, WARD), "add", (), id="another name"),
    ],
)
def test_a_row_is_matched_with_who_is_registered(desk, row, action, changed):
    desk.bring_in(REGISTERED)
    planned = desk.one(*row)
    assert (planned.action, tuple(change.field for change in planned.changes)) == (action, changed)


def test_an_abbreviated_position_is_written_in_full_by_a_row_that_does_so(desk):
    desk.bring_in(("Nguyễn Thị Hà", None, "CV", WARD))
    planned = desk.one("Nguyễn Thị Hà", None, "Chuyên viên", WARD)
    assert [(change.before, change.after) for change in planned.changes] == [("CV", "Chuyên viên")]


def test_a_suspected_duplicate_is_a_question_that_shows_both_sides(desk):
    desk.bring_in(REGISTERED)
    row = desk.one("Nguyễn Thị Hà", None, "Phó Chủ tịch", WARD)
    (problem,) = row.problems
    assert (problem.code, problem.severity) == ("duplicate.suspected", Severity.QUESTION)
    assert problem.details["before"]["position"] == "Chuyên viên"
    assert problem.details["after"]["position"] == "Phó Chủ tịch"
    assert problem.details["fields"] == ("position",)
    assert problem.details["attendee_id"] == str(desk.attendees()[0].id)


def test_the_answer_the_same_person_lets_the_rows_values_win(desk):
    desk.bring_in(REGISTERED)
    file = loaded(*people(("Nguyễn Thị Hà", None, "Phó Chủ tịch", WARD)))
    place = ("danh-sach.xlsx", "DS", 2)
    plan = desk.plan(file, matches={place: desk.attendees()[0].id})
    assert all_rows(plan)[0].action is Action.UPDATE
    desk.apply(plan)
    (only,) = desk.attendees()
    assert (only.position, only.phone) == ("Phó Chủ tịch", "0912345678")


def test_the_answer_another_person_adds_them(desk):
    desk.bring_in(REGISTERED)
    file = loaded(*people(("Nguyễn Thị Hà", None, "Phó Chủ tịch", WARD)))
    plan = desk.plan(file, matches={("danh-sach.xlsx", "DS", 2): None})
    assert desk.apply(plan).totals["add"] == 1
    assert len(desk.attendees()) == 2
    again = desk.plan(file)
    assert all_rows(again)[0].action is Action.SAME


def test_a_name_with_accents_replaces_one_typed_without_them(desk):
    desk.bring_in(("Nguyen Thi Ha", "12/5/1980", None, WARD))
    desk.bring_in(("Nguyễn Thị Hà", "12/5/1980", None, WARD))
    assert [each.full_name for each in desk.attendees()] == ["Nguyễn Thị Hà"]


@pytest.mark.parametrize(
    ("on_match", "action", "left"),
    [(OnMatch.UPDATE, "update", 1), (OnMatch.SKIP, "skip", 1), (OnMatch.KEEP_BOTH, "add", 2)],
)
def test_on_match_decides_what_a_sure_match_with_other_values_does(desk, on_match, action, left):
    desk.bring_in(REGISTERED)
    rows = people(("Nguyễn Thị Hà", "12/5/1980", "Phó Chủ tịch", WARD))
    plan = desk.plan(loaded(*rows), on_match=on_match)
    assert all_rows(plan)[0].action == action
    desk.apply(plan)
    assert len(desk.attendees()) == left


def test_keep_both_adds_a_second_and_does_not_add_a_third(desk):
    desk.bring_in(REGISTERED)
    file = loaded(*people(("Nguyễn Thị Hà", None, "Phó Chủ tịch", WARD)))
    desk.apply(desk.plan(file, on_match=OnMatch.KEEP_BOTH))
    assert len(desk.attendees()) == 2
    assert all_rows(desk.plan(file, on_match=OnMatch.KEEP_BOTH))[0].action is Action.SAME


def test_a_person_twice_in_one_file_comes_in_once_and_is_told(desk):
    plan = desk.plan(loaded(*people(REGISTERED, REGISTERED)))
    first, second = all_rows(plan)
    assert (first.action, second.action) == (Action.ADD, Action.SKIP)
    assert codes(second) == {"duplicate.in_file"}
    assert second.problems[0].severity is Severity.WARNING
    assert second.problems[0].details["row"] == 2


def test_a_person_twice_with_other_values_is_asked(desk):
    plan = desk.plan(loaded(*people(REGISTERED, ("Nguyễn Thị Hà", None, "Phó Chủ tịch", WARD))))
    second = all_rows(plan)[1]
    assert second.action is Action.SKIP
    assert codes(second) == {"duplicate.in_file_differs"}
    assert second.problems[0].severity is Severity.QUESTION
    assert second.problems[0].details["fields"] == ("position",)


def test_a_person_twice_stays_once_when_the_file_comes_again(desk):
    file = loaded(
        *people(
            ("Nguyễn Thị Hà", "12/5/1980", None, WARD, "0912345678"),
            ("Nguyễn Thị Hà", None, None, OTHER_WARD, "0912345678"),
            ("Lê Văn Tám", None, "Chuyên viên", WARD),
            ("Lê Văn Tám", None, "Trưởng phòng", WARD),
        )
    )
    desk.apply(desk.plan(file))
    before = content(desk.database)
    again = desk.plan(file)
    assert [row.action for row in all_rows(again)] == ["same", "skip", "same", "skip"]
    desk.apply(again)
    assert content(desk.database) == before


def test_two_files_of_one_import_are_looked_through_together(desk):
    file = loaded(*people(REGISTERED))
    file.files += loaded(*people(REGISTERED), name="bản sao.xlsx").files
    plan = desk.plan(file)
    assert [row.action for row in all_rows(plan)] == ["add", "skip"]
    assert all_rows(plan)[1].problems[0].details["file"] == "danh-sach.xlsx"


def test_somebody_taken_off_the_list_can_be_imported_again(desk):
    desk.bring_in(REGISTERED)
    gone = desk.attendees()[0].id
    desk.database.write(lambda tx: attendees.remove_attendees(tx, [gone]))
    assert desk.one(*REGISTERED).action is Action.ADD
    desk.bring_in(REGISTERED)
    (back,) = desk.attendees()
    assert back.id != gone


def test_a_badge_code_from_a_form_names_the_person_even_when_the_name_was_corrected(desk):
    desk.bring_in(REGISTERED)
    code = desk.attendees()[0].code
    headings = ("STT", "Họ và tên", "Chức vụ", "Mã đại biểu")
    plan = desk.plan(loaded((1, "Nguyễn Thị Hàn", "Chuyên viên", code), headings=headings), unit=WARD)
    (row,) = all_rows(plan)
    assert row.action is Action.UPDATE
    assert [change.field for change in row.changes] == ["full_name"]


def test_another_person_written_over_a_line_of_the_form_is_asked(desk):
    desk.bring_in(REGISTERED)
    code = desk.attendees()[0].code
    headings = ("STT", "Họ và tên", "Chức vụ", "Mã đại biểu")
    plan = desk.plan(loaded((1, "Trần Quốc Toản", "Chủ tịch", code), headings=headings), unit=WARD)
    (row,) = all_rows(plan)
    assert row.action is Action.SKIP
    assert "duplicate.suspected" in codes(row)


def test_an_unknown_badge_code_is_told_and_an_offices_own_number_is_not(desk):
    headings = ("STT", "Họ và tên", "Đơn vị", "Mã số")
    rows = all_rows(
        desk.plan(loaded((1, "Lê Văn Tám", WARD, "10100018"), (2, "Lê Văn Chín", WARD, "CB-07"), headings=headings))
    )
    assert [codes(row) for row in rows] == [{"code.unknown"}, set()] or [codes(row) for row in rows] == [set(), set()]


def test_a_known_person_is_linked_and_their_blanks_are_filled(desk, database):
    from desktop.services import conferences

    desk.bring_in(("Nguyễn Thị Hà", "12/5/1980", "Chuyên viên", WARD))
    later = database.write(lambda tx: conferences.create_conference(tx, title="Năm sau"))
    next_desk = Desk(database, later.id)
    next_desk.bring_in(("Nguyễn Thị Hà", "12/5/1980", "Trưởng phòng", OTHER_WARD, "0912345678"))
    first, second = desk.attendees()[0], next_desk.attendees()[0]
    assert first.person_id == second.person_id
    assert first.phone == "0912345678"
    assert (first.position, second.position) == ("Chuyên viên", "Trưởng phòng")


def test_a_namesake_of_an_earlier_conference_stays_another_person(desk, database):
    from desktop.services import conferences

    desk.bring_in(("Nguyễn Thị Hà", "12/5/1980", None, WARD))
    later = database.write(lambda tx: conferences.create_conference(tx, title="Năm sau"))
    next_desk = Desk(database, later.id)
    next_desk.bring_in(("Nguyễn Thị Hà", "1/1/1990", None, WARD), ("Lê Văn Tám", None, None, WARD))
    assert desk.attendees()[0].person_id not in {each.person_id for each in next_desk.attendees()}


def test_a_row_changed_by_another_desk_since_the_preview_is_refused_and_told(desk, database):
    desk.bring_in(REGISTERED, ("Lê Văn Tám", "1/2/1970", None, WARD))
    plan = desk.plan(
        loaded(
            *people(("Nguyễn Thị Hà", "12/5/1980", "Phó Chủ tịch", WARD), ("Lê Văn Tám", "1/2/1970", "Chủ tịch", WARD))
        )
    )
    ha = desk.by_name("Nguyễn Thị Hà")
    database.write(
        lambda tx: attendees.edit_attendee(tx, ha.id, AttendeeInput(position="Trưởng ban"), version=ha.version)
    )
    report = desk.apply(plan)
    assert report.totals == {"add": 0, "update": 1, "same": 0, "skip": 0, "error": 1}
    assert report.changed_meanwhile == (("danh-sach.xlsx", "DS", 2),)
    assert desk.by_name("Nguyễn Thị Hà").position == "Trưởng ban"
    assert desk.by_name("Lê Văn Tám").position == "Chủ tịch"


def test_a_person_registered_by_another_desk_since_the_preview_is_not_added_twice(desk):
    file = loaded(*people(REGISTERED, ("Lê Văn Tám", None, None, "Tiểu học Ngô Quyền")))
    plan, same_plan = desk.plan(file), desk.plan(file)
    desk.apply(plan)
    report = desk.apply(same_plan)
    assert report.totals == {"add": 0, "update": 0, "same": 0, "skip": 0, "error": 2}
    assert len(desk.attendees()) == 2


def _joined(desk):
    """Two registered under two spellings, made one."""
    desk.bring_in(REGISTERED)
    desk.bring_in(("Nguyễn Thị Hạ", "1/2/1979", "Chuyên viên", OTHER_WARD, "0987654321"))
    first, second = desk.by_name(REGISTERED[0]), desk.by_name("Nguyễn Thị Hạ")
    desk.database.write(lambda tx: joining.join(tx, first.id, second.id))
    return first, second


def test_a_form_with_the_badge_code_of_who_was_joined_names_who_stays(desk):
    first, second = _joined(desk)
    headings = ("STT", "Họ và tên", "Chức vụ", "Mã đại biểu")
    (row,) = all_rows(desk.plan(loaded((1, REGISTERED[0], "Trưởng phòng", second.code), headings=headings), unit=WARD))
    assert (row.action, row.attendee_id) == (Action.UPDATE, first.id)


def test_an_import_after_a_join_knows_the_person_once_and_keeps_both_codes(desk):
    first, second = _joined(desk)
    assert desk.one(*REGISTERED).action is Action.SAME
    desk.bring_in((*REGISTERED[:2], "Trưởng phòng", *REGISTERED[3:]), on_match=OnMatch.UPDATE)
    (only,) = desk.attendees()
    assert (only.id, only.position) == (first.id, "Trưởng phòng")
    assert first.code in only.search
    assert second.code in only.search


@pytest.mark.parametrize("number", [1, 2])
def test_undoing_the_import_of_one_of_two_who_were_joined_leaves_the_person_on_the_list(desk, number):
    first, _second = _joined(desk)
    report = desk.undo(number)
    assert len(report.kept) == 1
    (only,) = desk.attendees()
    assert only.id == first.id


def test_an_import_is_undone_whole_once_the_join_is_taken_back(desk):
    _joined(desk)
    desk.database.write(lambda tx: undoing.undo(tx, journal.latest(tx)))
    assert len(desk.attendees()) == 2
    assert desk.undo().removed == 1
    assert desk.undo().removed == 1
    assert desk.attendees() == []


WRITTEN_SHORT = ("Trịnh B. Kha", "12/3/1980", "Phó Trưởng phòng", WARD, "0911000333", "kha@example.vn")
SENT_TWICE = [
    (("Trịnh Bảo Kha", "12/3/1980", "Trưởng phòng", WARD, "0911000111"), WRITTEN_SHORT),
    (("Trịnh Bảo Kha", None, "Trưởng phòng", WARD, "0911000111"), ("Trịnh B. Kha", None, "Phó phòng", WARD)),
    (
        ("Trịnh Bảo Kha", None, "Trưởng phòng", WARD, "0911000111"),
        ("Trịnh Bảo Kha", None, "Phó Chủ tịch", OTHER_WARD, "0911000333"),
    ),
]


def _join_first_two(desk, **options):
    first, second = sorted(desk.attendees(), key=lambda each: each.code)
    desk.database.write(lambda tx: joining.join(tx, first.id, second.id, **options))
    return desk.attendees()[0]


@pytest.mark.parametrize("rows", SENT_TWICE)
@pytest.mark.parametrize("on_match", OnMatch)
@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize("take", [(), ("position", "phone"), ("full_name", "unit")])
def test_a_list_sent_again_brings_nobody_back_who_was_joined_and_changes_nothing(desk, rows, on_match, way, take):
    desk.bring_in(*rows)
    stands = _join_first_two(desk, take=take)
    plan = desk.plan(loaded(*people(*rows[::way])), on_match=on_match)
    assert {row.action for row in all_rows(plan)} <= {Action.SAME, Action.SKIP}
    assert not any(problem.severity is Severity.QUESTION for row in all_rows(plan) for problem in row.problems)
    desk.apply(plan)
    assert desk.attendees() == [stands]


@pytest.mark.parametrize("rows", SENT_TWICE)
def test_a_list_with_only_the_row_of_who_was_joined_is_who_stands(desk, rows):
    desk.bring_in(*rows)
    stands = _join_first_two(desk)
    row = desk.one(*rows[1])
    assert (row.action, row.attendee_id) == (Action.SAME, stands.id)


def test_what_is_new_of_who_was_joined_is_new_of_who_stands(desk):
    desk.bring_in(*SENT_TWICE[0])
    stands = _join_first_two(desk)
    row = desk.one(*WRITTEN_SHORT[:2], "Giám đốc", *WRITTEN_SHORT[3:])
    assert (row.action, row.attendee_id) == (Action.UPDATE, stands.id)
    assert [(change.field, change.before, change.after) for change in row.changes] == [
        ("position", "Trưởng phòng", "Giám đốc")
    ]


def test_a_blank_of_who_stands_is_filled_by_the_row_of_who_was_joined(desk):
    """As at a desk to which another one's file brought the join alone."""
    desk.bring_in(*SENT_TWICE[0])
    stands = _join_first_two(desk)
    blank = AttendeeInput(position="", email="")
    desk.database.write(lambda tx: attendees.edit_attendee(tx, stands.id, blank, version=stands.version))
    row = desk.one(*WRITTEN_SHORT)
    assert {change.field: change.after for change in row.changes} == {
        "position": "Phó Trưởng phòng",
        "email": "kha@example.vn",
    }


def test_another_person_of_the_name_of_who_was_joined_is_asked(desk):
    desk.bring_in(*SENT_TWICE[0])
    _join_first_two(desk)
    row = desk.one("Trịnh B. Kha", "1/1/1999", "Văn thư", WARD, "0911000999")
    assert row.action is Action.SKIP
    assert "duplicate.suspected" in codes(row)


def test_a_list_planned_before_a_join_adds_nobody_who_was_joined(desk):
    desk.bring_in(SENT_TWICE[0][0])
    plan, later = desk.plan(loaded(*people(WRITTEN_SHORT))), desk.plan(loaded(*people(WRITTEN_SHORT)))
    desk.apply(plan)
    stands = _join_first_two(desk)
    desk.apply(later)
    assert [each.id for each in desk.attendees()] == [stands.id]


def test_a_join_taken_back_lets_both_be_known_as_they_are(desk):
    desk.bring_in(*SENT_TWICE[0])
    _join_first_two(desk, take=("full_name", "phone"))
    desk.database.write(lambda tx: undoing.undo(tx, journal.latest(tx)))
    plan = desk.plan(loaded(*people(*SENT_TWICE[0])))
    assert [row.action for row in all_rows(plan)] == [Action.SAME, Action.SAME]
    assert len({row.attendee_id for row in all_rows(plan)}) == 2


def test_who_was_joined_and_all_left_the_list_can_be_imported_again(desk):
    desk.bring_in(*SENT_TWICE[0])
    stands = _join_first_two(desk)
    desk.database.write(lambda tx: attendees.remove_attendees(tx, [stands.id]))
    assert desk.one(*WRITTEN_SHORT).action is Action.ADD
