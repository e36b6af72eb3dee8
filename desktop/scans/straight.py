"""A page laid flat as a picture to be shown: what somebody looks at when a cell is asked about."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from desktop.domain.sheet_places import PagePlaces
from desktop.scans.laying import PER_MM, FlatPage

_QUALITY = 72
_UNSEEN = 200
"""The grey of what lies outside the photograph."""


def picture(flat: FlatPage, places: PagePlaces) -> tuple[bytes, float, list[tuple[Any, ...]]]:
    """The page as JPEG (150 dots an inch), its pixels in a millimetre, and row, column, x, y, width, height of each cell."""
    data, per_mm = jpeg(flat)
    cells = []
    for cell in places.cells:
        box = cell.box
        cells.append((cell.row, cell.column, *(round(each * PER_MM) for each in (box.x, box.y, box.width, box.height))))
    return data, per_mm, cells


def jpeg(flat: FlatPage) -> tuple[bytes, float]:
    """The page as JPEG, and its pixels in a millimetre."""
    shown = np.where(flat.seen, 255 - np.clip(flat.dark, 0, 1) * 255, _UNSEEN).astype(np.uint8)
    _made, data = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return data.tobytes(), float(PER_MM)
