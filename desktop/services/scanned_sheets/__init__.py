"""Pictures of signed pages become attendance.

files: which may be pictures · reading: which pages they are, what stands in their cells, which are missing · applying: what is
sure, or what somebody confirmed, is entered as from the signed sheet, in one change that is taken back as a whole.

Pictures write nothing by themselves. What they and somebody's keys come to is one value
(`desktop/gui/scanned_sheets/review.py::ScanReview`), over the drafts that entry from paper has; one confirmation writes
it in one change (`desktop/services/scanned_sheets/applying.py::confirm`), its marks say that they came from a picture.
"""

from desktop.services.scanned_sheets.applying import Applied, ColumnWords, apply, confirm, undo_last
from desktop.services.scanned_sheets.files import can_read, files_in
from desktop.services.scanned_sheets.reading import KnownSheet, contents, joined, known, read, recognize, with_owners

__all__ = [
    "Applied",
    "ColumnWords",
    "KnownSheet",
    "apply",
    "can_read",
    "confirm",
    "contents",
    "files_in",
    "joined",
    "known",
    "read",
    "recognize",
    "undo_last",
    "with_owners",
]
