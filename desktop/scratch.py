"""What a run needs only while it lasts: named after its process, so that the next start clears up after one that was killed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import paths

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

_OWN = "tmp"
"""In the user's data folder."""
_FOLDER = re.compile(r"tap-huan-(\d+)-")
_FILE = re.compile(r".\.(\d+)\.(?:new(?:-wal|-shm|-journal)?|part)$")
_STILL_ACTIVE = 259
_QUERY_LIMITED_INFORMATION = 0x1000


def temporary() -> Path:
    """The folder of temporary files: the system's, or the program's own where nothing can be written in that.

    Whatever Python makes from then on lies there too. Raises OSError where that can't be made either.
    """
    import tempfile

    try:
        return Path(tempfile.gettempdir())
    except OSError:  # locked down, full or gone
        own = paths.data_folder() / _OWN
        own.mkdir(parents=True, exist_ok=True)
        tempfile.tempdir = str(own)
        return own


def in_own_folder() -> bool:
    """Whether the system's temporary folder can't be written."""
    return temporary() == paths.data_folder() / _OWN


def folder() -> TemporaryDirectory[str]:
    """A folder of this process in the temporary one, removed with what is in it when it is let go."""
    import tempfile

    temporary()
    return tempfile.TemporaryDirectory(prefix=f"tap-huan-{os.getpid()}-", ignore_cleanup_errors=True)


def beside(path: Path) -> Path:
    """The name under which a file is made before it takes its place."""
    return path.with_name(f"{path.name}.{os.getpid()}.new")


def clear_away(folders: Iterable[Path]) -> None:
    """Remove what processes that are gone left in these folders and in the temporary one."""
    import shutil

    with suppress(OSError):
        for entry in _left(temporary(), _FOLDER):
            shutil.rmtree(entry, ignore_errors=True)
    for place in dict.fromkeys(folders):
        with suppress(OSError):
            for entry in _left(place, _FILE):
                with suppress(OSError):
                    entry.unlink()


def _left(place: Path, name: re.Pattern[str]) -> list[Path]:
    with os.scandir(place) as entries:
        found = [(name.search(entry.name), Path(entry.path)) for entry in entries]
    return [path for match, path in found if match is not None and not is_running(int(match[1]))]


def is_running(pid: int) -> bool:
    """Whether there is such a process; also when it can't be told."""
    if os.name == "nt":  # there os.kill would end it
        import ctypes

        system = ctypes.windll.kernel32  # type: ignore[attr-defined]
        handle = system.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        known = system.GetExitCodeProcess(handle, ctypes.byref(code))
        system.CloseHandle(handle)
        return not known or code.value == _STILL_ACTIVE
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
