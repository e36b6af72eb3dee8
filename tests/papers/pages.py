"""A PDF read back: texts, where they stand, what is inked, which typefaces are in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pypdfium2
from PySide6.QtCore import QRectF

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass
class Page:
    """One page; sizes and places in points from its upper left corner."""

    text: str
    """In one line, white space collapsed."""
    raw: str
    width: float
    height: float
    number: int
    letters: pypdfium2.PdfTextPage

    def lines_of(self, start: int, length: int) -> list[QRectF]:
        """The rectangle round what stands on each line of a piece of `raw`, as a reader selects it."""
        edges = [self.letters.get_rect(line) for line in range(self.letters.count_rects(start, length))]
        return [QRectF(left, self.height - top, right - left, top - bottom) for left, bottom, right, top in edges]

    def place_of(self, start: int, length: int) -> QRectF:
        """The rectangle round a piece of `raw`."""
        return reduce(QRectF.united, self.lines_of(start, length), QRectF())

    def find(self, words: str) -> QRectF:
        """The rectangle round the first occurrence of `words`, which stand on one line. Fails when they are missing."""
        return self.place_of(self.raw.index(words), len(words))

    def extent(self) -> QRectF:
        """The rectangle round all text."""
        return self.place_of(0, len(self.raw))


def document_of(pdf: bytes) -> Any:
    """The PDF opened."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


def read(pdf: bytes) -> list[Page]:
    """Every page with its text."""
    pages = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        letters = page.get_textpage()
        raw = letters.get_text_range()
        pages.append(Page(" ".join(raw.split()), raw, page.get_width(), page.get_height(), number, letters))
    return pages


def picture(pdf: bytes, page: int = 0, dpi: float = 101.6) -> Any:
    """A page as a grey picture on white paper."""
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage, QPainter

    document = document_of(pdf)
    size = document.pagePointSize(page)
    scale = dpi / 72
    drawn = document.render(page, QSize(round(size.width() * scale), round(size.height() * scale)))
    white = QImage(drawn.size(), QImage.Format.Format_Grayscale8)
    white.fill(255)
    painter = QPainter(white)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return white


def ink(pdf: bytes, page: int) -> tuple[float, float, float, float]:
    """How far what is printed stays from the page's edges, in millimetres: left, top, right, bottom."""
    white = picture(pdf, page)  # four pixels a millimetre
    wide, high = white.width(), white.height()
    dark = np.frombuffer(white.constBits(), np.uint8).reshape(high, -1)[:, :wide] < 128
    (rows,), (columns,) = dark.any(axis=1).nonzero(), dark.any(axis=0).nonzero()
    edges = columns[0], rows[0], wide - 1 - columns[-1], high - 1 - rows[-1]
    left, top, right, bottom = (float(edge) / 4 for edge in edges)
    return left, top, right, bottom


def squares(pdf: bytes, page: int) -> list[str]:
    """What the small squares on a page say. Skips the test where there is no reader of them."""
    import pytest

    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    found = zxing.read_barcodes(picture(pdf, page, dpi=150), formats=zxing.BarcodeFormat.QRCode)
    return [code.text for code in found]
