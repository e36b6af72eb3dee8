"""Rows, sections and the attendee filter."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.names import sort_key
from desktop.domain.people import AttendeeView
from desktop.domain.search import search_text, tokens
from desktop.gui.attendees import NOBODY
from desktop.gui.attendees.model import AttendeeFilter, Wanted, columns
from desktop.gui.widgets.rows import RowsModel, Section

WARD, SCHOOL, GROUP = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
NAMES = ("Nguyễn Thị Hà", "Trần Đức An", "Hà Văn Đạt", "Lê Hà My", "K'Brêu", "Đỗ Thị Thuý Hà")


def attendee(number: int, name: str, *, unit: str = "UBND phường Bạch Mai", review: str = "") -> AttendeeView:
    phone = f"09123456{number:02d}"
    return AttendeeView(
        id=uuid.uuid4(), version=1, person_id=uuid.uuid4(), code=f"1010{number:04d}", full_name=name, honorific="",
        gender="", birth="", position="Chuyên viên", unit_id=WARD if "phường" in unit else SCHOOL, unit=unit,
        unit_kind="ward" if "phường" in unit else "public_school", role_group_id=GROUP if number % 2 else None,
        role_group="Phường" if number % 2 else "", phone=phone, email="", note="", attention="", review=review,
        state="registered", sort_key=sort_key(name), search=search_text(name, unit, f"1010{number:04d}", phone),
    )  # fmt: skip


PEOPLE = [attendee(number, name) for number, name in enumerate(NAMES)]
PEOPLE += [
    attendee(number + 50, name, unit="Trường THCS Lê Ngọc Hân", review="duplicate.kept")
    for number, name in enumerate(NAMES[:3])
]


def names(rows) -> list[str]:
    return [row.full_name for row in rows]


def test_rows_with_sections_are_a_sound_model(qtmodeltester):
    model = RowsModel(columns())
    model.set_rows(*AttendeeFilter(PEOPLE).find_in_sections(Wanted()))
    qtmodeltester.check(model, force_py=True)


def test_sections_name_the_unit_and_count_its_people():
    lines, places = AttendeeFilter(PEOPLE[:1] + PEOPLE[6:]).find_in_sections(Wanted())
    sections = [line for line in lines if isinstance(line, Section)]
    assert [lines[place] for place in places] == sections
    assert (sections[0].title, sections[0].fact) == ("UBND phường Bạch Mai", "1 đại biểu")
    assert sections[1].title == "Trường THCS Lê Ngọc Hân"


def test_rows_are_numbered_without_the_sections():
    model = RowsModel(columns())
    model.set_rows([Section("A", ""), PEOPLE[0], Section("B", ""), PEOPLE[1]])
    numbers = [model.index(place, 0).data() for place in range(4)]
    assert numbers == [None, "1", None, "2"]
    assert not model.flags(model.index(0, 0))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("h", 9),
        ("nguyen thi ha", 2),
        ("THỊ hà", 3),
        ("ha thi", 3),
        ("le ngoc han", 3),
        ("912345650", 1),
        ("0912 3456 51", 1),
        ("1010 0002", 1),
        ("k'brêu", 1),
        ("không có", 0),
    ],
)
def test_search_ignores_accents_case_and_word_order(text, found):
    assert len(AttendeeFilter(PEOPLE).find(Wanted(text))) == found


def test_filters_narrow_together():
    rows = AttendeeFilter(PEOPLE)
    assert {row.unit_id for row in rows.find(Wanted("ha", kind="public_school"))} == {SCHOOL}
    assert all(row.unit_id == SCHOOL for row in rows.find(Wanted(unit=SCHOOL)))
    assert all(row.role_group_id == GROUP for row in rows.find(Wanted(group=GROUP)))
    assert all(row.role_group_id is None for row in rows.find(Wanted(group=NOBODY)))


@given(st.lists(st.sampled_from(["n", "g", "h", "a", " ", "1", "0", "đ", "ị"]), max_size=8))
def test_typing_letter_by_letter_finds_what_the_whole_text_finds(letters):
    typed = AttendeeFilter(PEOPLE)
    found: list[AttendeeView] = []
    for end in range(len(letters) + 1):
        found = typed.find(Wanted("".join(letters[:end])))
    words = tokens("".join(letters))
    expected = [row for row in PEOPLE if all(word in f"{row.search} {row.phone}" for word in words)]
    assert found == expected == AttendeeFilter(PEOPLE).find(Wanted("".join(letters)))


def test_nobody_found_is_no_section():
    assert AttendeeFilter(PEOPLE).find_in_sections(Wanted("zzz")) == ([], [])
    assert AttendeeFilter().find_in_sections(Wanted()) == ([], [])
