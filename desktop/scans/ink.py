"""What stands in the cells to sign in: signed, blank, or somebody has to look.

Ink is judged by connected strokes, not by the share of dark pixels: a stroke belongs to the cell that holds most of it. A cell
in which only another's stroke hangs is nobody's word, nor is one with a mark that is no signature, with a stamp over it, or of
somebody whose name was struck out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.domain.scanned_sheets import CellVerdict
from desktop.domain.sheet_places import Box, PagePlaces, SignatureCell
from desktop.scans.laying import PER_MM, Dark, FlatPage
from desktop.scans.shape import Mask
from desktop.scans.signature import is_signature

_LINE = 0.45
"""Millimetres at each side of a ruled line that are taken for the line."""
_BESIDE, _STRAIGHT = 1.3, 6.0
"""What lies so near a ruled line and is straight for so long, in millimetres, is the line too."""
_WIDER = np.ones((3, 3), np.uint8)
SPECK = 0.35
"""Square millimetres of ink that are dust, or the grain of a compressed picture."""
_FAINT = 1.0
"""Square millimetres of ink too pale to be sure of that ask for a look."""
_HANGS = 0.5
"""Square millimetres of another cell's stroke that ask for a look at a cell else blank."""
_MOST = 1.5
"""A stroke belongs to the cell that holds so much more of it than any other."""
_DEEP, _MUCH = 0.6, 0.35
"""Two who touch each have their part of one stroke: it reaches through so much of a cell, with so much of the fullest's ink."""
_LEANS, _NEAR = 0.25, 1.5
"""Ink whose middle lies in that outer share of a cell's height, and that comes so many millimetres near ink of another cell, may
be the run or the arc of a signature there."""
_STAMP = 26.0
"""Millimetres that a stroke is broad and high which nobody writes."""
_STRUCK = 9.0
"""Millimetres of an unbroken line through a printed name."""
_AWAY = 2.0
"""Millimetres from the ruling, which may be bent, to such a line."""


@dataclass(frozen=True, slots=True)
class JudgedCell:
    """A cell and what stands in it."""

    cell: SignatureCell
    verdict: CellVerdict
    ink: float
    """The share of the cell that its own strokes cover, 0 to 1."""


def judge(flat: FlatPage, places: PagePlaces) -> list[JudgedCell]:
    """Every cell of the page, in its order."""
    cells = list(places.cells)
    if not cells:
        return []
    page = _Page.of(flat.dark, places)
    struck = set(_struck(page.calm, page.sure, places))
    judged = []
    for index, cell in enumerate(cells):
        here = window(cell.box)
        own, other = page.strokes.of(index, here)
        share, verdict = float(own.sum() / PER_MM**2 / (cell.box.width * cell.box.height)), CellVerdict.ASK
        if not flat.seen[here].all():
            share = 0.0
        elif cell.row in struck or page.strokes.stamped[index]:
            pass
        elif _mm2(own) >= SPECK:
            alone = not page.strokes.lesser[index] and not page.strokes.leans(here, own)
            verdict = CellVerdict.SIGNED if alone and is_signature(own, flat.dark[here]) else CellVerdict.ASK
        elif _mm2(other) < _HANGS and _largest(page.faint[window(cell.box, inset=2 * _LINE)]) < _FAINT:
            verdict = CellVerdict.BLANK
        judged.append(JudgedCell(cell, verdict, share))
    return judged


def own_strokes(dark: Dark, places: PagePlaces) -> list[tuple[Mask, Mask]]:
    """Of each cell its own ink, and what of others' hangs in, as they are judged by."""
    page = _Page.of(dark, places)
    return [page.strokes.of(index, window(cell.box)) for index, cell in enumerate(places.cells)]


@dataclass(frozen=True, slots=True)
class _Page:
    """The ink of a page."""

    calm: Dark
    sure: float
    """From here on it is ink."""
    faint: Mask
    strokes: _Strokes

    @classmethod
    def of(cls, dark: Dark, places: PagePlaces) -> _Page:
        calm = cv2.GaussianBlur(dark, (0, 0), 0.6)
        sure, perhaps = _levels(calm)
        inside = _without_ruling(_inked(calm, sure, perhaps), places)
        return cls(calm, sure, calm > perhaps, _Strokes.followed(inside, list(places.cells)))


def _levels(calm: Dark) -> tuple[float, float]:
    """How dark ink is for sure, and how dark its faint ends may be: clearly more than the grain of the paper."""
    grain = float(np.median(np.abs(calm - np.median(calm)))) * 1.48
    return max(0.20, 6 * grain), max(0.12, 4 * grain)


def _inked(calm: Dark, sure: float, perhaps: float) -> npt.NDArray[Any]:
    """Where there is ink, with the faint ends of dark strokes."""
    weak = (calm > perhaps).astype(np.uint8)
    count, labels = cv2.connectedComponents(weak, connectivity=8)
    strong = np.zeros(count, bool)
    strong[labels[calm > sure]] = True
    strong[0] = False
    return np.asarray(strong[labels], np.uint8)


def _without_ruling(inked: npt.NDArray[Any], places: PagePlaces) -> npt.NDArray[Any]:
    """The ink without the ruled lines, and without what is as straight beside them: a line of a folded page."""
    left = inked.copy()
    upright, level = (
        cv2.morphologyEx(inked, cv2.MORPH_OPEN, np.ones(size, np.uint8))
        for size in ((round(_STRAIGHT * PER_MM), 1), (1, round(_STRAIGHT * PER_MM)))
    )
    for row in places.rows:
        for y in (row.y, row.y + row.height):
            left[_px(y - _LINE) : _px(y + _LINE) + 1] = 0
            beside = slice(_px(y - _BESIDE), _px(y + _BESIDE) + 1)
            left[beside][cv2.dilate(level[beside], _WIDER) > 0] = 0
    for x in [places.table.x, *(edge for each in places.columns for edge in (each.x, each.x + each.width))]:
        left[:, _px(x - _LINE) : _px(x + _LINE) + 1] = 0
        beside = slice(_px(x - _BESIDE), _px(x + _BESIDE) + 1)
        left[:, beside][cv2.dilate(upright[:, beside], _WIDER) > 0] = 0
    return left


@dataclass(frozen=True, slots=True)
class _Strokes:
    """The strokes of a page, followed across the ruling that was taken out."""

    inside: Mask
    labels: npt.NDArray[Any]
    homes: Mask
    """Label × cell: whether that part of the stroke is the cell's own."""
    stamped: Mask
    """By cell: whether something larger than anybody writes lies on it."""
    lesser: Mask
    """By cell: whether one of its strokes is another cell's too, which has more of it: two signatures that touch, or one large one."""

    @classmethod
    def followed(cls, inside: npt.NDArray[Any], cells: list[SignatureCell]) -> _Strokes:
        reach = 2 * round(_LINE * PER_MM) + 3
        joined = cv2.morphologyEx(inside, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
        count, labels, stats, _middles = cv2.connectedComponentsWithStats(joined, connectivity=8)
        mass, deep = np.zeros((count, len(cells))), np.zeros((count, len(cells)), bool)
        sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
        large = np.asarray((sides >= _STAMP * PER_MM).all(axis=1))
        large[0] = False
        stamped: Mask = np.zeros(len(cells), np.bool_)
        for index, cell in enumerate(cells):
            at = window(cell.box)
            here = np.where(inside[at] > 0, labels[at], 0)
            mass[:, index] = np.bincount(here.ravel(), minlength=count)
            mass[0, index] = 0
            for label in np.nonzero(mass[:, index])[0]:
                rows = np.nonzero((here == label).any(axis=1))[0]
                deep[label, index] = rows[-1] - rows[0] + 1 >= _DEEP * here.shape[0]
            stamped[index] = bool(large[np.unique(here)].any())
        ordered = np.sort(mass, axis=1)
        fullest, next_to = ordered[:, -1:], ordered[:, -2:-1] if len(cells) > 1 else np.zeros((count, 1))
        rival = np.where(mass == fullest, next_to, fullest)
        homes = (mass > 0) & ((mass >= _MOST * rival) | (deep & (mass >= _MUCH * fullest)))
        lesser = np.asarray((homes & (mass < fullest) & (mass >= SPECK * PER_MM**2)).any(axis=0))
        return cls(inside > 0, labels, homes, stamped, lesser)

    def of(self, index: int, at: tuple[slice, slice]) -> tuple[Mask, Mask]:
        """The cell's own ink, and what of others' hangs in."""
        here = self.inside[at]
        own = here & self.homes[self.labels[at], index]
        return own, here & ~own

    def leans(self, at: tuple[slice, slice], own: Mask) -> bool:
        """Whether a cell's own ink lies at one of its long sides, near ink beyond it."""
        rows, reach = at[0], round(_NEAR * PER_MM)
        middle = float(np.nonzero(own)[0].mean()) / own.shape[0]
        if _LEANS <= middle <= 1 - _LEANS:
            return False
        above = min(reach, rows.start)
        around = self.inside[rows.start - above : rows.stop + reach, at[1]].copy()
        around[above : above + own.shape[0]] &= ~own
        mine = np.zeros(around.shape, np.uint8)
        mine[above : above + own.shape[0]] = own
        near = cv2.dilate(mine, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1)))
        return bool((around & (near > 0)).any())


def _struck(calm: Dark, sure: float, places: PagePlaces) -> Iterator[int]:
    """The rows whose printed words have a long line through them, as dark as they are: no letter is that broad."""
    left, right = places.table.x + 1.0, min(each.x for each in places.columns) - 1.0
    for row in places.rows:
        part = calm[window(Box(left, row.y + _AWAY, right - left, row.height - 2 * _AWAY))]
        if not part.size or not (part > sure).any():
            continue
        # Letters that a small picture blurs into one another are paler between them than a line is.
        part = (part > max(sure, 0.75 * float(np.percentile(part[part > sure], 90)))).astype(np.uint8)
        if any(cv2.erode(part, line).any() for line in _LINES):
            yield row.row


def _lines() -> Iterator[npt.NDArray[Any]]:
    """Straight lines of `_STRUCK` millimetres, level and a little up or down."""
    length = round(_STRUCK * PER_MM)
    for rise in range(-12, 13, 2):
        kernel = np.zeros((abs(rise) + 1, length), np.uint8)
        start, end = (abs(rise), 0) if rise > 0 else (0, abs(rise))
        cv2.line(kernel, (0, start), (length - 1, end), 1, 1)
        yield kernel


_LINES = tuple(_lines())


def _largest(ink: npt.NDArray[Any]) -> float:
    """Square millimetres of the largest piece."""
    _count, _labels, stats, _middles = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    return float(stats[1:, cv2.CC_STAT_AREA].max(initial=0)) / PER_MM**2


def _mm2(ink: Mask) -> float:
    return float(ink.sum()) / PER_MM**2


def window(box: Box, inset: float = 0.0) -> tuple[slice, slice]:
    """Where a box is on the flat page, so many millimetres within its edges."""
    return (
        slice(_px(box.y + inset), _px(box.y + box.height - inset)),
        slice(_px(box.x + inset), _px(box.x + box.width - inset)),
    )


def _px(millimetres: float) -> int:
    return max(0, round(millimetres * PER_MM))
