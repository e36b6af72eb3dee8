"""Which people of one list may be one person, by the same evidence by which an import knows whom a row means."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.fields import FIELDS
from desktop.domain.importing import Action, PlannedRow
from desktop.domain.names import fold
from desktop.domain.people import AttendeeView
from desktop.domain.units import unit_key
from desktop.services.distinct_pairs import Pair, pair
from desktop.services.importing.comparing import clashing, same_birth, same_phone
from desktop.services.importing.matching_people import Candidate, Entry, People, UnitToken

_TELLING = frozenset({"birth", "gender", "full_name"})
"""What tells two people of one unit apart by itself; of the other fields it takes two."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two who may be one, and why."""

    first: AttendeeView
    second: AttendeeView
    agree: tuple[str, ...]
    """What speaks for it beside the name: birth, phone, unit."""
    differ: tuple[str, ...]
    """The fields in which they contradict each other."""


def suspected(people: Sequence[AttendeeView], known: frozenset[Pair]) -> Iterator[Suspicion]:
    """Every two of these people who may be one, but for the pairs (ordered by id) known to be two.

    Two clear namesakes are none: of them the unit agrees at most, and what is known of both says that they are two.
    """
    index = People()
    entries = [_entry(place, person) for place, person in enumerate(people)]
    for person, entry in zip(people, entries, strict=True):
        index.add(Candidate(entry.name_key, entry.row.values, entry.unit, person.id, person_id=person.person_id))
    places = {person.id: place for place, person in enumerate(people)}
    found = {(place, other) for place, other in _one_person_twice(people)}
    for place, entry in enumerate(entries):
        for link in index.links(entry):
            assert link.candidate.attendee_id is not None
            other = places[link.candidate.attendee_id]
            if other < place and not _clearly_two(people[other], people[place], entries[other].unit == entry.unit):
                found.add((other, place))
    for one, other in sorted(found):
        first, second = people[one], people[other]
        if pair(first.id, second.id) not in known:
            yield _suspicion(first, second, same_unit=entries[one].unit == entries[other].unit)


def values_of(person: AttendeeView) -> dict[str, str]:
    """An attendee's fields that an import has too."""
    return {name: text for name, text in person.texts().items() if name in FIELDS}


def _entry(place: int, person: AttendeeView) -> Entry:
    row = PlannedRow(place, Action.SAME, values_of(person))
    unit: UnitToken = person.unit_id or (unit_key(person.unit) if person.unit else None)
    return Entry(row, ("", "", place), fold(person.full_name), unit)


def _one_person_twice(people: Sequence[AttendeeView]) -> Iterator[tuple[int, int]]:
    """Registrations of one person of the directory, whatever stands beside the name."""
    registered: Mapping[object, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        registered[person.person_id].append(place)
    for places in registered.values():
        yield from itertools.combinations(places, 2)


def _clearly_two(first: AttendeeView, second: AttendeeView, same_unit: bool) -> bool:
    if not same_unit or same_phone(first.phone, second.phone) or same_birth(first.birth, second.birth):
        return False
    clashes = _clashes(first, second)
    return bool(_TELLING & clashes) or len(clashes) > 1


def _clashes(first: AttendeeView, second: AttendeeView) -> set[str]:
    return set(clashing(values_of(first), values_of(second))) - {"note"}


def _suspicion(first: AttendeeView, second: AttendeeView, *, same_unit: bool) -> Suspicion:
    agree = {
        "birth": same_birth(first.birth, second.birth),
        "phone": same_phone(first.phone, second.phone),
        "unit": same_unit and bool(first.unit),
    }
    clashes = _clashes(first, second)
    differ = [name for name in values_of(first) if name in clashes]
    if not same_unit:
        differ.append("unit")
    return Suspicion(first, second, tuple(_true(agree.items())), tuple(differ))


def _true(flags: Iterable[tuple[str, bool]]) -> Iterator[str]:
    return (name for name, flag in flags if flag)
