"""What this computer lacks is said once, with what to do; a computer that lacks nothing is left in peace."""

from __future__ import annotations

import datetime as dt
import unicodedata

from PySide6.QtGui import QFontDatabase

from desktop import i18n, scratch
from desktop.gui import missing
from desktop.wording import machine
from tests.gui.filled import filled, filled_record

__all__ = ["filled", "filled_record"]

NOW = dt.datetime(2026, 11, 30, 7, 0, tzinfo=dt.UTC)
OLD = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


def test_a_computer_that_has_everything_is_told_nothing(qapp):
    assert missing.lacks(None, NOW) == []


def test_a_clock_of_long_ago_and_one_behind_the_data_are_told(qapp):
    assert missing.lacks(NOW, OLD) == [machine.clock_wrong(OLD)]
    assert missing.lacks(NOW + dt.timedelta(days=2), NOW) == [machine.clock_behind(NOW, NOW + dt.timedelta(days=2))]


def test_without_vietnamese_letters_the_sentence_has_none(qapp, monkeypatch):
    i18n.install("vi")
    monkeypatch.setattr(QFontDatabase, "families", lambda *_of: [])
    (sentence,) = missing.lacks(None, NOW)
    assert "phong chu" in sentence
    assert unicodedata.normalize("NFD", sentence).isascii()


def test_a_locked_temporary_folder_is_told_with_the_one_that_takes_its_place(qapp, home, monkeypatch):
    monkeypatch.setattr(scratch, "in_own_folder", lambda: True)
    (sentence,) = missing.lacks(None, NOW)
    assert str(home) in sentence


def test_the_window_tells_it_once_it_shows_its_data(qtbot, filled, monkeypatch):
    monkeypatch.setattr(missing, "_LATER", 0)
    monkeypatch.setattr(missing, "lacks", lambda _recorded, _now: ["Máy này thiếu gì đó."])
    missing.tell(filled.context, lambda work: work())
    qtbot.waitUntil(lambda: filled.banner.sentence == "Máy này thiếu gì đó.")
