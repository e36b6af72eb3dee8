"""What stands in the place of the attendee list when there is nobody to list."""

from __future__ import annotations

from collections.abc import Callable

from desktop.gui.context import Context
from desktop.gui.widgets.empty import EmptyState
from desktop.i18n import _


def nobody_registered(context: Context, add: Callable[[], object]) -> EmptyState:
    """Nobody at all: how they come in."""
    state = EmptyState(
        context,
        "account-group-outline",
        _("Nobody is registered yet"),
        _("Drop the units' workbooks anywhere on this window, or paste a table copied from Excel."),
    )
    state.add_command("import", primary=True)
    state.add_button(_("Add an attendee")).clicked.connect(lambda: add())
    return state


def nobody_fits(context: Context, show_everyone: Callable[[], object]) -> EmptyState:
    """Nobody whom the search and the filters leave."""
    words = _("Nobody in this conference fits the search and the filters.")
    state = EmptyState(context, "magnify", _("Nobody fits"), words)
    state.add_button(_("Show everyone")).clicked.connect(lambda: show_everyone())
    return state
