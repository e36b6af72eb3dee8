"""The seats of a room as they are painted: how large, what stands on them, what is selected.

Each seat is painted once into a picture and shown from there. New pictures are made for a few milliseconds at a time, so
that a hall of a thousand seats never holds the window up.
"""

from __future__ import annotations

import time
import uuid

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.domain.seating import Place, Room, Seating, Sitter, row_name
from desktop.gui.seating.seat_grid import SEAT, SIDE, STAGE, SeatGrid, whole
from desktop.gui.seating.seat_paint import SeatLook, paint_seat, paint_stage
from desktop.gui.theme import Theme
from desktop.i18n import _

_TALLEST = 1.5
"""So much higher seats become where there is room below."""
_LEAST, _MOST = 0.4, 2.0
_SLICE = 0.012
"""Seconds for new pictures of seats at one painting."""


class SeatCanvas(QWidget):
    """Shows a room, the cursor in it and who is held."""

    moved = Signal()
    """The cursor stands elsewhere, or somebody was picked up or let go."""
    zoomed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.seating: Seating | None = None
        self._sitting: dict[Place, Sitter] = {}
        self._groups: dict[uuid.UUID | None, tuple[int, str]] = {}
        self.here: Place = (0, 0)
        self._anchor: Place = (0, 0)
        self.held: Sitter | None = None
        """Who was picked up and is to be put down."""
        self.zoom = 0.0
        """0: as large as fits."""
        self._shown = 1.0
        self._tiles: dict[Place, tuple[SeatLook, QPixmap]] = {}
        self._looks: dict[Place, SeatLook] = {}
        self._stretch = 1.0
        self.grid = SeatGrid(self.room, theme.scale)
        self._target: Place | None = None
        self.setAccessibleName(_("Seats of the room"))
        theme.changed.connect(self._forget_tiles)

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_seating(self, seating: Seating) -> None:
        """Show the room as it is now; the cursor stays where it was."""
        self.seating = seating
        self._sitting = seating.by_place
        self._groups = {group.id: (number, group.mark) for number, group in enumerate(seating.groups)}
        if self.held is not None:
            held = self.held.id
            self.held = next((each for each in seating.people if each.id == held), None)
        rows, columns = seating.room.rows, seating.room.columns
        self.here = min(self.here[0], rows - 1), min(self.here[1], columns - 1)
        self._anchor = min(self._anchor[0], rows - 1), min(self._anchor[1], columns - 1)
        self._tiles = {place: tile for place, tile in self._tiles.items() if place[0] < rows and place[1] < columns}
        self.fit()
        self.update()
        self.moved.emit()

    @property
    def room(self) -> Room:
        """The room shown."""
        return self.seating.room if self.seating is not None else Room(1, 1)

    def at(self, place: Place) -> Sitter | None:
        """Who sits there."""
        return self._sitting.get(place)

    def selected(self) -> list[Place]:
        """The places between the anchor and the cursor: usually one."""
        rows, columns = (sorted(pair) for pair in zip(self._anchor, self.here, strict=True))
        return [(row, column) for row in range(rows[0], rows[1] + 1) for column in range(columns[0], columns[1] + 1)]

    def set_zoom(self, zoom: float) -> None:
        """0: as large as fits the width."""
        self.zoom = min(max(zoom, _LEAST), _MOST) if zoom else 0.0
        self.fit()
        self._show_cursor()
        self.zoomed.emit()

    @property
    def zoom_now(self) -> float:
        """The zoom in force."""
        return self._shown

    def fit(self) -> None:
        """Take the size that the room needs."""
        area, scale = self._area(), self._theme.scale
        # Measured without scroll bars, which come and go with what is decided here.
        seen = area.maximumViewportSize() if area is not None else QSize()
        self._stretch = 1.0
        if not self.zoom and area is not None and self.seating is not None:
            full = whole(self.room, scale)
            wide, high = seen.width() / full.width(), seen.height() / full.height()
            # Names are to be read: rather scroll downwards than become that small.
            if high < wide and high < 0.8:
                wide -= area.verticalScrollBar().sizeHint().width() / full.width()
            self._shown = min(max(min(wide, high), min(wide, 0.8), 0.55), 1.4)
            needed = whole(self.room, scale * self._shown).height()
            spare = (seen.height() - needed) / max(self.room.rows * SEAT.height() * scale * self._shown, 1)
            self._stretch = min(max(1 + spare, 1.0), _TALLEST)
        else:
            self._shown = self.zoom or 1.0
        needs = whole(self.room, scale * self._shown, self._stretch)
        self.setMinimumSize(needs)
        shown = area.viewport().size() if area is not None else QSize()
        self.resize(needs.expandedTo(shown))
        self._lay_out()
        self.update()

    def _lay_out(self) -> None:
        scale = self._shown * self._theme.scale
        spare = max(0, self.width() - whole(self.room, scale).width()) // 2
        self.grid = SeatGrid(self.room, scale, self._stretch, spare)
        self._looks.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _area(self) -> QScrollArea | None:
        above = self.parentWidget()
        area = above.parentWidget() if above is not None else None
        return area if isinstance(area, QScrollArea) else None

    # -- painting -------------------------------------------------------------------------------------------------

    def _forget_tiles(self) -> None:
        self._tiles.clear()
        self.fit()

    def _look(self, place: Place) -> SeatLook:
        look = self._looks.get(place)
        if look is None:
            look = self._looks[place] = self._new_look(place)
        return look

    def _new_look(self, place: Place) -> SeatLook:
        room, who, size = self.room, self._sitting.get(place), self.grid.seat
        if place in room.blocked:
            return SeatLook("blocked", size.width(), size.height(), "")
        label = room.label(place)
        if who is None:
            state = "reserved" if place in room.reserved else "free"
            return SeatLook(state, size.width(), size.height(), label)
        number, mark = self._groups.get(who.group_id, (0, ""))
        return SeatLook("taken", size.width(), size.height(), label, who.full_name, number, mark)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.seating is None:
            return
        painter, theme = QPainter(self), self._theme
        self._paint_around(painter)
        left, waiting = _SLICE, False
        for place in self.grid.places_in(event.rect()):
            kept, look, rect = self._tiles.get(place), self._look(place), self.grid.rect_of(place)
            if kept is None or (kept[0] is not look and kept[0] != look):
                if left <= 0:
                    waiting = True
                    painter.fillRect(rect, theme.colour("neutral_soft"))
                    continue
                begun = time.perf_counter()
                kept = look, self._tile(look)
                self._tiles[place] = kept
                left -= time.perf_counter() - begun
            painter.drawPixmap(rect.topLeft(), kept[1])
        self._paint_marks(painter)
        if waiting:
            QTimer.singleShot(0, self.update)

    def _tile(self, look: SeatLook) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(look.width, look.height) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_seat(painter, look, self._theme, self._font_pixels())
        painter.end()
        return picture

    def _font_pixels(self) -> int:
        return max(round(13 * self._theme.scale * float(min(self._shown, 1.3) ** 0.6)), 9)

    def _paint_around(self, painter: QPainter) -> None:
        """The stage and the names of rows."""
        theme, room = self._theme, self.room
        scale = self._shown * theme.scale
        left, right = self.grid.rect_of((0, 0)), self.grid.rect_of((0, room.columns - 1))
        middle, wide = (left.left() + right.right()) // 2, max((right.right() - left.left()) // 2, round(160 * scale))
        stage = QRect(middle - wide // 2, round(2 * scale), wide, round((STAGE - 4) * scale))
        font = self.font()
        font.setPixelSize(self._font_pixels())
        painter.setFont(font)
        paint_stage(painter, stage, theme)
        painter.setPen(theme.colour("muted"))
        side = round(SIDE * scale)
        for row in range(room.rows):
            name = row_name(row) if room.naming == "letters" else str(row + 1)
            first, last = self.grid.rect_of((row, 0)), self.grid.rect_of((row, room.columns - 1))
            for x in (first.left() - side, last.right()):
                painter.drawText(QRect(x, first.top(), side, first.height()), Qt.AlignmentFlag.AlignCenter, name)

    def _paint_marks(self, painter: QPainter) -> None:
        """What is selected, who is held, where a drop would go."""
        theme = self._theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 3))
        else:
            painter.setPen(QPen(theme.colour("accent"), 1))
        for place in self.selected():
            painter.drawRoundedRect(self.grid.rect_of(place).adjusted(1, 1, -1, -1), 4, 4)
        if self.held is not None and self.held.place is not None:
            painter.setPen(QPen(theme.colour("warn"), 3, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.grid.rect_of(self.held.place).adjusted(1, 1, -1, -1), 4, 4)
        if self._target is not None:
            painter.setPen(QPen(theme.colour("good" if self.room.has(self._target) else "bad"), 3))
            painter.drawRoundedRect(self.grid.rect_of(self._target).adjusted(1, 1, -1, -1), 4, 4)

    # -- telling --------------------------------------------------------------------------------------------------

    def _show_cursor(self) -> None:
        area, rect = self._area(), self.grid.rect_of(self.here)
        if area is not None:
            area.ensureVisible(rect.center().x(), rect.center().y(), rect.width(), rect.height())

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()
