"""A line between a desk and a server, which can swallow what is sent, be slow, and be cut."""

from __future__ import annotations

import socket
import struct
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

_CHUNK = 65_536
_AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER by which a closed connection is reset: whoever has the other end is told at once."""


class Passing:
    """Passes on what either side says, and can be told not to."""

    def __init__(self, door: socket.socket, there: Callable[[], socket.socket]) -> None:
        self.delay = 0.0
        """Seconds by which each answer comes later."""
        self.asked: list[int] = []
        """Of each connection, how often it asked something and waited for the answer."""
        self._open = threading.Event()
        self._open.set()
        self._refuses = False
        self._there = there
        self._door = door
        self._door.listen()
        self._ends: list[socket.socket] = []
        threading.Thread(target=self._answer, daemon=True).start()

    def swallow(self) -> None:
        """From now on nothing comes through, and nobody is told."""
        self._open.clear()

    def cut(self) -> None:
        """Every connection breaks, and none comes about any more."""
        self._refuses = True
        ends, self._ends = self._ends, []
        for end in ends:
            _reset(end)

    def mend(self) -> None:
        """What was held back goes on its way, and connections come about."""
        self._refuses = False
        self._open.set()

    def close(self) -> None:
        """Let go of everything."""
        self._open.set()
        for end in (self._door, *self._ends):
            with suppress(OSError):
                end.close()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                here, _from = self._door.accept()
                try:
                    if self._refuses:
                        raise ConnectionRefusedError
                    there = self._there()
                except OSError:
                    _reset(here)
                    continue
                self._ends += [here, there]
                self.asked.append(0)
                for one, other, delay in ((here, there, False), (there, here, True)):
                    given = (one, other, delay, len(self.asked) - 1)
                    threading.Thread(target=self._pass_on, args=given, daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, delayed: bool, number: int) -> None:
        try:
            while said := one.recv(_CHUNK):
                self._open.wait()
                if not delayed:
                    self.asked[number] += 1
                if delayed and self.delay:
                    time.sleep(self.delay)
                other.sendall(said)
            other.shutdown(socket.SHUT_WR)
        except OSError:  # one end is gone: the other is told
            for end in (one, other):
                _reset(end)


def _reset(end: socket.socket) -> None:
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)  # who waits for it in another thread wakes up
    with suppress(OSError):
        end.close()


class Line(Passing):
    """A line to a server of the tests, on a socket of its own in the server's way of naming it."""

    def __init__(self, server: Any) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="taphuan-line-", dir="/tmp")
        there = str(server.folder / ".s.PGSQL.5432")
        door = socket.socket(socket.AF_UNIX)
        door.bind(str(Path(self._folder.name) / ".s.PGSQL.5432"))

        def connect() -> socket.socket:
            made = socket.socket(socket.AF_UNIX)
            made.connect(there)
            return made

        super().__init__(door, connect)

    def address(self, address: str) -> str:
        """The server's address, by way of this line."""
        return address.partition("host=")[0] + f"host={self._folder.name}"

    def close(self) -> None:
        super().close()
        self._folder.cleanup()


class NetworkLine(Passing):
    """A line to a port of a computer, by a port of this one (127.0.0.1)."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        door = socket.create_server(("127.0.0.1", 0))

        def connect() -> socket.socket:
            made = socket.create_connection((host, port), 5)
            made.settimeout(None)  # a line that nobody speaks on for a while is none that is over
            return made

        super().__init__(door, connect)
        self.port: int = door.getsockname()[1]
        """Where desks connect."""
