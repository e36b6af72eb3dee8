"""How many keys it takes to let each attendee of the sample conference in by hand, Enter included.

`python -m tools.keystrokes` tries every person by the ways in which a clerk types a name, without accents: the given
name first, the same without pressing Enter before it is whole, the name in its order, initials, the given name and the
unit. What a key does is decided by the door itself (`desktop.domain.door_choice`). A way ends where Enter, or Enter and a number, lets in the right person; where Enter
lets in somebody else before that, the way has failed, whatever comes after it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.attendance import DoorPerson
from desktop.domain.door_choice import DoorChoice
from desktop.domain.finder import DoorUnit, Finder
from desktop.domain.names import display_parts, fold

GIVEN_FIRST = "given name first"
GIVEN_WHOLE = "given name typed whole"
_FAILED = 99
"""Keys counted for a person whom no way lets in."""


@dataclass(frozen=True, slots=True)
class Tries:
    """The keys of one person by each way, and how many texts on the way let in somebody else."""

    person: DoorPerson
    keys: dict[str, int]
    wrong: tuple[str, ...]

    @property
    def best(self) -> int:
        """By the shortest way."""
        return min(self.keys.values())


def sample() -> list[DoorPerson]:
    """Everyone of the sample conference at its first session, nobody in yet."""
    from desktop.services import agenda, attendance, demo
    from desktop.services.opening import open_location

    with tempfile.TemporaryDirectory() as folder:
        made = demo.new_sample(Path(folder) / "mau.db")
        database = open_location(made.path)
        try:
            return database.read(
                lambda tx: attendance.door_people(tx, agenda.list_sessions(tx, made.conference_id)[0].id)
            )
        finally:
            database.close()


def ways(person: DoorPerson) -> dict[str, str]:
    """What is typed, whole, by each way; as much of it as is needed is typed."""
    family, middle, given = (fold(part) for part in display_parts(person.full_name))
    return {
        GIVEN_FIRST: " ".join(part for part in (given, family, middle) if part),
        "in order": fold(person.full_name),
        "initials": "".join(word[0] for word in fold(person.full_name).split()),
        "given name and unit": f"{given} {fold(person.unit)}",
    }


def keys(finder: Finder, person: DoorPerson, typed: str, least: int = 1) -> tuple[int, list[str]]:
    """The fewest keys that let this person in while `typed` is typed, and the texts whose Enter lets in another.

    Enter is not pressed before `least` letters.
    """
    best, wrong = _FAILED, []
    for text in _beginnings(typed, least):
        if len(text) + 1 >= best:
            break
        choice = DoorChoice()
        choice.look(finder, text)
        taken = choice.enter()
        if isinstance(taken, DoorPerson):
            if taken.id == person.id:
                best = len(text) + 1
            else:
                wrong.append(text)
        elif taken is None:
            best = min(best, len(text) + 1 + _chosen(choice, person))
    return best, wrong


def _chosen(choice: DoorChoice, person: DoorPerson) -> int:
    """Keys after the Enter that asks: a number, or arrows and Enter."""
    places = [place for place, row in enumerate(choice.rows) if isinstance(row, DoorPerson) and row.id == person.id]
    if not places:
        return _FAILED
    return 1 if choice.number(places[0] + 1) is not None else places[0] + 2


def _beginnings(typed: str, least: int = 1) -> Iterator[str]:
    for length in range(least, len(typed) + 1):
        if typed[length - 1] != " ":
            yield typed[:length]


def measure(people: Sequence[DoorPerson]) -> list[Tries]:
    """Every person by every way."""
    finder = Finder(people)
    tries = []
    for person in people:
        found = {way: keys(finder, person, typed) for way, typed in ways(person).items()}
        first = ways(person)[GIVEN_FIRST]
        found[GIVEN_WHOLE] = keys(finder, person, first, least=len(first.split()[0]))
        wrong = tuple(text for way, (_keys, texts) in found.items() for text in texts)
        tries.append(Tries(person, {way: count for way, (count, _wrong) in found.items()}, wrong))
    return tries


def delegation(people: Sequence[DoorPerson], size: int = 5) -> dict[str, int]:
    """For each unit of so many people the keys that open its list and record all of it."""
    finder = Finder(people)
    units: dict[str, list[DoorPerson]] = {}
    for person in people:
        units.setdefault(person.unit, []).append(person)
    found = {}
    for unit, members in units.items():
        if len(members) == size:
            short = unit.removeprefix("UBND phường ")
            texts = (fold(short), "".join(word[0] for word in fold(short).split()))
            found[unit] = min(_opened(finder, unit, text) for text in texts)
    return found


def _opened(finder: Finder, unit: str, typed: str) -> int:
    best = _FAILED
    for text in _beginnings(typed):
        choice = DoorChoice()
        choice.look(finder, text)
        taken = choice.enter()
        rows = [row.unit if isinstance(row, DoorUnit) else "" for row in choice.rows]
        if isinstance(taken, DoorUnit) and taken.unit == unit:
            best = min(best, len(text) + 2)
        elif taken is None and unit in rows and choice.number(rows.index(unit) + 1) is not None:
            best = min(best, len(text) + 3)
    return best


def average(numbers: Sequence[int]) -> float:
    """The mean."""
    return sum(numbers) / len(numbers)


def main() -> None:
    """Print the averages."""
    people = sample()
    tries = measure(people)
    print(f"{len(tries)} attendees, keys on average, Enter included")  # noqa: T201
    print(f"  {'by the shortest way':30} {average([each.best for each in tries]):.2f}")  # noqa: T201
    for way in tries[0].keys:
        print(f"  {way:30} {average([each.keys[way] for each in tries]):.2f}")  # noqa: T201
    wrong = [(each.person.full_name, text) for each in tries for text in each.wrong]
    print(f"  texts whose Enter lets in another person: {len(wrong)}")  # noqa: T201
    units = delegation(people)
    print(f"{len(units)} units of five people: {max(units.values())} keys at most for all five")  # noqa: T201


if __name__ == "__main__":
    main()
