"""F1 opens the guide where one is; it is read beside the program, found in, and never leads outside unasked."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

import desktop.gui
from desktop import i18n
from desktop.domain.guide import Topic
from desktop.gui.attendees.questions import QuestionsDialog
from desktop.gui.guide import window as guide_window
from desktop.gui.guide.window import GuideWindow, open_guide
from desktop.gui.page import Page
from desktop.gui.widgets.dialog import BareDialog
from desktop.gui.widgets.message_box import MessageBox
from tests.gui.filled import dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    guide_window.close_guide()


def chapter(shown: GuideWindow) -> str:
    return shown.guide.chapters[shown._now[0]].title


def of_the_program(base: type) -> Iterator[type]:
    for each in base.__subclasses__():
        if each.__module__.startswith("desktop."):
            yield each
        yield from of_the_program(each)


def test_every_page_and_dialog_names_its_place_in_the_guide():
    for module in pkgutil.walk_packages(desktop.gui.__path__, "desktop.gui."):
        importlib.import_module(module.name)
    found = {each for base in (Page, BareDialog) for each in of_the_program(base)}
    seen = {each for each in found if each.guide is not None or not any(of_the_program(each))}
    assert len(seen) > 60, "what only others are built on is seen by nobody and names no place"
    assert [each.__name__ for each in seen if not isinstance(each.guide, Topic)] == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_place_that_is_named_is_in_the_guide_of_each_language(qtbot, filled, language):
    i18n.install(language)
    guide = open_guide(filled.context.theme).guide
    assert [topic for topic in Topic if not any(each.holds(topic) for each in guide.chapters)] == []
    i18n.install("vi")


def test_f1_opens_the_guide_at_the_page_at_the_document_and_at_the_dialog_in_front(qtbot, filled):
    places = {"overview": "1. Tạo hội nghị", "attendees": "4. Rà danh sách đại biểu", "agenda": "5. Xếp chương trình"}
    for page, title in places.items():
        show(qtbot, filled, page)
        assert chapter(filled.run("guide")) == title
    show(qtbot, filled, "printing", document="badges")
    assert chapter(filled.run("guide")) == "Thẻ đại biểu"
    filled.run("questions")
    asked = dialog(qtbot, QuestionsDialog)
    settle(qtbot, filled)
    qtbot.keyClick(asked.table, Qt.Key.Key_F1)
    (shown,) = guide_window._opened
    assert shown._now == shown.guide.place("questions")
    assert shown.parentWidget() is None, "it is read while the dialog is open"
    asked.reject()


def test_the_guide_goes_with_the_window(qtbot, filled):
    open_guide(filled.context.theme)
    filled.close()
    assert guide_window._opened == []
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, GuideWindow) and each.isVisible()]


def test_what_is_looked_for_is_listed_opened_and_marked_and_the_way_leads_back_and_forward(qtbot, filled):
    shown = open_guide(filled.context.theme, Topic.IMPORT)
    shown.go_find()
    qtbot.keyClicks(shown.search, "chuan hoa danh sach")
    qtbot.keyClick(shown.search, Qt.Key.Key_Return)
    assert chapter(shown) == "4. Rà danh sách đại biểu"
    marked = {each.cursor.selectedText() for each in shown.text.extraSelections()}
    assert "Chuẩn" in marked
    shown.go_back()
    assert shown._now == shown.guide.place("import")
    assert not shown.back.isEnabled()
    shown.go_forward()
    assert chapter(shown) == "4. Rà danh sách đại biểu"
    qtbot.keyClick(shown.search, Qt.Key.Key_Escape)
    assert shown.search.text() == ""
    assert shown.contents.count() == len(shown.guide.chapters)
    qtbot.keyClicks(shown.search, "khong dau co dau nao ca xyz")
    assert shown.found.text() == "Không thấy ở đâu."


def test_a_link_stays_in_the_guide_and_one_that_leads_out_asks(qtbot, filled, monkeypatch):
    shown = open_guide(filled.context.theme)
    shown._follow(QUrl("documents.vi.md"))
    assert chapter(shown) == "Giấy tờ in ra"
    shown._follow(QUrl("../LICENSE"))
    shown._follow(QUrl("file:///etc/passwd"))
    shown._follow(QUrl("documents.vi.md#nowhere"))
    assert chapter(shown) == "Giấy tờ in ra"
    opened, asked = [], []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    monkeypatch.setattr(MessageBox, "exec", lambda self: asked.append(self.informativeText()))
    shown._follow(QUrl("https://vanban.example.vn/nd30"))
    assert asked == ["https://vanban.example.vn/nd30"]
    assert opened == []


def test_pictures_keep_within_the_room_and_their_shape(qtbot, filled):
    shown = open_guide(filled.context.theme, Topic.START)
    shown.resize(700, 500)
    qtbot.waitUntil(lambda: not shown.text._wait.isActive())
    assert shown.text.horizontalScrollBar().maximum() == 0
