"""The keys it takes at the door, over everyone of the sample conference."""

from __future__ import annotations

import pytest

from desktop.domain.attendance import DoorPerson
from tools import keystrokes


@pytest.fixture(scope="module")
def people() -> list[DoorPerson]:
    return keystrokes.sample()


def test_nobody_is_let_in_for_another_and_few_keys_are_enough(people: list[DoorPerson]) -> None:
    tries = keystrokes.measure(people)
    assert len(tries) == 172
    assert not [(each.person.full_name, each.wrong) for each in tries if each.wrong]
    assert keystrokes.average([each.best for each in tries]) <= 5.0
    assert keystrokes.average([each.keys[keystrokes.GIVEN_FIRST] for each in tries]) <= 6.0
    assert keystrokes.average([each.keys[keystrokes.GIVEN_WHOLE] for each in tries]) <= 6.0


def test_five_people_of_one_unit_take_at_most_twelve_keys(people: list[DoorPerson]) -> None:
    units = keystrokes.delegation(people)
    assert len(units) > 10
    assert max(units.values()) <= 12
