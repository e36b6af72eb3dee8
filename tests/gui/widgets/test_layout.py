"""Tab goes through what is shown as it is read, once round, whatever leads the keyboard on to its own part."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTabWidget, QWidget

from desktop.gui.widgets.layout import column, holder, tab_as_read


class Read(QWidget):
    """A window that is gone through as it is read."""

    def focusNextPrevChild(self, forwards: bool, /) -> bool:
        return tab_as_read(self, forwards)


@pytest.fixture
def window(qtbot):
    """A line, a holder whose second part has its keyboard, tabs whose bar has theirs, made in another order than they stand in."""
    made = Read()
    last, tabs = QPushButton("last"), QTabWidget()
    tabs.tabBar().setObjectName("bar")
    second, first = QLineEdit(objectName="second"), QLineEdit(objectName="first")
    held = holder(column(first, second), first=second)
    hidden = QLineEdit(objectName="hidden")
    led_away = holder(column(hidden), first=hidden)
    tabs.addTab(held, "tab")
    made.setLayout(column(QLineEdit(objectName="line"), tabs, led_away, last))
    last.setObjectName("last")
    qtbot.addWidget(made)
    made.show()
    hidden.hide()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_stops_once_at_each_part_and_comes_round(window, key):
    window.findChild(QLineEdit, "line").setFocus()
    met = []
    for _press in range(6):
        met.append(QApplication.focusWidget().objectName())
        QTest.keyClick(QApplication.focusWidget(), key)
    there = ["line", "bar", "first", "second", "last"]
    assert met[:5] == (there if key is Qt.Key.Key_Tab else [there[0], *reversed(there[1:])])
    assert met[5] == "line"


def test_tab_goes_on_from_where_somebody_clicked_though_nothing_there_takes_it(window):
    holds = window.findChild(QLineEdit, "first").parentWidget()
    holds.setFocusProxy(None)
    holds.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    holds.setFocus()
    assert QApplication.focusWidget() is holds
    QTest.keyClick(holds, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "first"


def test_where_nothing_takes_tab_the_keyboard_stays(qtbot):
    empty = Read()
    qtbot.addWidget(empty)
    empty.show()
    assert not tab_as_read(empty, forwards=True)
