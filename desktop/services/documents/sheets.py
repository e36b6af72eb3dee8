"""Sheets to sign and to read at the door."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.documents.selection import Selection
from desktop.domain.documents.sheets import AttendanceSheetOptions
from desktop.domain.papers import SheetContent, SheetOptions
from desktop.services import sheets


def gather(
    tx: Session, _kind: DocumentKind, conference_id: uuid.UUID, selection: Selection, options: AttendanceSheetOptions
) -> SheetContent:
    """A preview of the sheet: without a number."""
    return sheets.attendance_sheet(tx, conference_id, _options(selection, options))


def record(
    tx: Session, _kind: DocumentKind, conference_id: uuid.UUID, selection: Selection, options: AttendanceSheetOptions
) -> SheetContent:
    """The sheet with its number taken."""
    return sheets.record_sheet(tx, conference_id, _options(selection, options))


def _options(selection: Selection, options: AttendanceSheetOptions) -> SheetOptions:
    return SheetOptions(
        sessions=selection.session_ids,
        group_by=options.group_by,
        sort=options.sort,
        page_per=options.page_per,
        blank_lines=options.blank_lines,
        landscape=options.landscape,
        role_group_ids=tuple(key for key in selection.role_group_ids if key is not None),
        unit_ids=tuple(key for key in selection.unit_ids if key is not None),
    )
