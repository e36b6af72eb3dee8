"""A machine that is left to itself goes to sleep, and with it whatever runs: long work keeps it awake while it lasts.

On Windows only (`SetThreadExecutionState`): elsewhere a desktop sleeps when its user says so, and work goes on afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001


@contextmanager
def awake() -> Iterator[None]:
    """Keep the machine awake while this thread is inside; the screen may still go dark."""
    _say(_CONTINUOUS | _SYSTEM_REQUIRED)
    try:
        yield
    finally:
        _say(_CONTINUOUS)


def _say(state: int) -> None:
    """Tell Windows what this thread needs from now on."""
    if os.name == "nt":
        import ctypes

        ctypes.windll.kernel32.SetThreadExecutionState(state)  # type: ignore[attr-defined]
