"""Which round a dialog is about: the one the page shows, else the newest; another can be chosen in the dialog."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QComboBox

from desktop.domain.opinions import RoundView
from desktop.gui.after.page import AfterPage
from desktop.gui.context import Context
from desktop.gui.opinions.page import OpinionsPage
from desktop.gui.widgets.form import choice, choose
from desktop.i18n import _


def shown_round(context: Context) -> uuid.UUID | None:
    """The round that the page of opinions has the keyboard on, if it is shown."""
    page = context.shell.page
    part = page.part if isinstance(page, AfterPage) else None
    view = part.round if isinstance(part, OpinionsPage) else None
    return view.id if view is not None else None


class RoundChoice:
    """The field in which a round is chosen, and the rounds there are."""

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        self._wanted = shown_round(context)
        self._rounds: dict[uuid.UUID, RoundView] = {}
        self.field: QComboBox = choice([])
        self.field.setAccessibleName(_("Round"))
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field.activated.connect(lambda _place: changed())
        self._changed = changed

    def take(self, found: list[RoundView]) -> None:
        """Offer these rounds."""
        self._rounds = {each.id: each for each in found}
        self.field.clear()
        for each in found:
            self.field.addItem(f"{each.number}. {each.title}", each.id)
        choose(self.field, self._wanted)
        self.field.setEnabled(bool(found))
        self._changed()

    @property
    def round(self) -> RoundView | None:
        """The round chosen."""
        return self._rounds.get(self.field.currentData())
