"""What stands in the bubbles of a filled questionnaire: one is marked, none is, or somebody has to look.

The printed rings tell where exactly bubbles lie, a row's empty ones how dark its paper is. A mark is ink
inside a ring, whatever its shape: filled, ticked, crossed. Two marks, a mark crossed out or rubbed out, a dot, a stroke beside
the rings: somebody has to look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.domain.opinion_places import DIAMETER, ROW, AnswerField, Bubble, PaperPage
from desktop.scans.laying import PER_MM, Dark, FlatPage

_RADIUS = DIAMETER / 2
_LINE = 0.45
"""Millimetres at each side of a ring's line that are taken for the line."""
_REACH, _NEAR, _OWN = 1.5, 9.0, 1.5
"""Millimetres by which rings may lie off, and around each, those that lie off about as much; how much more its own ring says."""
_RULED = 0.65
"""Millimetres from a ruled line, which is no ink of anybody's."""
_HALF = ROW / 2 - _RULED
"""Millimetres from a bubble's middle, up and down and sideways, in which everything was drawn by hand but its ring."""
_DOT, _MARK, _DARK = 0.12, 0.45, 0.22
"""Square millimetres of ink inside a ring: less than the first is dust, as much as the second is a mark; between them it is
a dot where it is so dark, else the edge of the ring's own line."""
_PALE, _PALE_STROKE = 0.62, 0.45
"""A mark so much paler than the page's others, by its kind, was rubbed out, or is the other side of the paper."""
_WASH = 0.035
"""How much darker than its row's paper the inside of a ring is where a pencil was rubbed out."""
_FULL, _BROAD = 0.75, 0.4
"""The share of a ring's inside that is covered by one that was filled, not ticked or crossed; and by more than a thin stroke."""
_BEYOND, _SIDE = 0.6, 0.1
"""Millimetres from a ring, and square millimetres of ink there, that reach out of it to one side: what reaches out to two
opposite ones crosses out a ring that was filled; to one side it is only a broad hand."""
_LONG = 14.0
"""Millimetres of pen in one bubble that are more than a tick or a cross."""
_BESIDE = 1.2
"""Square millimetres of ink in a row beside its rings that ask for a look where no ring holds any."""
_REDRAWN = 1.5
"""Square millimetres of ink on a ring beyond what the row's others have: somebody drew it over, which is a mark as well."""
_WRITTEN = 1.5
"""Square millimetres of ink in the field of an open question that are words."""


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One item, or who answers (None)."""

    item: int | None
    level: int | None
    ask: bool


@dataclass(frozen=True, slots=True)
class _Ink:
    """What one ring holds."""

    inside: float
    """Square millimetres of ink."""
    covered: float
    """The share of its inside."""
    depth: float
    """How dark its ink is, 0 to 1."""
    wash: float
    """How much darker than its row's paper its whole inside is, in the middle."""
    outside: float
    """Square millimetres around it."""
    crossed: bool
    """Whether it reaches out of the ring to opposite sides."""
    length: float
    """Millimetres of pen, inside and around."""
    ring: float
    """Square millimetres of ink on the printed line."""
    seen: bool


def judge(flat: FlatPage, page: PaperPage) -> list[JudgedRow]:
    """Every row of the page, in its order; none on a page of open questions alone."""
    if not page.bubbles:
        return []
    calm = cv2.GaussianBlur(flat.dark, (0, 0), 0.7)
    grain = 1.48 * float(np.median(np.abs(calm - np.median(calm))))
    ink = calm > max(0.14, 6 * grain)
    rows: defaultdict[int | None, list[Bubble]] = defaultdict(list)
    for bubble in page.bubbles:
        rows[bubble.item].append(bubble)
    rings = _ring_response(calm)
    middles = dict(zip(page.bubbles, _middles(rings, page.bubbles), strict=True))
    looked = {item: _row(calm, ink, flat, [middles[each] for each in row]) for item, row in rows.items()}
    usual = _usual_depth([each for row in looked.values() for each in row])
    wide = page.laid.columns[0].width if page.laid.columns else 0.0
    found = []
    for item, row in looked.items():
        stray = _stray(ink, [middles[each] for each in rows[item]], wide) if item is not None else 0.0
        found.append(_judged(item, rows[item], row, usual, stray))
    return found


def written(flat: FlatPage, page: PaperPage) -> list[AnswerField]:
    """The fields of open questions in which something is written."""
    calm = cv2.GaussianBlur(flat.dark, (0, 0), 0.7)
    grain = 1.48 * float(np.median(np.abs(calm - np.median(calm))))
    ink = (calm > max(0.14, 6 * grain)).astype(np.uint8)
    # A line that a bent page lays a little askew is still level for some millimetres, once it is made broader.
    broad = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    level = cv2.morphologyEx(broad, cv2.MORPH_OPEN, np.ones((1, 8 * PER_MM), np.uint8))
    ink[cv2.dilate(level, np.ones((5, 7), np.uint8)) > 0] = 0
    found = []
    for field in page.fields:
        box = field.box
        part = ink[_px(box.y + 1) : _px(box.y + box.height - 1), _px(box.x + 1.5) : _px(box.x + box.width - 1.5)]
        if _without_specks(part).sum() >= _WRITTEN * PER_MM**2:
            found.append(field)
    return found


def _judged(item: int | None, bubbles: Sequence[Bubble], row: Sequence[_Ink], usual: float, stray: float) -> JudgedRow:
    asked = JudgedRow(item, None, ask=True)
    if not all(each.seen for each in row):
        return asked
    inked = [place for place, each in enumerate(row) if each.inside >= (_DOT if each.depth >= _DARK else _MARK)]
    washed = [place for place, each in enumerate(row) if each.wash >= _WASH and place not in inked]
    if washed or len(inked) > 1:
        return asked
    printed = float(np.median([each.ring for each in row])) + _REDRAWN
    redrawn = any(each.ring >= printed for place, each in enumerate(row) if place not in inked)
    if not inked:
        beside = max(stray, *(each.outside for each in row))
        return asked if redrawn or beside >= _BESIDE else JudgedRow(item, None, ask=False)
    one = row[inked[0]]
    beside = max([stray, *(each.outside for place, each in enumerate(row) if place != inked[0])])
    is_full = one.covered >= _FULL
    doubtful = (
        redrawn
        or one.inside < _MARK
        or one.depth < (_PALE if one.covered >= _BROAD else _PALE_STROKE) * usual
        or (is_full and one.crossed)
        or (not is_full and one.length > _LONG)
        or beside >= 2 * _BESIDE
    )
    return asked if doubtful else JudgedRow(item, bubbles[inked[0]].level, ask=False)


def _usual_depth(row: Sequence[_Ink]) -> float:
    """How dark the page's marks are."""
    depths = [each.depth for each in row if each.inside >= _MARK]
    return float(np.median(depths)) if depths else 0.0


def _ring_response(calm: Dark) -> npt.NDArray[np.float32]:
    """How much darker than what lies inside and outside of it a ring would be around each place."""
    reach = _px(_RADIUS + 1.2)
    ys, xs = np.mgrid[-reach : reach + 1, -reach : reach + 1] / PER_MM
    far = np.hypot(xs, ys) - _RADIUS
    kernel = np.zeros(far.shape, np.float32)
    line, sides = np.abs(far) <= 0.22, (np.abs(far) >= 0.5) & (np.abs(far) <= 0.95)
    kernel[line] = 1 / line.sum()
    kernel[sides] = -1 / sides.sum()
    return np.asarray(cv2.filter2D(np.asarray(calm, np.float32), -1, kernel), np.float32)


def _middles(rings: npt.NDArray[np.float32], bubbles: Sequence[Bubble]) -> npt.NDArray[np.float64]:
    """Where the middle of each bubble lies, in millimetres: it moves as the rings around it do, most of which are empty."""
    reach = _px(_REACH)
    padded = np.pad(rings, reach)
    parts = np.stack(
        [
            padded[_px(each.y) : _px(each.y) + 2 * reach + 1, _px(each.x) : _px(each.x) + 2 * reach + 1]
            for each in bubbles
        ]
    )
    at = np.array([(each.x, each.y) for each in bubbles])
    far = np.hypot(*(at[:, None] - at[None]).T)
    near = np.exp(-((far / _NEAR) ** 2) / 2)
    np.fill_diagonal(near, _OWN)
    # Each has one vote however dark its ring is: a stroke may look more like a ring than a pale ring does.
    parts = np.clip(parts, 0, None) / np.maximum(parts.max(axis=(1, 2)), 0.04)[:, None, None]
    votes = np.einsum("ij,jyx->iyx", near, parts)
    down, across = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    votes -= 1e-3 * near.sum(axis=1)[:, None, None] * np.hypot(down, across)
    best = votes.reshape(len(at), -1).argmax(axis=1)
    return np.asarray(at + (np.stack(np.unravel_index(best, down.shape)[::-1], axis=1) - reach) / PER_MM)


def _row(calm: Dark, ink: npt.NDArray[np.bool_], flat: FlatPage, row: Sequence[npt.NDArray[np.float64]]) -> list[_Ink]:
    middles = []
    looked = []
    for x, y in row:
        window, far = _window(x, y, calm.shape)
        middles.append(float(np.median(calm[window][far < _RADIUS - _LINE])) if far.size else 0.0)
        looked.append((window, far))
    paper = float(np.percentile(middles, 30)) if len(middles) > 1 else min(middles)
    return [_ring(calm, ink, flat, *each, paper, middle) for each, middle in zip(looked, middles, strict=True)]


def _ring(
    calm: Dark,
    ink: npt.NDArray[np.bool_],
    flat: FlatPage,
    window: tuple[slice, slice],
    far: npt.NDArray[Any],
    paper: float,
    middle: float,
) -> _Ink:
    if not far.size or not flat.seen[window].all():
        return _Ink(0, 0, 0, 0, 0, crossed=False, length=0, ring=0, seen=False)
    here, dark = _without_specks(ink[window].astype(np.uint8)), calm[window]
    inside, around = far < _RADIUS - _LINE, far > _RADIUS + _LINE
    held = here & inside
    area = held.sum() / PER_MM**2
    depth = float(np.percentile(dark[held], 60)) if held.any() else 0.0
    return _Ink(
        float(area),
        float(held.sum() / inside.sum()),
        depth,
        middle - paper,
        float((here & around).sum() / PER_MM**2),
        crossed=_crossed(here & around & (far > _RADIUS + _BEYOND)),
        length=_length(held | (here & around)),
        ring=float((here & ~inside & ~around).sum() / PER_MM**2),
        seen=True,
    )


def _stray(ink: npt.NDArray[np.bool_], row: Sequence[npt.NDArray[np.float64]], wide: float) -> float:
    """Square millimetres of ink in a row's cells away from the bubbles: a mark that somebody made beside its bubble."""
    most = 0.0
    for x, y in row:
        for left, right in ((x - wide / 2 + _RULED, x - _HALF), (x + _HALF, x + wide / 2 - _RULED)):
            part = ink[_px(y - _HALF) : _px(y + _HALF), _px(left) : _px(right)]
            if part.size:
                most = max(most, float(_without_specks(part.astype(np.uint8)).sum()) / PER_MM**2)
    return most


def _crossed(beyond: npt.NDArray[np.bool_]) -> bool:
    """Whether there is ink in opposite directions, of eight, from the middle."""
    down, across = np.nonzero(beyond)
    middle = (beyond.shape[0] - 1) / 2
    eighths = np.floor((np.arctan2(down - middle, across - middle) / (2 * np.pi) + 0.5) * 8).astype(int) % 8
    sides = np.bincount(eighths, minlength=8) >= _SIDE * PER_MM**2
    return bool((sides[:4] & sides[4:]).any())


def _length(ink: npt.NDArray[np.bool_]) -> float:
    """Millimetres of pen: the ink by how broad its strokes mostly are."""
    if not ink.any():
        return 0.0
    deep = cv2.distanceTransform(ink.astype(np.uint8), cv2.DIST_L2, 3)
    return float(ink.sum() / (2 * np.percentile(deep[ink], 90))) / PER_MM


def _without_specks(ink: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    count, labels, stats, _middles = cv2.connectedComponentsWithStats(ink, connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] >= _DOT * PER_MM**2
    large[0] = False
    return np.asarray(large[labels] if count > 1 else ink > 0)


def _window(x: float, y: float, shape: tuple[int, ...]) -> tuple[tuple[slice, slice], npt.NDArray[Any]]:
    """The pixels around a place, and how far from it each lies, in millimetres; none at the picture's edge."""
    reach = _px(_HALF)
    left, top = _px(x) - reach, _px(y) - reach
    window = slice(top, top + 2 * reach + 1), slice(left, left + 2 * reach + 1)
    if left < 0 or top < 0 or window[0].stop > shape[0] or window[1].stop > shape[1]:
        return (slice(0, 0), slice(0, 0)), np.zeros((0, 0))
    ys, xs = np.mgrid[window[0], window[1]]
    return window, np.hypot(xs / PER_MM - x, ys / PER_MM - y)


def _px(millimetres: float) -> int:
    return max(0, round(millimetres * PER_MM))
