"""Cells that somebody wrote in, photographed or scanned, as the reader of signed sheets hands them to its judge."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.domain.sheet_places import Box, ColumnPlace, PagePlaces, RowPlace
from desktop.scans.ink import SPECK, own_strokes, window
from desktop.scans.laying import PER_MM
from desktop.scans.signature import Look, look
from tools.handwriting import pens
from tools.handwriting.fonts import Typeface
from tools.handwriting.words import Dice

Grey = npt.NDArray[np.float32]

_ROWS, _COLUMNS = 3, 2
_AROUND = 5.0
"""Millimetres of paper around the cells."""
_BLANK = 0.12
_LEFT = 0.65
"""Of what somebody wrote there has to be so much in its cell, else it is nobody's."""
_ASTRAY = 0.12
"""How often the ruling does not lie where it should: what is left of it is taken for ink."""
_WAYS = {"photograph": 0.42, "scan": 0.25, "chat": 0.22, "two tones": 0.11}


def cells(seed: int, faces: tuple[Typeface, ...]) -> Iterator[tuple[pens.Kind, Look]]:
    """Endlessly: what was written, and the ink of it that the reader found in the cell. The same for the same seed."""
    for number in itertools.count():
        yield from _page(np.random.default_rng((seed, number)), faces)


def _page(dice: Dice, faces: tuple[Typeface, ...]) -> Iterator[tuple[pens.Kind, Look]]:
    places = _places(dice)
    page: Grey = np.zeros((_dots(places.height), _dots(places.width)), np.float32)
    drawn: list[pens.Kind | None] = []
    for cell in places.cells:
        made = None if dice.random() < _BLANK else pens.written(pens.hand(dice, faces, cell.box.width, cell.box.height))
        if made is not None and _put(dice, page, made[1], cell.box) < _LEFT:
            drawn.append(None)
        else:
            drawn.append(made[0] if made is not None else pens.Kind.EMPTY)
    dark = _taken(dice, page, places)
    for kind, cell, (strokes, _others) in zip(drawn, places.cells, own_strokes(dark, places), strict=True):
        if kind is None or strokes.sum() < SPECK * PER_MM**2:
            continue
        if (
            kind is pens.Kind.EMPTY
            and page[_span(cell.box.y, cell.box.height), _span(cell.box.x, cell.box.width)].any()
        ):
            continue  # a neighbour's: nobody can say whose it is
        yield kind, look(strokes, dark[window(cell.box)])


def _places(dice: Dice) -> PagePlaces:
    widths, heights = dice.uniform(22, 62, _COLUMNS), [dice.uniform(6.5, 15)] * _ROWS
    x, y = (_AROUND + np.concatenate([[0], np.cumsum(sides)]) for sides in (widths, heights))
    return PagePlaces(
        page=1,
        column=None,
        width=float(x[-1] + _AROUND),
        height=float(y[-1] + _AROUND),
        code=Box(0, 0, 1, 1),
        table=Box(_AROUND, _AROUND, float(x[-1] - _AROUND), float(y[-1] - _AROUND)),
        columns=tuple(ColumnPlace(place, float(x[place]), float(widths[place])) for place in range(_COLUMNS)),
        rows=tuple(RowPlace(place + 1, float(y[place]), heights[place]) for place in range(_ROWS)),
    )


def _put(dice: Dice, page: Grey, made: pens.Mask, box: Box) -> float:
    """Write it somewhere in the cell, at times over its edge; tell which share of it lies inside."""
    shrunk = min(1.0, 1.3 * box.width * pens.DOTS / made.shape[1], 2.0 * box.height * pens.DOTS / made.shape[0])
    if shrunk < 1:
        made = cv2.resize(made, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    free_x, free_y = box.width - 0.6 - made.shape[1] / pens.DOTS, box.height - 0.4 - made.shape[0] / pens.DOTS
    share_x = np.clip(dice.normal(0.45, 0.25), 0, 1) if free_x > 0 else dice.uniform(0.2, 0.8)
    share_y = np.clip(dice.normal(0.5, 0.28), 0, 1) if free_y > 0 else dice.uniform(0.2, 0.8)
    x, y = box.x + 0.3 + free_x * share_x, box.y + 0.2 + free_y * share_y
    if dice.random() < 0.12:
        x, y = x + dice.normal(0, 1.0), y + dice.normal(0, 1.2)
    left, top = max(0, _dots(x)), max(0, _dots(y))
    there = page[top : top + made.shape[0], left : left + made.shape[1]]
    texture = 1 - 0.25 * dice.random() * dice.random(there.shape, np.float32)
    np.maximum(there, made[: there.shape[0], : there.shape[1]] * texture * dice.uniform(0.35, 0.97) / 255, out=there)
    rows, columns = _span(box.y, box.height), _span(box.x, box.width)
    within = made[max(0, rows.start - top) : rows.stop - top, max(0, columns.start - left) : columns.stop - left]
    return float(within.sum()) / float(made.sum())


def _taken(dice: Dice, ink: Grey, places: PagePlaces) -> Grey:
    """The page as it comes back, laid flat: 0 paper, 1 black."""
    page, line = ink.copy(), max(1, round(0.2 * pens.DOTS))
    left, top, width, height = places.table.x, places.table.y, places.table.width, places.table.height
    for y in (*(row.y for row in places.rows), top + height):
        page[_dots(y) : _dots(y) + line, _dots(left) : _dots(left + width)] = 0.8
    for x in (*(each.x for each in places.columns), left + width):
        page[_dots(top) : _dots(top + height), _dots(x) : _dots(x) + line] = 0.8
    turn = cv2.getRotationMatrix2D(
        (page.shape[1] / 2, page.shape[0] / 2), dice.uniform(-4, 4) * (dice.random() < 0.5), 1
    )
    turned = cv2.warpAffine((255 * (1 - page)).astype(np.uint8), turn, page.shape[::-1], borderValue=255)
    small, fine = _pictured(dice, turned)
    size = round(places.width * PER_MM), round(places.height * PER_MM)
    flat = cv2.resize(small, size, interpolation=cv2.INTER_LINEAR if fine < PER_MM else cv2.INTER_AREA)
    scale = np.diag([PER_MM / pens.DOTS, PER_MM / pens.DOTS, 1.0])
    back = (scale @ np.linalg.inv(np.vstack([turn, [0, 0, 1]])) @ np.linalg.inv(scale))[:2]
    if dice.random() < _ASTRAY:
        back[:, 2] += dice.normal(0, 0.35 * PER_MM, 2)
    flat = cv2.warpAffine(flat, back, size, borderMode=cv2.BORDER_REPLICATE)
    return np.clip(1 - flat / max(1.0, float(np.percentile(flat[::3, ::3], 70))), 0, 1).astype(np.float32)


def _pictured(dice: Dice, grey: npt.NDArray[Any]) -> tuple[Grey, float]:
    """By a telephone, a scanner, after a chat, or in black and white; and how many dots a millimetre it has."""
    way = str(dice.choice(list(_WAYS), p=list(_WAYS.values())))
    fine = float(
        {
            "photograph": dice.uniform(4.5, pens.DOTS),
            "chat": dice.uniform(4, 7.5),
            "scan": dice.choice([3.8, 5.9, 7.9, pens.DOTS]),
            "two tones": dice.choice([7.9, pens.DOTS]),
        }[way]
    )
    small = cv2.resize(grey, None, fx=fine / pens.DOTS, fy=fine / pens.DOTS, interpolation=cv2.INTER_AREA)
    if way == "two tones":
        return np.where(
            small + 6 * dice.standard_normal(small.shape, np.float32) > dice.uniform(90, 190), 255, 0
        ).astype(np.float32), fine
    small = cv2.GaussianBlur(small, (0, 0), dice.uniform(0.4, 1.25) if way == "photograph" else dice.uniform(0.3, 0.9))
    if way == "photograph" and dice.random() < 0.2:
        reach = int(dice.integers(2, 5))
        shaken = np.zeros((reach, reach), np.float32)
        cv2.line(shaken, (0, int(dice.integers(reach))), (reach - 1, int(dice.integers(reach))), 1)
        small = cv2.filter2D(small, -1, shaken / shaken.sum())
    small = small * dice.uniform(0.45, 1) + dice.standard_normal(small.shape, np.float32) * dice.uniform(
        0.5, 2 if way == "scan" else 6
    )
    if way == "photograph":
        shade = dice.normal(0, 1, (3, 3)).astype(np.float32)
        small += cv2.resize(shade, small.shape[::-1], interpolation=cv2.INTER_CUBIC) * dice.uniform(0, 12)
    bytes_ = np.clip(small, 0, 255).astype(np.uint8)
    if way == "chat" or dice.random() < 0.8:
        quality = int(dice.uniform(35, 60) if way == "chat" else dice.uniform(55, 95))
        bytes_ = cv2.imdecode(cv2.imencode(".jpg", bytes_, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 0)
    return bytes_.astype(np.float32), fine


def _span(start: float, length: float) -> slice:
    return slice(_dots(start), _dots(start + length))


def _dots(millimetres: float) -> int:
    return round(millimetres * pens.DOTS)
