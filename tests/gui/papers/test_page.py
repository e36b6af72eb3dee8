"""The page of documents: cards, options that are kept, a preview that follows, and what goes out."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QFileDialog, QSpinBox
from pytestqt.qtbot import QtBot

from desktop.app import build_window
from desktop.domain.areas import Area
from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.people import AttendeeInput
from desktop.gui.papers.page import PrintingPage
from desktop.gui.papers.printed_sheets import PrintedSheets
from desktop.gui.papers.view import DocumentView
from desktop.gui.shell.main_window import MainWindow
from desktop.papers import documents, making
from desktop.papers.attendance_sheet import DOCUMENT
from desktop.services import agenda, attendees, conferences, sheets, units
from desktop.services.opening import Database
from desktop.settings import Settings
from tests.gui.filled import dialog, filled, filled_record, settle
from tools.faults import clipped

__all__ = ["filled", "filled_record"]

SHEET = "attendance-sheet"


@pytest.fixture
def page(qtbot: QtBot, filled: MainWindow) -> Iterator[PrintingPage]:
    """The cards."""
    filled.show_page("printing")
    page = filled.page
    assert isinstance(page, PrintingPage)
    yield page
    settle(qtbot, filled)


@pytest.fixture
def view(qtbot: QtBot, page: PrintingPage) -> DocumentView:
    """The attendance sheet, its pages shown."""
    return opened(qtbot, page, SHEET)


def opened(qtbot: QtBot, page: PrintingPage, name: str) -> DocumentView:
    qtbot.keyClick(page.cards.card(name), Qt.Key.Key_Return)
    view = page.view
    assert view is not None
    qtbot.waitUntil(lambda: bool(view.pdf), timeout=20_000)
    settle(qtbot, page.context.window)
    return view


def field(view: DocumentView, name: str) -> Any:
    return view.options.controls[name].widget


def choose(view: DocumentView, name: str, value: str) -> None:
    combo = field(view, name)
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData(value))


def made(database: Database, page: PrintingPage) -> list[int]:
    conference = page.context.conference_id
    return [sheet.number for sheet in database.read(lambda tx: sheets.list_printed(tx, conference))]


def kept(database: Database, page: PrintingPage) -> Any:
    conference = page.context.conference_id
    return database.read(lambda tx: making.kept(tx, conference, DOCUMENT))


def save_as(page: PrintingPage, place: int) -> QAction:
    """An entry of the button that saves; lines and headings between them don't count."""
    page.save_menu.aboutToShow.emit()
    return [action for action in page.save_menu.actions() if not action.isSeparator()][place]


def test_every_document_has_a_card_that_says_what_it_is_for_and_for_whom(page: PrintingPage) -> None:
    assert list(page.cards.cards) == sorted(
        page.cards.cards, key=lambda name: [document.name for document in _by_moment()].index(name)
    )
    assert set(page.cards.cards) == {document.name for document in documents.every()}
    for card in page.cards.cards.values():
        assert card.accessibleName()
        assert card.accessibleDescription()


def _by_moment() -> list[Any]:
    order = ("before", "day", "after")
    return sorted(documents.every(), key=lambda document: order.index(document.moment))


def test_keyboard_goes_from_card_to_card_into_a_document_and_back(qtbot: QtBot, page: PrintingPage) -> None:
    names = list(page.cards.cards)
    if len(names) > 1:
        qtbot.keyClick(page.cards.card(), Qt.Key.Key_Right)
        assert page.focusWidget() is page.cards.card(names[1])
    view = opened(qtbot, page, SHEET)
    assert page.focusWidget() is view.whom.sessions
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert page.view is None
    assert page.focusWidget() is page.cards.card(SHEET)
    opened(qtbot, page, SHEET)
    page.save_button.setFocus()
    qtbot.keyClick(page.save_button, Qt.Key.Key_Escape)
    assert page.view is None


def test_a_name_that_no_font_can_write_is_told_before_anything_is_printed(
    qtbot: QtBot, page: PrintingPage, filled_record: Database
) -> None:
    conference, name = page.context.conference_id, "Lê \U00100123 An"
    filled_record.write(lambda tx: attendees.add_attendee(tx, conference, AttendeeInput(full_name=name)))
    view = opened(qtbot, page, "badges")
    assert name in view.pane.banner.sentence


def test_preview_follows_a_changed_option(qtbot: QtBot, page: PrintingPage, view: DocumentView) -> None:
    before, pages = view.pdf, view.pane.preview.page_count()
    choose(view, "page_per", "unit")
    qtbot.waitUntil(lambda: view.pdf != before, timeout=10_000)
    assert view.pane.preview.page_count() > pages


def test_what_is_chosen_and_typed_is_kept_for_the_conference(
    qtbot: QtBot, page: PrintingPage, view: DocumentView, filled_record: Database
) -> None:
    blank = field(view, "blank_lines")
    assert isinstance(blank, QSpinBox)
    blank.setValue(7)
    page.close_document()  # at once: what was not kept yet is kept on leaving
    settle(qtbot, page.context.window)
    assert kept(filled_record, page).blank_lines == 7
    again = opened(qtbot, page, SHEET)
    assert field(again, "blank_lines").value() == 7


def test_another_conference_gets_nothing_of_this_ones_options(
    qtbot: QtBot, page: PrintingPage, view: DocumentView, filled_record: Database
) -> None:
    window = page.context.window
    first = page.context.conference_id
    other = filled_record.write(lambda tx: conferences.create_conference(tx, title="Hội nghị khác")).id
    field(view, "blank_lines").setValue(9)
    window.open_conference(other)
    qtbot.waitUntil(lambda: page.context.conference_id == other, timeout=10_000)
    settle(qtbot, window)
    assert field(view, "blank_lines").value() == 0
    read = filled_record.read
    assert read(lambda tx: making.kept(tx, first, DOCUMENT)).blank_lines == 9
    assert read(lambda tx: making.kept(tx, other, DOCUMENT)).blank_lines == 0
    assert view.pane.banner.sentence  # nobody is registered there
    assert not page.print_button.isEnabled()


def test_closing_the_window_keeps_what_was_just_typed(
    qtbot: QtBot, page: PrintingPage, view: DocumentView, filled_record: Database
) -> None:
    field(view, "blank_lines").setValue(11)
    page.context.window.close()
    assert kept(filled_record, page).blank_lines == 11


def test_only_chosen_units_and_sessions_are_on_the_paper(
    qtbot: QtBot, page: PrintingPage, view: DocumentView, filled_record: Database
) -> None:
    conference, everyone = page.context.conference_id, view.total
    unit = next(
        each
        for each in filled_record.read(lambda tx: units.list_units(tx, conference_id=conference))
        if each.attendee_count
    )
    session = filled_record.read(lambda tx: agenda.list_sessions(tx, conference))[0]
    view.whom.units.choose([unit.id])
    view.whom.sessions.choose([session.id])
    view.whom.changed.emit()
    qtbot.waitUntil(lambda: view.total == unit.attendee_count, timeout=10_000)
    assert view.total < everyone
    assert view.whom.selection() == Selection(unit_ids=(unit.id,), session_ids=(session.id,))


def test_people_chosen_in_the_list_are_those_the_paper_is_made_for_until_dropped(
    qtbot: QtBot, filled: MainWindow
) -> None:
    filled.show_page("attendees")
    settle(qtbot, filled)
    table = filled.page.table  # type: ignore[union-attr]
    table.selectAll()
    some = len(table.selected())
    filled.page.commands["papers"]()  # type: ignore[union-attr]
    page = filled.page
    assert isinstance(page, PrintingPage)
    assert len(page.people) == some
    assert str(some) in page.banner.sentence
    assert all(card.isEnabled() == ("people" in card.document.selects) for card in page.cards.cards.values())
    view = opened(qtbot, page, SHEET)
    assert len(view.whom.selection().attendee_ids) == some
    qtbot.mouseClick(view.whom.drop, Qt.MouseButton.LeftButton)
    assert view.whom.selection() == Selection()
    settle(qtbot, filled)
    page.close_document()
    assert page.people == ()
    assert page.banner.sentence == ""


def test_preview_takes_no_number_and_a_sheet_saved_as_pdf_and_as_workbook_has_one(
    qtbot: QtBot,
    page: PrintingPage,
    view: DocumentView,
    filled_record: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert made(filled_record, page) == []
    places = {form: place for place, form in enumerate(view.wanted().document.formats)}  # type: ignore[union-attr]
    for typed, name in (("a", "a.pdf"), ("b.pdf", "b.xlsx")):  # no file gets two endings
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, typed=typed, **_k: (str(tmp_path / typed), ""))
        save_as(page, places[name[2:]]).trigger()  # type: ignore[index]
        qtbot.waitUntil((tmp_path / name).exists, timeout=10_000)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    settle(qtbot, page.context.window)
    assert made(filled_record, page) == [1]


def test_a_file_for_each_unit_goes_into_a_folder_or_a_zip_named_by_the_unit(
    qtbot: QtBot, page: PrintingPage, view: DocumentView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, conference = page.context.operations.database, page.context.conference_id
    known = database.read(lambda tx: units.list_units(tx, conference_id=conference))
    some = [unit for unit in known if unit.attendee_count][:3]
    view.whom.units.choose([unit.id for unit in some])
    view.whom.changed.emit()
    qtbot.waitUntil(lambda: view.total == sum(unit.attendee_count for unit in some), timeout=10_000)
    first = len(view.wanted().document.formats)  # type: ignore[union-attr]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "tep.zip"), ""))
    stem = view.wanted().stem  # type: ignore[union-attr]
    assert stem.startswith("Danh sách điểm danh - ")
    wanted = {f"{stem} - {unit.name}.pdf" for unit in some}
    save_as(page, first).trigger()
    settle(qtbot, page.context.window)
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert folder.name == stem
    assert {path.name for path in folder.iterdir()} == wanted
    save_as(page, first + 1).trigger()
    qtbot.waitUntil((tmp_path / "tep.zip").exists, timeout=10_000)
    assert set(zipfile.ZipFile(tmp_path / "tep.zip").namelist()) == wanted


def test_printing_sends_a_numbered_sheet_to_the_printer(
    qtbot: QtBot,
    page: PrintingPage,
    view: DocumentView,
    filled_record: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "printed.pdf"

    def accept(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["HP"])
    page.context.window.run("print")
    qtbot.waitUntil(lambda: target.exists() and not page.context.operations.busy, timeout=20_000)
    assert made(filled_record, page) == [1]
    conference = page.context.conference_id
    qtbot.waitUntil(lambda: bool(filled_record.read(lambda tx: sheets.places(tx, conference, 1))), timeout=10_000)
    # Qt's own dialog watches the folder it names: one left alive kept a window busy till its end.
    qtbot.waitUntil(lambda: not page.findChildren(QPrintDialog))


def test_without_a_printer_saving_as_pdf_is_offered_instead(
    page: PrintingPage, view: DocumentView, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert view.pdf
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    page.print_document()  # a dialog for nothing would fail here
    window = page.context.window
    assert isinstance(window, MainWindow)
    assert "chưa có máy in" in window.banner.sentence
    assert window.banner.way_out.isVisibleTo(window)


def test_print_key_leads_to_the_attendance_sheet_first(qtbot: QtBot, filled: MainWindow) -> None:
    filled.run("print")
    page = filled.page
    assert isinstance(page, PrintingPage)
    assert page.view is not None
    assert page.view.document is not None
    assert page.view.document.name == SHEET
    settle(qtbot, filled)


def test_sheet_made_before_can_be_laid_out_again(
    qtbot: QtBot, page: PrintingPage, view: DocumentView, filled_record: Database
) -> None:
    conference = page.context.conference_id
    options = SheetOptions(group_by="none", sort="name", blank_lines=7, landscape=True)
    filled_record.write(lambda tx: sheets.record_sheet(tx, conference, EVERYONE, options))
    page.context.operations.changed.emit(frozenset({Area.SHEETS}))
    qtbot.waitUntil(view.made_link.isVisible, timeout=10_000)
    qtbot.mouseClick(view.made_link, Qt.MouseButton.LeftButton)
    printed = dialog(qtbot, PrintedSheets)
    qtbot.waitUntil(printed.again.isEnabled)
    qtbot.mouseClick(printed.again, Qt.MouseButton.LeftButton)
    taken = dataclasses.asdict(view.options.options())
    assert {name: taken[name] for name in ("group_by", "sort", "blank_lines", "landscape")} == {
        "group_by": "none",
        "sort": "name",
        "blank_lines": 7,
        "landscape": True,
    }
    assert field(view, "landscape").box.isChecked()


def test_no_words_beside_a_document_are_clipped_in_large_text(qtbot: QtBot, filled_record: Database) -> None:
    window = build_window(filled_record, Settings(text_scale=200, views={"page": "printing"}))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    page = window.page
    assert isinstance(page, PrintingPage)
    try:
        for name in ("certificates", "invitation"):
            page.open(documents.find(name))
            settle(qtbot, window)
            qtbot.waitUntil(lambda: clipped(window) == [])  # once the form has room for words that came later
        assert window.width() == 1366
    finally:
        window.close()
        window.context.theme.apply("light", 100)
