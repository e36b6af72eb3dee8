"""What dialogs share: their row of buttons, the height of their lists' rows, and a size that fits the screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSpinBox, QTreeView

from desktop.gui.theme import GRID, Theme
from desktop.i18n import _


def button_row(dialog: QDialog, accept: str = "", *, leave: str = "") -> tuple[QHBoxLayout, QPushButton]:
    """A row with the way out and, when `accept` names it, the filled button; return that (or the way out) too."""
    row = QHBoxLayout()
    row.setSpacing(GRID)
    row.addStretch(1)
    out = QPushButton(leave or (_("Cancel") if accept else _("Close")))
    out.setAutoDefault(False)
    out.clicked.connect(dialog.reject)
    row.addWidget(out)
    if not accept:
        return row, out
    button = QPushButton(accept)
    button.setProperty("primary", True)
    button.setDefault(True)
    button.clicked.connect(dialog.accept)
    row.addWidget(button)
    return row, button


def roomy_rows(view: QTreeView, theme: Theme, *, wraps: bool = False) -> None:
    """Rows of a list as high as a table's, or as their words need when these go into further lines."""
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(not wraps)
    height = theme.row_height()
    least = "min-height" if wraps else "height"
    view.setStyleSheet(f"QTreeView::item {{ {least}: {height}px; }} QHeaderView::section {{ height: {height}px; }}")


def resize_within(dialog: QDialog, theme: Theme, width: int, height: int) -> None:
    """A size that grows with the text, as far as the screen allows."""
    room = QGuiApplication.primaryScreen().availableGeometry().size() - QSize(24, 48)
    dialog.resize(QSize(theme.px(width), theme.px(height)).boundedTo(room))


def indent(spin: QSpinBox) -> None:
    """A number that does not touch its frame: the style sheet's padding leaves spin boxes out."""
    line = spin.lineEdit()
    if line is not None:
        line.setTextMargins(GRID - 2, 0, 0, 0)
