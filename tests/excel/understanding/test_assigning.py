"""Pairs of fields and columns whose scores together are the greatest."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from desktop.excel.understanding.assigning import assign

FIELDS = "abcd"
SCORES = st.dictionaries(
    st.tuples(st.sampled_from(FIELDS), st.integers(0, 3)), st.integers(-20, 20).map(float), max_size=16
)


def best(scores: dict[tuple[str, int], float]) -> float:
    """The greatest sum, found by trying everything."""
    return max(
        sum(max(scores.get((field, column), 0.0), 0.0) for field, column in zip(FIELDS, order, strict=True))
        for order in permutations(range(4))
    )


@given(SCORES)
def test_no_other_choice_of_columns_is_worth_more(scores: dict[tuple[str, int], float]) -> None:
    chosen = assign(scores)
    assert len(set(chosen.values())) == len(chosen)
    assert sum(scores[pair] for pair in chosen.items()) == best(scores)


def test_a_field_gives_way_where_another_has_only_that_column() -> None:
    assert assign({("unit", 3): 5.0, ("unit", 4): 4.0, ("department", 3): 3.0}) == {"unit": 4, "department": 3}


def test_what_speaks_against_a_field_leaves_it_without_a_column() -> None:
    assert assign({("email", 2): -1.0, ("phone", 2): 0.0}) == {}
