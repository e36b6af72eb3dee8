"""The page "In ấn": an attendance sheet as it will be printed, and the papers that go to the units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.documents import render, saving
from desktop.documents.printing import PdfPreview, prepare_printer, print_pdf
from desktop.domain.errors import AppError
from desktop.domain.papers import SheetContent, SheetOptions
from desktop.domain.people import RoleGroupView, SessionView, UnitView
from desktop.gui.context import Context
from desktop.gui.feedback import Banner
from desktop.gui.operations import Tx
from desktop.gui.pages.page import Page
from desktop.gui.theme import GRID
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.sheet_options import SheetOptionsPanel
from desktop.i18n import _, ngettext
from desktop.services import agenda, groups, sheets, units
from desktop.wording import error as error_words

_OFFER, _SHEET = "printing.offer", "printing.sheet"
_PDF, _EXCEL = "pdf", "xlsx"


@dataclass(frozen=True, slots=True)
class _Offer:
    """What the options choose from."""

    sessions: list[SessionView]
    groups: list[RoleGroupView]
    units: list[UnitView]
    made: int


class PrintingPage(Page):
    """Options at the left, the paper at the right. Only a sheet that is made takes a number."""

    areas = frozenset({"conferences", "attendees", "groups", "units", "agenda", "sheets", "imports"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Printing"))
        self.options = SheetOptionsPanel(context.theme)
        self.preview = PdfPreview()
        self.preview.setAccessibleName(_("Preview of the attendance sheet"))
        self.banner = Banner(context.theme)
        self.banner.close_button.hide()
        self.pdf = b""
        self.excel_button = self.add_button(_("Save Excel…"), lambda: self._make(_EXCEL))
        self.pdf_button = self.add_button(_("Save PDF…"), lambda: self._make(_PDF))
        self.print_button = self.add_button(_("&Print…"), self.print_sheet, primary=True)
        self.commands["print"] = self.print_sheet
        self._wait = QTimer(self, singleShot=True, interval=150)
        self._wait.timeout.connect(self._preview)
        self._arrange()
        self.options.changed.connect(lambda: self._wait.start())
        self.preview.loaded.connect(lambda _count: self._say_page())
        self.preview.page_changed.connect(lambda _page: self._say_page())
        context.conference_changed.connect(self._forget)

    # -- putting together -----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        def small(text: str, name: str, slot: Callable[[], object]) -> QPushButton:
            button = QPushButton(text)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setFixedWidth(self.context.theme.px(40))
            button.clicked.connect(lambda _checked=False: slot())
            return button

        self.page_words = QLabel()
        self.page_words.setProperty("role", "muted")
        tools = FlowLayout(spacing=GRID // 2)
        tools.addWidget(self.page_words)
        tools.push()
        for button in (
            small("‹", _("Previous page"), self.preview.previous_page),
            small("›", _("Next page"), self.preview.next_page),
            small("−", _("Smaller"), self.preview.zoom_out),
            small("+", _("Larger"), self.preview.zoom_in),
        ):
            tools.addWidget(button)
        whole_page = QPushButton(_("Whole page"))
        whole_page.clicked.connect(self.preview.fit_page)
        width = QPushButton(_("Page width"))
        width.clicked.connect(self.preview.fit_width)
        tools.addWidget(whole_page)
        tools.addWidget(width)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(tools)
        column.addWidget(self.banner)
        self.paper = QStackedWidget()
        self.paper.addWidget(self.preview)
        column.addWidget(self.paper, 1)
        left = QWidget()
        left.setMinimumWidth(self.context.theme.px(230))
        options = QVBoxLayout(left)
        options.setContentsMargins(0, 0, 0, 0)
        options.setSpacing(GRID)
        options.addWidget(self.options, 1)
        self._add_links()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(GRID * 2)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([self.context.theme.px(290), self.context.theme.px(840)])
        self.body.addWidget(splitter, 1)
        for key, slot in (
            (QKeySequence.StandardKey.ZoomIn, self.preview.zoom_in),
            (QKeySequence.StandardKey.ZoomOut, self.preview.zoom_out),
        ):
            QShortcut(QKeySequence(key), self, slot)

    def _add_links(self) -> None:
        """Below the options: the frame of the paper, sheets made before, and the other papers."""
        window = self.context.window
        column = self.options.column
        column.addSpacing(GRID)

        def link(text: str, slot: Callable[[], object]) -> QPushButton:
            button = QPushButton(text)
            button.setProperty("role", "link")
            button.clicked.connect(lambda _checked=False: slot())
            column.addWidget(button)
            return button

        link(_("Letterhead and signatures…"), lambda: window.open_door("conference.edit"))
        self.made_link = link("", self._show_made)
        self.entry_link = link(_("Enter a signed sheet…"), lambda: window.open_door("paper.entry"))
        title = QLabel(_("Other papers"))
        title.setProperty("role", "field")
        column.addSpacing(GRID)
        column.addWidget(title)
        link(_("Registration form for units…"), lambda: window.open_door("template"))
        link(_("Attendee list to Excel…"), lambda: window.open_door("export"))
        column.addStretch(1)

    # -- the preview ------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Ask for what there is to choose from, then for the sheet."""
        conference = self.context.conference_id

        def work(tx: Tx) -> _Offer:
            return _Offer(
                agenda.list_sessions(tx, conference),
                groups.list_groups(tx, conference),
                [unit for unit in units.list_units(tx, conference_id=conference) if unit.attendee_count],
                len(sheets.list_printed(tx, conference)),
            )

        self.context.operations.read(_OFFER, work, self._take_offer)

    def _forget(self) -> None:
        """Another conference: its own options."""
        self.options.take(SheetOptions())

    def _take_offer(self, offer: _Offer) -> None:
        self.options.offer(offer.sessions, offer.groups, offer.units)
        self.made_link.setText(
            ngettext("{count} sheet made…", "{count} sheets made…", offer.made).format(count=offer.made)
        )
        self.made_link.setVisible(offer.made > 0)
        self.entry_link.setVisible(offer.made > 0)
        self._preview()

    def _preview(self) -> None:
        self._wait.stop()
        conference = self.context.conference
        if conference is None:
            return
        options, key = self.options.options(), conference.id

        def work(tx: Tx) -> tuple[SheetContent, bytes]:
            content = sheets.attendance_sheet(tx, key, options)
            return content, render.pdf("attendance-sheet", content)

        self.context.operations.read(_SHEET, work, self._show_sheet, self._no_sheet)

    def _show_sheet(self, made: tuple[SheetContent, bytes]) -> None:
        content, self.pdf = made
        self.banner.tell("")
        self.paper.show()
        self.preview.set_pdf(self.pdf)
        self.say_facts(
            _("Preview of the attendance sheet · {attendees} · {pages}").format(
                attendees=ngettext("{count} attendee", "{count} attendees", content.total).format(count=content.total),
                pages=ngettext("{count} page", "{count} pages", self.preview.page_count()).format(
                    count=self.preview.page_count()
                ),
            )
        )
        self._enable(True)
        self.loaded.emit()

    def _no_sheet(self, problem: Exception) -> bool:
        if not isinstance(problem, AppError):
            return False
        self.pdf = b""
        self.preview.set_pdf(b"")
        self.paper.hide()
        self.say_facts("")
        self.banner.tell(error_words(problem), "info")
        self._enable(False)
        self.loaded.emit()
        return True

    def _enable(self, possible: bool) -> None:
        for button in (self.print_button, self.pdf_button, self.excel_button):
            button.setEnabled(possible)

    def _say_page(self) -> None:
        count = self.preview.page_count()
        words = _("Page {page} of {pages}").format(page=self.preview.page() + 1, pages=count) if count else ""
        self.page_words.setText(words)

    # -- making a sheet ---------------------------------------------------------------------------------------------

    def print_sheet(self) -> None:
        """Ask for the printer; the sheet takes its number when it goes out."""
        if not self.pdf:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self.context.settings.printer:
            printer.setPrinterName(self.context.settings.printer)
        prepare_printer(printer, self.pdf, name=_("Attendance sheet"))
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(_("Print the attendance sheet"))
        if not dialog.exec():
            return
        self.context.settings.printer = printer.printerName()

        def send(content: SheetContent) -> None:
            self.context.operations.plain(
                "printing.print",
                lambda progress, _cancelled: print_pdf(
                    render.pdf("attendance-sheet", content), printer, progress=progress
                ),
                lambda _pages: self.context.feedback.say(
                    _("Sheet no. {number} was sent to the printer.").format(number=content.number)
                ),
                title=_("Printing"),
            )

        self._take_number(send)

    def _make(self, kind: str) -> None:
        """Save the sheet under its number."""
        if not self.pdf:
            return
        kinds = {_PDF: _("PDF document (*.pdf)"), _EXCEL: _("Excel workbook (*.xlsx)")}
        title, code = _("Attendance sheet"), self.context.conference.code if self.context.conference else ""
        name = f"{title} {code}.{kind}"
        folder = self.context.remembered("papers.folder")
        start = str(Path(folder if isinstance(folder, str) else str(Path.home())) / name)
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the attendance sheet"), start, kinds[kind])
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(f".{kind}")
        self.context.remember("papers.folder", str(path.parent))

        def write(content: SheetContent) -> None:
            self.context.operations.plain(
                "printing.save",
                lambda _progress, _cancelled: saving.save(
                    "attendance-sheet", content, path, saving.format_of("attendance-sheet", path)
                ),
                lambda _path: self.context.feedback.say_saved(
                    path, _("Sheet no. {number} was saved as {file}.").format(number=content.number, file=path.name)
                ),
                title=_("Saving the sheet"),
            )

        self._take_number(write)

    def _take_number(self, done: Callable[[SheetContent], None]) -> None:
        conference, options = self.context.conference_id, self.options.options()
        self.context.operations.write(lambda tx: sheets.record_sheet(tx, conference, options), done=done)

    def _show_made(self) -> None:
        from desktop.gui.dialogs.printed_sheets import PrintedSheets

        dialog = PrintedSheets(self.context)
        dialog.chosen.connect(self.options.take)
        dialog.open()
