"""About the program, and the list of shortcuts."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from desktop import __version__
from desktop.domain.guide import Topic
from desktop.gui.command import TO_PAGE
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.layout import Part, grow, heading, label, muted, scroll
from desktop.i18n import _

_WIDTH = 660
_LARGE_TEXT = 1.3
"""From this magnification on two columns of commands have no room side by side."""


def show_shortcuts(context: Context) -> Dialog:
    """The keys of every command that is offered, the pages first."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(GRID * 4)
    grid.setVerticalSpacing(GRID)
    shown = [offer for offer in context.commands.offers() if offer.shortcut]
    shown.sort(key=lambda offer: not offer.name.startswith(TO_PAGE))
    half = len(shown) if context.theme.scale > _LARGE_TEXT else (len(shown) + 1) // 2
    for position, offer in enumerate(shown):
        grid.addWidget(label(offer.text.rstrip("…")), position % half, 2 * (position // half))
        grid.addWidget(muted(offer.shortcut, wrap=False), position % half, 2 * (position // half) + 1)
    area = scroll(grid, sideways=False, spoken=_("Keyboard shortcuts"))
    dialog = _shown(context, _("Keyboard shortcuts"), grow(area), Topic.COMMANDS)
    dialog.fit_around(area, _WIDTH)
    return dialog


def show_about(context: Context) -> Dialog:
    """What the program is."""
    words = label(
        _(
            "Tập Huấn {version}\n\nTraining conferences of public offices: attendees, sessions, attendance sheets.\n"
            "Your data stays in one file on this computer."
        ).format(version=__version__),
        wrap=True,
    )
    words.setMinimumWidth(360)
    return _shown(context, _("About Tập Huấn"), words, Topic.START)


def _shown(context: Context, title: str, part: Part, guide: Topic) -> Dialog:
    """A dialog of one part under its title."""
    dialog = Dialog(context, title)
    dialog.guide = guide
    foot, close = dialog.buttons()
    close.setDefault(True)
    dialog.lay_out(heading(title), part, foot, margins=WIDE, spacing=GRID * 2)
    dialog.open()
    return dialog
