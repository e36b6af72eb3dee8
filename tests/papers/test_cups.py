"""A document sent to a real print queue comes out of it whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.papers import cups
from tests.papers.samples import render_sheet, sheet

PRINT = """
import sys
from pathlib import Path
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from desktop.papers.printing import prepare_printer, print_pdf
application = QApplication([])
pdf, printer = Path(sys.argv[1]).read_bytes(), QPrinter(QPrinter.PrinterMode.HighResolution)
printer.setPrinterName(sys.argv[2])
assert printer.printerName() == sys.argv[2], printer.printerName()
prepare_printer(printer, pdf, name="Danh sách điểm danh")
print(print_pdf(pdf, printer))
"""
"""In a program of its own: CUPS's library looks for its server once."""


@pytest.fixture
def queue() -> Iterator[cups.Cups]:
    """A print server of this test's own."""
    why = cups.missing()
    if why:
        pytest.skip(why)
    server = cups.Cups()
    yield server
    server.stop()


def test_a_document_comes_out_of_a_print_queue_page_by_page_as_it_looked(qapp, queue, tmp_path):
    pdf = tmp_path / "phieu.pdf"
    pdf.write_bytes(render_sheet(sheet(20, units=1)))
    command = [sys.executable, "-c", PRINT, str(pdf), cups.QUEUE]
    environment = {**queue.environment, "QT_QPA_PLATFORM": "offscreen"}
    root = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, env=environment, timeout=60)
    assert done.returncode == 0, done.stderr
    printed = queue.printed()
    before, after = pages(pdf), pages(printed)
    assert int(done.stdout.split()[-1]) == len(before) == len(after) > 1
    for drawn, came in zip(before, after, strict=True):
        assert min(drawn) < 200  # there is something to see
        assert max(abs(one - other) for one, other in zip(drawn, came, strict=True)) < 40


def pages(path: Path) -> list[list[int]]:
    """Each page as the greys of a few hundred spots."""
    from PySide6.QtCore import QSize, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    document.load(str(path))
    found = []
    for page in range(document.pageCount()):
        image = QImage(QSize(420, 594), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.drawImage(0, 0, document.render(page, image.size()))
        painter.end()
        small = image.scaled(21, 29, mode=Qt.TransformationMode.SmoothTransformation)
        found.append([small.pixelColor(x, y).lightness() for x in range(21) for y in range(29)])
    return found
