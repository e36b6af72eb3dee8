"""Questionnaires as they are typed, answers as they count, and what may not be told of few."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dialogues import ClockState, announcing, clock, publishing
from desktop.domain.errors import InvalidInput
from desktop.domain.opinion_results import results
from desktop.domain.opinions import (
    FEWEST,
    Comment,
    HandTally,
    Questionnaire,
    QuestionnaireAnswer,
    QuestionSection,
    RoundKind,
    RoundView,
    band_of,
    is_valid,
    read_bands,
    read_mark,
    read_marks,
    read_sections,
    sections_text,
)

LABELS = ("Rất kém", "Kém", "Được", "Tốt", "Rất tốt")
ASKED = Questionnaire(
    5,
    (QuestionSection("Nội dung", ("Phù hợp", "Dễ hiểu")), QuestionSection("Tổ chức", ("Đúng giờ",))),
    ("Góp ý khác",),
    ("Người dân", "Doanh nghiệp", "Khác"),
    LABELS,
)
TEN = Questionnaire(10, ASKED.sections)


def view(asked=ASKED):
    import uuid

    key = uuid.UUID(int=1)
    return RoundView(key, 1, key, 1, "Đợt thử", asked, RoundKind.OTHER, None, None, None, "", "", 0)


def test_a_questionnaire_is_typed_as_offices_write_it_and_reads_back_the_same():
    text = "I. Nội dung\n1. Phù hợp\n- Dễ hiểu\n\nII) Tổ chức\n3) Đúng giờ"
    assert read_sections(text) == ASKED.sections
    assert read_sections(sections_text(ASKED.sections)) == ASKED.sections
    assert read_sections("Một câu\nHai câu") == (QuestionSection("", ("Một câu", "Hai câu")),)
    for wrong in ("", "I. Nội dung", "I. A\nx\nII. B", "I. A\nx\nX"):
        with pytest.raises(InvalidInput):
            read_sections(wrong)


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        (4, 4),
        (4.0, 4),
        ("4", 4),
        ("4 - Tốt", 4),
        ("Tốt (4)", 4),
        ("rat tot", 5),
        ("4/5", 4),
        ("5,0", 5),
        ("Mức 4: tốt", 4),
        (None, None),
        (" ", None),
    ],
)
def test_a_mark_is_read_as_forms_write_it(said, mark):
    assert read_mark(said, ASKED) == mark


@pytest.mark.parametrize(
    "said",
    [
        0,
        6,
        4.5,
        "4, 5",
        "1,2",
        "tuyệt",
        True,
        "12/05/2018",
        "4 - 5,3",
        "4-5",
        "4/10",
        "(4)",
        "P4",
        "1.000",
        "4 điểm cho bài 2",
    ],
)
def test_what_is_no_single_mark_is_refused(said):
    with pytest.raises(InvalidInput):
        read_mark(said, ASKED)


def test_keys_type_one_mark_each_and_zero_is_ten():
    assert read_marks("54-", ASKED) == (5, 4, None)
    assert read_marks("5 4 - ", ASKED) == (5, 4, None)
    assert read_marks("0 9 10", TEN) == read_marks("10, 9, 0", TEN) == (10, 9, 10)
    with pytest.raises(InvalidInput):
        read_marks("540", ASKED)


def test_more_than_five_per_cent_unanswered_is_invalid_and_the_limit_can_be_moved():
    twenty = QuestionnaireAnswer((3,) * 19 + (None,))
    assert is_valid(twenty)
    assert not is_valid(QuestionnaireAnswer((3,) * 18 + (None, None)))
    assert is_valid(QuestionnaireAnswer((3,) * 18 + (None, None)), 10)
    assert not is_valid(QuestionnaireAnswer((None, None)), 100)


_MARKS = st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=FEWEST, max_size=40)


@given(_MARKS, st.integers(0, 40))
def test_means_are_those_of_the_answers_whether_typed_or_tallied(marks, typed):
    answers = [QuestionnaireAnswer(each) for each in marks[:typed]]
    rest = marks[typed:]
    counts = tuple(tuple(sum(each[place] == level for each in rest) for level in range(1, 6)) for place in range(3))
    tallies = [HandTally(len(rest), counts)] if rest else []
    found = results(view(), answers, tallies)
    means = [Fraction(sum(column), len(marks)) for column in zip(*marks, strict=True)]
    items = [item for section in found.sections for item in section.items]
    assert [item.mean for item in items] == pytest.approx([float(mean) for mean in means])
    assert found.mean == pytest.approx(float(sum(means) / 3))
    assert found.sections[0].mean == pytest.approx(float((means[0] + means[1]) / 2))
    assert all(item.answered == len(marks) == found.valid for item in items)
    satisfied = sum(mark >= 4 for each in marks for mark in each)
    assert found.satisfied == pytest.approx(100 * satisfied / (3 * len(marks)))


@given(st.lists(st.sampled_from(["Người dân", "Doanh nghiệp", "Khác", ""]), max_size=30))
def test_no_group_of_fewer_than_five_is_told_nor_can_be_worked_out(groups):
    answers = [QuestionnaireAnswer((3, 4, 5), group) for group in groups]
    found = results(view(), answers)
    assert found.hidden == (len(groups) < FEWEST)
    if found.hidden:
        assert (found.sections, found.groups, found.comments, found.satisfied) == ((), (), (), None)
    told = [each for each in found.groups if each.mean is not None]
    kept = sum(each.answers for each in found.groups if each.mean is None)
    assert all(each.answers >= FEWEST for each in told)
    assert kept == 0 or kept >= FEWEST


def test_invalid_answers_are_counted_and_weigh_nothing():
    found = results(view(), [QuestionnaireAnswer((5, 5, 5))] * 5 + [QuestionnaireAnswer((1, None, 1))] * 2)
    assert (found.valid, found.invalid, found.mean) == (5, 2, 5)


def test_comments_of_one_wording_are_one_and_their_order_is_not_kept():
    texts = ["Mic hỏng", "mic hong.", "Rất hay", "Mic hỏng"]
    one = results(view(), [QuestionnaireAnswer((3, 3, 3))] * 5, comments=[Comment(0, text) for text in texts])
    other = results(
        view(), [QuestionnaireAnswer((3, 3, 3))] * 5, comments=[Comment(0, text) for text in reversed(texts)]
    )
    assert one.comments == other.comments
    assert one.comments[0].texts == (("Mic hỏng", 3), ("Rất hay", 1))


def test_a_mean_is_called_by_the_band_it_reaches_as_shown():
    bands = read_bands("0 kém\n2 yếu\n4,2 khá tốt", 10)
    assert [band_of(mean, bands) for mean in (0.0, 1.99, 1.996, 4.2, 10.0, None)] == [
        "kém",
        "kém",
        "yếu",
        "khá tốt",
        "khá tốt",
        "",
    ]
    for wrong in ("2 yếu\n1 kém", "yếu", "2", "11 quá"):
        with pytest.raises(InvalidInput):
            read_bands(wrong, 10)


@given(st.dates(dt.date(2018, 1, 1), dt.date(2019, 1, 1)), st.integers(-30, 30), st.integers(-40, 40))
def test_a_clock_is_worked_out_from_days_alone(held, announced, asked):
    day = held + dt.timedelta(days=asked)
    done = held + dt.timedelta(days=announced)
    told = announcing(held, done, day)
    assert told.due == held - dt.timedelta(days=7)
    if done > day:
        assert told.state is (ClockState.LATE if day > told.due else ClockState.OPEN)
    else:
        assert told.state is (ClockState.DONE if announced <= -7 else ClockState.DONE_LATE)
        assert told.days == max(0, announced + 7)
    assert publishing(held, None, held + dt.timedelta(days=11)).state is ClockState.LATE
    assert publishing(held, None, held + dt.timedelta(days=10)) == clock(
        held + dt.timedelta(days=10), None, held + dt.timedelta(days=10)
    )
