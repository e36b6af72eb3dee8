"""With text of 200 % on a screen of 1024 × 700 nothing is cut, and what has no room is one press away."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.app import build_window
from desktop.domain.dialogues import NewDialogue
from desktop.gui.widgets.wrapping import height_in
from desktop.services import dialogues
from desktop.settings import Settings
from tests.gui.filled import filled_record, settle, show

__all__ = ["filled_record"]

TITLE = "Đối thoại giữa Chủ tịch UBND quận với các hộ kinh doanh chợ Hôm - Đức Viên"


def cut(page, button: QPushButton) -> bool:
    """Whether a part of the button lies outside what holds it, or the page."""
    place = QRect(button.mapTo(page, QPoint(0, 0)), button.size())
    holder = button.parentWidget()
    return not (page.rect().contains(place) and holder.rect().contains(button.geometry()))


def test_buttons_are_whole_and_the_rest_stands_under_more(qtbot, filled_record):
    window = build_window(filled_record, Settings(text_scale=200))
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    settle(qtbot, window)
    page = show(qtbot, window, "attendance")
    assert [each.text() for each in page._buttons if cut(page, each)] == []
    page.menus.open_more()
    menu = page.findChild(QMenu)
    camera = next(each for each in menu.actions() if each.text() == page.camera.button.text())
    assert camera.isCheckable()
    assert not camera.isChecked()
    menu.close()
    page = show(qtbot, window, "replies")
    more = next(each for each in page.findChildren(QPushButton) if each.menu() is not None)
    names = ["template", "replies.calendar", "replies.invite"]
    assert [each.objectName() for each in more.menu().actions()] == names
    assert not cut(page, more)
    window.close()
    window.context.theme.apply("light", 100)


def test_a_list_beside_a_panel_breaks_titles_and_headings_into_lines(qtbot, filled_record):
    window = build_window(filled_record, Settings())
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    settle(qtbot, window)
    new, conference = NewDialogue(TITLE, dt.date(2018, 6, 20)), window.context.conference_id
    filled_record.write(lambda tx: dialogues.add_dialogue(tx, conference, new))
    table = show(qtbot, window, "tasks", part="dialogues").table
    title = table.rows_model.column_of("title")
    assert not table.horizontalScrollBar().isVisible()
    assert height_in(table.fontMetrics(), TITLE, table.columnWidth(title) - 20) <= table.rowHeight(0)
    assert table.columnWidth(title) == max(map(table.columnWidth, table.shown_columns()))
    header = table.horizontalHeader()
    for place in table.shown_columns():
        words = table.rows_model.columns[place].title()
        assert height_in(header.fontMetrics(), words, header.sectionSize(place) - 20) <= header.height()
    window.close()
