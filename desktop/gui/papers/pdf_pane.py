"""Pages to look through: the preview with its tools above and a banner when there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.gui.feedback import Banner
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import button, column, grow, holder, muted
from desktop.i18n import _
from desktop.papers.printing import PdfPreview


class PdfPane(QWidget):
    """A preview and what turns its pages; `refuse` shows a sentence instead."""

    shown = Signal()
    """Other pages, or a sentence, stand there now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = True
        self.preview = PdfPreview()
        self.banner = Banner(theme)
        self.banner.close_button.hide()
        self._tools = self._make_tools(theme)
        self._paper = QStackedWidget()  # keeps its room while there is nothing to show
        self._paper.addWidget(self.preview)
        self._paper.addWidget(QWidget())
        column(self._tools, self.banner, grow(self._paper), on=self)
        self.preview.page_changed.connect(lambda _page: self._say_page())
        for key, zoom in (
            (QKeySequence.StandardKey.ZoomIn, self.preview.zoom_in),
            (QKeySequence.StandardKey.ZoomOut, self.preview.zoom_out),
        ):
            QShortcut(QKeySequence(key), self, zoom)

    def _make_tools(self, theme: Theme) -> QWidget:
        self._words = muted(wrap=False)
        tools = FlowLayout(spacing=GRID // 2)
        tools.addWidget(self._words)
        tools.push()
        for text, name, slot in (
            ("‹", _("Previous page"), self.preview.previous_page),
            ("›", _("Next page"), self.preview.next_page),
            ("−", _("Smaller"), self.preview.zoom_out),
            ("+", _("Larger"), self.preview.zoom_in),
            (_("Whole page"), _("Whole page"), self.preview.fit_page),
            (_("Page width"), _("Page width"), self.preview.fit_width),
        ):
            tool = button(text, slot, spoken=name, tip=name)
            if len(text) == 1:
                tool.setFixedWidth(theme.px(40))
            tools.addWidget(tool)
        return holder(tools)

    def show_pdf(self, pdf: bytes, *, whole: bool = True) -> None:
        """Show these pages; of a document that is not whole its last page is not known yet."""
        self._whole = whole
        self.banner.tell("")
        self.preview.set_pdf(pdf)
        self._paper.setCurrentIndex(0)
        self._tools.show()
        self._say_page()
        self.shown.emit()

    def refuse(self, sentence: str, tone: str = "info") -> None:
        """Say why there are no pages; "" for pages on their way."""
        self.preview.set_pdf(b"")
        self._paper.setCurrentIndex(1)
        self._tools.hide()
        self.banner.tell(sentence, tone)
        self.shown.emit()

    def _say_page(self) -> None:
        count = self.preview.page_count()
        pages = count if self._whole else "…"
        words = _("Page {page} of {pages}").format(page=self.preview.page() + 1, pages=pages) if count else ""
        self._words.setText(words)
