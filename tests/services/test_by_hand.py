"""Adding by hand: whom the directory offers, who somebody may be already, and whom they are taken for."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from desktop.domain.by_hand import ElsewhereAsked, ListedAsked
from desktop.domain.errors import InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.services import attendees, by_hand, conferences, reviewing, settling
from tests.services.conftest import with_conference

NAME, WARD, OTHER_WARD = "Nguyễn Thị Hà", "UBND phường Bạch Đằng", "UBND phường Bạch Mai"
BORN = "23/5/1975"


def _two_conferences(tx):
    """Last year's conference with four people, and this year's without anybody."""
    last = with_conference(tx)
    for given in (
        AttendeeInput(full_name=NAME, unit=WARD, position="Phó Chủ tịch", birth=BORN, phone="0912345678"),
        AttendeeInput(full_name=NAME, unit="UBND phường Trương Định", position="Công chức"),
        AttendeeInput(full_name="Trần Hà Nguyên", unit=WARD),
        AttendeeInput(full_name="Lê Văn Thử", unit=WARD),
    ):
        attendees.add_attendee(tx, last.id, given)
    return conferences.create_conference(tx, title="Năm nay", starts_on=dt.date(2019, 5, 23))


@pytest.fixture
def beginning():
    return _two_conferences


@pytest.fixture
def now(database):
    """This year's conference."""
    return next(each for each in database.read(conferences.list_conferences) if each.title == "Năm nay")


@pytest.fixture
def last(database):
    """Last year's people by their positions and names."""
    other = next(each for each in database.read(conferences.list_conferences) if each.title != "Năm nay")
    people = database.read(lambda tx: attendees.list_attendees(tx, other.id))
    return {each.position or each.full_name: each for each in people}


def add(database, conference, **given):
    return database.write(lambda tx: attendees.add_attendee(tx, conference.id, AttendeeInput(**given)))


def asked(database, conference, **given):
    options = {name: given.pop(name) for name in ("but", "not_listed") if name in given}
    return database.read(lambda tx: by_hand.entry_question(tx, conference.id, AttendeeInput(**given), **options))


def test_the_directory_offers_people_by_any_part_of_the_name_those_that_begin_so_first(database, now):
    def offered(text):
        return [
            (each.last.full_name, each.last.unit)
            for each in database.read(lambda tx: by_hand.offered(tx, now.id, text))
        ]

    assert [name for name, _unit in offered("nguy")] == [NAME, NAME, "Trần Hà Nguyên"]
    assert {unit for _name, unit in offered("NGUYEN THI ha")} == {WARD, "UBND phường Trương Định"}
    assert [name for name, _unit in offered("hà ng")] == [NAME, NAME, "Trần Hà Nguyên"]
    assert offered("n") == offered("%") == offered("bạch đằng") == []


def test_a_person_is_offered_once_as_registered_last_and_told_when_on_this_list(database, now, last):
    chosen = add(database, now, full_name=NAME, unit=OTHER_WARD, person_id=last["Phó Chủ tịch"].person_id)
    assert chosen.person_id == last["Phó Chủ tịch"].person_id
    first, second = database.read(lambda tx: by_hand.offered(tx, now.id, "nguyễn thị"))
    assert {(each.last.unit, each.listed) for each in (first, second)} == {
        (OTHER_WARD, chosen.id),
        ("UBND phường Trương Định", None),
    }
    database.write(lambda tx: attendees.remove_attendees(tx, [chosen.id]))
    found = database.read(lambda tx: by_hand.offered(tx, now.id, "nguyễn thị"))
    assert {each.last.unit for each in found} == {WARD, "UBND phường Trương Định"}


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ({"unit": WARD, "birth": BORN}, True),
        ({"unit": WARD}, True),
        ({"unit": "p. bach dang", "phone": "0912 345 678"}, True),
        ({"birth": BORN}, True),
        ({"unit": WARD, "birth": "24/5/1975"}, False),
        ({"unit": OTHER_WARD}, False),
        ({"unit": OTHER_WARD, "birth": BORN}, False),
        ({"unit": OTHER_WARD, "phone": "0912345678"}, False),
        ({"unit": OTHER_WARD, "birth": "1975"}, False),
        ({"unit": "Phòng Còn Chưa Có", "phone": "0912345678"}, False),
        ({}, False),
    ],
)
def test_somebody_is_linked_by_what_is_sure_and_never_to_a_namesake_of_another_unit(database, now, last, given, known):
    view = add(database, now, full_name=NAME, **given)
    assert (view.person_id == last["Phó Chủ tịch"].person_id) is known
    assert view.person_id != last["Công chức"].person_id


def test_a_person_known_from_another_unit_by_birth_or_phone_is_asked_about(database, now, last):
    question = asked(database, now, full_name=NAME, unit=OTHER_WARD, birth=BORN)
    assert question == ElsewhereAsked(NAME, (last["Phó Chủ tịch"],))
    assert asked(database, now, full_name=NAME, unit="Phòng Còn Chưa Có", birth=BORN) == question
    assert asked(database, now, full_name=NAME, unit=OTHER_WARD) is None
    assert asked(database, now, full_name=NAME, unit=WARD, birth=BORN) is None
    assert (
        asked(database, now, full_name=NAME, unit=OTHER_WARD, birth=BORN, person_id=last["Phó Chủ tịch"].person_id)
        is None
    )


@pytest.mark.parametrize(
    "given",
    [
        {"unit": WARD},
        {"unit": OTHER_WARD, "phone": "0912345678"},
        {"unit": OTHER_WARD, "birth": BORN},
        {"full_name": "Bà nguyen thi ha", "unit": "phường bạch đằng"},
    ],
)
def test_who_is_on_the_list_already_is_asked_about_before_anything_is_written(database, now, given):
    there = add(database, now, full_name=NAME, unit=WARD, birth=BORN, phone="0912345678")
    question = asked(database, now, **{"full_name": NAME, **given})
    assert isinstance(question, ListedAsked)
    assert question.people == (there,)
    assert not isinstance(asked(database, now, not_listed=True, **{"full_name": NAME, **given}), ListedAsked)


def test_what_is_asked_by_hand_is_what_the_queue_would_ask_afterwards(database, now):
    first = add(database, now, full_name=NAME, unit=WARD, birth=BORN)
    for given in (
        {"unit": WARD},
        {"unit": WARD, "birth": "1/1/1980"},
        {"unit": OTHER_WARD},
        {"unit": OTHER_WARD, "birth": BORN},
    ):
        question = asked(database, now, full_name=NAME, **given)
        second = add(database, now, full_name=NAME, **given)
        cases = database.read(lambda tx: reviewing.list_cases(tx, now.id))
        of_both = [case for case in cases if {person.id for person in case.people} == {first.id, second.id}]
        assert isinstance(question, ListedAsked) is bool(of_both), given
        database.write(partial(attendees.remove_attendees, ids=[second.id]))


def test_two_who_were_said_to_be_two_are_not_asked_about_again_when_one_is_edited(database, now):
    first, second = (add(database, now, full_name=NAME, unit=WARD) for _time in range(2))
    given = {"full_name": NAME, "unit": WARD, "but": second.id}
    assert asked(database, now, **given).people == (first,)
    cases = database.read(lambda tx: reviewing.list_cases(tx, now.id))
    database.write(lambda tx: settling.accept(tx, cases))
    assert asked(database, now, **given) is None


def test_a_bad_field_is_named_before_anything_is_asked(database, now):
    with pytest.raises(InvalidInput) as told:
        asked(database, now, full_name=NAME, birth="hôm qua")
    assert told.value.field == "birth"
    assert asked(database, now, full_name=" ") is None
