"""Attendees: registered, searched, ordered, changed in bulk, taken back."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.codes import badge_code, is_badge_code
from desktop.domain.errors import Conflict, InvalidInput, NotFound
from desktop.domain.names import fold
from desktop.domain.people import AttendeeInput
from desktop.services import attendees, conferences, groups, undoing, units
from desktop.store.tables import Attendee


def add(database, conference, name, **values):
    return database.write(lambda tx: attendees.add_attendee(tx, conference.id, AttendeeInput(full_name=name, **values)))


def listed(database, conference, **options):
    return database.read(lambda tx: attendees.list_attendees(tx, conference.id, **options))


def names(database, conference, **options):
    return [view.full_name for view in listed(database, conference, **options)]


def undo_last(database):
    last = database.read(lambda tx: undoing.last_undoable(tx, desk=database.desk))
    return database.write(lambda tx: undoing.undo(tx, last.id))


def test_a_new_attendee_gets_code_unit_kind_and_the_group_its_unit_proposes(database, conference):
    view = add(database, conference, "Nguyễn Thị Thử", unit="P.Bạch Đằng", birth="23/5/1975", phone="0912 345 678")
    assert is_badge_code(view.code)
    assert view.code.startswith(conference.code)
    assert (view.unit, view.unit_kind, view.role_group) == ("UBND phường Bạch Đằng", "ward", "Phường")
    assert (view.birth, view.phone) == ("1975-05-23", "0912345678")
    assert listed(database, conference) == [view]


def test_an_honorific_before_the_name_goes_to_its_own_field(database, conference):
    view = add(database, conference, "Bà Trần Thị Mẫu")
    assert (view.honorific, view.full_name) == ("Bà", "Trần Thị Mẫu")


def test_an_unknown_unit_is_created_once_for_all_its_spellings(database, conference):
    first = add(database, conference, "Lê Văn Một", unit="Trường Tiểu học Hoa Sen")
    second = add(database, conference, "Lê Văn Hai", unit="TH Hoa Sen")
    assert first.unit_id == second.unit_id
    assert second.unit_kind == "public_school"
    assert second.role_group == "Trường công lập"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"full_name": "  "}, "full_name"),
        ({"full_name": "Lê Văn Thử", "birth": "31/2/1980"}, "birth"),
        ({"full_name": "Lê Văn Thử", "birth": "1/1/2150"}, "birth"),
        ({"full_name": "Lê Văn Thử", "phone": "không có"}, "phone"),
        ({"full_name": "Lê Văn Thử", "email": "thu"}, "email"),
        ({"full_name": "Lê Văn Thử", "gender": "x"}, "gender"),
    ],
)
def test_a_bad_field_is_named(database, conference, values, field):
    with pytest.raises(InvalidInput) as told:
        database.write(lambda tx: attendees.add_attendee(tx, conference.id, AttendeeInput(**values)))
    assert told.value.field == field
    assert listed(database, conference) == []


def test_codes_are_never_given_twice_even_after_an_undo(database, conference):
    first = add(database, conference, "Lê Văn Một")
    undo_last(database)
    second = add(database, conference, "Lê Văn Hai")
    assert first.code != second.code


def test_an_edit_changes_only_what_is_given_and_blank_clears(database, conference):
    view = add(database, conference, "Lê Văn Thử", phone="0912345678", position="Công chức", note="Đến muộn")
    edited = database.write(
        lambda tx: attendees.edit_attendee(
            tx, view.id, AttendeeInput(position="Chuyên viên", note=""), version=view.version
        )
    )
    assert (edited.position, edited.note, edited.phone) == ("Chuyên viên", "", "0912345678")
    assert edited.version > view.version


def test_a_stale_edit_is_refused_and_names_who_changed_what(database, conference):
    view = add(database, conference, "Lê Văn Thử", phone="0912345678")
    database.write(
        lambda tx: attendees.edit_attendee(tx, view.id, AttendeeInput(phone="0987654321"), version=view.version)
    )
    with pytest.raises(Conflict) as told:
        database.write(lambda tx: attendees.edit_attendee(tx, view.id, AttendeeInput(note="x"), version=view.version))
    assert told.value.code == "conflict.edited"
    assert told.value.details["name"] == "Lê Văn Thử"
    assert told.value.details["who"] == "Bàn 1"
    assert told.value.details["fields"] == ("phone",)


def test_a_removed_attendee_leaves_every_list_and_comes_back_with_undo(database, conference):
    kept, gone = add(database, conference, "Lê Văn Một"), add(database, conference, "Lê Văn Hai")
    assert database.write(lambda tx: attendees.remove_attendees(tx, [gone.id])) == 1
    assert names(database, conference) == ["Lê Văn Một"]
    assert database.read(lambda tx: attendees.search_attendees(tx, conference.id, "hai")) == []
    assert database.read(lambda tx: conferences.get_conference(tx, conference.id)).attendee_count == 1
    with pytest.raises(NotFound):
        database.write(lambda tx: attendees.edit_attendee(tx, gone.id, AttendeeInput(), version=gone.version))
    undo_last(database)
    assert names(database, conference, sort="name") == ["Lê Văn Hai", "Lê Văn Một"]
    assert kept in listed(database, conference)


def test_many_attendees_change_group_at_once_and_back(database, conference):
    ids = [add(database, conference, f"Lê Văn Thử{number}", unit="P. Bạch Đằng").id for number in range(4)]
    group = database.read(lambda tx: groups.list_groups(tx, conference.id))[0]
    assert database.write(lambda tx: attendees.set_role_group(tx, ids, group.id)) == 4
    assert {view.role_group for view in listed(database, conference)} == {group.title}
    undo_last(database)
    assert {view.role_group for view in listed(database, conference)} == {"Phường"}


def test_a_change_of_unit_is_searchable_at_once_and_undone_whole(database, conference):
    view = add(database, conference, "Lê Văn Thử", unit="P. Bạch Đằng")
    unit = database.read(lambda tx: units.find_unit(tx, "P. Nội vụ"))
    database.write(lambda tx: attendees.set_unit(tx, [view.id], unit))
    (moved,) = listed(database, conference, search="noi vu")
    assert (moved.unit, moved.unit_kind) == ("Phòng Nội vụ", "specialised_agency")
    assert listed(database, conference, search="bach dang") == []
    undo_last(database)
    assert len(listed(database, conference, search="bach dang")) == 1
    assert listed(database, conference, search="noi vu") == []


def test_the_list_filters_by_group_kind_and_unit(database, conference):
    add(database, conference, "Lê Văn Phường", unit="P. Bạch Đằng")
    add(database, conference, "Lê Văn Phòng", unit="Phòng Nội vụ")
    ward, office = sorted(listed(database, conference), key=lambda view: view.unit_kind, reverse=True)
    for view in (ward, office):
        assert names(database, conference, role_group_id=view.role_group_id) == [view.full_name]
        assert names(database, conference, unit_kind=view.unit_kind) == [view.full_name]
        assert names(database, conference, unit_id=view.unit_id) == [view.full_name]


def test_by_unit_means_group_then_unit_then_given_name(database, conference):
    for name, unit in [
        ("Lê Thị Ánh", "P. Trương Định"),
        ("Lê Thị Yến", "P. Nguyễn Du"),
        ("Lê Thị Bình", "P. Nguyễn Du"),
        ("Lê Thị Vân", "Phòng Tư pháp"),
        ("Lê Thị An", ""),
    ]:
        add(database, conference, name, unit=unit)
    by_unit = names(database, conference, sort="unit")
    assert by_unit == ["Lê Thị Vân", "Lê Thị Bình", "Lê Thị Yến", "Lê Thị Ánh", "Lê Thị An"]


def test_by_name_means_given_name_with_its_tone_then_family_then_middle(database, conference):
    given_names = ["Trần Văn Hà", "Lê Văn Hạ", "Lê Văn Hà", "Lê An Hà", "Lê Văn Đức", "Lê Văn Dũng", "K'Brêu"]
    for name in given_names:
        add(database, conference, name)
    assert names(database, conference, sort="name") == [
        "Lê Văn Dũng",
        "Lê Văn Đức",
        "Lê An Hà",
        "Lê Văn Hà",
        "Trần Văn Hà",
        "Lê Văn Hạ",
        "K'Brêu",
    ]


@pytest.mark.parametrize(("field", "limit"), [("full_name", 255), ("position", 255), ("honorific", 60), ("seat", 20)])
def test_a_text_longer_than_its_column_is_refused_beside_its_field(database, conference, field, limit):
    """On both databases alike: PostgreSQL alone would refuse it, with words of its own."""
    given = AttendeeInput(**{"full_name": "Trần Thị Lụa", field: "Đ" * (limit + 1)})
    with pytest.raises(InvalidInput) as told:
        database.write(lambda tx: attendees.add_attendee(tx, conference.id, given))
    assert (told.value.code, told.value.details["field"], told.value.details["limit"]) == (
        "field.too_long",
        field,
        limit,
    )
    assert names(database, conference) == []


@pytest.mark.parametrize(
    "text",
    ["gu", "nguyen thi ha", "ha nguyen", "HÀ", "bach dang", "5678", "345678", "0912 345 678", "thi bach"],
)
def test_search_finds_name_unit_code_and_phone_tail_without_accents(database, conference, text):
    view = add(database, conference, "Nguyễn Thị Hà", unit="P. Bạch Đằng", phone="0912345678")
    add(database, conference, "Đỗ Quốc Ky", unit="Phòng Y tế", phone="0987000111")
    assert [hit.id for hit in database.read(lambda tx: attendees.search_attendees(tx, conference.id, text))] == [
        view.id
    ]
    assert [hit.id for hit in listed(database, conference, search=text)] == [view.id]


def test_search_finds_a_badge_code_typed_in_groups(database, conference):
    view = add(database, conference, "Nguyễn Thị Hà")
    typed = f"{view.code[:4]} {view.code[4:]}"
    assert len(database.read(lambda tx: attendees.search_attendees(tx, conference.id, typed))) == 1


def test_words_that_begin_a_name_come_before_words_inside_one(database, conference):
    for name in ("Lê Văn Anh", "Lê Văn Khanh", "Lê An Bình"):
        add(database, conference, name)
    hits = database.read(lambda tx: attendees.search_attendees(tx, conference.id, "an"))
    assert [hit.full_name for hit in hits] == ["Lê Văn Anh", "Lê An Bình", "Lê Văn Khanh"]


def test_percent_and_underscore_are_letters_in_a_search(database, conference):
    add(database, conference, "Lê Văn Thử")
    for text in ("%", "_", "l_"):
        assert database.read(lambda tx, text=text: attendees.search_attendees(tx, conference.id, text)) == []


def test_someone_who_came_before_is_the_same_person_on_their_card(database, conference):
    first = add(database, conference, "Lê Văn Thử", birth="12/3/1975", phone="0912345678", position="Công chức")
    later = database.write(lambda tx: conferences.copy_conference(tx, conference.id, title="Năm sau"))
    second = add(database, later, "LÊ VĂN THỬ".title(), birth="12/3/1975")
    assert first.person_id == second.person_id
    assert second.phone == "0912345678"
    card = database.read(lambda tx: attendees.person_card(tx, first.person_id))
    assert {each.conference for each in card.registrations} == {conference.title, "Năm sau"}


def test_a_namesake_without_birth_or_phone_is_another_person(database, conference):
    first, second = add(database, conference, "Lê Văn Thử"), add(database, conference, "Lê Văn Thử")
    assert first.person_id != second.person_id


def test_taking_a_group_away_leaves_its_people(database, conference):
    view = add(database, conference, "Lê Văn Thử", unit="P. Bạch Đằng")
    assert database.write(lambda tx: groups.remove_group(tx, view.role_group_id)) == 1
    assert listed(database, conference)[0].role_group == ""
    undo_last(database)
    assert listed(database, conference)[0].role_group == "Phường"


def test_bulk_changes_of_nobody_do_nothing(database, conference):
    assert database.write(lambda tx: attendees.remove_attendees(tx, [])) == 0
    assert database.write(lambda tx: attendees.remove_attendees(tx, [uuid.uuid4()])) == 0


_NAMES = st.lists(
    st.tuples(
        st.sampled_from(["Nguyễn", "Trần", "Lê", "Đỗ", "Ngô"]),
        st.sampled_from(["Thị", "Văn", "Quốc", "Ánh"]),
        st.sampled_from(["An", "Ân", "Hà", "Hạ", "Hoà", "Hòa", "Đức", "Yến"]),
    ).map(" ".join),
    min_size=1,
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=_NAMES, wanted=st.sampled_from(["an", "ha", "ng", "d", "oa", "thi an", "an thi", "le a"]))
def test_search_and_filtered_list_agree_with_looking_at_every_name(sqlite, people, wanted):
    conference = sqlite.write(lambda tx: conferences.create_conference(tx, title="Thử"))
    for name in people:
        add(sqlite, conference, name)
    expected = sorted(name for name in people if all(word in fold(name) for word in wanted.split()))
    assert sorted(names(sqlite, conference, search=wanted)) == expected
    hits = sqlite.read(lambda tx: attendees.search_attendees(tx, conference.id, wanted))
    assert sorted(hit.full_name for hit in hits) == expected


def test_a_code_that_somebody_brought_from_another_desk_is_passed_over(database, conference):
    first = add(database, conference, "Nguyễn Thị Hà")

    def bring(tx):
        row = tx.get(Attendee, first.id)
        row.code = badge_code(int(conference.code), 2)

    database.write(bring)
    second = add(database, conference, "Trần Đức An")
    assert second.code == badge_code(int(conference.code), 3)
