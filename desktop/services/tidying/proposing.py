"""Everything of a conference that could be written better, or alike."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select

from desktop.domain.errors import NotFound
from desktop.domain.tidying import Proposal
from desktop.services.importing.matching_units import UnitIndex
from desktop.services.tidying import people
from desktop.services.tidying.positions import PositionTidying
from desktop.services.tidying.refusing import refused
from desktop.services.tidying.rows import Findings, read_rows
from desktop.services.tidying.units import UnitTidying
from desktop.store.tables import Attendee, Conference
from desktop.store.transaction import Transaction


def proposals(tx: Transaction, conference_id: uuid.UUID) -> list[Proposal]:
    """What could be written better, each value once with everybody who has it; nothing that was refused before.

    For each field of an attendee there is one proposal at most, which says the whole change. Raises NotFound.
    """
    if tx.get(Conference, conference_id) is None:
        raise NotFound("conference.not_found", what="conference")
    rows, index = read_rows(tx, conference_id), UnitIndex(tx)

    def elsewhere() -> Iterable[str]:
        return tx.scalars(select(Attendee.position).where(Attendee.position != "").distinct())

    units, positions = UnitTidying(tx, conference_id, rows, index), PositionTidying(rows, index, elsewhere)
    found = Findings()
    for row in rows:
        found.add(units.finding(row), row)
        found.add(positions.finding(row), row)
        found.add(people.name(row), row)
        found.add(people.phone(row), row)
    without = refused(tx, conference_id)
    return [each for each in found.proposals() if each.value not in without]
