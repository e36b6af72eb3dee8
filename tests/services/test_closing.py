"""A closed conference is looked at and printed, and nothing is written into it; its days take the agenda along."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import AppError, InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.services import (
    agenda,
    attendance,
    attendees,
    binned,
    conferences,
    exporting,
    groups,
    journal,
    overview,
    ranking,
    seating,
    sheets,
    undoing,
    units,
)
from desktop.services.desks import bundles, merging

DAY = dt.date(2018, 5, 23)
WEEK = dt.timedelta(days=7)


@pytest.fixture
def filled(database):
    """A conference of one day with one attendee."""

    def work(tx):
        view = conferences.create_conference(tx, title="Tập huấn thử", starts_on=DAY)
        attendees.add_attendee(tx, view.id, AttendeeInput(full_name="Nguyễn Văn Thử", position="Chuyên viên"))
        return conferences.get_conference(tx, view.id)

    return database.write(work)


@pytest.fixture
def closed(database, filled):
    return database.write(lambda tx: conferences.close(tx, filled.id))


def person(tx, conference_id):
    return attendees.list_attendees(tx, conference_id)[0]


def session(tx, conference_id):
    return agenda.list_sessions(tx, conference_id)[0]


WRITES = {
    "edit": lambda tx, key: conferences.edit_conference(
        tx, key, version=conferences.get_conference(tx, key).version, title="Khác"
    ),
    "add": lambda tx, key: attendees.add_attendee(tx, key, AttendeeInput(full_name="Trần Thị Mới")),
    "change": lambda tx, key: attendees.edit_attendee(
        tx, person(tx, key).id, AttendeeInput(position="Cán sự"), version=person(tx, key).version
    ),
    "remove": lambda tx, key: attendees.remove_attendees(tx, [person(tx, key).id]),
    "regroup": lambda tx, key: attendees.set_role_group(tx, [person(tx, key).id], groups.list_groups(tx, key)[0].id),
    "group": lambda tx, key: groups.add_group(tx, key, "Nhóm mới"),
    "session": lambda tx, key: agenda.remove_session(tx, session(tx, key).id),
    "check in": lambda tx, key: attendance.check_in(
        tx,
        training_session_id=session(tx, key).id,
        attendee_id=person(tx, key).id,
        token=uuid.uuid4(),
        anyway=True,
    ),
    "walk in": lambda tx, key: attendance.walk_in(tx, key, full_name="Lê Văn Khách", token=uuid.uuid4()),
    "seats": lambda tx, key: seating.save_room(tx, key, seating.seating_of(tx, key).room, version=0),
    "undo": lambda tx, key: undoing.undo(
        tx, next(line.id for line in journal.recent(tx, conference_id=key) if line.action == "attendee.added")
    ),
}


@pytest.mark.parametrize("name", WRITES)
def test_nothing_is_written_into_a_closed_conference_until_it_is_reopened(database, closed, name):
    with pytest.raises(AppError, match=r"conference\.closed"):
        database.write(lambda tx: WRITES[name](tx, closed.id))
    database.write(lambda tx: conferences.reopen(tx, closed.id))
    database.write(lambda tx: WRITES[name](tx, closed.id))


def test_it_is_still_printed_exported_and_put_into_the_bin(database, closed):
    def work(tx):
        sheet = sheets.record_sheet(tx, closed.id, EVERYONE, SheetOptions())
        content = exporting.export_attendees(tx, closed.id)
        exporting.record_export(tx, closed.id, content)
        binned.remove(tx, closed.id)
        binned.restore(tx, closed.id)
        return sheet.number, len(content.rows), conferences.get_conference(tx, closed.id).closed

    assert database.write(work) == (1, 1, True)


def test_a_seat_plan_is_printed_without_being_kept(database, closed):
    from desktop.papers.seat_plan import DOCUMENT
    from desktop.papers.seat_plan.options import SeatPlanOptions

    assert database.write(lambda tx: DOCUMENT.record(tx, closed.id, EVERYONE, SeatPlanOptions())).total == 1
    assert database.read(lambda tx: seating.seating_of(tx, closed.id)).version == 0


def test_what_is_of_no_conference_is_written_all_the_same(database, closed):
    database.write(lambda tx: ranking.edit(tx, "Chuyên viên", version=0))
    copy = database.write(lambda tx: conferences.copy_conference(tx, closed.id, starts_on=DAY + WEEK))
    assert not copy.closed


def test_what_a_desk_recorded_before_still_comes_in(database, closed):
    bundle = database.read(lambda tx: bundles.gather(tx, [closed.id]))
    assert database.write(lambda tx: merging.merge(tx, bundle)).conferences == (closed.title,)


def test_closing_is_undone_and_closing_twice_is_once(database, closed):
    last = database.read(lambda tx: undoing.last_undoable(tx, desk=database.desk))
    database.write(lambda tx: conferences.close(tx, closed.id))
    assert database.read(lambda tx: undoing.last_undoable(tx, desk=database.desk)).id == last.id
    database.write(lambda tx: undoing.undo(tx, last.id))
    assert not database.read(lambda tx: conferences.get_conference(tx, closed.id)).closed


def edited(database, filled, **fields):
    database.write(lambda tx: conferences.edit_conference(tx, filled.id, version=filled.version, **fields))
    return database.read(lambda tx: agenda.list_sessions(tx, filled.id))


def test_another_day_leaves_the_agenda_where_it_was_and_the_overview_tells(database, filled):
    sessions = edited(database, filled, starts_on=DAY + WEEK, ends_on=DAY + WEEK)
    assert [each.title for each in agenda.outside(sessions)] == ["Sáng", "Chiều"]
    checks = {each.code: each for each in database.read(lambda tx: overview.overview(tx, filled.id)).checks}
    assert checks["outside"].count == 2


def test_the_agenda_moves_along_with_the_dates_in_its_titles_and_is_undone_as_one(database, filled):
    two = {"starts_on": DAY, "ends_on": DAY + dt.timedelta(days=1)}
    view = database.write(lambda tx: conferences.create_conference(tx, title="Hai ngày", **two))
    sessions = edited(database, view, starts_on=DAY + WEEK, ends_on=two["ends_on"] + WEEK, move_agenda=True)
    assert [each.title for each in sessions] == ["Sáng 30/05", "Chiều 30/05", "Sáng 31/05", "Chiều 31/05"]
    assert agenda.outside(sessions) == []
    last = database.read(lambda tx: undoing.last_undoable(tx, desk=database.desk))
    database.write(lambda tx: undoing.undo(tx, last.id))
    back = database.read(lambda tx: agenda.list_sessions(tx, view.id))
    assert [each.title for each in back][::3] == ["Sáng 23/05", "Chiều 24/05"]
    assert {each.starts_at.date() for each in back} == set(two.values())


def test_lateness_is_told_by_the_moved_times(database, filled):
    def work(tx):
        first, who = session(tx, filled.id), person(tx, filled.id)
        at = (first.starts_at + dt.timedelta(minutes=40)).astimezone()
        attendance.check_in(
            tx, training_session_id=first.id, attendee_id=who.id, token=uuid.uuid4(), at=at, anyway=True
        )
        return attendance.door_people(tx, first.id)[0].status

    assert database.write(work) == "late"
    sessions = edited(database, filled, starts_on=DAY + WEEK, ends_on=DAY + WEEK, move_agenda=True)
    assert database.read(lambda tx: attendance.door_people(tx, sessions[0].id))[0].status == "present"


@pytest.mark.parametrize(("first", "last"), [(DAY + WEEK, DAY + WEEK), (None, DAY)])
def test_the_last_day_follows_the_first(filled, first, last):
    assert conferences.shifted(filled, first) == last


def test_the_people_of_a_removed_group_go_where_is_said_and_are_expected_there(database, filled):
    def work(tx):
        gone, other = groups.list_groups(tx, filled.id)[:2]
        attendees.set_role_group(tx, [person(tx, filled.id).id], gone.id)
        first = session(tx, filled.id)
        agenda.edit_session(
            tx,
            first.id,
            version=first.version,
            title=first.title,
            starts_at=first.starts_at,
            ends_at=first.ends_at,
            audience=[gone.id],
        )
        with pytest.raises(InvalidInput, match=r"group\.not_another"):
            groups.remove_group(tx, gone.id, gone.id)
        assert groups.remove_group(tx, gone.id, other.id) == 1
        return person(tx, filled.id).role_group_id == other.id, session(tx, filled.id).audience == (other.id,)

    assert database.write(work) == (True, True)
    last = database.read(lambda tx: undoing.last_undoable(tx, desk=database.desk))
    database.write(lambda tx: undoing.undo(tx, last.id))


def test_the_people_of_a_removed_unit_are_registered_with_another_but_keep_the_name_of_then_where_it_is_over(
    database, filled
):
    def work(tx):
        gone, other = units.add_unit(tx, "Phòng Gõ Nhầm"), units.add_unit(tx, "Phòng Gõ Đúng")
        over = conferences.create_conference(tx, title="Đã xong")
        for key in (filled.id, over.id):
            attendees.add_attendee(tx, key, AttendeeInput(full_name="Lê Thị Chuyển", unit_id=gone.id))
        conferences.close(tx, over.id)
        with pytest.raises(InvalidInput, match=r"unit\.in_use"):
            units.remove_unit(tx, gone.id)
        units.remove_unit(tx, gone.id, other.id)
        found = [attendees.list_attendees(tx, key, search="chuyen")[0] for key in (filled.id, over.id)]
        return [(each.unit_id == other.id, each.unit) for each in found]

    assert database.write(work) == [(True, "Phòng Gõ Đúng"), (True, "Phòng Gõ Nhầm")]
