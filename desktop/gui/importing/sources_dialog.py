"""Which files to import."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.gui.context import Context
from desktop.i18n import _

_FOLDER = "import.folder"


def ask_for_files(context: Context) -> list[Path]:
    """Ask for workbooks; the folder is remembered."""
    before = context.remembered(_FOLDER)
    names, _filter = QFileDialog.getOpenFileNames(
        context.window,
        _("Choose the spreadsheets to import"),
        before if isinstance(before, str) else "",
        _("Spreadsheets ({patterns})").format(
            patterns="*.xlsx *.xlsm *.xls *.xlsb *.ods *.fods *.csv *.tsv *.htm *.html *.json"
        )
        + ";;"
        + _("All files (*)"),
    )
    if names:
        context.remember(_FOLDER, str(Path(names[0]).parent))
    return [Path(name) for name in names]
