"""Finding a person at the door."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attendance import DoorPerson
from desktop.domain.codes import badge_code
from desktop.domain.finder import Finder
from desktop.domain.names import fold, same_key, sort_key
from desktop.domain.search import Span, spans
from desktop.domain.typed_names import names_whole


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


def test_whole_words_come_before_beginnings_and_a_given_name_before_the_other_words_of_a_name():
    assert names("ha") == ["Nguyễn Thị Hà", "Hà Văn Nam", "Đỗ Thị Hạnh", "Trần Đức An", "Phạm Thị Khánh"]
    assert names("Hà")[0] == "Nguyễn Thị Hà"
    assert names("An")[0] == "Trần Đức An"
    assert names("Vũ")[0] == "Lê Văn Vũ"


def test_the_accents_typed_come_first_and_others_after_them():
    people = [person(1, "Lê Thị Hạ"), person(2, "Lê Thị Hà"), person(3, "Lê Thị Hạnh")]
    assert names("hạ", people) == ["Lê Thị Hạ", "Lê Thị Hà", "Lê Thị Hạnh"]
    assert names("hà", people) == ["Lê Thị Hà", "Lê Thị Hạ", "Lê Thị Hạnh"]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("hà", ["Nguyễn Thị Hà", "Hà Văn Nam"]),
        ("hạ", []),
        ("nguyễn thị hà", ["Nguyễn Thị Hà"]),
        ("nguyễn thị hạ", []),
        ("han", []),
        ("hanh", ["Đỗ Thị Hạnh"]),
        ("ha ngu", ["Nguyễn Thị Hà"]),
        ("hà tư pháp", ["Hà Văn Nam"]),
        ("hà tự", []),
        ("bach mai", []),
        ("ltv", []),
        ("lvv", ["Lê Văn Vũ"]),
        ("haf nguyen", ["Nguyễn Thị Hà"]),
        ("thi nguyen ha2", ["Nguyễn Thị Hà"]),
        ("khasnh", ["Phạm Thị Khánh"]),
        ("5678", ["Nguyễn Thị Hà"]),
        ("678", []),
        ("0912 345 678", ["Nguyễn Thị Hà"]),
        ("", []),
    ],
)
def test_a_text_names_those_who_have_its_words_whole_as_typed(typed, named):
    assert {each.full_name for each in Finder(PEOPLE).named(typed)} == set(named)


def test_a_badge_number_names_its_wearer_and_one_mistyped_nobody():
    code = badge_code(101, 4)
    wrong = f"{code[:-1]}{(int(code[-1]) + 1) % 10}"
    assert Finder(PEOPLE).named(code) == [PEOPLE[3]]
    assert Finder(PEOPLE).named(wrong) == []


def test_words_of_the_unit_decide_among_those_of_one_name():
    people = [person(1, "Vũ Thị Hà", "Phòng Nội vụ"), person(2, "Lê Thị Hà", "UBND phường Bách Khoa")]
    finder = Finder(people)
    assert finder.named("hà") == sorted(people, key=lambda each: each.sort_key)
    assert finder.named("hà nội vụ") == people[:1]
    assert finder.named("ha bach khoa") == people[1:]
    assert finder.named("hà bạch khoa") == []


def test_the_name_of_a_unit_names_nobody_of_it():
    people = [person(1, "Nguyễn Thị Hà", "UBND phường Nguyễn Du"), person(2, "Trần Văn Dũng", "UBND phường Nguyễn Du")]
    finder = Finder(people)
    assert finder.named("nguyễn du") == finder.named("nguyen du") == finder.named("nguyen d") == []
    assert finder.named("nguyen ha") == people[:1]
    assert [each.unit for each in finder.units("nguyễn du")] == ["UBND phường Nguyễn Du"]


def test_who_bears_exactly_the_name_typed_goes_before_who_has_its_words_elsewhere():
    people = [
        person(1, "Nguyễn Thị Mai"),
        person(2, "Nguyễn Thị Hoa", "UBND phường Bạch Mai"),
        person(3, "Nguyễn Thị Mai Lan"),
    ]
    finder = Finder(people)
    assert finder.named("nguyen thi mai") == people[:1]
    assert len(finder.named("nguyen mai")) == 3


def test_namesakes_are_known_with_or_without_what_tells_them_apart():
    people = [person(1, "Lê Thị Hoa (A)"), person(2, "Lê Thị Hoa (B)"), person(3, "Lê Thị Hòa")]
    finder = Finder(people)
    assert [finder.has_namesake(each) for each in people] == [True, True, False]
    assert len(finder.named("lê thị hoa")) == 2
    assert finder.named("lê thị hoa b") == people[1:2]


def test_initials_are_found_and_name_together_with_whoever_is_called_so():
    people = [person(1, "Lý Anh Nam"), person(2, "Phạm Thị Lan"), person(3, "Lê Thị Lành")]
    finder = Finder(people)
    assert finder.find("lan")[:2] == [people[1], people[0]]
    assert len(finder.named("lan")) == 2
    assert finder.named("ptl") == people[1:2]


def test_a_unit_of_several_is_found_by_its_words_and_initials():
    people = [
        person(1, "Lê An", "UBND phường Bách Khoa"),
        person(2, "Lê Hà", "UBND phường Bách Khoa", status="present"),
        person(3, "Lê Chi", "Phòng Nội vụ"),
    ]
    finder = Finder(people)
    for typed in ("bach khoa", "bk", "pbk", "bách k"):
        (unit,) = finder.units(typed)
        assert (unit.unit, unit.people, unit.waiting) == ("UBND phường Bách Khoa", tuple(people[:2]), (people[0],))
    assert finder.units("noi vu") == finder.units("bạch") == finder.units("b") == []


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
    assert spans("Trần Đức An", "xyz") == spans("Trường", "uong", anywhere=False) == []


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
def test_everyone_who_holds_every_word_is_found_once(crowd, typed):
    finder = Finder(crowd)
    wanted = {each.id for each in crowd if all(word in each.search for word in fold(typed).split())}
    found = [each.id for each in finder.find(typed, limit=99)]
    if not any(word.isdigit() for word in typed.split()):  # digits typed in groups are one word
        assert wanted <= set(found)
    assert len(found) == len(set(found))


@given(CROWDS, TYPED)
def test_whom_a_text_names_stands_among_those_it_finds(crowd, typed):
    finder = Finder(crowd)
    assert {each.id for each in finder.named(typed)} <= {each.id for each in finder.find(typed, limit=99)}


@given(CROWDS, FULL_NAMES)
def test_a_whole_name_with_its_accents_names_those_who_bear_it_and_nobody_of_other_accents(crowd, name):
    named = Finder(crowd).named(name)
    bearers = [each for each in crowd if same_key(each.full_name) == same_key(name)]
    if bearers and name != fold(name).title():
        assert set(bearers) <= set(named)
    for each in named:
        assert names_whole(name, each.full_name) or name.isascii() or " " in name


@given(CROWDS, TYPED, st.integers(1, 10))
def test_a_shorter_list_is_the_beginning_of_a_longer_one(crowd, typed, limit):
    finder = Finder(crowd)
    assert finder.find(typed, limit) == finder.find(typed, 99)[:limit]


@given(CROWDS, TYPED)
def test_whatever_its_accents_and_case_a_text_finds_everyone_it_finds_without(crowd, typed):
    finder = Finder(crowd)
    found = {each.id for each in finder.find(typed, 99)}
    assert found <= {each.id for each in finder.find(fold(typed), 99)}
    assert finder.find(typed, 99) == finder.find(typed.upper(), 99)


@given(FULL_NAMES, TYPED)
def test_marked_letters_lie_inside_the_text_and_apart(name, typed):
    found = spans(name, typed)
    ends = [0]
    for span in found:
        assert span.start >= ends[-1]
        assert span.length > 0
        ends.append(span.start + span.length)
    assert ends[-1] <= len(name)
