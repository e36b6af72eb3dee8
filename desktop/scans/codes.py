"""The small squares in a picture, and where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import cv2
import numpy as np
import zxingcpp

from desktop.domain.errors import InvalidInput
from desktop.domain.opinion_code import PaperCode, read_paper_code
from desktop.domain.sheet_code import PageCode, read_code
from desktop.scans.laying import Grey, Points

Code = TypeVar("Code")


@dataclass(frozen=True, slots=True)
class Seen(Generic[Code]):
    """A page's code in a picture."""

    code: Code
    corners: Points
    """From the square's own upper left corner, clockwise; in pixels."""


SeenCode = Seen[PageCode]


def seen(grey: Grey) -> list[SeenCode]:
    """The codes of pages to be signed in a picture, each once."""
    return _looked(grey, _page_code)


def seen_papers(grey: Grey) -> list[Seen[PaperCode]]:
    """The codes of questionnaires in a picture, each once."""
    return _looked(grey, read_paper_code)


def other(grey: Grey) -> str:
    """What a square says that stands on another paper of ours than the one looked for; "" for none."""
    texts = [each.text for each in _squares(grey)]
    return next((text for text in texts if read_paper_code(text) or _page_code(text)), "")


def _page_code(text: str) -> PageCode | None:
    try:
        code = read_code(text)
    except InvalidInput:
        return None
    return code if code.token else None


def _looked(grey: Grey, read: Callable[[str], Code | None]) -> list[Seen[Code]]:
    """Looked for again larger and sharper where none is found."""
    for scale, sharp in ((1.0, False), (2.0, False), (2.0, True), (0.5, False)):
        if max(grey.shape) * scale > 9000:
            continue
        look = grey if scale == 1 else cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        found = _in(_sharpened(look) if sharp else look, scale, read)
        if found:
            return found
    return []


def _in(look: Grey, scale: float, read: Callable[[str], Code | None]) -> list[Seen[Code]]:
    found: dict[str, Seen[Code]] = {}
    for each in _squares(look):
        code = read(each.text)
        at = each.position
        if code is not None:
            points = [(point.x, point.y) for point in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
            found.setdefault(each.text, Seen(code, np.array(points, float) / scale))
    return list(found.values())


def _squares(look: Grey) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(look, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))


def _sharpened(look: Grey) -> Grey:
    soft = cv2.GaussianBlur(look, (0, 0), 2)
    return cv2.addWeighted(look, 2.2, soft, -1.2, 0)
