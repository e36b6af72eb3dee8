"""Ink on paper: strokes of a pen, the colour of a stamp, stains, holes; always multiplied onto what is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.photographed.writing import Stroke

Image = NDArray[Any]
"""Bytes: rows of dots of red, green and blue, or of grey."""
Mask = NDArray[Any]
"""Shares from 0 to 1, a row of dots after the other."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Colour (red, green, blue), width in millimetres, and how well it covers."""

    colour: tuple[float, float, float]
    width: float
    covers: float


PENS = {
    "blue": Pen((35, 55, 150), 0.42, 0.85),
    "navy": Pen((25, 30, 90), 0.5, 0.9),
    "black": Pen((30, 30, 32), 0.42, 0.88),
    "gel": Pen((15, 15, 22), 0.6, 0.97),
    "red": Pen((190, 35, 45), 0.42, 0.85),
    "thin": Pen((45, 60, 140), 0.26, 0.75),
    "felt": Pen((20, 30, 75), 0.95, 0.95),
    "violet": Pen((85, 50, 140), 0.4, 0.8),
    "pencil": Pen((95, 95, 98), 0.45, 0.6),
}
SHARES = {"blue": 40, "navy": 12, "black": 16, "gel": 9, "red": 4, "thin": 8, "felt": 4, "violet": 4, "pencil": 3}


def _apart(rng: np.random.Generator) -> np.random.Generator:
    """Numbers of its own: paint takes one for each dot, and the same people must sign alike on a finer picture of their page."""
    return np.random.default_rng(int(rng.integers(2**62)))


def some_pen(rng: np.random.Generator) -> str:
    """The name of a pen as often as it lies about."""
    shares = np.array(list(SHARES.values()), dtype=float)
    return str(rng.choice(list(SHARES), p=shares / shares.sum()))


@dataclass
class Paper:
    """A page to write on; `per_mm` is how many dots a millimetre has."""

    image: Image
    per_mm: float
    torn: list[NDArray[np.float64]] = field(default_factory=list)
    """Polygons that are not there any more, in millimetres."""

    def inked(self, strokes: list[Stroke], pen: Pen, rng: np.random.Generator) -> Inked:
        """Write; says where the ink went."""
        rng = _apart(rng)
        width = pen.width * max(float(each[:, 2].max()) for each in strokes)
        every = np.concatenate(strokes)[:, :2]
        low = np.floor((every.min(axis=0) - width) * self.per_mm).astype(int)
        high = np.ceil((every.max(axis=0) + width) * self.per_mm).astype(int) + 1
        fine = max(2, round(28 / self.per_mm))
        mask = np.zeros(tuple((high - low)[::-1] * fine), np.uint8)
        for each in strokes:
            points = np.round((each[:, :2] * self.per_mm - low) * fine * 16).astype(np.int32)
            thick = np.maximum(1, np.round(each[:, 2] * pen.width * self.per_mm * fine)).astype(int)
            for a, b, wide in zip(points[:-1], points[1:], thick[:-1], strict=True):
                cv2.line(mask, a.tolist(), b.tolist(), 255, int(wide), cv2.LINE_AA, 4)
        small = cv2.resize(mask, None, fx=1 / fine, fy=1 / fine, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        grain = cv2.GaussianBlur(rng.normal(1, 0.28, small.shape).astype(np.float32), (0, 0), 0.08 * self.per_mm + 0.3)
        self._laid(small * np.clip(grain, 0.5, 1) * pen.covers, int(low[0]), int(low[1]), pen.colour)
        return Inked(small, int(low[0]), int(low[1]), self.per_mm)

    def tinted(self, mask: Mask, colour: tuple[float, float, float]) -> None:
        """Colour the whole page through a mask of its size."""
        self._laid(mask, 0, 0, colour)

    def grid(self) -> tuple[Mask, Mask]:
        """Every dot's place in millimetres."""
        height, width = self.image.shape[:2]
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        return x / self.per_mm, y / self.per_mm

    def _laid(self, mask: Mask, left: int, top: int, colour: tuple[float, float, float]) -> None:
        height, width = self.image.shape[:2]
        x0, y0, x1, y1 = max(0, left), max(0, top), min(width, left + mask.shape[1]), min(height, top + mask.shape[0])
        if x0 >= x1 or y0 >= y1:
            return
        part = mask[y0 - top : y1 - top, x0 - left : x1 - left, None]
        under = self.image[y0:y1, x0:x1].astype(np.float32)
        ink = np.array(colour, np.float32) / 255
        self.image[y0:y1, x0:x1] = (under * (1 - part + part * ink)).clip(0, 255).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Inked:
    """Where ink went: a mask whose corner stands at these dots."""

    mask: Mask
    left: int
    top: int
    per_mm: float

    def within(self, x: float, y: float, width: float, height: float) -> float:
        """Square millimetres of ink in this rectangle of millimetres."""
        x0, x1 = (round(each * self.per_mm) - self.left for each in (x, x + width))
        y0, y1 = (round(each * self.per_mm) - self.top for each in (y, y + height))
        part = self.mask[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]
        return float(part.sum()) / self.per_mm**2

    @property
    def area(self) -> float:
        """Square millimetres of ink altogether."""
        return float(self.mask.sum()) / self.per_mm**2


def stamped(paper: Paper, x: float, y: float, rng: np.random.Generator) -> Inked:
    """An office's round stamp, pressed around this point."""
    rng = _apart(rng)
    gx, gy = paper.grid()
    far = np.hypot(gx - x, gy - y)
    turn = np.arctan2(gy - y, gx - x) + rng.uniform(0, 6)
    ring = (np.abs(far - 17) < 0.45) | (np.abs(far - 15.8) < 0.15) | (np.abs(far - 10.5) < 0.2)
    letters = (np.abs(far - 13.2) < 1.3) & (np.sin(turn * 34) > 0.1) & (np.sin(far * 5 + np.cos(turn * 51) * 2) > -0.2)
    star = far < 5 * (0.45 + 0.55 * np.abs(np.cos(turn * 2.5)) ** 3)
    patchy = cv2.GaussianBlur(rng.random(far.shape, np.float32), (0, 0), paper.per_mm * 1.5)
    patchy = (patchy - patchy.min()) / (patchy.max() - patchy.min())
    mask = (ring | letters | star).astype(np.float32) * (0.35 + 0.65 * patchy)
    mask = cv2.GaussianBlur(mask, (0, 0), paper.per_mm * 0.1 + 0.3)
    paper.tinted(mask * 0.85, (205, 40, 45))
    return Inked(mask, 0, 0, paper.per_mm)


def stained(paper: Paper, x: float, y: float, rng: np.random.Generator) -> None:
    """The ring of a cup and a few drops."""
    rng = _apart(rng)
    gx, gy = paper.grid()
    far = np.hypot(gx - x, gy - y) + cv2.GaussianBlur(rng.normal(0, 6, gx.shape).astype(np.float32), (0, 0), 12)
    size = rng.uniform(28, 42)
    ring = np.exp(-(((far - size) / rng.uniform(0.9, 2.2)) ** 2)) * 0.5 + (far < size) * 0.07
    for _drop in range(int(rng.integers(0, 5))):
        dx, dy = rng.uniform(-60, 60, 2)
        ring += (np.hypot(gx - x - dx, gy - y - dy) < rng.uniform(0.8, 3)) * 0.3
    paper.tinted(cv2.GaussianBlur(ring.astype(np.float32), (0, 0), 1.2).clip(0, 0.6), (150, 100, 50))


def punched(paper: Paper, width: float, height: float, rng: np.random.Generator) -> None:
    """Two holes at the left edge, as a file needs them."""
    del width
    gx, gy = paper.grid()
    for side in (-40, 40):
        hole = np.hypot(gx - rng.uniform(10, 12), gy - height / 2 - side) < 2.8
        paper.tinted(hole.astype(np.float32), (70, 65, 60))
