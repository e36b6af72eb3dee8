"""Where the seats of a room are drawn: places to pixels and back."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize

from desktop.domain.seating import Place, Room
from desktop.gui.theme import GRID

SEAT = QSize(84, 46)
"""At a zoom of 100 %."""
AISLE, SIDE, STAGE = 26, 34, 34
_GAP = 2


def whole(room: Room, scale: float, stretch: float = 1.0) -> QSize:
    """What the room needs with its stage; seats are `stretch` times as high."""
    wide = room.columns * SEAT.width() + len(room.aisles) * AISLE + 2 * SIDE
    high = room.rows * SEAT.height() * stretch + len(room.cross_aisles) * AISLE + STAGE + 2 * GRID
    return QSize(round(wide * scale), round(high * scale))


class SeatGrid:
    """One room at one size."""

    def __init__(self, room: Room, scale: float, stretch: float = 1.0, left: int = 0) -> None:
        self.room, self.scale, self.left = room, scale, left
        width, height = SEAT.width(), SEAT.height() * stretch
        aisles = (sum(1 for each in room.aisles if each <= column) for column in range(room.columns))
        cross = (sum(1 for each in room.cross_aisles if each <= row) for row in range(room.rows))
        self._xs = [round((SIDE + place * width + count * AISLE) * scale) for place, count in enumerate(aisles)]
        self._ys = [round((STAGE + GRID + place * height + count * AISLE) * scale) for place, count in enumerate(cross)]
        self.seat = QSize(round(width * scale) - _GAP, round(height * scale) - _GAP)

    def rect_of(self, place: Place) -> QRect:
        """Where a seat is drawn."""
        return QRect(QPoint(self.left + self._xs[place[1]], self._ys[place[0]]), self.seat)

    def place_at(self, point: QPoint) -> Place | None:
        """The seat under a point; None in an aisle."""
        row = self._hit(self._ys, point.y(), self.seat.height())
        column = self._hit(self._xs, point.x() - self.left, self.seat.width())
        return None if row is None or column is None else (row, column)

    def places_in(self, area: QRect) -> Iterator[Place]:
        """The seats of which anything lies in this part."""
        rows = self._between(self._ys, area.top(), area.bottom(), self.seat.height())
        columns = self._between(self._xs, area.left() - self.left, area.right() - self.left, self.seat.width())
        return ((row, column) for row in rows for column in columns)

    @staticmethod
    def _hit(starts: list[int], at: int, size: int) -> int | None:
        return next((place for place, start in enumerate(starts) if start - 1 <= at <= start + size), None)

    @staticmethod
    def _between(starts: list[int], first: int, last: int, size: int) -> list[int]:
        return [place for place, start in enumerate(starts) if start <= last and start + size >= first]
