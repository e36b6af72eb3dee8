"""A list to choose from whose words may be longer than there is room for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from desktop.gui.theme import GRID
from desktop.gui.widgets.text import tooltip


class ChoiceBox(QComboBox):
    """What is chosen ends in "…" where it has no room: Qt would cut it in the middle of a letter."""

    cut = Qt.TextElideMode.ElideRight
    spare = 2
    """Pixels that the style rounds away from a box as wide as its words."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, field, self).width() + self.spare
        option.currentText = self.fontMetrics().elidedText(option.currentText, self.cut, room)
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class ElidedBox(ChoiceBox):
    """What is chosen is cut in its middle, and whole in the tip; the list shows as much as the window has room for."""

    cut = Qt.TextElideMode.ElideMiddle
    spare = -GRID

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.currentTextChanged.connect(lambda words: tooltip(self, words))

    def showPopup(self) -> None:
        room = self.window().width() - self.mapTo(self.window(), self.rect().topLeft()).x() - 2 * GRID
        self.view().setMinimumWidth(min(self.view().sizeHintForColumn(0) + 4 * GRID, room))
        super().showPopup()
