"""How the review begins: with the files that were dropped, or that somebody chooses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.gui.context import Context
from desktop.gui.scanned_sheets.dialog import FOLDER, ScanDialog
from desktop.gui.widgets.picture_reading import open_reading
from desktop.i18n import _


def open_pictures(context: Context, paths: Sequence[Path] = ()) -> ScanDialog | None:
    """Read pictures of signed sheets; nothing without the packages that read them, or when none are chosen."""
    return open_reading(context, paths, _("Photographs and scans of signed sheets"), FOLDER, ScanDialog)
