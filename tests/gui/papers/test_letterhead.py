"""Who issues and signs the papers: the office's texts, the conference's own over them, and the frame as it is typed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.gui.conferences.conference import ConferenceDialog
from desktop.gui.papers.letterhead import LetterheadDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.services import conferences
from desktop.services import letterhead as frame
from desktop.services.opening import Database
from tests.gui.filled import ask, closed, dialog, filled, filled_record, settle
from tests.papers.pages import read

__all__ = ["filled", "filled_record"]


@pytest.fixture
def letterhead(qtbot: QtBot, filled: MainWindow) -> LetterheadDialog:
    filled.run("conference.frame")
    shown = dialog(qtbot, LetterheadDialog)
    qtbot.waitUntil(lambda: shown.loaded and bool(shown.pdf), timeout=10_000)
    return shown


def text(shown: LetterheadDialog) -> str:
    return read(shown.pdf)[0].text


def typed(qtbot: QtBot, shown: LetterheadDialog, field: Any, words: str, seen: str) -> None:
    field.setText(words)
    qtbot.waitUntil(lambda: seen in text(shown), timeout=10_000)


def test_the_frame_follows_what_is_typed_and_both_are_kept(
    qtbot: QtBot, filled: MainWindow, filled_record: Database, letterhead: LetterheadDialog
) -> None:
    letterhead.tabs.setCurrentIndex(0)
    office = letterhead.of_office.fields
    typed(qtbot, letterhead, office["signer_title"], "KT. Chủ tịch, Phó Chủ tịch", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH")
    office["symbol"].setText("UBND")  # type: ignore[union-attr]
    office["recipients"].setPlainText("Như trên;\nLưu: VT.")  # type: ignore[union-attr]
    letterhead.tabs.setCurrentIndex(1)
    typed(qtbot, letterhead, letterhead.of_conference.fields["locality"], "Hà Nội", "Hà Nội, ngày 23 tháng 5 năm 2018")
    assert "GM-UBND" in text(letterhead)
    qtbot.mouseClick(letterhead.save_button, Qt.MouseButton.LeftButton)
    closed(qtbot, filled, letterhead)
    _version, kept = ask(filled_record, frame.office)
    assert (kept["symbol"], kept["recipients"]) == ("UBND", "Như trên;\nLưu: VT.")
    own = ask(filled_record, conferences.get_conference, filled.context.conference_id)
    assert (own.locality, own.symbol) == ("Hà Nội", "")


def test_what_the_conference_leaves_empty_shows_the_offices_in_grey_and_a_signer_whole(
    qtbot: QtBot, letterhead: LetterheadDialog
) -> None:
    office, own = letterhead.of_office.fields, letterhead.of_conference.fields
    office["signer_title"].setText("CHỦ TỊCH")  # type: ignore[union-attr]
    office["preparer"].setText("Lê Thị Lập")  # type: ignore[union-attr]
    assert own["signer_title"].placeholderText() == "CHỦ TỊCH"
    assert own["preparer"].placeholderText() == "Lê Thị Lập"
    own["signer_name"].setText("Trần Thử")  # type: ignore[union-attr]
    assert own["signer_title"].placeholderText() == ""
    assert own["preparer"].placeholderText() == "Lê Thị Lập"
    letterhead.tabs.setCurrentIndex(1)
    assert (letterhead.letterhead().signer_title, letterhead.letterhead().preparer) == ("", "Lê Thị Lập")
    letterhead.reject()


def test_what_another_desk_changed_meanwhile_is_not_overwritten(
    qtbot: QtBot, filled_record: Database, letterhead: LetterheadDialog
) -> None:
    filled_record.write(lambda tx: frame.edit_office(tx, version=0, symbol="PNV"))
    letterhead.of_office.fields["symbol"].setText("UBND")  # type: ignore[union-attr]
    filled_record.write(lambda tx: frame.edit_office(tx, version=frame.office(tx)[0], symbol="SNV"))
    qtbot.mouseClick(letterhead.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(letterhead.banner.sentence), timeout=10_000)
    assert ask(filled_record, frame.office)[1]["symbol"] == "SNV"
    letterhead.reject()


def test_the_conferences_details_lead_to_the_letterhead(qtbot: QtBot, filled: MainWindow) -> None:
    filled.run("conference.edit")
    details = dialog(qtbot, ConferenceDialog)
    details._go_to_frame()
    shown = dialog(qtbot, LetterheadDialog)
    settle(qtbot, filled)
    shown.reject()


def test_what_was_typed_is_dropped_only_when_told_twice(qtbot: QtBot, letterhead: LetterheadDialog) -> None:
    letterhead.of_office.fields["locality"].setText("Nơi khác")  # type: ignore[union-attr]
    letterhead.reject()
    assert letterhead.isVisible()
    assert letterhead.banner.isVisible()
    letterhead.reject()
    assert not letterhead.isVisible()


def test_nothing_typed_leaves_at_once(qtbot: QtBot, letterhead: LetterheadDialog) -> None:
    letterhead.reject()
    assert not letterhead.isVisible()
