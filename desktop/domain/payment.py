"""The list of payments: the food subsidy of those who draw no salary from the state.

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

from desktop.domain.attendance_sheet import GroupBy, Order, SheetHeading
from desktop.domain.documents import fields
from desktop.domain.documents.frame import Letterhead

Counted = Literal["attended", "registered"]
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
class PaymentOptions:
    """What is counted, and how the list is laid out."""

    counted: Counted = fields.pick("attended", "registered")
    measure: Measure = fields.pick("day", "half")
    group_by: GroupBy = fields.pick("none", "unit", "role")
    sort: Order = fields.pick("unit", "name")
    content: str = fields.text()
    landscape: bool = fields.flag(False)


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


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One person to be paid; several shares where the rate changed in the middle."""

    number: int
    full_name: str
    honorific: str
    unit: str
    shares: tuple[Share, ...]

    @property
    def amount(self) -> int:
        """What they get."""
        return sum(share.amount for share in self.shares)


@dataclass(frozen=True, slots=True)
class PaymentBlock:
    """Rows under the headings that open with them."""

    rows: tuple[PaymentRow, ...]
    headings: tuple[SheetHeading, ...] = ()


@dataclass(frozen=True, slots=True)
class PaymentContent:
    """The list before it is laid out."""

    conference_title: str
    letterhead: Letterhead
    blocks: tuple[PaymentBlock, ...]
    rates: tuple[Rate, ...]
    """Those that were used, the oldest first."""
    options: PaymentOptions

    @property
    def total(self) -> int:
        """How many people are on it."""
        return sum(len(block.rows) for block in self.blocks)

    @property
    def amount(self) -> int:
        """What is paid in all."""
        return sum(row.amount for block in self.blocks for row in block.rows)

    @property
    def count(self) -> int:
        """How many days (or half-days) are paid in all."""
        return sum(share.count for block in self.blocks for row in block.rows for share in row.shares)


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
