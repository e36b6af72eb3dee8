"""Marks brought back from a workbook: what each letter would do, ticked or not, then written as one change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHeaderView, QLayout, QTreeView

from desktop import wording
from desktop.domain.backups import Reason
from desktop.domain.errors import AppError, Cancelled
from desktop.domain.guide import Topic
from desktop.domain.marks_import import CellAction, MarksPlan, MarksReport
from desktop.domain.progress import IsCancelled, Progress
from desktop.gui.attendance_workbook import preview
from desktop.gui.attendance_workbook.preview import MarksPreview
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets import file_choice
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.dialog_parts import roomy_rows
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import choice
from desktop.gui.widgets.layout import button, grow, plain
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _, ngettext
from desktop.services.attendance import workbook_import
from desktop.services.opening import Transaction

_TOLD = 3
"""Notices shown whole; the others wait in the tool tip."""


def import_attendance(context: Context, path: Path | None = None) -> AttendanceImport | None:
    """Ask for the workbook, then show what is in it; nothing without a conference or a file."""
    if context.conference is None:
        return None
    path = path or _ask_for_file(context)
    if path is None:
        return None
    dialog = AttendanceImport(context)
    dialog.open()
    dialog.read(path)
    return dialog


def _ask_for_file(context: Context) -> Path | None:
    return file_choice.ask_for_workbook(context, _("Workbook with attendance"), file_choice.PAPERS)


class AttendanceImport(Dialog):
    """`plan` is what was read; its ticked cells are written."""

    guide = Topic.EXPORT

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Attendance from a workbook"), size=(1080, 600))
        self.plan: MarksPlan | None = None
        self.heading, self.fact = plain(role="heading", wrap=False), plain(role="muted")
        self.notices, self.why = plain(selectable=True), plain(role="error")
        self.why.hide()
        filters = self._filters()
        self.model = MarksPreview(context.theme, self)
        self.view = QTreeView()
        roomy_rows(self.view, context.theme)
        self.view.setAccessibleName(self.windowTitle())
        self.view.setModel(self.model)
        self.view.setAlternatingRowColors(False)
        self.view.setAllColumnsShowFocus(True)
        self.other = button(_("Another &file…"), self._another)
        foot, self.write_button = self.buttons(self.other, accept=_("&Write"))
        above = (self.heading, self.fact, self.banner, self.notices, filters)
        self.lay_out(*above, grow(self.view), self.why, foot)
        self._wire()
        self._lay_out_columns()
        self._count()

    def _filters(self) -> QLayout:
        self.show_only = choice([(_("All that is new or differs"), None)])
        self.show_only.setAccessibleName(_("Show"))
        self.all_shown = button(_("&Tick all shown"), lambda: self.model.tick_shown(True))
        self.none_shown = button(_("&Clear all shown"), lambda: self.model.tick_shown(False))
        filters = FlowLayout(spacing=GRID)
        for each in (self.show_only, self.all_shown, self.none_shown):
            filters.addWidget(each)
        return filters

    def _wire(self) -> None:
        self.show_only.currentIndexChanged.connect(lambda _place: self.model.show_only(self.show_only.currentData()))
        self.model.ticked.connect(self._count)
        self.view.doubleClicked.connect(self._toggle)
        self.view.selectionModel().currentChanged.connect(lambda now, _before: self._tell_why(now.row()))
        self.model.modelReset.connect(lambda: self._tell_why(-1))

    def _lay_out_columns(self) -> None:
        header = self.view.header()
        header.setStretchLastSection(True)
        widths = {
            preview.NAME: 160,
            preview.UNIT: 160,
            preview.SESSION: 120,
            preview.BEFORE: 148,
            preview.AFTER: 148,
            preview.WHERE: 64,
        }
        for place, width in widths.items():
            self.view.setColumnWidth(place, self.context.theme.px(width))
        header.setSectionResizeMode(preview.ACTION, QHeaderView.ResizeMode.ResizeToContents)

    # -- reading ------------------------------------------------------------------------------------------------------

    def _another(self) -> None:
        path = _ask_for_file(self.context)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a workbook and show what it would do."""
        conference = self.context.conference_id
        self.plan = None
        self.heading.setText(path.name)
        self.fact.setText(_("Reading the workbook…"))
        self.notices.hide()
        self.banner.tell("")
        self.model.set_plan(MarksPlan(conference, path.name, ()))
        self._offer_filters()

        def work(tx: Transaction, progress: Progress, cancelled: IsCancelled) -> MarksPlan:
            loaded = workbook_import.load(path, progress=progress, cancelled=cancelled)
            return workbook_import.plan(tx, conference, loaded)

        self.context.operations.read_long(
            self.read_key, work, self._show, self._failed, title=_("Reading the workbook")
        )

    def _failed(self, error: Exception) -> bool:
        if not isinstance(error, AppError):
            return False
        self.fact.setText("")
        if not isinstance(error, Cancelled):
            self.banner.tell(wording.error(error), "bad")
        return True

    def _show(self, plan: MarksPlan) -> None:
        self.plan = plan
        if plan.error is not None:
            self.fact.setText("")
            self.banner.tell(wording.sentence(plan.error.code, plan.error.details), "bad")
            return
        same = plan.count(CellAction.SAME)
        self.fact.setText(
            _("New {fill}, different {change}, the same {same}, refused {error} · sessions: {sessions}").format(
                sessions=", ".join(plan.sessions),
                fill=plan.count(CellAction.FILL),
                change=plan.count(CellAction.CHANGE),
                same=same,
                error=plan.count(CellAction.ERROR),
            )
        )
        told = [wording.sentence(notice.code, notice.details) for notice in plan.notices]
        shown = told[:_TOLD] + ([_("… and {count} more").format(count=len(told) - _TOLD)] if len(told) > _TOLD else [])
        self.notices.setText("\n".join(shown))
        tooltip(self.notices, "\n".join(told))
        self.notices.setVisible(bool(told))
        if len(plan.cells) == same:
            self.banner.tell(_("Everything in the workbook is recorded already: there is nothing to write."), "info")
        self.model.set_plan(plan)
        self._offer_filters()
        self.view.setFocus()
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _offer_filters(self) -> None:
        """Only the kinds of cells there are can be asked for."""
        plan, box = self.plan, self.show_only
        names = (
            (CellAction.CHANGE, _("Only what differs")),
            (CellAction.FILL, _("Only what is new")),
            (CellAction.ERROR, _("Only what was refused")),
        )
        offered = [(name, action) for action, name in names if plan is not None and plan.count(action)]
        _refill(box, [(_("All that is new or differs"), None), *offered])
        self.model.show_only(None)
        for widget in (box, self.all_shown, self.none_shown):
            widget.setEnabled(bool(offered))

    # -- writing ------------------------------------------------------------------------------------------------------

    def _toggle(self, index: preview.Index) -> None:
        first = self.model.index(index.row(), preview.ACTION)
        state = self.model.data(first, Qt.ItemDataRole.CheckStateRole)
        if state is not None and index.column() != preview.ACTION:
            checked = state is Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
            self.model.setData(first, wanted, Qt.ItemDataRole.CheckStateRole)

    def _tell_why(self, row: int) -> None:
        """Why the cell of the current row is refused, whole."""
        cell = self.model.cell(row)
        problem = cell.problem if cell is not None else None
        self.why.setVisible(problem is not None)
        self.why.setText(wording.sentence(problem.code, problem.details) if problem else "")

    def _count(self) -> None:
        count = len(self.model.chosen)
        words = ngettext("&Write {count} mark", "&Write {count} marks", count) if count else _("&Write")
        self.write_button.setText(words.format(count=count))
        self.write_button.setEnabled(bool(count))

    def accept(self) -> None:
        """Write the ticked cells; the dialog closes when they are written."""
        plan, chosen = self.plan, set(self.model.chosen)
        if plan is None or not chosen:
            return
        self.write_button.setEnabled(False)

        def failed(error: Exception) -> bool:
            self._count()
            return self.refuse(error)

        self.context.operations.write(
            lambda tx: workbook_import.apply(tx, plan, chosen),
            done=self._written,
            failed=failed,
            title=_("Writing the marks"),
            backup=Reason.IMPORT,
        )

    def _written(self, report: MarksReport) -> None:
        if report.meanwhile:
            count = len(report.meanwhile)
            words = ngettext(
                "{count} mark was left alone: somebody said something of that person meanwhile ({names}).",
                "{count} marks were left alone: somebody said something of those people meanwhile ({names}).",
                count,
            )
            names = ", ".join(dict.fromkeys(cell.full_name for cell in report.meanwhile[:5]))
            self.context.feedback.warn(words.format(count=count, names=names))
        super().accept()


def _refill(box: QComboBox, names: list[tuple[str, CellAction | None]]) -> None:
    box.blockSignals(True)
    box.clear()
    for name, value in names:
        box.addItem(name, value)
    box.blockSignals(False)
