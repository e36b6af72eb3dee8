"""Pages on the screen and on paper: a preview to look through, and any printer the desk has.

QtPdf and QtPrintSupport are loaded when the first page is shown or printed, so that the window starts without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMarginsF,
    QObject,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QWheelEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.domain.errors import AppError, Cancelled
from desktop.domain.progress import IsCancelled, Progress
from desktop.papers.page_texts import PageTexts

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
    from PySide6.QtPrintSupport import QPrinter

_SEARCHED = 4
"""Pages that texts are looked for on: more would be waited for."""
_ABOVE = 90.0
"""Points that stay in sight above a text that was looked for."""
_POINTS_PER_INCH = 72.0
_DPI = 300
"""Letters and the small squares stay sharp on any office printer."""
_FLASH = 300
"""Milliseconds after which the old page goes, drawn or not."""


class PdfPreview(QWidget):
    """PDF pages one below the other. Fits the width until someone zooms; Ctrl and the wheel zoom too."""

    page_changed = Signal(int)
    """The page in view, from 0."""
    loaded = Signal(int)
    """How many pages there are now."""
    zoomed = Signal(float)
    """1.0 is the paper's own size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
        from PySide6.QtPdfWidgets import QPdfView

        self._modes = QPdfView.ZoomMode
        self._document = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self._search: QPdfSearchModel | None = None
        self._known: PageTexts | None = None
        self._view = QPdfView(self)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(self._modes.FitToWidth)
        self._view.setDocument(self._document)
        self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._view.zoomFactorChanged.connect(self.zoomed)
        self._view.pageNavigator().currentPageChanged.connect(self.page_changed)
        self._view.viewport().installEventFilter(self)
        self._cover = QLabel(self._view.viewport())
        self._cover.hide()
        renderer = self._view.findChild(QPdfPageRenderer)
        if renderer is not None:
            renderer.pageRendered.connect(self._cover.hide)
        self.setFocusProxy(self._view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and the wheel zoom."""
        if (
            event.type() == QEvent.Type.Wheel
            and isinstance(event, QWheelEvent)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            return True
        return super().eventFilter(watched, event)

    def setAccessibleName(self, name: str) -> None:
        """Name the pages for screen readers."""
        super().setAccessibleName(name)
        self._view.setAccessibleName(name)

    def set_pdf(self, pdf: bytes) -> None:
        """Show this PDF; the page in view stays in view when it still exists. Empty bytes show nothing."""
        page = self.page()
        old = self._buffer
        if pdf and self.page_count() and self._view.isVisible():
            self._keep_sight()
        self._document.close()
        self._buffer = self._known = None
        if pdf:
            self._buffer = _buffer(pdf, self)
            self._document.load(self._buffer)
        if old is not None:
            old.deleteLater()
        self.loaded.emit(self.page_count())
        if 0 < page < self.page_count():
            self.show_page(page)

    def _keep_sight(self) -> None:
        """The old page stays in sight until the new one is drawn: no flash of white with every option."""
        self._cover.setPixmap(self._view.viewport().grab())
        self._cover.setGeometry(self._view.viewport().rect())
        self._cover.show()
        QTimer.singleShot(_FLASH, self._cover, self._cover.hide)

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()

    def page(self) -> int:
        """The page in view, from 0."""
        return self._view.pageNavigator().currentPage()

    def show_page(self, page: int) -> None:
        """Bring a page into view; beyond the ends, the last or first one."""
        if self.page_count():
            self._view.pageNavigator().jump(max(0, min(page, self.page_count() - 1)), QPointF())

    def show_text(self, words: str) -> bool:
        """Bring the first place of a text into view and mark it; False when the first pages don't have it."""
        from PySide6.QtPdf import QPdfSearchModel

        if self._search is None:
            self._search = QPdfSearchModel(self)
            self._search.setDocument(self._document)
            self._view.setSearchModel(self._search)
        found = self._texts().find(words)
        self._search.setSearchString(found[1] if found else "")
        if not found:
            return False
        page, _line = found
        before = sum(len(self._search.resultsOnPage(each)) for each in range(page))
        here = self._search.resultsOnPage(page)
        if here:
            self._view.setCurrentSearchResultIndex(before)
            above = QPointF(0, max(0.0, here[0].location().y() - _ABOVE))
            self._view.pageNavigator().jump(page, above)
        return True

    def places_of(self, texts: Sequence[str]) -> list[float]:
        """Where each text begins on the first pages, to be sorted by; infinity for one that they don't have."""
        return self._texts().places(texts)

    def _texts(self) -> PageTexts:
        if self._known is None:
            count = min(self.page_count(), _SEARCHED)
            self._known = PageTexts([self._document.getAllText(page).text() for page in range(count)])
        return self._known

    def next_page(self) -> None:
        """One page on."""
        self.show_page(self.page() + 1)

    def previous_page(self) -> None:
        """One page back."""
        self.show_page(self.page() - 1)

    def zoom(self) -> float:
        """The magnification in force, also while a whole page or its width is fitted."""
        if self._view.zoomMode() == self._modes.Custom or not self.page_count():
            return self._view.zoomFactor()
        points, room = self._document.pagePointSize(self.page()), self._view.viewport().size()
        margins = self._view.documentMargins()
        pixels = self._view.logicalDpiX() / _POINTS_PER_INCH
        across = (room.width() - margins.left() - margins.right()) / (points.width() * pixels)
        if self._view.zoomMode() == self._modes.FitToWidth:
            return across
        down = (room.height() - margins.top() - margins.bottom()) / (points.height() * pixels)
        return min(across, down)

    def set_zoom(self, factor: float) -> None:
        """Magnify; 1.0 is the paper's own size."""
        factor = max(0.25, min(factor, 5.0))
        self._view.setZoomMode(self._modes.Custom)
        self._view.setZoomFactor(factor)

    def zoom_in(self) -> None:
        """A step larger."""
        self.set_zoom(self.zoom() * 1.25)

    def zoom_out(self) -> None:
        """A step smaller."""
        self.set_zoom(self.zoom() / 1.25)

    def fit_width(self) -> None:
        """The page as wide as the view."""
        self._view.setZoomMode(self._modes.FitToWidth)
        self.zoomed.emit(self.zoom())

    def fit_page(self) -> None:
        """The whole page in the view."""
        self._view.setZoomMode(self._modes.FitInView)
        self.zoomed.emit(self.zoom())


@dataclass(frozen=True, slots=True)
class Paper:
    """The size and direction of a PDF's first page."""

    page_size: QPageSize
    landscape: bool


def paper(pdf: bytes) -> Paper:
    """What paper a PDF wants, for the printer dialog to start from."""
    document = _document(pdf)
    points = document.pagePointSize(0)
    landscape = points.width() > points.height()
    upright = points.transposed() if landscape else points
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return Paper(size, landscape)


def has_printer() -> bool:
    """Whether this computer knows a printer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def prepare_printer(printer: QPrinter, pdf: bytes, *, name: str = "") -> None:
    """Set the printer to the PDF's paper, full page, before its dialog opens; `name` is the job's."""
    wanted = paper(pdf)
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    if name:
        printer.setDocName(name)
    direction = QPageLayout.Orientation.Landscape if wanted.landscape else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(wanted.page_size, direction, QMarginsF()))


def print_pdf(
    pdf: bytes,
    printer: QPrinter,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled = lambda: False,
) -> int:
    """Print the pages that the printer's dialog asked for, as often as it asked; return how many went out.

    Pages keep their size (they bring their own margins) and are centred on other paper. Raises
    AppError("print.failed") when the printer takes no job, Cancelled when it was stopped: then no page comes out.
    """
    from PySide6.QtPrintSupport import QPrinter

    document = _document(pdf)
    pages = _chosen(printer, document.pageCount())
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    order = pages * copies if printer.collateCopies() else [page for page in pages for _copy in range(copies)]
    painter = QPainter()
    if not order or not painter.begin(printer):
        raise AppError("print.failed", printer=printer.printerName())
    try:
        for place, page in enumerate(order):
            if cancelled():
                printer.abort()
                raise Cancelled
            if place and not printer.newPage():
                raise AppError("print.failed", printer=printer.printerName())
            _paint(document, page, painter, printer)
            if progress is not None:
                progress(place + 1, len(order))
    finally:
        painter.end()
    return len(order)


def _paint(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    points = document.pagePointSize(page)
    resolution = printer.resolution()
    room = printer.pageLayout().fullRectPixels(resolution)
    wide, high = points.width() * resolution / _POINTS_PER_INCH, points.height() * resolution / _POINTS_PER_INCH
    scale = min(1.0, room.width() / wide, room.height() / high)
    target = QRect(0, 0, round(wide * scale), round(high * scale))
    target.moveCenter(QRect(0, 0, room.width(), room.height()).center())
    sharp = _DPI / _POINTS_PER_INCH
    image = document.render(page, QSize(round(points.width() * sharp), round(points.height() * sharp)))
    painter.drawImage(target, image)


def _chosen(printer: QPrinter, count: int) -> list[int]:
    """The pages asked for, from 0."""
    from PySide6.QtPrintSupport import QPrinter

    ranges = printer.pageRanges()
    if printer.printRange() == QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        return [page for page in range(count) if ranges.contains(page + 1)]
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        return list(range(printer.fromPage() - 1, min(count, printer.toPage() or count)))
    return list(range(count))


def _document(pdf: bytes) -> QPdfDocument:
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    document.load(_buffer(pdf, document))
    return document


def _buffer(pdf: bytes, parent: QWidget | QPdfDocument) -> QBuffer:
    """The bytes as a device that lives as long as its reader."""
    buffer = QBuffer(parent)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer
