"""Which columns of the attendee list go into the workbook, in which order."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFileDialog, QListWidget, QListWidgetItem

from desktop.domain.errors import InvalidInput
from desktop.domain.file_names import file_stem
from desktop.domain.guide import Topic
from desktop.domain.questions import Question
from desktop.gui import icons
from desktop.gui.attendees.model import BY_GROUP, BY_RANK
from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog, choice
from desktop.gui.widgets.layout import STRETCH, button, column, grow, holder, row
from desktop.i18n import _
from desktop.services import exporting
from desktop.services.opening import Transaction
from desktop.wording import field
from desktop.wording.formats import attendees_text, selected_text, shown_text

_REMEMBERED = "export.columns"


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list shows when an export is asked for."""

    selected: tuple[uuid.UUID, ...] = ()
    shown: tuple[uuid.UUID, ...] = ()
    """Those whom the search and the filters leave."""
    everyone: int = 0
    order: str = "rank"
    questions: tuple[Question, ...] = ()
    points: bool = False
    """Whether the conference has points beside its main hall."""


def export_attendees(context: Context, listed: Listed | None = None) -> ExportDialog:
    """Ask for people and columns, then for the file."""
    dialog = ExportDialog(context, listed or Listed())
    dialog.open()
    return dialog


def _whom(listed: Listed) -> QComboBox:
    """The selection where it is more than the row the keyboard is on, what is shown where that is less, or everyone."""
    narrowed = 0 < len(listed.shown) < listed.everyone
    offers: list[tuple[str, object]] = []
    if len(listed.selected) > 1:
        offers.append((selected_text(len(listed.selected)), frozenset(listed.selected)))
    if narrowed:
        offers.append((shown_text(len(listed.shown)), frozenset(listed.shown)))
    everyone = _("Everyone ({people})").format(people=attendees_text(listed.everyone)) if listed.everyone else ""
    made = choice([*offers, (everyone or _("Everyone"), None)])
    made.setCurrentIndex(0)
    return made


class ExportDialog(FormDialog):
    """Whom it holds, ticks and order of the columns, and the order of the rows."""

    guide = Topic.EXPORT

    def __init__(self, context: Context, listed: Listed) -> None:
        super().__init__(context, _("Export the attendee list"), _("Save the workbook…"), columns=1, width=460)
        self.people = _whom(listed)
        self.form.add("people", _("What to write"), self.people)
        self.columns = self._make_list(listed.questions, points=listed.points)
        up, down = button(_("Move up"), partial(self._move, -1)), button(_("Move down"), partial(self._move, 1))
        up.setIcon(icons.icon(context.theme, "arrow-up"))
        down.setIcon(icons.icon(context.theme, "arrow-down"))
        both = holder(row(grow(self.columns), column(up, down, STRETCH)), first=self.columns)
        self.form.add("columns", _("Columns"), both, hint=_("Space ticks a column. Drag to reorder."))
        self.columns.setAccessibleName(_("Columns"))
        self.order = choice(
            [*((words(), name) for name, words in field.ORDERS.items()), (_("Role group, unit, then rank"), BY_GROUP)],
            listed.order,
        )
        self.form.add("order", _("Rows"), self.order)
        self.columns.setFocus()

    def _make_list(self, asked: Sequence[Question], *, points: bool) -> QListWidget:
        """Every column, those chosen last time first and ticked; all questions until some of them were."""
        theme = self.context.theme
        stored = self.context.remembered(_REMEMBERED)
        titles = {each.key: each.title for each in asked}
        every = (*(name for name in exporting.ALL_COLUMNS if points or name != "point"), *titles)
        kept = [name for name in stored if name in every] if isinstance(stored, list) else []
        chosen = kept or [*exporting.COLUMNS, *(["point"] if points else [])]
        if titles.keys().isdisjoint(chosen):
            chosen += titles
        made = QListWidget()
        made.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        made.setMinimumHeight(theme.px(26 * 10))
        for name in (*chosen, *(name for name in every if name not in chosen)):
            item = QListWidgetItem(titles.get(name) or field.heading(name))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setSizeHint(QSize(0, theme.px(26)))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
            made.addItem(item)
        made.setCurrentRow(0)
        return made

    def _move(self, step: int) -> None:
        place = self.columns.currentRow()
        if 0 <= place + step < self.columns.count():
            item = self.columns.takeItem(place)
            self.columns.insertItem(place + step, item)
            self.columns.setCurrentRow(place + step)

    def chosen(self) -> list[str]:
        """The columns ticked, in order."""
        items = (self.columns.item(place) for place in range(self.columns.count()))
        return [
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]

    def submit(self) -> None:
        """Ask for the file and write it."""
        columns = self.chosen()
        if not columns:
            raise InvalidInput("export.no_columns", field="columns")
        conference = self.context.conference
        if conference is None:
            return
        name = _("Attendees - {title}").format(title=conference.title[:60])
        suggested = str(Path.home() / f"{file_stem(name)}.xlsx")
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save the workbook"), suggested, _("Excel workbooks ({pattern})").format(pattern="*.xlsx")
        )
        if not name:
            return
        self.context.remember(_REMEMBERED, columns)
        order, only = str(self.order.currentData()), self.people.currentData()
        grouped = order == BY_GROUP
        order = BY_RANK if grouped else order

        def work(tx: Transaction) -> Path:
            content = exporting.export_attendees(tx, conference.id, columns, order, only=only, groups_first=grouped)
            path = exporting.save(content, name)
            exporting.record_export(tx, conference.id, content)
            return path

        self.take(work, self._saved)

    def _saved(self, path: object) -> None:
        if isinstance(path, Path):
            self.context.feedback.say_saved(path)
