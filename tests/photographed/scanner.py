"""A flat scanner: nearly straight, evenly lit; as PDF, TIFF or PNG, in colour, grey or black and white."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import PIL.Image
from numpy.typing import NDArray

from tests.photographed.pens import Image
from tests.photographed.signing import SIGNED, VANISHED, Signed, Truth, gone


@dataclass(frozen=True)
class Scan:
    """How pages are scanned."""

    dpi: int = 200
    mode: str = "colour"
    """colour, grey, or black: bilevel."""
    kind: str = "pdf"
    skew: float = 0.5
    """Standard deviation in degrees."""
    turned: bool = False
    """Laid upside down."""
    quality: int = 75


def scanned(signed: Signed, how: Scan, rng: np.random.Generator) -> Image:
    """The page as the scanner saw it; its truths learn where their cells lie."""
    gone(signed.truths, signed.paper)
    image, per_mm = signed.paper.image, how.dpi / 25.4
    wide, tall = round(signed.page.width * per_mm), round(signed.page.height * per_mm)
    scale = per_mm / signed.paper.per_mm
    turn = float(rng.normal(0, how.skew)) + (180 if how.turned else 0)
    matrix: NDArray[Any] = cv2.getRotationMatrix2D((image.shape[1] / 2, image.shape[0] / 2), turn, scale)
    matrix[:, 2] += (
        np.array([wide / 2 - image.shape[1] / 2, tall / 2 - image.shape[0] / 2]) + rng.normal(0, 1.2, 2) * per_mm
    )
    soft = cv2.GaussianBlur(image, (0, 0), 0.45 / scale) if scale < 1 else image
    glass = float(rng.uniform(205, 255))
    seen = cv2.warpAffine(soft, matrix, (wide, tall), flags=cv2.INTER_LINEAR, borderValue=(glass,) * 3).astype(
        np.float32
    )
    seen = seen * float(rng.uniform(0.94, 1.0)) + rng.normal(0, 2.0, seen.shape)
    if rng.random() < 0.15:
        streak = int(rng.integers(20, wide - 20))
        seen[:, streak : streak + 2] *= 0.75
    for truth in signed.truths:
        _tell(truth, matrix, signed.paper.per_mm, (wide, tall))
    made = seen.clip(0, 255).astype(np.uint8)
    if how.mode == "colour":
        return made
    grey = cv2.cvtColor(made, cv2.COLOR_RGB2GRAY)
    if how.mode == "grey":
        return grey
    black = ((grey > rng.uniform(150, 195)) * 255).astype(np.uint8)
    for truth in signed.truths:
        if truth.mark in SIGNED and _left(black, truth) < 0.3 * truth.own * per_mm**2:
            truth.mark = VANISHED
    return black


def _left(black: Image, truth: Truth) -> int:
    """How many dots of a cell are black still."""
    x, y = (np.clip([corner[axis] for corner in truth.corners], 0, None) for axis in (0, 1))
    free = 0.04 * (x.max() - x.min())
    part = black[int(y.min() + free) : int(y.max() - free), int(x.min() + free) : int(x.max() - free)]
    return int((part == 0).sum())


def _tell(truth: Truth, matrix: NDArray[Any], per_mm: float, size: tuple[int, int]) -> None:
    cell = truth.cell
    spots = np.array([(cell.x + cell.width * i, cell.y + cell.height * j) for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))])
    at = spots * per_mm @ matrix[:, :2].T + matrix[:, 2]
    truth.corners = [(float(x), float(y)) for x, y in at]
    middle = at.mean(axis=0)
    truth.seen = float((middle >= 0).all() and middle[0] < size[0] and middle[1] < size[1])


def saved(pages: list[Image], how: Scan, path: Path) -> None:
    """Write the pages as one file."""
    made = [PIL.Image.fromarray(each) for each in pages]
    if how.mode == "black":
        made = [each.convert("1", dither=PIL.Image.Dither.NONE) for each in made]
    dpi = (how.dpi, how.dpi)
    if how.kind == "tif":
        packed = "group4" if how.mode == "black" else "tiff_lzw"
        made[0].save(path, save_all=True, append_images=made[1:], compression=packed, dpi=dpi)
    elif how.kind == "pdf":
        quality = {} if how.mode == "black" else {"quality": how.quality}
        made[0].save(path, "PDF", save_all=True, append_images=made[1:], resolution=how.dpi, **quality)
    else:
        made[0].save(path, dpi=dpi)
