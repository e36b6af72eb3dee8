"""A window over a real database, with the operations that the program has."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program, build_window
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.shell.scan_catcher import ScanCatcher
from desktop.services import conferences, units
from desktop.services.opening import Transaction
from desktop.settings import Settings
from desktop.store.database import Database
from tests import kept_record
from tests.gui.filled import settle

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _digits_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press keys and look at once; `test_scans_anywhere.py` tries the moment that a digit waits.

    Nobody scans but at the door: elsewhere each event of a window would ask for a scanner, a tenth of these tests' time.
    """
    monkeypatch.setattr(ScanCatcher, "holds", False)
    if not request.path.is_relative_to(HERE / "checkin"):
        monkeypatch.setattr(ScanCatcher, "listen", lambda _catcher: None)


def _district(tx: Transaction) -> None:
    units.seed_units(tx, "hai-ba-trung")
    day = dt.date(2018, 5, 23)
    conferences.create_conference(tx, title="Tập huấn nghiệp vụ CCHC 2018", starts_on=day, ends_on=day)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A database with the district's units and one conference of one day."""
    database, _nothing = kept_record.filled(tmp_path / "taphuan.db", _district)
    yield database
    database.close()


@pytest.fixture(scope="session", autouse=True)
def windows_let_go() -> Iterator[None]:
    """No main window outlives its test: each holds its pages, its people and its record, and a program opens several."""
    yield
    gc.collect()
    held = [each for each in gc.get_objects() if type(each) is MainWindow]
    assert len(held) <= 1, f"{len(held)} windows were closed and are still held"  # the last test's own is let go later


@pytest.fixture
def window(qtbot: QtBot, database: Database) -> Iterator[MainWindow]:
    """The main window, shown, with its conference open."""
    window = build_window(database, Settings(desk="Bàn 1"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.context.conference is not None)
    yield window
    window.context.operations.close()


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[Program]:
    """A run of the program that has opened nothing yet."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    program = Program(application, Settings())
    yield program
    if program.window is not None:
        settle(qtbot, program.window)
        program.window.close()
        program.window.deleteLater()
    application.removeTranslator(program._translator)
    program.deleteLater()
