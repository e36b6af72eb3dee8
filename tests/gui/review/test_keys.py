"""Keys in the queue do what they say to the case shown, and to no other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.gui.review.test_queue import Reviewer, reviewer

__all__ = ["reviewer"]


@pytest.mark.parametrize("letter", ["²", "①", "0", "½"])
def test_a_key_that_is_no_number_chooses_nothing(reviewer: Reviewer, letter: str) -> None:
    reviewer.walk_in("Lê Văn Một", "Phường Bạch Đằgn")
    queue = reviewer.open()
    before = queue.panel.decided()
    for widget in (queue.table, queue.panel.choices):
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, key)
    assert queue.panel.decided() == before
    queue.reject()
