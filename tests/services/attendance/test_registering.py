"""Walk-ins, those who come in someone's place, cancellations."""

from __future__ import annotations

import uuid

import pytest

from desktop.domain.attendance import Outcome, Status
from desktop.domain.codes import is_badge_code
from desktop.domain.door_questions import UnitAsked
from desktop.domain.errors import InvalidInput
from desktop.services import attendance, attendees, conferences, undoing, units
from desktop.services.attendance import asking
from tests.services.attendance.hall import Hall

HA, AN = "Nguyễn Thị Hà", "Trần Đức An"


def _walk_in(hall: Hall, name: str = "Bùi Thị Sen", **given):
    given.setdefault("token", uuid.uuid4())
    given.setdefault("session_ids", [hall.morning])
    return hall.database.write(lambda tx: attendance.walk_in(tx, hall.conference_id, full_name=name, **given))


def _substitute(hall: Hall, replaced: str = HA, name: str = "Lê Văn Sơn", **given):
    given.setdefault("token", uuid.uuid4())
    return hall.database.write(lambda tx: attendance.substitute(tx, hall.people[replaced], full_name=name, **given))


def _undo(hall: Hall) -> None:
    entry = hall.database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    hall.database.write(lambda tx: undoing.undo(tx, entry.id))


def test_a_walk_in_is_registered_and_in_at_once(hall: Hall):
    made = _walk_in(hall, "Ông Bùi Văn Sen", unit="UBND phường Bạch Đằng")
    assert made.check_ins[0].outcome is Outcome.IN
    person = hall.person("Bùi Văn Sen")
    assert (person.honorific, person.origin, person.status in ("present", "late")) == ("Ông", "walk_in", True)
    assert person.unit_id is not None
    assert is_badge_code(made.code)
    assert len(hall.report().rows) == 7


def test_a_walk_in_sent_twice_is_registered_once(hall: Hall):
    token = uuid.uuid4()
    first, again = _walk_in(hall, token=token), _walk_in(hall, token=token)
    assert (first.attendee_id, first.code) == (again.attendee_id, again.code)
    assert len(hall.report().rows) == 7


def test_a_walk_ins_unknown_unit_is_kept_as_typed_to_be_looked_at(hall: Hall):
    made = _walk_in(hall, unit="Hợp tác xã Thử Nghiệm")
    view = hall.database.read(lambda tx: attendees.get_attendee(tx, made.attendee_id))
    assert (view.unit, view.unit_id, view.review) == ("Hợp tác xã Thử Nghiệm", None, "unit")


def test_a_walk_ins_unit_is_never_swapped_for_one_that_is_near(hall: Hall):
    made = _walk_in(hall, unit="Công an quận Đống Đa")
    view = hall.database.read(lambda tx: attendees.get_attendee(tx, made.attendee_id))
    assert (view.unit, view.unit_id, view.review) == ("Công an quận Đống Đa", None, "unit")

    def edit(tx):  # whatever makes the host's unit known anew must not draw them in
        host = units.get_unit(tx, units.find_unit(tx, "Công an quận"))
        units.edit_unit(tx, host.id, version=host.version, aliases=["CAQ"])

    hall.database.write(edit)
    view = hall.database.read(lambda tx: attendees.get_attendee(tx, made.attendee_id))
    assert (view.unit, view.unit_id) == ("Công an quận Đống Đa", None)


def test_the_conferences_own_place_need_not_be_told(hall: Hall):
    def ask(tx):
        return asking.unit(tx, hall.conference_id, "Công an quận Hai Bà Trưng")

    assert isinstance(hall.database.read(ask), UnitAsked)

    def issue(tx):
        view = conferences.get_conference(tx, hall.conference_id)
        conferences.edit_conference(tx, view.id, version=view.version, issuing_body="UBND QUẬN HAI BÀ TRƯNG")

    hall.database.write(issue)
    found = hall.database.read(ask)
    assert (found.name, found.id is None) == ("Công an quận", False)


def test_accents_that_were_typed_tell_namesakes_apart(hall: Hall):
    def known(name):
        asked = hall.database.read(lambda tx: asking.namesakes(tx, hall.conference_id, name))
        return [person.full_name for person in asked.people] if asked else []

    assert known("nguyen thi ha") == known("ông nguyễn thị hà") == [HA]
    assert known("Nguyễn Thị Hạ") == known("Nguyễn Hà") == []


def test_undoing_a_walk_in_takes_them_off_the_list_and_redo_brings_them_back(hall: Hall):
    _walk_in(hall)
    _undo(hall)
    assert len(hall.report().rows) == 6
    assert "Bùi Thị Sen" not in [person.full_name for person in hall.at_the_door()]
    last = hall.database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    assert last is None or last.action != "attendance.walk_in"


def test_a_substitute_is_counted_once_for_the_unit(hall: Hall):
    _substitute(hall, check_in_at=[hall.morning], reason="họp đột xuất")
    report = hall.report()
    assert len(report.rows) == 6
    row = next(row for row in report.rows if row.full_name == "Lê Văn Sơn")
    assert (row.substitute_for, row.status in ("present", "late")) == (HA, True)
    assert HA not in [row.full_name for row in report.rows]
    assert row.unit == hall.person(HA).unit


def test_the_replaced_person_is_told_so_at_the_door(hall: Hall):
    _substitute(hall)
    answer = hall.let_in(HA)
    assert (answer.outcome, answer.person.replaced_by) == (Outcome.REPLACED, "Lê Văn Sơn")


def test_a_substitute_for_one_session_leaves_the_other_to_the_replaced(hall: Hall):
    _substitute(hall, session_ids=[hall.morning])
    assert hall.let_in(HA).outcome is Outcome.REPLACED
    assert hall.let_in(HA, session=hall.afternoon).outcome is Outcome.IN
    assert len(hall.report(hall.afternoon).rows) == 6


def test_nobody_is_replaced_twice_or_while_in(hall: Hall):
    _substitute(hall)
    with pytest.raises(InvalidInput) as told:
        _substitute(hall, name="Ngô Thị Yến")
    assert told.value.code == "attendance.replaced_already"
    hall.let_in(AN)
    with pytest.raises(InvalidInput) as told:
        _substitute(hall, AN, session_ids=[hall.morning])
    assert told.value.code == "attendance.replaced_is_in"


def test_undoing_a_substitution_brings_the_replaced_back(hall: Hall):
    _substitute(hall, check_in_at=[hall.morning])
    _undo(hall)
    assert hall.let_in(HA).outcome is Outcome.IN
    assert len(hall.report().rows) == 6


def test_who_cancelled_is_no_longer_expected_and_the_door_says_so(hall: Hall):
    hall.database.write(lambda tx: attendance.cancel(tx, [hall.people[HA]], "ốm"))
    answer = hall.let_in(HA)
    assert (answer.outcome, answer.person.state_reason) == (Outcome.CANCELLED, "ốm")
    assert len(hall.report().rows) == 5
    hall.database.write(lambda tx: attendance.reinstate(tx, [hall.people[HA]]))
    assert hall.person(HA).status == Status.UNRECORDED
    assert hall.let_in(HA).outcome is Outcome.IN


def test_who_came_in_the_morning_is_replaced_in_the_afternoon_only(hall: Hall):
    hall.let_in(HA)
    _substitute(hall)
    assert HA in [row.full_name for row in hall.report().rows]
    assert HA not in [row.full_name for row in hall.report(hall.afternoon).rows]
    assert len(hall.report().rows) == len(hall.report(hall.afternoon).rows) == 6


def test_nobody_is_let_in_at_once_for_somebody_who_is_in(hall: Hall):
    hall.let_in(HA)
    with pytest.raises(InvalidInput) as told:
        _substitute(hall, check_in_at=[hall.morning])
    assert told.value.code == "attendance.replaced_is_in"


def test_the_substitute_of_a_substitute_who_cancelled_is_the_one_counted(hall: Hall):
    first = _substitute(hall)
    hall.people["Lê Văn Sơn"] = first.attendee_id
    _substitute(hall, "Lê Văn Sơn", "Ngô Thị Yến")
    hall.database.write(lambda tx: attendance.cancel(tx, [first.attendee_id], "ốm"))
    names = [row.full_name for row in hall.report().rows]
    assert len(names) == 6
    assert "Ngô Thị Yến" in names
    answer = hall.let_in(HA)
    assert (answer.outcome, answer.person.replaced_by) == (Outcome.REPLACED, "Ngô Thị Yến")
