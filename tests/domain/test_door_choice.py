"""What Enter, the arrows and the digits do among the rows at the door."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from desktop.domain.attendance import DoorPerson
from desktop.domain.door_choice import DoorChoice
from desktop.domain.finder import DoorUnit, Finder
from tests.domain.test_finder import CROWDS, TYPED, person

WARD = "UBND phường Bách Khoa"
HA, HA_TOO = person(1, "Lê Thị Hà", "Phòng Nội vụ"), person(2, "Vũ Thị Hà", WARD)
BACH = person(3, "Trần Văn Bách", WARD)


def looked(text: str, *people: DoorPerson) -> DoorChoice:
    choice = DoorChoice()
    choice.look(Finder(people or (HA, HA_TOO, BACH)), text)
    return choice


def test_enter_takes_whom_the_text_alone_names():
    assert looked("bách").enter() == BACH
    assert looked("hà bách khoa").enter() == HA_TOO


def test_of_several_it_takes_nobody_however_often_and_a_number_takes_one():
    choice = looked("hà")
    assert choice.number(1) is None
    assert [choice.enter() for _time in range(3)] == [None, None, None]
    assert [choice.number(digit) for digit in (0, 1, 2, 3)] == [None, *choice.rows, None]
    assert set(choice.rows) == {HA, HA_TOO}


def test_a_row_highlighted_by_hand_is_taken_by_enter():
    choice = looked("hà")
    choice.step(1)
    assert choice.enter() == choice.rows[1]
    choice = looked("hà")
    choice.enter()
    choice.step(1)
    assert choice.enter() == choice.rows[0]


def test_another_text_begins_anew():
    choice = looked("hà")
    choice.enter()
    choice.step(1)
    choice.look(Finder([HA, HA_TOO]), "hà ")
    assert not choice.choosing
    assert choice.enter() is None


def test_while_choosing_the_rows_keep_their_order_and_take_news():
    choice = looked("hà")
    choice.enter()
    first, second = choice.rows
    assert isinstance(first, DoorPerson)
    there = replace(first, status="present")
    choice.look(Finder([there, *(each for each in (HA, HA_TOO) if each.id != first.id)]), "hà")
    assert choice.rows == [there, second]
    assert choice.number(1) == there


def test_people_of_that_name_stand_before_the_unit_and_those_of_the_unit_after_it():
    choice = looked("bach")
    assert choice.rows == [BACH, DoorUnit(WARD, (BACH, HA_TOO)), HA_TOO]
    assert choice.enter() == BACH
    choice = looked("bach khoa")
    assert choice.enter() == choice.rows[0] == DoorUnit(WARD, (BACH, HA_TOO))


@given(CROWDS, TYPED)
def test_enter_at_once_takes_only_the_one_person_whom_the_text_names(crowd: list[DoorPerson], typed: str):
    finder = Finder(crowd)
    choice = DoorChoice()
    choice.look(finder, typed)
    taken = choice.enter()
    if isinstance(taken, DoorPerson):
        assert finder.named(typed) == [taken]
    elif taken is None:
        assert choice.choosing is bool(choice.rows)
