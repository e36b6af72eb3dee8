"""What a data file without a conference shows: where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.gui.page import Page, PageCommand
from desktop.gui.widgets.empty import EmptyState
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.gui.context import Context


class WelcomePage(Page):
    """The empty state of a new data file."""

    guide = Topic.START

    areas = frozenset({Area.CONFERENCES})
    needs_conference = False

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Welcome"))
        self._title.hide()
        self._fact.hide()
        makes = context.commands.may("conference.new")
        state = EmptyState(
            context,
            "calendar-clock-outline",
            _("Start with a conference") if makes else _("No conference yet"),
            _(
                "Name the conference and its days, then drop the workbooks that the units sent: "
                "the list, the agenda and the attendance sheets follow from them."
            )
            if makes
            else _("There is no conference on the server yet: it comes here as soon as the organizer has made it."),
        )
        if makes:
            self.new_button = state.add_command("conference.new", primary=True)
            self.commands["new"] = PageCommand(self.new_button.click)
            self.first = self.new_button
            state.add_command("sample")
            state.add_other("desks.join")
        self.body.addWidget(state, 1)

    def reload(self) -> None:
        """Nothing to ask for."""
        self.loaded.emit()
