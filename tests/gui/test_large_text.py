"""With text of 200 % on a screen of 1024 × 700 nothing is cut, and what has no room is one press away."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QMenu, QPushButton

from desktop import i18n
from desktop.app import build_window
from desktop.domain.dialogues import NewDialogue
from desktop.domain.points import PointInput
from desktop.gui.points.dialog import open_points
from desktop.gui.widgets.wrapping import height_in
from desktop.services import conferences, dialogues
from desktop.services.points import keeping
from desktop.settings import Settings
from tests.gui.filled import ask, filled_record, settle, show
from tools.faults import clipped, crowded, sideways

__all__ = ["filled_record"]

TITLE = "Đối thoại giữa Chủ tịch UBND quận với các hộ kinh doanh chợ Hôm - Đức Viên"


def cut(page, button: QPushButton) -> bool:
    """Whether a part of the button lies outside what holds it, or the page."""
    place = QRect(button.mapTo(page, QPoint(0, 0)), button.size())
    holder = button.parentWidget()
    return not (page.rect().contains(place) and holder.rect().contains(button.geometry()))


def whole(qtbot, root):
    """Wait until all is laid out anew, and nothing is covered or cut."""

    def looked_at():
        assert crowded(root) + clipped(root) == []

    qtbot.waitUntil(looked_at)


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
    camera = next(each for each in menu.actions() if each.objectName() == "page.camera")
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


def test_in_a_low_window_with_the_server_away_nothing_is_covered_or_cut(qtbot, filled_record):
    i18n.install("en")
    new = NewDialogue(TITLE, dt.date(2018, 6, 20))
    (conference,) = ask(filled_record, conferences.list_conferences)

    def fill(tx):
        dialogues.add_dialogue(tx, conference.id, new)
        for number in range(3):
            keeping.add_point(tx, conference.id, PointInput(f"Điểm cầu UBND phường Bạch Đằng {number}"))

    filled_record.write(fill)
    window = build_window(filled_record, Settings(text_scale=200))
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    settle(qtbot, window)
    connection = window.context.connection
    connection.changed.emit(replace(connection.now, is_server=True, online=False))
    page = show(qtbot, window, "attendees")
    assert not page.filters.kind.isVisible()
    assert page.table.viewport().height() >= 2 * page.table.rowHeight(0)
    whole(qtbot, window)
    page.filters.unfold.click()
    assert page.filters.kind.isVisible()
    page.narrow(kind="ward")
    whole(qtbot, window)
    show(qtbot, window, "tasks", part="dialogues")
    whole(qtbot, window)
    board = open_points(window.context)
    settle(qtbot, window)
    board.resize(1000, 652)  # of a screen of 1024 × 700
    whole(qtbot, board)
    assert sideways(board) == []
    board.close()
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
