"""Pictures of signed sheets, from the files to the confirmation: read with a bar, looked through by key, written at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from desktop.domain.areas import Area
from desktop.domain.attendance import Status
from desktop.domain.attendance_sheet import SheetContent
from desktop.domain.errors import AppError, Cancelled
from desktop.domain.guide import Topic
from desktop.domain.progress import IsCancelled, Progress
from desktop.domain.scanned_sheets import ScanReport
from desktop.domain.signed_sheet import PaperSheet, Settle
from desktop.gui.context import Context
from desktop.gui.scanned_sheets.review import Place, ScanReview, Summary
from desktop.gui.scanned_sheets.strips import page_title
from desktop.gui.scanned_sheets.view import ScanView
from desktop.gui.widgets import dropping
from desktop.gui.widgets.dialog import EntryDialog
from desktop.gui.widgets.file_choice import ask_for_pictures
from desktop.gui.widgets.layout import grow
from desktop.gui.widgets.work_bar import WorkBar
from desktop.i18n import _, ngettext
from desktop.papers.attendance_sheet.again import printed_again
from desktop.services import scanned_sheets, signed_sheets, units
from desktop.services.opening import Transaction
from desktop.services.scanned_sheets import Applied, KnownSheet

FOLDER = "scanned.folder"
"""Under what the folder of the pictures chosen last is remembered."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    report: ScanReport
    sheets: tuple[PaperSheet, ...]
    units: list[str]


class ScanDialog(EntryDialog):
    """`review` is there once the pictures are read. What was said of them is only lost when somebody says so."""

    guide = Topic.SIGNED_SHEETS

    def __init__(self, context: Context, paths: Sequence[Path]) -> None:
        super().__init__(context, _("Signed sheets from pictures"), size=(1320, 700))
        self.setSizeGripEnabled(True)
        self.review: ScanReview | None = None
        self.saving = False
        self._paths = tuple(paths)
        self._known: tuple[KnownSheet, ...] = ()
        self.setAcceptDrops(True)
        self.work = WorkBar(context.theme)
        self.work.cancelled.connect(self._cancel)
        self.view = ScanView(context)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.view)
        self.lay_out(self.banner, grow(self.stack))
        self._wire()
        self._read()

    def _wire(self) -> None:
        view = self.view
        view.strips.typed.connect(self._on_letter)
        view.strips.accepted.connect(self._on_enter)
        view.strips.selectionModel().selectionChanged.connect(lambda *_changed: self._on_cell())
        view.names.named.connect(self._on_name)
        view.names.finished.connect(self._on_enter)
        view.pages.left_out.connect(self._on_left_out)
        view.differences.settled.connect(self._on_settled)
        view.differences.all_settled.connect(self._on_all_settled)
        view.pages.more.clicked.connect(lambda _checked=False: self._choose_more())
        view.asked_first.toggled.connect(lambda _on: self._list())
        view.blank.currentIndexChanged.connect(lambda _place: self._on_blank())
        view.write_button.clicked.connect(lambda _checked=False: self.save())
        view.close_button.clicked.connect(lambda _checked=False: self.reject())
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self.follow(Area.ATTENDANCE, Area.ATTENDEES, Area.SHEETS)

    # -- reading --------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        conference = self.context.conference_id
        self.work.begin(_("Reading the pictures"))
        self.stack.setCurrentWidget(self.work)
        self.read_once(lambda tx: scanned_sheets.known(tx, conference), self._read_pictures, self._failed)

    def read_more(self, paths: Sequence[Path]) -> None:
        """Read further pictures beside those read already; what was said of these stays."""
        if paths and not self.saving and self.stack.currentWidget() is self.view:
            self.banner.tell("")
            self._paths = tuple(paths)
            self._read()

    def _choose_more(self) -> None:
        self.read_more(ask_for_pictures(self.context, _("Photographs and scans of signed sheets"), FOLDER))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropping.taken(dropping.dragged(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        _command, paths = dropping.command_for(dropping.taken(dropping.dragged(event.mimeData())))
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.read_more(paths))

    def _cancel(self) -> None:
        """Read no further; with pages read before that is all, else there is nothing to look at."""
        if self.review is None:
            self.reject()
            return
        self.context.operations.forget(self.read_key)
        self.stack.setCurrentWidget(self.view)

    def _read_pictures(self, known: tuple[KnownSheet, ...]) -> None:
        self._known = known

        def work(progress: Progress, cancelled: IsCancelled) -> ScanReport:
            files = scanned_sheets.files_in(self._paths)
            return scanned_sheets.read(
                files, known, pictures=True, progress=self.work.beside(progress), cancelled=cancelled
            )

        self._work(work, self._recognize)

    def _recognize(self, report: ScanReport) -> None:
        """Hold pages whose code can't be read against the sheets; these are only read from the record when there are such."""
        if not report.without_code:
            self._load(report)
            return
        known, conference = self._known, self.context.conference_id

        def compare(contents: dict[int, SheetContent]) -> None:
            def work(progress: Progress, cancelled: IsCancelled) -> ScanReport:
                files, tell = scanned_sheets.files_in(self._paths), self.work.beside(progress)
                return scanned_sheets.recognize(
                    report, files, known, contents, printed_again, pictures=True, progress=tell, cancelled=cancelled
                )

            self._work(work, self._load)

        self.read_once(lambda tx: scanned_sheets.contents(tx, conference), compare, self._failed)

    def _work(self, work: Callable[[Progress, IsCancelled], ScanReport], then: Callable[[ScanReport], None]) -> None:
        title = _("Reading pictures of signed sheets")
        self.context.operations.plain(self.read_key, work, then, self._failed, title=title)

    def _load(self, report: ScanReport) -> None:
        conference = self.context.conference_id
        if self.review is not None:
            report = scanned_sheets.joined(self.review.report, report, self._known)
        wanted = sorted({(page.sheet or 0, cell.column) for page in report.read for cell in page.cells})

        def work(tx: Transaction) -> _Loaded:
            found = (signed_sheets.sheet_for_entry(tx, conference, number, column) for number, column in wanted)
            names = [unit.name for unit in units.list_units(tx, active_only=True)]
            return _Loaded(scanned_sheets.with_owners(tx, conference, report), tuple(found), names)

        self.read_once(work, self._show, self._failed)

    def _failed(self, error: Exception) -> bool:
        if self.gone or isinstance(error, Cancelled):
            return True
        self.stack.setCurrentWidget(self.view)
        for part in () if self.review is not None else (self.view.tabs, self.view.keep, self.view.write_button):
            part.setEnabled(False)
        return self.refuse(error)

    def _show(self, loaded: _Loaded) -> None:
        before, self.review = self.review, ScanReview(loaded.report, loaded.sheets)
        if before is not None:
            self.review.take_over(before)
        self.view.begin(self.review, loaded.sheets, loaded.units)
        self.stack.setCurrentWidget(self.view)
        self._list()
        self._offer()
        if self.review.cells:
            self.view.strips.select_first()
            self.view.strips.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.view.tabs.setCurrentWidget(self.view.pages)
            self.view.pages.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """The door and other desks go on while somebody looks: what they say is read anew, what was said here stays."""
        review, conference = self.review, self.context.conference_id
        if review is None or self.saving or self.stack.currentWidget() is self.work:
            return  # once further pictures are read, all is read anew
        wanted = sorted(review.drafts)

        def work(tx: Transaction) -> list[PaperSheet]:
            return [signed_sheets.sheet_for_entry(tx, conference, number, column) for number, column in wanted]

        self.read_record(work, self._take_news)

    def _take_news(self, sheets: list[PaperSheet]) -> None:
        if self.review is not None and not self.saving:
            self.review.take_news(sheets)
            self._offer()

    # -- what is said ---------------------------------------------------------------------------------------------

    def _list(self) -> None:
        if self.review is not None:
            self.view.strips.show_review(self.review, asked_first=self.view.asked_first.isChecked())

    def _on_cell(self) -> None:
        cell, review = self.view.cell, self.review
        if review is not None:
            blank = cell is not None and review.row(cell) is None
            self.view.names.show_line(cell if blank else None)
            self.view.show_page(cell, page_title(review, cell) if cell is not None else "")

    def _on_letter(self, status: str) -> None:
        cell, review = self.view.cell, self.review
        if cell is None or review is None or self.saving:
            return
        self.banner.tell("")
        if review.row(cell) is None and Status(status) is not Status.UNRECORDED:
            self.view.names.focus(cell)  # somebody signed: who, is typed
            return
        try:
            review.say(cell, Status(status))
        except AppError as error:
            self.refuse(error)
            return
        self._go_on()

    def _on_enter(self) -> None:
        cell, review = self.view.cell, self.review
        if cell is None or review is None:
            return
        if review.row(cell) is None and review.is_open(cell) and self.view.strips.hasFocus():
            self.view.names.focus(cell)
            return
        review.accept(cell)
        self._go_on()

    def _go_on(self) -> None:
        self.view.strips.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.strips.go_on():
            self.view.write_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer()

    def _on_name(self, sheet: int, line: int) -> None:
        if self.review is not None:
            self.review.say_name(sheet, line, self.view.names.lines[sheet, line].walk_in())
            self._offer()

    def _on_left_out(self, place: Place, out: bool) -> None:
        if self.review is not None:
            self.review.leave_out(place, out)
            self._offer()

    def _on_blank(self) -> None:
        if self.review is not None:
            self.review.take_blank(absent=self.view.blank.currentData() == "absent")
            self._offer()

    def _on_settled(self, key: tuple[int, int], number: int, by: Settle) -> None:
        if self.review is not None:
            self.review.drafts[key].settle[number] = by
            self._offer()

    def _on_all_settled(self, key: tuple[int, int], by: Settle) -> None:
        if self.review is not None:
            self.review.drafts[key].settle_all(by)
            self._offer()

    def _offer(self) -> None:
        """Say everywhere what was said comes to."""
        if self.review is not None:
            self.view.offer(self.review, saving=self.saving)

    # -- writing --------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write what was confirmed; what is open, or differs and is not settled, is asked about first."""
        review = self.review
        if review is None or self.saving or not review.counting():
            return
        told = review.summary()
        doubts = self.view.doubts(told)
        if doubts:
            question = _("{counts}. {doubts} Write these pages?").format(counts=_counts(told), doubts=doubts)
            if not self.context.feedback.ask(_("Write what is decided?"), question, _("Write"), parent=self):
                return
        self.banner.tell("")
        self.saving = True
        self._offer()
        work = review.entering(self.context.conference_id, keep=self.view.keep.isChecked())
        self.context.operations.write(work, done=self._saved, failed=self.refuse, title=_("Writing"))

    def _saved(self, _applied: Applied) -> None:
        review = self.review
        if review is None:
            return
        told = review.summary()
        words = ngettext("Wrote {count} page: {counts}.", "Wrote {count} pages: {counts}.", told.pages)
        self.context.feedback.say(
            words.format(count=told.pages, counts=_counts(told)), _("Undo"), self.context.shell.undo_last
        )
        self.accept()

    def refuse(self, error: Exception) -> bool:
        self.saving = False
        self._offer()
        return super().refuse(error)

    def reject(self) -> None:
        """Leave; what was said and not written is asked about."""
        if self.saving:
            return
        review = self.review
        if review is None or not review.changed or self._may_drop():
            super().reject()

    def _may_drop(self) -> bool:
        return self.context.feedback.ask(
            _("Leave without saving?"),
            _("What you said of these pages is not written yet: the pictures can be read again."),
            _("Leave without saving"),
            parent=self,
            danger=True,
        )


def _counts(told: Summary) -> str:
    return _("{present} present, {absent} absent").format(present=told.present, absent=told.absent)
