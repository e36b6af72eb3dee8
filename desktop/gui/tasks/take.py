"""Task sheets that came back: what each row would do, then written as one change; refused rows go back as a workbook."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop import wording
from desktop.domain.backups import Reason
from desktop.domain.errors import AppError, Cancelled
from desktop.domain.guide import Topic
from desktop.domain.progress import IsCancelled, Progress
from desktop.domain.task_sheets import RowAction, TakenRow, TakingPlan, TakingReport
from desktop.gui.context import Context
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.file_choice import PAPERS, ask_for_workbooks, ask_to_save
from desktop.gui.widgets.form import choice
from desktop.gui.widgets.layout import button, grow, plain, row
from desktop.gui.widgets.pick_box import PickBox
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext
from desktop.services import importing, units
from desktop.services.importing import Loaded
from desktop.services.opening import Transaction
from desktop.services.tasks import taking
from desktop.wording import task_sheets as words
from desktop.wording import tasks as task_words
from desktop.wording.formats import date_text, dotted

_MOST_TOLD = 3
"""Oddities of files told above the rows; more would push them out of sight."""
_SIGNS = {RowAction.COMMIT: "✓", RowAction.PROGRESS: "✓", RowAction.SAME: "=", RowAction.ERROR: "✕"}


@dataclass(frozen=True, slots=True)
class TaskPreviewRow:
    """A row of a sheet with its file, or a file that could not be read."""

    id: int
    file: str
    taken: TakenRow | None
    why: str


def lines_of(plan: TakingPlan) -> list[TaskPreviewRow]:
    """Every row, what is refused first."""
    found: list[TaskPreviewRow] = []
    for file in plan.files:
        if file.error is not None:
            found.append(
                TaskPreviewRow(len(found), file.file, None, wording.sentence(file.error.code, file.error.details))
            )
        for each in file.rows:
            told = [wording.sentence(problem.code, problem.details) for problem in each.problems]
            found.append(TaskPreviewRow(len(found), file.file, each, " ".join(told) or _said(each)))
    return sorted(found, key=lambda line: line.taken is not None and not line.taken.refused)


def _said(taken: TakenRow) -> str:
    """What a row says, in one line."""
    answer = taken.answer
    due = _("deadline {day}").format(day=date_text(answer.due)) if answer.due else ""
    return dotted(task_words.percent(answer.percent), answer.target, answer.responsible, due, answer.text)


def columns() -> list[TableColumn[TaskPreviewRow]]:
    """The preview's columns."""
    return [
        TableColumn("action", lambda: _("Effect"), _action, 130),
        TableColumn("unit", lambda: _("Unit"), lambda line: line.taken.unit if line.taken else "", 180),
        TableColumn("content", lambda: _("Task"), lambda line: line.taken.content if line.taken else "", 220),
        TableColumn("why", lambda: _("What it says, or why it is refused"), lambda line: line.why, 320, stretches=True),
        TableColumn("where", lambda: _("Where"), _where, 190),
    ]


def _action(line: TaskPreviewRow) -> str:
    action = line.taken.action if line.taken else RowAction.ERROR
    return f"{_SIGNS[action]} {words.action(action)}"


def _where(line: TaskPreviewRow) -> str:
    return dotted(_("row {row}").format(row=line.taken.row), line.file) if line.taken else line.file


def take_sheets(context: Context, paths: Sequence[Path] = ()) -> TakeDialog | None:
    """Ask for the files, then show what is in them; nothing without a conference or a file."""
    if context.conference is None:
        return None
    chosen = list(paths) or ask_for_workbooks(context, _("Task sheets that came back"), PAPERS)
    if not chosen:
        return None
    dialog = TakeDialog(context)
    dialog.open()
    dialog.read(chosen)
    return dialog


class TakeDialog(Dialog):
    """`plan` is what was read; all rows that are not refused are written."""

    guide = Topic.TASKS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Take task sheets"), size=(1080, 600))
        self._loaded: Loaded | None = None
        self.plan: TakingPlan | None = None
        self.heading, self.fact = plain(role="heading"), plain(role="muted")
        self.show_only = choice([(_("All rows"), None), (_("Only what was refused"), RowAction.ERROR)])
        self.show_only.setAccessibleName(_("Show"))
        self.unit = PickBox()
        self.unit.setAccessibleName(_("Unit of sheets that name none"))
        self.unit_row = row(plain(_("Unit of sheets that name none:"), wrap=False), grow(self.unit))
        self.model: RowsModel[TaskPreviewRow] = RowsModel(columns(), self)
        self.table = Table(context, "tasks.take", self.model, self.windowTitle())
        self.refused_button = button(_("Save the refused rows…"), self._save_refused)
        foot, self.write_button = self.buttons(self.refused_button, accept=_("&Write"))
        filters = row(self.show_only, self.unit_row)
        self.lay_out(self.heading, self.fact, self.banner, filters, grow(self.table), foot)
        self.show_only.currentIndexChanged.connect(lambda _place: self._show_lines())
        self.unit.picked.connect(self._plan)
        self.read_once(lambda tx: units.list_units(tx, active_only=True), self._take_units)
        self._count()

    def _take_units(self, found: object) -> None:
        if isinstance(found, list):
            self.unit.offer([("", None), *((unit.name, unit.id) for unit in found)])

    def read(self, paths: Sequence[Path]) -> None:
        """Read the files and show what they would do."""
        self.heading.setText(paths[0].name if len(paths) == 1 else words.title())
        self.fact.setText(_("Reading the workbook…"))

        def work(_tx: Transaction, progress: Progress, cancelled: IsCancelled) -> Loaded:
            return importing.load(paths, progress=progress, cancelled=cancelled)

        self.context.operations.read_long(self.read_key, work, self._read, self._failed, title=_("Reading"))

    def _read(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._plan()

    def _plan(self) -> None:
        """What the rows would do, with the unit chosen for sheets that name none."""
        loaded, conference_id, unit = self._loaded, self.context.conference_id, self.unit.value()
        if loaded is None:
            return
        unit_id = unit if isinstance(unit, uuid.UUID) else None
        self.read_once(lambda tx: taking.plan(tx, conference_id, loaded, unit_id=unit_id), self._show, self._failed)

    def _failed(self, error: Exception) -> bool:
        if not isinstance(error, AppError):
            return False
        self.fact.setText("")
        if not isinstance(error, Cancelled):
            self.banner.tell(wording.error(error), "bad")
        return True

    def _show(self, plan: TakingPlan) -> None:
        self.plan = plan
        counts = {str(action): plan.count(action) for action in RowAction}
        line = _("Commitments {commit}, progress alone {progress}, nothing new {same}, refused {error}")
        self.fact.setText(line.format_map(counts))
        self.banner.tell("")
        if not plan.refused and not plan.count(RowAction.COMMIT) + plan.count(RowAction.PROGRESS):
            self.banner.tell(_("The sheets say nothing new: there is nothing to write."), "info")
        odd = [(file.file, each) for file in plan.files for each in file.notices]
        if odd:
            told = [f"{name}: {wording.sentence(each.code, each.details)}" for name, each in odd[:_MOST_TOLD]]
            self.banner.tell("\n".join([*told, *(["…"] if len(odd) > _MOST_TOLD else [])]), "warn")
        self._show_lines()
        self._count()
        self.table.setFocus()

    def _show_lines(self) -> None:
        if self.plan is None:
            return
        only_refused = self.show_only.currentData() is not None
        lines = lines_of(self.plan)
        self.table.replace([each for each in lines if not only_refused or each.taken is None or each.taken.refused])
        self.table.select_first()

    def _count(self) -> None:
        plan = self.plan
        count = plan.count(RowAction.COMMIT) + plan.count(RowAction.PROGRESS) if plan is not None else 0
        text = (
            ngettext("&Write {count} row", "&Write {count} rows", count).format(count=count) if count else _("&Write")
        )
        self.write_button.setText(text)
        self.write_button.setEnabled(bool(count))
        self.refused_button.setEnabled(plan is not None and bool(plan.count(RowAction.ERROR)))

    def _save_refused(self) -> None:
        plan, context = self.plan, self.context
        if plan is None:
            return
        name, kinds = _("Refused rows") + ".xlsx", _("Excel workbook (*.xlsx)")
        path = ask_to_save(context, _("Save the refused rows"), PAPERS, name, kinds, self)
        if path is not None:
            context.operations.plain(
                f"{self.read_key}.refused",
                lambda *_asked: taking.write_refused(plan, path),
                lambda _count: context.feedback.say_saved(path),
            )

    def accept(self) -> None:
        """Write all that is not refused; the dialog closes when it is written."""
        plan = self.plan
        if plan is None:
            return
        self.write_button.setEnabled(False)

        def failed(error: Exception) -> bool:
            self._count()
            return self.refuse(error)

        self.context.operations.write(
            lambda tx: taking.apply(tx, plan),
            done=self._written,
            failed=failed,
            title=_("Writing"),
            backup=Reason.IMPORT,
        )

    def _written(self, report: TakingReport) -> None:
        if report.meanwhile:
            codes = ", ".join(each.code for each in report.meanwhile[:5])
            told = _("Left alone, for somebody changed them meanwhile: {codes}")
            self.context.feedback.warn(told.format(codes=codes))
        super().accept()
