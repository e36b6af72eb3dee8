"""The role groups of a conference: names, order, and which kind of unit proposes them."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop import wording
from desktop.domain.areas import Area
from desktop.domain.errors import AppError
from desktop.domain.people import RoleGroupView
from desktop.gui import icons
from desktop.gui.context import Context
from desktop.gui.feedback import Banner
from desktop.gui.theme import GRID
from desktop.gui.widgets.form import FormDialog, choice, line
from desktop.gui.widgets.rows import Column, RowsModel
from desktop.gui.widgets.table import Table
from desktop.i18n import _
from desktop.services import groups
from desktop.wording.field import kind_choices, kind_text


def show_groups(context: Context) -> GroupsDialog:
    """Open the editor of the open conference's groups."""
    dialog = GroupsDialog(context)
    dialog.open()
    return dialog


class GroupsDialog(QDialog):
    """The groups in their order; each change is made at once and can be undone."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self.context = context
        self._conference_id = context.conference_id
        self._groups: list[RoleGroupView] = []
        self._to_select: uuid.UUID | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(_("Role groups"))
        heading = QLabel(_("Role groups"))
        heading.setProperty("role", "heading")
        words = QLabel(
            _("Lists and attendance sheets follow this order. A unit's kind proposes the group of its attendees.")
        )
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        self.banner = Banner(context.theme)
        model: RowsModel[RoleGroupView] = RowsModel(
            [
                Column(RowsModel.NUMBER, lambda: _("No."), lambda _row: "", 52, numeric=True),
                Column("title", lambda: _("Role group"), lambda row: row.title, 220, stretches=True),
                Column("kind", lambda: _("Proposed for"), lambda row: kind_text(row.unit_kind) or "–", 180),
                Column("count", lambda: _("Attendees"), lambda row: str(row.attendee_count), 96, numeric=True),
            ],
            self,
        )
        self.table = Table(context, "groups", model, _("Role groups"))
        self.table.chosen.connect(self.edit)
        side = QVBoxLayout()
        side.setSpacing(GRID)
        self._buttons: dict[str, QPushButton] = {}
        for name, text, slot in (
            ("add", _("Add…"), self.add),
            ("edit", _("Edit…"), self.edit),
            ("up", _("Move up"), self.move_up),
            ("down", _("Move down"), self.move_down),
            ("remove", _("Remove"), self.remove),
        ):
            button = self._buttons[name] = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            side.addWidget(button)
        self._buttons["up"].setIcon(icons.icon(context.theme, "arrow-up"))
        self._buttons["down"].setIcon(icons.icon(context.theme, "arrow-down"))
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(GRID * 2)
        middle.addWidget(self.table, 1)
        middle.addLayout(side)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        layout.setSpacing(GRID + 4)
        for part in (heading, words, self.banner):
            layout.addWidget(part)
        layout.addLayout(middle, 1)
        layout.addWidget(close)
        scale = context.theme.scale
        room = context.window.screen().availableSize()
        self.resize(min(round(760 * scale), room.width() - 40), min(round(420 * scale), room.height() - 60))
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self._offer())
        context.operations.changed.connect(self._on_changed)
        self.finished.connect(lambda _result: context.operations.forget("groups"))
        self.reload()

    def reload(self) -> None:
        """Read the groups again."""
        conference_id = self._conference_id
        self.context.operations.read("groups", lambda tx: groups.list_groups(tx, conference_id), self._take)

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if areas & {Area.GROUPS, Area.ATTENDEES}:
            self.reload()

    def _take(self, found: list[RoleGroupView]) -> None:
        self._groups = found
        self.table.replace(found)
        if self._to_select is not None:
            self.table.select_ids([self._to_select])
            self._to_select = None
        elif self.table.current() is None:
            self.table.select_first()
        self._offer()

    def _offer(self) -> None:
        row = self.table.current()
        place = next((place for place, group in enumerate(self._groups) if row and group.id == row.id), -1)
        self._buttons["edit"].setEnabled(place >= 0)
        self._buttons["remove"].setEnabled(place >= 0)
        self._buttons["up"].setEnabled(place > 0)
        self._buttons["down"].setEnabled(0 <= place < len(self._groups) - 1)

    def add(self) -> None:
        """A new group."""
        GroupForm(self.context, self._conference_id).open()

    def edit(self) -> None:
        """The group the keyboard is on."""
        row = self.table.current()
        if row is not None:
            GroupForm(self.context, self._conference_id, row).open()

    def move_up(self) -> None:
        """One place up."""
        self._move(-1)

    def move_down(self) -> None:
        """One place down."""
        self._move(1)

    def _move(self, step: int) -> None:
        row = self.table.current()
        if row is None:
            return
        place = [group.id for group in self._groups].index(row.id) + step
        self._to_select = row.id
        self._write(lambda tx: groups.move_group(tx, row.id, place))

    def remove(self) -> None:
        """Remove the group; its attendees stay without one."""
        row = self.table.current()
        if row is not None:
            self._write(lambda tx: groups.remove_group(tx, row.id))

    def _write(self, work: Any) -> None:
        self.banner.tell("")
        self.context.operations.write(work, failed=self._refused)

    def _refused(self, error: Exception) -> bool:
        if isinstance(error, AppError):
            self.banner.tell(wording.error(error), "bad")
            return True
        return False


class GroupForm(FormDialog):
    """One group's name and the kind of unit that proposes it."""

    def __init__(self, context: Context, conference_id: uuid.UUID, group: RoleGroupView | None = None) -> None:
        title = _("Edit role group") if group else _("Add a role group")
        super().__init__(context, title, _("Save") if group else _("Add"), columns=1, width=440)
        self._conference_id = conference_id
        self._group = group
        self.title = line(group.title if group else "")
        self.kind = choice([(_("No kind of unit"), ""), *kind_choices()], group.unit_kind if group else "")
        self.form.add("title", _("Name"), self.title)
        self.form.add("unit_kind", _("Proposed for attendees from"), self.kind)
        self.title.setFocus()

    def submit(self) -> None:
        """Save it."""
        title, kind, before = self.title.text(), str(self.kind.currentData()), self._group
        if before is None:
            self.take(lambda tx: groups.add_group(tx, self._conference_id, title, unit_kind=kind))
        else:
            self.take(lambda tx: groups.edit_group(tx, before.id, version=before.version, title=title, unit_kind=kind))
