"""The words of two attendees who are joined into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.people import AttendeeState
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.joining import Both


def stands_as(both: Both) -> str:
    """What they stand as in the end, where one of the two is cancelled and the other is not."""
    stays = both.first.attendee.full_name
    if both.state == AttendeeState.CANCELLED:
        return _("One of the two is cancelled: they stand as cancelled, as {name} who stays does.").format(name=stays)
    if both.first.attendee.state == AttendeeState.CANCELLED:
        return _("One of the two is cancelled, yet has come: they stand as registered.")
    return _("One of the two is cancelled: they stand as registered, as {name} who stays does.").format(name=stays)
