"""Lists of people on the command line: each is a line of the audit."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.services.opening import Database


def write_leaving(database: Database, what: str, people: Sequence[object], conference_id: uuid.UUID | None) -> None:
    """Write that these people (dataclasses) are shown; nothing for an empty list."""
    from desktop.domain.auditing import Leaving, Way, fields_in
    from desktop.services.auditing import leaving

    if people:
        fields, _names = fields_in(people)
        leaving.write_leaving(database, Leaving(Way.COMMAND_LINE, what, len(people), fields, conference_id))
