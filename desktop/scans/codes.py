"""The small squares in a picture, and where they are."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp

from desktop.domain.errors import InvalidInput
from desktop.domain.sheet_code import PageCode, read_code
from desktop.scans.laying import Grey, Points


@dataclass(frozen=True, slots=True)
class SeenCode:
    """A page's code in a picture."""

    code: PageCode
    corners: Points
    """From the square's own upper left corner, clockwise; in pixels."""


def seen(grey: Grey) -> list[SeenCode]:
    """The codes of pages in a picture, each once; looked for again larger and sharper where none is found."""
    for scale, sharp in ((1.0, False), (2.0, False), (2.0, True), (0.5, False)):
        if max(grey.shape) * scale > 9000:
            continue
        look = grey if scale == 1 else cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        found = _in(_sharpened(look) if sharp else look, scale)
        if found:
            return found
    return []


def _in(look: Grey, scale: float) -> list[SeenCode]:
    found: dict[str, SeenCode] = {}
    for each in zxingcpp.read_barcodes(look, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        try:
            code = read_code(each.text)
        except InvalidInput:
            continue
        at = each.position
        if code.token:
            points = [(point.x, point.y) for point in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
            found.setdefault(each.text, SeenCode(code, np.array(points, float) / scale))
    return list(found.values())


def _sharpened(look: Grey) -> Grey:
    soft = cv2.GaussianBlur(look, (0, 0), 2)
    return cv2.addWeighted(look, 2.2, soft, -1.2, 0)
