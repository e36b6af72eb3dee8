"""Boxes that ask or tell something; what they say is shown as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


class MessageBox(QMessageBox):
    """A box with an icon and a sentence, `more` under it in a smaller script."""

    def __init__(
        self, title: str, sentence: str, more: str = "", *, danger: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question)
        self.setWindowTitle(title)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(sentence)
        self.setInformativeText(more)
        for label in self.findChildren(QLabel):  # setTextFormat leaves out the smaller script
            label.setTextFormat(Qt.TextFormat.PlainText)
