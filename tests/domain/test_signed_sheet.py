"""What people type from a signed sheet: numbers, runs of numbers, and letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attendance import Status
from desktop.domain.errors import InvalidInput
from desktop.domain.signed_sheet import differs, read_numbers, read_statuses, whole, write_numbers

SHEET = range(1, 173)


@pytest.mark.parametrize(
    "text", ["5, 17, 23-25", "5;17 ; 23–25", "5 17 23 - 25", "25-23, 17,17, 5.", "\n5,\t17/24 & 23—25", "５, 17, 23-25"]
)
def test_numbers_are_read_however_they_are_typed(text: str):
    assert read_numbers(text, SHEET) == (5, 17, 23, 24, 25)


def test_nothing_typed_names_nobody():
    assert read_numbers(" ,; ", SHEET) == ()


@pytest.mark.parametrize(
    ("text", "strange"), [("5, 173", "173"), ("170-180", "180"), ("0", "0"), ("900-999999", "900, 999999")]
)
def test_numbers_that_are_not_on_the_sheet_are_refused_by_name(text: str, strange: str):
    with pytest.raises(InvalidInput) as told:
        read_numbers(text, SHEET)
    assert (told.value.code, told.value.details["value"], told.value.details["last"]) == (
        "paper.unknown_numbers",
        strange,
        172,
    )


@pytest.mark.parametrize("text", ["năm", "5-", "-5", "1-2-3", "5x", "5,,²³a"])
def test_what_is_no_number_is_refused(text: str):
    with pytest.raises(InvalidInput) as told:
        read_numbers(text, SHEET)
    assert told.value.code == "paper.not_a_number"


def test_a_letter_after_a_number_says_another_status():
    assert read_statuses("5, 17p, 23-24m, 30v, 31C", SHEET) == {
        5: Status.ABSENT,
        17: Status.EXCUSED,
        23: Status.LATE,
        24: Status.LATE,
        30: Status.ABSENT,
        31: Status.PRESENT,
    }


@given(st.sets(st.sampled_from(list(SHEET))))
def test_numbers_written_are_read_again(numbers: set[int]):
    assert read_numbers(write_numbers(numbers), SHEET) == tuple(sorted(numbers))


@given(st.text(max_size=30))
def test_any_text_gives_numbers_of_the_sheet_or_a_refusal(text: str):
    try:
        found = read_numbers(text, SHEET)
    except InvalidInput:
        return
    assert set(found) <= set(SHEET)


@pytest.mark.parametrize(
    ("paper", "door", "answer"),
    [
        ("present", "late", False),
        ("present", "present", False),
        ("present", "unrecorded", False),
        ("unrecorded", "present", False),
        ("present", "absent", True),
        ("absent", "present", True),
        ("excused", "late", True),
        ("excused", "absent", True),
        ("late", "present", True),
        ("absent", "absent", False),
    ],
)
def test_paper_and_door_differ_where_one_says_there_or_why_not_otherwise(paper: str, door: str, answer: bool):
    assert differs(Status(paper), Status(door)) is answer


def test_somebody_is_there_when_one_word_says_so():
    assert whole([Status.ABSENT, Status.UNRECORDED, Status.LATE]) is Status.LATE
    assert whole([Status.UNRECORDED, Status.EXCUSED, Status.ABSENT]) is Status.EXCUSED
    assert whole([]) is Status.UNRECORDED
