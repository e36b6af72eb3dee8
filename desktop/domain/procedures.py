"""Proposals to change or abolish administrative procedures (TTHC), with the fields of form 02/RS-KSTT, part I.

The form: Phụ lục VI of TT 02/2017/TT-VPCP.
"""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum

from desktop.domain.errors import InvalidInput
from desktop.domain.lazy_dataclass import dataclass

MOST_DAYS = 10_000
MOST_COST = 1e15
"""Đồng a year: more is a slip of the finger."""


class ProposalKind(StrEnum):
    """What is proposed: sửa đổi, bổ sung, thay thế, bãi bỏ, hủy bỏ."""

    AMEND = "amend"
    SUPPLEMENT = "supplement"
    REPLACE = "replace"
    ABOLISH = "abolish"
    CANCEL = "cancel"


class ProposalState(StrEnum):
    """How far it is, worked out from its days."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A proposal as it is typed."""

    name: str
    """Of the procedure."""
    kind: ProposalKind = ProposalKind.AMEND
    code: str = ""
    """Of its file in the national database of procedures."""
    field: str = ""
    basis: str = ""
    """The documents that lay it down."""
    reviewed_by: str = ""
    unit_id: uuid.UUID | None = None
    """The unit that proposes."""
    reason: str = ""
    changes: str = ""
    """What changes: papers asked for, time, forms, fees, the way."""
    saved_days: float | None = None
    saved_cost: float | None = None
    """Đồng a year."""
    sent_to: str = ""
    sent_on: dt.date | None = None
    answer: str = ""
    answered_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal as it is kept."""

    id: uuid.UUID
    version: int
    conference_id: uuid.UUID
    number: int
    unit: str
    """Who answers for it now; "" for none."""
    proposed: NewProposal

    @property
    def state(self) -> ProposalState:
        """How far it is."""
        if self.proposed.answer or self.proposed.answered_on:
            return ProposalState.ANSWERED
        return ProposalState.SENT if self.proposed.sent_on else ProposalState.DRAFT


def check(proposed: NewProposal) -> None:
    """Raise InvalidInput beside the field for what can't be."""
    for name, value, most in (
        ("saved_days", proposed.saved_days, MOST_DAYS),
        ("saved_cost", proposed.saved_cost, MOST_COST),
    ):
        if value is not None and not 0 <= value <= most:
            raise InvalidInput("procedure.number", field=name, value=f"{value:g}")
    if proposed.sent_on and proposed.answered_on and proposed.answered_on < proposed.sent_on:
        raise InvalidInput("procedure.answered_before", field="answered_on", value=proposed.answered_on)
