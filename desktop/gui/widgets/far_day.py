"""A day far from today is asked before it is taken: a slip in the year is quickly made."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.wording.formats import date_text

if TYPE_CHECKING:
    from desktop.gui.widgets.dialog import Dialog

_FAR = dt.timedelta(days=2 * 366)
"""From today, either way."""


def meant(dialog: Dialog, day: dt.date | None) -> bool:
    """Whether the day is meant so; only one that is far from today is asked."""
    if day is None or abs(day - dt.date.today()) <= _FAR:
        return True
    words = _("{day} is far from today. Is the year right?").format(day=date_text(day))
    return dialog.context.feedback.ask(dialog.windowTitle(), words, _("Yes, it is right"), parent=dialog)
