"""Where tests keep their files: in memory, for thousands of records wait for the disk at each commit elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

_SHARED = Path("/dev/shm")
"""Where Linux keeps files in memory."""
_ROOM = 4 * 2**30


def in_memory() -> Path | None:
    """The folder whose files are in memory; None where there is none or it has little room."""
    return _SHARED if _SHARED.is_dir() and shutil.disk_usage(_SHARED).free > _ROOM else None
