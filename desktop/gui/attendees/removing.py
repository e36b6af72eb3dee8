"""Taking people off the list: of those who came it is asked first, of those who will not come why."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from desktop.domain.people import AttendeeView
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


def cancel(context: Context, rows: Sequence[AttendeeView]) -> None:
    """These will not come; they stay on the list, and the door is told why."""
    from desktop.gui.widgets.one_line import OneLineDialog

    title = rows[0].full_name if len(rows) == 1 else str(len(rows))
    words = ngettext("{who} cancels", "{who} people cancel", len(rows)).format(who=title)

    def take(reason: str) -> None:
        context.operations.write(lambda tx: attendance.cancel(tx, [row.id for row in rows], reason))

    if rows:
        OneLineDialog(context, words, _("Cancel the registration"), _("Reason"), "", take).open()


def _may_remove(context: Context, came: Sequence[str]) -> bool:
    words = ngettext(
        "{name} was recorded as present. Off the list they are counted nowhere any more.",
        "{count} of those selected were recorded as present, {name} among them. Off the list they are counted nowhere any more.",
        len(came),
    ).format(count=len(came), name=came[0])
    return context.feedback.ask(_("Remove somebody who came"), words, _("Remove"), danger=True)
