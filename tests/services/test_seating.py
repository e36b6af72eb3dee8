"""The seats of a conference, on both databases: filled, moved, undone, and never given away twice."""

from __future__ import annotations

import dataclasses
import threading
import uuid
from collections import Counter

import pytest

from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import AppError, Conflict, InvalidInput, NotFound
from desktop.domain.people import AttendeeInput
from desktop.domain.seating import Filling, Room
from desktop.papers import documents, making
from desktop.papers.seat_plan import DOCUMENT
from desktop.papers.seat_plan.options import SeatPlanOptions
from desktop.services import attendance, attendees, groups, journal, seating, undoing
from desktop.store.database import Database
from desktop.wording import journal as journal_words
from tests.services.conftest import prepare, with_conference

NAMES = ("Lê Thị An", "Phạm Văn Bình", "Ngô Đức Chi", "Vũ Minh Dung", "Bùi Thị Em", "Đỗ Văn Giang")


class Hall:
    """A conference of six people in two groups, in a room of three by three with a blocked seat."""

    def __init__(self, database: Database, conference_id: uuid.UUID) -> None:
        self.database, self.id = database, conference_id
        self.database.write(self._people)

    def _people(self, tx) -> None:
        first, second, *_others = groups.list_groups(tx, self.id)
        for place, name in enumerate(NAMES):
            given = AttendeeInput(
                full_name=name, unit=f"Đơn vị {place % 2}", role_group_id=(first, second)[place // 3].id
            )
            attendees.add_attendee(tx, self.id, given)

    def do(self, work, *given, **named):
        return self.database.write(lambda tx: work(tx, self.id, *given, **named))

    def save(self, room: Room, version: int | None = None, name: str = ""):
        version = self.now().version if version is None else version
        return self.do(seating.save_room, room, name=name, version=version)

    def now(self):
        return self.database.read(lambda tx: seating.seating_of(tx, self.id))

    def seats(self) -> dict[str, str]:
        return {each.full_name: each.seat for each in self.now().people if each.place is not None}

    def person(self, name: str):
        return next(each for each in self.now().people if each.full_name == name)

    def move(self, name: str, seat: str, **named):
        who = self.person(name)
        return self.do(seating.move, who.id, seat, **{"was": who.seat, **named})

    def undo(self):
        def work(tx):
            last = undoing.last_undoable(tx, desk=self.database.desk)
            return undoing.undo(tx, last.id, keep_later=True)

        return self.database.write(work)

    def said(self) -> str:
        line = self.database.read(lambda tx: journal.recent(tx)[0])
        return journal_words.line(line.action, line.details, documents.title)


@pytest.fixture
def beginning():
    """The conference."""
    return with_conference


@pytest.fixture
def hall(sqlite: Database) -> Hall:
    return _hall(sqlite)


@pytest.fixture
def on_both(database: Database) -> Hall:
    """On SQLite and on PostgreSQL: where statements and locks matter."""
    return _hall(database)


def _hall(database: Database) -> Hall:
    hall = Hall(database, prepare(database).id)
    hall.save(Room(3, 3, blocked=frozenset({(0, 1)})))
    return hall


def test_people_are_put_on_seats_by_group_and_unit_and_undo_takes_it_back_in_one_step(on_both: Hall):
    hall = on_both
    report = hall.do(seating.fill, Filling())
    assert (report.placed, report.left, report.given_up) == (6, (), ())
    assert hall.seats() == {
        "Lê Thị An": "A1", "Ngô Đức Chi": "A3", "Phạm Văn Bình": "B1",
        "Bùi Thị Em": "B2", "Vũ Minh Dung": "B3", "Đỗ Văn Giang": "C1",
    }  # fmt: skip
    assert hall.said() == "Đã xếp ghế cho 6 đại biểu"
    hall.undo()
    assert hall.seats() == {}
    assert hall.now().version == 1


def test_each_group_may_begin_a_row_and_units_may_sit_together(hall: Hall):
    hall.do(seating.fill, Filling(new_row=True))
    assert Counter(seat[0] for seat in hall.seats().values()) == {"A": 2, "B": 1, "C": 3}
    hall.do(seating.fill, Filling(by="unit"))
    assert [
        hall.person(name).unit[-1] for name, _seat in sorted(hall.seats().items(), key=lambda each: each[1])
    ] == list("000111")


def test_who_finds_no_seat_is_told_by_name_and_only_they_are_put_on_the_next_ones(hall: Hall):
    hall.save(Room(1, 4))
    report = hall.do(seating.fill, Filling())
    assert (report.placed, [each.full_name for each in report.left]) == (4, ["Vũ Minh Dung", "Đỗ Văn Giang"])
    before = hall.seats()
    hall.save(Room(2, 4))
    report = hall.do(seating.fill, Filling(), only_unseated=True)
    assert report.placed == 2
    assert hall.seats() == before | {"Vũ Minh Dung": "B1", "Đỗ Văn Giang": "B2"}


def test_moving_onto_a_taken_seat_swaps_and_undo_swaps_back(on_both: Hall):
    hall = on_both
    hall.do(seating.fill, Filling())
    other = hall.person("Vũ Minh Dung")
    with pytest.raises(Conflict):  # this desk has not seen that somebody sits there
        hall.move("Lê Thị An", "B3")
    hall.move("Lê Thị An", "b3", instead_of=other.id)
    assert (hall.seats()["Lê Thị An"], hall.seats()["Vũ Minh Dung"]) == ("B3", "A1")
    assert hall.said() == "Lê Thị An và Vũ Minh Dung đã đổi ghế cho nhau"
    hall.undo()
    assert (hall.seats()["Lê Thị An"], hall.seats()["Vũ Minh Dung"]) == ("A1", "B3")


def test_a_stale_move_is_refused_and_says_who_moved_them(on_both: Hall):
    hall = on_both
    hall.do(seating.fill, Filling())
    seen = hall.person("Lê Thị An")
    hall.move("Lê Thị An", "C3")
    with pytest.raises(Conflict) as told:
        hall.do(seating.move, seen.id, "C2", was=seen.seat)
    assert told.value.details["fields"] == ("seat",)
    assert told.value.details["who"] == "Bàn 1"
    with pytest.raises(Conflict):
        hall.do(seating.take_off, {seen.id: seen.seat})
    with pytest.raises(Conflict):
        hall.save(Room(5, 5), version=0)
    with pytest.raises(Conflict):
        hall.save(Room(5, 5), version=7)


@pytest.mark.parametrize("seat", ["A2", "A9", "D1", "", "ghế"])
def test_nobody_is_put_where_there_is_no_seat(hall: Hall, seat: str):
    with pytest.raises(InvalidInput, match="no_seat"):
        hall.move("Lê Thị An", seat)


def test_taking_off_and_clearing_leave_people_without_a_seat(hall: Hall):
    hall.do(seating.fill, Filling())
    who = hall.person("Lê Thị An")
    assert hall.do(seating.take_off, {who.id: who.seat}) == 1
    assert [each.full_name for each in hall.now().unseated] == ["Lê Thị An"]
    assert hall.do(seating.clear) == 5
    assert hall.seats() == {}
    assert hall.do(seating.clear) == 0
    hall.undo()
    assert len(hall.seats()) == 5


def test_people_keep_their_seat_when_it_is_renamed_and_who_loses_it_is_told(on_both: Hall):
    hall = on_both
    hall.do(seating.fill, Filling())
    assert hall.save(Room(3, 3, "numbers", (1,), blocked=frozenset({(0, 1)}))) == ()
    assert hall.seats()["Vũ Minh Dung"] == "6"
    assert hall.save(Room(3, 4, "numbers")) == ()
    assert hall.seats()["Vũ Minh Dung"] == "7"
    lost = hall.save(Room(2, 2, "letters"))
    assert [(each.full_name, each.seat) for each in lost] == [
        ("Ngô Đức Chi", "3"), ("Vũ Minh Dung", "7"), ("Đỗ Văn Giang", "9"),
    ]  # fmt: skip
    hall.undo()
    assert hall.seats()["Đỗ Văn Giang"] == "9"
    assert hall.now().room.columns == 4


def test_blocking_a_seat_takes_whoever_sat_there_off_it(hall: Hall):
    hall.do(seating.fill, Filling())
    room = hall.now().room
    (lost,) = hall.save(dataclasses.replace(room, blocked=room.blocked | {(1, 0)}))
    assert lost.full_name == "Phạm Văn Bình"


def test_seats_typed_before_there_was_a_plan_are_taken_as_they_read(sqlite: Database):
    hall = Hall(sqlite, prepare(sqlite).id)
    first, second = hall.person("Lê Thị An"), hall.person("Đỗ Văn Giang")

    def typed(tx, who, seat):
        version = attendees.get_attendee(tx, who.id).version
        attendees.edit_attendee(tx, who.id, AttendeeInput(seat=seat), version=version)

    sqlite.write(lambda tx: typed(tx, first, "b 2"))
    sqlite.write(lambda tx: typed(tx, second, "Bàn chủ toạ"))
    with pytest.raises(InvalidInput, match="taken"):
        sqlite.write(lambda tx: typed(tx, second, "B-2"))
    assert hall.save(Room(3, 3)) == ()
    assert hall.seats() == {"Lê Thị An": "B2"}
    assert hall.person("Đỗ Văn Giang").seat == "Bàn chủ toạ"
    sqlite.write(lambda tx: typed(tx, second, "c3"))
    assert hall.seats() == {"Lê Thị An": "B2", "Đỗ Văn Giang": "C3"}


def test_who_will_not_come_keeps_no_seat_from_others_and_comes_back_without_it(on_both: Hall):
    hall = on_both
    hall.do(seating.fill, Filling())
    gone = hall.person("Lê Thị An")
    hall.database.write(lambda tx: attendance.cancel(tx, [gone.id]))
    assert "Lê Thị An" not in hall.seats()
    hall.move("Đỗ Văn Giang", "A1")
    hall.database.write(lambda tx: attendance.reinstate(tx, [gone.id]))
    assert hall.seats()["Đỗ Văn Giang"] == "A1"
    assert hall.person("Lê Thị An").seat == ""
    with pytest.raises(NotFound):
        hall.do(seating.move, uuid.uuid4(), "C3", was="")


def test_undo_gives_no_seat_back_that_somebody_else_has_by_now(on_both: Hall):
    hall = on_both
    hall.do(seating.fill, Filling())
    hall.move("Lê Thị An", "C3")
    entry = hall.database.read(lambda tx: journal.recent(tx)[0].id)
    hall.move("Đỗ Văn Giang", "A1")
    undone = hall.database.write(lambda tx: undoing.undo(tx, entry, keep_later=True))
    assert [name for name, _key in undone.kept] == ["attendee"]
    assert (hall.seats()["Lê Thị An"], hall.seats()["Đỗ Văn Giang"]) == ("C3", "A1")


def test_undo_of_new_names_leaves_seats_alone_when_the_room_was_changed_since(hall: Hall):
    hall.do(seating.fill, Filling())
    hall.save(Room(3, 3, "numbers"))
    entry = hall.database.read(lambda tx: journal.recent(tx)[0].id)
    hall.save(Room(3, 3, "numbers", (1,)))
    hall.database.write(lambda tx: undoing.undo(tx, entry, keep_later=True))
    assert hall.now().room.naming == "numbers"
    assert len(hall.seats()) == 6


def test_somebody_replaced_at_every_session_needs_no_seat(hall: Hall):
    who = hall.person("Lê Thị An")
    hall.database.write(
        lambda tx: attendance.substitute(tx, replaced_id=who.id, full_name="Trần Thị Thay", token=uuid.uuid4())
    )
    assert hall.do(seating.fill, Filling()).placed == 6
    assert "Lê Thị An" not in hall.seats()
    assert "Trần Thị Thay" in hall.seats()


def test_without_a_plan_or_people_nothing_is_filled(sqlite: Database):
    database, conference = sqlite, prepare(sqlite)
    with pytest.raises(AppError, match="no_plan"):
        database.write(lambda tx: seating.fill(tx, conference.id, Filling()))
    database.write(lambda tx: seating.save_room(tx, conference.id, Room(2, 2), version=0))
    with pytest.raises(AppError, match="nobody"):
        database.write(lambda tx: seating.fill(tx, conference.id, Filling()))


def test_two_desks_at_once_never_put_two_people_on_one_seat(on_both: Hall):
    hall = on_both
    people = [hall.person(name) for name in NAMES]
    start, told = threading.Barrier(2), Counter()

    def desk(mine) -> None:
        start.wait()
        for seat in ("A1", "B1", "C1", "C3"):
            for who in mine:
                try:
                    hall.do(seating.move, who.id, seat, was="")
                    told["done"] += 1
                except Conflict:
                    told["refused"] += 1

    threads = [threading.Thread(target=desk, args=(mine,)) for mine in (people[:3], people[3:])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == {"done": 4, "refused": 20}
    assert sorted(hall.seats().values()) == ["A1", "B1", "C1", "C3"]


def test_the_first_plan_printed_seats_everybody_in_a_proposed_room_and_keeps_them_there(sqlite: Database):
    conference = prepare(sqlite)
    for name in NAMES:
        given = AttendeeInput(full_name=name, unit="Đơn vị", seat="B2" if name == "Ngô Đức Chi" else None)
        sqlite.write(lambda tx, given=given: attendees.add_attendee(tx, conference.id, given))
    options = SeatPlanOptions()
    seen = sqlite.read(lambda tx: DOCUMENT.gather(tx, conference.id, EVERYONE, options))
    assert sqlite.read(lambda tx: seating.seating_of(tx, conference.id)).version == 0  # looking keeps nothing
    made = sqlite.write(lambda tx: making.make(tx, DOCUMENT, conference.id, EVERYONE, options))
    assert made == seen
    assert made.total == len(NAMES)
    kept = sqlite.read(lambda tx: seating.seating_of(tx, conference.id))
    assert kept.version
    assert {each.full_name: each.seat for each in kept.people} == {each.full_name: each.seat for each in made.people}
    assert {each.full_name for each in kept.people if each.seat == "B2"} == {"Ngô Đức Chi"}
