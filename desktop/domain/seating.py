"""The room of a conference: its seats and their names, in which order people are put on them, and who sits where."""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from desktop.domain.errors import InvalidInput
from desktop.domain.numerals import roman

Place = tuple[int, int]
"""Row from the front and column from the left as one faces the front, both from 0."""
Naming = Literal["letters", "numbers"]
"""A1, A2 … B1; or one running number from the first row's left end."""
FillBy = Literal["group", "unit"]
Key = TypeVar("Key", bound=Hashable)

MOST_ROWS, MOST_COLUMNS, MOST_SEATS = 100, 80, 3000
_LETTERS = 26
_LABEL = re.compile(r"([A-Z]{1,2})(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Room:
    """Rows of seats before a stage."""

    rows: int
    columns: int
    naming: Naming = "letters"
    aisles: tuple[int, ...] = ()
    """An aisle runs after each of these columns, counted from 1."""
    cross_aisles: tuple[int, ...] = ()
    """One runs across after each of these rows, counted from 1."""
    blocked: frozenset[Place] = frozenset()
    """Nobody sits there: no chair, a pillar, the camera."""
    reserved: frozenset[Place] = frozenset()
    """Kept for guests: filling passes them by, people are put there one by one."""

    def places(self) -> Iterator[Place]:
        """Every place, row by row from the front."""
        return ((row, column) for row in range(self.rows) for column in range(self.columns))

    def has(self, place: Place) -> bool:
        """Whether somebody can sit there."""
        return 0 <= place[0] < self.rows and 0 <= place[1] < self.columns and place not in self.blocked

    def label(self, place: Place) -> str:
        """The seat's name."""
        row, column = place
        if self.naming == "numbers":
            return str(row * self.columns + column + 1)
        return f"{row_name(row)}{column + 1}"

    def place(self, label: str) -> Place | None:
        """The place that bears this name, however it was typed: "a12", "A 12"; None when nobody can sit there."""
        text = label_key(label)
        place: Place | None = None
        if self.naming == "numbers":
            if text.isdecimal() and len(text) <= 4 and int(text) > 0:
                place = divmod(int(text) - 1, self.columns)
        elif (found := _LABEL.fullmatch(text)) and (row := _row_number(found[1])) is not None:
            place = row, int(found[2]) - 1
        return place if place is not None and self.has(place) else None

    @property
    def seats(self) -> int:
        """How many people can sit."""
        return self.rows * self.columns - sum(
            1 for row, column in self.blocked if row < self.rows and column < self.columns
        )

    def to_plain(self) -> dict[str, Any]:
        """What is kept beside the numbers of rows and columns."""
        return {
            "naming": self.naming,
            "aisles": list(self.aisles),
            "cross_aisles": list(self.cross_aisles),
            "blocked": [list(place) for place in sorted(self.blocked)],
            "reserved": [list(place) for place in sorted(self.reserved)],
        }


def room_from_plain(rows: int, columns: int, layout: Mapping[str, Any]) -> Room:
    """A room as it was kept; what is missing or from another version is left at its default."""
    naming: Naming = "numbers" if layout.get("naming") == "numbers" else "letters"
    aisles, cross = (tuple(layout.get(name) or ()) for name in ("aisles", "cross_aisles"))
    blocked, reserved = (
        frozenset((row, column) for row, column in layout.get(name) or ()) for name in ("blocked", "reserved")
    )
    return Room(rows, columns, naming, aisles, cross, blocked, reserved)


def checked_room(room: Room) -> Room:
    """The room with what stands outside it dropped. Raises InvalidInput("seating.size") beside the field."""
    for name, most in (("rows", MOST_ROWS), ("columns", MOST_COLUMNS)):
        if not 1 <= getattr(room, name) <= most:
            raise InvalidInput("seating.size", field=name, value=getattr(room, name), most=most)
    if room.rows * room.columns > MOST_SEATS:
        raise InvalidInput("seating.too_many", field="columns", value=room.rows * room.columns, most=MOST_SEATS)
    there = set(room.places())
    blocked = frozenset(room.blocked & there)
    return Room(
        room.rows,
        room.columns,
        room.naming,
        tuple(sorted({each for each in room.aisles if 0 < each < room.columns})),
        tuple(sorted({each for each in room.cross_aisles if 0 < each < room.rows})),
        blocked,
        frozenset(room.reserved & there) - blocked,
    )


def proposed_room(people: int, seats: int | None = None) -> Room:
    """A room to begin with: half as wide again as deep, an aisle in the middle, room for all who are registered."""
    wanted = max(people, seats or 0, 12)
    columns = min(max(6, 2 * round(math.sqrt(wanted * 1.5) / 2)), 40)
    rows = min(max(math.ceil(wanted / columns), 2), MOST_ROWS)
    return Room(rows, columns, aisles=(columns // 2,))


def row_name(row: int) -> str:
    """The letters of a row, numbered from 0: A, B … Z, AA, AB and so on."""
    name = ""
    row += 1
    while row:
        row, letter = divmod(row - 1, _LETTERS)
        name = chr(ord("A") + letter) + name
    return name


def _row_number(name: str) -> int | None:
    number = 0
    for letter in name:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def label_key(label: str) -> str:
    """What two spellings of one seat share: "a 12" and "A-12" are "A12"."""
    return re.sub(r"[\s.\-]+", "", label).upper()


def read_numbers(text: str, most: int, *, letters: bool = False) -> tuple[int, ...] | None:
    """Rows or columns as typed: "6, 12" or "D"; None when it is something else."""
    found = set()
    for part in re.split(r"[\s,;]+", text.strip().upper()):
        if not part:
            continue
        number = int(part) if part.isdecimal() and len(part) < 4 else None
        if number is None and letters and re.fullmatch(r"[A-Z]{1,2}", part):
            number = (_row_number(part) or 0) + 1
        if number is None or not 0 < number < most:
            return None
        found.add(number)
    return tuple(sorted(found))


# -- filling ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filling:
    """How people are put on seats."""

    by: FillBy = "group"
    """group: role group after role group, in each by unit; unit: by unit alone."""
    new_row: bool = False
    """Each group (or unit) begins a row of its own."""
    snake: bool = False
    """Every second row from the right, so that neighbours in the list sit near each other."""
    spaced: bool = False
    """A seat stays free between two people."""


@dataclass(frozen=True, slots=True)
class Filled(Generic[Key]):
    """Who sits where, who found no seat, and which wishes the room was too small for."""

    places: dict[Key, Place]
    left: tuple[Key, ...] = ()
    given_up: tuple[str, ...] = ()
    """Names of fields of Filling."""


def fill(room: Room, sections: Sequence[Sequence[Key]], how: Filling, taken: Collection[Place] = ()) -> Filled[Key]:
    """Put people on the free seats row by row from the front; `sections` are the groups in their order.

    Where all find a seat only without new rows or without seats between, those wishes are given up, and told.
    """
    people = sum(map(len, sections))
    tries = [(how.new_row, how.spaced), (False, how.spaced), (False, False)]
    found: Filled[Key] = Filled({})
    for new_row, spaced in dict.fromkeys(tries):
        rows = _free_rows(room, frozenset(taken), snake=how.snake, spaced=spaced)
        given_up = [
            name for name, kept in (("new_row", new_row), ("spaced", spaced)) if getattr(how, name) and not kept
        ]
        found = _seated(rows, sections, new_row=new_row, given_up=tuple(given_up))
        if len(found.places) == people:
            break
    return found


def _free_rows(room: Room, taken: frozenset[Place], *, snake: bool, spaced: bool) -> list[list[Place]]:
    rows = []
    for row in range(room.rows):
        seats = []
        for column in range(room.columns):
            place = row, column
            if not room.has(place) or place in room.reserved or place in taken:
                continue
            beside = _neighbours(room, place)
            if spaced and any(each in taken or each in seats for each in beside):
                continue
            seats.append(place)
        rows.append(seats[::-1] if snake and row % 2 else seats)
    return rows


def _neighbours(room: Room, place: Place) -> list[Place]:
    """The places directly beside, no aisle between."""
    row, column = place
    left = [(row, column - 1)] if column not in room.aisles else []
    return left + ([(row, column + 1)] if column + 1 not in room.aisles else [])


def _seated(
    rows: Sequence[Sequence[Place]], sections: Sequence[Sequence[Key]], *, new_row: bool, given_up: tuple[str, ...]
) -> Filled[Key]:
    places: dict[Key, Place] = {}
    left: list[Key] = []
    row = offset = 0
    for section in sections:
        if new_row and offset and section:
            row, offset = row + 1, 0
        for key in section:
            while row < len(rows) and offset >= len(rows[row]):
                row, offset = row + 1, 0
            if row < len(rows):
                places[key] = rows[row][offset]
                offset += 1
            else:
                left.append(key)
    return Filled(places, tuple(left), given_up)


# -- people and groups ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody of the conference, as the plan shows them."""

    number: int
    """Their place in the whole list: the same on every paper."""
    id: uuid.UUID
    full_name: str
    position: str
    unit: str
    unit_id: uuid.UUID | None
    group_id: uuid.UUID | None
    seat: str
    """As it stands in the database; perhaps typed before there was a plan."""
    place: Place | None
    """Where that is in the room; None: they have no seat yet."""


@dataclass(frozen=True, slots=True)
class SeatGroup:
    """A role group with the short mark that stands on its seats; `id` None: people without a group."""

    id: uuid.UUID | None
    title: str
    mark: str
    count: int


@dataclass(frozen=True, slots=True)
class Seating:
    """The room and who sits where."""

    version: int
    """0: nothing was kept yet, the room is a proposal."""
    name: str
    room: Room
    people: tuple[Sitter, ...]
    """In the order of every list: group, unit, name."""
    groups: tuple[SeatGroup, ...]

    @property
    def by_place(self) -> dict[Place, Sitter]:
        """Who sits on each taken seat."""
        return {each.place: each for each in self.people if each.place is not None}

    @property
    def unseated(self) -> tuple[Sitter, ...]:
        """Who has no seat."""
        return tuple(each for each in self.people if each.place is None)


def groups_of(people: Sequence[Sitter], titles: Mapping[uuid.UUID, str]) -> tuple[SeatGroup, ...]:
    """The groups that anybody belongs to, marked I, II, III … in their order; those without a group are marked "–"."""
    counts: dict[uuid.UUID | None, int] = {}
    for each in people:
        counts[each.group_id] = counts.get(each.group_id, 0) + 1
    marks: dict[uuid.UUID | None, str] = {key: roman(place) for place, key in enumerate(titles, start=1)}
    order: list[uuid.UUID | None] = [*titles, None]
    return tuple(
        SeatGroup(key, titles[key] if key is not None else "", marks.get(key, "–"), counts[key])
        for key in order
        if key in counts
    )


def place_of_labels(room: Room, labels: Sequence[tuple[Key, str]]) -> dict[Key, Place]:
    """Whose recorded seat is where; of two with the same seat (desks apart) the first has it."""
    found: dict[Key, Place] = {}
    taken: set[Place] = set()
    for key, label in labels:
        place = room.place(label) if label else None
        if place is not None and place not in taken:
            found[key] = place
            taken.add(place)
    return found


@dataclass(frozen=True, slots=True)
class Unseated:
    """Somebody who lost a seat, or found none."""

    id: uuid.UUID
    full_name: str
    seat: str = ""
    """The one they had."""


@dataclass(frozen=True, slots=True)
class FillReport:
    """What filling did."""

    placed: int
    left: tuple[Unseated, ...] = ()
    """Those for whom there was no room."""
    given_up: tuple[str, ...] = ()
