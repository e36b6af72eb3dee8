"""Which files may be pictures of signed sheets."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path

from desktop.domain.errors import UnreadableFile
from desktop.domain.scanned_sheets import PICTURES

_PACKAGES = ("cv2", "pi_heif", "PIL", "pypdfium2", "zxingcpp")


def files_in(given: Iterable[Path]) -> list[Path]:
    """The files, and those in folders by name, each once. Raises UnreadableFile("scan.no_pictures") for a folder without any."""
    found: list[Path] = []
    for each in given:
        if not each.is_dir():
            found.append(each)
            continue
        inside = sorted(file for file in each.rglob("*") if file.is_file() and file.suffix.lower() in PICTURES)
        if not inside:
            raise UnreadableFile("scan.no_pictures", file=str(each))
        found += inside
    return list(dict.fromkeys(found))


def can_read() -> bool:
    """Whether the packages that read pictures are installed; none of them is imported here."""
    return all(importlib.util.find_spec(name) is not None for name in _PACKAGES)
