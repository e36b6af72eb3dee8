"""Files that are written whole or not at all."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from desktop import own_files
from desktop.domain.errors import AppError
from desktop.domain.file_names import windows_takes
from desktop.full_disk import cannot_write

_ON_WINDOWS = os.name == "nt"
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3.0) if _ON_WINDOWS else ()
"""Seconds before each new try: there a virus scanner or a search index holds a fresh file for seconds."""


def take_place(made: Path, path: Path) -> None:
    """Put a file that is made in the place of another. Raises OSError when it stays held."""
    for wait in _WAITS:
        try:
            made.replace(path)
            return
        except PermissionError:
            time.sleep(wait)
    made.replace(path)


def write_files(files: Iterable[tuple[str, bytes]], target: Path) -> list[Path]:
    """Write several files into a folder, made where it is missing, or into a .zip when `target` ends so; return where.

    Raises AppError as `write_whole`.
    """
    if target.suffix.lower() == ".zip":
        book = io.BytesIO()
        with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files:
                archive.writestr(name, data)
        write_whole(target, book.getvalue())
        return [target]
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(error, target.name) from error
    written = []
    for name, data in files:
        write_whole(target / name, data)
        written.append(target / name)
    return written


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path`; a full disk or a file held open elsewhere leaves what stood there.

    Raises AppError("file.cannot_write"), "file.disk_full", "file.bad_name".
    """
    if _ON_WINDOWS and not windows_takes(path.name):  # a colon would hide all of it behind a file's name
        raise AppError("file.bad_name", file=path.name)
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with scratch.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # some disks say only here that they are full
        own_files.narrow(scratch)
        take_place(scratch, path)
    except OSError as error:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise cannot_write(error, path.name) from error
