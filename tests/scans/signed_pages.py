"""Pages of sheets signed by invented pens and photographed by invented cameras, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2

from desktop.domain.sheet_places import PagePlaces, SignatureCell

DPMM = 8
"""Pixels in a millimetre of the page before it is photographed."""
Grey = npt.NDArray[Any]


@dataclass
class Pen:
    """How somebody writes."""

    dice: np.random.Generator
    darkness: float
    thick: float
    slant: float


@dataclass
class Printed:
    """A page as it came out of the printer."""

    picture: Grey
    places: PagePlaces


def printed(pdf: bytes, places: tuple[PagePlaces, ...]) -> list[Printed]:
    """The pages of a sheet's PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pictures = [page.render(scale=DPMM * 25.4 / 72, grayscale=True).to_numpy().copy() for page in document]
    finally:
        document.close()
    return [Printed(picture, at) for picture, at in zip(pictures, places, strict=True)]


@dataclass
class Signed:
    """A page with what was written on it."""

    picture: Grey
    truth: dict[tuple[int, int], str] = field(default_factory=dict)
    """By row and column: signed, blank, or the mark that has to be asked about."""


def stroke(page: Grey, points: npt.NDArray[np.float64], pen: Pen) -> None:
    """Draw a line through points in millimetres, with changing pressure."""
    smooth = _smoothed(points)
    part, corner = _around(page, smooth, pen)
    layer = np.zeros_like(part)
    pressure = 1 + 0.35 * np.sin(np.linspace(0, pen.dice.uniform(4, 14), len(smooth)) + pen.dice.uniform(0, 6))
    for one, other, press in zip(smooth, smooth[1:], pressure, strict=False):
        wide = max(1, round(pen.thick * press * DPMM))
        cv2.line(
            layer,
            tuple(np.round(one * DPMM).astype(int) - corner),
            tuple(np.round(other * DPMM).astype(int) - corner),
            255,
            wide,
            cv2.LINE_AA,
        )
    part[:] = (part * (1 - layer / 255.0 * pen.darkness)).astype(np.uint8)


def _around(page: Grey, points: npt.NDArray[np.float64], pen: Pen) -> tuple[Grey, npt.NDArray[np.int_]]:
    """What of the page a line through the points can reach, and its corner: a whole page is slow to darken."""
    margin = 2 * pen.thick + 1
    low = np.clip(np.floor((points.min(axis=0) - margin) * DPMM).astype(int), 0, page.shape[::-1])
    high = np.clip(np.ceil((points.max(axis=0) + margin) * DPMM).astype(int), low, page.shape[::-1])
    return page[low[1] : high[1], low[0] : high[0]], low


def _smoothed(points: npt.NDArray[np.float64], each: int = 10) -> npt.NDArray[np.float64]:
    """Catmull-Rom through the points."""
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    found = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        t = np.linspace(0, 1, each, endpoint=False)[:, None]
        found.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.vstack([*found, points[-1:]])


def signature(page: Grey, cell: SignatureCell, pen: Pen) -> None:
    """Loops from left to right, now and then a flourish under or over the cell's edge."""
    dice, box = pen.dice, cell.box
    wide, high = dice.uniform(0.5, 0.95) * box.width, dice.uniform(0.55, 1.15) * box.height
    left = box.x + dice.uniform(0.02, 0.98) * max(0.1, box.width - wide)
    middle = box.y + box.height / 2 + dice.normal(0, 0.8)
    count = int(dice.integers(8, 22))
    along = np.linspace(0, 1, count)
    ups = np.where(np.arange(count) % 2, 1, -1) * dice.uniform(0.25, 1, count)
    xs = left + wide * np.clip(along + dice.normal(0, 0.05, count), 0, 1) + pen.slant * ups
    stroke(page, np.stack([xs, middle + ups * high / 2], axis=1), pen)
    if dice.random() < 0.45:
        ends = np.sort(dice.uniform(0, 1, 4)) * wide + left
        level = middle + dice.uniform(0.1, 0.7) * high
        stroke(page, np.stack([ends, level + dice.normal(0, 0.6, 4)], axis=1), pen)
    if dice.random() < 0.3:
        start = np.array([left + wide * 0.3, middle])
        stroke(page, start + np.cumsum(dice.normal(0, 1.4, (5, 2)), axis=0), pen)


def tick(page: Grey, cell: SignatureCell, pen: Pen) -> None:
    """A tick mark."""
    dice, box = pen.dice, cell.box
    x, y, size = box.x + box.width * dice.uniform(0.3, 0.6), box.y + box.height * 0.5, dice.uniform(2, 4.5)
    stroke(page, np.array([[x, y], [x + size * 0.3, y + size * 0.4], [x + size, y - size * 0.6]]), pen)


def dash(page: Grey, cell: SignatureCell, pen: Pen) -> None:
    """A dash."""
    dice, box = pen.dice, cell.box
    x, y, size = box.x + box.width * dice.uniform(0.2, 0.5), box.y + box.height * 0.5, dice.uniform(3, 9)
    stroke(page, np.array([[x, y], [x + size / 2, y + dice.normal(0, 0.3)], [x + size, y + dice.normal(0, 0.4)]]), pen)


LETTERS: dict[str, list[list[tuple[float, float]]]] = {
    "v": [[(0, 0.5), (0.3, 1), (0.6, 0.5)]],
    "ă": [
        [(0.6, 0.55), (0.2, 0.5), (0, 0.75), (0.2, 1), (0.55, 0.8), (0.6, 0.5), (0.62, 0.95)],
        [(0.15, 0.28), (0.3, 0.38), (0.45, 0.28)],
        [(0.35, 0.18), (0.55, 0.02)],
    ],
    "n": [[(0, 0.5), (0.02, 1), (0.05, 0.65), (0.3, 0.5), (0.45, 0.65), (0.47, 1)]],
    "g": [
        [(0.5, 0.55), (0.2, 0.5), (0, 0.72), (0.2, 0.95), (0.5, 0.75), (0.52, 0.5), (0.5, 1.3), (0.2, 1.45), (0, 1.3)]
    ],
    "P": [[(0, 0), (0.02, 1)], [(0, 0.05), (0.4, 0), (0.5, 0.25), (0.35, 0.5), (0.02, 0.5)]],
    "V": [[(0, 0), (0.35, 1), (0.7, 0)]],
}


def word(page: Grey, cell: SignatureCell, pen: Pen, text: str) -> None:
    """A word in separate or joined letters."""
    dice, box = pen.dice, cell.box
    size = dice.uniform(2.6, 4.2)
    x, y = box.x + dice.uniform(1.5, max(1.6, box.width - 0.75 * size * len(text) - 2)), box.y + (box.height - size) / 2
    for letter in text:
        for part in LETTERS[letter]:
            points = np.array(part, float) + dice.normal(0, 0.03, (len(part), 2))
            stroke(page, points * [size * 0.85, size] + [x, y], pen)
        x += size * (0.75 if letter != "P" else 0.6)


def signed_page(page_printed: Printed, seed: int, *, shares: tuple[float, float, float] = (0.72, 0.2, 0.08)) -> Signed:
    """A page as somebody signs it: shares of signatures, blanks, and marks to be asked about."""
    dice = np.random.default_rng(seed)
    page = page_printed.picture.copy()
    truth = {}
    for cell in page_printed.places.cells:
        pen = Pen(dice, dice.uniform(0.55, 0.95), dice.uniform(0.25, 0.6), dice.normal(0.6, 0.6))
        what = str(dice.choice(["signed", "blank", "mark"], p=shares))
        if what == "signed":
            signature(page, cell, pen)
        elif what == "mark":
            what = str(dice.choice(["tick", "dash", "vắng", "P", "V"]))
            if what == "tick":
                tick(page, cell, pen)
            elif what == "dash":
                dash(page, cell, pen)
            else:
                word(page, cell, pen, {"vắng": "văng"}.get(what, what))
        truth[cell.row, cell.column] = what
    return Signed(page, truth)


def under_a_finger(page: Grey, places: PagePlaces) -> Grey:
    """The page with something grey over its code."""
    covered = page.copy()
    top, left, side = (round(each * DPMM) for each in (places.code.y - 1, places.code.x - 1, 14))
    covered[top : top + side, left : left + side] = 90
    return covered


def _grid(height: int, width: int) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """The rows' numbers in a column and the columns' in a row."""
    return np.arange(height, dtype=np.float32)[:, None], np.arange(width, dtype=np.float32)[None]


def photographed(
    page: Grey,
    seed: int,
    *,
    longest: int = 2600,
    quality: int = 80,
    turned: float = 6,
    tilt: float = 0.10,
    curl: float = 2.5,
    upside_down: bool = False,
) -> Grey:
    """A picture by a phone: perspective, curled paper, a shadow, noise, blur, JPEG."""
    dice = np.random.default_rng(seed)
    height, width = page.shape
    # The paper curls: a wave along it, in millimetres.
    ys, xs = _grid(height, width)
    wave = curl * DPMM * np.sin(xs / width * np.pi * dice.uniform(0.6, 1.6) + dice.uniform(0, 3))
    sway = 0.6 * curl * DPMM * np.sin(ys / height * np.pi * dice.uniform(0.6, 1.4) + dice.uniform(0, 3))
    bent = cv2.remap(
        page,
        xs + sway.astype(np.float32),
        ys + wave.astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=255,
    )
    scale = longest / (1.14 * max(height, width))
    out = (round(width * scale * 1.14), round(height * scale * 1.14))
    middle = np.array([out[0] / 2, out[1] / 2])
    half = np.array([width * scale / 2, height * scale / 2])
    square = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    angle = np.deg2rad(dice.uniform(-turned, turned) + (180 if upside_down else 0))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    there = square * (1 + dice.uniform(-tilt, tilt, (4, 2))) @ turn.T + middle
    onto = cv2.getPerspectiveTransform(
        np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32), there.astype(np.float32)
    )
    table = np.full((out[1], out[0]), dice.uniform(50, 140), np.uint8)
    mask = cv2.warpPerspective(np.full_like(page, 255), onto, out)
    soft = cv2.GaussianBlur(bent, (0, 0), max(0.01, 0.42 / scale))
    picture = cv2.warpPerspective(soft, onto, out, flags=cv2.INTER_LINEAR)
    picture = np.where(mask > 127, picture, table).astype(np.float32)
    light = np.ones(picture.shape, np.float32)
    yy, xx = _grid(out[1], out[0])
    light *= 1 - dice.uniform(0, 0.35) * (
        xx / out[0] * dice.uniform(-1, 1) + yy / out[1] * dice.uniform(-1, 1) + 0.5
    ).clip(0, 1)
    if dice.random() < 0.6:
        a, b = dice.normal(0, 1, 2)
        c = dice.uniform(-0.3, 0.3)
        edge = (a * (xx / out[0] - 0.5) + b * (yy / out[1] - 0.5) + c) / np.hypot(a, b)
        light *= 1 - dice.uniform(0.2, 0.45) / (1 + np.exp(-edge * dice.uniform(20, 120)))
    picture = picture * light + dice.normal(0, dice.uniform(1, 5), picture.shape)
    picture = cv2.GaussianBlur(picture, (0, 0), dice.uniform(0.3, 0.9)).clip(0, 255).astype(np.uint8)
    _ok, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    back = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    assert back is not None
    return np.asarray(back, np.uint8)
