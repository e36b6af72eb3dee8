"""The room from above: people moved by drag and drop or by the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.domain.seating import Place, Sitter
from desktop.gui.seating.seat_canvas import SeatCanvas
from desktop.gui.seating.seat_drag import MIME, id_of, mime_of
from desktop.gui.theme import Theme
from desktop.gui.widgets.text import tip

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class SeatMap(SeatCanvas):
    """The seats. It changes nothing itself: it says what was asked for."""

    put = Signal(object, object)
    """Somebody's id and the place they are put on."""
    taken_off = Signal(object)
    """list[uuid.UUID]: these people lose their seats."""
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._pressed: QPoint | None = None
        self.put_down_after: Callable[[], None] = lambda: None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)

    # -- keyboard -------------------------------------------------------------------------------------------------

    def go_to(self, place: Place, *, extend: bool = False) -> None:
        """Move the cursor."""
        room = self.room
        self.here = min(max(place[0], 0), room.rows - 1), min(max(place[1], 0), room.columns - 1)
        if not extend:
            self._anchor = self.here
        self._show_cursor()
        self.update()
        self.moved.emit()

    def pick_up(self, who: Sitter | None) -> None:
        """Hold somebody until they are put down, or let them go (None)."""
        self.held = who
        self.update()
        self.moved.emit()

    def next_free(self) -> Place | None:
        """The first seat in the rows that nobody has and that is not kept for guests."""
        room = self.room
        free = (place for place in room.places() if room.has(place) and place not in self._sitting)
        return next((place for place in free if place not in room.reserved), None)

    def put_down(self) -> None:
        """Put whoever is held on the seat under the cursor."""
        held, place = self.held, self.here
        if held is None or not self.room.has(place):
            return
        self.pick_up(None)
        if held.place != place:
            self.put.emit(held.id, place)
        self.put_down_after()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        step = _STEPS.get(key)
        if step is not None:
            row, column = self.here
            far = 1000 if control else 1
            place = row + step[0] * far, column + step[1] * far
            self.go_to(place, extend=bool(modifiers & Qt.KeyboardModifier.ShiftModifier) and self.held is None)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            row = self.here[0]
            if control:
                row = 0 if key == Qt.Key.Key_Home else self.room.rows - 1
            self.go_to((row, 0 if key == Qt.Key.Key_Home else self.room.columns - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.put_down() if self.held is not None else self.pick_up(self.at(self.here))
        elif control and key == Qt.Key.Key_X:
            self.pick_up(self.at(self.here))
        elif control and key == Qt.Key.Key_V:
            self.put_down()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_off_selected()
        elif key == Qt.Key.Key_Escape and self.held is not None:
            self.pick_up(None)
        elif key == Qt.Key.Key_Menu:
            self.menu_wanted.emit(self.mapToGlobal(self.grid.rect_of(self.here).bottomLeft()))
        else:
            super().keyPressEvent(event)

    def take_off_selected(self) -> None:
        """Take whoever sits on the selected seats off them."""
        ids = [who.id for place in self.selected() if (who := self.at(place)) is not None]
        if ids:
            self.taken_off.emit(ids)

    # -- mouse ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.grid.place_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or place is None:
            return
        if self.held is not None:
            self.go_to(place)
            self.put_down()
            return
        self.go_to(place, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        who = self.at(self._anchor)
        if who is not None and far:
            self._pressed = None
            self._drag(who)
        elif who is None:
            place = self.grid.place_at(point)
            if place is not None and place != self.here:
                self.go_to(place, extend=True)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.grid.place_at(event.position().toPoint())
        if place is not None and self.held is None:
            self.pick_up(self.at(place))

    def _drag(self, who: Sitter) -> None:
        drag = QDrag(self)
        drag.setMimeData(mime_of(who.id))
        assert who.place is not None
        kept = self._tiles.get(who.place)
        if kept is not None:
            drag.setPixmap(kept[1])
            drag.setHotSpot(QPoint(kept[0].width // 2, kept[0].height // 2))
        drag.exec(Qt.DropAction.MoveAction)
        self._aim(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        point = event.position().toPoint()
        place = self.grid.place_at(point)
        self._aim(place)
        area = self._area()
        if area is not None:
            area.ensureVisible(point.x(), point.y(), 48, 48)
        event.setAccepted(place is not None and self.room.has(place))

    def dragLeaveEvent(self, _event: QEvent) -> None:
        self._aim(None)

    def dropEvent(self, event: QDropEvent) -> None:
        place, key = self.grid.place_at(event.position().toPoint()), id_of(event.mimeData())
        self._aim(None)
        if place is None or key is None or not self.room.has(place):
            return
        event.acceptProposedAction()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.go_to(place)
        there = self.at(place)
        if there is None or there.id != key:
            self.put.emit(key, place)

    def _aim(self, place: Place | None) -> None:
        if place != self._target:
            self._target = place
            self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self.grid.place_at(event.pos())
        if place is not None:
            if place not in self.selected():
                self.go_to(place)
            self.menu_wanted.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._shown * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.grid.place_at(event.pos())
            who = self.at(place) if place is not None else None
            QToolTip.showText(event.globalPos(), tip(f"{who.full_name}\n{who.unit}") if who is not None else "", self)
            return True
        return super().event(event)
