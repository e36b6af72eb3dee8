"""After the conference: the board of units and tasks, one unit's tasks beside it, and what is said of the one chosen."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.tasks import TaskState, TaskView
from desktop.gui.context import Context
from desktop.gui.page import Page, PageCommand
from desktop.gui.tasks.board import Shown, UnitRow, about, columns_of, facts, rows_of, task_columns
from desktop.gui.theme import GRID
from desktop.gui.widgets import dropping
from desktop.gui.widgets.clipboard import copy_shown
from desktop.gui.widgets.empty import EmptyState, ListOrWords
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import choice
from desktop.gui.widgets.layout import (
    STRETCH,
    column,
    grow,
    heading,
    holder,
    plain,
    scroll,
    search_field,
    splitter,
)
from desktop.gui.widgets.rows import RowsModel
from desktop.gui.widgets.search import lead_into
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext
from desktop.services import tasks
from desktop.services.opening import Transaction
from desktop.wording.tasks import sign, state_text


class TasksPage(Page):
    """The tasks of the open conference."""

    guide = Topic.TASKS
    areas = frozenset({Area.TASKS, Area.UNITS, Area.CONFERENCES, Area.DOCUMENTS})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("After the conference"))
        self._all: list[TaskView] = []
        self._large = context.theme.large
        self._meant: tuple[uuid.UUID | None, uuid.UUID | None] = (None, None)
        """The unit and the task that the keyboard was on."""
        self._filling = False
        """Whether the tables are being filled, so that their rows move by themselves."""
        self.add_commands("tasks.sheets", "tasks.take", "tasks.remind")
        self.add_command("tasks.give", primary=True)
        self.model: RowsModel[UnitRow] = RowsModel([], self)
        self.table = Table(context, "tasks", self.model, _("Units and tasks"))
        self.of_unit: RowsModel[TaskView] = RowsModel(task_columns(), self)
        self.tasks = Table(context, "tasks.of_unit", self.of_unit, _("Tasks of the unit"))
        self._filters = self._make_filters()
        parts = splitter(self.table, self._panel(), sizes=(660, 440))
        whole = column(self._filters, grow(parts), spacing=GRID)
        self._stack = ListOrWords(holder(whole, first=self.table), self._nothing())
        self.body.addWidget(self._stack, 1)
        self.first = self.table
        self._wire()
        self.setAcceptDrops(True)

    def _make_filters(self) -> FlowLayout:
        flow = FlowLayout(spacing=GRID)
        theme = self.context.theme
        self.search = search_field(
            theme, _("Find a unit, task or responsible person"), _("Find tasks"), lambda _text: self._show()
        )
        self.search.setMinimumWidth(theme.px(120 if self._large else 260))
        self.kind = choice([(_("Every kind of task"), "")])
        states: list[tuple[str, object]] = [(f"{sign(state)} {state_text(state)}", state) for state in TaskState]
        self.state = choice([(_("Every state"), None), *states])
        for box, spoken in ((self.kind, _("Kind of task")), (self.state, _("State"))):
            box.setAccessibleName(spoken)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7 if self._large else 18)
            box.activated.connect(lambda _place: self._show())
        for widget in (self.search, self.kind, self.state):
            flow.addWidget(widget)
        return flow

    def _panel(self) -> QWidget:
        self.unit_name = heading()
        self.unit_name.setWordWrap(True)
        self.unit_fact = plain(role="muted")
        commands = self.context.commands
        self.commit_button = commands.button("page.commitment", _("Commi&tment…"))
        self.progress_button = commands.button("page.progress", _("Pro&gress…"))
        self.extend_button = commands.button("page.extension", _("E&xtension…"))
        buttons = FlowLayout(spacing=GRID)
        for each in (self.progress_button, self.commit_button, self.extend_button):
            buttons.addWidget(each)
        self.details = plain(selectable=True)
        area = scroll(column(self.details, STRETCH), sideways=False, spoken=_("About the task"))
        if self._large:  # a small screen has no room for all of it at once
            self.tasks.setMinimumHeight(self.context.theme.px(130))
            area.setMinimumHeight(self.context.theme.px(130))
            whole = column(self.unit_name, self.unit_fact, buttons, grow(self.tasks), area)
            return scroll(whole, sideways=False)
        parts = splitter(self.tasks, area, way=Qt.Orientation.Vertical, sizes=(260, 260))
        return holder(column(self.unit_name, self.unit_fact, grow(parts), buttons), first=self.tasks)

    def _nothing(self) -> EmptyState:
        empty = EmptyState(
            self.context,
            "clipboard-check-outline",
            _("No task yet"),
            _(
                "What the conclusion asks of the units: give each task once to all of them, send out their task sheets and "
                "take in what they fill in."
            ),
        )
        empty.add_button(_("Give tasks…"), primary=True).clicked.connect(lambda: self.context.run("tasks.give"))
        return empty

    def _wire(self) -> None:
        lead_into(self.search, self.table)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._on_row(self._show_unit))
        self.tasks.selectionModel().currentRowChanged.connect(lambda *_rows: self._on_row(self._show_task))
        self.table.chosen.connect(self.tasks.setFocus)
        self.tasks.chosen.connect(self.progress)
        self.commands = {
            "new": PageCommand(lambda: self.context.run("tasks.give")),
            "edit": PageCommand(self.commit, self.tasks.why_no_row),
            "commitment": PageCommand(self.commit, self.tasks.why_no_row),
            "progress": PageCommand(self.progress, self.tasks.why_no_row),
            "extension": PageCommand(self.extend, self.tasks.why_no_row),
            "remove": PageCommand(self.remove, self.tasks.why_no_row),
            "copy": PageCommand(self.copy, self.table.why_empty),
            "find": PageCommand(self.search.setFocus),
        }

    # -- showing ------------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the tasks again."""
        conference_id = self.context.conference_id

        def work(tx: Transaction) -> tuple[list[TaskView], list[str]]:
            return tasks.list_tasks(tx, conference_id), tasks.kinds(tx, conference_id)

        self.context.operations.read("tasks", work, self._take)

    def _take(self, found: tuple[list[TaskView], list[str]]) -> None:
        self._all, kinds = found
        chosen = self.kind.currentData()
        self.kind.clear()
        self.kind.addItem(_("Every kind of task"), "")
        for kind in kinds:
            self.kind.addItem(kind, kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
        self._stack.setCurrentIndex(0 if self._all else 1)
        self.say_facts(facts(self._all, short=self._large) if self._all else "")
        self._filling = True
        self.table.set_columns(columns_of(self._all))
        self._show()
        self.loaded.emit()

    def _show(self) -> None:
        """What the filters let through."""
        wanted = Shown(self.search.text(), str(self.kind.currentData() or ""), self.state.currentData())
        unit, _task = self._meant
        self._filling = True
        self.table.replace(rows_of([task for task in self._all if wanted.lets(task)]))
        if unit is not None and any(row.id == unit for row in self.model.rows()):
            self.table.select_ids([unit])
        elif self.table.current() is None:
            self.table.select_first()
        self._show_unit()

    def _on_row(self, show: Callable[[], None]) -> None:
        """The keyboard went to another row; not where rows are filled in."""
        if not self._filling:
            show()

    def _show_unit(self) -> None:
        row: UnitRow | None = self.table.current()
        _unit, task = self._meant
        shown = row.all if row is not None else []
        self.unit_name.setText(row.unit if row is not None else "")
        owed = [each for each in shown if each.standing.done_on is None]
        words = ngettext("still owes {count} task", "still owes {count} tasks", len(owed)).format(count=len(owed))
        self.unit_fact.setText((words if owed else _("owes nothing")) if row is not None else "")
        self._filling = True
        self.tasks.replace(shown)
        if task is not None and any(each.id == task for each in shown):
            self.tasks.select_ids([task])
        elif shown:
            self.tasks.select_first()
        self._show_task()

    def _show_task(self) -> None:
        self._filling = False
        task: TaskView | None = self.tasks.current()
        row: UnitRow | None = self.table.current()
        self._meant = (row.id if row is not None else None, task.id if task is not None else None)
        self.details.setText(about(task) if task is not None else "")
        for each in (self.commit_button, self.progress_button, self.extend_button):
            each.setEnabled(task is not None)

    def narrow(self, **filters: object) -> None:
        """`unit`: show this one's tasks."""
        unit = filters.get("unit")
        if isinstance(unit, uuid.UUID):
            self._meant = (unit, None)
            if not self._stale:
                self._show()

    # -- doing --------------------------------------------------------------------------------------------------------

    def commit(self) -> None:
        """What the unit promises."""
        from desktop.gui.tasks.forms import CommitDialog

        if (task := self.tasks.current()) is not None:
            CommitDialog(self.context, task).open()

    def progress(self) -> None:
        """How far the task is."""
        from desktop.gui.tasks.forms import ProgressDialog

        if (task := self.tasks.current()) is not None:
            ProgressDialog(self.context, task).open()

    def extend(self) -> None:
        """A later deadline."""
        from desktop.gui.tasks.forms import ExtendDialog

        if (task := self.tasks.current()) is not None:
            ExtendDialog(self.context, task).open()

    def remove(self) -> None:
        """Remove the tasks selected; Undo brings them back."""
        ids = [task.id for task in self.tasks.selected()]
        if ids:
            self.context.operations.write(lambda tx: tasks.remove(tx, ids))

    def copy(self) -> None:
        """Put the board on the clipboard as a table."""
        copy_shown(self.table, self.model)

    # -- sheets dropped -----------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropping.dragged(event.mimeData()) and not dropping.only_pictures(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()  # pictures of signed sheets are the window's

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropping.dragged(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, lambda: self.context.run("tasks.take", paths=paths))
