"""How people are put on seats."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.guide import Topic
from desktop.domain.seating import Filling, Seating
from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog, choice
from desktop.i18n import _, ngettext


class FillDialog(FormDialog):
    """Whom, in what order, and how close together."""

    guide = Topic.PAPERS

    def __init__(self, context: Context, over: QWidget, seating: Seating, work: Callable[[FillDialog], None]) -> None:
        super().__init__(context, _("Fill the seats"), _("Fill"), columns=1, width=460)
        self.setParent(over, self.windowFlags())
        self._work = work
        waiting = len(seating.unseated)
        everybody = ngettext("{count} attendee, anew", "All {count} attendees, anew", len(seating.people))
        rest = ngettext("{count} attendee without a seat", "{count} attendees without a seat", waiting)
        self.whom = choice(
            [
                (rest.format(count=waiting), True),
                (everybody.format(count=len(seating.people)), False),
            ],
            bool(waiting and seating.by_place),
        )
        self.by = choice([(_("Role group, then unit"), "group"), (_("Unit"), "unit")], "group")
        self.new_row = QCheckBox(_("Begin a new row for each"))
        self.snake = QCheckBox(_("Every second row from the right (snake)"))
        self.spaced = QCheckBox(_("Leave a seat free between two people"))
        self.form.add("whom", _("Whom"), self.whom)
        self.form.add("by", _("In the order of"), self.by)
        for box in (self.new_row, self.snake, self.spaced):
            self.form.add_row(box)

    def how(self) -> Filling:
        """The wishes ticked."""
        by = "unit" if self.by.currentData() == "unit" else "group"
        return Filling(by, self.new_row.isChecked(), self.snake.isChecked(), self.spaced.isChecked())  # type: ignore[arg-type]

    def only_unseated(self) -> bool:
        """Whether those who sit stay where they are."""
        return bool(self.whom.currentData())

    def submit(self) -> None:
        """The window beneath does it."""
        self.accept()
        self._work(self)
