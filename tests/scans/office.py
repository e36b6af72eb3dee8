"""An office whose sheet is printed, signed by invented pens and photographed: files as an organizer has them."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import cv2

from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import EVERYONE
from desktop.papers import making, render
from desktop.papers.attendance_sheet import DOCUMENT
from desktop.services import sheets
from desktop.services.opening import Database
from tests.scans.signed_pages import Printed, photographed, printed, signed_page


def print_sheet(database: Database, conference_id: uuid.UUID, **options: Any) -> list[Printed]:
    """Make a sheet of the conference with two blank lines, and give its pages as they came out of the printer."""
    wanted = SheetOptions(**{"blank_lines": 2, **options})
    content = database.write(lambda tx: making.make(tx, DOCUMENT, conference_id, EVERYONE, wanted, way=None))
    found = making.PlacesFound(DOCUMENT)
    pdf = render.pdf(DOCUMENT, content, placed=found)
    database.write(found.keep)
    assert content.number is not None
    number = content.number
    return printed(pdf, database.read(lambda tx: sheets.places(tx, conference_id, number))[0])


def photograph(page: Printed, file: Path, seed: int, **camera: Any) -> dict[tuple[int, int], str]:
    """A signed page as a photograph; what was written, by row and column."""
    written = signed_page(page, seed)
    _made, data = cv2.imencode(".jpg", photographed(written.picture, seed, **camera))
    file.write_bytes(data.tobytes())
    return written.truth
