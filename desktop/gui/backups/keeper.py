"""Backups that nobody asks for: some minutes after a change, and when the data file is left."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop.domain.areas import Area
from desktop.domain.backups import Reason
from desktop.domain.errors import AppError
from desktop.gui.context import Context
from desktop.log import log, open_log
from desktop.services import backups
from desktop.wording import sentence

_MINUTE = 60_000
_AFTER_START = 5_000
"""Milliseconds until the second place, which may be slow or asleep, gets what it lacked."""


class BackupKeeper(QObject):
    """Backs up the data file of one window by itself, beside the window and without a word unless it fails."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._refused = ""
        """The code of the failure told last: one that lasts is told once."""
        self._absence_told = False
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.back_up)
        context.operations.changed.connect(self._on_changed)
        QTimer.singleShot(_AFTER_START, self, self._after_start)

    def _on_changed(self, areas: frozenset[Area]) -> None:
        minutes = self._context.settings.backup_minutes
        if minutes and areas - {Area.CONNECTION} and not self.timer.isActive():
            self.timer.start(minutes * _MINUTE)

    def _after_start(self) -> None:
        """What a start did not wait for: the second place gets what it lacked, a large file is checked."""
        if self._context.settings.backup_folder:
            self.back_up(only_carry=True)
        path = self._context.operations.database.path
        if path is not None:
            self._context.operations.plain(
                "backup.check", lambda *_given: backups.check_large(path), lambda _whole: None
            )

    def back_up(self, *, only_carry: bool = False) -> None:
        """Back up what changed since the last backup, and bring the second place what it lacks."""
        path, place = self._context.operations.database.path, self._context.settings.backup_folder
        if path is None:
            return

        def work() -> bool:
            if not only_carry:
                backups.make_if_changed(path, Reason.CHANGES)
            return backups.carry(path, place)

        self._context.operations.plain("backup.keep", lambda _progress, _cancelled: work(), self._kept, self._failed)

    def _kept(self, carried: bool) -> None:
        self._refused = ""
        if not carried and not self._absence_told:
            self._context.feedback.say(sentence("backup.second_absent", {"file": self._context.settings.backup_folder}))
        self._absence_told = not carried

    def _failed(self, error: Exception) -> bool:
        """Told in the window's banner, but not every ten minutes."""
        before, self._refused = self._refused, error.code if isinstance(error, AppError) else ""
        return bool(self._refused) and self._refused == before


def back_up_at_close(path: Path, place: str) -> threading.Thread:
    """Back up a data file that was left; the program ends when that is done, nobody waits for it before."""

    def work() -> None:
        try:
            backups.make_if_changed(path, Reason.CLOSE)
            backups.carry(path, place)
        except AppError:
            open_log()
            log.exception("backup at close")

    thread = threading.Thread(target=work, name="backup at close")
    thread.start()
    return thread
