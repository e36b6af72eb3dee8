"""Who may read what the program keeps in its own folder: its owner alone. Files that a user saves follow their folder.

On Windows the profile's own rights do this, and nothing is changed.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from desktop import paths

_FOLDER, _FILE = 0o700, 0o600


def is_own(path: Path) -> bool:
    """Whether a path is the program's data folder or in it. A home folder that was named as data folder is not."""
    if os.name == "nt":
        return False
    own = paths.data_folder().resolve()
    shared = {Path.home().resolve(), Path(own.anchor)}
    return own not in shared and path.resolve().is_relative_to(own)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; the program's own for its owner alone. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    while is_own(folder):
        narrow(folder)
        folder = folder.parent


def narrow(path: Path) -> None:
    """Let nobody but the owner read a file or folder of the program's own; others stay as they are."""
    if not is_own(path):
        return
    with suppress(OSError):  # a stick's file system has no rights, or somebody else owns it
        about = path.lstat()
        wanted = _FOLDER if stat.S_ISDIR(about.st_mode) else _FILE
        if not stat.S_ISLNK(about.st_mode) and stat.S_IMODE(about.st_mode) & ~wanted:
            path.chmod(stat.S_IMODE(about.st_mode) & wanted)


def narrow_all() -> None:
    """The same of everything in the program's own folder: older versions, and whoever copied files in, left it open."""
    own = paths.data_folder()
    narrow(own)
    if is_own(own):
        for folder, folders, files in os.walk(own):
            for name in (*folders, *files):
                narrow(Path(folder, name))
