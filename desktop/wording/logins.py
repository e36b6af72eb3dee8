"""What is said of a server: who may do what there, and what a test of the connection found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _, ngettext
from desktop.services.connecting import Found

_ROLES: Mapping[str, Callable[[], str]] = {
    "organizer": lambda: _("organizer"),
    "desk": lambda: _("attendance desk"),
    "viewer": lambda: _("only looking"),
}


def role_text(role: str) -> str:
    """What a login may do, in words."""
    known = _ROLES.get(role)
    return known() if known else role


def found(there: Found) -> str:
    """What a test of the connection found, in a line."""
    connected = _("Connected: PostgreSQL {version}").format(version=there.version)
    if not there.role:
        return _("{connected}. The database is empty: opening it makes it ready.").format(connected=connected)
    conferences = ngettext("{count} conference", "{count} conferences", there.conferences)
    parts = [
        connected,
        _("login: {role}").format(role=role_text(there.role)),
        conferences.format(count=there.conferences),
    ]
    if there.desks:
        parts.append(ngettext("{count} desk", "{count} desks", there.desks).format(count=there.desks))
    return " · ".join(parts)
