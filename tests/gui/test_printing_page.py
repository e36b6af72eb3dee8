"""The page of papers: the preview follows the options, and a sheet takes its number only when it is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.domain.papers import SheetOptions
from desktop.gui.dialogs.printed_sheets import PrintedSheets
from desktop.gui.main_window import MainWindow
from desktop.gui.pages.printing import PrintingPage
from desktop.services import sheets
from desktop.services.opening import Database
from tests.gui.filled import dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]


@pytest.fixture
def page(qtbot: QtBot, filled: MainWindow) -> Iterator[PrintingPage]:
    filled.show_page("printing")
    page = filled.page
    assert isinstance(page, PrintingPage)
    qtbot.waitUntil(lambda: bool(page.pdf), timeout=20_000)
    yield page
    settle(qtbot, filled)


def made(record: Database, page: PrintingPage) -> list[int]:
    conference = page.context.conference_id
    return [sheet.number for sheet in record.read(lambda tx: sheets.list_printed(tx, conference))]


def test_preview_follows_a_changed_option(qtbot: QtBot, page: PrintingPage) -> None:
    pages = page.preview.page_count()
    before = page.pdf
    page.options.page_per.setCurrentIndex(page.options.page_per.findData("unit"))
    qtbot.waitUntil(lambda: page.pdf != before, timeout=10_000)
    assert page.preview.page_count() > pages


def test_preview_takes_no_number_and_a_saved_sheet_does(
    qtbot: QtBot, page: PrintingPage, filled_record: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(filled_record, page) == []
    for name, button in (("a.pdf", page.pdf_button), ("b.xlsx", page.excel_button)):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, name=name, **_k: (str(tmp_path / name), ""))
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil((tmp_path / name).exists, timeout=10_000)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    settle(qtbot, page.context.window)
    assert made(filled_record, page) == [2, 1]


def test_printing_sends_a_numbered_sheet_to_the_printer(
    qtbot: QtBot, page: PrintingPage, filled_record: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "printed.pdf"

    def accept(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    page.context.window.open_door("print")
    qtbot.waitUntil(lambda: target.exists() and not page.context.operations.busy, timeout=20_000)
    assert made(filled_record, page) == [1]


def test_no_session_ticked_means_the_half_days(qtbot: QtBot, page: PrintingPage) -> None:
    page.options.by_session.setChecked(True)
    for row in range(page.options.sessions.count()):
        page.options.sessions.item(row).setCheckState(Qt.CheckState.Unchecked)
    settle(qtbot, page.context.window)
    assert page.options.options() == SheetOptions()


def test_sheet_made_before_can_be_laid_out_again(qtbot: QtBot, page: PrintingPage, filled_record: Database) -> None:
    conference = page.context.conference_id
    options = SheetOptions(group_by="none", sort="name", blank_lines=7, landscape=True)
    filled_record.write(lambda tx: sheets.record_sheet(tx, conference, options))
    page.context.operations.changed.emit({"sheets"})
    qtbot.waitUntil(page.made_link.isVisible, timeout=10_000)
    qtbot.mouseClick(page.made_link, Qt.MouseButton.LeftButton)
    printed = dialog(qtbot, PrintedSheets)
    qtbot.waitUntil(printed.again.isEnabled)
    qtbot.mouseClick(printed.again, Qt.MouseButton.LeftButton)
    assert page.options.options() == options
