"""A choice among many names, found by typing any part of one without its accents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter

from desktop.domain.names import fold
from desktop.domain.typed_names import names_whole

_FOLDED = int(Qt.ItemDataRole.UserRole) + 1


class _Completer(QCompleter):
    """Looks for the folded text among folded names, and puts the whole name in."""

    def splitPath(self, path: str) -> list[str]:
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class PickBox(QComboBox):
    """Names with values. With `open_ended` another text may be typed (a new unit); else it snaps back."""

    picked = Signal()
    """The value changed by the user's hand."""

    def __init__(self, *, open_ended: bool = False) -> None:
        super().__init__()
        self._open_ended = open_ended
        self._value: object = None
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = _Completer(self.model(), self)
        completer.setCompletionRole(_FOLDED)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(10)
        self.setCompleter(completer)
        found = completer.popup()
        assert found is not None
        self._list: QAbstractItemView = found
        found.installEventFilter(self)
        self._typed = ""
        self.activated.connect(lambda _position: self._settle())
        edit = self.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._settle)
            edit.textEdited.connect(self._remember)

    def _remember(self, text: str) -> None:
        self._typed = text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the list takes back what the arrow keys wrote into the field."""
        if watched is self._list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            edit = self.lineEdit()
            if event.key() == Qt.Key.Key_Escape and edit is not None:
                self._list.hide()
                edit.setText(self._typed)
                return True
        return super().eventFilter(watched, event)

    def offer(self, names: Sequence[tuple[str, object]], value: object = None) -> None:
        """The names to choose from, and the one chosen."""
        with QSignalBlocker(self):
            self.clear()
            for position, (text, data) in enumerate(names):
                self.addItem(text, data)
                self.setItemData(position, fold(text), _FOLDED)
        self.set_value(value)

    def value(self) -> object:
        """The value of the name chosen; None when the text is no known name. Accents that were typed count."""
        text = self.currentText().strip()
        current = self.currentIndex()
        if current >= 0 and self.itemText(current) == text:
            return self.itemData(current)
        wanted = fold(text)
        places = [
            place
            for place in range(self.count())
            if self.itemData(place, _FOLDED) == wanted and (not wanted or names_whole(text, self.itemText(place)))
        ]
        return self.itemData(places[0]) if len(places) == 1 else None

    def fitting(self) -> list[int]:
        """The places of the names that hold what is typed, as the list under the field shows them."""
        wanted = fold(self.text())
        if not wanted:
            return []
        return [place for place in range(self.count()) if wanted in str(self.itemData(place, _FOLDED))]

    @property
    def matches(self) -> QAbstractItemView:
        """The list under the field while something is typed: keys go to it first."""
        return self._list

    def take_only(self) -> None:
        """Where what is typed is no name but part of one alone, choose that one."""
        places = self.fitting()
        if self.value() is None and len(places) == 1:
            self.setCurrentIndex(places[0])
            self._settle()

    def close_lists(self) -> None:
        """Offer nothing any more for what was being typed."""
        self.hidePopup()
        self._list.hide()

    def text(self) -> str:
        """What stands in the field."""
        return self.currentText().strip()

    def set_value(self, value: object) -> None:
        """Choose a name by its value; an unknown one chooses the first (or nothing, when open-ended)."""
        places = [place for place in range(self.count()) if self.itemData(place) == value]
        self.setCurrentIndex(places[0] if places else (-1 if self._open_ended else 0))
        if not places and self._open_ended:
            self.setEditText("")
        self._value = self.value()
        self._from_start()

    def _settle(self) -> None:
        value = self.value()
        if value is None and not self._open_ended:
            self.set_value(self._value)
            return
        if value is not None:
            places = [place for place in range(self.count()) if self.itemData(place) == value]
            self.setCurrentIndex(places[0])
        self._from_start()
        if value != self._value or self._open_ended:
            self._value = value
            self.picked.emit()

    def _from_start(self) -> None:
        edit = self.lineEdit()
        if edit is not None:
            edit.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        edit = self.lineEdit()
        if edit is not None and event.reason() is not Qt.FocusReason.PopupFocusReason:
            edit.selectAll()
