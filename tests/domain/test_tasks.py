"""How a task stands on a day, against a naive reading of the rule, and the other sums of tasks."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.tasks import (
    Extension,
    ProgressEntry,
    TaskState,
    content_key,
    latest,
    percent_reached,
    standing,
)

BEGIN = dt.date(2026, 1, 1)
day = st.integers(0, 60).map(lambda days: BEGIN + dt.timedelta(days=days))
entry = st.builds(ProgressEntry, on=day, percent=st.none() | st.sampled_from([0.0, 40.0, 99.9, 100.0, 100.0]))
granted = st.builds(Extension, to=day, reason=st.just("mưa lũ"), granted_on=st.none() | day)


def oracle(due, committed, progress, extensions, as_of, soon_days):
    """The rule walked through day by day, as one would on a wall calendar."""
    in_force = due
    for each in extensions:
        if (each.granted_on is None or each.granted_on <= as_of) and each.to > in_force:
            in_force = each.to
    walked = BEGIN
    while walked <= as_of:
        if any(each.on == walked and each.percent is not None and each.percent >= 100 for each in progress):
            return ("done", 0) if walked <= in_force else ("done_late", (walked - in_force).days)
        walked += dt.timedelta(days=1)
    if as_of > in_force:
        return "late", (as_of - in_force).days
    if not committed:
        return "no_commitment", 0
    last_days = [in_force - dt.timedelta(days=back) for back in range(soon_days)]
    return ("due_soon", 0) if as_of in last_days else ("open", 0)


@given(day, st.booleans(), st.lists(entry, max_size=5), st.lists(granted, max_size=3), day, st.integers(0, 14))
def test_the_state_of_a_day_is_what_the_rule_says(due, committed, progress, extensions, as_of, soon_days):
    told = standing(
        due, committed=committed, progress=progress, extensions=extensions, as_of=as_of, soon_days=soon_days
    )
    assert (str(told.state), told.days_late) == oracle(due, committed, progress, extensions, as_of, soon_days)


@given(day, st.lists(entry, max_size=5), st.lists(granted, max_size=3), day, st.lists(entry, max_size=3))
def test_what_is_told_later_changes_no_earlier_day(due, progress, extensions, as_of, later):
    after = [each for each in later if each.on > as_of]
    further = Extension(BEGIN + dt.timedelta(days=90), "", granted_on=as_of + dt.timedelta(days=1))
    before = standing(due, committed=True, progress=progress, extensions=extensions, as_of=as_of)
    assert before == standing(
        due, committed=True, progress=[*after, *progress], extensions=[*extensions, further], as_of=as_of
    )


@given(st.lists(entry, max_size=6), st.randoms(use_true_random=False), day, day)
def test_the_order_in_which_progress_came_decides_no_state(progress, chance, due, as_of):
    shuffled = list(progress)
    chance.shuffle(shuffled)
    first = standing(due, committed=True, progress=progress, as_of=as_of)
    assert standing(due, committed=True, progress=shuffled, as_of=as_of) == first


@pytest.mark.parametrize(
    ("as_of", "state"),
    [((6, 23), TaskState.OPEN), ((6, 24), TaskState.DUE_SOON), ((6, 30), TaskState.DUE_SOON), ((7, 1), TaskState.LATE)],
)
def test_the_last_seven_days_are_due_soon_with_the_due_day(as_of, state):
    told = standing(dt.date(2026, 6, 30), committed=True, progress=(), as_of=dt.date(2026, *as_of))
    assert told.state is state


def test_an_extension_whose_day_is_not_known_counts_on_every_day():
    told = standing(
        dt.date(2026, 6, 30),
        committed=True,
        progress=(),
        extensions=[Extension(dt.date(2026, 7, 15), "mưa lũ")],
        as_of=dt.date(2026, 7, 10),
    )
    assert (told.state, told.due) == (TaskState.DUE_SOON, dt.date(2026, 7, 15))


@given(st.floats(-1e6, 1e6), st.none() | st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_share_of_the_way_lies_between_nothing_and_all(value, start, goal):
    assert 0 <= (percent_reached(value, start, goal) or 0) <= 100
    assert percent_reached(goal, start, goal) == 100


def test_an_indicator_may_go_down():
    assert percent_reached(7, 10, 4) == 50
    assert percent_reached(12, 10, 4) == 0
    assert percent_reached(50, None, None) is None


def test_the_last_word_of_a_day_counts_and_none_of_a_later_one():
    told = [ProgressEntry(BEGIN, 10), ProgressEntry(BEGIN, 20), ProgressEntry(BEGIN + dt.timedelta(days=2), 90)]
    found = latest(told, BEGIN + dt.timedelta(days=1))
    assert found is not None
    assert found.percent == 20


def test_a_text_is_the_same_task_whatever_its_case_blanks_and_stops():
    assert content_key("Rà soát  TTHC; lần 2.") == content_key("rà soát tthc, lần 2")
    assert content_key("Rà soát TTHC lần 2") != content_key("Rà soát TTHC lần 3")
