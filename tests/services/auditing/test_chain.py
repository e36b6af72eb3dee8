"""The audit: every way out is a line, and no line can be changed, taken away, moved or cut off unseen."""

from __future__ import annotations

import datetime as dt
import json
import threading

import pytest
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select, text, update

from desktop.domain.auditing import Fault, Leaving, Way, fields_in
from desktop.domain.errors import UnusableDatabase
from desktop.domain.people import AttendeeInput
from desktop.services import attendees, exporting, journal, undoing
from desktop.services.auditing import chain, checking, kept_here, leaving
from desktop.store.database import Database
from desktop.store.engines import sqlite_engine
from desktop.store.tables import AuditLine, Change, Conference, JournalEntry
from desktop.store.upgrade import open_database, upgrade
from tests.services.conftest import prepare

COPIED = Leaving(Way.CLIPBOARD, "attendees", 3, ("full_name", "phone"))


@pytest.fixture
def written(database: Database) -> Database:
    """A record with a few entries of two desks, and data that left."""
    conference = prepare(database)
    for desk in ("Bàn 1", "Bàn 2", "Bàn 1"):
        database.desk = desk
        database.write(lambda tx: attendees.add_attendee(tx, conference.id, AttendeeInput(full_name="Lê Thị Thử")))
    leaving.write_leaving(database, COPIED)
    return database


def faults(database: Database) -> list[tuple[Fault, str, int]]:
    return [(each.fault, each.chain, each.number) for each in checking.check(database).findings]


def conference_of(database: Database):
    return database.read(lambda tx: tx.scalars(select(Conference.id)).one())


def lines_of(database: Database, desk: str) -> int:
    return database.read(lambda tx: leaving.heads(tx)[desk][0])


def test_a_record_that_nobody_tampered_with_is_whole(written):
    found = checking.check(written)
    assert (found.is_whole, found.chains, found.older, found.waiting) == (True, 2, 0, 0)
    assert found.lines == written.read(lambda tx: len(tx.scalars(select(JournalEntry.id)).all())) + 1


def test_undo_and_redo_change_no_line(written):
    last = written.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    written.write(lambda tx: undoing.undo(tx, last.id))
    written.write(lambda tx: undoing.undo(tx, journal.latest(tx)))
    assert checking.check(written).is_whole


def test_an_entry_of_the_journal_that_was_changed_is_found(written):
    written.write(
        lambda tx: tx.execute(
            update(JournalEntry).where(JournalEntry.desk == "Bàn 2").values(details={"name": "Ai đó"})
        )
    )
    assert faults(written) == [(Fault.CHANGED, "Bàn 2", 1)]


def test_an_entry_of_the_journal_that_is_gone_is_found(written):
    mine = select(JournalEntry.id).where(JournalEntry.desk == "Bàn 2")
    written.write(lambda tx: tx.execute(delete(Change).where(Change.journal_entry_id.in_(mine))))
    written.write(lambda tx: tx.execute(delete(JournalEntry).where(JournalEntry.desk == "Bàn 2")))
    assert faults(written) == [(Fault.NO_CONTENT, "Bàn 2", 1)]


def test_an_entry_slipped_into_the_journal_is_found(written):
    written.write(lambda tx: tx.add(JournalEntry(desk="Bàn 2", action="attendee.added", details={})))
    assert [fault for fault, *_rest in faults(written)] == [Fault.UNKNOWN]


def test_how_many_people_left_cannot_be_made_less(written):
    line = select(AuditLine).where(AuditLine.action == "data.left")
    written.write(lambda tx: setattr(one := tx.scalars(line).one(), "details", {**one.details, "people": 1}))
    assert [fault for fault, *_rest in faults(written)] == [Fault.CHANGED]


def test_a_line_that_is_gone_from_the_middle_is_found(written):
    written.write(lambda tx: tx.execute(delete(AuditLine).where(AuditLine.chain == "Bàn 1", AuditLine.number == 2)))
    assert (Fault.MISSING, "Bàn 1", 3) in faults(written)


def test_two_lines_that_changed_places_are_found(written):
    def swap(tx):
        places = [(1, 90), (2, 1), (90, 2)]
        for before, after in places:
            mine = (AuditLine.chain == "Bàn 1", AuditLine.number == before)
            tx.execute(update(AuditLine).where(*mine).values(number=after))

    written.write(swap)
    assert {(Fault.REORDERED, "Bàn 1", 1), (Fault.REORDERED, "Bàn 1", 2)} <= set(faults(written))


def test_an_end_cut_off_is_found_by_what_this_computer_remembers(written):
    assert checking.check(written).is_whole
    last = lines_of(written, "Bàn 1")
    written.write(lambda tx: tx.execute(delete(AuditLine).where(AuditLine.chain == "Bàn 1", AuditLine.number == last)))
    assert (Fault.CUT_OFF, "Bàn 1", last) in faults(written)


def test_an_end_cut_off_is_found_by_another_desks_line_on_a_computer_that_remembers_nothing(written, monkeypatch):
    monkeypatch.setattr(kept_here, "heads", lambda _place: None)
    written.write(lambda tx: tx.execute(delete(AuditLine).where(AuditLine.chain == "Bàn 2", AuditLine.number == 1)))
    found = checking.check(written)
    assert (Fault.CUT_OFF, "Bàn 2", 1) in [(each.fault, each.chain, each.number) for each in found.findings]
    assert not found.heads_known


def test_a_line_without_its_salt_is_wrong_unless_an_erasing_says_so(written):
    written.write(lambda tx: tx.execute(update(AuditLine).where(AuditLine.chain == "Bàn 2").values(salt=None)))
    assert (Fault.NO_CONTENT, "Bàn 2", 1) in faults(written)


def test_every_export_says_how_many_people_and_which_fields(written):
    conference = conference_of(written)
    content = written.read(lambda tx: exporting.export_attendees(tx, conference, ("full_name", "phone")))
    written.write(lambda tx: exporting.record_export(tx, conference, content))
    line = next(each for each in written.read(checking.lines) if each.way == "file")
    assert (line.people, line.fields, line.what, line.conference != "") == (
        3,
        ("full_name", "phone"),
        "attendees",
        True,
    )


def test_what_can_not_be_written_waits_on_this_computer_and_is_taken_in_later(written, monkeypatch):
    def refuse(_work):
        raise UnusableDatabase("record.disk_full", file="record.db")

    with monkeypatch.context() as full:
        full.setattr(written, "write", refuse)
        leaving.write_leaving(written, Leaving(Way.FILE, "attendees", 7))
        assert checking.check(written).waiting == 1
    found = checking.check(written)
    assert (found.waiting, found.is_whole) == (0, True)
    assert [each.people for each in written.read(checking.lines) if each.way == "file"] == [7]


def test_two_programs_of_one_desk_share_its_chain(written):
    def tell() -> None:
        for _each in range(10):
            leaving.write_leaving(written, COPIED)

    threads = [threading.Thread(target=tell) for _each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = checking.check(written)
    assert (found.is_whole, found.waiting) == (True, 0)
    assert sum(each.way == "clipboard" for each in written.read(checking.lines)) == 31


def test_entries_older_than_the_audit_are_counted_and_no_fault(tmp_path, monkeypatch):
    path = tmp_path / "old.db"
    engine, steps = sqlite_engine(path), ScriptDirectory._upgrade_revs
    with monkeypatch.context() as patch:
        patch.setattr(ScriptDirectory, "_upgrade_revs", lambda self, _wanted, now: steps(self, "0005", now))
        upgrade(engine)
    entry = {"at": "2018-05-23 08:00:00", "desk": "Bàn 1", "action": "unit.added", "areas": "[]", "details": "{}"} | {
        "token": "0" * 32,
        "inverse": "[]",
        "undone": 0,
        "undo": "[]",
        "changes": "[]",
        "version": 1,
    }
    with engine.begin() as connection:
        names = [row[1] for row in connection.execute(text("PRAGMA table_info(journal_entry)"))]
        given = {name: value for name, value in entry.items() if name in names}
        values = ", ".join(f":{name}" for name in given)
        connection.execute(text(f"INSERT INTO journal_entry ({', '.join(given)}) VALUES ({values})"), given)
    engine.dispose()
    database = open_database(path, desk="Bàn 1")
    leaving.write_leaving(database, COPIED)
    found = checking.check(database)
    assert found.is_whole
    assert found.older >= 1
    database.close()


@given(st.dictionaries(st.text(max_size=5), st.one_of(st.text(), st.integers(), st.lists(st.text(max_size=4)))))
def test_a_seal_says_the_same_of_details_read_back_from_json(details):
    said = {"desk": "Bàn", "at": dt.datetime(2026, 5, 1, tzinfo=dt.UTC), "action": "a", "login": "", "token": None}
    first = chain.sealed("s", conference_id=None, details=details, **said)
    assert first == chain.sealed("s", conference_id=None, details=json.loads(json.dumps(details)), **said)
    assert first != chain.sealed("t", conference_id=None, details=details, **said)


def test_which_fields_are_in_a_list_is_seen_from_the_list_itself(written):
    conference = conference_of(written)
    people = written.read(lambda tx: attendees.list_attendees(tx, conference))
    fields, names = fields_in(people)
    assert {"full_name", "code"} <= set(fields)
    assert "phone" not in fields
    assert names == 3
