"""The bin: a conference goes into it whole and comes back whole; erased from it, nothing of it is left."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from sqlalchemy import select

from desktop.domain.attendance import Method
from desktop.domain.errors import Ambiguous, InvalidInput, NotFound
from desktop.domain.people import AttendeeInput
from desktop.services import attendance, attendees, binned, conferences, sheets, undoing
from desktop.services.auditing import checking
from desktop.services.desks import copying, files, merging, mirror
from desktop.store import schema
from desktop.store.database import Database
from desktop.store.tables import Conference, Person
from tests.services.attendance.hall import Hall, fill, moment, open_hall


@pytest.fixture
def beginning():
    return fill


@pytest.fixture
def hall(database: Database) -> Hall:
    """Six people, one of whom came, and a paper that names them."""
    hall = open_hall(database)
    first = next(iter(hall.people.values()))
    database.write(
        lambda tx: attendance.check_in(
            tx,
            training_session_id=hall.morning,
            attendee_id=first,
            token=uuid.uuid4(),
            method=Method.SCAN,
            at=moment("08:00"),
        )
    )
    return hall


def _listed(database: Database) -> list[uuid.UUID]:
    return [each.id for each in database.read(conferences.list_conferences)]


def _remove(hall: Hall) -> None:
    hall.database.write(lambda tx: binned.remove(tx, hall.conference_id))


def _later(database: Database, days: int) -> None:
    """As if it had been put into the bin so many days ago."""

    def work(tx):
        for row in tx.scalars(select(Conference).where(Conference.binned_at.is_not(None))):
            row.binned_at = row.binned_at - dt.timedelta(days=days)

    database.write(work)


def _everything(database: Database) -> dict[str, list]:
    apart = {"journal_entry", "change", "audit_line", "conference"}
    tables = [table for table in schema.whole().sorted_tables if table.name not in apart]
    return database.read(
        lambda tx: {
            table.name: sorted((tuple(map(str, row)) for row in tx.execute(select(table))), key=str) for table in tables
        }
    )


def _phone_of(name: str):
    return lambda tx: tx.scalar(select(Person.phone).where(Person.full_name == name))


def _only_audited(hall: Hall) -> bool:
    """Whether nothing but lines of the audit names the conference's id."""
    tables = [table for table in schema.whole().sorted_tables if table.name != "audit_line"]
    told = hall.database.read(lambda tx: str([list(tx.execute(select(table))) for table in tables]))
    return hall.conference_id.hex not in told.replace("-", "")


def test_a_conference_with_people_and_attendance_goes_into_the_bin_and_comes_back_whole(hall: Hall) -> None:
    before, view = _everything(hall.database), hall.database.read(conferences.list_conferences)
    _remove(hall)
    assert _listed(hall.database) == []
    with pytest.raises(NotFound):
        hall.database.read(lambda tx: conferences.get_conference(tx, hall.conference_id))
    with pytest.raises(NotFound):
        hall.database.read(lambda tx: conferences.find_conference(tx, "101"))
    hall.database.write(lambda tx: binned.restore(tx, hall.conference_id))
    assert _everything(hall.database) == before
    (again,) = hall.database.read(conferences.list_conferences)
    assert (again.code, again.attendee_count) == (view[0].code, view[0].attendee_count)


def test_removing_tells_what_goes_with_it(hall: Hall) -> None:
    found = hall.database.read(lambda tx: binned.contents(tx, hall.conference_id))
    assert (found.attendees, found.marks, found.certificates, found.signed_sheets) == (6, 1, 0, 0)


def test_removing_and_restoring_are_undone_like_anything_else(hall: Hall) -> None:
    _remove(hall)
    hall.database.write(lambda tx: undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id))
    assert _listed(hall.database) == [hall.conference_id]
    _remove(hall)
    hall.database.write(lambda tx: binned.restore(tx, hall.conference_id))
    hall.database.write(lambda tx: undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id))
    assert [each.id for each in hall.database.read(binned.in_bin)] == [hall.conference_id]


def test_what_is_in_the_bin_is_not_removed_and_what_is_not_is_neither_restored_nor_erased(hall: Hall) -> None:
    for work in (binned.restore, binned.erase):
        with pytest.raises(NotFound):
            hall.database.write(lambda tx, work=work: work(tx, hall.conference_id))
    _remove(hall)
    with pytest.raises(NotFound):
        _remove(hall)


def test_erasing_is_proposed_after_thirty_days_and_never_done_by_itself(hall: Hall) -> None:
    _remove(hall)
    today = dt.datetime.now().astimezone().date()
    assert hall.database.read(lambda tx: binned.due(tx, today + dt.timedelta(days=29))) == []
    _later(hall.database, 31)
    assert len(hall.database.read(lambda tx: binned.due(tx, today))) == 1
    assert len(hall.database.read(binned.in_bin)) == 1


def test_erased_for_good_nothing_of_it_is_left_and_the_audit_holds(hall: Hall) -> None:
    other = hall.database.write(lambda tx: conferences.create_conference(tx, title="Hội nghị khác"))
    both = AttendeeInput(full_name="Lê Văn Vũ", phone=hall.database.read(_phone_of("Lê Văn Vũ")))
    stays = hall.database.write(lambda tx: attendees.add_attendee(tx, other.id, both))
    alone = {name for name in hall.people if name != "Lê Văn Vũ"}
    hall.database.write(lambda tx: attendees.remove_attendees(tx, [hall.people[min(alone)]]))
    hall.database.write(
        lambda tx: sheets.record_sheet(tx, hall.conference_id, sheets.Selection(), sheets.SheetOptions())
    )
    _remove(hall)
    hall.database.write(lambda tx: binned.erase(tx, hall.conference_id))
    assert _listed(hall.database) == [other.id]
    people = hall.database.read(lambda tx: tx.scalars(select(Person.id)).all())
    assert people == [hall.database.read(lambda tx: attendees.get_attendee(tx, stays.id)).person_id]
    everything = hall.database.read(
        lambda tx: str([list(tx.execute(select(table))) for table in schema.whole().sorted_tables])
    )
    assert not [name for name in alone if name in everything]
    assert _only_audited(hall)
    assert checking.check(hall.database).is_whole
    assert checking.check(hall.database).erased > 0


def test_a_number_of_a_conference_in_the_bin_is_not_given_again(hall: Hall) -> None:
    _remove(hall)
    assert hall.database.write(lambda tx: conferences.create_conference(tx, title="Mới")).code == "102"


def test_the_bin_finds_by_code_and_part_of_the_title(hall: Hall) -> None:
    _remove(hall)
    more = hall.database.write(lambda tx: conferences.create_conference(tx, title="Tập huấn khác"))
    hall.database.write(lambda tx: binned.remove(tx, more.id))
    assert hall.database.read(lambda tx: binned.find(tx, "mot cua")).id == hall.conference_id
    assert hall.database.read(lambda tx: binned.find(tx, "102")).id == more.id
    with pytest.raises(Ambiguous):
        hall.database.read(lambda tx: binned.find(tx, "tap huan"))
    with pytest.raises(NotFound):
        hall.database.read(lambda tx: binned.find(tx, "nothing"))


def test_people_only_in_the_bin_are_not_found_in_the_directory(hall: Hall) -> None:
    assert hall.database.read(lambda tx: attendees.search_attendees(tx, None, "le van"))
    _remove(hall)
    assert not hall.database.read(lambda tx: attendees.search_attendees(tx, None, "le van"))


def test_a_desks_file_brings_its_marks_into_the_bin_but_nothing_out_of_it(hall: Hall, tmp_path) -> None:
    bundle = hall.database.read(lambda tx: files.gather(tx, [hall.conference_id]))
    _remove(hall)
    hall.database.write(lambda tx: merging.merge(tx, bundle))
    assert _listed(hall.database) == []
    assert hall.database.read(lambda tx: files.gather(tx, mirror._chosen(tx))).rows("conference") == []
    hall.database.write(lambda tx: binned.erase(tx, hall.conference_id))
    with pytest.raises(InvalidInput) as told:
        hall.database.write(lambda tx: merging.merge(tx, bundle))
    assert told.value.code == "desk.other_record"
    assert hall.database.read(lambda tx: tx.scalars(select(Conference.id)).all()) == []


def test_a_copy_of_a_conference_that_is_in_the_bin_there_is_refused(hall: Hall) -> None:
    whole = hall.database.read(lambda tx: copying.take(tx, hall.conference_id))
    _remove(hall)
    for replace in (False, True):
        with pytest.raises(InvalidInput) as told:
            hall.database.write(lambda tx, replace=replace: copying.place(tx, whole, replace=replace))
        assert told.value.code == "copy.in_bin"
