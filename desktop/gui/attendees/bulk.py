"""One role group or one unit for all attendees selected."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.people import AttendeeView, RoleGroupView, UnitView
from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog, choice
from desktop.gui.widgets.pick_box import PickBox
from desktop.i18n import _, ngettext
from desktop.services import attendees


class GroupDialog(FormDialog):
    """Put the selection into a role group."""

    guide = Topic.ATTENDEES

    def __init__(self, context: Context, rows: Sequence[AttendeeView], groups: Sequence[RoleGroupView]) -> None:
        title = ngettext("Role group of {count} attendee", "Role group of {count} attendees", len(rows))
        super().__init__(context, title.format(count=len(rows)), _("Set the group"), columns=1, width=440)
        self._rows = rows
        common = {row.role_group_id for row in rows}
        chosen = common.pop() if len(common) == 1 else None
        self.group = choice([(_("None"), None), *((group.title, group.id) for group in groups)], chosen)
        self.form.add("role_group", _("Role group"), self.group)

    def submit(self) -> None:
        """Set it for those in another group; for none there is nothing to write and nothing to undo."""
        group = self.group.currentData()
        ids = [row.id for row in self._rows if row.role_group_id != group]
        if ids:
            self.take(lambda tx: attendees.set_role_group(tx, ids, group))
        else:
            self.accept()


class UnitDialog(FormDialog):
    """Register the selection with another unit."""

    guide = Topic.ATTENDEES

    def __init__(self, context: Context, rows: Sequence[AttendeeView], units: Sequence[UnitView]) -> None:
        title = ngettext("Unit of {count} attendee", "Unit of {count} attendees", len(rows))
        super().__init__(context, title.format(count=len(rows)), _("Set the unit"), columns=1, width=480)
        self._ids = [row.id for row in rows]
        self.unit = PickBox(open_ended=True)
        self.unit.offer([(unit.name, unit.id) for unit in units])
        self.form.add("unit", _("Unit"), self.unit, hint=_("Type any part of the name; accents don't matter."))

    def submit(self) -> None:
        """Set it."""
        unit_id = self.unit.value()
        if not isinstance(unit_id, uuid.UUID):
            raise InvalidInput("unit.choose", field="unit")
        self.take(lambda tx: attendees.set_unit(tx, self._ids, unit_id))
