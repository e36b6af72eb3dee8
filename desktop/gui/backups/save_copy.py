"""A copy of the data file, made while it is in use."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.gui.context import Context
from desktop.i18n import _
from desktop.services import opening


def save_copy(context: Context) -> None:
    """Ask where to, and copy."""
    database = context.operations.database
    source = database.path
    if source is None:
        return
    suggested = source.with_name(f"{source.stem}-{dt.date.today():%Y%m%d}{source.suffix}")
    name, _kind = QFileDialog.getSaveFileName(
        context.window,
        _("Save a copy of the data"),
        str(suggested),
        _("Data files ({pattern})").format(pattern="*.db"),
    )
    if not name:
        return
    target = Path(name)
    context.operations.plain(
        "backup",
        lambda _progress, _cancelled: opening.save_copy(database, target),
        lambda _done: context.feedback.say(_("Saved a copy: {file}").format(file=target.name)),
        title=_("Copying the data…"),
    )
