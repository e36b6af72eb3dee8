"""A line between a desk and a server of the tests, which can swallow what is sent and be slow."""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

_CHUNK = 65_536


class Line:
    """Passes on what either side says, on a socket of its own in the server's way of naming it."""

    def __init__(self, server: Any) -> None:
        self.delay = 0.0
        """Seconds by which each answer comes later."""
        self.asked: list[int] = []
        """Of each connection, how often it asked something and waited for the answer."""
        self._open = threading.Event()
        self._open.set()
        self._folder = tempfile.TemporaryDirectory(prefix="taphuan-line-", dir="/tmp")
        self._there = str(server.folder / ".s.PGSQL.5432")
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(Path(self._folder.name) / ".s.PGSQL.5432"))
        self._door.listen()
        self._ends: list[socket.socket] = []
        threading.Thread(target=self._answer, daemon=True).start()

    def address(self, address: str) -> str:
        """The server's address, by way of this line."""
        return address.partition("host=")[0] + f"host={self._folder.name}"

    def swallow(self) -> None:
        """From now on nothing comes through, and nobody is told."""
        self._open.clear()

    def mend(self) -> None:
        """What was held back goes on its way."""
        self._open.set()

    def close(self) -> None:
        self._open.set()
        for end in (self._door, *self._ends):
            with suppress(OSError):
                end.close()
        self._folder.cleanup()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                here, _from = self._door.accept()
                there = socket.socket(socket.AF_UNIX)
                self._ends += [here, there]
                there.connect(self._there)
                self.asked.append(0)
                for one, other, delay in ((here, there, False), (there, here, True)):
                    given = (one, other, delay, len(self.asked) - 1)
                    threading.Thread(target=self._pass_on, args=given, daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, delayed: bool, number: int) -> None:
        with suppress(OSError):
            while said := one.recv(_CHUNK):
                self._open.wait()
                if not delayed:
                    self.asked[number] += 1
                if delayed and self.delay:
                    time.sleep(self.delay)
                other.sendall(said)
            other.shutdown(socket.SHUT_WR)
