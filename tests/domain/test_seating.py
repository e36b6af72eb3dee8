"""Rooms, names of seats, and filling: nobody is doubled, everybody sits while there is room."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import seating
from desktop.domain.errors import InvalidInput
from desktop.domain.seating import Filling, Room


def test_rows_are_named_a_to_z_and_then_aa():
    assert [seating.row_name(row) for row in (0, 25, 26, 51, 52, 99)] == ["A", "Z", "AA", "AZ", "BA", "CV"]


@settings(max_examples=25)
@given(
    rows=st.integers(1, 60),
    columns=st.integers(1, 40),
    naming=st.sampled_from(["letters", "numbers"]),
    blocked=st.sets(st.tuples(st.integers(0, 60), st.integers(0, 40)), max_size=5),
)
def test_every_seat_has_a_name_of_its_own_that_leads_back_to_it(rows, columns, naming, blocked):
    room = Room(rows, columns, naming, blocked=frozenset(blocked))
    places = [place for place in room.places() if room.has(place)]
    assert len(places) == room.seats == len({room.label(place) for place in places})
    for place in places[:50]:
        label = room.label(place)
        assert room.place(label) == room.place(f" {label.lower()} ") == place
        assert len(label) <= 20


@pytest.mark.parametrize("label", ["", "A0", "A5", "E1", "A", "5", "AAA1", "A1B", "Z999", "ghế A1"])
def test_what_names_no_seat_leads_nowhere(label):
    assert Room(4, 4).place(label) is None


def test_a_blocked_seat_is_nobodys():
    room = Room(2, 2, blocked=frozenset({(0, 1)}))
    assert (room.place("A2"), room.place("A1"), room.seats) == (None, (0, 0), 3)


def test_a_room_is_kept_and_read_back_and_what_lies_outside_is_dropped():
    room = Room(3, 4, "numbers", (2, 4, 9), (1,), frozenset({(0, 0), (7, 7)}), frozenset({(0, 0), (0, 1)}))
    kept = seating.checked_room(room)
    assert kept == Room(3, 4, "numbers", (2,), (1,), frozenset({(0, 0)}), frozenset({(0, 1)}))
    assert seating.room_from_plain(3, 4, kept.to_plain()) == kept


@pytest.mark.parametrize(
    ("rows", "columns", "field"), [(0, 5, "rows"), (101, 5, "rows"), (5, 81, "columns"), (60, 60, "columns")]
)
def test_a_room_that_is_no_room_is_refused_beside_its_field(rows, columns, field):
    with pytest.raises(InvalidInput) as told:
        seating.checked_room(Room(rows, columns))
    assert told.value.field == field


@pytest.mark.parametrize("people", [0, 1, 30, 172, 1000, 2900])
def test_the_proposed_room_has_a_seat_for_everybody(people):
    room = seating.proposed_room(people)
    assert room == seating.checked_room(room)
    assert room.seats >= people


def test_rows_and_columns_are_read_as_typed():
    assert seating.read_numbers("6, 12;3", 20) == (3, 6, 12)
    assert seating.read_numbers("d b", 20, letters=True) == (2, 4)
    assert seating.read_numbers("", 20) == ()
    assert seating.read_numbers("20", 20) is None
    assert seating.read_numbers("B", 20) is None


_ROOMS = st.builds(
    Room,
    rows=st.integers(1, 7),
    columns=st.integers(1, 7),
    aisles=st.sampled_from([(), (2,), (3, 5)]),
    blocked=st.frozensets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=6),
    reserved=st.frozensets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=6),
)
_HOW = st.builds(Filling, new_row=st.booleans(), snake=st.booleans(), spaced=st.booleans())


@settings(max_examples=60)
@given(
    room=_ROOMS,
    sizes=st.lists(st.integers(0, 9), max_size=6),
    how=_HOW,
    taken=st.frozensets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=6),
)
def test_filling_never_doubles_a_seat_and_leaves_nobody_standing_while_one_is_free(room, sizes, how, taken):
    sections = [[(section, number) for number in range(size)] for section, size in enumerate(sizes)]
    people = [each for section in sections for each in section]
    filled = seating.fill(room, sections, how, taken)
    seats = list(filled.places.values())
    assert len(set(seats)) == len(seats)
    assert not taken & set(seats)
    assert all(room.has(place) and place not in room.reserved for place in seats)
    assert sorted([*filled.places, *filled.left]) == sorted(people)
    free = [p for p in room.places() if room.has(p) and p not in room.reserved and p not in taken]
    assert len(seats) == min(len(people), len(free))
    assert list(filled.places) == people[: len(seats)], "the first in the list are seated first"
    if how.spaced and "spaced" not in filled.given_up:
        for row, column in seats:
            assert (row, column + 1) not in seats or column + 1 in room.aisles
    if how.new_row and "new_row" not in filled.given_up:
        for row in range(room.rows):
            assert len({who[0] for who, place in filled.places.items() if place[0] == row}) <= 1


def test_people_sit_row_by_row_from_the_front_and_a_snake_turns_at_the_wall():
    room = Room(2, 3)
    straight = seating.fill(room, [["a", "b", "c", "d", "e"]], Filling())
    assert [room.label(straight.places[each]) for each in "abcde"] == ["A1", "A2", "A3", "B1", "B2"]
    snake = seating.fill(room, [["a", "b", "c", "d", "e"]], Filling(snake=True))
    assert [room.label(snake.places[each]) for each in "abcde"] == ["A1", "A2", "A3", "B3", "B2"]


def test_a_wish_that_the_room_is_too_small_for_is_given_up_and_told():
    filled = seating.fill(Room(2, 3), [["a"], ["b"], ["c"]], Filling(new_row=True))
    assert (len(filled.places), filled.left, filled.given_up) == (3, (), ("new_row",))
    filled = seating.fill(Room(1, 2), [["a", "b", "c"]], Filling(spaced=True))
    assert (len(filled.places), filled.left, filled.given_up) == (2, ("c",), ("spaced",))
