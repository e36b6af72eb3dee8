"""Dates known to the day, to the month or only to the year, and how people write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from desktop.domain.lazy_dataclass import dataclass

YEARS = range(1970, 2200)
"""Of moments somebody could mean: beyond them a file is damaged or a finger slipped."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precisely as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        dt.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """The stored form: 1975-05-23, 1975-05 or 1975."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date of a stored form; ValueError for any other text."""
        if not _STORED.fullmatch(text):
            raise ValueError(f"not a stored date: {text!r}")
        return cls(*(int(part) for part in text.split("-")))

    def display(self) -> str:
        """The way it is read: 23/05/1975, 05/1975 or 1975."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.month:02d}/{self.year:04d}"
        return f"{self.day:02d}/{self.month:02d}/{self.year:04d}"

    def is_after(self, day: dt.date) -> bool:
        """Whether even the earliest day it may mean is later than `day`."""
        return dt.date(self.year, self.month or 1, self.day or 1) > day


_STORED = re.compile(r"\d{4}(?:-\d\d){0,2}")
_EARLIEST = 1900
_SEPARATOR = r"\s*[/.\-,\\\s]\s*"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}}|\d{{2}})")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}})(?:{_SEPARATOR}(\d{{1,2}}))?")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{4}})")
_BLANK_DAY = re.compile(r"[\s._…?xX-]*[/.\-][\s._…?xX-]*(?:(\d{1,2})?[\s._…?xX-]*[/.\-])?[\s._…?xX-]*(\d{4})")
_WORDS = re.compile(r"(?:ngày|tháng|năm|sinh|sn|ns)\b[\s.:]*", re.IGNORECASE)
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|\s*[AaPp][Mm])?$")
_ORIGIN = dt.date(1899, 12, 30)


def read_date(value: object, today: dt.date | None = None) -> PartialDate | None:
    """The birth date a cell says; None for one that is unreadable, impossible or still to come.

    Day comes before month, always: 05/23/1985 is unreadable, not guessed.
    """
    found = parse_date(value)
    if found is None or found.is_after(today or dt.date.today()):
        return None
    return found


def parse_date(value: object) -> PartialDate | None:
    """The same, but a date still to come is given too, so that it can be told apart."""
    if isinstance(value, dt.datetime):
        value = to_day(value)
    if isinstance(value, dt.date):
        return PartialDate(value.year, value.month, value.day) if value.year >= _EARLIEST else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(value) if isinstance(value, str) else None


def read_day(text: str) -> dt.date | None:
    """A day as typed of a conference, a session, a paper: whole, and a year of two digits is of this century.

    Nothing that is planned or written down today is a birth. None for anything else.
    """
    found = _from_text(text, planned=True)
    return dt.date(found.year, found.month, found.day) if found and found.month and found.day else None


_ALMOST_MIDNIGHT = dt.timedelta(minutes=10)


def to_day(moment: dt.datetime) -> dt.date:
    """The day a moment stands for: seconds before midnight are a rounding of the next day."""
    if moment.hour == 23 and moment.year < dt.MAXYEAR:
        moment += _ALMOST_MIDNIGHT
    return moment.date()


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or that month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def _from_number(number: int | float) -> PartialDate | None:
    if number != number or not 1 <= number < 1e9:
        return None
    whole = int(number)
    if 10 <= number < 100 and whole == number:
        return _two_digits(whole)
    if _EARLIEST <= number <= 2200:
        return PartialDate(whole) if whole == number else None
    if 2200 < number < 73_051:  # Excel's day numbers up to the year 2099
        day = _ORIGIN + dt.timedelta(days=int(number + _ALMOST_MIDNIGHT / dt.timedelta(days=1)))
        return PartialDate(day.year, day.month, day.day)
    if whole == number:
        return _from_digits(str(whole))
    return _from_text(repr(number))  # 5.1985 was typed as month and year


@lru_cache(16_384)
def _from_text(text: str, *, planned: bool = False) -> PartialDate | None:
    text = text.strip().strip("'’\"`()").rstrip(".,;").strip()
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        text = _WORDS.sub("/", text).strip(" /") if _WORDS.search(text) else text
        text = re.sub(r"\s*/[\s/]*", "/", text) if "//" in text or "/ /" in text else text
        if ":" in text:
            if (moment := _moment(text)) is not None:
                return moment
            text = _TIME.sub("", text).strip()
        match = _DAY_FIRST.fullmatch(text)
    if match:
        day, month, year = match.groups()
        return _made(int(f"20{year}") if planned and len(year) == 2 else _full_year(year), int(month), int(day))
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
        return _made(int(year), int(month), int(day) if day else 0)
    if match := _MONTH_YEAR.fullmatch(text):
        return _made(int(match[2]), int(match[1]), 0)
    if match := _BLANK_DAY.fullmatch(text):
        return _made(int(match[2]), int(match[1] or 0), 0)
    number = text.removesuffix(".0")
    if not (number.isascii() and number.isdigit()):
        return None
    if len(number) == 2:
        return _two_digits(int(number))
    if len(number) == 4:
        return _made(int(number), 0, 0)
    return _from_number(int(number)) if len(number) == 5 else _from_digits(number)


_HANOI = dt.timezone(dt.timedelta(hours=7))


def _moment(text: str) -> PartialDate | None:
    """The day of a moment in ISO form; one told in another time zone ("1985-05-11T17:00:00Z") is Hà Nội's day."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    day = to_day(moment.astimezone(_HANOI) if moment.tzinfo and moment.year < dt.MAXYEAR else moment)
    return _made(day.year, day.month, day.day)


def _two_digits(number: int) -> PartialDate | None:
    """A birth year of two digits, where it makes somebody of working age: 85 is 1985, 3 is 2003, 23 is none."""
    year, today = int(_full_year(f"{number:02d}")), dt.date.today().year
    return PartialDate(year) if year > today - _OLDEST else None


_OLDEST = 90


def _from_digits(digits: str) -> PartialDate | None:
    """Ddmmyyyy (its leading zero perhaps lost) or yyyymmdd: the two never fit the same digits."""
    if len(digits) not in (7, 8):
        return None
    digits = digits.zfill(8)
    return _made(int(digits[4:]), int(digits[2:4]), int(digits[:2])) or _made(
        int(digits[:4]), int(digits[4:6]), int(digits[6:])
    )


def numbers_of(text: str) -> tuple[int, int, int] | None:
    """The two numbers and the year of a date written day or month first ("5/12/1985"); None for any other text."""
    match = _DAY_FIRST.fullmatch(text.strip())
    return (int(match[1]), int(match[2]), _full_year(match[3])) if match else None


def day_of(year: int, month: int, day: int) -> PartialDate | None:
    """The date, or None where the calendar has no such day."""
    return _made(year, month, day) if month and day else None


def _full_year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    year = 2000 + int(text)
    # Nobody under fifteen goes to an official training: 12/5/85 and 12/5/19 are last century's, 12/5/03 is this one's.
    return year if year <= dt.date.today().year - 15 else year - 100


def _made(year: int, month: int, day: int) -> PartialDate | None:
    """The date, months and days of 0 standing for "not known"; None where the calendar has no such day."""
    if not _EARLIEST <= year <= 2200 or (day and not month):
        return None
    try:
        return PartialDate(year, month or None, day or None)
    except ValueError:
        return None
