"""A database with 24 invented attendees and the program's window over it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import build_window
from desktop.gui.after.page import AfterPage
from desktop.gui.shell.main_window import MainWindow
from desktop.services.opening import Database, Transaction
from desktop.settings import Settings
from tests import kept_record, sample_record

Kind = TypeVar("Kind", bound=QWidget)
PEOPLE = 25


def _fill(tx: Transaction) -> uuid.UUID:
    return sample_record.fill(tx, PEOPLE - 1)


@pytest.fixture
def filled_record(tmp_path: Path) -> Iterator[Database]:
    database, _conference = kept_record.filled(tmp_path / "mau.db", _fill, desk="1")
    yield database
    database.close()


@pytest.fixture
def filled(qtbot: QtBot, filled_record: Database) -> Iterator[MainWindow]:
    """The window on the filled database, its first page loaded."""
    window = build_window(filled_record, Settings(views={"page": "attendees"}))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    yield window
    settle(qtbot, window)
    window.close()


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is asked for any more."""
    qtbot.waitUntil(lambda: not window.context.operations.busy, timeout=10_000)


def dialog(qtbot: QtBot, kind: type[Kind]) -> Kind:
    """The open dialog of this kind."""

    def found() -> list[Kind]:
        return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=10_000)
    return found()[0]


def closed(qtbot: QtBot, window: MainWindow, form: QDialog) -> None:
    """Wait until a dialog was accepted and what it changed is shown."""
    with qtbot.waitSignal(form.accepted, timeout=10_000):
        pass
    settle(qtbot, window)


def ask(database: Database, work: Any, *given: Any, **named: Any) -> Any:
    """What a service says now."""
    return database.read(lambda tx: work(tx, *given, **named))


def conference_id(window: MainWindow) -> uuid.UUID:
    return window.context.conference_id


def show(qtbot: QtBot, window: MainWindow, name: str, **filters: object) -> Any:
    """The page of this name, brought to the front and read; of one with pages as tabs the one shown."""
    window.show_page(name, **filters)
    settle(qtbot, window)
    return window.page.part if isinstance(window.page, AfterPage) else window.page
