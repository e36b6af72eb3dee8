"""Filled questionnaires, from the files to the confirmation: read with a bar, looked through by key, written at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from desktop import wording
from desktop.domain.areas import Area
from desktop.domain.errors import AppError, Cancelled
from desktop.domain.guide import Topic
from desktop.domain.progress import IsCancelled, Progress
from desktop.domain.scanned_opinions import OpinionScan, PrintedCopies
from desktop.gui.context import Context
from desktop.gui.opinion_scans.review import PaperReview
from desktop.gui.opinion_scans.view import PaperView
from desktop.gui.widgets.dialog import EntryDialog
from desktop.gui.widgets.layout import grow
from desktop.gui.widgets.picture_reading import open_reading
from desktop.gui.widgets.work_bar import WorkBar
from desktop.i18n import _, ngettext
from desktop.services import scanned_opinions, scanned_sheets
from desktop.services.scanned_opinions import EnteredPapers
from desktop.wording.scanned_opinions import not_undoable

FOLDER = "opinions.scanned.folder"
"""Under what the folder of the pictures chosen last is remembered."""


class PaperScanDialog(EntryDialog):
    """`review` is there once the pictures are read. What was said of them is only lost when somebody says so."""

    guide = Topic.OPINIONS

    def __init__(self, context: Context, paths: Sequence[Path]) -> None:
        super().__init__(context, _("Questionnaires from pictures"), size=(1240, 700))
        self.setSizeGripEnabled(True)
        self.review: PaperReview | None = None
        self.saving = False
        self._paths = tuple(paths)
        self.work = WorkBar(context.theme)
        self.work.cancelled.connect(self.reject)
        self.view = PaperView(context)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.view)
        self.lay_out(self.banner, grow(self.stack))
        self._wire()
        self.work.begin(_("Reading the pictures"))
        conference_id = context.conference_id
        self.read_once(lambda tx: scanned_opinions.known(tx, conference_id), self._read, self._failed)

    def _wire(self) -> None:
        view = self.view
        view.cases.typed.connect(self._on_key)
        view.cases.accepted.connect(self._on_enter)
        view.cases.selectionModel().selectionChanged.connect(lambda *_changed: self._on_case())
        view.words.typed.connect(self._on_words)
        view.words.finished.connect(self._on_enter)
        view.all_marks.toggled.connect(lambda _on: self._list())
        view.write_button.clicked.connect(lambda _checked=False: self.save())
        view.close_button.clicked.connect(lambda _checked=False: self.reject())
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)

    # -- reading ------------------------------------------------------------------------------------------------------

    def _read(self, known: tuple[PrintedCopies, ...]) -> None:
        def work(progress: Progress, cancelled: IsCancelled) -> OpinionScan:
            files, tell = scanned_sheets.files_in(self._paths), self.work.beside(progress)
            return scanned_opinions.read(files, known, pictures=True, progress=tell, cancelled=cancelled)

        title = _("Reading pictures of questionnaires")
        self.context.operations.plain(self.read_key, work, self._load, self._failed, title=title)

    def _load(self, found: OpinionScan) -> None:
        conference_id = self.context.conference_id
        self.read_once(lambda tx: scanned_opinions.with_owners(tx, conference_id, found), self._show, self._failed)

    def _failed(self, error: Exception) -> bool:
        if self.gone or isinstance(error, Cancelled):
            return True
        self.stack.setCurrentWidget(self.view)
        self.view.tabs.setEnabled(False)
        self.view.write_button.setEnabled(False)
        return self.tell_error(error)

    def _show(self, found: OpinionScan) -> None:
        self.review = PaperReview(found)
        self.view.begin(self.review)
        self.stack.setCurrentWidget(self.view)
        self._list()
        self._offer()
        if found.papers:
            self.view.cases.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.view.tabs.setCurrentIndex(1)
            self.view.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is said -------------------------------------------------------------------------------------------------

    def _list(self) -> None:
        if self.review is not None:
            self.view.list(self.review)
            self._on_case()

    def _on_case(self) -> None:
        if self.review is not None:
            self.view.show_case(self.review)

    def _on_key(self, key: str) -> None:
        case, review = self.view.case, self.review
        if case is None or review is None or self.saving:
            return
        self.banner.tell("")
        if case.question is not None:
            self.view.words.field.setFocus()  # words are typed in their field
            return
        try:
            review.say(case, key)
        except AppError as error:
            self.banner.tell(wording.error(error), "warn")
            return
        self._go_on()

    def _on_enter(self) -> None:
        case, review = self.view.case, self.review
        if case is None or review is None:
            return
        if case.question is not None and self.view.cases.hasFocus() and review.is_open(case):
            self.view.words.field.setFocus()
            return
        review.accept(case)
        self._go_on()

    def _on_words(self, text: str) -> None:
        if self.review is not None and self.view.case is not None:
            self.review.type(self.view.case, text)

    def _go_on(self) -> None:
        self.view.cases.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.cases.go_on():
            self.view.write_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.view.case is not None and self.view.case.question is not None:
            self.view.words.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer()

    def _offer(self) -> None:
        if self.review is not None:
            self.view.offer(self.review, saving=self.saving)

    # -- writing ------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the papers of which all is decided; that others stay open is asked about first."""
        review = self.review
        if review is None or self.saving or not (papers := review.confirmed()):
            return
        left = review.counts().left
        if left:
            question = ngettext(
                "{count} paper has something open and is not written: its picture can be read again later.",
                "{count} papers have something open and are not written: their pictures can be read again later.",
                left,
            )
            title, words = _("Write what is decided?"), question.format(count=left)
            if not self.context.feedback.ask(title, words, _("Write"), parent=self):
                return
        self.banner.tell("")
        self.saving = True
        self._offer()
        conference_id = self.context.conference_id
        self.context.operations.write(
            lambda tx: scanned_opinions.confirm(tx, conference_id, papers),
            done=self._saved,
            failed=self.refuse,
            title=_("Writing"),
        )

    def _saved(self, entered: EnteredPapers) -> None:
        words = ngettext("Wrote {count} paper.", "Wrote {count} papers.", entered.written).format(count=entered.written)
        if entered.undoable:
            self.context.feedback.say(words, _("Undo"), self.context.shell.undo_last)
        else:
            self.context.feedback.say(f"{words} {not_undoable()}")
        self.accept()
        if self.context.shell.page is not None:  # a few answers leave no line that would tell it
            self.context.shell.page.make_stale(frozenset({Area.OPINIONS}))

    def refuse(self, error: Exception) -> bool:
        self.saving = False
        self._offer()
        return super().refuse(error)

    def reject(self) -> None:
        """Leave; what was said and not written is asked about."""
        if self.saving:
            return
        if self.review is None or not self.review.is_changed or self._may_drop():
            super().reject()

    def _may_drop(self) -> bool:
        return self.context.feedback.ask(
            _("Leave without saving?"),
            _("What you said of these papers is not written yet: the pictures can be read again."),
            _("Leave without saving"),
            parent=self,
            danger=True,
        )


def open_scans(context: Context, paths: Sequence[Path] = ()) -> PaperScanDialog | None:
    """Read pictures of questionnaires; nothing without the packages that read them, or when none are chosen."""
    return open_reading(context, paths, _("Photographs and scans of questionnaires"), FOLDER, PaperScanDialog)
