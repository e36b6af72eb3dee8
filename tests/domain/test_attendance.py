"""What a set of marks comes to, whatever order it came in: the rules that let desks work apart."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attendance import (
    THERE,
    Doubt,
    Mark,
    MarkKind,
    Method,
    State,
    Status,
    fold,
    live,
    marked,
    says_status,
)

EIGHT = dt.datetime(2018, 5, 23, 1, tzinfo=dt.UTC)
LATE = EIGHT + dt.timedelta(minutes=15)
SAYS_THERE = (MarkKind.IN, MarkKind.PRESENT, MarkKind.LATE)

_minutes = st.integers(-30, 60).map(lambda minute: EIGHT + dt.timedelta(minutes=minute))
_desks = st.sampled_from(["Bàn 1", "Bàn 2", "Bàn 3"])


@st.composite
def _sets_of_marks(draw: st.DrawFn) -> list[Mark]:
    """Marks of one attendance; some take back others, or marks that have not arrived yet."""
    count = draw(st.integers(0, 8))
    ids = [uuid.UUID(int=draw(st.integers(0, 2**128 - 1))) for _ in range(count)]
    marks = []
    for key in dict.fromkeys(ids):
        kind = draw(st.sampled_from(list(MarkKind)))
        rest = kind in (MarkKind.PRESENT, MarkKind.ABSENT) and draw(st.booleans())
        marks.append(
            Mark(
                key,
                kind,
                draw(_minutes),
                draw(_minutes),
                draw(_desks),
                Method.REST if rest else draw(st.sampled_from([Method.SCAN, Method.PAPER])),
                draw(st.sampled_from([*ids, uuid.UUID(int=7)])) if kind == MarkKind.ANNUL else None,
                draw(st.sampled_from(["", "đi họp", "ốm"])),
            )
        )
    return marks


def _mark(kind: MarkKind, minute: int = 0, said: int | None = None, **given: object) -> Mark:
    """A mark of something that happened at 8:00 and so many minutes, said then or `said` minutes after eight."""
    at, recorded = (EIGHT + dt.timedelta(minutes=each) for each in (minute, minute if said is None else said))
    values: dict[str, object] = {"desk": "Bàn 1", "method": Method.SCAN, **given}
    return Mark(uuid.uuid4(), kind, at, recorded, **values)


def _back(mark: Mark, minute: int = 30) -> Mark:
    return _mark(MarkKind.ANNUL, minute, annuls_id=mark.id)


@given(_sets_of_marks().flatmap(lambda marks: st.tuples(st.just(marks), st.permutations(marks))))
def test_the_order_in_which_marks_come_changes_nothing(both):
    marks, shuffled = both
    assert fold(marks, LATE) == fold(shuffled, LATE)
    assert marked(marks) == marked(shuffled)


@given(_sets_of_marks(), st.data())
def test_a_mark_heard_again_changes_nothing(marks, data):
    again = data.draw(st.lists(st.sampled_from(marks), max_size=5)) if marks else []
    assert fold([*marks, *again], LATE) == fold(marks, LATE)


@given(_sets_of_marks())
def test_whoever_was_let_in_and_not_taken_back_is_there(marks):
    said = [mark for mark in live(marks) if mark.kind in SAYS_THERE and mark.method != Method.REST]
    if said:
        assert fold(marks, LATE).status in THERE
    if any(mark.kind == MarkKind.IN for mark in live(marks)):
        assert fold(marks, LATE).arrived_at == min(mark.at for mark in live(marks) if mark.kind == MarkKind.IN)


@given(_sets_of_marks())
def test_what_was_filled_in_for_the_rest_gives_way_to_any_word(marks):
    said = [mark for mark in live(marks) if says_status(mark) and mark.method != Method.REST]
    if said:
        without = [mark for mark in marks if mark.method != Method.REST or not says_status(mark)]
        assert fold(marks, LATE) == fold(without, LATE)


@given(_sets_of_marks(), st.data())
def test_a_mark_taken_back_is_as_if_never_said_whichever_came_first(marks, data):
    if not marks:
        return
    mark = data.draw(st.sampled_from(marks))
    if mark.kind == MarkKind.ANNUL:
        return
    taken_back = data.draw(st.permutations([*marks, _back(mark)]))
    never_said = [each for each in marks if each.id != mark.id]
    assert fold(taken_back, LATE) == fold(never_said, LATE)


@given(_sets_of_marks(), st.data())
def test_to_take_back_what_took_back_says_the_thing_again(marks, data):
    if not marks:
        return
    taken = _back(data.draw(st.sampled_from(marks)))
    steps = [marks, [*marks, taken], [*marks, taken, again := _back(taken)], [*marks, taken, again, _back(again)]]
    first, second, third, fourth = (fold(data.draw(st.permutations(step)), LATE) for step in steps)
    assert (third, fourth) == (first, second)


@given(_sets_of_marks())
def test_with_everything_taken_back_nothing_is_recorded(marks):
    everything = [_back(mark) for mark in marks if mark.kind != MarkKind.ANNUL]
    assert fold([*everything, *marks], LATE) == State()


@given(_sets_of_marks())
def test_only_who_is_there_has_times_and_only_who_came_can_have_left_after(marks):
    state = fold(marks, LATE)
    if state.status not in THERE:
        assert (state.arrived_at, state.left_at) == (None, None)
    if state.arrived_at and state.left_at:
        last = max(mark.at for mark in live(marks) if mark.kind == MarkKind.IN)
        assert state.left_at >= last


@given(_sets_of_marks(), _minutes, _minutes)
def test_a_threshold_says_only_whether_late(marks, one, other):
    first, second = fold(marks, one), fold(marks, other)
    assert replace(first, status=second.status) == second
    if first.status != second.status:
        assert {first.status, second.status} == THERE


@pytest.mark.parametrize(
    ("marks", "state"),
    [
        ((), (Status.UNRECORDED, "")),
        (((MarkKind.IN, 14),), (Status.PRESENT, "")),
        (((MarkKind.IN, 15),), (Status.PRESENT, "")),
        (((MarkKind.IN, 16),), (Status.LATE, "")),
        (((MarkKind.IN, 16), (MarkKind.PRESENT, 20)), (Status.PRESENT, "")),
        (((MarkKind.IN, 1), (MarkKind.LATE, 20)), (Status.LATE, "")),
        (((MarkKind.EXCUSED, -30), (MarkKind.IN, 5)), (Status.PRESENT, "")),
        (((MarkKind.IN, 5), (MarkKind.EXCUSED, 10)), (Status.PRESENT, Doubt.CONTRADICTION)),
        (((MarkKind.ABSENT, -5), (MarkKind.IN, 5)), (Status.PRESENT, Doubt.CONTRADICTION)),
        (((MarkKind.IN, 5), (MarkKind.ABSENT, 10)), (Status.PRESENT, Doubt.CONTRADICTION)),
        (((MarkKind.EXCUSED, 5), (MarkKind.ABSENT, 10)), (Status.ABSENT, Doubt.CONTRADICTION)),
        (((MarkKind.IN, 1), (MarkKind.IN, 2)), (Status.PRESENT, Doubt.TWICE)),
        (((MarkKind.IN, 1), (MarkKind.LEFT, 2), (MarkKind.IN, 3)), (Status.PRESENT, "")),
        (((MarkKind.IN, 1), (MarkKind.LEFT, 2), (MarkKind.IN, 3), (MarkKind.IN, 4)), (Status.PRESENT, Doubt.TWICE)),
    ],
)
def test_words_and_arrivals_come_to_one_status_and_tell_their_doubt(marks, state):
    come_to = fold([_mark(kind, minute) for kind, minute in marks], LATE)
    assert (come_to.status, come_to.doubt) == state


def test_who_comes_back_in_the_minute_of_leaving_is_back():
    arrival, departure = _mark(MarkKind.IN, -10), _mark(MarkKind.LEFT, 30, said=31)
    assert fold([arrival, departure]).left_at == departure.at
    assert fold([arrival, departure, _mark(MarkKind.IN, 30, said=32)]) == State(
        Status.PRESENT, arrival.at, None, "Bàn 1"
    )


def test_the_newest_remark_stands_and_an_empty_one_takes_it_away():
    remarks = [_mark(MarkKind.REMARK, minute, reason=text) for minute, text in ((1, "về sớm"), (2, "về lúc 10:00"))]
    assert fold(remarks).remark == "về lúc 10:00"
    assert fold([*remarks, _mark(MarkKind.REMARK, 3)]).remark == ""


def test_the_state_names_the_desk_that_let_in_first():
    later = _mark(MarkKind.IN, 5, desk="Bàn 1")
    earlier = _mark(MarkKind.IN, 2, desk="Bàn 2")
    assert fold([later, earlier]).desk == "Bàn 2"
