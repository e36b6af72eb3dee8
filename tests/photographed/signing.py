"""Who signed what on a page, drawn, and what is therefore true of each cell."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
import pypdfium2

from tests.photographed import pens, writing
from tests.photographed.pens import Image, Inked, Paper
from tests.photographed.sheets import Cell, Page

ABSENT_WORDS = {
    "absent word": ("vắng", "Vắng", "vắng P", "vắng"),
    "P": ("P", "P", "p", "KP"),
    "stand-in": ("đi thay", "đt Lan"),
}
SIGNED = {"signature", "small", "tiny", "faint", "flourish"}
"""Marks that mean: somebody signed here."""
NEVER_SIGNED = {"absent word", "P", "stand-in", "dash", "overflow", "stamp, empty", "struck name, empty"}
"""Doubtful marks of which it is an error to say `signed` unasked."""
NEVER_BLANK = {"tick", "cross", "initials", "stamp, signed", "struck name, signed", "straddling"}
VANISHED = "vanished"
"""A signature so faint that a black and white scan holds no more of it: nobody can tell."""
OVERFLOWN = 0.2
"""From so many square millimetres of a neighbour's ink on, an empty cell is not simply empty."""


@dataclass
class Truth:
    """What is true of one cell."""

    cell: Cell
    mark: str
    """What was drawn, "" for nothing; see `SIGNED`, `NEVER_SIGNED`, `NEVER_BLANK`."""
    blank_line: bool
    own: float = 0.0
    """Square millimetres of its own ink in it."""
    strange: float = 0.0
    """… of other cells' ink."""
    seen: float = 1.0
    """Share of it that the picture shows."""
    covered: float = 0.0
    """Share of it under a finger, glare or a torn corner."""
    corners: list[tuple[float, float]] = field(default_factory=list)
    """In the picture, in dots."""

    @property
    def kind(self) -> str:
        """Its mark, with what became of it."""
        if self.blank_line:
            return "blank line, written" if self.mark or self.strange > OVERFLOWN else "blank line"
        if not self.mark:
            return "overflow" if self.strange > OVERFLOWN else "empty"
        return self.mark


@dataclass
class Signed:
    """A page that people wrote on."""

    page: Page
    paper: Paper
    truths: list[Truth]


def rendered(page: Page, dpi: float) -> Image:
    """The page as it came from the printer."""
    document = pypdfium2.PdfDocument(page.pdf)
    try:
        return np.array(document[page.place].render(scale=dpi / 72).to_pil().convert("RGB"))
    finally:
        document.close()


def signed(page: Page, dpi: float, rng: np.random.Generator, doubtful: float = 0.07) -> Signed:
    """Let people sign: most do, some are absent, a share of the cells bears what a person must look at."""
    paper = Paper(rendered(page, dpi), dpi / 25.4)
    if not page.cells:
        return Signed(page, paper, [])
    present, shared = rng.uniform(0.6, 0.95), pens.some_pen(rng)
    truths, inks = [], []
    for row in sorted({cell.row for cell in page.cells}):
        who = writing.hand(rng)
        pen = shared if rng.random() < 0.5 else pens.some_pen(rng)
        for cell in (each for each in page.cells if each.row == row):
            blank_line = row > page.people
            there = present if not blank_line else 0.35
            mark = _mark(rng, there, doubtful * (not blank_line))
            mark = "small" if mark == "signature" and who.reach < writing.SMALL else mark
            truth = Truth(cell, mark, blank_line)
            truths.append(truth)
            if mark and not mark.startswith("struck"):
                inks.append((truth, _draw(paper, cell, mark, who, pen, rng)))
            elif mark:
                _strike(paper, page, truth, who, pen, rng, inks)
        if any(each.mark.startswith("struck") for each in truths if each.cell.row == row):
            for truth in (each for each in truths if each.cell.row == row and each.mark in {"", *SIGNED}):
                truth.mark = "struck name, signed" if truth.mark else "struck name, empty"
        if blank_line and any(each.mark for each in truths if each.cell.row == row):
            _write_name(paper, page, row, who, pen, rng)
    if rng.random() < 0.06:
        _stamp(paper, page, truths, rng)
    for truth in truths:
        for other, ink in inks:
            share = ink.within(*_inside(truth.cell))
            if other is truth:
                truth.own += share
                if (truth.mark in SIGNED or truth.mark.endswith(", signed")) and share < 0.55 * ink.area:
                    truth.mark = "straddling"
            else:
                truth.strange += share
    _margins(paper, page, rng)
    return Signed(page, paper, truths)


def _mark(rng: np.random.Generator, present: float, doubtful: float) -> str:
    if rng.random() < doubtful:
        kinds = ("tick", "cross", "initials", "absent word", "P", "stand-in", "dash")
        return str(rng.choice([*kinds, "struck name, empty", "struck name, signed"]))
    if rng.random() > present:
        return ""
    return str(rng.choice(["signature", "tiny", "faint", "flourish"], p=[0.9, 0.03, 0.03, 0.04]))


def _inside(cell: Cell, free: float = 0.45) -> tuple[float, float, float, float]:
    return cell.x + free, cell.y + free, cell.width - 2 * free, cell.height - 2 * free


def _draw(paper: Paper, cell: Cell, mark: str, who: writing.Hand, pen: str, rng: np.random.Generator) -> Inked:
    ink = pens.PENS[pen]
    reach, most = 0.0, 1.0
    if mark in ABSENT_WORDS:
        strokes = writing.written(rng, who, str(rng.choice(ABSENT_WORDS[mark])))
    elif mark in ("tick", "cross", "dash"):
        strokes = {"tick": writing.tick, "cross": writing.cross, "dash": writing.dash}[mark](rng, who)
    elif mark == "initials":
        strokes = writing.written(rng, who, "".join(rng.choice(list("BCDHKLMNQSTV"), 2)))
    else:
        strokes, most, reach = writing.signature(rng, who), float(rng.uniform(0.75, 1.15)), who.reach
    if mark == "flourish":
        strokes.append(writing.flourish(rng, who, writing.extent(strokes)[2]))
    left, top, right, bottom = writing.extent(strokes)
    fits = min(1.0, (cell.width - 2) / (right - left) * most, (cell.height - 1.2) / (bottom - top) * most)
    if reach:
        wide = reach * cell.width * (1.5 if mark == "flourish" else 1) / (right - left)
        fits = min(2.5, wide, most * cell.height / (bottom - top))
    if mark == "tiny":
        fits = min(fits, rng.uniform(3.5, 6) / (right - left))
    if mark == "faint":
        ink = pens.Pen(ink.colour, 0.28, float(rng.uniform(0.28, 0.45)))
    free_x, free_y = cell.width - (right - left) * fits, cell.height - (bottom - top) * fits
    x = cell.x + free_x * float(np.clip(rng.normal(0.45, 0.2), 0.05, 0.95)) - left * fits
    y = cell.y + free_y * float(np.clip(rng.normal(0.5, 0.25), 0.02, 0.9 if mark == "tiny" else 1.1)) - top * fits
    return paper.inked(writing.moved(strokes, x, y, fits), ink, rng)


def _strike(
    paper: Paper,
    page: Page,
    truth: Truth,
    who: writing.Hand,
    pen: str,
    rng: np.random.Generator,
    inks: list[tuple[Truth, Inked]],
) -> None:
    """A line through the printed name; with `signed` somebody signed all the same."""
    cell = truth.cell
    width = min(rng.uniform(22, 38), min(each.x for each in page.cells) - page.table[0] - 14)
    line = writing.struck(rng, who, width)
    paper.inked(writing.moved(line, page.table[0] + 11, cell.y + cell.height / 2), pens.PENS[pen], rng)
    if truth.mark.endswith("signed"):
        inks.append((truth, _draw(paper, cell, "signature", who, pen, rng)))


def _write_name(paper: Paper, page: Page, row: int, who: writing.Hand, pen: str, rng: np.random.Generator) -> None:
    cell = next(each for each in page.cells if each.row == row)
    strokes = writing.written(rng, who, " ".join(rng.choice(writing.SYLLABLES, 3)))
    left, top, right, bottom = writing.extent(strokes)
    room = min(each.x for each in page.cells) - page.table[0] - 20
    fits = min(1.0, room / (right - left), (cell.height - 1.5) / (bottom - top))
    y = cell.y + (cell.height - (bottom - top) * fits) / 2 - top * fits
    paper.inked(writing.moved(strokes, page.table[0] + 12 - left * fits, y, fits), pens.PENS[pen], rng)


def _stamp(paper: Paper, page: Page, truths: list[Truth], rng: np.random.Generator) -> None:
    at = truths[int(rng.integers(len(truths)))].cell
    ink = pens.stamped(paper, at.x + rng.uniform(0, at.width), at.y + rng.uniform(0, at.height), rng)
    for truth in truths:
        if ink.within(*_inside(truth.cell)) > 0.5 and truth.mark in {"", *SIGNED}:
            if truth.blank_line:
                truth.strange += 1.0
            else:
                truth.mark = "stamp, signed" if truth.mark else "stamp, empty"


def _margins(paper: Paper, page: Page, rng: np.random.Generator) -> None:
    """What people scribble around the table, coffee and holes: nothing of it changes what is true of a cell."""
    who = writing.hand(rng)
    right = page.table[0] + page.table[2]
    note = max(each.x + each.width for each in page.cells)
    for cell in page.cells:
        if right - note > 11 and rng.random() < 0.03 and cell.x + cell.width > note - 1:
            text = writing.written(rng, who, str(rng.choice(["đi tre", "co P", "đt", "ve som"])))
            fits = min(1.0, (right - note - 2) / (writing.extent(text)[2] + 0.1))
            paper.inked(writing.moved(text, note + 1.2, cell.y + cell.height - 2.5, fits), pens.PENS["blue"], rng)
    if rng.random() < 0.15:
        text = writing.written(rng, who, "So luong " + str(rng.choice(writing.SYLLABLES)))
        paper.inked(writing.moved(text, rng.uniform(20, 80), rng.uniform(10, 18)), pens.PENS["blue"], rng)
    if rng.random() < 0.04:
        pens.stained(paper, rng.uniform(20, page.width - 20), rng.uniform(40, page.height - 40), rng)
    if rng.random() < 0.06:
        pens.punched(paper, page.width, page.height, rng)


def hide_code(signed_page: Signed, rng: np.random.Generator) -> None:
    """Scribble over the small square so that nobody reads it, as a careless hand or a torn corner does."""
    x, y, width, height = signed_page.page.square
    paper = signed_page.paper
    if rng.random() < 0.5:
        corner = np.array([[x - 4, y - 3], [x + 60, y - 3], [x + 60, y + 60], [x - 4, y + 60]], float)
        paper.torn.append(corner)
        return
    points = [(x + rng.uniform(0, width), y + rng.uniform(0, height), 1.6) for _each in range(40)]
    paper.inked([np.array(points)], pens.PENS["felt"], rng)


def gone(truths: list[Truth], paper: Paper) -> None:
    """Tell of cells on a torn corner."""
    for polygon in paper.torn:
        shape = polygon.astype(np.float32)
        for truth in truths:
            x, y, width, height = _inside(truth.cell)
            spots = [(x + width * i / 4, y + height * j / 4) for i in range(5) for j in range(5)]
            inside = [cv2.pointPolygonTest(shape, spot, False) >= 0 for spot in spots]
            truth.covered = max(truth.covered, sum(inside) / len(inside))
