"""One try at the door, its answer, and taking it back."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import func, select

from desktop.domain.attendance import MarkKind, Outcome, Status
from desktop.domain.errors import InvalidInput, NotFound
from desktop.services import agenda, attendance, groups, journal, undoing
from desktop.store.tables import AttendanceMark
from tests.services.attendance.hall import Hall, moment

HA, AN, VU = "Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ"


def _marks(hall: Hall) -> int:
    return hall.database.read(lambda tx: tx.scalar(select(func.count()).select_from(AttendanceMark)))


def test_someone_expected_is_let_in_and_counted(hall: Hall):
    answer = hall.let_in(HA, "07:45")
    assert (answer.outcome, answer.at, answer.desk) == (Outcome.IN, moment("07:45"), "Bàn 1")
    report = hall.report()
    assert (report.count("present"), report.count("unrecorded"), len(report.rows)) == (1, 5, 6)
    assert hall.person(HA).arrived_at == moment("07:45")


def test_second_desk_is_told_the_attendee_is_already_in(hall: Hall):
    hall.let_in(HA, "07:45", desk="Bàn 1")
    answer = hall.let_in(HA, "07:50", desk="Bàn 2")
    assert (answer.outcome, answer.at, answer.desk) == (Outcome.ALREADY_IN, moment("07:45"), "Bàn 1")
    assert _marks(hall) == 1


def test_the_same_try_sent_twice_gives_the_same_answer_and_one_mark(hall: Hall):
    token = uuid.uuid4()
    first, again = hall.let_in(HA, token=token), hall.let_in(HA, token=token)
    assert (first.outcome, again.outcome, first.at) == (Outcome.IN, Outcome.IN, again.at)
    assert _marks(hall) == 1


@pytest.mark.parametrize(
    ("at", "status"), [("08:14", Status.PRESENT), ("08:15", Status.PRESENT), ("08:16", Status.LATE)]
)
def test_who_comes_after_the_threshold_is_late(hall: Hall, at: str, status: Status):
    hall.let_in(HA, at)
    assert hall.person(HA).status == status


def test_moving_the_sessions_start_says_anew_who_was_late(hall: Hall):
    hall.let_in(HA, "08:20")
    session = hall.database.read(lambda tx: agenda.get_session(tx, hall.morning))
    hall.database.write(
        lambda tx: agenda.edit_session(
            tx,
            session.id,
            version=session.version,
            title=session.title,
            starts_at=session.starts_at.replace(minute=30),
            ends_at=session.ends_at,
        )
    )
    assert hall.person(HA).status == Status.PRESENT


def test_undo_annuls_the_mark_and_keeps_both_in_the_log(hall: Hall):
    mark = hall.let_in(HA).mark_id
    hall.database.write(lambda tx: attendance.annul(tx, [mark], "nhầm người"))
    assert hall.person(HA).status == Status.UNRECORDED
    log = hall.database.read(lambda tx: attendance.marks_of(tx, hall.morning, hall.people[HA]))
    assert [(each.kind, each.annulled, each.reason) for each in log] == [
        (MarkKind.IN, True, ""),
        (MarkKind.ANNUL, False, "nhầm người"),
    ]
    assert hall.let_in(HA, "08:30").outcome is Outcome.IN


def test_the_journals_undo_annuls_too_and_its_undo_lets_in_again(hall: Hall):
    hall.let_in(HA, "07:45")
    entry = hall.database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    assert entry.action == "attendance.in"
    hall.database.write(lambda tx: undoing.undo(tx, entry.id))
    assert hall.person(HA).status == Status.UNRECORDED
    hall.database.write(lambda tx: undoing.undo(tx, journal.latest(tx)))
    assert hall.person(HA).arrived_at == moment("07:45")
    assert _marks(hall) == 3


def test_a_mark_is_taken_back_and_said_again_in_whatever_way(hall: Hall):
    mine, other = hall.let_in(HA, "07:45").mark_id, hall.let_in(AN, "07:50").mark_id
    unknown = uuid.uuid4()

    def gone() -> set[uuid.UUID]:
        found = hall.database.read(lambda tx: attendance.became(tx, hall.morning, [mine, other, unknown]))
        return {key for key, became in found.items() if became.undone}

    assert gone() == set()
    hall.database.write(lambda tx: attendance.annul(tx, [mine]))
    assert gone() == {mine}
    last = hall.database.read(journal.recent)[0]
    hall.database.write(lambda tx: undoing.undo(tx, last.id))
    assert gone() == set()


def test_who_left_and_comes_back_is_let_in_again(hall: Hall):
    hall.let_in(HA, "07:45")
    hall.database.write(
        lambda tx: attendance.leave(
            tx,
            training_session_id=hall.morning,
            attendee_id=hall.people[HA],
            token=uuid.uuid4(),
            at=moment("09:00"),
        )
    )
    assert hall.person(HA).left_at == moment("09:00")
    assert hall.let_in(HA, "09:30").outcome is Outcome.IN
    person = hall.person(HA)
    assert (person.arrived_at, person.left_at, person.doubt) == (moment("07:45"), None, "")


def test_nobody_leaves_who_is_not_in(hall: Hall):
    with pytest.raises(InvalidInput) as told:
        hall.database.write(
            lambda tx: attendance.leave(
                tx, training_session_id=hall.morning, attendee_id=hall.people[HA], token=uuid.uuid4()
            )
        )
    assert told.value.code == "attendance.not_in"


def test_rest_absent_fills_only_what_nobody_marked(hall: Hall):
    hall.let_in(HA)
    hall.database.write(
        lambda tx: attendance.set_status(
            tx, training_session_id=hall.morning, attendee_id=hall.people[AN], status=Status.EXCUSED
        )
    )
    assert hall.database.write(lambda tx: attendance.fill_rest(tx, hall.morning, Status.ABSENT)) == 4
    report = hall.report()
    assert [report.count(status) for status in ("present", "late", "excused", "absent", "unrecorded")] == [
        1,
        0,
        1,
        4,
        0,
    ]


def test_who_comes_after_the_rest_was_filled_in_is_there_without_a_doubt(hall: Hall):
    hall.database.write(lambda tx: attendance.fill_rest(tx, hall.morning, Status.ABSENT))
    assert hall.let_in(HA, "08:40").outcome is Outcome.IN
    person = hall.person(HA)
    assert (person.status, person.doubt) == (Status.LATE, "")


def test_a_session_for_one_group_does_not_expect_the_others_but_lets_them_in_with_a_word(hall: Hall):
    def only_principals(tx):
        group = groups.list_groups(tx, hall.conference_id)[2]
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

    hall.database.write(only_principals)
    answer = hall.let_in(HA)
    assert (answer.outcome, answer.elsewhere) == (Outcome.NOT_EXPECTED, "")
    assert len(hall.report().rows) == 0
    assert hall.let_in(HA, word="trưởng đoàn cho phép").outcome is Outcome.IN
    assert [row.full_name for row in hall.report().rows] == [HA]


def test_someone_of_another_conference_is_not_found(hall: Hall):
    answer = hall.database.write(
        lambda tx: attendance.check_in(
            tx, training_session_id=hall.morning, attendee_id=uuid.uuid4(), token=uuid.uuid4()
        )
    )
    assert answer.outcome is Outcome.NOT_FOUND
    with pytest.raises(NotFound):
        hall.let_in(HA, session=uuid.uuid4())


def test_undo_mark_takes_back_the_newest_word(hall: Hall):
    hall.let_in(HA, "07:45")
    hall.database.write(
        lambda tx: attendance.undo_mark(tx, training_session_id=hall.morning, attendee_id=hall.people[HA])
    )
    assert hall.person(HA).status == Status.UNRECORDED
    with pytest.raises(NotFound):
        hall.database.write(
            lambda tx: attendance.undo_mark(tx, training_session_id=hall.morning, attendee_id=hall.people[HA])
        )
