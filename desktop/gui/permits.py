"""Which doors lead somewhere: what a login may do, and what a file or a server has."""

from __future__ import annotations

FOR_ALL = frozenset(
    {"preferences", "data_source", "sample", "server.status", "board", "attendance.look_at", "attendance.log"}
)
FOR_DESKS = FOR_ALL | {"attendance", "walk_in", "substitute", "desk.export", "desk.merge"}
"""What a desk's login opens; the database itself refuses it the rest."""
FILES_ONLY = frozenset({"backup"})
SERVERS_ONLY = frozenset({"server.copy_out", "server.add_desk", "server.status"})
NEED_CONFERENCE = frozenset(
    {
        "attendance",
        "attendance.look_at",
        "attendance.export",
        "attendance.import",
        "board",
        "documents.certificates",
        "documents.quota",
        "documents.seating",
        "import",
        "import.clipboard",
        "export",
        "print",
        "template",
        "imports",
        "groups",
        "conference.edit",
        "conference.copy",
        "conference.remove",
        "desk.export",
        "server.copy_out",
        "substitute",
        "walk_in",
    }
)
"""Doors that lead to making a conference first where there is none."""
COMMANDS_OF_ORGANIZERS = frozenset({"undo", "redo"})


def may(role: str, door: str) -> bool:
    """Whether a login of this role is let through a door; what it is not is not shown to it."""
    if role == "organizer":
        return True
    if door in COMMANDS_OF_ORGANIZERS:
        return False
    return door in (FOR_DESKS if role == "desk" else FOR_ALL)


def applies(door: str, *, on_server: bool) -> bool:
    """Whether a door leads somewhere with this kind of data source; what does not is greyed."""
    return door not in (FILES_ONLY if on_server else SERVERS_ONLY)
