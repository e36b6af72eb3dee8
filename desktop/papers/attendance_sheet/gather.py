"""Sheets to sign and to read at the door."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from desktop.domain.attendance_sheet import SheetContent
from desktop.domain.documents.selection import Selection
from desktop.papers.attendance_sheet.options import AttendanceSheetOptions
from desktop.papers.document_kinds import DocumentKind
from desktop.services import sheets


def gather(
    tx: Session, _kind: DocumentKind, conference_id: uuid.UUID, selection: Selection, options: AttendanceSheetOptions
) -> SheetContent:
    """A preview of the sheet: without a number."""
    return sheets.attendance_sheet(tx, conference_id, options.printed(selection))


def record(
    tx: Session, _kind: DocumentKind, conference_id: uuid.UUID, selection: Selection, options: AttendanceSheetOptions
) -> SheetContent:
    """The sheet with its number taken."""
    return sheets.record_sheet(tx, conference_id, options.printed(selection))
