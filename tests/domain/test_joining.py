"""Who stands for whom, and which word counts: functions of what was said, whatever the order."""

from __future__ import annotations

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.joining import Join, Word, that_counts, who_stands

START = dt.datetime(2026, 5, 4, 7, tzinfo=dt.UTC)
PEOPLE = [uuid.UUID(int=number) for number in range(1, 7)]
A, B, C, *_REST = PEOPLE


def _at(minute: int) -> dt.datetime:
    return START + dt.timedelta(minutes=minute)


JOINS = st.dictionaries(
    st.sampled_from(PEOPLE), st.builds(Join, st.sampled_from(PEOPLE), st.integers(0, 5).map(_at)), max_size=6
)


@given(joins=JOINS, order=st.randoms(use_true_random=False))
def test_who_stands_follows_from_the_joins_in_whatever_order_they_came(
    joins: dict[uuid.UUID, Join], order: object
) -> None:
    shuffled = list(joins.items())
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert who_stands(joins) == who_stands(dict(shuffled))


@given(joins=JOINS)
def test_everyone_is_led_to_somebody_who_stands_and_nobody_is_lost(joins: dict[uuid.UUID, Join]) -> None:
    together = who_stands(joins)
    for key in PEOPLE:
        assert together.one(together.one(key)) == together.one(key)
        assert key in together.members(key)
        assert together.members(key) == together.members(together.one(key))
    for key, join in joins.items():
        assert together.one(key) == together.one(join.into)  # whoever was said to be one is one


def test_a_chain_leads_to_its_end() -> None:
    together = who_stands({C: Join(B, _at(1)), B: Join(A, _at(2))})
    assert (together.one(C), together.one(B), together.members(A)) == (A, A, (A, B, C))


def test_of_two_who_were_joined_the_other_way_round_the_later_word_counts() -> None:
    assert who_stands({B: Join(A, _at(1)), A: Join(B, _at(2))}).one(A) == B
    assert who_stands({B: Join(A, _at(3)), A: Join(B, _at(2))}).one(B) == A


def test_the_later_word_about_any_of_them_counts_and_of_one_moment_that_about_who_stands() -> None:
    stays, ill = Word(None, "registered", ""), Word(_at(1), "cancelled", "ốm")
    assert that_counts(stays, [ill]) == ill
    assert that_counts(Word(_at(2), "registered", ""), [ill]).state == "registered"
    assert that_counts(Word(_at(1), "cancelled", ""), [Word(_at(1), "registered", "")]).state == "cancelled"


def test_somebody_struck_out_as_one_too_many_stays_as_the_other() -> None:
    on, off = Word(None, "registered", ""), Word(_at(5), "removed", "")
    assert that_counts(off, [on]) == that_counts(on, [off]) == on
    assert that_counts(off, [Word(_at(6), "removed", "")]).state == "removed"
