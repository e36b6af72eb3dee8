"""Photographs in the window: read, looked through by key, written at once, undone at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop.domain.attendance import Status
from desktop.gui.feedback import Feedback
from desktop.gui.papers.printed_sheets import PrintedSheets
from desktop.gui.scanned_sheets import opening
from desktop.gui.scanned_sheets.dialog import ScanDialog
from desktop.gui.scanned_sheets.kept import KeptPictures
from desktop.services import scanned_sheets, sheet_pictures, signed_sheets
from desktop.store.tables import AttendanceMark
from tests.gui.filled import dialog, settle
from tests.gui.scanned_sheets.conftest import Office
from tests.scans.office import photograph


def opened(qtbot: QtBot, office: Office, *paths: Path) -> ScanDialog:
    office.window.run("signed_sheet.read", paths=list(paths) or [office.photos])
    shown = dialog(qtbot, ScanDialog)
    qtbot.waitUntil(lambda: shown.review is not None or bool(shown.banner.sentence), timeout=60_000)
    settle(qtbot, office.window)
    return shown


def key(qtbot: QtBot, shown: ScanDialog, which: Any) -> None:
    qtbot.keyClick(shown.view.strips, which)


def marks(office: Office) -> list[tuple[str, str]]:
    def work(tx: Any) -> list[tuple[str, str]]:
        rows = tx.scalars(select(AttendanceMark)).all()
        gone = {row.annuls_id for row in rows}
        return [(row.kind, row.method) for row in rows if row.id not in gone and row.kind != "annul"]

    return office.database.read(work)


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window asks; it is answered with yes."""
    asked: list[str] = []

    def ask(_feedback: Feedback, _title: str, question: str, *_words: Any, **_given: Any) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(Feedback, "ask", ask)
    return asked


def test_two_photographed_pages_are_looked_through_by_key_written_and_undone(
    qtbot: QtBot, office: Office, questions: list[str]
) -> None:
    last = len(office.pages) - 1
    office.photograph(0, 40)
    office.photograph(0, 41, "lần hai.jpg", longest=1800)
    office.photograph(last, 52, turned=1)
    (office.photos / "trang web.jpg").write_text("<html>", encoding="utf-8")
    shown = opened(qtbot, office)
    review = shown.review
    assert review is not None
    strips, view = shown.view.strips, shown.view
    tester = QAbstractItemModelTester(strips.rows_model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    # What is asked stands first; every cell comes with its strip, from both pictures where a page has two.
    cell = view.cell
    assert cell is not None
    assert cell.id in review.asked
    assert len(cell.pictures) == 2
    assert all(strips.pictures.strip(each.picture, cell.number, cell.column) for each in cell.pictures)
    assert "2" in view.tabs.tabText(1) or last < 2
    assert any(line.file == "trang web.jpg" for line in view.pages.model.rows())

    told = strips.rows_model.index(1, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Trên ảnh: cần xem"  # to who does not see the strip

    # One letter a cell, Enter goes on and leaves open what nobody decided.
    before = review.summary().open
    for letter, status in (
        (Qt.Key.Key_C, Status.PRESENT),
        (Qt.Key.Key_V, Status.ABSENT),
        (Qt.Key.Key_P, Status.EXCUSED),
    ):
        cell = view.cell
        key(qtbot, shown, letter)
        assert review.status(cell) is status
        assert view.cell.id != cell.id
    cell = view.cell
    key(qtbot, shown, Qt.Key.Key_Return)
    assert review.is_open(cell)
    assert view.cell.id != cell.id
    key(qtbot, shown, Qt.Key.Key_Backspace)
    assert review.summary().open == before - 4

    # A blank line somebody signed on: the letter leads to its name, Enter there goes on.
    blank = next(each for each in review.cells if review.row(each) is None)
    strips.select_ids([blank.id])
    assert view.names.isVisible()
    key(qtbot, shown, Qt.Key.Key_C)
    line = view.names.lines[blank.line]
    line.name.lineEdit().setText("Vũ Thị Mười")
    line.unit.lineEdit().setText("UBND phường Thử")
    qtbot.keyClick(line.name.lineEdit(), Qt.Key.Key_Return)
    assert review.status(blank) is Status.PRESENT
    assert review.summary().walk_ins == 1

    # In the order of the sheet every cell is there once, and the keyboard stays on its cell.
    at = view.cell
    view.asked_first.setChecked(False)
    assert view.cell.id == at.id
    assert len(strips.rows_model.rows()) == len(review.cells)
    assert marks(office) == []

    view.keep.setChecked(True)
    told = review.summary()
    with qtbot.waitSignal(shown.accepted, timeout=20_000):
        qtbot.keyClick(shown, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, office.window)
    assert len(questions) == 1
    assert str(told.open) in questions[0]
    written = marks(office)
    assert {method for _kind, method in written} == {"picture"}
    assert sum(kind == "present" for kind, _method in written) >= told.counts[Status.PRESENT]
    conference = office.window.context.conference_id
    kept = office.database.read(lambda tx: sheet_pictures.kept(tx, conference))
    assert len(kept) == 3

    # The pictures are shown from the sheets made.
    made = PrintedSheets(office.window.context)
    made.open()
    qtbot.waitUntil(lambda: bool(made.rows))
    made.kept_button.click()
    pictures = dialog(qtbot, KeptPictures)
    qtbot.waitUntil(lambda: len(pictures.rows) == 3 and not pictures.page.image.isNull())
    pictures.reject()
    made.reject()

    office.window.undo_last()
    settle(qtbot, office.window)
    assert marks(office) == []
    assert office.database.read(lambda tx: sheet_pictures.kept(tx, conference)) == []
    sheet = office.database.read(lambda tx: signed_sheets.sheet_for_entry(tx, conference, 1))
    assert len(sheet.lines) == 2
    del tester


def test_a_page_can_be_left_out_and_leaving_asks_before_anything_said_is_lost(
    qtbot: QtBot, office: Office, questions: list[str]
) -> None:
    office.photograph(0, 44, longest=1800)
    shown = opened(qtbot, office)
    pages = shown.view.pages
    shown.view.tabs.setCurrentWidget(pages)
    read = next(line for line in pages.model.rows() if line.place is not None)
    pages.table.select_ids([read.id])
    qtbot.keyClick(pages.table, Qt.Key.Key_Space)
    assert not shown.view.write_button.isEnabled()
    pages.leave.click()
    assert shown.view.write_button.isEnabled()
    assert shown.review is not None
    assert not shown.review.changed
    shown.view.tabs.setCurrentIndex(0)
    cell = shown.view.cell
    key(qtbot, shown, Qt.Key.Key_V)
    assert shown.review.changed

    # A page photographed later is read beside the first; what was said stays, and so does one of the same page.
    later = office.photos.parent / "sau"
    later.mkdir()
    photograph(office.pages[1], later / "trang 2.jpg", 45, longest=1800)
    photograph(office.pages[0], later / "trang 1.jpg", 44, longest=1800)
    before = shown.review
    shown.read_more([later])
    qtbot.waitUntil(lambda: shown.review is not before, timeout=60_000)
    settle(qtbot, office.window)
    assert [page.file for page in shown.review.report.read if page.page == 2] == ["trang 2.jpg"]
    assert shown.review.status(cell) is Status.ABSENT
    assert len(next(each for each in shown.review.cells if each.id == cell.id).pictures) == 2
    shown.reject()
    assert len(questions) == 1
    assert marks(office) == []


def test_where_nothing_can_be_read_each_picture_is_named_and_nothing_is_offered(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office.photos / "ghi chú.png").write_bytes(b"no")
    shown = opened(qtbot, office)
    assert shown.view.tabs.currentWidget() is shown.view.pages
    assert [line.file for line in shown.view.pages.model.rows()] == ["ghi chú.png"]
    assert not shown.view.write_button.isEnabled()
    shown.reject()
    monkeypatch.setattr(scanned_sheets, "can_read", lambda: False)
    assert opening.open_pictures(office.window.context, [office.photos]) is None
    assert "tap-huan-scans" in office.window.banner.sentence


def test_pictures_dropped_anywhere_are_read_and_workbooks_are_imported(
    qtbot: QtBot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[tuple[str, list[str]]] = []

    def take(command: str, /, **given: Any) -> None:
        run.append((command, [path.name for path in given["paths"]]))

    monkeypatch.setattr(office.window, "run", take)
    (office.photos / "a.jpg").write_bytes(b"")
    (tmp_path / "tệp").mkdir()
    (tmp_path / "tệp" / "a.xlsx").write_bytes(b"")
    for names, expected in (
        (["a.JPG", "b.pdf", "c.txt"], ("signed_sheet.read", ["a.JPG", "b.pdf"])),
        (["ảnh"], ("signed_sheet.read", ["ảnh"])),
        (["tệp"], ("import", ["tệp"])),
        (["a.jpg", "b.xlsx"], ("import", ["b.xlsx"])),
    ):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
        left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
        enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
        office.window.dragEnterEvent(enter)
        assert enter.isAccepted()
        office.window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
        qtbot.waitUntil(lambda: bool(run))
        assert run.pop() == expected
