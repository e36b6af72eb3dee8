"""Finding a person at the door."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attendance import DoorPerson
from desktop.domain.codes import badge_code
from desktop.domain.names import fold, sort_key
from desktop.domain.search import Finder, Span, spans


def person(number: int, full_name: str, unit: str = "UBND phường Bạch Mai", tail: str = "", **given) -> DoorPerson:
    code = badge_code(101, number)
    values = {
        "id": uuid.UUID(int=number),
        "code": code,
        "full_name": full_name,
        "honorific": "",
        "position": "",
        "unit_id": None,
        "unit": unit,
        "role_group_id": None,
        "role_group": "",
        "seat": "",
        "attention": "",
        "state": "registered",
        "state_reason": "",
        "origin": "",
        "substitute_for": "",
        "replaced_by": "",
        "expected": True,
        "search": f" {fold(full_name)} {fold(unit)} {code} {tail}".rstrip(),
        "sort_key": sort_key(full_name),
    }
    return DoorPerson(**{**values, **given})


PEOPLE = [
    person(1, "Nguyễn Thị Hà", tail="5678"),
    person(2, "Hà Văn Nam", "Phòng Tư pháp", tail="1234"),
    person(3, "Đỗ Thị Hạnh", tail="9012"),
    person(4, "Trần Đức An", "UBND phường Hàng Trống", tail="3456"),
    person(5, "Lê Văn Vũ", "Phòng Y tế", tail="7890"),
    person(6, "Phạm Thị Khánh", "Trường THCS Chu Văn An", tail="2468"),
]


def names(text: str, people=PEOPLE, **given) -> list[str]:
    return [each.full_name for each in Finder(people).find(text, **given)]


def test_two_letters_find_a_given_name_before_names_that_begin_so_and_words_that_hold_it():
    assert (
        names("ha") == ["Nguyễn Thị Hà", "Đỗ Thị Hạnh", "Hà Văn Nam", "Trần Đức An", "Phạm Thị Khánh", "Lê Văn Vũ"][:5]
    )
    assert names("Hà")[0] == "Nguyễn Thị Hà"
    assert names("An")[0] == "Trần Đức An"
    assert names("Vũ")[0] == "Lê Văn Vũ"


def test_whose_own_name_holds_every_word_comes_before_those_whose_unit_has_one_of_them():
    people = [
        person(1, "Nguyễn Bích Hà", "UBND phường Trương Định"),
        person(2, "Đinh Bích Trang", "Trường Tiểu học Mùa Xuân"),
        person(3, "Vũ Bích Dung", "UBND phường Trương Định", expected=False),
    ]
    assert names("dinh bich", people) == ["Đinh Bích Trang", "Nguyễn Bích Hà", "Vũ Bích Dung"]
    assert names("dinh b", people)[0] == names("b dinh", people)[0] == "Đinh Bích Trang"


def test_words_may_come_in_any_order_and_from_name_and_unit():
    assert names("hà nguyễn")[0] == names("nguyen ha")[0] == "Nguyễn Thị Hà"
    assert names("vu y te") == ["Lê Văn Vũ"]
    assert names("tu phap") == ["Hà Văn Nam"]


def test_the_last_digits_of_a_phone_find_its_owner():
    assert names("5678")[0] == "Nguyễn Thị Hà"
    assert names("78")[0] == "Nguyễn Thị Hà"
    assert names("0912 345 678") == ["Nguyễn Thị Hà"]


def test_a_badge_number_finds_its_wearer_with_and_without_blanks():
    code = badge_code(101, 4)
    assert names(code) == names(f"{code[:4]} {code[4:]}") == ["Trần Đức An"]
    assert Finder(PEOPLE).by_code(f"{code[:4]} {code[4:]}") == PEOPLE[3]


def test_the_expected_stand_before_those_in_and_those_before_the_uninvited_and_cancelled():
    people = [
        person(1, "Trần Thị Hà", expected=False, invited=False),
        person(2, "Vũ Thị Hà", status="present"),
        person(3, "Nguyễn Thị Hà"),
        person(4, "Bùi Thị Hà", state="cancelled", expected=False),
    ]
    finder = Finder(people)
    assert [each.full_name for each in finder.find("ha")] == [
        "Nguyễn Thị Hà",
        "Vũ Thị Hà",
        "Bùi Thị Hà",
        "Trần Thị Hà",
    ]
    finder.renew([replace(people[2], status="present")])
    assert [each.full_name for each in finder.find("ha")][:2] == ["Nguyễn Thị Hà", "Vũ Thị Hà"]
    assert finder.find("ha")[0].status == "present"


@pytest.mark.parametrize("text", ["", "  ", "zzz", "99999999", "\u0301"])
def test_what_fits_nobody_finds_nobody(text):
    assert names(text) == []


def test_the_letters_found_are_marked_where_they_stand():
    assert spans("Nguyễn Thị Hà", "ha ngu") == [Span(0, 3), Span(11, 2)]
    assert spans("Đỗ Thị Hạnh", "do") == [Span(0, 2)]
    assert spans("Trường THCS Chu Văn An", "uong") == [Span(2, 4)]
    assert spans("Trần Đức An", "xyz") == []


WORDS = ("Hà", "Hạ", "An", "Ân", "Vũ", "Vu", "Thị", "Văn", "Nguyễn", "Đỗ", "Đức", "Hoà", "Hòa")
FULL_NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
CROWDS = st.lists(st.tuples(FULL_NAMES, st.booleans(), st.booleans()), max_size=30).map(
    lambda rows: [
        person(number, name, status="present" if there else "unrecorded", expected=expected or there)
        for number, (name, expected, there) in enumerate(rows, 1)
    ]
)
TYPED = st.lists(
    st.sampled_from((*WORDS, "h", "a", "bach", "mai", "ngu", "1", "0", "101")), min_size=1, max_size=3
).map(" ".join)


@given(CROWDS, TYPED)
def test_exactly_those_who_hold_every_word_are_found(crowd, typed):
    finder = Finder(crowd)
    wanted = {each.id for each in crowd if all(word in each.search for word in fold(typed).split())}
    if not any(word.isdigit() for word in typed.split()):  # digits typed in groups are one word
        assert {each.id for each in finder.find(typed, limit=99)} == wanted
    found = [each.id for each in finder.find(typed, limit=99)]
    assert len(found) == len(set(found))


@given(CROWDS, TYPED, st.integers(1, 10))
def test_a_shorter_list_is_the_beginning_of_a_longer_one(crowd, typed, limit):
    finder = Finder(crowd)
    assert finder.find(typed, limit) == finder.find(typed, 99)[:limit]


@given(CROWDS, TYPED)
def test_accents_and_case_do_not_matter(crowd, typed):
    finder = Finder(crowd)
    assert finder.find(typed, 99) == finder.find(fold(typed), 99) == finder.find(typed.upper(), 99)


@given(FULL_NAMES, TYPED)
def test_marked_letters_lie_inside_the_text_and_apart(name, typed):
    found = spans(name, typed)
    ends = [0]
    for span in found:
        assert span.start >= ends[-1]
        assert span.length > 0
        ends.append(span.start + span.length)
    assert ends[-1] <= len(name)
