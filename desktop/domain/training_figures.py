"""Figures of a span of time: how many people, turns and training hours, and by what they are told apart."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from desktop.domain.lazy_dataclass import dataclass


class By(StrEnum):
    """What figures are told apart by."""

    PROGRAMME = "programme"
    CONFERENCE = "conference"
    UNIT = "unit"
    UNIT_KIND = "unit-kind"
    GROUP = "group"
    STAFF_KIND = "staff-kind"
    SEX = "sex"
    FORM = "form"
    FUND = "fund"


@dataclass(frozen=True, slots=True)
class Count:
    """How many."""

    people: int = 0
    """Each person once."""
    turns: int = 0
    """Each person once for each conference at which they were."""
    hours: float = 0.0
    """Training hours (tiết), all turns together."""
    paid: int = 0
    """Đồng, by the rates of the days on which those came who draw no salary from the state."""


@dataclass(frozen=True, slots=True)
class TurnLine:
    """A turn as a list shows it."""

    line: str
    """The `FigureLine.key` under which it is counted; "" where they are not told apart."""
    person_id: str
    full_name: str
    unit: str
    position: str
    group: str
    conference: str
    starts_on: dt.date | None
    hours: float
    paid: int


@dataclass(frozen=True, slots=True)
class FigureLine:
    """The figures of one unit, group …; `key` is the word the record keeps ("ward"), or the name itself."""

    key: str
    count: Count


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the days from `first` to `last`, both included."""

    first: dt.date
    last: dt.date
    by: By | None
    total: Count
    lines: tuple[FigureLine, ...] = ()
    """The most turns first. People who are in several are counted in each, so that lines may add up to more people."""
