"""The first start, the sample, this desk's preferences, and the form that goes to the units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.app import build_window
from desktop.gui.attendees.registration_form import RegistrationFormDialog
from desktop.gui.conferences.conference import ConferenceDialog
from desktop.gui.settings.preferences import PreferencesDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.services import conferences, units
from desktop.services.opening import Database, open_location
from desktop.settings import Settings
from tests.gui.filled import filled, filled_record, settle

__all__ = ["filled", "filled_record"]


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a new data file."""
    database = open_location(tmp_path / "moi.db", desk="1")
    window = build_window(database, Settings())
    qtbot.addWidget(window)
    window.show()
    settle(qtbot, window)
    yield window
    settle(qtbot, window)
    window.close()
    database.close()


@pytest.mark.parametrize(("place", "wards"), [(0, 20), (2, 0)])
def test_first_conference_brings_the_list_of_units_chosen(
    qtbot: QtBot, empty: MainWindow, place: int, wards: int
) -> None:
    dialog = empty.run("conference.new")
    assert isinstance(dialog, ConferenceDialog)
    assert dialog.units is not None
    dialog.units.setCurrentIndex(place)
    dialog.title.setText("Tập huấn 2026")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: empty.context.conference is not None)
    found = empty.context.operations.database.read(lambda tx: units.list_units(tx, kind="ward"))
    assert len(found) == wards


def test_own_list_of_units_is_asked_for_when_the_form_is_taken(
    qtbot: QtBot, empty: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "don-vi.csv"
    own.write_text("Tên đơn vị\nUBND phường Sao Mai\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(own), ""))
    dialog = empty.run("conference.new")
    assert isinstance(dialog, ConferenceDialog)
    assert dialog.units is not None
    dialog.units.setCurrentIndex(1)
    dialog.title.setText("Tập huấn 2026")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: empty.context.conference is not None)
    names = [unit.name for unit in empty.context.operations.database.read(units.list_units)]
    assert names == ["UBND phường Sao Mai"]


def test_sample_is_made_beside_the_data_file_and_asked_to_be_opened(qtbot: QtBot, empty: MainWindow) -> None:
    with qtbot.waitSignal(empty.data_wanted, timeout=60_000) as asked:
        empty.run("sample")
    what, path = asked.args
    assert what == "recent"
    sample = open_location(path)
    today, first = sample.read(conferences.list_conferences)
    sample.close()
    assert today.starts_on in (dt.date.today(), dt.date.today() + dt.timedelta(days=1))  # made shortly before midnight
    assert today.attendee_count == first.attendee_count > 100
    assert empty.context.operations.database.read(conferences.list_conferences) == []


def test_another_language_makes_the_window_anew_and_is_remembered(qtbot: QtBot, filled: MainWindow) -> None:
    dialog = filled.run("preferences")
    assert isinstance(dialog, PreferencesDialog)
    dialog.language.setCurrentIndex(dialog.language.findData("en"))
    with qtbot.waitSignal(filled.language_wanted) as asked:
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["en"]
    assert Settings.load().language == "en"


def test_leaving_the_preferences_puts_the_look_back(qtbot: QtBot, filled: MainWindow) -> None:
    theme = filled.context.theme
    before = theme.dark
    dialog = filled.run("preferences")
    assert isinstance(dialog, PreferencesDialog)
    dialog.theme.setCurrentIndex(dialog.theme.findData("light" if before else "dark"))
    assert theme.dark is not before
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert theme.dark is before


def test_a_form_for_each_unit_chosen_and_none_is_written_over(
    qtbot: QtBot, filled: MainWindow, filled_record: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    wards = filled_record.read(lambda tx: units.list_units(tx, kind="ward"))[:3]
    for round_number in (1, 2):
        dialog = filled.run("template")
        assert isinstance(dialog, RegistrationFormDialog)
        settle(qtbot, filled)
        dialog.for_each.setChecked(True)
        dialog.which.choose([unit.id for unit in wards])
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        settle(qtbot, filled)
        assert len(list(tmp_path.glob("*.xlsx"))) == 3 * round_number


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("door", ["imports", "template", "preferences", "export"])
def test_every_dialog_opens_in_both_languages(qtbot: QtBot, filled: MainWindow, door: str, language: str) -> None:
    i18n.install(language)
    dialog = filled.run(door)
    settle(qtbot, filled)
    assert dialog.isVisible()  # type: ignore[attr-defined]
    assert dialog.windowTitle()  # type: ignore[attr-defined]
    dialog.reject()  # type: ignore[attr-defined]
