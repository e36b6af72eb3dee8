"""Icons of one weight from QtAwesome's Material Design font, tinted with the palette.

Importing the package costs half a second (it loads ten fonts), so only its one font file is opened, at the first icon.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from desktop.gui.theme import Theme

# Code points of materialdesignicons6; tests compare them with the font's own list.
GLYPHS = {
    "view-dashboard-outline": 0xF0A1D,
    "account-group-outline": 0xF0B58,
    "calendar-clock-outline": 0xF16E1,
    "printer-outline": 0xF1786,
    "office-building-outline": 0xF151F,
    "cog-outline": 0xF08BB,
    "magnify": 0xF0349,
    "alert-outline": 0xF002A,
    "alert-circle-outline": 0xF05D6,
    "information-outline": 0xF02FD,
    "folder-outline": 0xF0256,
    "check": 0xF012C,
    "plus": 0xF0415,
    "close": 0xF0156,
    "chevron-down": 0xF0140,
    "calendar-month-outline": 0xF0E18,
    "arrow-up": 0xF005D,
    "arrow-down": 0xF0045,
    "pencil-outline": 0xF0CB6,
    "microsoft-excel": 0xF138F,
    "view-column-outline": 0xF1487,
    "account-check-outline": 0xF0BE2,
    "arrow-left": 0xF004D,
    "arrow-right": 0xF0054,
    "file-document-outline": 0xF09EE,
    "clipboard-check-outline": 0xF08A8,
    "email-check-outline": 0xF0AB2,
}


@cache
def _family() -> str:
    found = find_spec("qtawesome")
    for folder in (found.submodule_search_locations or []) if found else []:
        for file in sorted((Path(folder) / "fonts").glob("materialdesignicons6-*.ttf")):
            families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
            if families:
                return families[0]
    return ""


def icon(theme: Theme, name: str, colour: str = "muted", checked: str = "") -> QIcon:
    """The icon in a colour of the theme, and in `checked` when its button is; painted anew after a change of scheme."""
    return QIcon(_Engine(theme, name, colour, checked))


def pixmap(theme: Theme, name: str, colour: str = "muted", size: int = 16) -> QPixmap:
    """The icon as a picture `size` pixels wide, grown with the text."""
    side = theme.px(size)
    return icon(theme, name, colour).pixmap(QSize(side, side))


class _Engine(QIconEngine):
    def __init__(self, theme: Theme, name: str, colour: str, checked: str) -> None:
        super().__init__()
        self._theme, self._name, self._colour, self._checked = theme, name, colour, checked

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = self._checked if self._checked and state is QIcon.State.On else self._colour
        tint = QColor(self._theme.colour(colour))
        if mode is QIcon.Mode.Disabled:
            tint.setAlphaF(0.4)
        font = QFont(_family())
        font.setPixelSize(max(rect.height(), 1))
        painter.save()
        painter.setPen(tint)
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, chr(GLYPHS[self._name]))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Engine(self._theme, self._name, self._colour, self._checked)
