"""Asks why, for what stays in the log."""

from __future__ import annotations

from collections.abc import Callable

from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog, line
from desktop.i18n import _


class ReasonDialog(FormDialog):
    """One line of words, which may stay empty; then `take` gets it."""

    def __init__(
        self, context: Context, title: str, save: str, take: Callable[[str], object], *, proposed: str = ""
    ) -> None:
        super().__init__(context, title, save, columns=1, width=440)
        self._take_words = take
        self.reason = line(proposed, _("for example: wrong person"))
        self.form.add("reason", _("Reason"), self.reason, hint=_("Stays in the log beside what is taken back."))
        self.reason.selectAll()

    def submit(self) -> None:
        """Close and hand the words on."""
        words = self.reason.text().strip()
        self.accept()
        self._take_words(words)
