"""An office whose sheet is printed, signed by invented pens and photographed: files as an organizer has them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2

from desktop import cli
from desktop.domain.sheet_places import SignatureCell
from desktop.services import sheets
from desktop.services.opening import Database
from tests.scans.signed_pages import Printed, photographed, printed, signed_page


def print_sheet(database: Database, conference_id: uuid.UUID, pdf: Path, *options: str) -> list[Printed]:
    """Make conference 101's newest sheet as PDF, and give its pages as they came out of the printer."""
    words = ["document", "attendance-sheet", "101", "-o", str(pdf), "--set", "blank-lines=2", *options]
    assert cli.main(["--data", str(database.path), "--language", "vi", *words]) == 0
    newest = database.read(lambda tx: sheets.list_printed(tx, conference_id))[0]
    laid_out = database.read(lambda tx: sheets.places(tx, conference_id, newest.number))[0]
    return printed(pdf.read_bytes(), laid_out)


def photograph(page: Printed, file: Path, seed: int, **camera: Any) -> dict[tuple[int, int], str]:
    """A signed page as a photograph; what was written, by row and column."""
    written = signed_page(page, seed)
    _made, data = cv2.imencode(".jpg", photographed(written.picture, seed, **camera))
    file.write_bytes(data.tobytes())
    return written.truth


def cells_of(page: Printed) -> Sequence[SignatureCell]:
    """Its cells to sign in."""
    return list(page.places.cells)
