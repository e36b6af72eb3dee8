"""What stands in place of the list of attendees when it has no row."""

from __future__ import annotations

from collections.abc import Callable

from desktop.gui.conferences.welcome import EmptyState
from desktop.gui.context import Context
from desktop.i18n import _


def nobody_yet(context: Context, add: Callable[[], None]) -> EmptyState:
    """Nobody is registered: where people come from; `add` opens the form."""
    state = EmptyState(
        context,
        "account-group-outline",
        _("Nobody is registered yet"),
        _("Drop the units' workbooks anywhere on this window, or paste a table copied from Excel."),
    )
    state.add_command("import", primary=True)
    state.add_button(_("Add an attendee")).clicked.connect(lambda: add())
    return state


def nobody_fits(context: Context, show_everyone: Callable[[], None]) -> EmptyState:
    """Search and filters leave nobody."""
    state = EmptyState(
        context, "magnify", _("Nobody fits"), _("Nobody in this conference fits the search and the filters.")
    )
    state.add_button(_("Show everyone")).clicked.connect(lambda: show_everyone())
    return state
