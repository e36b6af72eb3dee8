"""Who writes next into a file that several threads of this program write: whoever stands at the door goes first.

SQLite lets one write at a time, and those that find it taken look again at longer and longer intervals, in no order. Here
they wait for each other, and what can wait gives way.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 15.0
"""Longer nobody waits: then SQLite itself says whether the file can be written."""


class Turns:
    """One at a time, and those who come first before those who can wait."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._taken = False
        self._first = 0

    @contextmanager
    def turn(self, *, first: bool) -> Iterator[None]:
        """Inside, nobody else of this program writes there; `first`: before all who are not."""
        with self._changed:
            self._first += first
            mine = self._changed.wait_for(lambda: not self._taken and (first or not self._first), _SECONDS)
            self._first -= first
            self._taken = True
        try:
            yield
        finally:
            if mine:
                with self._changed:
                    self._taken = False
                    self._changed.notify_all()
