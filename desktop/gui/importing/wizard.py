"""The import wizard: read the files, show what each row will do, mend, apply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.backups import Reason
from desktop.domain.errors import AppError, Cancelled
from desktop.domain.guide import Topic
from desktop.domain.importing import ImportOptions, ImportPlan, ImportReport
from desktop.domain.people import RoleGroupView, UnitView
from desktop.domain.progress import IsCancelled, Progress
from desktop.gui.collecting import Rest
from desktop.gui.context import Context
from desktop.gui.importing.answers import SORTING, ImportAnswers
from desktop.gui.importing.draft import ImportDraft, Preview
from desktop.gui.importing.elided_link import ElidedLink
from desktop.gui.importing.report import finished, save_refused
from desktop.gui.importing.sorting import ranks
from desktop.gui.importing.view import ImportView
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import STRETCH, button, column, grow, holder, muted, row, title
from desktop.gui.widgets.work_bar import WorkBar
from desktop.i18n import _, ngettext
from desktop.services import groups, importing, units
from desktop.services.opening import Transaction
from desktop.wording import error as error_words
from desktop.wording.import_preview import save_refused_text

_LOAD, _PLAN = "import.load", "import.plan"
_ROOMY = 480
"""Pixels at the usual text size; in less, title, notices and hint go."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the record knows that the wizard offers."""

    units: Sequence[UnitView]
    groups: Sequence[RoleGroupView]


class ImportWizard(Dialog):
    """Imports files, folders or a pasted table into the open conference."""

    guide = Topic.IMPORT

    planned = Signal(object)
    """ImportPlan: what everything said so far comes to."""

    def __init__(self, context: Context, load: Callable[..., Any]) -> None:
        super().__init__(context, _("Import attendees"))
        self.draft = ImportDraft(_first_options(context))
        self.loaded: Any = None
        self.plan: ImportPlan | None = None
        self.names = Names((), ())
        self._load = load
        self._task: Any = None
        self._held: Preview | None = None
        """A plan that waits until the cell being typed in is left: a new table would close it."""
        self._applying = False
        self.setSizeGripEnabled(True)
        self.resize(_roomy(context))
        self.work = WorkBar(context.theme)
        self.work.cancelled.connect(self._cancel_work)
        self.view = ImportView(context.theme)
        self.answers = ImportAnswers(self)
        self._slow = QTimer(self, singleShot=True, interval=400)
        self._slow.timeout.connect(lambda: self.view.facts.setText(_("Working out again…")))
        rest = Rest()
        for gone in (self.finished, self.destroyed):  # a bound method would be let go with its object
            gone.connect(lambda *_given: rest.end())
        self._preview = self._lay_out_preview()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.work)
        self.stack.addWidget(self._preview)
        self.lay_out(
            self.banner, grow(self.stack), margins=(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID), spacing=None
        )
        self._read()

    # Layout

    def _lay_out_preview(self) -> QWidget:
        self.new_units_button = button("", self.answers.show_new_units)
        self.columns_button = button(_("&Map columns…"), self.answers.map_columns)
        self.options_button = button(_("O&ptions…"), self.answers.show_options)
        self.undo_button = button(_("&Undo"), self.undo, tip=_("Undo the last correction (Ctrl+Z)"))
        self.redo_button = button(_("&Redo"), self.redo, tip=_("Make the correction undone last again (Ctrl+Shift+Z)"))
        self.refused_button = ElidedLink()
        self.refused_button.clicked.connect(lambda: save_refused(self.context, self.plan, self))
        self.cancel_button = button(_("Cancel"), self.reject)
        self.import_button = button("", self.apply, primary=True)
        self.hint = muted()
        self.title = title(_("Look before you import"))
        above = (self.undo_button, self.redo_button, self.new_units_button, self.columns_button, self.options_button)
        header = FlowLayout(spacing=GRID)
        self.heads = holder(column(self.title, self.view.facts, spacing=2))
        header.addWidget(self.heads)
        header.push()
        for each in above:
            header.addWidget(each)
        beside = (grow(self.refused_button, 2), grow(self.hint, 3), STRETCH)
        footer = row(*beside, self.cancel_button, self.import_button)
        page = holder(column(header, grow(self.view), footer, spacing=GRID + 2))
        view, answers = self.view, self.answers
        view.edited.connect(answers.edit)
        view.answered.connect(answers.answer)
        view.left_out.connect(answers.leave_out)
        view.judged.connect(answers.judge)
        view.asked_notices.connect(answers.show_notices)
        view.asked_again.connect(answers.ask_again)
        view.asked_unit.connect(answers.set_unit)
        view.set_field.connect(answers.set_field)
        view.asked_columns.connect(answers.move_columns)
        view.asked_question.connect(answers.ask_column)
        view.asked_sorting.connect(answers.sort)
        view.asked_copy.connect(answers.copy)
        view.table.stopped_editing.connect(lambda: QTimer.singleShot(0, self, self._take_held))
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            QShortcut(QKeySequence(keys), self, self.redo)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.import_button.click)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, it is for the rows and the question."""
        super().resizeEvent(event)
        roomy = self.height() >= self.context.theme.px(_ROOMY)
        for each in (self.heads, self.view.told, self.hint):
            each.setVisible(roomy)

    # Reading and planning

    def _read(self) -> None:
        self.work.begin(_("Reading the files"))
        self.stack.setCurrentWidget(self.work)
        operations = self.context.operations
        self._task = operations.plain(
            _LOAD,
            lambda progress, cancelled: self._load(progress=self.work.beside(progress), cancelled=cancelled),
            self._after_reading,
            self._failed_before_preview,
        )

    def _after_reading(self, loaded: Any) -> None:
        self.loaded = loaded
        conference = self.context.conference_id
        self.read_once(
            lambda tx: Names(units.list_units(tx), groups.list_groups(tx, conference)),
            self._take_names,
        )
        self.work.begin(_("Working out what each row will do"))
        self.plan_again()

    def _take_names(self, names: Names) -> None:
        self.names = names
        self.view.set_choices(
            {
                "unit": [unit.name for unit in names.units],
                "role_group": [group.title for group in names.groups],
            }
        )

    def plan_again(self) -> None:
        """Plan with everything said so far; the preview follows when the answer is there."""
        conference, loaded, options = self.context.conference_id, self.loaded, self.draft.options
        self._held = None
        self.import_button.setEnabled(False)  # what is shown is no longer what would be done
        self._slow.start()

        sorting = self.view.model.sorting
        shown = [self.view.model.preview]  # work under way must not keep a plan that nobody sees any more

        def work(tx: Transaction, progress: Progress, cancelled: IsCancelled) -> Preview:
            plan = importing.plan(
                tx, conference, loaded, options, progress=self.work.beside(progress), cancelled=cancelled
            )
            preview = Preview.of(plan)
            preview.unlike(shown.pop())
            if sorting is not None:
                preview.sorting, preview.ranks = sorting, ranks(preview.lines, sorting)
            return preview

        self._task = self.context.operations.read_long(
            _PLAN, work, self._take_plan, self._failed_before_preview if self.plan is None else self._failed
        )

    def _take_plan(self, preview: Preview) -> None:
        if self.view.table.is_editing():
            self._held = preview
            return
        first, before = self.plan is None, list(self.view.model.all_lines())
        self.plan = plan = preview.plan
        self._slow.stop()
        self.view.set_plan(preview, self.draft.options.skipped)
        self._refresh_words()
        self.context.operations.let_go(before)
        self.planned.emit(plan)
        if first:
            self.stack.setCurrentWidget(self._preview)
            self.view.table.setFocus()

    def _take_held(self) -> None:
        if (held := self._held) is not None:
            self._held = None
            self._take_plan(held)

    def _refresh_words(self) -> None:
        """Buttons and hints that count things."""
        preview = self.view.model.preview
        assert self.plan is not None
        taken, refused, unanswered = (preview.taken, preview.refused, preview.unanswered) if preview else (0, 0, 0)
        text = ngettext("&Import {count} attendee", "&Import {count} attendees", taken).format(count=taken)
        answers = self.plan.taught
        if not taken:
            text = ngettext("&Remember {count} answer", "&Remember {count} answers", answers).format(count=answers)
        self.import_button.setText(text if taken or answers else _("Nothing to import"))
        self.import_button.setEnabled(bool(taken or answers))
        self.undo_button.setVisible(self.draft.can_undo)
        self.redo_button.setVisible(self.draft.can_redo)
        fresh = len(self.plan.new_units)
        self.new_units_button.setText(ngettext("{count} new unit…", "{count} new units…", fresh).format(count=fresh))
        self.new_units_button.setVisible(fresh > 0)
        self.refused_button.tell(save_refused_text(refused, unanswered))
        hints = []
        if refused or unanswered:
            hints.append(_("An Excel file with the reasons, to mend and import again."))
        if self.plan.new_role_groups:
            names = ", ".join(f"“{name}”" for name in self.plan.new_role_groups)
            hints.append(_("New role groups: {names}.").format(names=names))
        for reply in self.plan.replies:
            if reply.declined:
                hints.append(_("{unit} declines: {reason}").format(unit=reply.unit, reason=reply.declined))
        self.hint.setText(" ".join(hints))

    def undo(self) -> None:
        """Take back the last correction."""
        if self.draft.undo():
            self.plan_again()

    def redo(self) -> None:
        """Make the correction undone last again."""
        if self.draft.redo():
            self.plan_again()

    # Applying

    def apply(self) -> None:
        """Write what the preview promises, in one transaction."""
        plan = self.plan
        if plan is None or not self.import_button.isEnabled():
            return
        self._applying = True
        self.work.begin(_("Importing"))
        self.stack.setCurrentWidget(self.work)
        self._task = self.context.operations.write_long(
            lambda tx, progress, cancelled: importing.apply(
                tx, plan, progress=self.work.beside(progress), cancelled=cancelled
            ),
            done=self._applied,
            failed=self._failed,
            stoppable=True,
            backup=Reason.IMPORT,
        )

    def _applied(self, report: ImportReport) -> None:
        self._task, self._applying = None, False
        plan = self.plan
        assert plan is not None
        self.accept()
        finished(self.context, plan, report)

    # Trouble and leaving

    def _failed_before_preview(self, problem: Exception) -> bool:
        self._task = None
        if isinstance(problem, Cancelled):
            super().reject()
            return True
        if isinstance(problem, AppError):
            super().reject()
            return False
        return False

    def _failed(self, problem: Exception) -> bool:
        self._task, self._applying = None, False
        self._slow.stop()
        self._refresh_words()
        self.view.ask_again()
        self.stack.setCurrentWidget(self._preview)
        if isinstance(problem, AppError):
            self.banner.tell(error_words(problem), "info" if isinstance(problem, Cancelled) else "bad")
            return True
        return False

    def _cancel_work(self) -> None:
        if self._task is not None:
            self.context.operations.cancel(self._task)
        if self.plan is None:
            self.reject()

    def reject(self) -> None:
        """Leave; corrections made are not thrown away without a word, and work under way is stopped first."""
        if self._applying:
            self._cancel_work()
            return
        if self.plan is not None and self.draft.can_undo and not self._really_leave():
            return
        for key in (_LOAD, _PLAN, SORTING):
            self.context.operations.forget(key)
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's cross asks as Esc does."""
        event.ignore()
        self.reject()

    def _really_leave(self) -> bool:
        return self.context.feedback.ask(
            _("Leave the import?"),
            _("Nothing was imported yet, and the corrections made in this preview will be lost."),
            _("Leave"),
            parent=self,
            danger=True,
        )


def _first_options(context: Context) -> ImportOptions:
    return ImportOptions(with_sensitive=context.settings.with_sensitive)


def _roomy(context: Context) -> QSize:
    """Nearly the whole window, within the screen."""
    screen = QGuiApplication.primaryScreen().availableGeometry().size()
    wanted = QSize(context.theme.px(1180), context.theme.px(700)).expandedTo(context.window.size() - QSize(120, 60))
    return wanted.boundedTo(screen - QSize(24, 48))


def open_import(context: Context, paths: Sequence[Path] = ()) -> ImportWizard | None:
    """Import files and folders; without any, ask for files first."""
    from desktop.gui.importing.sources_dialog import ask_for_files

    chosen = list(paths) or ask_for_files(context)
    if not chosen:
        return None
    return _opened(context, lambda **hooks: importing.load(chosen, **hooks))


def open_import_clipboard(context: Context) -> ImportWizard | None:
    """Import the table in the clipboard."""
    data = QGuiApplication.clipboard().mimeData()
    text, html = (data.text(), data.html() if data.hasHtml() else "") if data is not None else ("", "")
    if not text.strip() and not html:
        context.feedback.say(_("The clipboard holds no table: copy the rows in Excel first."))
        return None

    def load(**_hooks: object) -> Any:
        return importing.loaded_from_clipboard(text, html)

    return _opened(context, load)


def _opened(context: Context, load: Callable[..., Any]) -> ImportWizard:
    wizard = ImportWizard(context, load)
    wizard.open()
    return wizard
