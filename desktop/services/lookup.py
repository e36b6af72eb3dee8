"""Things of a conference found by the words people use for them: whole, or a part that fits only one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from desktop.domain.at_points import PointId
from desktop.domain.errors import Ambiguous, InvalidInput, NotFound
from desktop.domain.names import fold
from desktop.domain.people import AttendeeState, SessionView
from desktop.domain.units import UnitKind, candidate_keys, unit_key
from desktop.services import agenda, groups, units
from desktop.services.attendance import meant
from desktop.services.points import keeping
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, RoleGroup
from desktop.store.transaction import Transaction
from desktop.wording.field import kind_title
from desktop.wording.formats import clock_text
from desktop.wording.points import hall


def role_group(tx: Transaction, conference_id: uuid.UUID, name: str) -> uuid.UUID:
    """The role group of this title. Raises InvalidInput naming those there are."""
    known = [(group.title, group.id) for group in groups.list_groups(tx, conference_id)]
    return _one("group.unknown", name, known)


def session(tx: Transaction, conference_id: uuid.UUID, name: str) -> uuid.UUID:
    """The session of this title, id or start ("8:00"). Raises InvalidInput naming those there are."""
    return session_view(tx, conference_id, name).id


def session_view(tx: Transaction, conference_id: uuid.UUID, name: str) -> SessionView:
    """As `session`, with all that is known of it."""
    sessions = agenda.list_sessions(tx, conference_id)
    wanted = name.strip().lower()
    found = [each for each in sessions if wanted in (str(each.id), each.id.hex)]
    if not found and not any(wanted in each.title.lower() for each in sessions):
        starts = ((each, clock_text(each.starts_at)) for each in sessions)
        found = [each for each, start in starts if wanted in (start, start.lstrip("0"))]
    if len(found) == 1:
        return found[0]
    key = _one("session.unknown", name, [(each.title, each.id) for each in sessions])
    return next(each for each in sessions if each.id == key)


@dataclass(frozen=True, slots=True)
class Named:
    """An attendee as commands tell of them; nothing that a desk may not read."""

    id: uuid.UUID
    code: str
    full_name: str
    unit: str
    role_group: str
    seat: str
    state: str


def attendee(tx: Transaction, conference_id: uuid.UUID, text: str) -> Named:
    """The one attendee whom a code or a name means; of namesakes the only one still registered.

    Raises NotFound, or Ambiguous with the candidates as (code, full_name, unit).
    """
    people = about(tx, meant(tx, conference_id, text))
    found = [person for person in people if person.state == AttendeeState.REGISTERED]
    found = found if len(found) == 1 else people
    if not found:
        raise NotFound("attendee.unknown", what="attendee", name=text)
    if len(found) > 1:
        candidates = tuple(f"{person.code} {person.full_name} ({person.unit})" for person in found)
        raise Ambiguous("attendee.ambiguous", what="attendee", name=text, candidates=candidates)
    return found[0]


def about(tx: Transaction, ids: Sequence[uuid.UUID]) -> list[Named]:
    """These attendees, in the order of their ids."""
    columns = (Attendee.id, Attendee.code, Attendee.full_name, Attendee.unit_name)
    title = func.coalesce(RoleGroup.title, "")
    query = select(*columns, title, Attendee.seat, Attendee.state).outerjoin(
        RoleGroup, RoleGroup.id == Attendee.role_group_id
    )
    found: dict[uuid.UUID, Named] = {}
    for part in chunks(ids):
        found.update((row[0], Named(*row)) for row in tx.execute(query.where(Attendee.id.in_(part))))
    return [found[key] for key in ids if key in found]


def point(tx: Transaction, conference_id: uuid.UUID, name: str) -> PointId:
    """The point of this number or name; None for the main hall ("0", or as it is called). Raises InvalidInput."""
    if name.strip() == "0" or fold(name) == fold(hall()):
        return None
    return keeping.find_point(tx, conference_id, name).id


def unit(tx: Transaction, name: str) -> uuid.UUID:
    """The unit of this name or spelling. Raises InvalidInput."""
    found = units.find_unit(tx, name)
    if found is None:
        raise InvalidInput("unit.unknown", value=name)
    return found


def unit_of_then(tx: Transaction, name: str) -> uuid.UUID:
    """As `unit`, also one that was set aside and nobody follows: what it was given is still asked for. Raises InvalidInput."""
    found = units.find_unit(tx, name)
    if found is not None:
        return found
    keys = candidate_keys(name)
    aside = [view.id for view in units.list_units(tx) if unit_key(view.name) in keys]
    if len(aside) == 1:
        return aside[0]
    return unit(tx, name)


def units_of_kind(tx: Transaction, kind: str) -> list[uuid.UUID]:
    """The units in use of this kind: by its name in the record ("ward"), or as people call it. Raises InvalidInput."""
    wanted = fold(kind)
    known = [each for each in UnitKind if wanted in (fold(each), fold(kind_title(each)))]
    if not known:
        raise InvalidInput("unit.no_such_kind", field="kind", value=kind, known=tuple(UnitKind))
    found = [view.id for view in units.list_units(tx, kind=known[0], active_only=True)]
    if not found:
        raise InvalidInput("unit.none_of_kind", field="kind", value=kind)
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
