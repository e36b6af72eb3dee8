"""Things of a conference found by the words people use for them: whole, or a part that fits only one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy.orm import Session

from desktop.domain.errors import InvalidInput
from desktop.domain.names import fold
from desktop.services import agenda, groups, units


def role_group(tx: Session, conference_id: uuid.UUID, name: str) -> uuid.UUID:
    """The role group of this title. Raises InvalidInput naming those there are."""
    known = [(group.title, group.id) for group in groups.list_groups(tx, conference_id)]
    return _one("group.unknown", name, known)


def session(tx: Session, conference_id: uuid.UUID, name: str) -> uuid.UUID:
    """The session of this title. Raises InvalidInput naming those there are."""
    known = [(each.title, each.id) for each in agenda.list_sessions(tx, conference_id)]
    return _one("session.unknown", name, known)


def unit(tx: Session, name: str) -> uuid.UUID:
    """The unit of this name or spelling. Raises InvalidInput."""
    found = units.find_unit(tx, name)
    if found is None:
        raise InvalidInput("unit.unknown", value=name)
    return found


def _one(code: str, name: str, known: Sequence[tuple[str, uuid.UUID]]) -> uuid.UUID:
    folded = [(fold(title), key) for title, key in known]
    wanted = fold(name)
    found = [key for title, key in folded if title == wanted] or [
        key for title, key in folded if wanted and wanted in title
    ]
    if len(found) != 1:
        raise InvalidInput(code, value=name, known=tuple(title for title, _key in known))
    return found[0]
