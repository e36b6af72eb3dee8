"""A join beside other work: taken back from under it, done while others let in, edit and join."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import select

from desktop.domain.attendance import Status
from desktop.domain.errors import Conflict
from desktop.domain.people import AttendeeInput
from desktop.services import (
    agenda,
    attendance,
    attendees,
    binned,
    groups,
    joining,
    journal,
    undoing,
    units,
)
from desktop.store.database import Database
from desktop.store.tables import Attendee
from desktop.store.upgrade import open_database
from tests.services import two_in_one
from tests.services.attendance.hall import Hall, fill, open_hall
from tests.services.two_in_one import KEPT, OTHER


@pytest.fixture
def beginning():
    return fill


@pytest.fixture
def hall(database: Database) -> Hall:
    return open_hall(database)


def test_a_join_is_taken_back_from_under_later_edits_but_for_the_seat(hall: Hall) -> None:
    two_in_one.edit(hall, OTHER, position="Phó Chủ tịch", seat="B2")
    two_in_one.join(hall)
    join = hall.database.read(journal.latest)
    two_in_one.edit(hall, KEPT, note="sửa sau")
    with pytest.raises(Conflict):
        hall.database.write(lambda tx: undoing.undo(tx, join))
    undone = hall.database.write(lambda tx: undoing.undo(tx, join, keep_later=True))
    assert ("attendee", hall.people[KEPT]) in undone.kept
    parted = two_in_one.view(hall, OTHER)
    assert (parted.state, parted.seat, parted.position) == ("registered", "", "Phó Chủ tịch")
    assert (two_in_one.view(hall, KEPT).seat, two_in_one.view(hall, KEPT).note) == ("B2", "sửa sau")
    assert parted.person_id != two_in_one.view(hall, KEPT).person_id


def test_a_join_of_somebody_joined_again_since_waits_for_the_later_one(hall: Hall) -> None:
    first, second = two_in_one.ids(hall)
    third = hall.people["Trần Đức An"]
    hall.database.write(lambda tx: joining.join(tx, second, third))
    earlier = hall.database.read(journal.latest)
    two_in_one.join(hall)
    with pytest.raises(Conflict):
        hall.database.write(lambda tx: undoing.undo(tx, earlier, keep_later=True))
    two_in_one.undo_last(hall)
    hall.database.write(lambda tx: undoing.undo(tx, earlier))
    listed = hall.database.read(lambda tx: attendees.list_attendees(tx, hall.conference_id))
    assert {first, second, third} <= {each.id for each in listed}


def test_a_session_without_marks_and_a_conference_can_go_after_a_join(hall: Hall) -> None:
    two_in_one.join(hall)
    hall.database.write(lambda tx: agenda.remove_session(tx, hall.afternoon))
    hall.database.write(lambda tx: binned.remove(tx, hall.conference_id))
    hall.database.write(lambda tx: binned.erase(tx, hall.conference_id))
    assert hall.database.read(lambda tx: tx.scalars(select(Attendee.id)).all()) == []


def test_whoever_is_let_in_while_they_are_joined_is_in(postgresql: Any) -> None:
    """Two desks at one moment: the badge of the second is scanned while somebody joins them into the first."""
    address = postgresql.emptied()
    desk = open_database(address, desk="Bàn 1")
    hall = open_hall(desk)
    other = open_database(address, desk="Bàn 2")
    try:
        names = list(hall.people)
        start = threading.Barrier(2)

        def scan(name: str) -> None:
            start.wait()
            hall.let_in(name, "07:45")

        for keep, gone in zip(names[::2], names[1::2], strict=True):
            thread = threading.Thread(target=scan, args=(gone,))
            thread.start()
            start.wait()
            other.write(lambda tx, keep=keep, gone=gone: joining.join(tx, hall.people[keep], hall.people[gone]))
            thread.join()
            assert hall.person(keep).status == Status.PRESENT
    finally:
        other.close()
        desk.close()


def test_who_edits_the_one_who_stays_meanwhile_is_told_what_the_join_changed(hall: Hall) -> None:
    two_in_one.edit(hall, OTHER, position="Phó Chủ tịch", seat="B2")
    stale = two_in_one.view(hall, KEPT)
    two_in_one.join(hall)
    with pytest.raises(Conflict) as told:
        hall.database.write(
            lambda tx: attendees.edit_attendee(tx, stale.id, AttendeeInput(note="của tôi"), version=stale.version)
        )
    assert set(told.value.details["fields"]) == {"position", "seat"}


@pytest.mark.parametrize("by", [(OTHER,), (OTHER, KEPT)])
def test_what_is_said_of_many_from_an_older_list_is_said_of_who_stands_and_once(
    hall: Hall, by: tuple[str, ...]
) -> None:
    two_in_one.join(hall)
    ids, before = [hall.people[name] for name in by], two_in_one.view(hall, OTHER)
    group = hall.database.write(lambda tx: groups.add_group(tx, hall.conference_id, title="Báo cáo viên")).id
    unit = hall.database.write(lambda tx: units.add_unit(tx, "UBND xã Mây")).id
    assert hall.database.write(lambda tx: attendees.set_off_payroll(tx, ids, True)) == 1
    assert hall.database.write(lambda tx: attendees.set_role_group(tx, ids, group)) == 1
    assert hall.database.write(lambda tx: attendees.set_unit(tx, ids, unit)) == 1
    now = two_in_one.view(hall, KEPT)
    assert (now.off_payroll, now.role_group_id, now.unit_id) == (True, group, unit)
    assert two_in_one.view(hall, OTHER) == before
    assert hall.database.write(lambda tx: attendees.remove_attendees(tx, ids)) == 1
    assert two_in_one.view(hall, KEPT).state == "removed"


def test_who_was_let_in_is_expected_though_the_one_who_stays_had_cancelled(hall: Hall) -> None:
    hall.database.write(lambda tx: attendance.cancel(tx, [hall.people[KEPT]], "đi công tác"))
    hall.let_in(OTHER, "07:45")
    assert (two_in_one.join(hall).state, two_in_one.view(hall, KEPT).state_reason) == ("registered", "")
    two_in_one.undo_last(hall)
    assert (two_in_one.view(hall, KEPT).state, two_in_one.view(hall, KEPT).state_reason) == ("cancelled", "đi công tác")
    assert two_in_one.view(hall, OTHER).state == "registered"


def test_who_has_not_come_stays_cancelled_as_the_one_who_stays_is(hall: Hall) -> None:
    hall.database.write(lambda tx: attendance.cancel(tx, [hall.people[KEPT]], "đi công tác"))
    assert two_in_one.join(hall).state == "cancelled"
