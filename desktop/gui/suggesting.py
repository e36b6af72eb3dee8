"""What a field offers while somebody types: known names by any part of them; what is typed stays until one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.domain.names import fold
from desktop.domain.search import holds
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.text import tip

_TOLD = int(Qt.ItemDataRole.UserRole) + 1
_MOST = 8
_WIDEST = 560
"""Of the list, in pixels at 100 % text: it is wider than its field where there is room."""
_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name to choose, what tells it from others, and what it stands for."""

    text: str
    told: str = ""
    value: object = None


class Suggesting(QObject):
    """A list under a field. Down goes into it, Enter or Tab chooses, Esc closes it; without a choice they are the form's.

    `wanted` asks for what fits the text; `offer` answers it. With `separator` each part between is a name of its own.
    """

    wanted = Signal(str)
    chosen = Signal(object)
    """The suggestion's value, once its text stands in the field."""

    def __init__(self, theme: Theme, field: QLineEdit, *, separator: str = "") -> None:
        super().__init__(field)
        self._theme, self._field, self._separator = theme, field, separator
        self._model = QStandardItemModel(self)
        self._offered: list[Suggestion] = []
        completer = self._completer = QCompleter(self._model, self)
        # As the field's own completer it would write into the field whatever the arrow keys pass.
        completer.setWidget(field)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_MOST)
        popup = completer.popup()
        assert popup is not None
        self.popup: QAbstractItemView = popup
        popup.setItemDelegate(_NameAndTold(theme, popup))
        popup.setAccessibleName(field.accessibleName())
        popup.installEventFilter(self)
        field.installEventFilter(self)
        completer.activated.connect(lambda _text: self._take(self.popup.currentIndex().row()))
        field.textEdited.connect(lambda _text: self._ask())

    def typed(self) -> str:
        """What is being typed: the field's text, or the part of it in which the cursor stands."""
        before, part, _after = self._parts()
        return part.strip() if before or part else ""

    def offer(self, typed: str, found: Sequence[Suggestion]) -> None:
        """Show what fits `typed`; too late, when something else stands there now."""
        if typed != self.typed() or not self._field.hasFocus():
            return
        known = [each for each in found if each.told or fold(each.text) != fold(typed)]
        if not known:
            self.popup.hide()
            return
        self._offered = known
        self._model.clear()
        for each in known:
            item = QStandardItem(each.text)
            item.setData(each.told, _TOLD)
            item.setData(", ".join(filter(None, (each.text, each.told))), int(Qt.ItemDataRole.AccessibleTextRole))
            item.setData(tip(f"{each.text} · {each.told}" if each.told else ""), int(Qt.ItemDataRole.ToolTipRole))
            self._model.appendRow(item)
        window = self._field.window()
        room = window.width() - self._field.mapTo(window, self._field.rect().topLeft()).x() - GRID * 2
        told = any(each.told for each in known)
        wide = min(self._theme.px(_WIDEST), room) if told else 0
        self._completer.complete(QRect(0, 0, max(wide, self._field.width()), self._field.height()))
        self.popup.setCurrentIndex(QModelIndex())  # nothing is chosen before somebody goes there

    def _ask(self) -> None:
        if self.typed():
            self.wanted.emit(self.typed())
        else:
            self.popup.hide()

    def _parts(self) -> tuple[str, str, str]:
        """The text before the part that is typed, that part, and the text after it."""
        text, at = self._field.text(), self._field.cursorPosition()
        if not self._separator:
            return "", text, ""
        start = text.rfind(self._separator, 0, at) + len(self._separator) if self._separator in text[:at] else 0
        end = text.find(self._separator, at)
        return text[:start], text[start : end if end >= 0 else len(text)], text[end:] if end >= 0 else ""

    def _take(self, place: int) -> None:
        if not 0 <= place < len(self._offered):
            return
        found = self._offered[place]
        before, _part, after = self._parts()
        text = f"{before} {found.text}" if before else found.text
        self._field.setText(text + after)
        self._field.setCursorPosition(len(text))
        self.chosen.emit(found.value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.popup and event.key() in _LEAVING and not self.popup.selectedIndexes():
                # Nothing was chosen: the key means what it means without a list. Qt would take the first row.
                self.popup.hide()
                QApplication.sendEvent(self._field, QKeyEvent(event))
                return True
            if watched is self._field and event.key() == Qt.Key.Key_Down and not self.popup.isVisible():
                self._ask()
        return super().eventFilter(watched, event)


class _NameAndTold(QStyledItemDelegate):
    """A name, and after it in the quiet colour what tells it from others of the name."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        room = self._view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, drawn, self._view)
        room.setLeft(room.left() + drawn.fontMetrics.horizontalAdvance(drawn.text) + GRID * 2)
        room.setRight(room.right() - GRID)
        if room.width() > 3 * GRID:
            painter.setPen(self._theme.colour("muted"))
            shown = drawn.fontMetrics.elidedText(
                str(index.data(_TOLD) or ""), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def suggest_from(
    theme: Theme, field: QLineEdit, names: Callable[[], Sequence[str]], *, separator: str = ""
) -> Suggesting:
    """Offer those of the names known at that moment that hold what is typed, accents and case apart."""
    made = Suggesting(theme, field, separator=separator)

    def answer(typed: str) -> None:
        words = fold(typed).split()
        made.offer(typed, [Suggestion(name) for name in names() if holds(fold(name), words)][:_MOST])

    made.wanted.connect(answer)
    return made
