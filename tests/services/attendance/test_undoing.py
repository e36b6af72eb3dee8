"""The journal's undo and redo of what was said at the door, and of what the people at the door stand on."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from desktop.domain.attendance import Doubt, Method, Outcome, Status, live
from desktop.domain.errors import Conflict
from desktop.services import agenda, attendance, attendees, journal, undoing
from tests.services.attendance.crowd import untrue_states
from tests.services.attendance.hall import Hall, moment
from tests.services.importing.desk import Desk, loaded, people

HA, AN, VU = "Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ"


def _undo(hall: Hall) -> undoing.Undone:
    entry = hall.database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    return hall.database.write(lambda tx: undoing.undo(tx, entry.id))


def _redo(hall: Hall) -> undoing.Undone:
    """Undo the undo, which is the newest line."""
    return hall.database.write(lambda tx: undoing.undo(tx, journal.latest(tx)))


def _set(hall: Hall, name: str, status: Status) -> None:
    hall.database.write(
        lambda tx: attendance.set_status(
            tx, training_session_id=hall.morning, attendee_id=hall.people[name], status=status
        )
    )


def _look(hall: Hall) -> list[tuple[object, ...]]:
    """What the door sees of everyone."""
    assert untrue_states(hall.database, hall.morning) == []
    return [
        (person.full_name, person.status, person.arrived_at, person.left_at, person.remark, person.doubt)
        for person in hall.at_the_door()
    ]


def test_filling_in_the_rest_is_undone_and_redone_whole(hall: Hall):
    hall.let_in(HA)
    before = _look(hall)
    hall.database.write(lambda tx: attendance.fill_rest(tx, hall.morning, Status.ABSENT))
    after = _look(hall)
    assert _undo(hall).removed == 5
    assert _look(hall) == before
    _redo(hall)
    assert _look(hall) == after
    assert hall.let_in(AN).person.doubt == ""  # what is said again still gives way


@pytest.mark.parametrize("change", ["starts_at", "late_after"])
def test_undo_and_redo_of_a_sessions_times_tell_anew_who_was_late(hall: Hall, change: str):
    hall.let_in(HA, "08:20")
    hall.let_in(AN, "07:50")

    def edit(tx):
        view = agenda.get_session(tx, hall.morning)
        given = {"title": view.title, "starts_at": view.starts_at, "ends_at": view.ends_at, "late_after": 15}
        given[change] = 45 if change == "late_after" else view.starts_at + dt.timedelta(minutes=30)
        agenda.edit_session(tx, view.id, version=view.version, **given)

    assert [hall.person(name).status for name in (HA, AN)] == ["late", "present"]
    hall.database.write(edit)
    moved = _look(hall)
    assert [hall.person(name).status for name in (HA, AN)] == ["present", "present"]
    line = hall.database.write(lambda tx: undoing.undo(tx, journal.latest(tx)))
    assert line.restored
    assert [hall.person(name).status for name in (HA, AN)] == ["late", "present"]
    _redo(hall)
    assert _look(hall) == moved


def test_an_arrival_moved_to_another_session_is_late_by_that_ones_time(hall: Hall):
    hall.let_in(HA, "08:20")
    hall.database.write(lambda tx: attendance.move(tx, hall.morning, hall.afternoon, [hall.people[HA]]))
    assert hall.person(HA, hall.afternoon).status == "present"
    hall.database.write(lambda tx: attendance.move(tx, hall.afternoon, hall.morning, [hall.people[HA]]))
    assert hall.person(HA).status == "late"


@pytest.mark.parametrize("status", list(Status))
def test_a_word_about_the_status_is_undone_and_redone(hall: Hall, status: Status):
    hall.let_in(HA, "07:45")
    hall.let_in(AN, "08:40")
    before = _look(hall)
    for name in (HA, AN):
        _set(hall, name, status)
        after = _look(hall)
        _undo(hall)
        assert _look(hall) == before
        _redo(hall)
        assert _look(hall) == after
        _undo(hall)
        assert _look(hall) == before


def test_undoing_step_by_step_leads_back_to_the_start(hall: Hall):
    steps = [_look(hall)]
    for step in (
        lambda: hall.let_in(HA),
        lambda: _set(hall, HA, Status.EXCUSED),
        lambda: hall.database.write(
            lambda tx: attendance.set_remark(
                tx, training_session_id=hall.morning, attendee_id=hall.people[HA], remark="về sớm"
            )
        ),
        lambda: _set(hall, HA, Status.LATE),
        lambda: hall.database.write(lambda tx: attendance.fill_rest(tx, hall.morning, Status.PRESENT)),
        lambda: hall.database.write(
            lambda tx: attendance.undo_mark(tx, training_session_id=hall.morning, attendee_id=hall.people[AN])
        ),
    ):
        step()
        steps.append(_look(hall))
    steps.pop()
    while steps:
        _undo(hall)
        assert _look(hall) == steps.pop()


def test_a_walk_in_is_undone_and_redone_with_the_arrival(hall: Hall):
    before = _look(hall)
    hall.database.write(
        lambda tx: attendance.walk_in(
            tx,
            hall.conference_id,
            full_name="Bùi Thị Sen",
            token=uuid.uuid4(),
            session_ids=[hall.morning],
            at=moment("08:00"),
        )
    )
    after = _look(hall)
    for _again in range(2):
        assert _undo_the_newest(hall, "attendance.walk_in").kept == ()
        assert _look(hall) == before
        assert hall.let_in(HA, session=hall.afternoon).outcome in (Outcome.IN, Outcome.ALREADY_IN)
        _redo_of(hall, "attendance.walk_in")
        assert _look(hall) == after


def test_a_substitution_is_undone_and_redone(hall: Hall):
    before = _look(hall)
    hall.database.write(
        lambda tx: attendance.substitute(
            tx,
            hall.people[HA],
            full_name="Lê Văn Sơn",
            token=uuid.uuid4(),
            check_in_at=[hall.morning],
            at=moment("08:00"),
        )
    )
    after = _look(hall)
    for _again in range(2):
        _undo_the_newest(hall, "attendance.substituted")
        assert _look(hall) == before
        assert hall.person(HA).replaced_by == ""
        _redo_of(hall, "attendance.substituted")
        assert _look(hall) == after
        assert hall.let_in(HA).outcome is Outcome.REPLACED


def _undo_the_newest(hall: Hall, action: str) -> undoing.Undone:
    lines = hall.database.read(lambda tx: journal.recent(tx))
    entry = next(line for line in lines if line.action == action)
    return hall.database.write(lambda tx: undoing.undo(tx, entry.id))


def _redo_of(hall: Hall, action: str) -> None:
    lines = hall.database.read(lambda tx: journal.recent(tx))
    entry = next(line for line in lines if line.action == "undone" and line.details["undid"] == action)
    hall.database.write(lambda tx: undoing.undo(tx, entry.id))


def _imported(hall: Hall, *names: str) -> int:
    """Bring people in from a list; returns the journal's entry."""
    desk = Desk(hall.database, hall.conference_id)
    desk.apply(desk.plan(loaded(*people(*[(name,) for name in names]))))
    hall.people.update((person.full_name, person.id) for person in hall.at_the_door() if person.full_name in names)
    return hall.database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1")).id


def test_undoing_an_import_keeps_and_names_whoever_has_come_in(hall: Hall):
    entry = _imported(hall, "Mai Văn Bốn", "Đào Thị Năm")
    hall.let_in("Mai Văn Bốn")
    with pytest.raises(Conflict):
        hall.database.write(lambda tx: undoing.undo(tx, entry))
    undone = hall.database.write(lambda tx: undoing.undo(tx, entry, keep_later=True))
    assert [key for table, key in undone.kept if table == "attendee"] == [hall.people["Mai Văn Bốn"]]
    assert hall.person("Mai Văn Bốn").status == Status.PRESENT
    assert "Đào Thị Năm" not in [person.full_name for person in hall.at_the_door()]


def test_undoing_an_import_takes_off_the_list_who_was_let_in_by_mistake(hall: Hall):
    entry = _imported(hall, "Mai Văn Bốn")
    mark = hall.let_in("Mai Văn Bốn").mark_id
    hall.database.write(lambda tx: attendance.annul(tx, [mark], "nhầm người"))
    assert hall.database.write(lambda tx: undoing.undo(tx, entry)).kept == ()
    assert "Mai Văn Bốn" not in [person.full_name for person in hall.at_the_door()]
    assert hall.let_in("Mai Văn Bốn").outcome is Outcome.NOT_FOUND


# -- a try sent again, and words that give way ------------------------------------------------------------------------


def test_the_same_try_again_after_leaving_or_being_taken_back_changes_nothing(hall: Hall):
    token, leaving = uuid.uuid4(), uuid.uuid4()
    here = {"training_session_id": hall.morning, "attendee_id": hall.people[HA]}
    first = hall.let_in(HA, "07:45", token=token)
    for _again in range(2):
        hall.database.write(lambda tx: attendance.leave(tx, token=leaving, at=moment("09:00"), **here))
    assert [line.action for line in hall.database.read(lambda tx: journal.recent(tx))].count("attendance.left") == 1
    again = hall.let_in(HA, "07:45", token=token)
    assert (again.outcome, again.at, again.mark_id) == (Outcome.IN, first.at, first.mark_id)
    assert hall.person(HA).left_at == moment("09:00")
    hall.database.write(lambda tx: attendance.annul(tx, [token]))
    assert hall.let_in(HA, "07:45", token=token).outcome is Outcome.IN
    assert hall.person(HA).status == Status.UNRECORDED


def test_who_was_only_filled_in_as_present_is_let_in_with_the_time(hall: Hall):
    hall.database.write(lambda tx: attendance.fill_rest(tx, hall.morning, Status.PRESENT))
    answer = hall.let_in(HA, "08:40")
    assert (answer.outcome, answer.person.status, answer.person.arrived_at) == (Outcome.IN, "late", moment("08:40"))
    assert hall.let_in(HA, "08:41").outcome is Outcome.ALREADY_IN


def test_who_was_said_to_be_present_is_already_in(hall: Hall):
    _set(hall, HA, Status.PRESENT)
    answer = hall.let_in(HA, "08:40")
    assert (answer.outcome, answer.at) == (Outcome.ALREADY_IN, None)


def test_a_word_takes_back_what_contradicts_it_and_leaves_no_doubt(hall: Hall):
    hall.let_in(HA)
    _set(hall, HA, Status.ABSENT)
    person = hall.person(HA)
    assert (person.status, person.doubt) == (Status.ABSENT, Doubt.NONE)
    assert hall.let_in(HA, "09:00", method=Method.SCAN).person.doubt == Doubt.CONTRADICTION
    (doubtful,) = hall.database.read(lambda tx: attendance.to_review(tx, hall.conference_id))
    assert (doubtful.full_name, doubtful.doubt, len(live(doubtful.marks))) == (HA, "contradiction", 2)


def test_removing_an_attendee_who_is_in_is_undone_with_the_attendance(hall: Hall):
    hall.let_in(HA)
    before = _look(hall)
    hall.database.write(lambda tx: attendees.remove_attendees(tx, [hall.people[HA]]))
    assert HA not in [line[0] for line in _look(hall)]
    _undo(hall)
    assert _look(hall) == before
