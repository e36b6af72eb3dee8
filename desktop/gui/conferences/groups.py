"""The role groups of a conference: names, order, and which kind of unit proposes them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.people import GroupMerge, RoleGroupView
from desktop.gui.widgets.form import FormDialog, choice, line
from desktop.gui.widgets.layout import muted, plain
from desktop.gui.widgets.list_dialog import OrderedDialog
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.i18n import _, ngettext
from desktop.services import groups
from desktop.wording.field import kind_choices, kind_text
from desktop.wording.groups import merge_lines

if TYPE_CHECKING:
    from desktop.gui.context import Context
    from desktop.services.opening import Transaction


def columns() -> list[TableColumn[RoleGroupView]]:
    """The columns of the list of groups."""
    return [
        TableColumn(RowsModel.NUMBER, lambda: _("No."), lambda _row: "", 52, numeric=True),
        TableColumn("title", lambda: _("Role group"), lambda row: row.title, 220, stretches=True),
        TableColumn("kind", lambda: _("Proposed for"), lambda row: kind_text(row.unit_kind) or "–", 180),
        TableColumn("count", lambda: _("Attendees"), lambda row: str(row.attendee_count), 96, numeric=True),
    ]


def show_groups(context: Context) -> GroupsDialog:
    """Open the editor of the open conference's groups."""
    dialog = GroupsDialog(context)
    dialog.open()
    return dialog


class GroupsDialog(OrderedDialog[RoleGroupView]):
    """The groups in their order; each change is made at once and can be undone."""

    guide = Topic.CONFERENCE
    areas = (Area.GROUPS, Area.ATTENDEES)

    def __init__(self, context: Context) -> None:
        words = _("Lists and attendance sheets follow this order. A unit's kind proposes the group of its attendees.")
        super().__init__(context, "groups", _("Role groups"), words, columns(), size=(760, 420))
        self._merge = self.add_button(_("Merge…"), self.merge)

    def read(self, tx: Transaction) -> list[RoleGroupView]:
        """The groups with their people counted."""
        return groups.list_groups(tx, self.conference_id)

    def key_of(self, row: RoleGroupView) -> uuid.UUID:
        return row.id

    def put(self, tx: Transaction, key: uuid.UUID, place: int) -> object:
        return groups.move_group(tx, key, place)

    def offer(self) -> None:
        super().offer()
        self._merge.setEnabled(self.place() >= 0 and len(self.rows) > 1)

    def add(self) -> None:
        """A new group."""
        GroupForm(self.context, self.conference_id).open()

    def edit(self) -> None:
        """The group the keyboard is on."""
        row = self.current()
        if row is not None:
            GroupForm(self.context, self.conference_id, row).open()

    def merge(self) -> None:
        """Say which group this one really is."""
        row = self.current()
        if row is not None:
            MergeGroupForm(self.context, row, self._others(row)).open()

    def remove(self) -> None:
        """Remove the group; where it has people, ask where they go."""
        row = self.current()
        if row is None:
            return
        if row.attendee_count:
            RemoveGroupForm(self.context, row, self._others(row)).open()
        else:
            self.write(lambda tx: groups.remove_group(tx, row.id))

    def _others(self, row: RoleGroupView) -> list[RoleGroupView]:
        return [each for each in self.rows if each.id != row.id]


class MergeGroupForm(FormDialog):
    """Which group the chosen one becomes part of, and what that changes."""

    guide = Topic.CONFERENCE

    def __init__(self, context: Context, gone: RoleGroupView, others: Sequence[RoleGroupView]) -> None:
        title = _("Merge “{name}” into another role group").format(name=gone.title)
        super().__init__(context, title, _("Merge"), columns=1, width=520)
        self._gone = gone
        self.into = choice([(each.title, each.id) for each in others])
        self.into.setCurrentIndex(0)
        self.form.add("into", _("The role group that stays"), self.into)
        self.told = plain()
        self.form.add_row(self.told)
        self.into.currentIndexChanged.connect(self._look)
        self.into.setFocus()
        self._look()

    def _look(self) -> None:
        """Say what follows, for the group chosen now."""
        self.save_button.setEnabled(False)
        gone, into = self._gone.id, self.into.currentData()
        self.read_once(lambda tx: groups.merging(tx, gone, into), self._tell)

    def _tell(self, found: GroupMerge) -> None:
        if found.keep.id == self.into.currentData():
            self.told.setText("\n".join(merge_lines(found)))
            self.fit()
            self.save_button.setEnabled(not self.saving)

    def submit(self) -> None:
        """Merge."""
        gone, into = self._gone.id, self.into.currentData()
        self.take(lambda tx: groups.merge_groups(tx, gone, into))


class RemoveGroupForm(FormDialog):
    """Where the people of a group go that is removed."""

    guide = Topic.CONFERENCE

    def __init__(self, context: Context, group: RoleGroupView, others: Sequence[RoleGroupView]) -> None:
        title = _("Remove “{name}”").format(name=group.title)
        super().__init__(context, title, _("Move them and remove"), columns=1, width=480)
        self._group = group
        words = ngettext("{count} attendee is in it.", "{count} attendees are in it.", group.attendee_count)
        self.form.add_row(muted(words.format(count=group.attendee_count)))
        options: list[tuple[str, object]] = [(each.title, each.id) for each in others]
        self.into = choice([*options, (_("Into no role group"), None)])
        self.into.setCurrentIndex(0)
        self.form.add("into", _("They go to"), self.into)
        self.into.setFocus()

    def submit(self) -> None:
        """Move them, and remove it."""
        into, group = self.into.currentData(), self._group.id
        self.take(lambda tx: groups.remove_group(tx, group, into))


class GroupForm(FormDialog):
    """One group's name and the kind of unit that proposes it."""

    guide = Topic.CONFERENCE

    def __init__(self, context: Context, conference_id: uuid.UUID, group: RoleGroupView | None = None) -> None:
        title = _("Edit role group") if group else _("Add a role group")
        super().__init__(context, title, _("Save") if group else _("Add"), columns=1, width=440)
        self._conference_id = conference_id
        self._group = group
        self.title = line(group.title if group else "")
        self.kind = choice([(_("No kind of unit"), ""), *kind_choices()], group.unit_kind if group else "")
        self.word = line(group.role_word if group else "", _("as the name says: attendee, organizer, speaker, guest"))
        self.word.setMaxLength(60)
        self.form.add("title", _("Name"), self.title)
        self.form.add("unit_kind", _("Proposed for attendees from"), self.kind)
        self.form.add("role_word", _("Role word on badges"), self.word)
        self.title.setFocus()

    def submit(self) -> None:
        """Save it."""
        title, word, before = self.title.text(), self.word.text(), self._group
        kind = str(self.kind.currentData())
        if before is None:
            self.take(lambda tx: groups.add_group(tx, self._conference_id, title, unit_kind=kind, role_word=word))
        else:
            version = before.version
            self.take(
                lambda tx: groups.edit_group(
                    tx, before.id, version=version, title=title, unit_kind=kind, role_word=word
                )
            )
