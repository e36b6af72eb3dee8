"""A sheet that an installed program printed, signed by invented pens and photographed; and what the program read, held against it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from desktop.domain.sheet_places import PagePlaces
from desktop.services import conferences, opening, sheets
from desktop.services.opening import Transaction
from tests.scans.office import photograph
from tests.scans.signed_pages import photographed, printed, signed_page

Truths = dict[str, dict[tuple[int, int], str]]
"""By file: what was written into each cell, by row and column."""
_PHONE, _SCANNER = 7, 8
"""Seeds of what is written and how it is pictured."""


def pictures(data: Path, conference: str, pdf: Path, folder: Path) -> Truths:
    """Put a photograph of the first page of a conference's last sheet into `folder`, and a scan of its second page as PDF.

    `data` is the data file, `pdf` the sheet as the program made it.
    """
    database = opening.open_location(data)

    def laid_out(tx: Transaction) -> tuple[PagePlaces, ...]:
        of = conferences.find_conference(tx, conference).id
        return sheets.places(tx, of, max(each.number for each in sheets.list_printed(tx, of)))[0]

    try:
        pages = printed(pdf.read_bytes(), database.read(laid_out))
    finally:
        database.close()
    folder.mkdir(parents=True)
    photo, scan = folder / "ảnh Zalo.jpg", folder / "bản quét.pdf"
    written = signed_page(pages[1], _SCANNER)
    Image.fromarray(photographed(written.picture, _SCANNER, longest=2400, turned=1.0, tilt=0.0, curl=0.0)).save(scan)
    return {photo.name: photograph(pages[0], photo, _PHONE), scan.name: written.truth}


@dataclass(frozen=True, slots=True)
class Held:
    """What a program read of pictures, held against what was written."""

    pages: int
    cells: int
    decided: int
    wrong: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Every page read, most cells decided, none of them wrongly."""
        return self.pages == 2 and not self.wrong and self.decided > 0.6 * self.cells

    def __str__(self) -> str:
        wrong = "; ".join(self.wrong[:3]) or "none"
        return f"{self.pages} of 2 pages read, {self.decided} of {self.cells} cells decided, wrongly: {wrong}"


def held(told: str, truths: Truths) -> Held:
    """Hold what `scan-sheets --json` said, its progress too, against what was written. Raises ValueError for another text."""
    answer = json.loads(told[told.index("{") : told.rindex("}") + 1])
    pages = [page for page in answer["pages"] if page["result"] == "read"]
    cells, decided, wrong = 0, 0, []
    for page in pages:
        file = re.split(r"[/\\]", page["file"])[-1]
        columns = list(dict.fromkeys(cell["column"] for cell in page["cells"]))
        for cell in page["cells"]:
            truth = truths[file][cell["row"], columns.index(cell["column"])]
            cells += 1
            decided += cell["verdict"] != "ask"
            if cell["verdict"] not in ("ask", truth):
                wrong.append(f"{file} row {cell['row']}: {truth}, read {cell['verdict']}")
    return Held(len(pages), cells, decided, tuple(wrong))
