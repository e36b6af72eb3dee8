"""A page in a picture laid flat: turned, straightened and lit evenly, with its ruling where it was printed.

First the outer ruling of the table, which is one connected figure in the picture, gives a homography; then each ruled line is
looked for near the place where it should be, and what is left (curled paper, a lens) is a smooth displacement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.domain.sheet_places import Box, PagePlaces

Grey = npt.NDArray[Any]
"""A picture: 0 is black, 255 white."""
Dark = npt.NDArray[Any]
"""0 where the paper is, 1 where it is black."""
Points = npt.NDArray[Any]
"""N × 2, x before y."""

PER_MM = 6
"""Pixels in a millimetre of the flat page."""
_ROOM = 70.0
"""Millimetres around the page that the first look takes in: from its code alone a far corner is as uncertain as that."""
_COARSE = 4
"""Pixels in a millimetre of the first look."""
_FIRST_LOOK = 1500
"""Pixels of the longer side of a picture that is looked through for rulings."""
_FOLD, _AROUND = 6.0, 9.0
"""Millimetres from place to place, and around each, that a fold is worked out by."""
_COARSELY = (2.6, True)
"""Millimetres that lines may be off, and that only a smooth displacement is taken from them; until the page lies right."""
_LOOKS = (*(_COARSELY,) * 5, (2.0, True), (2.6, False), (1.5, False))
_HELD, _LEVEL = 0.6, 0.75
"""The share of the ruling, and of its level lines alone, that has to be found where it was printed: a page that lies right has
nearly all of them; on one that lies a row too low at one side the upright lines still are, and two thirds of the level ones."""
_END = 0.75
"""The share of either half of the table's first and last line that has to be found: a page that lies a whole row too low has
every other line, for the rows are alike; beyond its last line there is none."""
_BEYOND_DOUBT = 0.97
"""With so much of the ruling found a page lies right: it is straightened no more, and no other way is tried."""


@dataclass(frozen=True, slots=True)
class FlatPage:
    """A page as it was printed, by `PER_MM` pixels a millimetre."""

    dark: Dark
    seen: npt.NDArray[np.bool_]
    """Where the picture shows the page at all."""
    held: float
    """Which share of the ruling was found where it was printed, 0 to 1."""


def lay(grey: Grey, code: Points, places: PagePlaces) -> FlatPage | None:
    """The page whose code has these four corners (from its upper left one, clockwise); None where its ruling is not found."""
    best: FlatPage | None = None
    for onto in chain(_by_outer_ruling(grey, code, places), _by_outlines(grey, code, places)):
        flat = lay_on(grey, onto, places)
        if flat is not None and (best is None or flat.held > best.held):
            best = flat
        if best is not None and best.held >= _BEYOND_DOUBT:
            break
    return best


def lay_on(grey: Grey, onto: Points, places: PagePlaces) -> FlatPage | None:
    """The page, by the homography from its millimetres to the picture; None where its ruling is not found there."""
    bent = _Bend(onto, np.zeros((10, 2)))
    found: _Displaced | None = None
    for look in _LOOKS:
        if look == _COARSELY and found is not None and found.held >= _BEYOND_DOUBT:
            continue
        reach, smooth = look
        flat = bent.flatten(grey, places)
        found = _displaced(flat.dark, flat.seen, places, reach)
        if found is None:
            return None
        bent = bent.corrected(found, places) if smooth else bent.mended(found, places)
    if found is None or not found.is_right:
        return None
    flat = bent.flatten(grey, places)
    return FlatPage(flat.dark, flat.seen, found.held)


def outlines(grey: Grey) -> list[Points]:
    """The corners of what may be a table's outer ruling, the largest first: four each, clockwise, whichever is its first."""
    scale = min(1.0, _FIRST_LOOK / max(grey.shape))
    look = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    least = 0.08 * look.size
    found = (_quadrangle(figure) for figure in _figures(look, max(look.shape) // 60 | 1, least))
    return [(outline + 0.5) / scale - 0.5 for outline in found if outline is not None]


def corners(box: Box) -> Points:
    """A box's corners from the upper left one, clockwise."""
    right, bottom = box.x + box.width, box.y + box.height
    return np.array([[box.x, box.y], [right, box.y], [right, bottom], [box.x, bottom]])


def _by_outer_ruling(grey: Grey, code: Points, places: PagePlaces) -> Iterator[Points]:
    """The homographies from millimetres of the page to the picture, by what may be the table's outer ruling near the code."""
    printed = corners(places.code)
    rough, _inliers = cv2.estimateAffine2D(printed, code)
    shift = np.array([[1 / _COARSE, 0, -_ROOM], [0, 1 / _COARSE, -_ROOM], [0, 0, 1]])
    if not np.isfinite(rough).all():
        return
    upright = np.vstack([rough, [0, 0, 1]]) @ shift  # from the coarse look's pixels to the picture
    size = (round((places.width + 2 * _ROOM) * _COARSE), round((places.height + 2 * _ROOM) * _COARSE))
    look = cv2.warpAffine(
        grey, upright[:2], size, flags=cv2.INTER_AREA | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )
    for figure in _figures(look, 6 * _COARSE + 1, 0.25 * places.table.width * places.table.height * _COARSE**2):
        outline = _quadrangle(figure)
        if outline is None:
            continue
        there = cv2.perspectiveTransform((outline + 0.5)[None], upright)[0] - 0.5
        onto, _mask = cv2.findHomography(np.vstack([corners(places.table), printed]), np.vstack([there, code]), 0)
        if onto is not None and _plausible(onto, code, places):
            yield onto


def _by_outlines(grey: Grey, code: Points, places: PagePlaces) -> Iterator[Points]:
    """The same by any outline in the whole picture that the code suits: a streak may tie the ruling to the page's edge."""
    printed = np.vstack([corners(places.table), corners(places.code)])
    for outline in outlines(grey):
        for quarter in range(4):
            there = np.vstack([np.roll(outline, -quarter, axis=0), code])
            onto, _mask = cv2.findHomography(printed, there, 0)
            if onto is not None and _plausible(onto, code, places):
                yield onto


def _figures(look: Grey, block: int, least: float) -> Iterator[npt.NDArray[np.bool_]]:
    """The largest connected dark figures whose box has so many pixels, the largest first."""
    bright = cv2.resize(
        cv2.dilate(look, np.ones((9, 9), np.uint8)), None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA
    )
    light = cv2.resize(cv2.GaussianBlur(bright, (0, 0), block / 4), look.shape[::-1], interpolation=cv2.INTER_LINEAR)
    even = np.asarray(np.clip(look * (235 / np.maximum(light.astype(np.float32), 4)), 0, 255), np.uint8)
    even = np.asarray(cv2.GaussianBlur(even, (0, 0), 0.7), np.uint8)
    rough = even.astype(np.float32) - cv2.GaussianBlur(even, (0, 0), 3).astype(np.float32)
    grain = 1.48 * float(np.median(np.abs(rough)))
    darker = max(9.0, 5 * grain)
    binary = cv2.adaptiveThreshold(even, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, darker)
    binary = cv2.dilate(binary, np.ones((3, 3), np.uint8))
    _count, labels, stats, _middles = cv2.connectedComponentsWithStats(binary, connectivity=8)
    boxes = stats[1:, cv2.CC_STAT_WIDTH].astype(float) * stats[1:, cv2.CC_STAT_HEIGHT]
    for label in 1 + np.argsort(-boxes)[:4]:
        if boxes[label - 1] >= least:
            yield labels == label


def _quadrangle(figure: npt.NDArray[np.bool_]) -> Points | None:
    """The corners of the four straight lines around a figure, from the upper left one, clockwise."""
    ys, xs = np.nonzero(figure)
    left, right, top, bottom = xs.min(), xs.max(), ys.min(), ys.max()
    part = figure[top : bottom + 1, left : right + 1]
    height, width = part.shape
    above, below = part.argmax(axis=0), height - 1 - part[::-1].argmax(axis=0)
    before, behind = part.argmax(axis=1), width - 1 - part[:, ::-1].argmax(axis=1)
    columns, rows = _broad(part.any(axis=0), below - above), _broad(part.any(axis=1), behind - before)
    sides = (
        _line(columns, above[columns]),
        _line(rows, behind[rows]),
        _line(columns, below[columns]),
        _line(rows, before[rows]),
    )
    (top_slope, top_at), (right_slope, right_at), (bottom_slope, bottom_at), (left_slope, left_at) = sides

    def meet(across: tuple[float, float], down: tuple[float, float]) -> tuple[float, float]:
        slope, at = across
        lean, start = down
        y = (slope * start + at) / (1 - slope * lean)
        return lean * y + start, y

    top_side, bottom_side = (top_slope, top_at), (bottom_slope, bottom_at)
    left_side, right_side = (left_slope, left_at), (right_slope, right_at)
    pairs = (top_side, left_side), (top_side, right_side), (bottom_side, right_side), (bottom_side, left_side)
    found = np.array([meet(*each) for each in pairs])
    return found + np.array([left, top]) if np.isfinite(found).all() else None


def _broad(there: Any, reach: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Where a figure is about as broad as it mostly is: a streak of the scanner or a fold sticks out of the table."""
    return np.asarray(np.nonzero(there & (reach >= 0.6 * np.percentile(reach[there], 95)))[0])


def _line(along: npt.NDArray[Any], across: npt.NDArray[Any]) -> tuple[float, float]:
    """Slope and start of the line that most of an edge's outermost points lie on; strokes that stick out are few."""
    dice = np.random.default_rng(1)
    best, least = (0.0, float(np.median(across))), -1
    for _try in range(120):
        one, other = dice.integers(len(along), size=2)
        if abs(int(along[one]) - int(along[other])) < len(along) / 4:
            continue
        slope = (across[other] - across[one]) / (along[other] - along[one])
        near = np.abs(across - across[one] - slope * (along - along[one])) < 2.5
        if (count := int(near.sum())) > least:
            least = count
            if count >= 8:
                fitted = np.polyfit(along[near], across[near], 1)
                best = float(fitted[0]), float(fitted[1])
    return best


def _plausible(onto: Points, code: Points, places: PagePlaces) -> bool:
    """Whether the code lies where the ruling says, and the page is not turned inside out."""
    told = cv2.perspectiveTransform(corners(places.code)[None], onto)[0]
    side = float(np.linalg.norm(code[1] - code[0]))
    page = cv2.perspectiveTransform(corners(Box(0, 0, places.width, places.height))[None], onto)[0]
    return bool(np.abs(told - code).max() < side / 3 and cv2.isContourConvex(page.astype(np.float32)))


@dataclass(frozen=True, slots=True)
class _Displaced:
    """How far the ruling stands from where it was printed, at places of it, in millimetres."""

    across: Points
    """N × 3: x, y, how far a level line stands too low."""
    down: Points
    """N × 3: x, y, how far an upright line stands too far right."""
    held: float
    level: float
    """Which share of the ruling was found, and of its level lines."""
    end: float
    """The least share that was found of a half of the table's first or last line; 1 where the picture shows none of them."""

    @property
    def is_right(self) -> bool:
        """Whether the page lies as it was printed; beyond doubt a curled corner may lack its end of a line."""
        return self.held >= _BEYOND_DOUBT or (self.held >= _HELD and self.level >= _LEVEL and self.end >= _END)


@dataclass(frozen=True, slots=True)
class _Bend:
    """From millimetres of the page to the picture: a homography after a smooth displacement."""

    onto: Points
    terms: Points
    """10 × 2: what each term of `_terms` moves x and y by, in millimetres."""
    folds: npt.NDArray[Any] | None = None
    """Every `_FOLD` millimetres down and across the page: what is left to move x and y by there."""

    def flatten(self, grey: Grey, places: PagePlaces) -> FlatPage:
        width, height = round(places.width * PER_MM), round(places.height * PER_MM)
        step = 2 * PER_MM  # worked out every two millimetres, and between them by straight lines
        xs, ys = np.arange(0, width + step, step) / PER_MM, np.arange(0, height + step, step) / PER_MM
        grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
        moved = grid + _terms(grid, places) @ self.terms
        if self.folds is not None:
            at = (grid / _FOLD).astype(np.float32)
            moved += cv2.remap(self.folds, at[:, 0], at[:, 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)[:, 0]
        there = cv2.perspectiveTransform(moved[None], self.onto)[0].reshape(len(ys), len(xs), 2).astype(np.float32)
        scale = np.array([[step, 0, 0], [0, step, 0]], np.float32)
        whole = cv2.warpAffine(there, scale, (width, height), flags=cv2.INTER_LINEAR)
        shrunk = _shrunk(grey, whole)
        across, down = (np.asarray(whole[..., axis] * shrunk[1], np.float32) for axis in (0, 1))
        flat = cv2.remap(shrunk[0], across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        seen = (whole[..., 0] >= 0) & (whole[..., 1] >= 0)
        seen &= (whole[..., 0] < grey.shape[1] - 1) & (whole[..., 1] < grey.shape[0] - 1)
        return FlatPage(_darkness(flat), seen, 0.0)

    def corrected(self, found: _Displaced, places: PagePlaces) -> _Bend:
        terms = np.stack([_fitted(found.down, places), _fitted(found.across, places)], axis=1)
        return _Bend(self.onto, self.terms + terms)

    def mended(self, found: _Displaced, places: PagePlaces) -> _Bend:
        """With what no smooth displacement tells: folds, and the wave of a page that lies on others."""
        xs, ys = np.arange(0, places.width + _FOLD, _FOLD), np.arange(0, places.height + _FOLD, _FOLD)
        at = np.stack(np.meshgrid(xs, ys), axis=-1)
        folds = np.stack([_near_mean(found.down, at), _near_mean(found.across, at)], axis=-1)
        before = 0 if self.folds is None else self.folds
        return _Bend(self.onto, self.terms, np.asarray(before + folds, np.float32))


def _shrunk(grey: Grey, whole: npt.NDArray[Any]) -> tuple[Grey, float]:
    """A picture much finer than the flat page, made as coarse: else single pixels of it would be picked."""
    height, width = whole.shape[:2]
    across = float(np.linalg.norm(whole[height // 2, -1] - whole[height // 2, 0])) / width
    if across < 1.6:
        return grey, 1.0
    by = 1 / across
    return cv2.resize(grey, None, fx=by, fy=by, interpolation=cv2.INTER_AREA), by


def _darkness(flat: Grey) -> Dark:
    """How much darker than the paper around it: the light of the room divided away."""
    small = cv2.resize(flat, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    paper = cv2.GaussianBlur(cv2.medianBlur(paper, 9), (0, 0), 4)
    light = np.maximum(cv2.resize(paper, (flat.shape[1], flat.shape[0]), interpolation=cv2.INTER_LINEAR), 8)
    return np.clip(1 - flat.astype(np.float32) / light, 0, 1)


def _displaced(dark: Dark, seen: npt.NDArray[np.bool_], places: PagePlaces, reach: float) -> _Displaced | None:
    """Where the ruling stands, looked for as far as `reach` millimetres from where it was printed."""
    ends = [round(places.table.y, 2), round(places.table.y + places.table.height, 2)]
    levels = sorted({*ends, *(round(edge, 2) for row in places.rows for edge in (row.y, row.y + row.height))})
    uprights = sorted(
        {round(edge, 2) for each in places.columns for edge in (each.x, each.x + each.width)}
        | {places.table.x, round(places.table.x + places.table.width, 2)}
    )
    left, right = places.table.x, places.table.x + places.table.width
    across, down, levels_looked, uprights_looked = [], [], 0, 0
    halves: dict[tuple[float, bool], list[bool]] = {}
    for level in levels:
        for start in np.arange(left + 1, right - 9, 10):
            at = _line_near(dark, seen, (start, level), 8.0, reach, level_line=True)
            if at is None:
                continue
            levels_looked += 1
            if level in ends:
                halves.setdefault((level, bool(start + 4 > (left + right) / 2)), []).append(bool(np.isfinite(at)))
            if np.isfinite(at):
                across.append((start + 4, level, at))
    for upright in uprights:
        for row in places.rows:
            at = _line_near(dark, seen, (upright, row.y + 0.8), row.height - 1.6, reach, level_line=False)
            uprights_looked += at is not None
            if at is not None and np.isfinite(at):
                down.append((upright, row.y + row.height / 2, at))
    if len(across) < 12 or len(down) < 6:
        return None
    held = (len(across) + len(down)) / (levels_looked + uprights_looked)
    end = min((sum(found) / len(found) for found in halves.values()), default=1.0)
    return _Displaced(np.array(across), np.array(down), held, len(across) / levels_looked, end)


def _line_near(
    dark: Dark,
    seen: npt.NDArray[np.bool_],
    start: tuple[float, float],
    length: float,
    reach: float,
    *,
    level_line: bool,
) -> float | None:
    """How far from there a ruled line of that length stands, in millimetres; NaN for none, None outside the picture.

    A line is dark all along, a stroke or a letter only here and there.
    """
    across, along = round(reach * PER_MM) + 2, round(length * PER_MM)
    x, y = round(start[0] * PER_MM), round(start[1] * PER_MM)
    if level_line:
        window = (slice(max(0, y - across), y + across + 1), slice(max(0, x), x + along))
        patch = dark[window]
    else:
        window = (slice(max(0, y), y + along), slice(max(0, x - across), x + across + 1))
        patch = dark[window].T
    if patch.shape[0] < 2 * across + 1 or not patch.size or not seen[window].all():
        return None
    wide = np.maximum(patch, np.maximum(np.roll(patch, 1, 0), np.roll(patch, -1, 0)))
    strength = np.partition(wide, wide.shape[1] // 4, axis=1)[:, wide.shape[1] // 4][2:-2]
    place = int(strength.argmax())
    if strength[place] < 0.07 or strength[place] < 1.6 * float(np.percentile(strength, 30)) + 0.02:
        return float("nan")
    # The middle of what is about as dark: three rows are alike after the widening.
    alike = np.nonzero(strength > 0.8 * strength[place])[0]
    alike = alike[np.abs(alike - place) <= 2]
    profile = patch.mean(axis=1)[2:-2][alike] + 1e-6
    return (float((alike * profile).sum() / profile.sum()) - (across - 2)) / PER_MM


def _terms(points: Points, places: PagePlaces) -> Points:
    """Every product of x and y up to the third power, of a page that reaches from -1 to 1."""
    x, y = 2 * points[:, 0] / places.width - 1, 2 * points[:, 1] / places.height - 1
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y, x**3, x * x * y, x * y * y, y**3], axis=1)


def _near_mean(found: Points, at: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """What the places around agree on, little where there are few."""
    far = ((at[..., None, :] - found[:, :2]) ** 2).sum(axis=-1)
    weights = np.exp(-far / (2 * _AROUND**2))
    mean = (weights * found[:, 2]).sum(axis=-1) / (weights.sum(axis=-1) + 0.3)
    # Once more without those that say something else: a stroke beside the line was taken for it.
    there = np.clip(np.rint((found[:, :2] - at[0, 0]) / _FOLD).astype(int), 0, np.array(mean.shape)[::-1] - 1)
    off = np.abs(found[:, 2] - mean[there[:, 1], there[:, 0]])
    weights *= off < max(0.25, 3 * float(np.median(off)))
    return np.asarray((weights * found[:, 2]).sum(axis=-1) / (weights.sum(axis=-1) + 0.3))


def _fitted(found: Points, places: PagePlaces) -> Points:
    """The smooth displacement that most of the places agree on."""
    terms, moved = _terms(found[:, :2], places), found[:, 2]
    weights = np.ones(len(moved))
    told = np.zeros(terms.shape[1])
    # A little against what no line tells of: corners of the page beyond the table.
    calm = np.sqrt(0.02 * len(moved)) * np.diag([0, 0.1, 0.1, 0.3, 0.3, 0.3, 1, 1, 1, 1])
    for _round in range(6):
        root = np.sqrt(weights)[:, None]
        told = np.linalg.lstsq(
            np.vstack([terms * root, calm]), np.concatenate([moved * root[:, 0], np.zeros(10)]), rcond=None
        )[0]
        off = np.abs(moved - terms @ told)
        spread = max(0.08, 1.5 * float(np.median(off)))
        weights = 1 / (1 + (off / spread) ** 2) ** 2
    return told
