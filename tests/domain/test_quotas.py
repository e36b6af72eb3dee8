"""Quotas as the organizer edits them: filled by kind, taken from what is registered, pasted from a spreadsheet."""

from __future__ import annotations

import uuid

import pytest

from desktop.domain.quotas import QuotaLine, as_registered, filled, pasted, read_count, totals

A, B, C = (uuid.UUID(int=number) for number in (1, 2, 3))


def line(unit, name, kind="ward", count=None, who="", registered=0):
    return QuotaLine(None, 0, unit, name, kind, count, who, "", registered)


LINES = [
    line(A, "UBND phường Bạch Đằng", count=2, who="lãnh đạo", registered=5),
    line(A, "UBND phường Bạch Đằng", count=1, who="công chức", registered=5),
    line(B, "UBND phường Bạch Mai"),
    line(C, "Phòng Nội vụ", "specialised_agency", registered=1),
]


def test_filling_a_kind_sets_each_units_first_line_and_leaves_the_others():
    found = filled(LINES, "ward", 4, "")
    assert [each.count for each in found] == [4, 1, 4, None]
    assert [each.who for each in found] == ["lãnh đạo", "công chức", "", ""]
    assert [each.who for each in filled(LINES, "", 4, " đại diện ")] == [
        "đại diện",
        "công chức",
        "đại diện",
        "đại diện",
    ]


def test_as_registered_a_units_lines_come_to_what_it_registered():
    found = as_registered(LINES)
    assert [each.count for each in found] == [4, 1, None, 1]
    assert totals(found) == {A: 5, C: 1}


def test_a_table_with_units_names_is_pasted_by_name_whatever_stands_before_them():
    rows = [
        ["TT", "Cơ quan, đơn vị", "Số lượng", "Thành phần"],
        ["1", "P. Bạch Mai", "03", "công chức một cửa", "x"],
        ["2", "Phòng Lạ", "5"],
        ["3", "Phòng Nội vụ", "", ""],
        ["", "Tổng cộng", ""],
    ]
    found = pasted(LINES, rows)
    assert found.taken == 1
    assert found.unknown == ("Phòng Lạ", "Phòng Nội vụ")
    assert (found.lines[2].count, found.lines[2].who, found.lines[2].note) == (3, "công chức một cửa", "x")


@pytest.mark.parametrize(
    ("text", "number"), [("5", 5), (" 05 ", 5), ("12 người", 12), ("3.0", 3), ("", None), ("-", None)]
)
def test_numbers_are_read_as_people_type_them(text, number):
    assert read_count(text) == number


@pytest.mark.parametrize("text", ["năm", "1000", "-3", "3.5"])
def test_what_is_no_number_of_people_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read_count(text)
