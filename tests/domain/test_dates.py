"""Birth dates, as precisely as people wrote them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dates import PartialDate, parse_date, read_date, read_day

TODAY = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("23/05/1985", "1985-05-23"),
        ("3/5/1985", "1985-05-03"),
        ("3-5-85", "1985-05-03"),
        ("12/5/03", "2003-05-12"),
        ("23.05.1985", "1985-05-23"),
        ("23/05/1985.", "1985-05-23"),
        ("'23/05/1985", "1985-05-23"),
        ("23 / 5 / 1985", "1985-05-23"),
        ("1985-05-23", "1985-05-23"),
        ("1985-05-23 00:00:00", "1985-05-23"),
        ("1985-05-23T00:00:00", "1985-05-23"),
        ("ngày 23 tháng 5 năm 1985", "1985-05-23"),
        ("23051985", "1985-05-23"),
        (5031985, "1985-03-05"),
        ("19850523", "1985-05-23"),
        (43243, "2018-05-23"),
        (43243.0, "2018-05-23"),
        ("43243", "2018-05-23"),
        (31190, "1985-05-23"),
        (dt.datetime(1985, 5, 23), "1985-05-23"),
        (dt.date(1985, 5, 23), "1985-05-23"),
        ("05/1985", "1985-05"),
        ("5-1985", "1985-05"),
        ("1985-05", "1985-05"),
        ("  /5/1985", "1985-05"),
        ("00/05/1985", "1985-05"),
        ("tháng 5/1985", "1985-05"),
        (5.1985, "1985-05"),
        (1985, "1985"),
        (1985.0, "1985"),
        ("1985", "1985"),
        ("  /  /1985", "1985"),
        ("../../1985", "1985"),
        ("00/00/1985", "1985"),
        ("Sinh năm 1985", "1985"),
        (85, "1985"),
        ("85", "1985"),
        ("03", "2003"),
        (dt.datetime(1985, 5, 22, 23, 59, 59, 990_000), "1985-05-23"),
        (31189.99999, "1985-05-23"),
        ("22/05/1985 23:59", "1985-05-22"),
        ("1985-05-22T17:00:00.000Z", "1985-05-23"),
    ],
)
def test_a_date_keeps_the_precision_it_was_written_with(written: object, stored: str) -> None:
    assert str(read_date(written, TODAY)) == stored


@pytest.mark.parametrize(
    "written",
    ["05/23/1985", "31/02/1985", "32/01/1985", "29/02/1985", "0/13/1985", "abc", "", "23/5", "1/1/1", "1812", True, None,
     "23/5/2050", 70000, -5, float("nan"), 0, dt.time(8, 0), "12345678", "1234567890123", 20, "20", 5],
)  # fmt: skip
def test_an_impossible_or_future_date_is_unreadable_and_month_first_is_never_guessed(written: object) -> None:
    assert read_date(written, TODAY) is None


def test_a_future_date_can_be_told_from_nonsense() -> None:
    future = parse_date("23/5/2050")
    assert future is not None
    assert future.is_after(TODAY)
    assert parse_date("31/02/1985") is None


@given(st.dates(dt.date(1910, 1, 1), dt.date(2010, 12, 31)))
def test_every_way_of_writing_one_day_reads_as_that_day(day: dt.date) -> None:
    expected = PartialDate(day.year, day.month, day.day)
    serial = (day - dt.date(1899, 12, 30)).days
    for written in (
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%Y-%m-%d}",
        serial,
    ):
        assert read_date(written, TODAY) == expected
    assert PartialDate.parse(str(expected)) == expected
    assert read_date(expected.display(), TODAY) == expected


@given(st.integers(1900, 2020), st.integers(1, 12) | st.none())
def test_partial_dates_survive_being_stored_and_shown(year: int, month: int | None) -> None:
    date = PartialDate(year, month)
    assert PartialDate.parse(str(date)) == date
    assert read_date(date.display(), TODAY) == date


@given(st.text() | st.integers() | st.floats())
def test_anything_can_be_read_without_an_exception(value: object) -> None:
    read_date(value)


@pytest.mark.parametrize("text", ["", "85", "1985-5-23", "1985-13", "1985-02-30", "x"])
def test_only_stored_forms_parse(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23/5/26", dt.date(2026, 5, 23)),
        ("23 / 05 / 85", dt.date(2085, 5, 23)),
        ("23 5 19", dt.date(2019, 5, 23)),
        ("23,5,26", dt.date(2026, 5, 23)),
        ("ngày 23 tháng 5 năm 26", dt.date(2026, 5, 23)),
        ("23.05.2018", dt.date(2018, 5, 23)),
        ("2018-5-23", dt.date(2018, 5, 23)),
        ("23052026", dt.date(2026, 5, 23)),
        ("5/2026", None),
        ("26", None),
        ("31/4/26", None),
        ("05/23/26", None),
        ("", None),
    ],
)
def test_a_day_that_is_planned_is_of_this_century_however_it_is_typed(text, day):
    assert read_day(text) == day
