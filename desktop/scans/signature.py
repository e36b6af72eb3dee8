"""Whether what somebody wrote in a cell is a signature, or may be a mark that says that they are away.

By its shape alone a name in letters is what "vắng" is, and a small signature what a tick is: a small network tells them, which
has seen both in many hands (`tools.handwriting` draws them, trains it and writes its weights). It reads no name: it says only how
likely it is that this is a signature or somebody's name. What is likely but not beyond doubt counts when its shape says the same
(`desktop.scans.shape`), a judge of another kind with other errors; anything else has to be looked at.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.scans.laying import PER_MM, Dark
from desktop.scans.shape import Mask, is_shaped

Look = npt.NDArray[np.uint8]
"""What is written in a cell, in the middle of `HIGH` × `WIDE` dots, 255 where it is as dark as most of it."""

WEIGHTS = Path(__file__).with_name("signature.onnx")
WIDE, HIGH = 256, 64
_DOTS = 4
"""In a millimetre; what is larger than 64 × 16 mm is made smaller."""
_SURE, _LIKELY = 3.0, 2.0
"""The logarithm of the odds from which on it is one whatever its shape, and from which on when its shape agrees: one mark in a
thousand did, of 3,300 in hands of another kind than it learnt from, photographed."""


def look(strokes: Mask, dark: Dark) -> Look:
    """These strokes of a cell, written in `dark`, as the network sees them."""
    rows, columns = (np.nonzero(strokes.any(axis=axis))[0] for axis in (1, 0))
    here = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    near = cv2.dilate(strokes.astype(np.uint8), np.ones((3, 3), np.uint8))[here]
    part = np.clip(dark[here] / max(0.15, float(np.percentile(dark[strokes], 90))), 0, 1) * near
    scale = min(_DOTS / PER_MM, WIDE / part.shape[1], HIGH / part.shape[0])
    size = max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale))
    small = cv2.resize(part.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    left, top = (WIDE - size[0]) // 2, (HIGH - size[1]) // 2
    seen: Look = np.zeros((HIGH, WIDE), np.uint8)
    seen[top : top + size[1], left : left + size[0]] = small * 255
    return seen


def is_signature(strokes: Mask, dark: Dark) -> bool:
    """Whether these strokes of a cell, written in `dark`, are a signature beyond doubt."""
    found = odds(look(strokes, dark))
    return found >= _SURE or (found >= _LIKELY and is_shaped(strokes, dark))


def odds(seen: Look) -> float:
    """The logarithm of the odds that it is one."""
    _network().setInput(seen[None, None].astype(np.float32) / 255)
    return float(_network().forward().ravel()[0])


@cache
def _network() -> Any:
    return cv2.dnn.readNetFromONNX(np.frombuffer(WEIGHTS.read_bytes(), np.uint8))
