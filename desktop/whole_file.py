"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from desktop import own_files
from desktop.domain.errors import AppError


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path`; a full disk or a file held open elsewhere leaves what stood there.

    Raises AppError("file.cannot_write").
    """
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        scratch.write_bytes(data)
        own_files.narrow(scratch)
        scratch.replace(path)
    except OSError as error:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise AppError("file.cannot_write", file=path.name) from error
