"""The tasks as they were given, each text once: its text, kind and conclusion put right for all units together."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.tasks import ConclusionView, NewConclusion, TaskView, content_key
from desktop.gui.context import Context
from desktop.gui.widgets.form import DateField, FormDialog, choice, line, note
from desktop.gui.widgets.list_dialog import TableDialog
from desktop.gui.widgets.pick_box import PickBox
from desktop.gui.widgets.rows import TableColumn
from desktop.gui.widgets.typed import day
from desktop.i18n import _, ngettext
from desktop.services import tasks
from desktop.services.opening import Transaction
from desktop.services.tasks import conclusions
from desktop.wording.field import heading
from desktop.wording.tasks import conclusion_text


@dataclass(frozen=True, slots=True)
class Given:
    """A text with all units that have it."""

    content: str
    tasks: tuple[TaskView, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Its kinds; several where they were changed for some."""
        return tuple(sorted({task.kind for task in self.tasks}))

    @property
    def conclusion_ids(self) -> frozenset[uuid.UUID | None]:
        """The conclusions it comes from."""
        return frozenset(task.conclusion_id for task in self.tasks)


@dataclass(frozen=True, slots=True)
class _Found:
    given: list[Given]
    kinds: list[str]
    conclusions: list[ConclusionView]


def open_given(context: Context) -> GivenDialog:
    """Open the tasks given in the open conference."""
    dialog = GivenDialog(context)
    dialog.open()
    return dialog


class GivenDialog(TableDialog):
    """One line for each text, in the order in which they were given."""

    guide = Topic.TASKS

    def __init__(self, context: Context) -> None:
        words = _("Text, kind and conclusion are put right for all units at once; what they answered stays.")
        columns: list[TableColumn[Given]] = [
            TableColumn("content", lambda: _("Task"), lambda row: row.content, 300, stretches=True),
            TableColumn("kind", lambda: _("Kind of task"), lambda row: "; ".join(filter(None, row.kinds)), 150),
            TableColumn("conclusion", lambda: _("Conclusion"), self._conclusion, 150),
            TableColumn("units", lambda: _("Units"), lambda row: str(len(row.tasks)), 70, numeric=True),
        ]
        self._found = _Found([], [], [])
        super().__init__(context, "tasks.given", _("Tasks given"), words, columns, size=(860, 440))
        self._edit_button = self.add_button(_("Edit…"), self.edit)
        self._paper_button = self.add_button(_("The conclusion…"), self.edit_paper)
        self.follow(Area.TASKS, Area.UNITS)

    def _conclusion(self, row: Given) -> str:
        found = [each for each in self._found.conclusions if each.id in row.conclusion_ids]
        return "; ".join(map(conclusion_text, found))

    def reload(self) -> None:
        """Read the tasks again."""
        conference_id = self.context.conference_id

        def work(tx: Transaction) -> _Found:
            together: dict[str, list[TaskView]] = {}
            for task in sorted(tasks.list_tasks(tx, conference_id), key=lambda each: each.number):
                together.setdefault(content_key(task.content), []).append(task)
            return _Found(
                [Given(same[0].content, tuple(same)) for same in together.values()],
                tasks.kinds(tx, conference_id),
                conclusions.list_conclusions(tx, conference_id),
            )

        self.read_record(work, self._take)

    def _take(self, found: _Found) -> None:
        self._found = found
        self.table.replace(found.given)
        if self.table.current() is None:
            self.table.select_first()
        self.banner.tell("" if found.given else _("No task yet"), "warn")
        self.offer()

    def offer(self) -> None:
        row: Given | None = self.table.current()
        self._edit_button.setEnabled(row is not None)
        self._paper_button.setEnabled(row is not None and any(row.conclusion_ids))

    def edit(self) -> None:
        """Put the task right that the keyboard is on."""
        row: Given | None = self.table.current()
        if row is not None:
            GivenForm(self.context, row, self._found.kinds, self._found.conclusions).open()

    def edit_paper(self) -> None:
        """Put its conclusion right."""
        row: Given | None = self.table.current()
        paper = next((each for each in self._found.conclusions if row and each.id in row.conclusion_ids), None)
        if paper is not None:
            ConclusionForm(self.context, paper).open()


class GivenForm(FormDialog):
    """Text, kind and conclusion of one task, for all units that have it."""

    guide = Topic.TASKS

    def __init__(self, context: Context, given: Given, kinds: Sequence[str], known: Sequence[ConclusionView]) -> None:
        count = len(given.tasks)
        title = ngettext("Task of {count} unit", "Task of {count} units", count).format(count=count)
        super().__init__(context, title, _("Save"), width=600)
        self._given = given
        self.content = note(given.content)
        self.kind = PickBox(open_ended=True)
        self.kind.offer([(kind, kind) for kind in kinds], given.kinds[0] if len(given.kinds) == 1 else None)
        papers: list[tuple[str, object]] = [
            (_("as it is"), None),
            *((conclusion_text(each), each.id) for each in known),
        ]
        one = next(iter(given.conclusion_ids)) if len(given.conclusion_ids) == 1 else None
        self.paper = choice(papers, one)
        self.paper.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        hint = _("After another text, send the task sheets anew: rows with the old text are refused.")
        self.form.add("content", heading("content"), self.content, wide=True, hint=hint)
        self.form.add("kind", _("Kind of task"), self.kind)
        self.form.add("conclusion", _("Conclusion"), self.paper)

    def submit(self) -> None:
        """Save it for all of them."""
        given, text, kind = self._given, self.content.toPlainText(), self.kind.text()
        ids, paper = [task.id for task in given.tasks], self.paper.currentData()
        changed = text if text.strip() != given.content else None
        said = kind if kind or len(given.kinds) == 1 else None
        self.take(lambda tx: tasks.edit_together(tx, ids, content=changed, kind=said, conclusion_id=paper))


class ConclusionForm(FormDialog):
    """Number, day and author of a conclusion."""

    guide = Topic.TASKS

    def __init__(self, context: Context, paper: ConclusionView) -> None:
        super().__init__(context, _("Conclusion"), _("Save"), width=520)
        self._paper = paper
        self.number, self.concluded_by = line(paper.number, "15/TB-UBND"), line(paper.concluded_by)
        self.signed_on = DateField(context, paper.signed_on)
        self.form.add("paper_number", heading("paper_number"), self.number)
        self.form.add("signed_on", heading("signed_on"), self.signed_on)
        self.form.add("concluded_by", heading("concluded_by"), self.concluded_by, wide=True)

    def submit(self) -> None:
        """Save it."""
        paper = self._paper
        given = NewConclusion(self.number.text(), day(self.signed_on, "signed_on"), self.concluded_by.text())
        self.take(lambda tx: conclusions.edit(tx, paper.id, given, version=paper.version))
