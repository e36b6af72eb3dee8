"""The command palette: what is typed finds a command, what can't be done says why, and what was used lately comes first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.app import build_window
from desktop.gui.command import Offer
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.shell.palette import CommandPalette, found
from desktop.gui.theme import GRID
from desktop.services.opening import open_location
from desktop.settings import Settings
from tests.gui.filled import dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]

OFFERS = [
    Offer("import", "Nhập từ Excel…", "Tệp", "Ctrl+I"),
    Offer("export", "Xuất ra Excel…", "Tệp", "Ctrl+E"),
    Offer("remove", "Xóa khỏi danh sách", "Sửa", "Del", "không dùng được ở trang này"),
    Offer("marks", "Nhập điểm danh từ Excel…", "Điểm danh", ""),
    Offer("door", "Điểm danh tại cửa", "Điểm danh", ""),
    Offer("go.attendance", "Điểm danh", "Xem", "Ctrl+4"),
]


def names(typed: str, *recent: str) -> list[str]:
    """What is found, by name."""
    return [offer.name for offer in found(OFFERS, typed, recent)]


def opened(window: MainWindow) -> CommandPalette:
    palette = window.run("palette")
    assert isinstance(palette, CommandPalette)
    return palette


def rows(palette: CommandPalette) -> list[QTreeWidgetItem]:
    return [palette.list.topLevelItem(row) for row in range(palette.list.topLevelItemCount())]


@pytest.mark.parametrize(
    "typed", ["Nhập từ Excel", "nhap tu excel", "excel nhap", "NHAP  EX", "ex nh tu", "nhap (tep)"]
)
def test_words_find_a_command_without_accents_in_any_order_and_from_their_first_letters(typed):
    assert names(typed)[0] == "import"


def test_a_letter_inside_a_word_finds_nothing():
    assert names("hap") == []
    assert names("excel nhap giay") == []


def test_first_letters_of_the_words_one_after_another_find_a_command():
    assert names("ddtc") == ["door"]
    assert "export" in names("xre")


def test_what_begins_as_typed_comes_before_what_only_holds_the_words():
    assert names("diem danh") == ["door", "go.attendance", "marks"]


def test_the_menus_name_finds_what_is_in_it_after_what_bears_the_words_itself():
    assert names("sua") == ["remove"]
    assert names("tep") == ["import", "export"]


def test_with_nothing_typed_everything_is_there_and_what_was_used_lately_first():
    assert names("", "go.attendance", "gone", "export")[:2] == ["go.attendance", "export"]
    assert sorted(names("")) == sorted(offer.name for offer in OFFERS)


def test_what_cannot_be_done_comes_last_but_before_what_fits_by_its_menu_only():
    assert names("")[-1] == "remove"
    assert names("", "remove")[-1] == "remove"
    assert names("x") == ["export", "remove", "go.attendance"]


def test_every_row_says_the_command_its_menu_and_its_key(filled):
    palette = opened(filled)
    palette.field.setText("nhap tu excel")
    row = rows(palette)[0]
    assert [row.text(column) for column in range(3)] == ["Nhập từ Excel…", "Tệp", "Ctrl+I"]
    assert palette.field.accessibleDescription() == "Nhập từ Excel…, Tệp, Ctrl+I"
    palette.reject()


def test_the_arrows_walk_the_list_from_the_field_and_enter_runs(qtbot, filled):
    filled.show_page("attendees")
    settle(qtbot, filled)
    palette = opened(filled)
    qtbot.keyClicks(palette.field, "chuong trinh")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: filled._shown == "agenda")
    palette = opened(filled)
    qtbot.keyClicks(palette.field, "dai bieu")
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(palette.field, key)
        places.append(palette.list.indexOfTopLevelItem(palette.list.currentItem()))
    can = [row for row in range(palette.list.topLevelItemCount()) if not palette.list.topLevelItem(row).isDisabled()]
    assert places == [can[1], can[2], can[1], can[0]]
    qtbot.keyClick(palette.field, Qt.Key.Key_Enter)
    qtbot.waitUntil(lambda: filled._shown == "attendees")


def test_esc_leaves_and_nothing_runs(qtbot, filled):
    filled.show_page("attendees")
    settle(qtbot, filled)
    palette = opened(filled)
    qtbot.keyClicks(palette.field, "chuong trinh")
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert filled._shown == "attendees"


def test_a_page_does_what_the_palette_asks_of_it(qtbot, filled):
    from desktop.gui.attendees.attendee import AttendeeDialog

    filled.show_page("attendees")
    settle(qtbot, filled)
    palette = opened(filled)
    qtbot.keyClicks(palette.field, "them")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    dialog(qtbot, AttendeeDialog).reject()


def test_what_the_page_or_the_data_source_cannot_do_is_grey_with_the_reason(qtbot, filled):
    filled.show_page("overview")
    settle(qtbot, filled)
    palette = opened(filled)
    for typed, reason in (
        ("sao chep dang bang", "Sửa · không dùng được ở trang này"),
        ("trang thai may chu", "Máy chủ và bàn · chỉ với máy chủ"),
    ):
        palette.field.setText(typed)
        assert rows(palette)[0].isDisabled()
        assert rows(palette)[0].text(1) == reason
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert palette.isVisible()
    palette.reject()


def test_a_login_is_not_shown_what_it_may_not_do(qtbot, filled_record):
    filled_record.role = "desk"
    window = build_window(filled_record, Settings())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    settle(qtbot, window)
    palette = opened(window)
    texts = {row.text(0) for row in rows(palette)}
    assert "Nhập từ Excel…" not in texts
    assert "Tổng quan" not in texts
    assert "Điểm danh" in texts
    palette.reject()
    window.close()


def test_without_a_conference_nothing_is_grey_for_that_and_it_leads_to_making_one(qtbot, tmp_path):
    from desktop.gui.conferences.conference import ConferenceDialog

    database = open_location(tmp_path / "trong.db", desk="1")
    window = build_window(database, Settings())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    settle(qtbot, window)
    palette = opened(window)
    qtbot.keyClicks(palette.field, "nhap tu excel")
    assert not rows(palette)[0].isDisabled()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    dialog(qtbot, ConferenceDialog).reject()
    window.close()
    database.close()


def test_what_was_used_lately_comes_first_the_next_time(qtbot, filled):
    for typed, page in (("chuong trinh", "agenda"), ("in an", "printing")):
        palette = opened(filled)
        qtbot.keyClicks(palette.field, typed)
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda page=page: filled._shown == page)
    palette = opened(filled)
    assert [row.text(0) for row in rows(palette)[:2]] == ["In ấn", "Chương trình"]
    palette.reject()


def test_nothing_found_is_said(qtbot, filled):
    palette = opened(filled)
    palette.field.setText("xyz")
    assert [row.text(0) for row in rows(palette)] == ["Không có lệnh nào khớp. Thử gõ chữ khác."]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.reject()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_command_of_the_menus_is_found_by_its_own_words(qtbot, filled_record, language):
    i18n.install(language)
    window = build_window(filled_record, Settings())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    settle(qtbot, window)
    offers = window.commands.offers()
    for offer in offers:
        assert offer in found(offers, offer.text.rstrip("…"))[:3]
    window.close()


def test_its_key_opens_it_even_from_a_field_that_is_typed_in(qtbot: QtBot, filled):
    filled.show_page("attendees")
    settle(qtbot, filled)
    filled.activateWindow()
    qtbot.waitUntil(filled.isActiveWindow)
    field = filled.page.search
    field.setText("nguyen")
    field.setFocus()
    field.setCursorPosition(0)
    qtbot.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog(qtbot, CommandPalette).reject()
    assert field.text() == "nguyen"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_at_200_percent_no_name_is_cut_and_a_tool_tip_has_the_whole_row(qtbot, filled_record, language):
    i18n.install(language)
    window = build_window(filled_record, Settings(text_scale=200))
    qtbot.addWidget(window)
    window.resize(1024, 700)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    settle(qtbot, window)
    palette = opened(window)
    room = palette.list.columnWidth(0) - 2 * GRID
    assert 0 < room < window.width()
    for row in rows(palette):
        name, place = row.text(0), row.text(1)
        assert palette.list.fontMetrics().horizontalAdvance(name) <= room
        assert row.toolTip(0).startswith(f"{name}\n{place}")
    palette.reject()
    window.close()
    window.context.theme.apply("light", 100)
