"""Somebody who settles the queue with a keyboard and no mouse."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.attendance import MarkKind, Method
from desktop.domain.people import AttendeeInput
from desktop.domain.reviewing import Case
from desktop.gui.review.queue import ReviewQueue, open_review
from desktop.gui.shell.main_window import MainWindow
from desktop.services import agenda, attendance, attendees, reviewing
from desktop.services.attendance import marking
from desktop.services.opening import Database
from tests.gui.filled import settle
from tests.services.importing.desk import Desk


class Reviewer:
    """Somebody with a keyboard and no mouse."""

    def __init__(self, qtbot: QtBot, window: MainWindow, database: Database) -> None:
        self.qtbot, self.window, self.database = qtbot, window, database
        self.conference_id = window.context.conference_id
        self.queue: ReviewQueue

    def open(self) -> ReviewQueue:
        self.queue = open_review(self.window.context)
        self.settle()
        return self.queue

    def settle(self) -> None:
        settle(self.qtbot, self.window)
        self.qtbot.wait(2)
        settle(self.qtbot, self.window)

    def press(self, *keys: Qt.Key | str, control: bool = False) -> None:
        """Keys go to whatever has the keyboard."""
        modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for key in keys:
            target: QWidget = QApplication.focusWidget() or self.queue.table
            if isinstance(key, str):
                QTest.keyClicks(target, key, modifier)
            else:
                QTest.keyClick(target, key, modifier)
        self.settle()

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def cases(self) -> list[Case]:
        return self.database.read(lambda tx: reviewing.cases(tx, self.conference_id))

    @property
    def current(self) -> Case:
        case = self.queue.current()
        assert case is not None
        return case

    def write(self, work: Callable[[Any], Any]) -> Any:
        return self.database.write(work)

    def add(self, name: str, **fields: Any) -> None:
        given = AttendeeInput(full_name=name, **fields)
        self.write(lambda tx: attendees.add_attendee(tx, self.conference_id, given))

    def walk_in(self, name: str, unit: str) -> uuid.UUID:
        token = uuid.uuid4()
        self.write(lambda tx: attendance.walk_in(tx, self.conference_id, full_name=name, unit=unit, token=token))
        return token

    def let_in_twice(self, name: str) -> None:
        starts = dt.datetime(2018, 5, 23, 8)

        def work(tx: Any) -> None:
            session = agenda.list_sessions(tx, self.conference_id)[0]
            (person,) = [each for each in attendees.list_attendees(tx, self.conference_id) if each.full_name == name]
            for minute, desk in enumerate(("1", "2")):
                at = (starts + dt.timedelta(minutes=minute)).astimezone(dt.UTC)
                draft = marking.draft(tx, (session.id, person.id), MarkKind.IN, Method.SCAN, at=at, desk=desk)
                marking.write(tx, [draft])

        self.write(work)

    def bring_in(self, *rows: tuple[str, ...]) -> None:
        Desk(self.database, self.conference_id).bring_in(*rows)
