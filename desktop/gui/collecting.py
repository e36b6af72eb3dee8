"""Python's collector of cycles, at rest while a large plan is looked at, or much is read for a small answer.

Making a plan of 10,000 rows anew, or counting as many people, starts it every time, and each look through all there is holds
every thread, the window's too, for 60 to 200 ms. Neither leaves cycles, and both go without it.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Rest:
    """Nothing is collected from now until `end`, nor while another rest lasts. On any thread."""

    _lasting = 0
    _lock = threading.Lock()

    def __init__(self) -> None:
        self._ended = False
        with Rest._lock:
            Rest._lasting += 1
            gc.disable()

    def end(self) -> None:
        """Collect again; a second time it does nothing."""
        with Rest._lock:
            if self._ended:
                return
            self._ended = True
            Rest._lasting -= 1
            if not Rest._lasting:
                gc.enable()


@contextmanager
def resting() -> Iterator[None]:
    """A rest around work that reads much and hands back little."""
    rest = Rest()
    try:
        yield
    finally:
        rest.end()
