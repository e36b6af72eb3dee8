"""The role groups of a conference: names, order, and which kind of unit proposes them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from desktop.domain.areas import Area
from desktop.domain.people import RoleGroupView
from desktop.gui import icons
from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog, choice, line
from desktop.gui.widgets.layout import muted
from desktop.gui.widgets.list_dialog import TableDialog
from desktop.gui.widgets.rows import Column, RowsModel
from desktop.i18n import _, ngettext
from desktop.services import groups
from desktop.wording.field import kind_choices, kind_text


def columns() -> list[Column[RoleGroupView]]:
    """The columns of the list of groups."""
    return [
        Column(RowsModel.NUMBER, lambda: _("No."), lambda _row: "", 52, numeric=True),
        Column("title", lambda: _("Role group"), lambda row: row.title, 220, stretches=True),
        Column("kind", lambda: _("Proposed for"), lambda row: kind_text(row.unit_kind) or "–", 180),
        Column("count", lambda: _("Attendees"), lambda row: str(row.attendee_count), 96, numeric=True),
    ]


def show_groups(context: Context) -> GroupsDialog:
    """Open the editor of the open conference's groups."""
    dialog = GroupsDialog(context)
    dialog.open()
    return dialog


class GroupsDialog(TableDialog):
    """The groups in their order; each change is made at once and can be undone."""

    def __init__(self, context: Context) -> None:
        words = _("Lists and attendance sheets follow this order. A unit's kind proposes the group of its attendees.")
        super().__init__(context, "groups", _("Role groups"), words, columns(), size=(760, 420))
        self._conference_id = context.conference_id
        self._groups: list[RoleGroupView] = []
        self._to_select: uuid.UUID | None = None
        self.add_button(_("Add…"), self.add)
        self._edit = self.add_button(_("Edit…"), self.edit)
        self._up = self.add_button(_("Move up"), self.move_up)
        self._up.setIcon(icons.icon(context.theme, "arrow-up"))
        self._down = self.add_button(_("Move down"), self.move_down)
        self._down.setIcon(icons.icon(context.theme, "arrow-down"))
        self._remove = self.add_button(_("Remove"), self.remove)
        self.follow(Area.GROUPS, Area.ATTENDEES)

    def reload(self) -> None:
        """Read the groups again."""
        conference_id = self._conference_id
        self.read_record(lambda tx: groups.list_groups(tx, conference_id), self._take)

    def _take(self, found: list[RoleGroupView]) -> None:
        self._groups = found
        self.table.replace(found)
        if self._to_select is not None:
            self.table.select_ids([self._to_select])
            self._to_select = None
        elif self.table.current() is None:
            self.table.select_first()
        self.offer()

    def offer(self) -> None:
        row = self.table.current()
        place = next((place for place, group in enumerate(self._groups) if row and group.id == row.id), -1)
        for each in (self._edit, self._remove):
            each.setEnabled(place >= 0)
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < len(self._groups) - 1)

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
        self.write(lambda tx: groups.move_group(tx, row.id, place))

    def remove(self) -> None:
        """Remove the group; where it has people, ask where they go."""
        row = self.table.current()
        if row is None:
            return
        if row.attendee_count:
            RemoveGroupForm(self.context, row, [each for each in self._groups if each.id != row.id]).open()
        else:
            self.write(lambda tx: groups.remove_group(tx, row.id))


class RemoveGroupForm(FormDialog):
    """Where the people of a group go that is removed."""

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
