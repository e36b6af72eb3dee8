"""How times, dates, counts, rates, names and codes are written, in both languages."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop import i18n
from desktop.wording import formats, tasks

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


_OWN = {"wording/formats.py", "wording/frame.py", "gui/widgets/attendance_parts.py"}
"""Where times and dates are written: here, in the official place and date of a paper, on an axis of minutes."""


@pytest.mark.parametrize("room", ["gui", "wording", "commands", "excel/writing"])
def test_nothing_else_writes_a_time_a_date_or_a_whole_name(room):
    by_hand = re.compile(r"\{[^{}]*:%(?:d/|H)[^{}]*\}|strftime|\.honorific\} \{|:,\}|:\.\d?%\}")
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
