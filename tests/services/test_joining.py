"""Two attendees who are one person: one record, nothing lost, taken back as one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from desktop.domain.attendance import Outcome, Status
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import Conflict, InvalidInput, NotFound
from desktop.domain.finder import Finder
from desktop.domain.people import AttendeeInput
from desktop.papers import certificates, making
from desktop.papers.certificates.gather import eligibility, register
from desktop.papers.certificates.options import CertificateOptions
from desktop.services import (
    agenda,
    attendance,
    attendees,
    conferences,
    joining,
    journal,
    lookup,
    people_on_paper,
    sheets,
    undoing,
)
from desktop.services.signed_sheets import entering, reading
from desktop.store.database import Database
from desktop.store.tables import Attendance, AttendanceMark, Attendee, PrintMark
from tests.services import two_in_one
from tests.services.attendance.hall import Hall, fill, moment, open_hall
from tests.services.two_in_one import KEPT, OTHER


@pytest.fixture
def beginning():
    return fill


@pytest.fixture
def hall(database: Database) -> Hall:
    return open_hall(database)


def test_the_first_stays_and_what_they_lack_is_filled_from_the_second(hall: Hall) -> None:
    two_in_one.edit(hall, KEPT, position="", email="", note="mang theo máy tính", seat="")
    two_in_one.edit(
        hall, OTHER, position="Phó Chủ tịch", email="ha@example.vn", note="khác", seat="B2", birth="23/5/1975"
    )
    before, other = two_in_one.view(hall, KEPT), two_in_one.view(hall, OTHER)
    now = two_in_one.join(hall)
    assert (now.full_name, now.code, now.unit, now.phone) == (KEPT, before.code, before.unit, before.phone)
    assert (now.position, now.email, now.birth, now.seat) == ("Phó Chủ tịch", "ha@example.vn", "1975-05-23", "B2")
    assert now.note == "mang theo máy tính"
    listed = hall.database.read(lambda tx: attendees.list_attendees(tx, hall.conference_id))
    assert len(listed) == 5
    assert other.id not in {each.id for each in listed}
    assert two_in_one.view(hall, OTHER).seat == ""


def test_fields_that_are_taken_come_from_the_second_however_blank(hall: Hall) -> None:
    two_in_one.edit(hall, KEPT, position="Công chức", attention="xe lăn")
    other = two_in_one.view(hall, OTHER)
    now = two_in_one.join(hall, take=("full_name", "unit", "phone", "attention"))
    assert (now.full_name, now.unit_id, now.phone) == (OTHER, other.unit_id, other.phone)
    assert (now.position, now.attention) == ("Công chức", "")
    assert two_in_one.view(hall, KEPT).sort_key == other.sort_key


def test_sensitive_fields_are_filled_and_taken_by_their_own_names(hall: Hall) -> None:
    def tell(tx: Any) -> None:
        first, second = (tx.get_one(Attendee, key) for key in two_in_one.ids(hall))
        first.extra = {"religion": "Không"}
        second.extra = {"religion": "Phật giáo", "ethnicity": "Tày"}

    hall.database.write(tell)
    two_in_one.join(hall, take=("religion",))
    extra = hall.database.read(lambda tx: dict(tx.get_one(Attendee, hall.people[KEPT]).extra))
    assert extra == {"religion": "Phật giáo", "ethnicity": "Tày"}
    with pytest.raises(ValueError, match="shoe_size"):
        two_in_one.join(hall, take=("shoe_size",))


def test_a_join_is_one_line_undone_and_redone_as_one(hall: Hall) -> None:
    hall.let_in(KEPT, "07:50")
    hall.let_in(OTHER, "07:40")
    hall.let_in(OTHER, "13:40", session=hall.afternoon)
    two_in_one.edit(hall, OTHER, position="Phó Chủ tịch", seat="B2")
    apart = two_in_one.content(hall)
    newest = hall.database.read(journal.latest)
    two_in_one.join(hall)
    lines = hall.database.read(lambda tx: [line for line in journal.recent(tx) if line.id > newest])
    assert [(line.action, line.details["other"]) for line in lines] == [("attendee.joined", OTHER)]
    together = two_in_one.content(hall)
    assert together != apart
    for _time in range(2):
        two_in_one.undo_last(hall)
        assert two_in_one.content(hall) == apart
        two_in_one.undo_last(hall)
        assert two_in_one.content(hall) == together


def test_marks_of_both_count_for_the_one_who_stays(hall: Hall) -> None:
    hall.let_in(OTHER, "07:40")
    hall.let_in(OTHER, "13:40", session=hall.afternoon)
    hall.let_in(KEPT, "13:50", session=hall.afternoon)
    two_in_one.join(hall)
    assert hall.person(KEPT).arrived_at == moment("07:40")
    assert hall.person(KEPT, hall.afternoon).arrived_at == moment("13:40")
    assert [len(hall.report(key).rows) for key in (hall.morning, hall.afternoon)] == [5, 5]
    row = next(row for row in hall.report(hall.afternoon).rows if row.attendee_id == hall.people[KEPT])
    assert len(row.marks) == 2
    doubts = hall.database.read(lambda tx: attendance.to_review(tx, hall.conference_id))
    assert [(line.full_name, line.doubt) for line in doubts] == [(KEPT, "twice")]  # never "off the list"


def test_a_badge_of_either_opens_and_a_desk_that_knows_the_old_id_lets_in_the_one(hall: Hall) -> None:
    old = two_in_one.view(hall, OTHER).code
    two_in_one.join(hall)
    answer = hall.let_in(OTHER, "07:45")
    assert (answer.outcome, answer.person.full_name) == (Outcome.IN, KEPT)
    assert hall.let_in(KEPT, "07:46").outcome is Outcome.ALREADY_IN
    (found,) = hall.database.read(lambda tx: attendance.find(tx, hall.morning, old))
    assert found.full_name == KEPT
    assert Finder(hall.at_the_door()).by_code(old).full_name == KEPT
    assert [each.full_name for each in Finder(hall.at_the_door()).find(old)] == [KEPT]
    named = hall.database.read(lambda tx: lookup.attendee(tx, hall.conference_id, old))
    assert named.full_name == KEPT
    found_by = hall.database.read(lambda tx: attendees.search_attendees(tx, hall.conference_id, old))
    assert [each.full_name for each in found_by] == [KEPT]
    two_in_one.edit(hall, KEPT, position="Chủ tịch")
    assert old in two_in_one.view(hall, KEPT).search
    states = hall.database.read(lambda tx: attendance.door_states(tx, hall.morning))
    assert hall.people[OTHER] not in {state.attendee_id for state in states}


def test_what_is_said_after_a_join_stays_with_each_when_it_is_taken_back(hall: Hall) -> None:
    hall.let_in(OTHER, "07:40")
    two_in_one.join(hall)
    join = hall.database.read(journal.latest)
    pair: dict[str, Any] = {"training_session_id": hall.morning, "attendee_id": hall.people[KEPT]}
    hall.database.write(lambda tx: attendance.set_status(tx, **pair, status=Status.ABSENT, reason="nhầm"))
    assert hall.person(KEPT).status == Status.ABSENT
    hall.let_in(OTHER, "13:40", session=hall.afternoon)
    hall.database.write(lambda tx: undoing.undo(tx, join))
    # The mark of 7:40 was taken back beside it; what was said of the one who stayed is theirs.
    assert (hall.person(OTHER).status, hall.person(KEPT).status) == (Status.UNRECORDED, Status.ABSENT)
    assert hall.person(KEPT, hall.afternoon).status == Status.PRESENT
    assert hall.person(OTHER, hall.afternoon).status == Status.UNRECORDED
    count = hall.database.read(lambda tx: len(tx.scalars(select(AttendanceMark.id)).all()))
    assert count == 4


def test_marks_of_the_second_are_put_right_like_any_other(hall: Hall) -> None:
    mark = hall.let_in(OTHER, "07:40").mark_id
    two_in_one.join(hall)
    pair: dict[str, Any] = {"training_session_id": hall.morning, "attendee_id": hall.people[KEPT]}
    undone = hall.database.write(lambda tx: attendance.undo_mark(tx, **pair))
    assert undone.id == mark
    assert hall.person(KEPT).status == Status.UNRECORDED
    hall.database.write(
        lambda tx: attendance.correct(tx, **pair, status=Status.PRESENT, arrived_at=moment("07:55"), remark="đến sau")
    )
    assert (hall.person(KEPT).arrived_at, hall.person(KEPT).remark) == (moment("07:55"), "đến sau")


def test_a_session_that_moves_is_folded_from_the_marks_of_both(hall: Hall) -> None:
    hall.let_in(OTHER, "08:30")
    two_in_one.join(hall)
    assert hall.person(KEPT).status == Status.LATE
    session = hall.database.read(lambda tx: agenda.get_session(tx, hall.morning))
    hall.database.write(
        lambda tx: agenda.edit_session(
            tx,
            session.id,
            version=session.version,
            title=session.title,
            starts_at=session.starts_at + dt.timedelta(hours=1),
            ends_at=session.ends_at,
        )
    )
    assert hall.person(KEPT).status == Status.PRESENT
    rows = hall.database.read(
        lambda tx: tx.scalars(select(Attendance.status).where(Attendance.attendee_id == hall.people[OTHER])).all()
    )
    assert set(rows) <= {Status.UNRECORDED}


def test_the_directory_has_the_person_once_with_what_they_attended_before(hall: Hall) -> None:
    other = two_in_one.view(hall, OTHER)

    def elsewhere(tx: Any) -> uuid.UUID:
        conference = conferences.create_conference(tx, title="Tập huấn năm trước")
        given = AttendeeInput(full_name=OTHER, phone=other.phone)
        return attendees.add_attendee(tx, conference.id, given).id

    before = hall.database.write(elsewhere)
    two_in_one.join(hall)
    kept = two_in_one.view(hall, KEPT)
    card = hall.database.read(lambda tx: attendees.person_card(tx, kept.person_id))
    assert {each.conference for each in card.registrations} == {"Tập huấn năm trước", "Tập huấn một cửa"}
    two_in_one.undo_last(hall)
    assert hall.database.read(lambda tx: attendees.get_attendee(tx, before).person_id) == other.person_id


def test_who_is_added_by_the_name_and_phone_of_who_was_joined_is_the_person_who_stands(hall: Hall) -> None:
    other = two_in_one.view(hall, OTHER)
    two_in_one.join(hall)

    def elsewhere(tx: Any) -> uuid.UUID:
        conference = conferences.create_conference(tx, title="Tập huấn năm sau")
        return attendees.add_attendee(tx, conference.id, AttendeeInput(full_name=OTHER, phone=other.phone)).person_id

    assert hall.database.write(elsewhere) == two_in_one.view(hall, KEPT).person_id


def test_what_was_issued_and_printed_for_the_second_counts_for_the_first(hall: Hall) -> None:
    first, second = two_in_one.ids(hall)
    everybody = Selection()
    for session in (hall.morning, hall.afternoon):
        hall.let_in(OTHER, session=session)
    made = hall.database.write(
        lambda tx: making.make(tx, certificates.DOCUMENT, hall.conference_id, everybody, CertificateOptions())
    )
    assert made.total == 1
    hall.database.write(
        lambda tx: tx.add(
            PrintMark(conference_id=hall.conference_id, attendee_id=second, name="badges", fingerprint="x")
        )
    )
    both = hall.database.read(lambda tx: joining.compare(tx, first, second))
    assert (both.second.certificates, both.second.cards, both.second.marks) == (1, 1, 2)
    assert (both.first.certificates, both.first.cards, both.first.marks) == (0, 0, 0)
    two_in_one.join(hall)
    both = hall.database.read(lambda tx: joining.compare(tx, first, first))
    assert (both.first.certificates, both.first.cards, both.first.marks) == (1, 1, 2)
    (held,) = hall.database.read(lambda tx: register(tx, hall.conference_id))
    assert (held.attendee_id, held.stands) == (first, True)
    found = hall.database.read(lambda tx: eligibility(tx, hall.conference_id, CertificateOptions()))
    assert [who.person.full_name for who in found.getting] == [KEPT]
    assert not found.new  # nobody gets a second one
    two_in_one.undo_last(hall)
    (held,) = hall.database.read(lambda tx: register(tx, hall.conference_id))
    assert held.attendee_id == second


def test_a_line_of_a_printed_sheet_is_the_other_ones_now(hall: Hall) -> None:
    sheet = hall.database.write(
        lambda tx: sheets.record_sheet(tx, hall.conference_id, Selection(), sheets.SheetOptions())
    )
    first, second = two_in_one.ids(hall)
    both = hall.database.read(lambda tx: joining.compare(tx, first, second))
    assert (both.first.sheets, both.second.sheets) == (1, 1)
    two_in_one.join(hall)
    paper = hall.database.read(lambda tx: reading.sheet_for_entry(tx, hall.conference_id, sheet.number, 0))
    mine = [row for row in paper.rows if row.attendee_id == first]
    assert [row.why_not for row in mine] == ["", "joined"]
    assert [row.full_name for row in mine] == [KEPT, KEPT]

    def enter(tx: Any) -> Any:  # signed on the line of the second alone
        said = {row.number: Status.ABSENT for row in paper.rows if row.expected}
        said[mine[0].number] = Status.ABSENT
        said[mine[1].number] = Status.PRESENT
        return entering.enter(tx, hall.conference_id, sheet.number, column=0, statuses=said)

    hall.database.write(enter)
    assert hall.person(KEPT).status == Status.PRESENT
    assert not hall.database.write(enter).changed


def test_who_stands_in_for_the_second_stands_in_for_the_first(hall: Hall) -> None:
    first, second = two_in_one.ids(hall)
    token = uuid.uuid4()
    hall.database.write(lambda tx: attendance.substitute(tx, second, full_name="Lê Văn Sơn", token=token))
    two_in_one.join(hall)
    assert hall.person(KEPT).replaced_by == "Lê Văn Sơn"
    assert hall.let_in(KEPT).outcome is Outcome.REPLACED
    assert hall.person("Lê Văn Sơn").substitute_for_id == first
    people = hall.database.read(lambda tx: people_on_paper.listed(tx, hall.conference_id, Selection()))
    assert [each.substitute_for_id for each in people if each.full_name == "Lê Văn Sơn"] == [first]
    with pytest.raises(InvalidInput, match="replaced_already"):
        hall.database.write(lambda tx: attendance.substitute(tx, first, full_name="Ngô Thị Yến", token=uuid.uuid4()))
    with pytest.raises(InvalidInput, match=r"joining\.substitute"):
        hall.database.write(lambda tx: joining.join(tx, first, token))


def test_a_place_that_is_taken_for_a_third_is_not_lost(hall: Hall) -> None:
    first, third = hall.people[KEPT], hall.people["Trần Đức An"]
    token = uuid.uuid4()
    hall.database.write(lambda tx: attendance.substitute(tx, third, full_name="Nguyễn Thị Hà", token=token))
    with pytest.raises(InvalidInput, match=r"joining\.place_lost"):
        hall.database.write(lambda tx: joining.join(tx, first, token))
    hall.database.write(lambda tx: joining.join(tx, token, first))
    assert hall.person("Trần Đức An").replaced_by == KEPT


REFUSED: list[tuple[str, Callable[[Any, Hall], object]]] = [
    ("joining.same", lambda tx, hall: joining.join(tx, hall.people[KEPT], hall.people[KEPT])),
    ("attendee.not_found", lambda tx, hall: joining.join(tx, hall.people[KEPT], uuid.uuid4())),
]


@pytest.mark.parametrize(("code", "work"), REFUSED)
def test_people_who_cannot_be_joined_are_refused(hall: Hall, code: str, work: Callable[[Any, Hall], object]) -> None:
    with pytest.raises((InvalidInput, NotFound)) as refused:
        hall.database.write(lambda tx: work(tx, hall))
    assert refused.value.code == code


def test_nobody_is_joined_who_is_off_the_list_or_of_another_conference_or_edited_meanwhile(hall: Hall) -> None:
    first, second = two_in_one.ids(hall)

    def elsewhere(tx: Any) -> uuid.UUID:
        conference = conferences.create_conference(tx, title="Tập huấn năm trước")
        return attendees.add_attendee(tx, conference.id, AttendeeInput(full_name="Lý Thị Lan")).id

    stranger = hall.database.write(elsewhere)
    with pytest.raises(InvalidInput, match=r"joining\.elsewhere"):
        hall.database.write(lambda tx: joining.join(tx, first, stranger))
    versions = (two_in_one.view(hall, KEPT).version, two_in_one.view(hall, OTHER).version)
    two_in_one.edit(hall, OTHER, note="sửa sau")
    with pytest.raises(Conflict):
        two_in_one.join(hall, versions=versions)
    hall.database.write(lambda tx: attendees.remove_attendees(tx, [second]))
    with pytest.raises(InvalidInput, match=r"joining\.removed"):
        two_in_one.join(hall)


def test_three_become_one_and_are_parted_one_by_one(hall: Hall) -> None:
    first, second = two_in_one.ids(hall)
    third = hall.people["Trần Đức An"]
    hall.let_in("Trần Đức An", "07:41")
    hall.database.write(lambda tx: joining.join(tx, second, third))
    two_in_one.join(hall)
    assert hall.person(KEPT).arrived_at == moment("07:41")
    codes = {two_in_one.view(hall, name).code for name in (OTHER, "Trần Đức An")}
    assert set(hall.person(KEPT).other_codes) == codes
    two_in_one.undo_last(hall)
    assert hall.person(OTHER).arrived_at == moment("07:41")
    assert hall.person(KEPT).status == Status.UNRECORDED
    assert first in {each.id for each in hall.at_the_door()}


def test_a_word_about_the_one_who_stays_leaves_the_list_and_comes_back_with_both(hall: Hall) -> None:
    first, second = two_in_one.ids(hall)
    two_in_one.join(hall)
    hall.database.write(lambda tx: attendance.cancel(tx, [second], "ốm"))  # a window that still shows the second
    assert (two_in_one.view(hall, KEPT).state, two_in_one.view(hall, KEPT).state_reason) == ("cancelled", "ốm")
    two_in_one.undo_last(hall)
    assert (two_in_one.view(hall, KEPT).state, two_in_one.view(hall, OTHER).state) == ("registered", "removed")
    hall.database.write(lambda tx: attendees.remove_attendees(tx, [first]))
    assert two_in_one.view(hall, KEPT).state == "removed"
    two_in_one.undo_last(hall)
    assert (two_in_one.view(hall, KEPT).state, two_in_one.view(hall, OTHER).state) == ("registered", "removed")


def test_of_two_with_different_words_the_first_ones_counts(hall: Hall) -> None:
    hall.database.write(lambda tx: attendance.cancel(tx, [hall.people[OTHER]], "ốm"))
    assert two_in_one.join(hall).state == "registered"
    two_in_one.undo_last(hall)
    assert (two_in_one.view(hall, KEPT).state, two_in_one.view(hall, OTHER).state) == ("registered", "cancelled")
