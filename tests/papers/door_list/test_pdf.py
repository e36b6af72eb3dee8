"""The door list's PDF, read back: everybody once, in the order of the program, under the letter of the given name."""

from __future__ import annotations

import re
import uuid

import pytest

from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError
from desktop.domain.names import sort_key
from desktop.papers import render
from desktop.papers.door_list import DOCUMENT
from desktop.papers.door_list.options import DoorEntry, DoorListContent, DoorListOptions, initial, taken_apart
from desktop.services import agenda
from tests.papers.conferences import every_letter
from tests.papers.pages import MM, read

_GIVEN = ("An", "Ánh", "Ân", "Bình", "Dung", "Đạt", "Giang", "Hà", "Hoà", "Ích", "Oanh", "Ổn", "Uyên", "Ưng", "Yến")


def door_list(count: int, **options) -> DoorListContent:
    """People called "Lê 0001X An", in the order of given names."""
    names = [f"Lê {number:04d}X {_GIVEN[number * len(_GIVEN) // count]}" for number in range(count)]
    entries = tuple(
        DoorEntry(
            PersonOnPaper(
                place,
                uuid.uuid4(),
                name,
                position="Công chức Văn phòng - Thống kê",
                unit="UBND phường Bạch Đằng",
                group="Phường",
                seat=f"B{place}",
            )
        )
        for place, name in enumerate(names)
    )
    return DoorListContent("101", "Hội nghị", "", None, None, (), entries, DoorListOptions(**options))


def gathered(printable, selection=EVERYONE, **options) -> DoorListContent:
    return printable.database.read(
        lambda tx: DOCUMENT.gather(tx, printable.conference_id, selection, DoorListOptions(**options))
    )


@pytest.mark.parametrize(
    ("count", "options"), [(1, {}), (172, {"size": "small"}), (1000, {"boxes": False, "size": "medium"})]
)
def test_every_name_stands_on_the_list_once_and_in_order(qapp, count, options):
    pages = read(render.pdf(DOCUMENT, door_list(count, **options)))
    assert [int(number) for page in pages for number in re.findall(r"(\d{4})X", page.raw)] == list(range(count))
    for number, page in enumerate(pages, start=1):
        assert "Họ và tên" in page.text
        assert f"Trang {number}/{len(pages)}" in page.text
        assert page.extent().right() <= page.width - 14 * MM


def test_the_case_stands_in_the_order_of_the_program_without_a_phone(case, qapp):
    content = gathered(case)
    names = [entry.person.full_name for entry in content.entries]
    assert len(names) == content.total == 173
    assert names == sorted(names, key=sort_key)
    text = " ".join(page.text for page in read(render.pdf(DOCUMENT, content)))
    found = [(name, text.count(name)) for name in set(names)]
    assert all(times == names.count(name) for name, times in found), found
    assert not re.search(r"\b0\d{9}\b|09\d\d \d{3}", text)


def test_a_letter_heads_its_names_and_is_told_again_on_the_next_page(qapp):
    pages = read(render.pdf(DOCUMENT, door_list(172)))
    letters = list("AÂBDĐGHIOÔUƯY")
    seen = [
        letter for page in pages for letter in re.findall(r"^\s*(\w)\s*$", page.raw, re.MULTILINE) if letter.isalpha()
    ]
    assert [letter for place, letter in enumerate(seen) if letter not in seen[:place]] == letters
    assert len(seen) > len(letters)


@pytest.mark.parametrize(
    ("given", "letter"),
    [
        ("Ánh", "A"),
        ("Ân", "Â"),
        ("ằng", "Ă"),
        ("đạt", "Đ"),
        ("Ổn", "Ô"),
        ("Ưng", "Ư"),
        ("0001X", "#"),
        ("'A", "#"),
        ("", "#"),
    ],
)
def test_tones_make_no_other_letter_and_shapes_do(given, letter):
    assert initial(given) == letter


@pytest.mark.parametrize(
    ("name", "before", "given", "letter"),
    [
        ("Nguyễn Thị Hoa (A)", "Nguyễn Thị", "Hoa (A)", "H"),
        ("Nguyễn Thị Hoa A", "Nguyễn Thị", "Hoa A", "H"),
        ("Trần Thị Hiền (Tiểu học)", "Trần Thị", "Hiền (Tiểu học)", "H"),
        ("Nguyễn Văn A", "Nguyễn Văn", "A", "A"),
    ],
)
def test_namesakes_stand_under_the_letter_of_their_given_name(name, before, given, letter):
    assert taken_apart(name) == (before, given)
    assert initial(given) == letter


def test_names_that_break_things_are_whole_and_inside_the_page(hostile, qapp):
    content = gathered(hostile)
    pages = read(render.pdf(DOCUMENT, content))
    text = "".join(page.text for page in pages).replace(" ", "")
    for entry in content.entries:
        before, _space, given = entry.person.full_name.rpartition(" ")
        assert before.replace(" ", "") in text
        assert given in text
    assert every_letter()[:20].replace(" ", "") in text
    assert all(page.extent().right() <= page.width - 14 * MM for page in pages)


def test_chosen_sessions_are_named_and_nobody_is_told(case, qapp):
    session = case.database.read(lambda tx: agenda.list_sessions(tx, case.conference_id)[0])
    content = gathered(case, Selection(session_ids=(session.id,)))
    assert content.total == 173
    assert f"Buổi: {session.title} (23/05 08:00)" in read(render.pdf(DOCUMENT, content))[0].text
    with pytest.raises(AppError) as told:
        gathered(case, Selection(attendee_ids=(uuid.uuid4(),)))
    assert told.value.code == "document.nobody"
