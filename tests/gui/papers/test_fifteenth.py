"""A document added with one folder and one template has its card, its options and its file in the window too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.gui.papers.page import PrintingPage
from desktop.gui.shell.main_window import MainWindow
from desktop.papers import documents
from desktop.papers.document import AnyDocument
from tests.gui.filled import filled, filled_record, settle
from tests.papers.fifteenth import NAME, TITLE, fifteenth
from tests.papers.pages import read

__all__ = ["fifteenth", "filled", "filled_record"]


def test_it_is_opened_from_its_card_and_saved(
    qtbot: QtBot, fifteenth: AnyDocument, filled: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.show_page("printing")
    page: Any = filled.page
    assert isinstance(page, PrintingPage)
    assert len(page.cards.cards) == len(documents.every())
    card = page.cards.cards[NAME]
    assert (card.accessibleName(), card.document) == (TITLE, fifteenth)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    view = page.view
    assert view is not None
    qtbot.waitUntil(lambda: bool(view.pdf), timeout=20_000)
    shown = len(re.findall("Cảm ơn", " ".join(each.text for each in read(view.pdf))))
    assert shown == view.total > 0
    assert list(view.options.controls) == ["tone"]
    out = tmp_path / "cảm ơn.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(out), ""))
    page.save_menu.aboutToShow.emit()
    page.save_menu.actions()[0].trigger()
    qtbot.waitUntil(out.is_file, timeout=20_000)
    settle(qtbot, filled)
    assert len(read(out.read_bytes())) == view.pane.preview.page_count()
