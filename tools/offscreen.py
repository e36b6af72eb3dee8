"""The program without a screen: the application in the size of an office PC, and pictures of what it shows."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QWidget

FONTS = ("Inter", "Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans")
"""The first of these that is installed stands for the system's font."""
SIZE = (1366, 768)
"""Pixels of an office PC's screen."""


def application(size: tuple[int, int] = SIZE) -> QApplication:
    """The application on a screen of this size: Qt's own offscreen one is 800×800."""
    file = Path(tempfile.mkdtemp()) / "screen.json"
    screen = {"name": "desk", "x": 0, "y": 0, "width": size[0], "height": size[1]}
    file.write_text(json.dumps({"screens": [screen]}), encoding="ascii")
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={file}")
    made = QApplication.instance() or QApplication(["tap-huan"])
    assert isinstance(made, QApplication)
    made.setFont(system_font())
    return made


def system_font() -> QFont:
    """What stands for the system's font."""
    installed = set(QFontDatabase.families())
    return QFont(next((name for name in FONTS if name in installed), QApplication.font().family()))


def save_picture(path: Path, window: QWidget, *over: QWidget) -> None:
    """A picture of a window with what lies over it, the lowest first: dialogs in its middle, menus in their place."""
    picture = window.grab()
    painter = QPainter(picture)
    for each in over:
        grabbed: QPixmap = each.grab()
        place = QPoint((picture.width() - grabbed.width()) // 2, (picture.height() - grabbed.height()) // 2)
        if isinstance(each, QMenu):
            place = window.mapFromGlobal(each.pos())
        else:
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 90))
        painter.drawPixmap(place, grabbed)
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    small = picture.toImage().convertToFormat(QImage.Format.Format_RGB888)
    small.save(str(path), "PNG", 0)  # type: ignore[call-overload]
