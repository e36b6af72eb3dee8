"""How times, dates, counts, rates, names and codes are written, in both languages."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import i18n
from desktop.domain.decimals import read_decimal
from desktop.wording import formats, opinions, tasks, training

DAY = dt.date(2018, 5, 23)
ROOT = Path(__file__).resolve().parents[2] / "desktop"


def test_a_date_is_written_day_month_year_and_none_is_nothing():
    assert (formats.date_text(DAY), formats.short_date_text(DAY), formats.date_text(None)) == (
        "23/05/2018",
        "23/05",
        "",
    )


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (DAY, None, "23/05/2018"),
        (None, DAY, "23/05/2018"),
        (DAY, DAY, "23/05/2018"),
        (DAY, dt.date(2018, 5, 24), "23–24/05/2018"),
        (DAY, dt.date(2018, 6, 1), "23/05/2018 – 01/06/2018"),
        (None, None, ""),
    ],
)
def test_days_of_one_month_share_it(first, last, text):
    assert formats.dates_text(first, last) == text


def test_a_time_of_the_agenda_is_local_and_a_mark_s_is_turned_into_local_time():
    morning = dt.datetime(2018, 5, 23, 7, 48, 5)
    assert formats.clock_text(morning) == "07:48"
    assert formats.clock_text(morning.astimezone().astimezone(dt.UTC), seconds=True) == "07:48:05"
    assert formats.moment_text(morning.astimezone(dt.UTC)) == "07:48 23/05/2018"
    assert formats.when_text(morning, morning.replace(hour=11, minute=30)) == "23/05/2018 07:48–11:30"
    assert formats.clock_text(None) == formats.moment_text(None) == ""


@pytest.mark.parametrize(
    ("language", "number", "rates"),
    [("vi", "1.200.000", ["95,3%", "100%", "0%", "–"]), ("en", "1,200,000", ["95.3%", "100%", "0%", "–"])],
)
def test_numbers_and_rates_are_written_as_the_language_does(language, number, rates):
    i18n.install(language)
    assert formats.number_text(1_200_000) == number
    assert [formats.percent_text(rate) for rate in (0.9532, 1.0, 0.0, None)] == rates
    assert formats.percent_text(0.456, 0) == "46%"


@pytest.mark.parametrize(("language", "point", "parted"), [("vi", ",", "."), ("en", ".", ",")])
def test_a_decimal_parts_its_thousands_and_a_typed_one_does_not(language, point, parted):
    i18n.install(language)
    assert formats.decimal_text(1204.5, 2) == f"1{parted}204{point}50"
    assert formats.decimal_text(-1204.5, 2, trimmed=True) == f"-1{parted}204{point}5"
    assert formats.decimal_text(-0.001, 2, trimmed=True) == "0"
    assert (training.hours_text(1204), training.hours_text(1204.5)) == (f"1{parted}204", f"1{parted}204{point}5")
    assert opinions.change_text(4.0, 4.12) == f"\N{MINUS SIGN}0{point}12"
    assert formats.typed_decimal_text(1204.5, 4) == "1204,5"


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 4)))
def test_what_stands_typed_in_a_field_is_read_again_as_the_same(value):
    assert read_decimal(formats.typed_decimal_text(value, 4)) == value


def test_a_count_stands_before_its_thing():
    i18n.install("en")
    assert [formats.attendees_text(1), formats.attendees_text(1200)] == ["1 attendee", "1,200 attendees"]
    i18n.install("vi")
    assert formats.attendees_text(1200) == "1.200 đại biểu"


def test_a_name_has_what_stands_before_it_and_no_blank_without():
    who = SimpleNamespace(honorific="Thầy", full_name="Nguyễn Văn Thử")
    assert formats.full_name_text(who) == "Thầy Nguyễn Văn Thử"
    assert formats.full_name_text(SimpleNamespace(honorific="", full_name="Lê Thử")) == "Lê Thử"


def test_a_badge_code_is_grouped_and_a_desk_called_a_desk():
    i18n.install("vi")
    assert formats.code_text("10100017") == "1010 0017"
    assert [formats.desk_text(desk) for desk in ("Bàn 2", "Sảnh A")] == ["Bàn 2", "Bàn Sảnh A"]


@pytest.mark.parametrize(("language", "said"), [("vi", "1.525 đại biểu"), ("en", "1,525 attendees")])
def test_every_message_that_tells_a_count_parts_its_thousands(language, said):
    i18n.install(language)
    assert i18n.ngettext("{count} attendee", "{count} attendees", 1525).format(count=1525) == said
    assert "1.525" in said.replace(",", ".")
    assert i18n._("No certificate: {count}").format(count=20_000)[-6:].replace(",", ".") == "20.000"


_OWN = {
    "wording/formats.py",
    "wording/frame.py",  # the official place and date of a paper
    "gui/widgets/attendance_parts.py",  # an axis of minutes
    "papers/invitation/words.py",  # running text of letters
    "papers/door_list/layout.py",  # a name in two columns
}
"""Where times, dates and whole names are written, and by which right besides."""


@pytest.mark.parametrize("room", ["gui", "wording", "commands", "excel", "services", "papers"])
def test_nothing_else_writes_a_time_a_date_or_a_whole_name(room):
    by_hand = re.compile(r'\{[^{}]*:%(?:d/|H)[^{}]*\}|strftime|\.honorific\} \{|:,\}|:\.\d?%\}|\.replace\("\.", ","\)')
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / room).rglob("*.py"))
        if path.relative_to(ROOT).as_posix() not in _OWN
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if by_hand.search(line)
    ]
    assert found == []


def test_what_is_not_whole_never_reads_as_a_hundred_per_cent():
    shown = [tasks.percent(each).replace(",", ".") for each in (99.999999, 99.96, 100.0, 12.34)]
    assert shown == ["99.9%", "99.9%", "100%", "12.3%"]
