"""What is paid a day to those who draw no salary from the state: the food subsidy.

TT 40/2017/TT-BTC Điều 12 grants it to guests who are not on a state payroll; TT 12/2025/TT-BTC changed the amounts. So the
rates are dated settings, typed by the office with the paper they stand on; none comes with the program.
"""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Measure = Literal["day", "half"]

MOST_AMOUNT = 100_000_000
"""Đồng a day; more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What is paid a day from a date on, and the paper that sets it."""

    id: uuid.UUID
    version: int
    valid_from: dt.date
    amount: int
    basis: str


def rate_on(rates: Sequence[Rate], day: dt.date) -> Rate | None:
    """The rate that holds on a day: the newest that has begun; None before the first."""
    begun = [rate for rate in rates if rate.valid_from <= day]
    return max(begun, key=lambda rate: rate.valid_from, default=None)


@dataclass(frozen=True, slots=True)
class Share:
    """Some days (or half-days) at one rate."""

    count: int
    rate: int
    """Đồng for one of them."""

    @property
    def amount(self) -> int:
        """What they come to."""
        return self.count * self.rate


def shares(days: Iterable[dt.date], rates: Sequence[Rate], measure: Measure) -> tuple[Share, ...]:
    """What somebody gets who came on these days (half-days: a day for each), the earliest rate first.

    A half-day is half a day's rate; a day with no rate yet counts, at 0 đồng.
    """
    dated = sorted(days)
    found: list[Share] = []
    for rate, group in itertools.groupby(dated, lambda day: rate_on(rates, day)):
        amount = rate.amount if rate is not None else 0
        found.append(Share(len(list(group)), amount // 2 if measure == "half" else amount))
    return tuple(found)
