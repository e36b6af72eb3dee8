"""A clock that stands before 1980, as after an empty battery: archives can't bear its time.

Workbooks and Word files are archives too, and the libraries that write them ask the clock themselves, so what an archive
says of a file's time is mended for the whole run. That the clock is wrong is told by `services.clock`.
"""

from __future__ import annotations

import time
from typing import Any

_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a .zip knows (APPNOTE.TXT, 4.4.6)."""


def bear() -> None:
    """Let archives written from now on bear the earliest time they know, if the clock stands before it."""
    if time.localtime()[:6] >= _FIRST:
        return
    import zipfile  # other starts need none of it

    class Bearing(zipfile.ZipInfo):
        """A file in an archive, by a clock that stands early."""

        def __init__(self, filename: str = "NoName", date_time: Any = _FIRST) -> None:
            super().__init__(filename, max(tuple(date_time), _FIRST))

    zipfile.__dict__["ZipInfo"] = Bearing
