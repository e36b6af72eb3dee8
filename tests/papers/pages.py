"""A PDF read back with QtPdf: texts, where they stand, what is inked, which typefaces are in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
    document: Any

    def selected(self, start: int, length: int) -> Any:
        """A piece of `raw` as a reader selects it: one polygon in `bounds()` for each line it stands on."""
        return self.document.getSelectionAtIndex(self.number, start, length)

    def place_of(self, start: int, length: int) -> Any:
        """The rectangle round a piece of `raw`."""
        return self.selected(start, length).boundingRectangle()

    def find(self, words: str) -> Any:
        """The rectangle round the first occurrence of `words`, which stand on one line. Fails when they are missing."""
        return self.place_of(self.raw.index(words), len(words))

    def extent(self) -> Any:
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
    """Every page with its text. Needs a running Qt (`qapp`)."""
    document = document_of(pdf)
    pages = []
    for number in range(document.pageCount()):
        raw = document.getAllText(number).text()
        size = document.pagePointSize(number)
        pages.append(Page(" ".join(raw.split()), raw, size.width(), size.height(), number, document))
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
    data, stride = bytes(white.constBits()), white.bytesPerLine()
    rows = [data[y * stride : y * stride + wide] for y in range(high)]
    dark_rows = [y for y, row in enumerate(rows) if min(row) < 128]
    dark_columns = [x for x in range(wide) if min(data[x : stride * high : stride]) < 128]
    edges = dark_columns[0], dark_rows[0], wide - 1 - dark_columns[-1], high - 1 - dark_rows[-1]
    left, top, right, bottom = (edge / 4 for edge in edges)
    return left, top, right, bottom


def squares(pdf: bytes, page: int) -> list[str]:
    """What the small squares on a page say. Skips the test where there is no reader of them."""
    import pytest

    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    return [code.text for code in zxing.read_barcodes(picture(pdf, page, dpi=150))]
