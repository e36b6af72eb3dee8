"""What stands in the cells to sign in: signed, blank, or somebody has to look.

Ink is judged by connected strokes, not by the share of dark pixels: a stroke belongs to the cell that most of it stands in. A
cell in which only another's stroke hangs is nobody's word, nor is a mark too small or too plain for a signature: a tick, a dash,
a letter, a short word may mean that somebody is away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.domain.scanned_sheets import Verdict
from desktop.domain.sheet_places import Box, PagePlaces, SignatureCell
from desktop.scans.laying import PER_MM, Dark, FlatPage

_LINE = 0.45
"""Millimetres at each side of a ruled line that are taken for the line."""
_SPECK = 0.35
"""Square millimetres of ink that are dust, or the grain of a compressed picture."""
_HANGS = 0.5
"""Square millimetres of another cell's stroke that ask for a look at a cell else blank."""
_SHARED = 0.6
"""A stroke that touches another's is at home in each cell that has so much of what the fullest has."""
_SIGNED_WIDE, _SIGNED_HIGH, _SIGNED_LENGTH = 7.0, 2.8, 36.0
"""Millimetres that the strokes of a signature are broad, high and long at least. A short word ("vắng") has up to 34."""
_TALL = 5.2
"""Millimetres that the strokes of a signature reach up and down in three of ten places along it; letters of a word are lower."""
_TOGETHER = 1.4
"""Millimetres between strokes of one hand: what lies farther off may be the flourish of the signature above."""
_SIGNED_MM2 = 12.0
"""The ink that so long a stroke of the finest pen leaves: what is paler is too blurred to be measured."""


@dataclass(frozen=True, slots=True)
class JudgedCell:
    """A cell and what stands in it."""

    cell: SignatureCell
    verdict: Verdict
    ink: float
    """The share of the cell that its own strokes cover, 0 to 1."""


def judge(flat: FlatPage, places: PagePlaces) -> list[JudgedCell]:
    """Every cell of the page, in its order."""
    cells = list(places.cells)
    if not cells:
        return []
    inked = _inked(flat.dark)
    inside = _without_ruling(inked, places)
    owners = _owners(inside, cells)
    return [_judged(flat, inside, owners, index, cell) for index, cell in enumerate(cells)]


def _inked(dark: Dark) -> npt.NDArray[Any]:
    """Where there is ink: clearly darker than the grain of the paper, with the faint ends of dark strokes."""
    calm = cv2.GaussianBlur(dark, (0, 0), 0.6)
    grain = float(np.median(np.abs(calm - np.median(calm)))) * 1.48
    sure, perhaps = max(0.20, 6 * grain), max(0.12, 4 * grain)
    weak = (calm > perhaps).astype(np.uint8)
    _count, labels = cv2.connectedComponents(weak, connectivity=8)
    strong = np.zeros(labels.max() + 1, bool)
    strong[labels[calm > sure]] = True
    strong[0] = False
    return np.asarray(strong[labels], np.uint8)


def _without_ruling(inked: npt.NDArray[Any], places: PagePlaces) -> npt.NDArray[Any]:
    left = inked.copy()
    for row in places.rows:
        for y in (row.y, row.y + row.height):
            left[_px(y - _LINE) : _px(y + _LINE) + 1] = 0
    for x in [places.table.x, *(edge for each in places.columns for edge in (each.x, each.x + each.width))]:
        left[:, _px(x - _LINE) : _px(x + _LINE) + 1] = 0
    return left


@dataclass(frozen=True, slots=True)
class _Owners:
    """Which cell each stroke belongs to."""

    labels: npt.NDArray[Any]
    homes: npt.NDArray[np.bool_]
    """Label × cell: whether no other cell has much more of the stroke: two who touch are at home in both."""


def _owners(inside: npt.NDArray[Any], cells: list[SignatureCell]) -> _Owners:
    """Strokes are followed across the ruling that was taken out."""
    reach = 2 * round(_LINE * PER_MM) + 3
    joined = cv2.morphologyEx(inside, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    count, labels = cv2.connectedComponents(joined, connectivity=8)
    mass = np.zeros((count, len(cells)))
    for index, cell in enumerate(cells):
        window = _window(cell.box, 0.0)
        within = labels[window][inside[window] > 0]
        mass[:, index] = np.bincount(within, minlength=count)
    return _Owners(labels, mass >= _SHARED * np.maximum(mass.max(axis=1, keepdims=True), 1))


def _judged(flat: FlatPage, inside: npt.NDArray[Any], owners: _Owners, index: int, cell: SignatureCell) -> JudgedCell:
    window = _window(cell.box, 0.0)
    if not flat.seen[window].all():
        return JudgedCell(cell, Verdict.ASK, 0.0)
    here, labels = inside[window] > 0, owners.labels[window]
    own = here & owners.homes[labels, index]
    other = here & ~own
    ink, foreign = own.sum() / PER_MM**2, other.sum() / PER_MM**2
    share = float(ink / (cell.box.width * cell.box.height))
    if ink < _SPECK:
        return JudgedCell(cell, Verdict.BLANK if foreign < _HANGS else Verdict.ASK, share)
    return JudgedCell(cell, Verdict.SIGNED if _is_signature(own) else Verdict.ASK, share)


def _is_signature(own: npt.NDArray[np.bool_]) -> bool:
    """Whether the strokes that lie together, most of the ink, are long enough for one, or as tall as no word is."""
    main = _main(own)
    ys, xs = np.nonzero(main)
    wide, high = (float(np.ptp(each)) / PER_MM for each in (xs, ys))
    ink = float(main.sum()) / PER_MM**2
    is_large = ink >= _SIGNED_MM2 and wide >= _SIGNED_WIDE and high >= _SIGNED_HIGH
    return is_large and (ink / _thickness(main) >= _SIGNED_LENGTH or _reach(main) >= _TALL)


def _reach(own: npt.NDArray[np.bool_]) -> float:
    """How far strokes reach up and down, in millimetres, where they do so most: in three of ten places along them."""
    part = own[:, own.any(axis=0)]
    spans = part.shape[0] - part.argmax(axis=0) - part[::-1].argmax(axis=0)
    return float(np.percentile(spans, 70)) / PER_MM


def _main(own: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The strokes that lie together and hold most of the ink."""
    size = 2 * round(_TOGETHER * PER_MM / 2) + 1
    near = cv2.dilate(own.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    _count, labels = cv2.connectedComponents(near, connectivity=8)
    found: npt.NDArray[np.bool_] = own & (labels == np.bincount(labels[own]).argmax())
    return found


def _thickness(own: npt.NDArray[np.bool_]) -> float:
    """How broad the strokes are, in millimetres: twice the way from their middle to the paper."""
    framed = np.pad(own, 1).astype(np.uint8)
    distance = cv2.distanceTransform(framed, cv2.DIST_L2, 5)
    middle = distance[(framed > 0) & (distance >= cv2.dilate(distance, np.ones((3, 3), np.uint8)))]
    # By their own breadth: a speck beside a stroke says little of it.
    order = np.sort(middle)
    usual = order[
        np.searchsorted(np.cumsum(order), order.sum() / 2)
    ]  # not the mean: where strokes cross they look broad
    return max(0.2, (2 * float(usual) - 0.5) / PER_MM)


def _window(box: Box, inset: float) -> tuple[slice, slice]:
    return (
        slice(_px(box.y + inset), _px(box.y + box.height - inset)),
        slice(_px(box.x + inset), _px(box.x + box.width - inset)),
    )


def _px(millimetres: float) -> int:
    return max(0, round(millimetres * PER_MM))
