"""What is counted on the list of payments, and who gets how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields
from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.people import ORDERS, Block, GroupBy, Order, PersonOnPaper
from desktop.domain.payment import Measure, Rate, Share

Counted = Literal["attended", "registered"]


@dataclass(frozen=True, slots=True)
class PaymentOptions:
    """What is counted, and how the list is laid out."""

    counted: Counted = fields.pick("attended", "registered")
    measure: Measure = fields.pick("day", "half")
    group_by: GroupBy = fields.pick("none", "unit", "role")
    sort: Order = fields.pick(*ORDERS)
    content: str = fields.text()
    landscape: bool = fields.flag(False)


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One person to be paid; several shares where the rate changed in the middle."""

    person: PersonOnPaper
    shares: tuple[Share, ...]

    @property
    def amount(self) -> int:
        """What they get."""
        return sum(share.amount for share in self.shares)


@dataclass(frozen=True, slots=True)
class PaymentContent:
    """The list before it is laid out."""

    conference_title: str
    letterhead: Letterhead
    blocks: tuple[Block[PaymentRow], ...]
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
