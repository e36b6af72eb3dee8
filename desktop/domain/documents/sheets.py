"""Sheets to sign and to read at the door."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.documents import fields
from desktop.domain.papers import GroupBy, Order


@dataclass(frozen=True, slots=True)
class AttendanceSheetOptions:
    """How an attendance sheet is laid out."""

    group_by: GroupBy = fields.pick("role", "unit", "none")
    sort: Order = fields.pick("unit", "name")
    page_per: GroupBy = fields.pick("none", "role", "unit")
    blank_lines: int = fields.number(0, 0, 60)
    landscape: bool = fields.flag(False)
