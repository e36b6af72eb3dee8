"""Where the question panel stands: as tall as it needs where there is room, scrolled where the rows need that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from desktop.gui.importing.question_panel import QuestionPanel


class PanelArea(QScrollArea):
    """Gives way to the table above it; the answer chosen stays in sight."""

    def __init__(self, panel: QuestionPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._panel = panel
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(panel)
        panel.marked.connect(self.ensureWidgetVisible)

    def sizeHint(self) -> QSize:
        """The panel's own."""
        wanted = self._panel.sizeHint()
        if self._panel.hasHeightForWidth():
            wanted.setHeight(self._panel.heightForWidth(self.viewport().width()))
        return wanted

    def minimumSizeHint(self) -> QSize:
        """Room for the answer chosen."""
        tallest = max((one.sizeHint().height() for one in self._panel.shown()), default=0)
        return QSize(0, min(self.sizeHint().height(), 2 * tallest))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another question may need another height, and what is wider than there is room wraps."""
        if event.type() == QEvent.Type.LayoutRequest:
            if self._panel.minimumSizeHint().width() > self.viewport().width():
                self._panel.wrap()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is wider, words need fewer lines."""
        if event.size().width() != event.oldSize().width():
            self._panel.fit(event.size().width())
            self.updateGeometry()
        super().resizeEvent(event)
