"""Where little is known no text begins or ends with a separator, or has two with nothing between them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.app import build_window
from desktop.domain.people import AttendeeInput
from desktop.gui.commands import COMMANDS
from desktop.services import agenda, attendees, conferences, units
from desktop.services.opening import Database, Transaction, open_location
from desktop.settings import Settings
from tests.gui.filled import settle

EMPTY = re.compile(r"^\s*[·;,]\s|[·;,]\s*$|[·;,]\s+[·;,]|\(\s*\)|“”", re.MULTILINE)
_ROWS = 10
_DIALOGS = ("conference.edit", "groups", "preferences", "imports", "requests", "conference.bin")


def sparse(tx: Transaction) -> None:
    """A conference without days and place, people with a name alone, a session without room, a unit without code."""
    conference = conferences.create_conference(tx, title="Hội nghị thưa", starts_on=None, ends_on=None).id
    for name in ("Mai", "Nguyễn Thị Hà"):
        attendees.add_attendee(tx, conference, AttendeeInput(full_name=name))
    units.add_unit(tx, "Phòng Trống")
    now = dt.datetime.now().replace(second=0, microsecond=0)
    agenda.add_session(
        tx, conference, title="Buổi", starts_at=now - dt.timedelta(minutes=30), ends_at=now + dt.timedelta(hours=2)
    )


@pytest.fixture
def sparse_record(tmp_path: Path) -> Iterator[Database]:
    database = open_location(tmp_path / "thua.db", desk="1")
    database.write(sparse)
    yield database
    database.close()


def texts(root: QWidget) -> Iterator[str]:
    """What a person reads or hears: words, tool tips, choices, cells."""
    for each in (root, *root.findChildren(QWidget)):
        if each is not root and not each.isVisibleTo(root):
            continue
        yield each.accessibleName()
        yield each.toolTip()
        if isinstance(each, QLabel | QAbstractButton):
            yield re.sub("<[^>]+>", "", each.text().replace("<br>", "\n"))
        elif isinstance(each, QComboBox):
            yield from (each.itemText(place) for place in range(each.count()))
        elif isinstance(each, QAbstractItemView) and (model := each.model()) is not None:
            for row in range(min(model.rowCount(), _ROWS)):
                yield from (str(model.index(row, column).data() or "") for column in range(_ROWS))


def empty_separators(root: QWidget) -> list[str]:
    return sorted({text for text in texts(root) if EMPTY.search(text) and text.strip() not in {"Ctrl+,", ";", ","}})


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_text_of_a_page_or_dialog_has_an_empty_separator(
    qtbot: QtBot, sparse_record: Database, language: str
) -> None:
    i18n.install(language)
    window = build_window(sparse_record, Settings())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    wrong = {}
    for name in [command.page for command in COMMANDS if command.page]:
        window.show_page(name)
        settle(qtbot, window)
        wrong[name] = empty_separators(window)
    for name in _DIALOGS:
        before = set(QApplication.topLevelWidgets())
        window.run(name)
        settle(qtbot, window)
        for opened in [each for each in QApplication.topLevelWidgets() if each.isVisible() and each not in before]:
            wrong[name] = empty_separators(opened)
            opened.close()
    window.close()
    i18n.install("vi")
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("words", ["· 5 đại biểu", "5 đại biểu ·", "Mai · · Bàn 1", "Mai ()", "nhóm “”", "a; ; b"])
def test_an_empty_separator_is_found(words: str) -> None:
    assert EMPTY.search(words)
