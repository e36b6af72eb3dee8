"""Quotas: how many people of which kind each unit may send to a conference."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select

from desktop.domain.areas import Area
from desktop.domain.errors import Conflict, InvalidInput, NotFound
from desktop.domain.names import normalise
from desktop.domain.people import AttendeeState
from desktop.domain.quotas import MOST, QuotaLine, as_registered, filled
from desktop.services import journal, versions
from desktop.services.ordering import unit_order
from desktop.services.own_place import has_own_place
from desktop.store.tables import Attendee, Conference, Quota, Unit
from desktop.store.transaction import Transaction


def list_quotas(tx: Transaction, conference_id: uuid.UUID) -> list[QuotaLine]:
    """A line for each unit in use, and one for each further line of a quota; with how many the unit has registered.

    Units set aside are listed while they have a quota or anybody registered. Raises NotFound.
    """
    if tx.get(Conference, conference_id) is None:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))
    kept: dict[uuid.UUID, list[Quota]] = defaultdict(list)
    for row in tx.scalars(select(Quota).where(Quota.conference_id == conference_id).order_by(Quota.place, Quota.id)):
        kept[row.unit_id].append(row)
    counted = (
        select(Attendee.unit_id, func.count())
        .where(Attendee.conference_id == conference_id, Attendee.state == AttendeeState.REGISTERED, has_own_place())
        .group_by(Attendee.unit_id)
    )
    registered = {row[0]: row[1] for row in tx.execute(counted)}
    found: list[QuotaLine] = []
    for key, name, kind, active in tx.execute(
        select(Unit.id, Unit.name, Unit.kind, Unit.active).order_by(*unit_order())
    ):
        if not (active or key in kept or key in registered):
            continue
        lines = kept.get(key)
        came = registered.get(key, 0)
        if not lines:
            found.append(QuotaLine(None, 0, key, name, kind, None, "", "", came))
        for each in lines or ():
            found.append(QuotaLine(each.id, each.version, key, name, kind, each.count, each.who, each.note, came))
    return found


def save_quotas(tx: Transaction, conference_id: uuid.UUID, lines: Sequence[QuotaLine]) -> int:
    """Make the conference's quotas these lines, those with a number; return how many rows changed.

    A kept line that has lost its number is removed; what another desk added in the meantime stays. Raises Conflict when
    another desk changed or removed one first, InvalidInput("quota.count") for a number that can't be.
    """
    before = {
        row.id: row for row in tx.scalars(select(Quota).where(Quota.conference_id == conference_id).with_for_update())
    }
    changed = 0
    with journal.entry(tx, "quota.saved", {Area.DOCUMENTS}, conference_id=conference_id) as entry:
        for place, line in enumerate(lines, start=1):
            if line.count is not None and not 0 <= line.count <= MOST:
                raise InvalidInput("quota.count", field="count", value=line.count, unit=line.unit, most=MOST)
            row = before.get(line.id) if line.id is not None else None
            if row is None and line.id is not None:
                raise Conflict("conflict.row", name=line.unit)
            values = {"count": line.count, "who": normalise(line.who), "note": normalise(line.note)}
            if row is None:
                if line.count is not None:
                    tx.add(Quota(conference_id=conference_id, unit_id=line.unit_id, place=place, **values))
                    changed += 1
            elif any(getattr(row, name) != value for name, value in values.items()):
                versions.check(tx, row, line.version, name=line.unit)
                if line.count is None:
                    tx.delete(row)
                for name, value in values.items() if line.count is not None else ():
                    setattr(row, name, value)
                changed += 1
        entry.details["count"] = changed
        tx.flush()
    return changed


def set_quota(
    tx: Transaction, conference_id: uuid.UUID, unit_id: uuid.UUID, count: int | None, *, who: str | None = None
) -> QuotaLine:
    """One unit's number and who they are to be; None as number removes its quota, `who` None leaves the words as they are.

    A unit with several lines is set by its first. Raises NotFound for a unit that is not listed.
    """
    lines = list_quotas(tx, conference_id)
    for place, line in enumerate(lines):
        if line.unit_id == unit_id:
            lines[place] = replace(line, count=count, who=line.who if who is None else who)
            save_quotas(tx, conference_id, lines)
            return next(each for each in list_quotas(tx, conference_id) if each.unit_id == unit_id)
    raise NotFound("unit.not_found", what="unit")


def fill_quotas(tx: Transaction, conference_id: uuid.UUID, *, kind: str, count: int, who: str = "") -> int:
    """Give each unit of a kind ("" for all) this number; return how many lines changed."""
    return save_quotas(tx, conference_id, filled(list_quotas(tx, conference_id), kind, count, who))


def quotas_as_registered(tx: Transaction, conference_id: uuid.UUID) -> int:
    """Let each unit's number be how many it has registered; return how many lines changed."""
    return save_quotas(tx, conference_id, as_registered(list_quotas(tx, conference_id)))
