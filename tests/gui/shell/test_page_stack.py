"""The page shown alone says how small the window may be."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.shell.page_stack import PageStack


def _page(height: int) -> QWidget:
    page = QWidget()
    inner = QWidget()
    inner.setMinimumHeight(height)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inner)
    return page


def test_a_hidden_page_that_needs_more_room_takes_none_and_the_window_grows_when_it_is_shown(qtbot: QtBot) -> None:
    window, stack = QWidget(), PageStack()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(stack)
    for height in (200, 600):
        stack.addWidget(_page(height))
    window.show()
    window.resize(300, 100)
    qtbot.waitUntil(lambda: 200 <= window.height() < 600)
    stack.setCurrentIndex(1)
    qtbot.waitUntil(lambda: window.height() >= 600)
