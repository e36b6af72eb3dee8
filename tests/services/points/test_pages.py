"""Which pages of a point's sheet came back, and how the points stand for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.points import WHOLE, SheetOfPoint, counting, pages_come
from desktop.domain.sheet_places import Box, ColumnPlace, PagePlaces, RowPlace

BOX = Box(0, 0, 1, 1)


def page(number: int, rows: range, columns: tuple[int, ...] = (0, 1), of: int | None = None) -> PagePlaces:
    return PagePlaces(
        number, of, 210, 297, BOX, BOX,
        tuple(ColumnPlace(column, 0, 1) for column in columns), tuple(RowPlace(row, 0, 1) for row in rows),
    )  # fmt: skip


PAGES = (page(1, range(1, 11)), page(2, range(11, 21)), page(3, range(21, 26)))
BY_HALF_DAY = (page(1, range(1, 11), (0,), 0), page(1, range(1, 11), (1,), 1))


def test_a_page_came_with_a_picture_with_an_entry_on_it_or_with_a_column_typed_whole():
    assert not pages_come(PAGES, set(), {}, 2)
    assert pages_come(PAGES, {(None, 2)}, {0: set(range(11, 15)), 1: set()}, 2) == {(None, 2)}
    assert pages_come(PAGES, {(None, 2)}, {0: {11, 21}, 1: set()}, 2) == {(None, 2), (None, 3)}
    assert pages_come(PAGES, set(), {0: set()}, 2) == {(None, 1), (None, 2), (None, 3)}, "typed whole, all absent"
    assert pages_come(BY_HALF_DAY, {(0, 1)}, {0: {1}}, 2) == {(0, 1)}
    assert pages_come(BY_HALF_DAY, {(0, 1)}, {0: {1}, 1: set()}, 2) == {(0, 1), (1, 1)}
    assert not pages_come((), set(), {0: {1}}, 2)
    assert pages_come((), set(), {0: {1}, 1: set()}, 2) == {WHOLE}


@given(
    st.sets(st.sampled_from([(None, 1), (None, 2), (None, 3)])),
    st.dictionaries(st.sampled_from([0, 1]), st.sets(st.integers(1, 30))),
)
def test_a_picture_more_or_a_line_more_never_takes_a_page_away(pictured, typed):
    come = pages_come(PAGES, pictured, typed, 2)
    assert come >= pictured
    for column, rows in typed.items():
        assert pages_come(PAGES, pictured, {**typed, column: rows | {11}}, 2) >= come | {(None, 2)}
    # The first picture of a column ends that whoever typed it said all of it: unless they did, more is never less.
    if pictured:
        assert pages_come(PAGES, pictured | {(None, 1)}, typed, 2) >= come


def sheet(number: int, sessions: str, missing: int = 1, *, begun: bool = False) -> SheetOfPoint:
    import datetime as dt

    pages = tuple((None, page + 1) for page in range(2))
    last = dt.datetime(2018, 5, 24, tzinfo=dt.UTC) if begun else None
    return SheetOfPoint(number, (), frozenset(sessions), pages, pages[:missing], last)


def test_of_sheets_for_the_same_sessions_those_that_began_to_come_count_or_else_the_newest():
    def counted(*sheets: SheetOfPoint, followed: str = "abc") -> list[int]:
        return [each.number for each in counting(sheets, followed)]

    assert counted(sheet(3, "c"), sheet(1, "ab"), sheet(2, "ab")) == [2, 3]
    assert counted(sheet(1, "ab", begun=True), sheet(2, "ab")) == [1]
    assert counted(sheet(1, "ab"), sheet(2, "a"), sheet(3, "b")) == [2, 3], "one for both, then one for each"
    assert counted(sheet(1, "ab"), sheet(2, "a")) == [1, 2]
    assert counted(sheet(1, "ab"), sheet(2, "b"), followed="b") == [2], "made before the morning was not for them"
    assert counted(sheet(1, "a", begun=True), sheet(2, "bd"), followed="c") == [], "nobody there signs for those"
    assert counted() == []
