"""Answers taken from workbooks and form exports: what each column says, what is refused, and what is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop import wording
from desktop.domain.areas import Area
from desktop.domain.backups import Reason
from desktop.domain.errors import AppError, Cancelled
from desktop.domain.guide import Topic
from desktop.domain.opinion_import import AnswerPlan, AnswerRow, ColumnUse
from desktop.domain.opinions import RoundView
from desktop.domain.progress import IsCancelled, Progress
from desktop.gui.context import Context
from desktop.gui.opinions.choosing import RoundChoice
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.file_choice import PAPERS, ask_for_workbooks
from desktop.gui.widgets.layout import check_box, field_name, grow, muted, plain, row
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext
from desktop.services import importing, opinions
from desktop.services.importing import Loaded
from desktop.services.opening import Transaction
from desktop.services.opinions import importing as taking


@dataclass(frozen=True, slots=True)
class OpinionPreviewRow:
    """A row of a file, or a file that could not be read."""

    id: int
    sign: str
    file: str
    where: str
    what: str


def lines_of(plan: AnswerPlan) -> list[OpinionPreviewRow]:
    """Every row, what is refused first; of an answer its marks alone are shown, never what was written beside them."""
    found: list[tuple[int, str, str, str, str]] = []
    for file in plan.files:
        if file.error is not None:
            found.append((0, _("✕ refused"), file.file, "", wording.sentence(file.error.code, file.error.details)))
        for each in file.rows:
            found.append((0 if each.problem else 1, *_told(each)))
    found.sort(key=lambda one: one[0])
    return [OpinionPreviewRow(place, *one[1:]) for place, one in enumerate(found)]


def _told(each: AnswerRow) -> tuple[str, str, str, str]:
    where = _("{sheet}, row {row}").format(sheet=each.sheet, row=each.number)
    if each.problem is not None:
        return _("✕ refused"), each.file, where, wording.sentence(each.problem.code, each.problem.details)
    marks = " ".join(str(mark or "–") for mark in each.filled.answer.marks) if each.filled is not None else ""
    return (_("✓ valid") if each.valid else _("! invalid")), each.file, where, marks


def columns() -> list[TableColumn[OpinionPreviewRow]]:
    """The preview's columns."""
    return [
        TableColumn("sign", lambda: _("Effect"), lambda line: line.sign, 110),
        TableColumn("what", lambda: _("Marks, or why it is refused"), lambda line: line.what, 380, stretches=True),
        TableColumn("where", lambda: _("Where"), lambda line: line.where, 190),
        TableColumn("file", lambda: _("File"), lambda line: line.file, 160, quiet=True),
    ]


def take_answers(context: Context, paths: Sequence[Path] = ()) -> TakeAnswersDialog | None:
    """Ask for the files, then show what is in them; nothing without a conference or a file."""
    if context.conference is None:
        return None
    chosen = list(paths) or ask_for_workbooks(context, _("Answers, or a form's export"), PAPERS)
    if not chosen:
        return None
    dialog = TakeAnswersDialog(context, chosen)
    dialog.open()
    return dialog


class TakeAnswersDialog(Dialog):
    """`plan` is what was read; all answers that are not refused nor there already are written."""

    guide = Topic.OPINIONS

    def __init__(self, context: Context, paths: Sequence[Path]) -> None:
        super().__init__(context, _("Import answers"), size=(980, 600))
        self._paths = tuple(paths)
        self._loaded: Loaded | None = None
        self.plan: AnswerPlan | None = None
        self.heading = plain(paths[0].name if len(paths) == 1 else _("Import answers"), role="heading")
        self.fact, self.not_read = muted(_("Reading the workbook…")), muted()
        self.rounds = RoundChoice(context, self._plan)
        self.again = check_box(_("Take also the answers that are there already"))
        self.again.toggled.connect(lambda _on: self._plan())
        self.again.hide()
        self.model: RowsModel[OpinionPreviewRow] = RowsModel(columns(), self)
        self.table = Table(context, "opinions.take", self.model, self.windowTitle())
        foot, self.write_button = self.buttons(accept=_("&Write"))
        chosen = row(field_name(_("Round"), self.rounds.field), grow(self.rounds.field))
        parts = (self.heading, chosen, self.fact, self.banner, self.again, grow(self.table), self.not_read, foot)
        self.lay_out(*parts)
        self._count()
        conference_id = context.conference_id
        self.read_once(lambda tx: opinions.list_rounds(tx, conference_id), self._take)

    def _take(self, found: list[RoundView]) -> None:
        self.rounds.take(found)
        if not found:
            self.fact.setText("")
            self.banner.tell(wording.sentence("opinion.none"), "info")
            return
        paths = self._paths

        def work(_tx: Transaction, progress: Progress, cancelled: IsCancelled) -> Loaded:
            return importing.load(paths, progress=progress, cancelled=cancelled)

        self.context.operations.read_long(self.read_key, work, self._read, self._failed, title=_("Reading"))

    def _read(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._plan()

    def _plan(self) -> None:
        """What the rows would do in the round chosen."""
        loaded, view, again = self._loaded, self.rounds.round, self.again.isChecked()
        if loaded is None or view is None:
            return
        key = view.id
        self.read_once(lambda tx: taking.plan(tx, key, loaded, again=again), self._show, self._failed)

    def _failed(self, error: Exception) -> bool:
        if not isinstance(error, AppError):
            return False
        self.fact.setText("")
        if not isinstance(error, Cancelled):
            self.banner.tell(wording.error(error), "bad")
        return True

    def _show(self, plan: AnswerPlan) -> None:
        self.plan = plan
        line = _("New answers {new}, there already {known}, refused {refused}")
        self.fact.setText(line.format(new=len(plan.answers), known=plan.known, refused=plan.refused))
        self.again.setVisible(bool(plan.known) or self.again.isChecked())
        told = [
            _("{file} has no column for “{item}”").format(file=file.file, item="”, “".join(file.missing[:3]))
            for file in plan.files
            if file.missing
        ]
        told += [
            _("{file}: no heading is a question; the columns of marks were taken in their order").format(file=file.file)
            for file in plan.files
            if file.by_order
        ]
        self.banner.tell(". ".join(told), "warn")
        dropped = [each.heading for file in plan.files for each in file.columns if each.use is ColumnUse.DROPPED]
        names = ", ".join(dict.fromkeys(filter(None, dropped)))
        self.not_read.setText(_("Not read, so that nobody is known: {columns}").format(columns=names) if names else "")
        self.table.replace(lines_of(plan))
        self.table.select_first()
        self._count()
        self.table.setFocus()

    def _count(self) -> None:
        count = len(self.plan.answers) if self.plan is not None else 0
        text = ngettext("&Write {count} answer", "&Write {count} answers", count).format(count=count)
        self.write_button.setText(text if count else _("&Write"))
        self.write_button.setEnabled(bool(count))

    def accept(self) -> None:
        """Write all that is new; the dialog closes when it is written."""
        plan = self.plan
        if plan is None:
            return
        self.write_button.setEnabled(False)

        def failed(error: Exception) -> bool:
            self._count()
            return self.refuse(error)

        def done(_count: int) -> None:
            super(TakeAnswersDialog, self).accept()
            if self.context.shell.page is not None:  # a few answers leave no line that would tell it
                self.context.shell.page.make_stale(frozenset({Area.OPINIONS}))

        self.context.operations.write(
            lambda tx: taking.apply(tx, plan), done=done, failed=failed, title=_("Writing"), backup=Reason.IMPORT
        )
