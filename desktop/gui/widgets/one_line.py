"""Asks for one line of words: a reason, a remark."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.domain.guide import Topic
from desktop.gui.widgets.form import FormDialog, line
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.gui.context import Context


class OneLineDialog(FormDialog):
    """Hands the line to `take` and closes; `needed` refuses an empty one."""

    guide = Topic.ATTENDEES

    def __init__(
        self,
        context: Context,
        title: str,
        save: str,
        label: str,
        text: str,
        take: Callable[[str], object],
        *,
        needed: bool = False,
        example: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(context, title, save, columns=1, width=440)
        self._take, self._needed = take, needed
        self.words = line(text, example)
        self.form.add("words", label, self.words, hint=hint)
        self.words.selectAll()

    def submit(self) -> None:
        """Hand the words on and close."""
        words = self.words.text().strip()
        if self._needed and not words:
            self.form.refuse("words", _("A word on why is needed: it is kept with the mark."))
            return
        self.accept()
        self._take(words)
