"""The look reaches every part of the window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.gui.theme import Theme


@pytest.fixture
def with_own_fonts(qapp, monkeypatch):
    """As Windows does it: menus and lists are given fonts of their own again with every style sheet."""
    plain = QApplication.setStyleSheet

    def and_fonts(application, sheet):
        plain(application, sheet)
        for kind in ("QMenu", "QAbstractItemView"):
            font = QFont(application.font())
            font.setPointSizeF(7)
            application.setFont(font, kind)

    monkeypatch.setattr(QApplication, "setStyleSheet", and_fonts)
    before = qapp.font()
    yield qapp
    monkeypatch.undo()
    qapp.setStyleSheet("")
    qapp.setFont(before)


@pytest.mark.parametrize("scale", [100, 150])
def test_menus_and_lists_are_written_as_large_as_the_rest(with_own_fonts, scale):
    Theme(with_own_fonts).apply("light", scale)
    for kind in ("QMenu", "QMenuBar", "QAbstractItemView", "QStatusBar"):
        assert QApplication.font(kind).pointSizeF() == 10 * scale / 100
