"""Files that are dragged onto the window, and which command takes them: told by their endings alone while they are dragged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".fods", ".csv", ".tsv", ".htm", ".html"})
IMPORT, READ = "import", "signed_sheet.read"
_ENOUGH = 2000
"""Files of a folder that are looked at, to tell what is in it."""


def dragged(data: QMimeData) -> list[Path]:
    """The local files and folders."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def taken(paths: Sequence[Path]) -> list[Path]:
    """Those that the window takes: workbooks, pictures of signed sheets, folders of either."""
    return [path for path in paths if _is_workbook(path) or _is_picture(path) or path.is_dir()]


def only_pictures(data: QMimeData) -> bool:
    """Whether nothing but pictures is dragged: those go to the window, whichever page it shows."""
    paths = dragged(data)
    return bool(paths) and all(_is_picture(path) and not path.is_dir() for path in paths)


def command_for(paths: Sequence[Path]) -> tuple[str, list[Path]]:
    """What takes these files, and which of them: a workbook among them is imported, and so is a folder that holds one."""
    folders = [path for path in paths if path.is_dir()]
    workbooks = [path for path in paths if path not in folders and _is_workbook(path)]
    pictures = [path for path in paths if path not in folders and _is_picture(path)]
    if workbooks or (folders and not pictures and not all(map(_holds_pictures, folders))):
        return IMPORT, [*workbooks, *folders]
    return READ, [*pictures, *folders]


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in WORKBOOKS


def _is_picture(path: Path) -> bool:
    from desktop.domain.scanned_sheets import PICTURES  # a start needs none of it

    return path.suffix.lower() in PICTURES


def _holds_pictures(folder: Path) -> bool:
    """Whether a folder holds pictures and no workbook, as far as its first files tell."""
    found = False
    for count, path in enumerate(folder.rglob("*")):
        if _is_workbook(path) or count >= _ENOUGH:
            return found and count >= _ENOUGH
        found = found or _is_picture(path)
    return found
