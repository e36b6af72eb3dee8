"""Pages and strips as Qt's pictures, made when they are looked at; so many are kept as a screen shows, however many were read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from desktop.domain.scanned_sheets import PagePicture

_AROUND = (1.5, 2.5)
"""Millimetres around a cell that its strip shows: strokes hang over from its neighbours."""
_JPEG = b"\xff\xd8\xff"
_PAGES, _STRIPS = 6, 200

Made = TypeVar("Made")


def decoded(jpeg: bytes) -> QImage:
    """A page as it came from the child; an empty picture for anything but a JPEG: no other of Qt's readers is let at it."""
    return QImage.fromData(jpeg) if jpeg.startswith(_JPEG) else QImage()


class _Latest(Generic[Made]):
    """What was asked for last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        if key not in self._kept:
            self._kept[key] = make()
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


class Pictures:
    """Decodes pages, and cuts strips from them."""

    def __init__(self) -> None:
        self._pages: _Latest[QImage] = _Latest(_PAGES)
        self._strips: _Latest[QImage] = _Latest(_STRIPS)

    def page(self, picture: PagePicture) -> QImage:
        """The whole page; an empty picture where it can't be decoded."""
        return self._pages.get(picture, lambda: decoded(picture.jpeg))

    def strip(self, picture: PagePicture, row: int, column: int) -> QImage | None:
        """A cell and a little around it; None for a cell that the page does not have."""
        if (row, column) not in picture.cells:
            return None
        return self._strips.get((picture, row, column), lambda: self._cut(picture, row, column))

    def _cut(self, picture: PagePicture, row: int, column: int) -> QImage:
        across, down = (round(each * picture.per_mm) for each in _AROUND)
        page = self.page(picture)
        around = QRect(*picture.cells[row, column]).adjusted(-across, -down, across, down)
        return page.copy(around.intersected(page.rect()))
