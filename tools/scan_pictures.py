"""Photographed signed sheets for `tools.pictures` and `tools.walk`: invented pens, an invented camera."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.domain.attendance import Status
from desktop.gui.opinion_scans.dialog import PaperScanDialog
from desktop.gui.scanned_sheets.dialog import ScanDialog
from desktop.gui.scanned_sheets.kept import KeptPictures
from desktop.gui.shell.main_window import MainWindow
from tests.scans.office import photograph, print_sheet
from tests.scans.pile import pile


def scan_pictures(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens the review of a sheet's photographs, its pages, and the pictures kept."""
    return {
        "scan-review": lambda: _review(window),
        "scan-pages": lambda: _pages(window),
        "scan-kept": lambda: _kept(window),
        "paper-review": lambda: _papers(window),
    }


def _read(window: MainWindow) -> ScanDialog:
    """Photographs of the first, the second and the last page of a sheet, the first one twice, and a file that is none."""
    pages = print_sheet(window.context.operations.database, window.context.conference_id)
    folder = Path(tempfile.mkdtemp())
    last = len(pages) - 1
    for name, page, seed in (("IMG_0417", 0, 40), ("IMG_0418", 1, 41), ("IMG_0419", last, 52), ("zalo-0417", 0, 43)):
        photograph(pages[page], folder / f"{name}.jpg", seed)
    (folder / "ghi chú.jpg").write_text("không phải ảnh", encoding="utf-8")
    shown = window.run("signed_sheet.read", paths=[folder])
    assert isinstance(shown, ScanDialog)
    while shown.review is None or window.context.operations.busy:
        QApplication.processEvents()
    return shown


def _review(window: MainWindow) -> None:
    """A few cells decided, the keyboard on the next one."""
    shown = _read(window)
    for status in (Status.PRESENT, Status.PRESENT, Status.ABSENT, Status.EXCUSED):
        shown.view.strips.typed.emit(str(status))


def _pages(window: MainWindow) -> None:
    shown = _read(window)
    shown.view.tabs.setCurrentWidget(shown.view.pages)


def _kept(window: MainWindow) -> None:
    """The pages written with their pictures."""
    shown, operations = _read(window), window.context.operations
    assert shown.review is not None
    operations.database.write(shown.review.entering(window.context.conference_id, keep=True))
    shown.done(0)
    kept = KeptPictures(window.context)
    kept.open()
    while not kept.rows or operations.busy:
        QApplication.processEvents()


def _papers(window: MainWindow) -> None:
    """Questionnaires that came back, the first question open."""
    folder = Path(tempfile.mkdtemp())
    pile(window.context.operations.database, window.context.conference_id, folder)
    shown = PaperScanDialog(window.context, [folder])
    shown.open()
    while shown.review is None or window.context.operations.busy:
        QApplication.processEvents()
