"""Backups of the open data file: made when there is something new, restored over it, undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.areas import ALL_AREAS
from desktop.domain.backups import Holds, Reason
from desktop.domain.errors import AppError
from desktop.domain.people import AttendeeInput
from desktop.services import attendees, backups, conferences, journal, undoing
from desktop.services.auditing import checking
from desktop.services.personal import erasing
from desktop.store.database import Database
from desktop.store.integrity import damaged
from desktop.store.upgrade import open_database
from tests.store.test_backup import overwrite


def conference(database: Database, title: str) -> None:
    database.write(lambda tx: conferences.create_conference(tx, title=title))


def titles(database: Database) -> set[str]:
    return {each.title for each in database.read(conferences.list_conferences)}


def path_of(database: Database) -> Path:
    assert database.path is not None
    return database.path


def test_nothing_is_backed_up_twice(sqlite: Database):
    path = path_of(sqlite)
    assert backups.make_if_changed(path, Reason.CHANGES) is None  # an empty file
    conference(sqlite, "Một")
    assert backups.make_if_changed(path, Reason.CHANGES) is not None
    assert backups.make_if_changed(path, Reason.CLOSE) is None
    conference(sqlite, "Hai")
    assert backups.make_if_changed(path, Reason.CLOSE) is not None


def test_the_list_says_what_each_holds_and_what_would_be_lost(sqlite: Database):
    path = path_of(sqlite)
    conference(sqlite, "Một")
    backups.make(path, Reason.ASKED)
    conference(sqlite, "Hai")
    backups.make(path, Reason.ASKED)
    newest, older = backups.list_backups(path)
    assert newest.good
    assert older.good
    assert newest.holds == Holds(2, 0, 0)
    assert older.holds == Holds(1, 0, 0)
    assert newest.lost is not None
    assert older.lost is not None
    assert newest.lost.holds.nothing
    assert not newest.lost.changes
    assert older.lost.holds == Holds(1, 0, 0)
    assert older.lost.changes == 1


def test_a_backup_broken_since_is_not_called_good_and_not_restored(sqlite: Database):
    path = path_of(sqlite)
    conference(sqlite, "Một")
    made = backups.make(path, Reason.ASKED)
    overwrite(made, 4, 6)
    (found,) = backups.list_backups(path)
    assert not found.good
    with pytest.raises(AppError) as told:
        backups.restore(path, made)
    assert told.value.code == "backup.damaged"
    assert titles(sqlite) == {"Một"}


def test_restoring_is_one_line_of_the_journal_that_others_hear_of_and_can_be_undone(sqlite: Database):
    path = path_of(sqlite)
    conference(sqlite, "Một")
    made = backups.make(path, Reason.ASKED)
    conference(sqlite, "Hai")
    known = sqlite.read(journal.latest)
    restored = backups.restore(path, made, desk="Cửa")
    assert titles(sqlite) == {"Một"}
    line = sqlite.read(journal.recent)[0]
    assert (line.action, line.desk, line.areas) == ("backup.restored", "Cửa", ALL_AREAS)
    assert line.id > known
    assert restored.before is not None
    backups.restore(path, restored.before)
    assert titles(sqlite) == {"Một", "Hai"}


def test_undo_after_restoring_takes_back_what_was_done_before_the_backup(sqlite: Database):
    path = path_of(sqlite)
    conference(sqlite, "Một")
    backups.restore(path, backups.make(path, Reason.ASKED), desk=sqlite.desk)
    last = sqlite.read(lambda tx: undoing.last_undoable(tx, desk=sqlite.desk))
    assert last is not None
    assert last.action == "conference.added"


def test_a_damaged_file_gives_way_and_is_kept(tmp_path: Path):
    path = tmp_path / "data.db"
    database = open_database(path)
    conference(database, "Một")
    made = backups.make(path, Reason.ASKED)
    database.close()
    overwrite(path, 0, 20)
    broken = path.read_bytes()
    restored = backups.restore(path, made)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == broken
    assert not damaged(path)
    again = open_database(path)
    assert titles(again) == {"Một"}
    again.close()


def test_a_missing_file_is_restored(tmp_path: Path):
    path = tmp_path / "data.db"
    database = open_database(path)
    conference(database, "Một")
    made = backups.make(path, Reason.ASKED)
    database.close()
    path.unlink()
    backups.restore(path, made)
    again = open_database(path)
    assert titles(again) == {"Một"}
    again.close()


def test_a_backup_of_a_newer_version_is_refused_and_nothing_is_left(sqlite: Database):
    path = path_of(sqlite)
    conference(sqlite, "Một")
    made = backups.make(path, Reason.ASKED)
    from desktop.store.engines import connect

    with connect(made) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(AppError) as told:
        backups.restore(path, made)
    assert (told.value.code, told.value.details["file"]) == ("record.newer", made.name)
    assert not list(path.parent.glob("*.new*"))
    assert titles(sqlite) == {"Một"}


def test_journal_and_audit_outlive_a_restoring_and_the_audit_stays_whole(sqlite: Database):
    path = path_of(sqlite)
    conference(sqlite, "Một")
    made = backups.make(path, Reason.ASKED)
    conference(sqlite, "Hai")
    assert checking.check(sqlite).is_whole
    backups.restore(path, made, desk=sqlite.desk)
    assert checking.check(sqlite).is_whole
    assert [line.action for line in sqlite.read(journal.recent)] == [
        "backup.restored", "conference.added", "conference.added",
    ]  # fmt: skip
    listed = {each.path: each.lost for each in backups.list_backups(path)}
    lost = listed[made]
    assert lost is not None
    assert not lost.changes


def test_who_was_erased_does_not_come_back_with_a_backup(sqlite: Database):
    path = path_of(sqlite)
    view = sqlite.write(lambda tx: conferences.create_conference(tx, title="Một"))
    given = AttendeeInput(full_name="Lê Văn Tám", unit="Phòng Nội vụ")
    person = sqlite.write(lambda tx: attendees.add_attendee(tx, view.id, given)).person_id
    made = backups.make(path, Reason.ASKED)
    sqlite.write(lambda tx: erasing.erase(tx, person))
    backups.restore(path, made, desk=sqlite.desk)
    (nobody,) = sqlite.read(lambda tx: attendees.list_attendees(tx, view.id))  # who counts, without a name
    assert "Tám" not in nobody.full_name
    assert checking.check(sqlite).is_whole
