"""What is typed from a signed sheet: what agrees, what is new, what differs and waits for somebody's word."""

from __future__ import annotations

import threading
import time
import uuid

import pytest
from sqlalchemy import func, select

from desktop.domain.attendance import Status
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import Conflict, InvalidInput, NotFound
from desktop.domain.signed_sheet import WalkIn
from desktop.services import agenda, attendance, journal, sheets, undoing
from desktop.store.tables import AttendanceMark, JournalEntry
from tests.services.attendance.hall import moment
from tests.services.signed_sheets.conftest import Desk

AN, CHAU, HA, VU = "Trần Đức An", "Hoàng Minh Châu", "Nguyễn Thị Hà", "Lê Văn Vũ"
PRESENT, LATE, EXCUSED, ABSENT, BLANK = "present", "late", "excused", "absent", "unrecorded"


def _written(desk: Desk) -> tuple[int, int]:
    """How many marks and journal lines there are."""
    return desk.database.read(
        lambda tx: (
            tx.scalar(select(func.count()).select_from(AttendanceMark)),
            tx.scalar(select(func.count()).select_from(JournalEntry)),
        )
    )


def _undo(desk: Desk) -> None:
    entry = desk.database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    desk.database.write(lambda tx: undoing.undo(tx, entry.id))


def _marks(desk: Desk, name: str):
    return desk.database.read(lambda tx: attendance.marks_of(tx, desk.morning, desk.people[name]))


def test_rows_stand_in_the_printed_order_with_what_the_door_says(desk: Desk):
    desk.let_in(HA, "07:45")
    sheet = desk.sheet()
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4, 5, 6]
    assert sheet.lines == (7, 8)
    assert [row.full_name for row in sheet.rows][:2] == [AN, CHAU]
    row = sheet.rows[desk.place(HA) - 1]
    assert (row.door.status, row.door.arrived_at, row.door.desk) == (Status.PRESENT, moment("07:45"), "Bàn 1")
    assert all(row.entered is Status.UNRECORDED and row.expected for row in sheet.rows)


def test_rows_nobody_marked_take_the_papers_word(desk: Desk):
    report = desk.enter("CCVPM.")
    assert (report.written, report.agreeing, report.differences) == (5, 0, ())
    assert desk.states() == [PRESENT, PRESENT, ABSENT, EXCUSED, LATE, BLANK]
    assert desk.states(desk.afternoon) == [BLANK] * 6
    assert {mark.method for mark in _marks(desk, AN)} == {"paper"}
    assert [row.entered for row in desk.sheet().rows][:3] == [Status.PRESENT, Status.PRESENT, Status.ABSENT]
    (first, second) = desk.sheet().entered
    assert (first.desk, first.open, second) == ("Bàn 1", 0, None)


def test_present_on_paper_agrees_with_the_doors_present_and_late_and_its_time_stays(desk: Desk):
    desk.let_in(AN, "07:45")
    desk.let_in(CHAU, "08:40")
    report = desk.enter("CC....")
    assert (report.written, report.agreeing, report.differences) == (0, 2, ())
    assert desk.states()[:2] == [PRESENT, LATE]
    assert desk.person(CHAU).arrived_at == moment("08:40")


@pytest.mark.parametrize("word", ["V", "P"])
def test_somebody_let_in_and_absent_on_paper_is_shown_and_left_alone(desk: Desk, word: str):
    desk.let_in(AN, "07:45")
    report = desk.enter(word + "CCCCC")
    (difference,) = report.differences
    assert (difference.number, difference.full_name, difference.door) == (1, AN, Status.PRESENT)
    assert (difference.arrived_at, difference.desk) == (moment("07:45"), "Bàn 1")
    assert report.written == 5
    assert desk.states()[0] == PRESENT
    assert len(_marks(desk, AN)) == 1
    assert desk.sheet().entered[0].open == 1


def test_a_desks_own_word_absent_is_not_overwritten_by_a_signature(desk: Desk):
    desk.database.write(
        lambda tx: attendance.set_status(
            tx, training_session_id=desk.morning, attendee_id=desk.people[AN], status=Status.ABSENT
        )
    )
    report = desk.enter("C.....")
    assert (report.written, [each.number for each in report.differences]) == (0, [1])
    assert desk.states()[0] == ABSENT
    report = desk.enter("C.....", settle={1: "paper"})
    assert (report.settled, report.differences) == (1, ())
    assert desk.states()[0] == PRESENT


def test_filling_in_the_rest_gives_way_to_paper_without_asking(desk: Desk):
    desk.database.write(lambda tx: attendance.fill_rest(tx, desk.morning, Status.ABSENT))
    assert desk.sheet().rows[0].door.rest
    report = desk.enter("CCCVPM")
    assert (report.written, report.differences) == (6, ())
    assert desk.states() == [PRESENT, PRESENT, PRESENT, ABSENT, EXCUSED, LATE]


def test_settling_for_the_paper_annuls_the_doors_marks_and_names_the_sheet(desk: Desk):
    desk.let_in(AN, "07:45")
    report = desk.enter("VCCCCC", settle={1: "paper"})
    assert (report.settled, report.differences) == (1, ())
    assert desk.states()[0] == ABSENT
    arrival, *rest = _marks(desk, AN)
    assert arrival.annulled
    assert {mark.reason for mark in rest} == {"TH:101:1"}
    assert desk.person(AN).doubt == ""


def test_settling_for_the_door_keeps_it_and_is_remembered(desk: Desk):
    desk.let_in(AN, "07:45")
    desk.enter("VCCCCC")
    report = desk.enter("VCCCCC", settle={1: "door"})
    assert (report.settled, report.differences, report.written) == (1, (), 0)
    assert desk.states()[0] == PRESENT
    assert desk.sheet().rows[0].settled == "door"
    before = _written(desk)
    assert desk.enter("VCCCCC").differences == ()
    assert _written(desk) == before


def test_what_was_settled_is_asked_again_when_the_door_speaks_anew(desk: Desk):
    desk.let_in(AN, "07:45")
    desk.enter("VCCCCC", settle={1: "paper"})
    desk.let_in(AN, "08:00")
    assert [each.number for each in desk.enter("VCCCCC").differences] == [1]
    assert desk.states()[0] == PRESENT


def test_late_on_paper_and_on_time_at_the_door_is_a_difference(desk: Desk):
    desk.let_in(AN, "07:45")
    assert [each.door for each in desk.enter("M.....").differences] == [Status.PRESENT]
    desk.enter("M.....", settle={1: "paper"})
    person = desk.person(AN)
    assert (person.status, person.arrived_at) == (LATE, moment("07:45"))
    before = _written(desk)
    assert desk.enter("M.....").differences == ()
    assert _written(desk) == before


def test_entering_the_same_again_changes_nothing(desk: Desk):
    desk.let_in(AN, "07:45")
    desk.enter("VCVPM.", walk_ins=[WalkIn(7, "Bùi Thị Sen", "UBND phường Bạch Đằng")])
    before = _written(desk)
    report = desk.enter("VCVPM.", walk_ins=[WalkIn(7, "Bùi Thị Sen", "UBND phường Bạch Đằng")])
    assert not report.changed
    assert _written(desk) == before


def test_entering_other_words_corrects_the_earlier_ones(desk: Desk):
    desk.enter("CCVVPM")
    desk.enter("CV.CMM")
    assert desk.states() == [PRESENT, ABSENT, BLANK, PRESENT, LATE, LATE]
    assert all(person.doubt == "" for person in desk.at_the_door())


def test_an_entry_is_one_line_of_the_journal_and_is_undone_as_a_whole(desk: Desk):
    desk.let_in(AN, "07:45")
    _marks_before, lines = _written(desk)
    desk.enter("VCVCCC", settle={1: "paper"}, walk_ins=[WalkIn(7, "Bùi Thị Sen", "UBND phường Bạch Đằng")])
    assert _written(desk)[1] == lines + 1
    assert len(desk.report().rows) == 7
    _undo(desk)
    assert desk.states() == [PRESENT, *[BLANK] * 5]
    assert desk.person(AN).arrived_at == moment("07:45")
    assert len(desk.report().rows) == 6
    assert desk.sheet().entered == (None, None)
    assert desk.sheet().lines == (7, 8)
    desk.enter("CCCCCC", walk_ins=[WalkIn(7, "Bùi Thị Sen", "UBND phường Bạch Đằng")])
    assert len(desk.report().rows) == 7


def test_a_name_on_a_blank_line_is_registered_marked_and_becomes_a_row(desk: Desk):
    report = desk.enter("CCCCCC", walk_ins=[WalkIn(7, "Bà Bùi Thị Sen", "UBND phường Bạch Đằng"), WalkIn(8, " ")])
    assert len(report.walk_ins) == 1
    person = desk.person("Bùi Thị Sen")
    assert (person.status, person.origin, person.honorific, person.arrived_at) == (PRESENT, "walk_in", "Bà", None)
    sheet = desk.sheet(column=1)
    assert (sheet.rows[6].number, sheet.rows[6].full_name, sheet.rows[6].added) == (7, "Bùi Thị Sen", True)
    assert sheet.lines == (8,)
    desk.enter("CCCCCCV", column=1)
    assert desk.person("Bùi Thị Sen", desk.afternoon).status == ABSENT
    with pytest.raises(InvalidInput) as told:
        desk.enter("CCCCCC", walk_ins=[WalkIn(7, "Ngô Thị Yến")])
    assert told.value.code == "paper.line_taken"


def test_somebody_of_another_sheet_who_signed_a_blank_line_is_marked_and_not_registered_again(desk: Desk):
    number = desk.print(Selection(unit_ids=(desk.person(HA).unit_id,)), sort="name", group_by="none", blank_lines=1)
    sheet = desk.sheet(number)
    stranger = next(each for each in sheet.others if each.full_name == AN)
    line = sheet.lines[0]
    letters = {row.number: Status.PRESENT for row in sheet.rows}
    desk.enter(letters, number=number, walk_ins=[WalkIn(line, attendee_id=stranger.attendee_id)])
    assert desk.person(AN).status == PRESENT
    assert len(desk.report().rows) == 6
    with pytest.raises(InvalidInput) as told:
        desk.enter(letters, number=number, walk_ins=[WalkIn(line + 1, attendee_id=desk.people[HA])])
    assert told.value.code == "paper.on_the_sheet"


def test_two_sheets_that_name_one_person_differ_like_paper_and_door(desk: Desk):
    second = desk.print(sort="name", group_by="none")
    desk.enter("CCCCCC")
    assert [each.number for each in desk.enter("VCCCCC", number=second).differences] == [1]


def test_a_column_of_two_sessions_is_written_for_each_that_expects_the_person(desk: Desk):
    def split(tx):
        start = agenda.get_session(tx, desk.morning).ends_at
        return agenda.add_session(
            tx, desk.conference_id, title="Chuyên đề", starts_at=start.replace(hour=9), ends_at=start
        ).id

    talk = desk.database.write(split)
    number = desk.print(sort="name", group_by="none")
    desk.let_in(AN, "07:45")
    report = desk.enter("VCCCCC", number=number)
    assert [each.session for each in report.differences] == ["Sáng"]
    assert [desk.person(CHAU, session).status for session in (desk.morning, talk)] == [PRESENT, PRESENT]
    assert desk.person(AN).status == PRESENT


@pytest.mark.parametrize("layout", ["half-day", "course"])
def test_a_sheet_of_any_layout_is_entered_column_by_column_under_its_one_number(desk: Desk, layout):
    number = desk.print(sort="name", group_by="none", layout=layout, blank_lines=1)
    desk.enter("CVCCCC", number=number, column=1)
    assert [desk.person(name, desk.afternoon).status for name in (AN, CHAU)] == [PRESENT, ABSENT]
    assert [each is not None for each in desk.sheet(number).entered] == [False, True]


def test_a_session_signed_for_in_two_columns_counts_who_signed_once(desk: Desk):
    def whole_day(tx):
        session = agenda.get_session(tx, desk.morning)
        agenda.edit_session(
            tx,
            session.id,
            version=session.version,
            title=session.title,
            starts_at=session.starts_at,
            ends_at=session.ends_at.replace(hour=16),
        )

    desk.database.write(whole_day)
    number = desk.print(sort="name", group_by="none")
    desk.enter("CCVVVV", number=number, column=0)
    report = desk.enter("CVCVVV", number=number, column=1)
    assert report.differences == ()
    assert desk.states() == [PRESENT, PRESENT, PRESENT, ABSENT, ABSENT, ABSENT]


def test_who_cancelled_since_is_expected_no_more_but_counts_when_they_signed(desk: Desk):
    desk.database.write(lambda tx: attendance.cancel(tx, [desk.people[AN]], "ốm"))
    assert desk.sheet().rows[0].why_not == "cancelled"
    desk.enter("VCCCCC")
    assert desk.person(AN).status == BLANK
    desk.enter("CCCCCC")
    assert desk.person(AN).status == PRESENT


def test_whoever_came_in_a_printed_persons_place_signs_on_that_line(desk: Desk):
    desk.database.write(
        lambda tx: attendance.substitute(tx, desk.people[AN], full_name="Lê Văn Sơn", token=uuid.uuid4())
    )
    row = desk.sheet().rows[0]
    assert (row.full_name, row.stand_in, row.expected) == (AN, "Lê Văn Sơn", True)
    desk.enter("CCCCCC")
    assert desk.person("Lê Văn Sơn").status == PRESENT
    assert desk.person(AN).status == BLANK
    assert len(desk.report().rows) == 6


def test_somebody_taken_off_the_list_can_not_be_entered(desk: Desk):
    from desktop.services import attendees

    view = desk.database.read(lambda tx: attendees.get_attendee(tx, desk.people[AN]))
    desk.database.write(lambda tx: attendees.remove_attendees(tx, [view.id]))
    assert desk.sheet().rows[0].why_not == "removed"
    desk.enter(".CCCCC")
    with pytest.raises(InvalidInput) as told:
        desk.enter("CCCCCC")
    assert told.value.code == "paper.off_the_list"


def test_numbers_and_sheets_that_are_not_there_are_refused(desk: Desk):
    with pytest.raises(InvalidInput) as told:
        desk.enter({9: Status.ABSENT})
    assert (told.value.code, told.value.details["value"]) == ("paper.unknown_numbers", "9")
    with pytest.raises(NotFound):
        desk.sheet(5)
    with pytest.raises(InvalidInput):
        desk.sheet(column=2)
    with pytest.raises(InvalidInput) as told:
        desk.enter("CCCCCC", walk_ins=[WalkIn(7, "", "UBND phường Bạch Đằng")])
    assert told.value.code == "paper.line_without_name"


def test_an_entry_begun_before_another_desks_is_refused(desk: Desk):
    version = desk.sheet().version
    desk.enter("CCCCCC", version=version)
    with pytest.raises(Conflict):
        desk.enter("VVVVVV", version=version)


def test_somebody_let_in_while_the_sheet_is_being_saved_is_a_difference(desk: Desk):
    begun = threading.Event()

    def slowly(tx):
        attendance.check_in(
            tx, training_session_id=desk.morning, attendee_id=desk.people[AN], token=uuid.uuid4(), at=moment("07:45")
        )
        begun.set()
        time.sleep(0.3)

    door = threading.Thread(target=lambda: desk.database.write(slowly))
    door.start()
    begun.wait()
    report = desk.enter("VCCCCC")
    door.join()
    assert [each.number for each in report.differences] == [1]
    assert desk.person(AN).status == PRESENT


def test_sheets_made_tell_which_columns_were_entered(desk: Desk):
    desk.enter("VCCCCC")
    (sheet,) = desk.database.read(lambda tx: sheets.list_printed(tx, desk.conference_id))
    assert ([each is not None for each in sheet.entered], sheet.is_entered) == ([True, False], False)
    assert desk.sheet(column=None).column == 1
    assert journal_action(desk) == "sheet.entered"


def journal_action(desk: Desk) -> str:
    """The newest line."""
    return desk.database.read(lambda tx: journal.recent(tx)[0].action)
