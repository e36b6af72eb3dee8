"""Taking people off the list: of those who came it is asked first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from desktop.gui.context import Context
from desktop.i18n import _, ngettext
from desktop.services import attendance, attendees


def remove(context: Context, ids: Sequence[uuid.UUID]) -> None:
    """Take these off the list; Undo brings them back."""
    operations = context.operations

    def go_on(came: Sequence[str]) -> None:
        if not came or _may_remove(context, came):
            operations.write(lambda tx: attendees.remove_attendees(tx, ids))

    if ids:
        operations.read("attendees.who_came", lambda tx: attendance.who_came(tx, ids), go_on)


def _may_remove(context: Context, came: Sequence[str]) -> bool:
    words = ngettext(
        "{name} was recorded as present. Off the list they are counted nowhere any more.",
        "{count} of those selected were recorded as present, {name} among them. Off the list they are counted nowhere any more.",
        len(came),
    ).format(count=len(came), name=came[0])
    return context.feedback.ask(_("Remove somebody who came"), words, _("Remove"), danger=True)
