"""How the review begins: with the files that were dropped, or that somebody chooses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop import wording
from desktop.gui.context import Context
from desktop.gui.scanned_sheets.dialog import FOLDER, ScanDialog
from desktop.gui.widgets.file_choice import ask_for_pictures
from desktop.i18n import _
from desktop.services import scanned_sheets


def open_pictures(context: Context, paths: Sequence[Path] = ()) -> ScanDialog | None:
    """Read pictures of signed sheets; nothing without the packages that read them, or when none are chosen."""
    if not scanned_sheets.can_read():
        context.feedback.warn(wording.sentence("scan.no_reader"))
        return None
    chosen = list(paths) or ask_for_pictures(context, _("Photographs and scans of signed sheets"), FOLDER)
    if not chosen:
        return None
    dialog = ScanDialog(context, chosen)
    dialog.open()
    return dialog
