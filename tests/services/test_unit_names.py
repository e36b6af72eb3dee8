"""A unit's name put right reaches those registered; another name holds from its day on."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from desktop.domain.errors import Conflict, InvalidInput
from desktop.domain.people import AttendeeInput, UnitView
from desktop.services import attendees, conferences, undoing, units
from desktop.store.database import Database

WRONG, RIGHT = "UBND phường Trương Địng", "UBND phường Trương Định"
DAYS = {"before": dt.date(2025, 3, 1), "on the day": dt.date(2025, 7, 1), "later": dt.date(2025, 9, 1), "no day": None}


@pytest.fixture
def halls(database: Database) -> dict[str, uuid.UUID]:
    """Conferences around 1 July 2025 and one closed, each with somebody of the unit."""

    def work(tx: Any) -> dict[str, uuid.UUID]:
        made = {}
        for name, day in {**DAYS, "closed": dt.date(2025, 9, 1)}.items():
            view = conferences.create_conference(tx, title=f"Hội nghị {name}", starts_on=day, with_sessions=False)
            given = AttendeeInput(full_name="Lê Văn Tám", unit=WRONG)
            made[name] = attendees.add_attendee(tx, view.id, given).id
            if name == "closed":
                conferences.close(tx, view.id)
        return made

    return database.write(work)


def unit_of(database: Database, name: str = WRONG) -> UnitView:
    key = database.read(lambda tx: units.find_unit(tx, name))
    assert key is not None
    return database.read(lambda tx: units.get_unit(tx, key))


def call(database: Database, name: str, **how: Any) -> UnitView:
    unit = unit_of(database)
    return database.write(lambda tx: units.edit_unit(tx, unit.id, version=unit.version, name=name, **how))


def shown(database: Database, halls: dict[str, uuid.UUID]) -> dict[str, str]:
    return {
        name: database.read(lambda tx, key=key: attendees.get_attendee(tx, key)).unit for name, key in halls.items()
    }


def undo_last(database: Database) -> None:
    last = database.read(lambda tx: undoing.last_undoable(tx, desk=database.desk))
    assert last is not None
    database.write(lambda tx: undoing.undo(tx, last.id))


def test_a_misspelt_name_is_put_right_in_every_open_conference_by_one_step(database, halls):
    view = call(database, RIGHT, misspelt=True)
    assert shown(database, halls) == {**dict.fromkeys(DAYS, RIGHT), "closed": WRONG}
    found = database.read(lambda tx: attendees.search_attendees(tx, None, "le van tam truong dinh"))
    assert len(found) == len(DAYS)
    assert unit_of(database, WRONG).id == unit_of(database, RIGHT).id == view.id  # as older lists write it
    undo_last(database)
    assert shown(database, halls) == dict.fromkeys(halls, WRONG)
    assert database.read(lambda tx: units.find_unit(tx, RIGHT)) is None
    assert unit_of(database).aliases == ()


def test_the_history_of_a_corrected_unit_knows_no_second_name(database, halls):
    call(database, RIGHT, misspelt=True)
    unit = unit_of(database, RIGHT)
    with pytest.raises(InvalidInput):
        database.write(lambda tx: units.add_unit(tx, RIGHT))
    assert unit.aliases == (WRONG,)


def test_spellings_given_with_the_right_name_are_kept_beside_the_wrong_one(database, halls):
    view = call(database, RIGHT, misspelt=True, aliases=["P. TĐ"])
    assert set(view.aliases) == {"P. TĐ", WRONG}


def test_a_renamed_unit_has_its_new_name_where_a_conference_begins_on_the_day_or_later(database, halls):
    call(database, "UBND phường Bạch Mai Mới", since=dt.date(2025, 7, 1))
    new = "UBND phường Bạch Mai Mới"
    assert shown(database, halls) == {"before": WRONG, "on the day": new, "later": new, "no day": new, "closed": WRONG}
    assert unit_of(database, WRONG).name == new
    undo_last(database)
    assert shown(database, halls) == dict.fromkeys(halls, WRONG)


def test_who_shows_an_older_name_keeps_it(database, halls):
    call(database, "UBND phường Đại La", since=dt.date(2025, 8, 1))
    unit = unit_of(database)
    database.write(
        lambda tx: units.edit_unit(tx, unit.id, version=unit.version, name="UBND phường Đại La 2", misspelt=True)
    )
    found = shown(database, halls)
    assert (found["before"], found["later"]) == (WRONG, "UBND phường Đại La 2")


def test_a_right_name_that_another_unit_has_is_refused(database, halls):
    database.write(lambda tx: units.add_unit(tx, RIGHT))
    with pytest.raises(InvalidInput) as told:
        call(database, RIGHT, misspelt=True)
    assert told.value.field == "name"


def test_a_stale_correction_is_refused(database, halls):
    unit = unit_of(database)
    call(database, RIGHT, misspelt=True)
    with pytest.raises(Conflict):
        database.write(lambda tx: units.edit_unit(tx, unit.id, version=unit.version, name=WRONG, misspelt=True))


def test_a_name_by_which_another_unit_is_found_is_refused(database):
    other = database.write(lambda tx: units.add_unit(tx, "Phòng Tư pháp Mây", aliases=["Phòng TP Mây"]))
    mine = database.write(lambda tx: units.add_unit(tx, "Phòng Thi pháp Mây"))
    with pytest.raises(InvalidInput) as told:
        database.write(
            lambda tx: units.edit_unit(tx, mine.id, version=mine.version, name="Phòng TP Mây", misspelt=True)
        )
    assert (told.value.code, told.value.details["name"]) == ("unit.alias_taken", other.name)
    with pytest.raises(InvalidInput):
        database.write(lambda tx: units.add_unit(tx, "Phòng TP Mây"))


def test_a_unit_is_not_taken_up_again_beside_another_of_its_name(database):
    first = database.write(lambda tx: units.add_unit(tx, "UBND phường Nắng"))
    set_aside = database.write(lambda tx: units.edit_unit(tx, first.id, version=first.version, active=False))
    database.write(lambda tx: units.add_unit(tx, "UBND phường Nắng"))
    with pytest.raises(InvalidInput) as told:
        database.write(lambda tx: units.edit_unit(tx, first.id, version=set_aside.version, active=True))
    assert told.value.code == "unit.exists"


def test_names_follow_one_another(database):
    unit = database.write(lambda tx: units.add_unit(tx, "UBND phường Sương"))
    june, march = dt.date(2018, 6, 1), dt.date(2018, 3, 1)
    unit = database.write(
        lambda tx: units.edit_unit(tx, unit.id, version=unit.version, name="UBND phường Sương Mai", since=june)
    )
    with pytest.raises(InvalidInput) as told:
        database.write(
            lambda tx: units.edit_unit(tx, unit.id, version=unit.version, name="UBND phường Sương Sớm", since=march)
        )
    assert (told.value.code, told.value.details["on"]) == ("unit.renamed_since", june)
