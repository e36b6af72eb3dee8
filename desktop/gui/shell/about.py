"""About the program, and the list of shortcuts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop import __version__
from desktop.gui.actions import Actions
from desktop.gui.theme import GRID
from desktop.i18n import _


def show_shortcuts(parent: QWidget, actions: Actions) -> QDialog:
    """The keys of every action that is offered."""
    dialog = _dialog(parent, _("Keyboard shortcuts"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(GRID * 4)
    grid.setVerticalSpacing(GRID)
    every = [*actions.pages, *actions.by_name.values()]
    keys_shown: set[str] = set()
    shown = []
    for action in every:
        keys_text = action.shortcut().toString()
        if action.isVisible() and keys_text and keys_text not in keys_shown:
            keys_shown.add(keys_text)
            shown.append(action)
    half = (len(shown) + 1) // 2
    for position, action in enumerate(shown):
        words = QLabel(_plain(action.text()))
        keys = QLabel(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        keys.setProperty("role", "muted")
        grid.addWidget(words, position % half, 2 * (position // half))
        grid.addWidget(keys, position % half, 2 * (position // half) + 1)
    layout = dialog.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertLayout(1, grid)
    dialog.open()
    return dialog


def _plain(text: str) -> str:
    """A menu's words without the mark of its key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&&").rstrip("…")


def show_about(parent: QWidget) -> QDialog:
    """What the program is."""
    dialog = _dialog(parent, _("About Tập Huấn"))
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
