"""Names, units, titles, rooms and notes that look like HTML are shown as they are on every page and dialog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QMenu,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from desktop.domain.people import AttendeeInput
from desktop.gui.checkin.page import AttendancePage
from desktop.gui.importing.wizard import ImportWizard
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.widgets.message_box import MessageBox
from desktop.gui.widgets.table import Table
from desktop.services import agenda, attendees, conferences, groups, units
from desktop.services.opening import Database, Transaction, open_location
from tests.gui.filled import settle
from tests.gui.importing.workbooks import workbook
from tests.gui.test_every_command import DOCUMENTS, Login, login

__all__ = ["login"]

HOSTILE = '<img src="file:///khong-co.png"><b>Đậm</b>&amp;'
TOLD = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole)
_ROWS, _COLUMNS = 40, 20


def hostile(words: str) -> str:
    return f"{words} {HOSTILE}"


def fill(tx: Transaction) -> None:
    """A conference of today, so that the door is open, with as many kinds of foreign text as there are fields."""
    today = dt.date.today()
    conference = conferences.create_conference(
        tx,
        title=hostile("Hội nghị"),
        starts_on=today,
        ends_on=today,
        venue=hostile("Hội trường"),
        superior_body=hostile("UBND"),
        issuing_body=hostile("Phòng"),
        locality=hostile("Hà Nội"),
    ).id
    group = groups.add_group(tx, conference, hostile("Nhóm")).id
    unit = units.add_unit(tx, name=hostile("Phường Mẫu"), kind="ward").id
    units.add_unit(tx, name=hostile("Phường Im"), kind="ward")
    units.remember_alias(tx, unit, hostile("P. Mẫu"))
    for begins in (0, 12):
        agenda.add_session(
            tx,
            conference,
            title=hostile("Buổi"),
            starts_at=dt.datetime.combine(today, dt.time(begins)),
            ends_at=dt.datetime.combine(today, dt.time(begins + 11, 55)),
            room=hostile("Phòng họp"),
            speakers=[hostile("Báo cáo viên")],
        )
    for number in range(3):
        given = AttendeeInput(
            full_name=hostile("Nguyễn Văn Mẫu"),
            position=hostile("Chuyên viên"),
            unit_id=unit,
            role_group_id=group,
            note=hostile("Ghi chú"),
            attention=hostile("Lưu ý"),
            phone=f"091234567{number}",
            email="<b>@example.com",
        )
        attendees.add_attendee(tx, conference, given)


@pytest.fixture
def hostile_record(tmp_path: Path) -> Iterator[Database]:
    database = open_location(tmp_path / "<b>&amp;.db", desk="<b>Bàn</b>&amp;")
    database.write(fill)
    yield database
    database.close()


@pytest.fixture(autouse=True)
def looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dialogs that would wait for an answer are looked at and left."""

    def look(self: QDialog) -> int:
        self.show()
        assert rendered() == [], type(self).__name__
        self.close()
        return 0

    monkeypatch.setattr(QDialog, "exec", look)
    monkeypatch.setattr(MessageBox, "exec", look)


def rendered() -> list[str]:
    """Whatever in the program would now be laid out as HTML, or lose its "&", though it came from outside."""
    found = []
    for widget in QApplication.allWidgets():
        name = f"{type(widget.window()).__name__}: {type(widget).__name__}"
        if isinstance(widget, QLabel) and _is_html(widget.text(), widget.textFormat()):
            found.append(f"{name} shows {widget.text()}")
        found += [f"{name} tells {text}" for text in (widget.toolTip(), widget.whatsThis()) if _is_html(text)]
        if isinstance(widget, QAbstractButton) and _eats_letters(widget.text()):
            found.append(f"{name} is named {widget.text()}")
        if isinstance(widget, QMenu | QToolButton):
            found += [f"{name} has {told}" for action in widget.actions() for told in _of_action(action)]
        if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
            found += [f"{name} lists {told}" for told in _of_model(widget.model())]
    return found


def _is_html(text: str, kind: Qt.TextFormat = Qt.TextFormat.AutoText) -> bool:
    if kind is Qt.TextFormat.AutoText:
        kind = Qt.TextFormat.RichText if Qt.mightBeRichText(text) else Qt.TextFormat.PlainText
    return kind is not Qt.TextFormat.PlainText and ("<img" in text or "<b>Đậm" in text)


def _eats_letters(text: str) -> bool:
    """Whether an "&" of outside would be taken for a mnemonic's sign."""
    return "&amp;" in text.replace("&&", "")


def _of_action(action: QAction) -> Iterator[str]:
    if _is_html(action.toolTip()):
        yield f"tip {action.toolTip()}"
    if _eats_letters(action.text()):
        yield action.text()


def _of_model(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    at = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else min(model.columnCount(at), _COLUMNS)
    for row in range(min(model.rowCount(at), _ROWS)):
        for column in range(columns):
            index = model.index(row, column, at)
            texts = (index.data(role) for role in TOLD)
            yield from (text for text in texts if isinstance(text, str) and _is_html(text))
        first = model.index(row, 0, at)
        if first.isValid() and model.rowCount(first):
            yield from _of_model(model, first)
    if parent is None:
        for way in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
            count = columns if way is Qt.Orientation.Horizontal else 0
            told = (model.headerData(place, way, role) for place in range(count) for role in TOLD)
            yield from (text for text in told if isinstance(text, str) and _is_html(text))


def shown_somewhere() -> bool:
    """Whether the foreign text is to be seen at all: else nothing was tried."""
    return any("Đậm" in label.text() for label in QApplication.allWidgets() if isinstance(label, QLabel))


def test_no_page_or_dialog_takes_foreign_text_for_markup(qtbot: QtBot, hostile_record: Database, login: Login) -> None:
    window, _witness = login(hostile_record, "organizer")
    pages = [(command.page, "") for command in window.commands.offered if command.page]
    opened, seen, faults = set[str](), set[str](), set[str]()
    for page, document in pages + [("printing", name) for name in DOCUMENTS]:
        show(qtbot, window, page, document)
        faults |= {f"{page}: {fault}" for fault in rendered()}
        for offer in window.commands.offers():
            if offer.reason or (offer.name in opened and not window.commands.by_name[offer.name].on_page):
                continue
            opened.add(offer.name)
            before = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
            window.run(offer.name)
            qtbot.wait(1)
            settle(qtbot, window)
            qtbot.wait(1)
            faults |= {f"{offer.name} on {page}: {fault}" for fault in rendered()}
            seen |= {type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()}
            for each in QApplication.topLevelWidgets():
                if each.isVisible() and each not in before:
                    each.close()
            settle(qtbot, window)
            if document or window._shown != page:
                show(qtbot, window, page, document)
    assert not faults
    assert len(seen) > 20, seen


def show(qtbot: QtBot, window: MainWindow, page: str, document: str) -> None:
    window.show_page(page, **({"document": document} if document else {}))
    settle(qtbot, window)
    for table in window.page.findChildren(Table):
        table.select_first()
    qtbot.wait(1)
    settle(qtbot, window)


def test_the_door_takes_no_foreign_text_for_markup(qtbot: QtBot, hostile_record: Database, login: Login) -> None:
    window, _witness = login(hostile_record, "organizer")
    show(qtbot, window, "attendance", "")
    page = window.page
    assert isinstance(page, AttendancePage)
    for _ in range(2):
        qtbot.keyClicks(page.field, "Mau")
        qtbot.wait(300)
        assert rendered() == []
        qtbot.keyClick(page.field, Qt.Key.Key_Return)
        qtbot.wait(50)
        settle(qtbot, window)
        assert rendered() == []
    assert shown_somewhere()


def test_a_strangers_workbook_is_text_in_the_preview(
    qtbot: QtBot, hostile_record: Database, login: Login, tmp_path: Path
) -> None:
    rows = [
        (hostile("Trần Thị Thử"), hostile("Chủ tịch"), hostile("UBND phường Lạ"), HOSTILE),
        ("Lê Văn Thử", "Chủ tịch", hostile("Phường Mẫu"), "0912345678"),
        ("", HOSTILE, HOSTILE, HOSTILE),
        (HOSTILE, "", "", ""),
    ]
    path = workbook(tmp_path / "<img src=x><b>&amp;.xlsx", rows)
    window, _witness = login(hostile_record, "organizer")
    wizard = window.run("import", paths=[path])
    assert isinstance(wizard, ImportWizard)
    qtbot.waitUntil(lambda: wizard.plan is not None, timeout=20_000)
    assert rendered() == []
    for button in wizard.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled() and button.text() and button.property("role") == "link":
            button.click()
            qtbot.wait(20)
            assert rendered() == [], button.text()
    wizard.reject()
    settle(qtbot, window)
