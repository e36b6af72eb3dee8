"""The window of an office whose signed sheet was photographed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.gui.shell.main_window import MainWindow
from desktop.services.opening import Database
from tests.gui.filled import filled, filled_record
from tests.scans.office import photograph, print_sheet
from tests.scans.signed_pages import Printed

__all__ = ["filled", "filled_record"]


@dataclass
class Office:
    """Sheet no. 1 of 25 people and two blank lines, and a folder for photographs of its pages."""

    window: MainWindow
    database: Database
    pages: list[Printed]
    photos: Path

    def photograph(self, page: int, seed: int, name: str = "", **camera: Any) -> dict[tuple[int, int], str]:
        """A signed page; what was written, by row and column."""
        return photograph(self.pages[page], self.photos / (name or f"ảnh {page}.jpg"), seed, **camera)


@pytest.fixture
def office(filled: MainWindow, filled_record: Database, tmp_path: Path) -> Office:
    photos = tmp_path / "ảnh"
    photos.mkdir()
    pages = print_sheet(filled_record, filled.context.conference_id)
    return Office(filled, filled_record, pages, photos)
