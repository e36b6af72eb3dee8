"""Sheets to sign and to read at the door."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from desktop.domain.attendance_sheet import GroupBy, Layout, Order, SheetOptions
from desktop.domain.documents import fields
from desktop.domain.documents.selection import Selection


@dataclass(frozen=True, slots=True)
class AttendanceSheetOptions:
    """How an attendance sheet is laid out."""

    layout: Layout = fields.pick("sheet", "half-day", "course")
    group_by: GroupBy = fields.pick("role", "unit", "none")
    sort: Order = fields.pick("unit", "name")
    page_per: GroupBy = fields.pick("none", "role", "unit")
    blank_lines: int = fields.number(0, 0, 60)
    landscape: bool = fields.flag(False)

    def printed(self, selection: Selection) -> SheetOptions:
        """As the record keeps them with a printed sheet."""
        return SheetOptions(
            sessions=selection.session_ids,
            role_group_ids=selection.role_group_ids,
            unit_ids=selection.unit_ids,
            attendee_ids=selection.attendee_ids,
            **{each.name: getattr(self, each.name) for each in dataclasses.fields(self)},
        )

    @classmethod
    def of_printed(cls, kept: SheetOptions) -> tuple[Selection, AttendanceSheetOptions]:
        """For whom and how a sheet was made, to lay out another the same way."""
        selection = Selection(kept.role_group_ids, kept.unit_ids, kept.sessions, kept.attendee_ids)
        return selection, cls(**{each.name: getattr(kept, each.name) for each in dataclasses.fields(cls)})
