"""Which page a picture shows when its code can't be read: the page as it was printed is laid beside it, word by word.

The ruling of the table is found, every page that may be meant is laid on it coarsely, and the likeliest finely. A page is
recognized only when its own words are there, above and below the table too, and where another page's words differ from its
own, it is these that the picture shows. Else nobody knows, and it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.domain.sheet_places import Box, PagePlaces
from desktop.scans.laying import PER_MM, Dark, FlatPage, Grey, Points, corners, lay_on, outlines

_COARSE = 2
"""Pixels in a millimetre of the coarse look."""
_SOFT = 1.0
"""Millimetres that the coarse look is blurred by: a curled page is not yet straightened."""
_LIKELY = 5
"""How many layouts are laid finely; pages of one layout, the lists of several half-days, are laid at once."""
_NEAR = 0.8
"""Millimetres around its place that a word is looked for."""
_FAR, _APART_IN_LINE = 7.0, 12.0
"""Around the table a line of words, not farther from one another than that, is looked for so far: no ruling says how the paper
bends there."""
_FEW = 5
"""Words that have to be seen at least."""
_THERE = 0.7
"""How alike (correlation, up to 1) the words of the page and of the picture are at least, as most of them are."""
_EACH_OUTSIDE, _EACH_INSIDE = 0.87, 0.7
"""A word whose likeness is less than that share of most words' is another: a digit changes it by a quarter or more."""
_SMUDGED = 0.02
"""The share of words around the table that a shadow or a smudge may spoil: none where there are few of them."""
_CORRECTED = 0.1
"""The share of words in the table that may be others: names struck or corrected by hand."""
_WRITTEN_OVER = 1.4
"""A word with so much more ink than the others have is written over, and says nothing."""
_PRINTED = 12
"""How much darker than the paper, of 255, a word is at least somewhere."""
_EQUAL, _APART = 0.03, 0.1
"""Two printed words that differ by less are the same; by so much two pages differ at least, all words together."""
_CLEARER = 0.3
"""How clearly the words in which two pages differ have to speak for one (`_lead`)."""


@dataclass(frozen=True)
class Face:
    """A page as it was printed."""

    places: PagePlaces
    kept: npt.NDArray[np.uint8]
    """Its look, packed: a conference has a hundred pages, and each is 2 MB unpacked."""

    @classmethod
    def printed(cls, places: PagePlaces, look: Grey) -> Face:
        """The page that looks like this, by `PER_MM` pixels a millimetre."""
        return cls(places, cv2.imencode(".png", look)[1])

    @property
    def layout(self) -> tuple[Any, ...]:
        """What it shares with pages that are ruled alike."""
        at = self.places
        rows = tuple((row.y, row.height) for row in at.rows)
        return at.width, at.height, at.table, rows, tuple((each.x, each.width) for each in at.columns)

    @property
    def dark(self) -> Dark:
        """Its ink, 0 to 1."""
        return 1 - np.asarray(cv2.imdecode(self.kept, cv2.IMREAD_GRAYSCALE), np.float32) / 255

    @cached_property
    def soft(self) -> Grey:
        """The same a little blurred, as a picture is; 255 is black."""
        return _soft(self.dark)

    @cached_property
    def coarse(self) -> Grey:
        """Its ink outside the cells to sign in, coarsely; 255 is black."""
        return cv2.convertScaleAbs(_coarse(_hidden(self.dark, self.places)), alpha=255)

    @cached_property
    def shown(self) -> npt.NDArray[np.bool_]:
        """What of the coarse look is printed, and nobody's hand."""
        return _coarse(_hidden(np.ones_like(self.dark), self.places)) > 0.9

    @cached_property
    def words(self) -> list[_Word]:
        """Its printed words, without the code and what stands in signature columns."""
        ink = _hidden(self.dark, self.places) > 0.35
        table = self.places.table
        level, upright = (
            cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, np.ones(size, np.uint8))
            for size in ((1, 8 * PER_MM), (6 * PER_MM, 1))
        )
        ruled = cv2.dilate(np.maximum(level, upright), np.ones((5, 5), np.uint8)) > 0
        letters = (ink & ~ruled).astype(np.uint8)
        joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((PER_MM, round(0.9 * PER_MM)), np.uint8))
        _count, _labels, stats, _middles = cv2.connectedComponentsWithStats(joined, connectivity=8)
        found = []
        for x, y, width, height, _area in stats[1:]:
            if width >= PER_MM and height >= PER_MM:
                inside = table.y * PER_MM <= y + height / 2 <= (table.y + table.height) * PER_MM
                found.append(_Word(int(x), int(y), int(width), int(height), inside))
        return found


@dataclass(frozen=True, slots=True)
class _Word:
    """Where a word stands on the page, in pixels."""

    x: int
    y: int
    width: int
    height: int
    in_table: bool

    def of(self, picture: npt.NDArray[Any], shift: Sequence[int] = (0, 0), around: int = 0) -> npt.NDArray[Any]:
        """The part of a picture where it stands, moved by `shift`, with so much room around."""
        top, left = max(0, self.y + shift[1] - around), max(0, self.x + shift[0] - around)
        bottom, right = self.y + shift[1] + self.height + around, self.x + shift[0] + self.width + around
        return picture[top : max(0, bottom), left : max(0, right)]


@dataclass(frozen=True, slots=True)
class Matched:
    """What a picture without a readable code comes to."""

    place: int
    """Which of the faces it shows most likely."""
    flat: FlatPage
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Laid:
    place: int
    flat: FlatPage
    picture: Grey
    """The flat page a little blurred, as faces are compared; 255 is black."""
    alike: npt.NDArray[np.float64]
    """Of each word of the face: how much it is the picture's; NaN for what the picture does not show."""
    moved: Points


def match(grey: Grey, faces: Sequence[Face]) -> Matched | None:
    """The page that the picture shows; None when no page's ruling fits."""
    laid = _finely(grey, faces, _likeliest(grey, faces))
    if not laid:
        return None
    best = max(laid, key=lambda each: float(np.nanmean(each.alike)))
    for each in laid:
        if each.flat is best.flat and _lead(faces, best, each) < 0:
            best = each
    is_sure = _is_there(faces[best.place], best.alike) and all(
        _lead(faces, best, each) > _CLEARER for each in laid if each is not best
    )
    return Matched(best.place, best.flat, is_sure)


def _likeliest(grey: Grey, faces: Sequence[Face]) -> list[tuple[list[int], Points]]:
    """The faces by their layout, and the homography onto each: those by which the whole page looks most alike."""
    scored: dict[Any, tuple[float, Points]] = {}
    alike: dict[Any, list[int]] = {}
    for place, face in enumerate(faces):
        alike.setdefault(face.layout, []).append(place)
    for outline in outlines(grey):
        looks: dict[Any, list[tuple[Points, npt.NDArray[np.float32]]]] = {}
        for layout, places in alike.items():
            at = faces[places[0]].places
            shape = (at.table, at.width, at.height)
            if shape not in looks:
                looks[shape] = list(_turned(grey, outline, at))
            mask = faces[places[0]].shown
            for onto, look in looks[shape]:
                score = max(_alike(faces[place].coarse[mask], look[mask]) for place in places)
                if layout not in scored or score > scored[layout][0]:
                    scored[layout] = score, onto
    best = sorted(scored, key=lambda layout: -scored[layout][0])[:_LIKELY]
    return [(alike[layout], scored[layout][1]) for layout in best]


def _turned(grey: Grey, outline: Points, places: PagePlaces) -> list[tuple[Points, npt.NDArray[np.float32]]]:
    """The homography onto the page for each way in which it may lie, and how the page looks by it."""
    found = []
    for quarter in range(4):
        there = np.roll(outline, -quarter, axis=0)
        sides = np.linalg.norm(np.roll(there, -1, axis=0) - there, axis=1)
        ratio = (sides[0] + sides[2]) / (sides[1] + sides[3]) * places.table.height / places.table.width
        if not 0.6 < ratio < 1.7:
            continue
        onto, _mask = cv2.findHomography(corners(places.table), there, 0)
        if np.size(onto) != 9:  # none that fits
            continue
        scale = np.diag([1 / _COARSE, 1 / _COARSE, 1])
        size = (round(places.width * _COARSE), round(places.height * _COARSE))
        look = cv2.warpPerspective(
            grey, onto @ scale, size, flags=cv2.INTER_AREA | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
        ).astype(np.float32)
        paper = cv2.GaussianBlur(cv2.dilate(look, np.ones((7, 7), np.uint8)), (0, 0), 6)
        dark = np.clip(1 - look / np.maximum(paper, 8), 0, 1)
        soft = cv2.GaussianBlur(dark, (0, 0), _SOFT * _COARSE)
        found.append((np.asarray(onto, np.float64), np.asarray(soft, np.float32)))
    return found


def _finely(grey: Grey, faces: Sequence[Face], likely: list[tuple[list[int], Points]]) -> list[_Laid]:
    found = []
    for places, onto in likely:
        flat = lay_on(grey, onto, faces[places[0]].places)
        if flat is None:
            continue
        picture = _soft(flat.dark)
        for place in places:
            alike, moved = _words_alike(faces[place], flat, picture)
            if np.isfinite(alike).sum() >= _FEW:
                found.append(_Laid(place, flat, picture, alike, moved))
    return found


def _words_alike(face: Face, flat: FlatPage, picture: Grey) -> tuple[npt.NDArray[np.float64], Points]:
    """How much each word is there, NaN where nobody can tell, and how far it was moved, in pixels."""
    moved = _moved(face, picture)
    ink = np.array(
        [
            word.of(picture, shift).sum() / max(1.0, float(word.of(face.soft).sum()))
            for word, shift in zip(face.words, moved, strict=True)
        ]
    )
    over = ink > _WRITTEN_OVER * np.median(ink)
    alike = [
        np.nan
        if written or not word.of(flat.seen, shift, _near(_NEAR)).all()
        else _same(word.of(face.soft), word.of(picture, shift, _near(_NEAR)))
        for word, written, shift in zip(face.words, over, moved, strict=True)
    ]
    return np.array(alike), moved


def _moved(face: Face, picture: Grey) -> Points:
    """How far the words stand from where they were printed: those around the table are laid by guess, and a line moves together."""
    moved = np.zeros((len(face.words), 2), int)
    far = _near(_FAR)
    for line in _lines(face):
        fits = []
        for word in (face.words[index] for index in line):
            window = word.of(picture, around=far)
            if window.shape == (word.height + 2 * far, word.width + 2 * far):
                fits.append(word.width * cv2.matchTemplate(window, word.of(face.soft), cv2.TM_CCOEFF_NORMED))
        if fits:
            down, across = np.unravel_index(int(np.sum(fits, axis=0).argmax()), fits[0].shape)
            moved[line] = across - far, down - far
    return moved


def _lines(face: Face) -> Iterator[list[int]]:
    """The words around the table, by places, that stand together in a line."""
    outside = [index for index, word in enumerate(face.words) if not word.in_table]
    left = sorted(outside, key=lambda each: face.words[each].x)
    while left:
        line = [left.pop(0)]
        for index in list(left):
            word, before = face.words[index], face.words[line[-1]]
            level = abs(2 * word.y + word.height - 2 * before.y - before.height) / 2
            if level < _near(1.5) and word.x - before.x - before.width < _near(_APART_IN_LINE):
                line.append(index)
                left.remove(index)
        yield line


def _is_there(face: Face, alike: npt.NDArray[np.float64]) -> bool:
    """Whether the words are there, in the table and around it each by themselves: the same people sign on many days.

    What is around it may be cut off; then every heading of the table has to be there, the half-day's too.
    """
    first = min(row.y for row in face.places.rows) * PER_MM
    rows = np.array([word.in_table and word.y >= first for word in face.words])
    around = np.array([not word.in_table for word in face.words])
    heads = ~rows & ~around
    seen = np.isfinite(alike)
    telling = around & seen if (around & seen).any() else heads
    if not (rows & seen).any() or not telling.any() or not seen[telling].any():
        return False
    usual = float(np.median(alike[telling & seen])), float(np.median(alike[rows & seen]))
    others = (alike[rows & seen] < _EACH_INSIDE * usual[1]).mean()
    strange = (alike[telling & seen] < _EACH_OUTSIDE * usual[0]).mean()
    is_told = bool(strange <= _SMUDGED and (seen | around)[telling].all())
    return min(usual) >= _THERE and bool(others <= _CORRECTED) and is_told


def _lead(faces: Sequence[Face], one: _Laid, other: _Laid) -> float:
    """Whose words the picture shows where two pages differ: 1 all of one's, -1 all of the other's, 0 for nobody knows."""
    found = list(_leads(faces, one, other))
    if one.flat is other.flat:  # else the other's words are looked for where the picture is laid wrongly
        found += [(-lead, apart) for lead, apart in _leads(faces, other, one)]
    apart = sum(each for _lead, each in found)
    # What a word says weighs as much as the two differ in it.
    return sum(lead * each for lead, each in found) / sum(each**2 for _lead, each in found) if apart > _APART else 0.0


def _leads(faces: Sequence[Face], one: _Laid, other: _Laid) -> Iterator[tuple[float, float]]:
    """Of each word of one page: by how much it is the picture's more than what the other has there, and how they differ."""
    face, against = faces[one.place], faces[other.place]
    for word, alike, shift in zip(face.words, one.alike, one.moved, strict=True):
        if np.isfinite(alike):
            apart = 1 - _same(word.of(face.soft), word.of(against.soft, around=_near(_NEAR)))
            if apart > _EQUAL:
                theirs = _same(word.of(against.soft), word.of(one.picture, shift, _near(_NEAR)))
                yield float(alike) - theirs, apart


def _same(word: Grey, window: Grey) -> float:
    """How much a word is somewhere in a window: their correlation, up to 1."""
    if not word.size or window.shape[0] < word.shape[0] or window.shape[1] < word.shape[1]:
        return 0.0
    if int(np.ptp(word)) < _PRINTED:  # nothing is printed there, which is no correlation
        return 0.0
    return float(cv2.matchTemplate(window, word, cv2.TM_CCOEFF_NORMED).max())


def _near(millimetres: float) -> int:
    return round(millimetres * PER_MM)


def _hidden(dark: Dark, places: PagePlaces) -> Dark:
    """Without what hands write on, and the code; the headings of the columns tell which half-day is signed for."""
    left = dark.copy()
    first, bottom = min(row.y for row in places.rows), places.table.y + places.table.height
    columns = (Box(each.x, first, each.width, bottom - first) for each in places.columns)
    for each, inset in ((places.code, -0.6), *((column, 0.6) for column in columns)):
        left[
            max(0, round((each.y + inset) * PER_MM)) : round((each.y + each.height - inset) * PER_MM),
            max(0, round((each.x + inset) * PER_MM)) : round((each.x + each.width - inset) * PER_MM),
        ] = 0
    return left


def _coarse(dark: Dark) -> npt.NDArray[np.float32]:
    size = (round(dark.shape[1] * _COARSE / PER_MM), round(dark.shape[0] * _COARSE / PER_MM))
    small = cv2.resize(dark, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), _SOFT * _COARSE), np.float32)


def _alike(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> float:
    one, other = one - one.mean(), other - other.mean()
    return float((one * other).sum() / max(1e-6, float(np.sqrt((one * one).sum() * (other * other).sum()))))


def _soft(dark: Dark) -> Grey:
    return cv2.convertScaleAbs(cv2.GaussianBlur(dark, (0, 0), 0.25 * PER_MM), alpha=255)
