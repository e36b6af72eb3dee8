"""The lists' contents: who stands on them, in which order, and what each unit may send."""

from __future__ import annotations

import dataclasses

import pytest

from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError, Conflict, InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.papers import documents
from desktop.services import attendees, journal, quotas, undoing, units
from tests.services.conftest import prepare


def gathered(database, conference_id, name, selection=EVERYONE, **options):
    given = documents.find(name).options(**options)
    return database.read(lambda tx: documents.find(name).gather(tx, conference_id, selection, given))


def rows(content):
    return [row for block in content.blocks for row in block.rows]


@pytest.fixture
def record(sqlite):
    """Four people of two wards and of no unit."""
    conference = prepare(sqlite)

    def work(tx):
        for name, unit in (
            ("Lê Thị Thử", "Phường Bạch Đằng"),
            ("Trần Văn Anh", "Phường Bạch Mai"),
            ("Đỗ Thị Bình", "Phường Bạch Đằng"),
            ("Phạm Văn Không", ""),
        ):
            given = AttendeeInput(full_name=name, unit=unit, phone="0912345678", birth="1980", gender="female")
            attendees.add_attendee(tx, conference.id, given)

    sqlite.write(work)
    return sqlite, conference.id


def lines(database, conference_id):
    return database.read(lambda tx: quotas.list_quotas(tx, conference_id))


def of(database, conference_id, name):
    return next(line for line in lines(database, conference_id) if name in line.unit)


def test_the_list_stands_in_the_order_of_groups_and_units_and_is_numbered_through(record):
    content = gathered(*record, "registered-list")
    assert [row.full_name for row in rows(content)] == ["Đỗ Thị Bình", "Lê Thị Thử", "Trần Văn Anh", "Phạm Văn Không"]
    assert [row.number for row in rows(content)] == [1, 2, 3, 4]
    assert [heading.text for block in content.blocks for heading in block.headings if heading.kind == "unit"] == [
        "UBND phường Bạch Đằng",
        "UBND phường Bạch Mai",
        "",
    ]


def test_by_given_name_the_list_is_one_alphabet(record):
    content = gathered(*record, "registered-list", group_by="none", sort="name")
    assert [row.full_name for row in rows(content)] == ["Trần Văn Anh", "Đỗ Thị Bình", "Phạm Văn Không", "Lê Thị Thử"]
    assert content.total == 4


def test_phones_are_read_only_when_the_list_shows_them(record):
    assert {row.phone for row in rows(gathered(*record, "registered-list"))} == {""}
    assert {row.phone for row in rows(gathered(*record, "registered-list", phone=True))} == {"0912345678"}


def test_one_unit_alone_can_be_chosen(record):
    database, conference_id = record
    unit = of(database, conference_id, "Bạch Mai").unit_id
    content = gathered(database, conference_id, "documents-received", Selection(unit_ids=(unit,)))
    assert [(row.number, row.full_name) for row in rows(content)] == [(1, "Trần Văn Anh")]


def test_an_empty_conference_has_no_list_but_a_sheet_of_blank_lines_to_sign(sqlite):
    conference = prepare(sqlite)
    with pytest.raises(AppError, match=r"document\.nobody"):
        gathered(sqlite, conference.id, "registered-list")
    assert gathered(sqlite, conference.id, "documents-received", blank_lines=5).total == 0


def test_without_quotas_the_annex_says_what_to_do(record):
    with pytest.raises(AppError, match=r"quota\.none"):
        gathered(*record, "quota-annex")


def test_quotas_of_a_kind_are_filled_at_once_and_taken_back_at_once(database):
    conference = prepare(database)
    changed = database.write(
        lambda tx: quotas.fill_quotas(tx, conference.id, kind="ward", count=5, who="lãnh đạo  UBND phường")
    )
    assert changed == 20
    content = gathered(database, conference.id, "quota-annex")
    assert (content.total, content.people) == (20, 100)
    assert content.units[0].lines == ((5, "lãnh đạo UBND phường", ""),)
    entry = database.read(lambda tx: journal.recent(tx, limit=1)[0])
    assert (entry.action, entry.details["count"]) == ("quota.saved", 20)
    database.write(lambda tx: undoing.undo(tx, entry.id))
    assert all(line.count is None for line in lines(database, conference.id))


def test_quotas_follow_what_is_registered(record):
    database, conference_id = record
    database.write(lambda tx: quotas.quotas_as_registered(tx, conference_id))
    content = gathered(database, conference_id, "quota-annex")
    assert [(unit.name, unit.count, unit.registered) for unit in content.units] == [
        ("UBND phường Bạch Đằng", 2, 2),
        ("UBND phường Bạch Mai", 1, 1),
    ]


def test_a_unit_may_have_several_lines_and_stands_once_on_the_annex(record):
    database, conference_id = record
    found = lines(database, conference_id)
    place = next(place for place, line in enumerate(found) if "Bạch Mai" in line.unit)
    found[place : place + 1] = [
        dataclasses.replace(found[place], count=1, who="lãnh đạo"),
        dataclasses.replace(found[place], count=2, who="công chức", note="Một cửa"),
    ]
    database.write(lambda tx: quotas.save_quotas(tx, conference_id, found))
    (unit,) = gathered(database, conference_id, "quota-annex").units
    assert (unit.number, unit.count, unit.lines) == (1, 3, ((1, "lãnh đạo", ""), (2, "công chức", "Một cửa")))


def test_a_quota_that_another_desk_changed_is_not_overwritten(record):
    database, conference_id = record
    unit = of(database, conference_id, "Bạch Mai")
    database.write(lambda tx: quotas.set_quota(tx, conference_id, unit.unit_id, 3))
    stale = lines(database, conference_id)
    database.write(lambda tx: quotas.set_quota(tx, conference_id, unit.unit_id, 4))
    mine = [dataclasses.replace(line, count=9) if line.unit_id == unit.unit_id else line for line in stale]
    with pytest.raises(Conflict):
        database.write(lambda tx: quotas.save_quotas(tx, conference_id, mine))
    database.write(lambda tx: quotas.save_quotas(tx, conference_id, stale[:1]))  # lines left out stay
    database.write(lambda tx: quotas.set_quota(tx, conference_id, unit.unit_id, None))
    with pytest.raises(Conflict):
        database.write(lambda tx: quotas.save_quotas(tx, conference_id, stale))


def test_a_number_that_cannot_be_is_refused_and_names_its_unit(record):
    database, conference_id = record
    unit = of(database, conference_id, "Bạch Mai")
    with pytest.raises(InvalidInput) as told:
        database.write(lambda tx: quotas.set_quota(tx, conference_id, unit.unit_id, 1000))
    assert (told.value.code, told.value.details["unit"]) == ("quota.count", "UBND phường Bạch Mai")


def test_a_merged_units_quota_goes_with_it_and_a_removed_units_is_gone_till_undone(record):
    database, conference_id = record
    keep, gone, empty = (of(database, conference_id, name).unit_id for name in ("Bạch Mai", "Bạch Đằng", "Cầu Dền"))
    for unit in (gone, empty):
        database.write(lambda tx, unit=unit: quotas.set_quota(tx, conference_id, unit, 2))
    database.write(lambda tx: units.merge_units(tx, keep, gone))
    assert of(database, conference_id, "Bạch Mai").count == 2
    database.write(lambda tx: units.remove_unit(tx, empty))
    assert not [line for line in lines(database, conference_id) if line.unit_id == empty]
    entry = database.read(lambda tx: journal.recent(tx, limit=1)[0])
    database.write(lambda tx: undoing.undo(tx, entry.id))
    assert of(database, conference_id, "Cầu Dền").count == 2
