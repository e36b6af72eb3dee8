"""One window for each data file: whoever starts the program on a file that has a window here gets that window.

The lock is a file of the user's data folder, so that a start which is alone asks nobody and loads no network library. Where
there can be no lock, or its holder does not answer, the window opens all the same: two programs on one data file lose nothing.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from desktop import own_files, paths

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_ANSWER = b"here\n"
_WAIT_MS = 3000
_LISTEN_AFTER_MS = 1000
"""A start has other things to do first; who comes sooner asks again."""
_STEP_MS = 20
_ANYBODY = -1


def _key(file: Path) -> str:
    """One word for a data file, whatever way leads to it."""
    return hashlib.sha256(os.path.normcase(file.absolute().resolve()).encode()).hexdigest()[:24]


class OneWindow(QObject):
    """Holds the data file that this program's window shows."""

    wanted = Signal()
    """Somebody started the program on this file: the window is to come to the front."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        self._name = ""

    def take(self, file: Path | None) -> bool:
        """Hold this file from now on instead of the one before (None: none); False when another program here holds it."""
        name = f"tap-huan-{_key(file)}" if file is not None else ""
        if name == self._name:
            return True
        self.leave()
        if file is None:
            return True
        folder = paths.data_folder() / "open"
        try:
            own_files.make_folder(folder)
        except OSError:
            return True
        lock = QLockFile(str(folder / f"{name}.lock"))
        lock.setStaleLockTime(0)  # only a process that is gone leaves a lock behind, however long a conference lasts
        if not lock.tryLock(0):
            return lock.error() is not QLockFile.LockError.LockFailedError
        self._lock, self._name = lock, name
        QTimer.singleShot(_LISTEN_AFTER_MS, self, self.listen)
        return True

    def leave(self) -> None:
        """Hold nothing any more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
        if self._lock is not None:
            self._lock.unlock()
        self._lock, self._server, self._name = None, None, ""

    def listen(self) -> None:
        """Answer whoever asks for the file held."""
        if not self._name or self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)  # of a program that was killed: the lock says that this one is alone
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_asked)
        self._server.listen(self._name)

    def _on_asked(self) -> None:
        assert self._server is not None
        while self._server.hasPendingConnections():
            asking = self._server.nextPendingConnection()
            asking.write(_ANSWER)
            asking.flush()
            asking.disconnectFromServer()
            asking.disconnected.connect(asking.deleteLater)
        self.wanted.emit()


def call(file: Path, wait_ms: int = _WAIT_MS) -> bool:
    """Ask the program that holds this file to show its window; whether it answered in this time."""
    from PySide6.QtCore import QDeadlineTimer, QThread
    from PySide6.QtNetwork import QLocalSocket

    if os.name == "nt":
        import ctypes

        # Without this Windows lets no other program's window come to the front.
        ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)  # type: ignore[attr-defined]
    deadline = QDeadlineTimer(wait_ms)
    socket = QLocalSocket()
    while not deadline.hasExpired():
        if socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:  # it may still be starting
            if socket.bytesAvailable():
                return True
            socket.connectToServer(f"tap-huan-{_key(file)}")
        socket.waitForReadyRead(_STEP_MS)
        if socket.bytesAvailable():
            return True
        QThread.msleep(_STEP_MS)
    return False
