"""Looking through pages on the screen, and sending them to a printer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers.samples import render_sheet, sheet


@pytest.fixture
def preview(qtbot):
    from desktop.papers.printing import PdfPreview

    widget = PdfPreview()
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    widget.show()
    return widget


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_sheet(sheet(50, units=1))


def printer(path: Path, pdf: bytes):
    from PySide6.QtPrintSupport import QPrinter

    from desktop.papers.printing import prepare_printer

    device = QPrinter()
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(path))
    prepare_printer(device, pdf, name="Danh sách điểm danh số 3")
    return device


def pages(path: Path):
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    document.load(str(path))
    return document


def test_a_preview_counts_and_turns_its_pages(preview, pdf, qtbot):
    with qtbot.waitSignal(preview.loaded) as told:
        preview.set_pdf(pdf)
    assert told.args == [preview.page_count()]
    assert preview.page_count() == 3
    preview.next_page()
    preview.next_page()
    preview.next_page()
    assert preview.page() == 2
    preview.previous_page()
    assert preview.page() == 1


def test_a_new_pdf_stays_at_the_page_in_view(preview, pdf):
    preview.set_pdf(pdf)
    preview.show_page(2)
    preview.set_pdf(render_sheet(sheet(55, units=1)))
    assert preview.page() == 2


def test_nothing_to_show_is_an_empty_preview(preview, pdf):
    preview.set_pdf(pdf)
    preview.set_pdf(b"")
    assert preview.page_count() == 0
    preview.next_page()


def test_zoom_steps_from_what_is_seen(preview, pdf):
    preview.set_pdf(pdf)
    fitted = preview.zoom()
    preview.zoom_in()
    assert preview.zoom() == pytest.approx(fitted * 1.25)
    preview.fit_page()
    assert preview.zoom() < fitted
    preview.set_zoom(100)
    assert preview.zoom() == 5


def test_ctrl_and_the_wheel_zoom(preview, pdf):
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    preview.set_pdf(pdf)
    before = preview.zoom()
    viewport = preview.focusProxy().viewport()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, turn)
    assert preview.zoom() == pytest.approx(before * 1.25)


def test_every_page_is_printed_in_its_size(qapp, tmp_path, pdf):
    from desktop.papers.printing import print_pdf

    assert print_pdf(pdf, printer(tmp_path / "out.pdf", pdf)) == 3
    out = pages(tmp_path / "out.pdf")
    assert out.pageCount() == 3
    assert round(out.pagePointSize(0).width()) == 595


def test_a_lying_sheet_is_printed_lying(qapp, tmp_path):
    from desktop.papers.printing import print_pdf

    wide = render_sheet(sheet(20, columns=10))
    print_pdf(wide, printer(tmp_path / "out.pdf", wide))
    size = pages(tmp_path / "out.pdf").pagePointSize(0)
    assert size.width() > size.height()


def test_only_the_pages_asked_for_are_printed(qapp, tmp_path, pdf):
    from PySide6.QtPrintSupport import QPrinter

    from desktop.papers.printing import print_pdf

    device = printer(tmp_path / "out.pdf", pdf)
    device.setPrintRange(QPrinter.PrintRange.PageRange)
    device.setFromTo(2, 3)
    told = []
    assert print_pdf(pdf, device, progress=lambda done, total: told.append((done, total))) == 2
    assert told == [(1, 2), (2, 2)]
    assert pages(tmp_path / "out.pdf").pageCount() == 2


def grey(path: Path):
    """The second page, small and soft, on white."""
    from PySide6.QtCore import QSize, Qt
    from PySide6.QtGui import QImage, QPainter

    image = QImage(QSize(630, 891), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage(0, 0, pages(path).render(1, image.size()))
    painter.end()
    return image.scaled(42, 59, mode=Qt.TransformationMode.SmoothTransformation)


def test_what_is_printed_looks_like_the_page(qapp, tmp_path, pdf):
    from desktop.papers.printing import print_pdf

    (tmp_path / "in.pdf").write_bytes(pdf)
    print_pdf(pdf, printer(tmp_path / "out.pdf", pdf))
    before, after = grey(tmp_path / "in.pdf"), grey(tmp_path / "out.pdf")
    spots = [(x, y) for x in range(42) for y in range(59)]
    assert min(before.pixelColor(*spot).lightness() for spot in spots) < 200
    assert all(abs(before.pixelColor(*at).lightness() - after.pixelColor(*at).lightness()) < 40 for at in spots)
