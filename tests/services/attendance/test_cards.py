"""A citizen's card at the door lets in its one sure holder; whoever is only likely is asked about."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from desktop.domain.attendance import Outcome
from desktop.domain.errors import InvalidInput
from desktop.domain.identity_card import IdentityCard, read
from desktop.domain.people import AttendeeInput
from desktop.services import attendance, attendees
from tests.domain.test_identity_card import code
from tests.services.attendance.hall import Hall

HA, AN, VU = "Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ"
BORN = dt.date(1975, 5, 23)


def card(name: str, born: dt.date = BORN, *, female: bool = False) -> IdentityCard:
    found = read(code(name, born, female=female))
    assert found is not None
    return found


def born(hall: Hall, name: str, birth: str) -> None:
    def edit(tx):
        known = attendees.get_attendee(tx, hall.people[name])
        attendees.edit_attendee(tx, known.id, AttendeeInput(birth=birth), version=known.version)

    hall.database.write(edit)


def add(hall: Hall, name: str, birth: str = "") -> uuid.UUID:
    given = AttendeeInput(full_name=name, birth=birth)
    return hall.database.write(lambda tx: attendees.add_attendee(tx, hall.conference_id, given)).id


def ask(hall: Hall, whose: IdentityCard, *, may_read: bool = True) -> tuple[Outcome, list[str]]:
    found = hall.database.read(lambda tx: attendance.holder(tx, hall.morning, whose, born=may_read))
    people = [found.person] if found.person else list(found.candidates)
    return found.outcome, sorted(each.full_name for each in people)


def test_name_and_day_of_birth_are_sure_and_everything_less_is_asked(hall: Hall):
    born(hall, HA, "1975-05-23")
    born(hall, AN, "1975")
    born(hall, VU, "1980-01-02")
    assert ask(hall, card("Nguyen Thi Ha", female=True)) == (Outcome.IN, [HA])
    assert ask(hall, card("Nguy?n Th? H?", female=True)) == (Outcome.IN, [HA])
    assert ask(hall, card(AN)) == (Outcome.AMBIGUOUS, [AN])  # only the year is known
    assert ask(hall, card(VU)) == (Outcome.AMBIGUOUS, [VU])  # another day: the list or the card is wrong
    assert ask(hall, card("Phạm Thu Nga", female=True)) == (Outcome.AMBIGUOUS, ["Phạm Thu Nga"])  # none is known
    assert ask(hall, card("Nguyễn Thuý Hà", female=True)) == (Outcome.AMBIGUOUS, [HA])  # the day, and the given name
    assert ask(hall, card("Bùi Thị Sen", female=True)) == (Outcome.NOT_FOUND, [])
    assert ask(hall, card(HA, female=True), may_read=False) == (Outcome.AMBIGUOUS, [HA])  # as a desk's login
    assert ask(hall, card("Ngyn Th H", female=True), may_read=False)[0] is not Outcome.IN


def test_two_of_one_name_and_day_are_asked_and_whoever_left_the_list_is_not(hall: Hall):
    born(hall, HA, "1975-05-23")
    other = add(hall, "Nguyễn Thị Hạ", "1975-05-23")
    assert ask(hall, card(HA, female=True)) == (Outcome.AMBIGUOUS, ["Nguyễn Thị Hà", "Nguyễn Thị Hạ"])
    hall.database.write(lambda tx: attendees.remove_attendees(tx, [other]))
    assert ask(hall, card(HA, female=True)) == (Outcome.IN, [HA])


def test_a_walk_in_by_card_has_birth_and_gender_and_their_next_card_is_sure(hall: Hall):
    whose = card("Bùi Thị Sen", female=True)

    def walk_in(tx, birth=whose.birth):
        return attendance.walk_in(
            tx, hall.conference_id, full_name=whose.full_name, token=uuid.uuid4(), session_ids=[hall.morning],
            birth=birth, gender=whose.gender,
        )  # fmt: skip

    made = hall.database.write(walk_in)
    view = hall.database.read(lambda tx: attendees.get_attendee(tx, made.attendee_id))
    assert (view.full_name, view.birth, view.gender) == ("Bùi Thị Sen", "1975-05-23", "female")
    assert ask(hall, whose) == (Outcome.IN, ["Bùi Thị Sen"])
    with pytest.raises(InvalidInput):
        hall.database.write(lambda tx: walk_in(tx, "31/02/1975"))
