"""Sheets to sign and to read at the door."""

from __future__ import annotations

import uuid

from desktop.domain.attendance_sheet import SheetContent
from desktop.domain.documents.selection import Selection
from desktop.papers.attendance_sheet.options import AttendanceSheetOptions
from desktop.papers.document_kinds import DocumentKind
from desktop.services import sheets
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction,
    _kind: DocumentKind,
    conference_id: uuid.UUID,
    selection: Selection,
    options: AttendanceSheetOptions,
) -> SheetContent:
    """A preview of the sheet: without a number."""
    return sheets.attendance_sheet(tx, conference_id, options.printed(selection))


def record(
    tx: Transaction,
    _kind: DocumentKind,
    conference_id: uuid.UUID,
    selection: Selection,
    options: AttendanceSheetOptions,
) -> SheetContent:
    """The sheet with its number taken."""
    return sheets.record_sheet(tx, conference_id, options.printed(selection))
