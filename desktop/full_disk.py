"""Whether a disk is full: told apart from everything else that writing can fail of."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from desktop.domain.errors import AppError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_LITTLE = 512 * 1024
"""Less free than this, and a data file can't take a change with its log."""
_PROBE = bytes(64 * 1024)


def is_full(error: BaseException) -> bool:
    """Whether the system said that there is no room, on the disk or for this user."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    # lxml, which writes the sheets of workbooks, says it by the name of the number alone.
    return type(error).__module__.startswith("lxml") and str(error).removeprefix("IO_") in map(
        errno.errorcode.get, _FULL
    )


def cannot_write(error: OSError, file: str) -> AppError:
    """Why a file could not be written."""
    return AppError("file.disk_full" if is_full(error) else "file.cannot_write", file=file)


def has_room(folder: Path) -> bool:
    """Whether something can be written in this folder; True too when nobody can tell."""
    import shutil
    import tempfile

    try:
        if shutil.disk_usage(folder).free < _LITTLE:
            return False
        with tempfile.TemporaryFile(dir=folder) as probe:  # a quota, and a disk out of entries, show only so
            probe.write(_PROBE)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return not is_full(error)
    return True
