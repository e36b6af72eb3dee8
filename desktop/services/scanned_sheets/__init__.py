"""Pictures of signed pages become attendance.

reading: which pages they are, what stands in their cells, which are missing · applying: what is sure is entered as from the
signed sheet, in one change that is taken back as a whole.
"""

from desktop.services.scanned_sheets.applying import Applied, apply, undo_last
from desktop.services.scanned_sheets.reading import KnownSheet, known, read, with_owners

__all__ = ["Applied", "KnownSheet", "apply", "known", "read", "undo_last", "with_owners"]
