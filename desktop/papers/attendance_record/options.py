"""The attendance sheet after the event: who was there, and what that comes to."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.domain.attendance import THERE, Status
from desktop.domain.attendance_sheet import SheetContent
from desktop.domain.documents import fields, tallies
from desktop.domain.documents.people import ORDERS, GroupBy, Order
from desktop.domain.documents.tallies import AttendanceTally
from desktop.domain.signed_sheet import whole


@dataclass(frozen=True, slots=True)
class AttendanceRecordOptions:
    """How the record is laid out."""

    columns: Literal["half-day", "session"] = fields.pick("half-day", "session")
    group_by: GroupBy = fields.pick("role", "unit", "none")
    sort: Order = fields.pick(*ORDERS)
    times: bool = fields.flag(True)
    sums: bool = fields.flag(True)


@dataclass(frozen=True, slots=True)
class Stay:
    """One person in one column. Moments are local."""

    status: Status
    arrived_at: dt.datetime | None = None
    left_at: dt.datetime | None = None


def of_half_day(stays: Sequence[Stay]) -> Stay | None:
    """What the sessions of one column come to for a person: there when one of them says so, else the first word.

    None where no session expects them.
    """
    if not stays:
        return None
    status = whole(stay.status for stay in stays)
    there = [stay for stay in stays if stay.status in THERE]
    arrived = [stay.arrived_at for stay in there if stay.arrived_at is not None]
    # Who stayed for a later session has not left.
    return Stay(status, min(arrived, default=None), there[-1].left_at if there else None)


def tally(stays: Iterable[Stay | None]) -> AttendanceTally:
    """The stays counted; None is nobody expected."""
    return tallies.tally(stay.status for stay in stays if stay is not None)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """What is known of one person: a stay for each column, None where nobody expects them; and remarks."""

    stays: tuple[Stay | None, ...]
    remarks: tuple[tuple[str, str], ...] = ()
    """Session and what was remarked there."""
    walk_in: bool = False
    cancelled: bool = False
    """Was off the list, and came."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Somebody who had cancelled, with the reason they gave, and did not come."""

    full_name: str
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sums:
    """A group, unit or point ("": people without one) with its tally for each column."""

    name: str
    tallies: tuple[AttendanceTally, ...]


@dataclass(frozen=True, slots=True)
class RecordContent:
    """The record before it is laid out."""

    sheet: SheetContent
    """Who stands on it, and under which columns."""
    lines: Mapping[uuid.UUID, RecordLine]
    tallies: tuple[AttendanceTally, ...]
    groups: tuple[Sums, ...]
    units: tuple[Sums, ...]
    cancelled: tuple[Cancelled, ...]
    as_of: dt.datetime
    options: AttendanceRecordOptions
    points: tuple[Sums, ...] = ()
    """The main hall and the points; one alone where everybody sits in the hall."""

    @property
    def total(self) -> int:
        """How many people are on it."""
        return self.sheet.total

    def tallied(self, people: Iterable[uuid.UUID]) -> tuple[AttendanceTally, ...]:
        """The tally of these people for each column."""
        lines = [self.lines[key].stays for key in people]
        return tuple(tally(stays[place] for stays in lines) for place in range(len(self.tallies)))


PORTRAIT_COLUMNS = 4
"""More than these and the record lies on its side."""
