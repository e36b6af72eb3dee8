"""What is proposed for a conference: each value once, with the reason, and nothing that is well written."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.domain.tidying import TidyKind
from desktop.services import conferences, demo, tidying, units
from desktop.services.opening import open_location
from desktop.store.tables import Attendee, Person
from tests.excel.forms.bodies import BODIES, SCHOOLS, WARDS, school, ward
from tests.excel.forms.dice import Dice
from tests.excel.forms.people import Names
from tests.services.tidying.conftest import AGENCY, OTHER_WARD, WARD, Hall


@pytest.mark.parametrize(
    ("typed", "kind", "written", "sure"),
    [
        ("TRƯỞNG PHÒNG", "capitals", "Trưởng phòng", True), ("chuyên viên", "capitals", "Chuyên viên", True),
        ("PTP", "abbreviation", "Phó Trưởng phòng", True), ("Kế toán ,Văn thư", "spelling", "Kế toán, Văn thư", True),
        ("phòng Nội vụ - Trưởng", "order", "Trưởng phòng", True), ("Trưởng phòng Nội vụ", "order", "Trưởng phòng", False),
        ("Chuyên viên Phòng Nội vụ", "order", "Chuyên viên", False), ("CC", "abbreviation", "Công chức", True),
    ],
)  # fmt: skip
def test_a_position_is_proposed_as_an_office_writes_it(local: Hall, typed, kind, written, sure):
    local.register(("Lê Văn Tám", typed, AGENCY))
    assert local.of("position") == [(kind, typed, written, sure)]


def test_the_unit_before_the_position_goes_and_a_council_stays(local: Hall):
    local.register(
        ("Lê Văn Tám", f"{WARD} Phó Chủ tịch", WARD), ("Lê Văn Chín", "Chủ tịch HĐND phường Bạch Mai", WARD),
        ("Lê Văn Mười", "Phòng Tư pháp - Trưởng", AGENCY),
    )  # fmt: skip
    assert {(before, after) for _kind, before, after, _sure in local.of("position")} == {
        (f"{WARD} Phó Chủ tịch", "Phó Chủ tịch"),
        ("Chủ tịch HĐND phường Bạch Mai", "Chủ tịch HĐND"),
        ("Phòng Tư pháp - Trưởng", "Trưởng phòng Tư pháp"),
    }


def test_letters_are_read_by_the_kind_of_unit_and_by_what_others_of_it_write(local: Hall):
    local.register(
        ("Lê Văn Tám", "TP", AGENCY), ("Lê Văn Chín", "TP", WARD), ("Lê Văn Mười", "CC VP-TK", WARD),
        ("Lê Văn An", "Công chức Văn phòng - Thống kê", OTHER_WARD),
    )  # fmt: skip
    assert set(local.of("position")) == {
        ("abbreviation", "TP", "Trưởng phòng", True),
        ("abbreviation", "TP", "Trưởng phòng", False),  # no ward has one
        ("abbreviation", "CC VP-TK", "Công chức Văn phòng - Thống kê", True),
    }


def test_letters_that_fit_two_positions_name_both(local: Hall):
    local.register(("Lê Văn Tám", "VT", "Viện Nghiên cứu Thử"))
    (found,) = [each for each in local.proposals() if each.field == "position"]
    assert not found.sure
    assert {found.after, found.details["others"]} == {"Văn thư", "Viện trưởng"}


def test_capitals_that_no_source_knows_wait_and_are_sure_when_the_conference_writes_them(local: Hall):
    local.register(("Lê Văn Tám", "ỦY VIÊN BAN THƯỜNG VỤ", WARD))
    assert local.of("position") == [("capitals", "ỦY VIÊN BAN THƯỜNG VỤ", "Ủy viên Ban Thường Vụ", False)]
    local.register(("Lê Văn Chín", "Phó Bí thư, Ủy viên Ban Thường vụ", OTHER_WARD))
    assert local.of("position") == [("capitals", "ỦY VIÊN BAN THƯỜNG VỤ", "Ủy viên Ban Thường vụ", True)]


def test_two_spellings_of_one_position_become_the_more_usual_one(local: Hall):
    local.register(
        ("Lê Văn Tám", "Cán bộ Lao động TBXH", WARD), ("Lê Văn Chín", "Cán bộ Lao động TBXH", WARD),
        ("Lê Văn Mười", "Cán bộ lao động TBXH", WARD),
    )  # fmt: skip
    assert local.of("position") == [("position", "Cán bộ lao động TBXH", "Cán bộ Lao động TBXH", True)]


def test_a_short_name_of_a_position_is_doubtful_where_others_use_the_full_one(local: Hall):
    local.register(("Lê Văn Tám", "Phó phòng", AGENCY))
    assert local.of("position") == []
    local.register(("Lê Văn Chín", "Phó Trưởng phòng", AGENCY))
    assert local.of("position") == [("position", "Phó phòng", "Phó Trưởng phòng", False)]


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("NGUYỄN THỊ HÀ", "capitals", "Nguyễn Thị Hà"), ("nguyễn thị hà", "capitals", "Nguyễn Thị Hà"),
        ("Nguyễn Thị Hoà", "spelling", "Nguyễn Thị Hòa"), ("K'BRÊU", "capitals", "K'Brêu"),
        ("Bà Nguyễn Thị Hà", "order", "Nguyễn Thị Hà"),
    ],
)  # fmt: skip
def test_a_name_is_proposed_as_it_is_written(local: Hall, typed, kind, written):
    local.register((typed, "Chuyên viên", AGENCY))
    assert local.of("full_name") == [(kind, typed, written, True)]
    local.apply()
    (person,) = local.people()
    assert (person.full_name, person.honorific) == (written, "Bà" if typed.startswith("Bà") else "")


def test_a_word_alone_is_no_sure_name(local: Hall):
    local.register(("x", "", AGENCY), ("BẢO", "", AGENCY))
    assert {sure for _kind, _before, _after, sure in local.of("full_name")} == {False}


def test_letters_of_a_position_are_no_body_before_it(local: Hall):
    local.register(("Lê Văn Tám", "CC Tài chính Kế toán", WARD))
    assert local.of("position") == [("abbreviation", "CC Tài chính Kế toán", "Công chức Tài chính Kế toán", True)]


@pytest.mark.parametrize("typed", ["Nguyễn Văn An - GV", "NGUYỄN VĂN AN, 0912345678", "NGUYỄN VĂN AN/LÊ VĂN BA"])
def test_a_name_with_more_beside_it_is_left_to_the_organizer(local: Hall, typed):
    local.register((typed, "", AGENCY))
    assert local.of("full_name") == []


def test_a_phone_with_more_beside_it_loses_nothing(local: Hall):
    first, second = local.register(("Lê Văn Tám", "", AGENCY), ("Lê Văn Chín", "", AGENCY))

    def type_phones(tx):
        for key, phone in ((first, "+84 912.345.678"), (second, "0912345678; 0987654321")):
            tx.get_one(Person, tx.get_one(Attendee, key).person_id).phone = phone

    local.change(type_phones)
    assert local.of("phone") == [("phone", "+84 912.345.678", "0912345678", True)]


# -- units ----------------------------------------------------------------------------------------------------------------


def test_a_unit_that_is_only_typed_is_linked_to_the_directory(hall: Hall):
    (key,) = hall.register(("Lê Văn Tám", "", WARD))

    def untie(tx):
        row = tx.get_one(Attendee, key)
        row.unit_id, row.unit_name, row.unit_kind = None, "P.Bạch Mai", ""

    hall.change(untie)
    assert hall.of("unit") == [("unit", "P.Bạch Mai", WARD, True)]
    hall.apply()
    (person,) = hall.people()
    assert (person.unit, person.unit_kind, person.unit_id is not None) == (WARD, "ward", True)
    assert "bach mai" in person.search


def test_a_name_frozen_otherwise_than_in_the_directory_is_told(hall: Hall):
    hall.register(("Lê Văn Tám", "", "Phường Bạch Mai"), ("Lê Văn Chín", "", WARD))
    assert hall.of("unit") == [("unit", "Phường Bạch Mai", WARD, True)]


def test_the_name_that_a_unit_bore_on_the_day_is_right(local: Hall):
    local.register(("Lê Văn Tám", "", WARD))
    unit = local.database.read(lambda tx: units.get_unit(tx, units.find_unit(tx, WARD)))
    local.change(
        lambda tx: units.edit_unit(
            tx, unit.id, version=unit.version, name="UBND phường Đại La", since=dt.date(2020, 1, 1)
        )
    )
    assert local.of("unit") == []


def test_the_directory_s_own_name_is_corrected_for_every_open_conference(hall: Hall):
    name = "UBND Phường Thanh Xuân Mới"
    hall.register(("Lê Văn Tám", "", name))
    assert hall.of("unit") == [("capitals", name, "UBND phường Thanh Xuân Mới", True)]
    hall.apply()
    assert [person.unit for person in hall.people()] == ["UBND phường Thanh Xuân Mới"]
    assert "UBND phường Thanh Xuân Mới" in [unit.name for unit in hall.database.read(lambda tx: units.list_units(tx))]


def test_units_of_one_kind_are_written_alike(local: Hall):
    local.register(*(("Lê Văn Tám", "", f"Trường Mầm non {name}") for name in ("Hoa Sữa", "Ban Mai", "Sơn Ca")))
    local.register(("Lê Văn Chín", "", "MN Hoạ Mi"))
    assert local.of("unit") == [("unit", "MN Hoạ Mi", "Trường Mầm non Họa Mi", True)]


def test_a_council_is_put_before_a_name_only_with_a_doubt_and_before_no_other_body(local: Hall):
    local.register(
        *(
            ("Lê Văn Tám", "", f"UBND phường {name}")
            for name in ("Sông Mây", "Núi Hồng", "Đồng Xanh", "Cầu Vàng", "Hàng Dừa")
        )
    )
    local.register(
        ("Lê Văn Chín", "", "Phường Lạc Thủy"), ("Lê Văn An", "", "Phường đội Cầu Vàng"),
        ("Lê Văn Ba", "", "Phường Đoàn Đồng Xanh"), ("Lê Văn Bảy", "", "UBND P. Bến Gió"),
    )  # fmt: skip
    assert {each for each in local.of("unit") if each[0] == "unit"} == {
        ("unit", "Phường Lạc Thủy", "UBND phường Lạc Thủy", False),
        ("unit", "UBND P. Bến Gió", "UBND phường Bến Gió", True),
    }


def test_two_units_that_may_be_one_are_proposed_to_be_merged_and_wait(hall: Hall):
    hall.register(("Lê Văn Tám", "", "UBND phường Trương Định"), ("Lê Văn Chín", "", "UBND phường Trương Địng"))
    assert hall.of("unit") == [("merge", "UBND phường Trương Địng", "UBND phường Trương Định", False)]
    hall.apply()
    assert {person.unit for person in hall.people()} == {"UBND phường Trương Định"}
    assert len({person.unit_id for person in hall.people()}) == 1
    assert hall.proposals() == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trường Mầm non Hoa Mai", "Trường Mầm non Họa Mi"), ("Trường Tiểu học Thanh Lương 1", "Trường Tiểu học Thanh Lương 2"),
        ("Trường Tiểu học Bạch Mai", "Trường THCS Bạch Mai"), ("UBND phường Quỳnh Mai", "UBND phường Quỳnh Lôi"),
    ],
)  # fmt: skip
def test_units_that_only_sound_alike_are_not_proposed_to_be_merged(local: Hall, one, other):
    local.register(("Lê Văn Tám", "", one), ("Lê Văn Chín", "", other))
    assert local.proposals() == []


# -- refusing -------------------------------------------------------------------------------------------------------------


def test_what_was_refused_is_not_proposed_again_until_it_is_asked_for(hall: Hall):
    hall.register(("Lê Văn Tám", "PTP", AGENCY), ("Lê Văn Chín", "TRƯỞNG PHÒNG", AGENCY))
    first = [each for each in hall.proposals() if each.before == "PTP"]
    assert hall.database.write(lambda tx: tidying.refuse(tx, hall.conference_id, first)) == 1
    assert [each.before for each in hall.proposals()] == ["TRƯỞNG PHÒNG"]
    hall.undo()
    assert len(hall.proposals()) == 2
    hall.database.write(lambda tx: tidying.refuse(tx, hall.conference_id, first))
    assert hall.database.write(lambda tx: tidying.ask_again(tx, hall.conference_id)) == 1
    assert len(hall.proposals()) == 2


def test_one_change_that_is_sure_for_some_and_not_for_others_is_two_proposals(hall: Hall):
    hall.register(("Lê Văn Tám", "TP", AGENCY), ("Lê Văn Chín", "TP", WARD))
    assert len({each.value for each in hall.proposals()}) == 2
    doubtful = [each for each in hall.proposals() if not each.sure]
    assert hall.database.write(lambda tx: tidying.refuse(tx, hall.conference_id, doubtful)) == 1
    assert hall.of("position") == [("abbreviation", "TP", "Trưởng phòng", True)]


# -- nothing where all is well --------------------------------------------------------------------------------------------


def test_of_the_sample_only_the_short_names_of_schools_are_proposed(tmp_path):
    sample = demo.new_sample(tmp_path / "sample.db")
    database = open_location(sample.path)
    try:
        found = database.read(lambda tx: tidying.proposals(tx, sample.conference_id))
    finally:
        database.close()
    assert {each.kind for each in found} == {TidyKind.UNIT}
    assert all(each.before.startswith(("MN ", "TH ", "THCS ")) for each in found)
    assert len(found) == 9


def test_nothing_is_proposed_for_the_starter_list_of_units(local: Hall):
    names = [unit.name for unit in local.database.read(lambda tx: units.list_units(tx))]
    local.register(*(("Lê Văn Tám", "Chuyên viên", name) for name in names))
    assert local.proposals() == []


def test_of_people_rightly_written_only_what_is_short_is_proposed(local: Hall):
    """The positions that the forms' grammar writes in full stay, in units of every kind."""
    dice = Dice(2018)
    bodies = [*BODIES, *map(ward, WARDS), *(school(name, "Tiểu học") for name in SCHOOLS)]
    names = Names(dice, words=0.1, minority=0.05)
    people = [names.person(dice.choice(bodies)) for _number in range(600)]
    local.register(*((person.name, person.position, person.unit.name) for person in people))
    short = {"P. Hiệu trưởng", "CV", "Công chức VP-TK", "Phó phòng"}
    wrong = [each for each in local.proposals() if each.before not in short]
    assert [(each.field, each.before, each.after) for each in wrong] == []


def test_proposals_for_a_large_conference_read_each_value_once(local: Hall):
    local.register(*(("Lê Văn Tám", "PTP", AGENCY) for _number in range(20)))
    (found,) = local.proposals()
    assert len(found.people) == 20


def test_a_conference_that_is_not_there_is_told(local: Hall):
    from uuid import uuid4

    from desktop.domain.errors import NotFound

    with pytest.raises(NotFound):
        local.database.read(lambda tx: tidying.proposals(tx, uuid4()))


FINANCE = "Phòng Tài chính - Kế hoạch"


@pytest.mark.parametrize(
    ("typed", "unit", "written", "sure"),
    [
        ("PCTUBND", WARD, "Phó Chủ tịch UBND", True), ("PCTHĐND", WARD, "Phó Chủ tịch HĐND", True),
        ("P.CTUBND", WARD, "Phó Chủ tịch UBND", True), ("TP.TCKH", FINANCE, "Trưởng phòng", True),
        ("TPTCKH", FINANCE, "Trưởng phòng", True), ("TP.TCKH", AGENCY, "Trưởng phòng Tài chính - Kế hoạch", False),
        ("TP.NỘI VỤ", FINANCE, "Trưởng phòng Nội vụ", True),
    ],
)  # fmt: skip
def test_letters_of_a_position_glued_to_those_of_a_body_are_taken_apart(local: Hall, typed, unit, written, sure):
    local.register(("Lê Văn Tám", typed, unit))
    assert local.of("position") == [("abbreviation", typed, written, sure)]


@pytest.mark.parametrize("typed", ["GVCN", "UBND", "TPHCM"])
def test_letters_that_are_not_known_to_be_two_stay_one(local: Hall, typed):
    local.register(("Lê Văn Tám", typed, WARD))
    assert local.of("position") == []


def test_capitals_known_from_another_conference_are_sure(local: Hall):
    local.register(("Lê Văn Tám", "CÔNG CHỨC TƯ PHÁP HỘ TỊCH", WARD))
    assert local.of("position") == [("capitals", "CÔNG CHỨC TƯ PHÁP HỘ TỊCH", "Công chức Tư pháp Hộ tịch", False)]
    other = Hall(
        local.database, local.database.write(lambda tx: conferences.create_conference(tx, title="Năm trước")).id
    )
    other.register(("Lê Văn Chín", "Công chức Tư pháp Hộ tịch", OTHER_WARD))
    assert local.of("position") == [("capitals", "CÔNG CHỨC TƯ PHÁP HỘ TỊCH", "Công chức Tư pháp Hộ tịch", True)]
