"""A column of birth dates is judged as a whole."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desktop.excel.understanding.table_row import TableRow
from desktop.services.importing.birth_columns import judge_births
from desktop.services.importing.cleaning import clean


def judged(*births: object) -> tuple[list[str | None], dict[int, str]]:
    """The dates that come out, and the code told for each row by its place."""
    rows = [TableRow(place, (), {"full_name": "Lê An", "birth": birth}) for place, birth in enumerate(births)]  # type: ignore[dict-item]
    told = judge_births(rows)
    return [clean(row)[0].get("birth") for row in rows], {place: problem.code for place, problem in told.items()}


def day(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def test_a_year_typed_into_a_date_cell_is_the_year() -> None:
    dates, told = judged(day("1905-05-28"), "04/06/1905", day("1979-05-06"), day("1909-05-29"))
    assert dates == ["1975", "1982", "1979-05-06", "1975"]
    assert told == dict.fromkeys((0, 1, 3), "birth.year_in_date")


def test_dates_under_13_beside_texts_over_12_may_be_exchanged() -> None:
    dates, told = judged(
        day("1980-03-04"), "25/03/1979", day("1985-12-05"), "17/11/1990", day("1990-06-06"), "30/06/1988"
    )
    assert dates == ["1980-03-04", "1979-03-25", "1985-12-05", "1990-11-17", "1990-06-06", "1988-06-30"]
    assert told == {0: "birth.exchanged", 2: "birth.exchanged"}  # the sixth of June is itself either way


def test_the_other_reading_of_an_exchanged_date_is_told() -> None:
    rows = [
        TableRow(0, (), {"birth": birth})
        for birth in (day("1980-03-04"), day("1981-03-05"), "25/03/1979", "25/04/1979")
    ]
    assert judge_births(rows)[0].details == {"value": "04/03/1980", "after": "04/03/1980", "other": "03/04/1980"}


def test_a_date_over_12_or_a_text_under_13_says_that_nothing_was_exchanged() -> None:
    assert judged(day("1980-03-04"), "25/03/1979", day("1985-12-25"), "17/11/1990", "30/06/1988")[1] == {}
    assert judged(day("1980-03-04"), "25/03/1979", day("1985-12-05"), "07/11/1990", "08/06/1988")[1] == {}
    assert judged(day("1980-03-04"), day("1985-12-05"), day("1985-11-06"))[1] == {}


def test_a_column_with_values_that_only_fit_month_first_is_read_so_and_told() -> None:
    dates, told = judged("03/04/1980", "12/25/1979", "05/12/1985", "6/6/1986", "1980", None)
    assert dates == ["1980-03-04", "1979-12-25", "1985-05-12", "1986-06-06", "1980", None]
    assert told == dict.fromkeys((0, 1, 2), "birth.month_first")


def test_where_both_orders_are_proved_those_that_fit_both_are_told_and_read_day_first() -> None:
    dates, told = judged("03/04/1980", "12/25/1979", "25/12/1985")
    assert dates == ["1980-04-03", None, "1985-12-25"]
    assert told == {0: "birth.exchanged"}


def test_one_slip_in_a_long_column_puts_nobody_else_in_doubt() -> None:
    dates, told = judged(*["13/04/1980"] * 20, "12/25/1979", "01/02/1990")
    assert dates[-2:] == [None, "1990-02-01"]
    assert told == {}


def test_midnights_written_in_another_time_zone_are_the_day_that_was_meant() -> None:
    dates, told = judged(day("1985-05-11T17:00"), day("1970-05-11T16:00"), day("1980-01-31T17:00"))
    assert dates == ["1985-05-12", "1970-05-12", "1980-02-01"]
    assert set(told.values()) == {"birth.time_zone"}


@given(st.lists(st.dates(dt.date(1930, 1, 1), dt.date(2010, 12, 31))))
def test_a_column_of_sound_dates_is_left_alone(days: list[dt.date]) -> None:
    expected = [day.isoformat() for day in days]
    assert judged(*days) == (expected, {})
    assert judged(*[f"{day:%d/%m/%Y}" for day in days]) == (expected, {})


@given(st.lists(st.none() | st.text(max_size=12) | st.integers() | st.floats() | st.datetimes() | st.dates()))
def test_any_column_is_judged_without_an_exception(values: list[object]) -> None:
    dates, told = judged(*values)
    assert len(dates) == len(values)
    assert all(0 <= place < len(values) for place in told)
