"""What is typed is read as an answer of its question's kind, and a column's cells tell what kind it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import InvalidInput
from desktop.domain.questions import QuestionKind, propose, read_answer
from desktop.wording.questions import typed_text

YES_NO, CHOICE, TEXT, NUMBER = QuestionKind


@pytest.mark.parametrize(
    ("kind", "choices", "typed", "answer"),
    [
        (YES_NO, (), "Có", True),
        (YES_NO, (), "x", True),
        (YES_NO, (), "không", False),
        (YES_NO, (), True, True),
        (YES_NO, (), "", None),
        (CHOICE, ("Ô tô", "Xe máy"), "o to", "Ô tô"),
        (CHOICE, ("Không có", "Có"), "không có", "Không có"),
        (CHOICE, ("Ô tô", "Xe máy"), "-", None),
        (CHOICE, ("1", "2"), 2.0, "2"),
        (TEXT, (), "  Dị ứng  tôm ", "Dị ứng  tôm"),
        (TEXT, (), "N/A", None),
        (TEXT, (), "Không", "Không"),
        (NUMBER, (), "không", None),
        (NUMBER, (), "1.200", 1200),
        (NUMBER, (), "2,5", 2.5),
        (NUMBER, (), 3.0, 3),
        (NUMBER, (), "-4", -4),
    ],
)
def test_what_is_typed_is_read_by_the_kind_of_its_question(kind, choices, typed, answer):
    assert read_answer(kind, choices, typed) == answer


@pytest.mark.parametrize(
    ("kind", "choices", "typed", "code"),
    [
        (YES_NO, (), "để xem", "answer.yes_no"),
        (CHOICE, ("Ô tô", "Xe máy"), "đi bộ", "answer.choice"),
        (CHOICE, ("Ô tô", "Xe máy"), "không", "answer.choice"),
        (NUMBER, (), "hai", "answer.number"),
        (NUMBER, (), "inf", "answer.number"),
        (NUMBER, (), True, "answer.number"),
        (NUMBER, (), "9" * 40, "answer.number"),
        (TEXT, (), "à" * 1_001, "answer.too_long"),
    ],
)
def test_what_is_no_answer_is_refused(kind, choices, typed, code):
    with pytest.raises(InvalidInput) as told:
        read_answer(kind, choices, typed)
    assert told.value.code == code


@pytest.mark.parametrize(
    ("cells", "kind", "choices"),
    [
        (["x", None, "x", "X"], YES_NO, ()),
        (["Có", "Không", "có"], YES_NO, ()),
        ([2, 3, "4", "-"], NUMBER, ()),
        (["Ô tô", "xe máy", "ô tô", "Ô tô"], CHOICE, ("Ô tô", "xe máy")),
        (["Ô tô", "Không", "-", "xe máy", "ô tô", "không", "Không"], CHOICE, ("Ô tô", "xe máy", "Không")),
        (["2", "Không", "3"], NUMBER, ()),
        (["Ăn chay", "Dị ứng tôm", "Không cay"], TEXT, ()),
        (["Sáng", "Sáng"], TEXT, ()),
        ([None, ""], TEXT, ()),
    ],
)
def test_a_columns_cells_tell_what_kind_of_question_they_answer(cells, kind, choices):
    assert propose(cells) == (kind, choices)


_CELLS = st.lists(st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=30))


@given(_CELLS)
def test_every_cell_of_a_column_answers_the_question_proposed_for_it(cells):
    kind, choices = propose(cells)
    for cell in cells:
        read_answer(kind, choices, cell)


@given(st.integers(-(10**9), 10**9) | st.integers(-(10**6), 10**6).map(lambda number: number / 1000))
def test_a_number_reads_back_as_a_form_shows_it(number):
    assert read_answer(NUMBER, (), typed_text(number)) == number
