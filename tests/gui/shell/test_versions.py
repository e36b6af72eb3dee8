"""The window says once that it is newer than before, and looks for a newer version only where the office says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from desktop import __version__
from desktop.domain.releases import Edition
from desktop.gui.settings.preferences import PreferencesDialog
from desktop.gui.shell import remarks, versions
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.shell.versions import FoundDialog, NewsDialog
from desktop.services import releases
from tests.gui.filled import filled, filled_record, settle
from tests.services.test_releases import SETUP, offer

__all__ = ["filled", "filled_record"]


def dialog(window: MainWindow, kind: type) -> object:
    return next((each for each in window.findChildren(kind) if each.isVisible()), None)


def test_a_newer_version_is_told_of_once_and_not_at_the_first_start(qtbot: QtBot, filled: MainWindow) -> None:
    context = filled.context
    qtbot.waitUntil(lambda: context.remembered("version") == __version__)  # the first start of all
    assert not filled.banner.sentence
    context.remember("version", "0.0.9")
    remarks.tell_news(context)
    assert __version__ in filled.banner.sentence
    filled.banner.tell("")
    remarks.tell_news(context)
    assert not filled.banner.sentence


@pytest.mark.parametrize("before", ["99.0", __version__, "rubbish", 7])
def test_an_older_version_after_a_newer_one_has_no_news(filled: MainWindow, before: object) -> None:
    filled.context.remember("version", before)
    remarks.tell_news(filled.context)
    assert not filled.banner.sentence


def test_what_is_new_is_there_to_be_read(qtbot: QtBot, filled: MainWindow) -> None:
    shown = filled.run("news")
    assert isinstance(shown, NewsDialog)
    assert "version.json" in shown.text.toPlainText() or "bản mới" in shown.text.toPlainText()
    shown.close()


def test_a_newer_version_with_the_right_checksum_can_be_opened_where_it_lies(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(versions, "open_file", opened.append)
    monkeypatch.setattr(releases, "edition", lambda: Edition.SETUP)
    filled.context.settings.update_place = str(offer(tmp_path / "Bản mới"))
    filled.run("version.check")
    qtbot.waitUntil(lambda: dialog(filled, FoundDialog) is not None)
    found = dialog(filled, FoundDialog)
    assert isinstance(found, FoundDialog)
    assert "99.0" in found.words.text()
    found._open()
    assert opened == [tmp_path / "Bản mới"]
    (tmp_path / "Bản mới" / SETUP).write_bytes(b"another")
    filled.run("version.check")
    qtbot.waitUntil(lambda: dialog(filled, FoundDialog) is not None)
    changed = dialog(filled, FoundDialog)
    assert isinstance(changed, FoundDialog)
    assert changed.found.file is None
    changed.close()


def test_a_page_is_opened_in_the_browser_and_nowhere_else(filled: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    filled.context.settings.update_place = "https://taphuan.gov.vn/ban-moi"
    filled.run("version.check")
    assert opened == ["https://taphuan.gov.vn/ban-moi"]
    assert opened[0] in filled.status.sentence


def test_nothing_newer_and_no_place_are_said_in_words(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    filled.run("version.check")
    assert filled.banner.sentence
    filled.context.settings.update_place = str(offer(tmp_path, __version__))
    filled.run("version.check")
    qtbot.waitUntil(lambda: __version__ in filled.status.sentence)
    assert dialog(filled, FoundDialog) is None
    settle(qtbot, filled)


def test_the_place_is_kept_in_the_settings_and_has_to_be_whole(filled: MainWindow, tmp_path: Path) -> None:
    form = filled.run("preferences")
    assert isinstance(form, PreferencesDialog)
    form.updates.setText("ban-moi")
    form.save_button.click()
    assert form.isVisible()
    form.updates.setText(str(tmp_path))
    form.save_button.click()
    assert filled.context.settings.update_place == str(tmp_path)
