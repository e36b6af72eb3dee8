"""The conference's rule for certificates, and how they are printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields
from desktop.domain.documents.people import ORDERS, Order

Measure = Literal["sessions", "half_days"]
Least = Literal["share", "count"]
PaperSize = Literal["a4", "a5"]
Border = Literal["ornate", "plain", "none"]


@dataclass(frozen=True, slots=True)
class CertificateOptions:
    """The conference's rule, how numbers run, and what the paper says where it is not the usual."""

    measure: Measure = fields.pick("sessions", "half_days")
    least: Least = fields.pick("share", "count")
    share: int = fields.number(80, 1, 100, step=5, when=("least", "share"))
    """Per cent of what somebody was expected at, rounded up to whole sessions."""
    count: int = fields.number(1, 1, 99, when=("least", "count"))
    """Never more than somebody was expected at."""
    late_counts: bool = fields.flag(True)
    excused_counts: bool = fields.flag(False)
    walk_ins: bool = fields.flag(True)
    needs_birth: bool = fields.flag(False)
    first_number: int = fields.number(1, 1, 99_999)
    """The office's register runs through the year: where this conference's numbers begin."""
    abbreviation: str = fields.text("GCN")
    issued_on: dt.date | None = fields.day()
    """None: the last day of the conference."""
    decision: str = fields.text(lines=2)
    title: str = fields.text()
    phrase: str = fields.text()
    course: str = fields.text(lines=2)
    only_new: bool = fields.flag(False)
    sort: Order = fields.pick(*ORDERS)
    paper: PaperSize = fields.pick("a4", "a5")
    border: Border = fields.pick("ornate", "plain", "none")
    emblem: bool = fields.flag(True)
    code: bool = fields.flag(True)
