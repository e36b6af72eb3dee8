"""The directory of units: renamed, merged, found by any spelling."""

from __future__ import annotations

import pytest

from desktop.domain.errors import Conflict, InvalidInput, UnreadableFile
from desktop.domain.people import AttendeeInput
from desktop.services import attendees, undoing, units
from tests.services.conftest import prepare


@pytest.fixture
def directory(database):
    database.write(lambda tx: units.seed_units(tx, "hai-ba-trung"))
    return database


def find(database, name):
    key = database.read(lambda tx: units.find_unit(tx, name))
    return None if key is None else database.read(lambda tx: units.get_unit(tx, key))


def undo_last(database):
    last = database.read(lambda tx: undoing.last_undoable(tx, desk=database.desk))
    database.write(lambda tx: undoing.undo(tx, last.id))


def test_the_starter_list_keeps_its_order_and_is_added_once(directory):
    listed = directory.read(lambda tx: units.list_units(tx))
    assert len(listed) == 45
    assert (listed[0].name, listed[0].code) == ("UBND phường Nguyễn Du", "00241")
    assert directory.write(lambda tx: units.seed_units(tx, "hai-ba-trung")) == 0


def test_the_starter_list_is_taken_back_by_one_undo(directory):
    undo_last(directory)
    assert directory.read(lambda tx: units.list_units(tx)) == []


@pytest.mark.parametrize("spelling", ["P. Bạch Đằng", "UBND P.BẠCH ĐẰNG", "phường bạch đằng", "Bach Dang"])
def test_every_spelling_finds_its_unit(directory, spelling):
    assert find(directory, spelling).name == "UBND phường Bạch Đằng"


def test_a_unit_of_a_known_name_is_refused(directory):
    with pytest.raises(InvalidInput) as told:
        directory.write(lambda tx: units.add_unit(tx, "Phường Bạch Đằng"))
    assert told.value.code == "unit.exists"


def test_a_renamed_unit_is_found_by_both_names_and_people_keep_the_name_of_then(directory, database):
    conference = prepare(database)
    person = database.write(
        lambda tx: attendees.add_attendee(tx, conference.id, AttendeeInput(full_name="Lê Văn Thử", unit="P. Bạch Mai"))
    )
    unit = find(database, "P. Bạch Mai")
    renamed = database.write(
        lambda tx: units.edit_unit(tx, unit.id, version=unit.version, name="UBND phường Trương Hán Siêu")
    )
    assert renamed.name == "UBND phường Trương Hán Siêu"
    assert find(database, "P. Bạch Mai").id == find(database, "phường Trương Hán Siêu").id == unit.id
    assert database.read(lambda tx: attendees.get_attendee(tx, person.id)).unit == "UBND phường Bạch Mai"
    undo_last(database)
    assert find(database, "P. Bạch Mai").name == "UBND phường Bạch Mai"
    assert find(database, "phường Trương Hán Siêu") is None


def test_a_stale_edit_of_a_unit_is_refused(directory):
    unit = find(directory, "P. Bạch Mai")
    directory.write(lambda tx: units.edit_unit(tx, unit.id, version=unit.version, code="99999"))
    with pytest.raises(Conflict) as told:
        directory.write(lambda tx: units.edit_unit(tx, unit.id, version=unit.version, code="11111"))
    assert told.value.details["fields"] == ("code",)


def test_an_edit_that_has_not_seen_the_newest_spellings_is_refused(directory):
    unit = find(directory, "P. Bạch Mai")
    seen = directory.write(lambda tx: units.edit_unit(tx, unit.id, version=unit.version, aliases=["BM"]))
    with pytest.raises(Conflict):
        directory.write(lambda tx: units.edit_unit(tx, unit.id, version=unit.version, aliases=["B. Mai"]))
    same = directory.write(lambda tx: units.edit_unit(tx, unit.id, version=seen.version, aliases=["BM"]))
    assert (same.aliases, same.version) == (("BM",), seen.version)
    undo_last(directory)
    assert find(directory, "P. Bạch Mai").aliases == ()


def test_merged_units_become_one_under_all_spellings(database):
    conference = prepare(database)
    keep = database.write(lambda tx: units.add_unit(tx, "Trường Tiểu học Hoa Sen"))
    gone = database.write(lambda tx: units.add_unit(tx, "Cơ sở 2 Hoa Sen", aliases=["HS2"]))
    person = database.write(
        lambda tx: attendees.add_attendee(tx, conference.id, AttendeeInput(full_name="Lê Văn Thử", unit_id=gone.id))
    )
    merged = database.write(lambda tx: units.merge_units(tx, keep.id, gone.id))
    assert set(merged.aliases) == {"Cơ sở 2 Hoa Sen", "HS2"}
    for spelling in ("TH Hoa Sen", "cơ sở 2 hoa sen", "hs2"):
        assert find(database, spelling).id == keep.id
    moved = database.read(lambda tx: attendees.get_attendee(tx, person.id))
    assert (moved.unit_id, moved.unit) == (keep.id, "Cơ sở 2 Hoa Sen")
    assert not database.read(lambda tx: units.get_unit(tx, gone.id)).active
    undo_last(database)
    assert database.read(lambda tx: attendees.get_attendee(tx, person.id)).unit_id == gone.id
    assert find(database, "HS2").id == gone.id


def test_a_unit_with_people_is_not_removed_and_one_without_comes_back(database):
    conference = prepare(database)
    unit = find(database, "P. Bạch Mai")
    database.write(
        lambda tx: attendees.add_attendee(tx, conference.id, AttendeeInput(full_name="Lê Văn Thử", unit_id=unit.id))
    )
    with pytest.raises(InvalidInput) as told:
        database.write(lambda tx: units.remove_unit(tx, unit.id))
    assert told.value.details["count"] == 1
    other = find(database, "P. Minh Khai")
    database.write(lambda tx: units.remove_unit(tx, other.id))
    assert find(database, "P. Minh Khai") is None
    undo_last(database)
    assert find(database, "P. Minh Khai").id == other.id


def test_a_spelling_belongs_to_one_unit(directory):
    ward, office = find(directory, "P. Bạch Mai"), find(directory, "Phòng Nội vụ")

    def spell(unit, *names):
        return directory.write(lambda tx: units.edit_unit(tx, unit.id, version=unit.version, aliases=names))

    spelt = spell(ward, "BM", "Phường BM")
    assert spelt.aliases == ("BM", "Phường BM")
    assert spell(spelt, "BM").aliases == ("BM",)
    with pytest.raises(InvalidInput) as told:
        spell(office, "BM")
    assert told.value.details["name"] == ward.name


def test_the_list_is_searched_by_kind_name_and_spelling(directory):
    def names(**options):
        return [view.name for view in directory.read(lambda tx: units.list_units(tx, **options))]

    assert len(names(kind="ward")) == 20
    assert names(search="bach mai") == ["UBND phường Bạch Mai"]
    assert names(search="mai quynh") == ["UBND phường Quỳnh Mai"]
    assert names(search="tc-kh") == ["Phòng Tài chính - Kế hoạch"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,kind\nTrường THCS Thử,public_school\n", [("Trường THCS Thử", "public_school")]),
        ("\ufeffTên đơn vị;Loại;Mã\nPhường Thử;Phường;001\n", [("Phường Thử", "ward")]),
        (
            "Phòng Thử\nTrường Mầm non Thử\n",
            [("Phòng Thử", "specialised_agency"), ("Trường Mầm non Thử", "public_school")],
        ),
    ],
)
def test_an_own_list_is_read_with_or_without_headings(database, tmp_path, text, expected):
    path = tmp_path / "units.csv"
    path.write_text(text, encoding="utf-8")
    assert database.write(lambda tx: units.seed_units(tx, path)) == len(expected)
    assert [(view.name, view.kind) for view in database.read(lambda tx: units.list_units(tx))] == expected


@pytest.mark.parametrize("content", [b"", b"name\n", "Phường Thử".encode("utf-16"), None])
def test_a_list_that_can_not_be_used_is_told(sqlite, tmp_path, content):
    path = tmp_path / "units.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        sqlite.write(lambda tx: units.seed_units(tx, path))
    path.write_text("name,kind\nX,hành tinh\n", encoding="utf-8")
    with pytest.raises(InvalidInput):
        sqlite.write(lambda tx: units.seed_units(tx, path))
