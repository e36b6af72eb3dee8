"""Who gets a letter, and who is asked to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError
from desktop.domain.people import AttendeeInput
from desktop.papers import making
from desktop.papers.invitation import DOCUMENT
from desktop.papers.invitation.options import InvitationOptions
from desktop.services import attendees, conferences, units
from desktop.store.tables import Quota


@pytest.fixture
def made(sqlite):
    """Three units: one with a quota, one with people, one with neither; and somebody of no unit."""

    def work(tx):
        ids = [units.add_unit(tx, f"UBND phường {name}").id for name in ("An", "Bình", "Châu")]
        conference = conferences.create_conference(tx, title="Tập huấn", starts_on=dt.date(2018, 5, 23))
        tx.add(Quota(conference_id=conference.id, unit_id=ids[0], count=3, who="lãnh đạo", place=1))
        tx.add(Quota(conference_id=conference.id, unit_id=ids[0], count=1, who="công chức", place=0))
        for name, unit in (("Lê Thị Thử", ids[1]), ("Ngô Văn Mẫu", None)):
            attendees.add_attendee(
                tx, conference.id, AttendeeInput(full_name=name, unit_id=unit, position="Chuyên viên")
            )
        return conference.id, ids

    conference_id, ids = sqlite.write(work)

    def gather(selection=EVERYONE, **options):
        given = replace(InvitationOptions(), **options)
        return sqlite.read(lambda tx: DOCUMENT.gather(tx, conference_id, selection, given))

    return sqlite, conference_id, ids, gather


def test_units_with_a_quota_or_people_get_a_letter_and_so_does_whoever_has_no_unit(made):
    letters = made[3]().letters
    assert [letter.unit for letter in letters] == ["UBND phường An", "UBND phường Bình", ""]
    assert [line.count for line in letters[0].quota] == [1, 3]
    assert [person.full_name for person in letters[1].people] == ["Lê Thị Thử"]
    assert letters[2].people[0].full_name == "Ngô Văn Mẫu"


def test_to_all_goes_to_every_unit_in_use_and_to_quota_only_to_those_with_one(made):
    gather = made[3]
    assert [letter.unit for letter in gather(to="all").letters[:3]] == [
        "UBND phường An",
        "UBND phường Bình",
        "UBND phường Châu",
    ]
    assert [letter.unit for letter in gather(to="quota").letters] == ["UBND phường An"]


def test_a_unit_chosen_by_name_gets_its_letter_although_nothing_is_known_of_it(made):
    letters = made[3](Selection(unit_ids=(made[2][2],))).letters
    assert [letter.unit for letter in letters] == ["UBND phường Châu"]


def test_each_letter_is_a_file_of_its_own(made):
    database, conference_id, _ids, _gather = made
    options = InvitationOptions()
    parts = database.read(lambda tx: making.unit_parts(tx, DOCUMENT, conference_id, EVERYONE, options))
    assert [part.name for part in parts] == ["UBND phường An", "UBND phường Bình", ""]
    for part in parts:
        content = database.read(lambda tx, part=part: DOCUMENT.gather(tx, conference_id, part.selection, options))
        assert [letter.unit for letter in content.letters] == [part.name]


def test_a_letter_has_its_own_date_and_not_the_first_day_of_the_conference(made):
    assert made[3]().letterhead.date is None
    assert made[3](date=dt.date(2018, 5, 7)).letterhead.date == dt.date(2018, 5, 7)


def test_with_nobody_to_write_to_the_organizer_is_told_what_to_do(sqlite):
    conference = sqlite.write(lambda tx: conferences.create_conference(tx, title="T", starts_on=dt.date(2018, 5, 23)))
    with pytest.raises(AppError) as told:
        sqlite.read(lambda tx: DOCUMENT.gather(tx, conference.id, EVERYONE, InvitationOptions()))
    assert told.value.code == "letters.nobody"
