"""The attendance sheet: to sign at the door, numbered, entered again when it comes back."""

from __future__ import annotations

from desktop.domain.attendance_sheet import SheetContent, SheetOptions
from desktop.papers.attendance_sheet import layout, places, words
from desktop.papers.document import ALL, Document, Places
from desktop.services import sheets

DOCUMENT: Document[SheetOptions, SheetContent] = Document(
    name="attendance-sheet",
    place=10,
    moment="day",
    selects=ALL,
    options=SheetOptions,
    words=words.WORDS,
    gather=sheets.attendance_sheet,
    record=sheets.record_sheet,
    journals=True,
    data=layout.data,
    runs=layout.runs,
    xlsx=layout.xlsx,
    listing=layout.listing,
    places=Places(places.ASKED, places.keep),
    signed=True,
)
