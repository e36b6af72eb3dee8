"""A change at one desk is told to the others: on a server, and between two programs on one data file."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.areas import ALL_AREAS, Area
from desktop.services import conferences, journal
from desktop.store import notices
from desktop.store.database import Database
from desktop.store.upgrade import open_database

PATIENCE = 30
Heard = "queue.Queue[frozenset[str]]"


@pytest.fixture(params=["sqlite", "postgresql"])
def desks(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Database]]:
    """Opens one more desk of the same record."""
    place = tmp_path / "record.db" if request.param == "sqlite" else request.getfixturevalue("postgresql").emptied()
    opened: list[Database] = []

    def open_one(name: str) -> Database:
        opened.append(open_database(place, desk=name))
        return opened[-1]

    yield open_one
    for database in opened:
        database.close()


def change(database: Database, title: str = "Tập huấn") -> None:
    database.write(lambda tx: conferences.create_conference(tx, title=title))


def hear(heard: Any, area: str) -> set[str]:
    """Everything told until this area was."""
    areas: frozenset[Area] = frozenset()
    while area not in areas:
        areas |= heard.get(timeout=PATIENCE)
    return areas


def watch(database: Any, heard: Any) -> None:
    """Begin to watch; on a server, wait until it listens: what is written before that is told as whatever there may be."""
    if not isinstance(database.notices, notices.ServerNotices):
        database.watch(heard.put)
        return
    listening, look = threading.Event(), database.notices._look

    def first(connection: Any) -> None:
        look(connection)
        listening.set()

    database.notices._look = first
    database.watch(heard.put)
    assert listening.wait(PATIENCE)


def threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "notices"}


def test_a_change_at_one_desk_is_told_at_the_other(desks):
    one, two = desks("Bàn 1"), desks("Bàn 2")
    heard: Any = queue.Queue()
    watch(two, heard)
    change(one)
    first = {Area.CONFERENCES, Area.GROUPS, Area.AGENDA}
    assert first <= hear(heard, "conferences")
    one.write(lambda tx: journal.note(tx, "attendance.in", {Area.ATTENDANCE}, conference_id=None))
    # On a slow machine the first change may be told twice: when it was counted, and by the notice that came after.
    assert hear(heard, "attendance") - first == {Area.ATTENDANCE}


def test_what_a_desk_wrote_itself_is_not_told_to_it_on_a_server(postgresql):
    place = postgresql.emptied()
    one, two = open_database(place, desk="Bàn 1"), open_database(place, desk="Bàn 2")
    heard: Any = queue.Queue()
    watch(one, heard)
    change(one)
    two.write(lambda tx: journal.note(tx, "attendance.in", {Area.ATTENDANCE}, conference_id=None))
    assert hear(heard, "attendance") == {Area.ATTENDANCE}
    one.close()
    two.close()


def test_what_was_written_between_the_opening_and_the_watch_is_told(desks):
    one, two = desks("Bàn 1"), desks("Bàn 2")
    change(one)
    one.close()
    heard: Any = queue.Queue()
    two.watch(heard.put)
    assert "conferences" in hear(heard, "conferences")


def test_an_entry_that_nobody_told_of_shows_at_the_next_look(desks, monkeypatch):
    monkeypatch.setattr(notices, "_LOOK_SECONDS", 0.2)
    one, two = desks("Bàn 1"), desks("Bàn 2")
    heard: Any = queue.Queue()
    two.watch(heard.put)
    change(one)
    hear(heard, "conferences")
    one.notices.stop(for_good=True)  # a program that ends before it could tell
    change(one, "Khác")
    assert "conferences" in hear(heard, "conferences")


def test_entries_committed_out_of_order_are_not_lost(postgresql, monkeypatch):
    monkeypatch.setattr(notices, "_LOOK_SECONDS", 0.2)
    place = postgresql.emptied()
    one, slow, two = (open_database(place, desk=name) for name in ("Bàn 1", "Bàn 2", "Bàn 3"))
    heard: Any = queue.Queue()
    two.watch(heard.put)
    slow.notices.stop(for_good=True)

    def work(tx):
        journal.note(tx, "attendance.in", {Area.SHEETS}, conference_id=None)  # takes its number first
        change(one)
        hear(heard, "conferences")

    slow.write(work)
    assert "sheets" in hear(heard, "sheets")
    for database in (one, slow, two):
        database.close()


def test_a_look_that_overtakes_a_notice_hides_no_later_entry(postgresql):
    """The look counts the first entry, then its notice comes: the second entry, of which nobody tells, still shows."""
    place = postgresql.emptied()
    one, two = open_database(place, desk="Bàn 1"), open_database(place, desk="Bàn 2")
    one.notices.stop(for_good=True)
    heard: list[frozenset[Area]] = []
    told = notices.ServerNotices(two.engine, 0, two.pulse)
    told._watchers = [heard.append]
    with two.engine.connect() as own:
        connection = own.connection.driver_connection
        connection.autocommit = True
        change(one)
        told._look(connection)
        told._receive(["1 conferences"])
        told._look(connection)
        assert heard == [ALL_AREAS, {Area.CONFERENCES}]
        change(one, "Khác")
        told._look(connection)
    assert heard[2:] == [ALL_AREAS]
    one.close()
    two.close()


def test_a_line_that_was_cut_is_taken_up_again_and_what_was_missed_is_told(postgresql):
    place = postgresql.emptied()
    one, two = open_database(place, desk="Bàn 1"), open_database(place, desk="Bàn 2")
    heard: Any = queue.Queue()
    two.watch(heard.put)
    change(one)
    hear(heard, "conferences")
    with postgresql._connect("postgres") as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'tap-huan / Ban 2' AND pid <> pg_backend_pid()"
        )
    change(one, "Khác")
    assert "conferences" in hear(heard, "conferences")
    one.close()
    two.close()


def test_who_stopped_watching_hears_nothing_more_and_no_thread_stays(desks):
    before = threads()
    one, two = desks("Bàn 1"), desks("Bàn 2")
    left: Any = queue.Queue()
    stays: Any = queue.Queue()
    stop = two.watch(left.put)
    end = two.watch(stays.put)
    stop()
    stop()
    change(one)
    hear(stays, "conferences")
    assert left.empty()
    end()
    again: Any = queue.Queue()
    two.watch(again.put)
    change(one, "Khác")
    hear(again, "conferences")
    two.close()
    one.close()
    assert threads() - before == set()


def test_one_who_fails_keeps_it_from_nobody(desks):
    one, two = desks("Bàn 1"), desks("Bàn 2")
    heard: Any = queue.Queue()

    def fail(_areas: frozenset[str]) -> None:
        raise ValueError("deaf")

    two.watch(fail)
    two.watch(heard.put)
    for title in ("Một", "Hai"):
        change(one, title)
        hear(heard, "conferences")


def test_a_watch_may_be_ended_from_what_it_tells(desks):
    one, two = desks("Bàn 1"), desks("Bàn 2")
    done = threading.Event()

    def told(_areas: frozenset[str]) -> None:
        stop()
        done.set()

    stop = two.watch(told)
    change(one)
    assert done.wait(PATIENCE)
    heard: Any = queue.Queue()
    two.watch(heard.put)
    change(one, "Khác")
    hear(heard, "conferences")


def test_what_was_just_written_is_still_sent_when_the_record_is_closed(postgresql):
    place = postgresql.emptied()
    two = open_database(place, desk="Bàn 2")
    heard: Any = queue.Queue()
    two.watch(heard.put)
    for number in range(3):
        one = open_database(place, desk="Bàn 1")
        change(one, str(number))
        one.close()
        hear(heard, "conferences")
    two.close()
