"""About the program, and the list of shortcuts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop import __version__
from desktop.gui.command import TO_PAGE
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.i18n import _


def show_shortcuts(context: Context) -> QDialog:
    """The keys of every command that is offered, the pages first."""
    dialog = _dialog(context.window, _("Keyboard shortcuts"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(GRID * 4)
    grid.setVerticalSpacing(GRID)
    shown = [offer for offer in context.commands.offers() if offer.shortcut]
    shown.sort(key=lambda offer: not offer.name.startswith(TO_PAGE))
    half = (len(shown) + 1) // 2
    for position, offer in enumerate(shown):
        words = QLabel(offer.text.rstrip("…"))
        keys = QLabel(offer.shortcut)
        keys.setProperty("role", "muted")
        grid.addWidget(words, position % half, 2 * (position // half))
        grid.addWidget(keys, position % half, 2 * (position // half) + 1)
    layout = dialog.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertLayout(1, grid)
    dialog.open()
    return dialog


def show_about(context: Context) -> QDialog:
    """What the program is."""
    dialog = _dialog(context.window, _("About Tập Huấn"))
    words = QLabel(
        _(
            "Tập Huấn {version}\n\nTraining conferences of public offices: attendees, sessions, attendance sheets.\n"
            "Your data stays in one file on this computer."
        ).format(version=__version__)
    )
    words.setWordWrap(True)
    words.setMinimumWidth(360)
    layout = dialog.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(1, words)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str) -> QDialog:
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
    layout.setSpacing(GRID * 2)
    layout.addWidget(heading)
    layout.addWidget(buttons)
    return dialog
