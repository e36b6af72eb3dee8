"""Python's collector of cycles, at rest while a large plan is looked at.

Making a plan of 10,000 rows anew starts it every time, and each look through all there is holds every thread, the
window's too, for 60 to 200 ms. Plans have no cycles and go without it.

Only from the window's thread: where a rest ends the collector starts, and widgets in a cycle that it takes apart on another
thread hold the window for ever.
"""

from __future__ import annotations

import gc


class Rest:
    """Nothing is collected from now until `end`, nor while another rest lasts. On the window's thread."""

    _lasting = 0

    def __init__(self) -> None:
        self._ended = False
        Rest._lasting += 1
        gc.disable()

    def end(self) -> None:
        """Collect again; a second time it does nothing."""
        if self._ended:
            return
        self._ended = True
        Rest._lasting -= 1
        if not Rest._lasting:
            gc.enable()
