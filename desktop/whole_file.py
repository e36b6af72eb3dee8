"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from desktop import own_files
from desktop.full_disk import cannot_write


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path`; a full disk or a file held open elsewhere leaves what stood there.

    Raises AppError("file.cannot_write"), "file.disk_full".
    """
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with scratch.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # some disks say only here that they are full
        own_files.narrow(scratch)
        scratch.replace(path)
    except OSError as error:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise cannot_write(error, path.name) from error
