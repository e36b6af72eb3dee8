"""How much the strokes of a cell are shaped like a signature, by measures of their longest piece.

A signature is one long, broad stroke that runs unevenly. A word ("vắng", "đi thay …") is many short pieces side by side with an
even top; a tick, a dash, a letter is one short piece. So the strokes are made slender until letters stand apart, and four
measures of them are weighed together.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.scans.laying import PER_MM, Dark

Mask = npt.NDArray[np.bool_]

_CORE = 0.65
"""The share of its own darkness at which the blurred edge of a stroke is cut off."""
_TOGETHER = 1.4
"""Millimetres between strokes of one hand: what lies farther off may be the flourish of the signature above."""
_PIECE = 0.35
"""Square millimetres of a piece that counts."""
_WEIGHTS = {"length": 1.76, "width": 3.66, "uneven": 3.01, "pieces": -1.18}
"""Of the measures' logarithms. Fitted (logistic regression) to some 4,000 written cells of `tests.scans`: five ways to sign
against ticks, dashes, letters and words in twelve hands, flat and photographed."""
_SIGNED = 12.08
"""What they have to come to: one mark in a thousand did."""
_LEAST_LENGTH, _LEAST_WIDTH, _LEAST_HEIGHT = 15.0, 6.0, 2.5
"""Millimetres of the longest piece: one large letter has less."""
_WINDING = 1.2
"""How much longer it is than straight across: a plain line underlines another's name."""


def is_shaped(strokes: Mask, dark: Dark) -> bool:
    """Whether these strokes of a cell, written in `dark`, have the shape of a signature."""
    return _score(strokes, dark) >= _SIGNED


def _score(strokes: Mask, dark: Dark) -> float:
    """How much of one they have; what is no more than a letter or a line is minus infinity."""
    main = _main(_slender(strokes, dark))
    if not main.any():
        return -math.inf
    _count, _labels, stats, _middles = cv2.connectedComponentsWithStats(main.astype(np.uint8), connectivity=8)
    sizes = stats[1:, cv2.CC_STAT_AREA] / PER_MM**2
    longest = int(sizes.argmax())
    tops = main.argmax(axis=0)[main.any(axis=0)] / PER_MM
    measures = {
        "length": sizes[longest] / _thickness(main),  # millimetres of the longest piece
        "width": stats[1 + longest, cv2.CC_STAT_WIDTH] / PER_MM,  # of the same
        "uneven": float(tops.std()),  # millimetres that the top runs up and down
        "pieces": float((sizes > _PIECE).sum()),
    }
    height = stats[1 + longest, cv2.CC_STAT_HEIGHT] / PER_MM
    if measures["length"] < max(_LEAST_LENGTH, _WINDING * math.hypot(measures["width"], height)):
        return -math.inf
    if measures["width"] < _LEAST_WIDTH or height < _LEAST_HEIGHT:
        return -math.inf
    return sum(weight * math.log(measures[name] + 0.1) for name, weight in _WEIGHTS.items())


def _slender(strokes: Mask, dark: Dark) -> Mask:
    """The strokes without the blurred edges that make letters touch."""
    if not strokes.any():
        return strokes
    calm = cv2.GaussianBlur(dark, (0, 0), 0.6)
    found: Mask = strokes & (calm >= _CORE * float(np.percentile(calm[strokes], 90)))
    return found


def _main(strokes: Mask) -> Mask:
    """The strokes that lie together and hold most of the ink."""
    if not strokes.any():
        return strokes
    size = 2 * round(_TOGETHER * PER_MM / 2) + 1
    near = cv2.dilate(strokes.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    _count, labels = cv2.connectedComponents(near, connectivity=8)
    found: Mask = strokes & (labels == np.bincount(labels[strokes]).argmax())
    return found


def _thickness(strokes: npt.NDArray[Any]) -> float:
    """How broad they are, in millimetres: twice the way from their middle to the paper, as most of them have it."""
    framed = np.pad(strokes, 1).astype(np.uint8)
    distance = cv2.distanceTransform(framed, cv2.DIST_L2, 5)
    middle = np.sort(distance[(framed > 0) & (distance >= cv2.dilate(distance, np.ones((3, 3), np.uint8)))])
    half = np.searchsorted(np.cumsum(middle), middle.sum() / 2)  # not the mean: where strokes cross they look broad
    return max(0.2, (2 * float(middle[half]) - 0.5) / PER_MM)
