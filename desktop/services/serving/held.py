"""One program at a time runs the server of this computer: a lock that the system lets go when the program ends, however."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from desktop import own_files
from desktop.domain.errors import AppError


class Held:
    """A file that is locked as long as this is held."""

    def __init__(self, path: Path) -> None:
        own_files.make_folder(path.parent)
        self._file: BinaryIO | None = path.open("a+b")
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            self._file = None
            raise AppError("serving.already") from error

    def let_go(self) -> None:
        """Let another program have it."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None


def _lock(file: BinaryIO) -> None:
    """Raises OSError when another has it."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.set_inheritable(file.fileno(), False)
