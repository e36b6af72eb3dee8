"""People beside the room: those without a seat, and whoever is searched for."""

from __future__ import annotations

import uuid

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.names import fold
from desktop.domain.search import starts_words, tokens
from desktop.domain.seating import Seating, Sitter
from desktop.gui.seating.seat_drag import MIME, id_of, mime_of
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.text import tip
from desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex
_SITTER = int(Qt.ItemDataRole.UserRole) + 1


class SeatPeople(QAbstractListModel):
    """Without words: who has no seat. With words: everybody they fit, those without a seat first."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Sitter] = []
        self._known: list[tuple[str, Sitter]] = []
        self._words: list[str] = []
        self.groups: dict[uuid.UUID | None, tuple[int, str]] = {}
        self.labels: dict[uuid.UUID, str] = {}

    def show_seating(self, seating: Seating) -> None:
        """List the people of this room."""
        self.groups = {group.id: (number, group.mark) for number, group in enumerate(seating.groups)}
        known = {each: text for text, each in self._known}
        self._known = [
            (known.get(each) or f" {fold(each.full_name)} {fold(each.unit)}", each) for each in seating.people
        ]
        self.labels = {each.id: seating.room.label(each.place) for each in seating.people if each.place is not None}
        self._choose()

    def look_for(self, text: str) -> None:
        """Narrow the list."""
        self._words = tokens(text)
        self._choose()

    def _choose(self) -> None:
        if self._words:
            found = [each for text, each in self._known if starts_words(text, self._words)]
            found.sort(key=lambda each: each.place is not None)
        else:
            found = [each for _text, each in self._known if each.place is None]
        self.beginResetModel()
        self._rows = found
        self.endResetModel()

    def sitter(self, row: int) -> Sitter | None:
        """Who stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: uuid.UUID) -> int:
        """The row of somebody; -1 for nobody."""
        return next((row for row, each in enumerate(self._rows) if each.id == key), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        who = self.sitter(index.row())
        if who is None:
            return None
        if role == _SITTER:
            return who
        if role == Qt.ItemDataRole.DisplayRole:
            return who.full_name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{who.full_name}\n{who.unit}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            seat = self.labels.get(who.id) or _("no seat")
            return ", ".join(part for part in (who.full_name, who.unit, seat) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # type: ignore[override]
        who = self.sitter(indexes[0].row())
        return mime_of(who.id) if who is not None else QMimeData()


class _Rows(QStyledItemDelegate):
    """Mark, name and seat over the unit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, option.fontMetrics.height() * 2 + GRID + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        who, model, theme = index.data(_SITTER), index.model(), self._theme
        assert isinstance(model, SeatPeople)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selection"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        number, mark = model.groups.get(who.group_id, (0, ""))
        metrics = option.fontMetrics
        inner = option.rect.adjusted(GRID, 4, -GRID, -4)
        chip = QRect(inner.left(), inner.top() + 2, max(metrics.horizontalAdvance("VIII") + 6, 28), inner.height() - 4)
        painter.setBrush(theme.group_colour(number))
        painter.setPen(theme.colour("field_line"))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(theme.colour("text"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, mark)
        text = inner.adjusted(chip.width() + GRID, 0, 0, 0)
        seat = model.labels.get(who.id, "")
        wide = metrics.horizontalAdvance(seat)
        half = text.height() // 2
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        upper = QRect(text.left(), text.top(), text.width() - wide - (GRID if seat else 0), half)
        painter.drawText(upper, middle, metrics.elidedText(who.full_name, Qt.TextElideMode.ElideRight, upper.width()))
        painter.setPen(theme.colour("accent"))
        painter.drawText(QRect(text.right() - wide, text.top(), wide + 1, half), middle, seat)
        painter.setPen(theme.colour("muted"))
        lower = QRect(text.left(), text.top() + half, text.width(), half)
        painter.drawText(lower, middle, metrics.elidedText(who.unit, Qt.TextElideMode.ElideRight, lower.width()))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()


class SeatPeopleList(QListView):
    """The list; people are dragged from it onto seats, and from seats onto it."""

    picked = Signal(object)
    """A Sitter: Enter or a double click."""
    taken_off = Signal(object)
    """list[uuid.UUID]: dragged here from their seats."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.people = SeatPeople()
        self.setModel(self.people)
        self._rows = _Rows(theme)
        self.setItemDelegate(self._rows)
        self.setUniformItemSizes(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("People without a seat"))
        self.doubleClicked.connect(lambda index: self._pick(index.row()))

    def current(self) -> Sitter | None:
        """Who the keyboard is on."""
        return self.people.sitter(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Put the keyboard on a row."""
        count = self.people.rowCount()
        if count:
            self.setCurrentIndex(self.people.index(min(max(row, 0), count - 1)))

    def _pick(self, row: int) -> None:
        who = self.people.sitter(row)
        if who is not None:
            self.picked.emit(who)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is not self and event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.source() is not self and event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        key = id_of(event.mimeData())
        if key is not None and event.source() is not self:
            event.acceptProposedAction()
            self.taken_off.emit([key])
