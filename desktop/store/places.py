"""Where a data file stands, as far as it matters: in a folder kept in step with other computers, or on a network."""

from __future__ import annotations

import os
from pathlib import Path

_CLOUD_TAG, _CLOUD_MASK = 0x9000001A, 0xFFFF0FFF
"""How Windows marks the folders of every service that uses its cloud files."""
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_NAMES = ("onedrive", "dropbox", "google drive", "googledrive", "my drive", "iclouddrive")
_REMOTE_DRIVE = 4
_REMOTE_KINDS = ("nfs", "cifs", "smb", "9p", "afs", "davfs", "fuse.")


def synced_by(path: Path) -> str:
    """The folder above a file that a service keeps in step with other computers, by its name; "" for none."""
    homes = {os.path.normcase(os.environ[name]) for name in _VARIABLES if os.environ.get(name)}
    for folder in path.absolute().parents:
        name = folder.name.casefold()
        if name.startswith(_NAMES) or os.path.normcase(folder) in homes or _is_cloud(folder):
            return folder.name
    return ""


def _is_cloud(folder: Path) -> bool:
    if os.name != "nt":
        return False
    try:
        tag: int = folder.lstat().st_reparse_tag  # type: ignore[attr-defined]
        return tag & _CLOUD_MASK == _CLOUD_TAG
    except OSError:
        return False


def on_network(path: Path) -> bool:
    """Whether a file is on a network drive."""
    whole = path.absolute()
    if os.name == "nt":
        import ctypes

        kind = ctypes.windll.kernel32.GetDriveTypeW(whole.anchor)  # type: ignore[attr-defined]
        return whole.drive.startswith("\\\\") or bool(kind == _REMOTE_DRIVE)
    return _kind_of_mount(whole).startswith(_REMOTE_KINDS)


def _kind_of_mount(path: Path) -> str:
    """The file system under a path; "" where the system does not list them."""
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    mounts = [line.split(" ") for line in lines]
    found = [(len(at), kind) for _device, at, kind, *_rest in mounts if path.is_relative_to(at.replace("\\040", " "))]
    return max(found, default=(0, ""))[1]
