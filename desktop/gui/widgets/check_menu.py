"""A button that opens a list of check boxes: everything, or only what is ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
    QWidgetAction,
)

from desktop.domain.names import fold
from desktop.domain.search import holds
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import column, holder
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _

_VALUE = Qt.ItemDataRole.UserRole
_SEARCHED_FROM = 10
_NARROWEST, _WIDEST = 280, 900


class CheckMenu(QPushButton):
    """`chosen` is empty for everything."""

    changed = Signal()

    def __init__(self, theme: Theme, everything: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._everything = theme, everything
        self._names: list[tuple[str, object]] = []
        self._ticked: set[object] = set()
        self.setAutoDefault(False)
        self.setProperty("role", "choice")
        self._list = QListWidget()
        self._list.setMinimumSize(theme.px(_NARROWEST), theme.px(240))
        self._list.installEventFilter(self)
        self._search = QLineEdit(placeholderText=_("Part of the name"), clearButtonEnabled=True)
        self._search.setAccessibleName(_("Search"))
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(holder(column(self._search, self._list, spacing=None, margins=GRID)))
        menu.addAction(action)
        self.setMenu(menu)
        self._search.textChanged.connect(self._filter)
        self._list.itemChanged.connect(self._item_changed)
        self._show()

    def offer(self, names: Sequence[tuple[str, object]]) -> None:
        """What may be ticked, with its values; ticks whose value is gone are dropped."""
        if list(names) == self._names:
            return
        self._names = list(names)
        self._ticked &= {value for _name, value in names}
        self._list.blockSignals(True)
        self._list.clear()
        for name, value in names:
            item = QListWidgetItem(name, self._list)
            item.setData(_VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in self._ticked else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        wide = self._list.sizeHintForColumn(0) + self._list.verticalScrollBar().sizeHint().width() + GRID
        self._list.setMinimumWidth(max(self._theme.px(_NARROWEST), min(wide, _WIDEST)))  # names are read whole
        self._search.setVisible(len(names) >= _SEARCHED_FROM)
        self._show()

    @property
    def chosen(self) -> tuple[object, ...]:
        """The values ticked, in their order; empty for everything."""
        return tuple(value for _name, value in self._names if value in self._ticked)

    def choose(self, values: Sequence[object]) -> None:
        """Tick these and nothing else."""
        self._ticked = set(values) & {value for _name, value in self._names}
        for row in range(self._list.count()):
            item = self._list.item(row)
            ticked = item.data(_VALUE) in self._ticked
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._show()

    def _item_changed(self, item: QListWidgetItem) -> None:
        value = item.data(_VALUE)
        before = set(self._ticked)
        if item.checkState() is Qt.CheckState.Checked:
            self._ticked.add(value)
        else:
            self._ticked.discard(value)
        if before != self._ticked:
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        names = [name for name, value in self._names if value in self._ticked]
        text = ", ".join(names) if names else self._everything
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self._theme.px(200)))
        tooltip(self, text)
        self.setAccessibleDescription(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As a drop-down looks: words at the left, an arrow at the right."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        theme = self._theme
        arrow, side = theme.px(24), theme.px(4)
        room = self.rect().adjusted(GRID, 0, -arrow, 0)
        painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("muted"), 1.5 * theme.scale))
        centre = QPointF(self.width() - arrow / 2 - 1, self.height() / 2)
        painter.drawPolyline(
            [centre + QPointF(-side, -side / 2), centre + QPointF(0, side / 2), centre + QPointF(side, -side / 2)]
        )

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        for row in range(self._list.count()):
            item = self._list.item(row)
            folded = fold(item.text())
            item.setHidden(not holds(folded, words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks, and the menu stays open."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item = self._list.currentItem()
            if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return) and item is not None:
                ticked = item.checkState() is Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
                return True
        return super().eventFilter(watched, event)
