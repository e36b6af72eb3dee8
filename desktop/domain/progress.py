"""How long work tells where it stands and learns that nobody waits for it any more."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how much is done and of how much, in any unit that the work counts in."""
IsCancelled = Callable[[], bool]
"""Whether the work should stop; it then raises Cancelled."""
