"""People of a document under the headings of their groups and units."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from desktop.domain.attendance_sheet import GroupBy, Order
from desktop.papers.lists.options import ListBlock, ListRow, Placed, blocks
from desktop.services.ordering import unit_order
from desktop.services.people_on_paper import Listed
from desktop.store.tables import RoleGroup, Unit
from desktop.store.transaction import Transaction

Contact = tuple[str, str]
"""Phone and email."""


def arranged(
    tx: Transaction,
    conference_id: uuid.UUID,
    people: Sequence[Listed],
    group_by: GroupBy,
    sort: Order,
    contacts: Mapping[uuid.UUID, Contact] | None = None,
) -> tuple[ListBlock, ...]:
    """People, listed in the order `sort`, as blocks numbered through the whole list."""
    groups = tx.scalars(
        select(RoleGroup.id).where(RoleGroup.conference_id == conference_id).order_by(RoleGroup.place, RoleGroup.folded)
    )
    units = tx.scalars(select(Unit.id).order_by(*unit_order()))
    of_group = {key: place for place, key in enumerate(groups)}
    of_unit = {key: place for place, key in enumerate(units)}
    placed = []
    for each in people:
        phone, email = (contacts or {}).get(each.id, ("", ""))
        row = ListRow(
            number=0,
            attendee_id=each.id,
            full_name=each.full_name,
            honorific=each.honorific,
            gender=each.gender,
            birth=each.birth,
            position=each.position,
            unit=each.unit,
            note=each.note,
            substitute_for=each.substitute_for,
            phone=phone,
            email=email,
        )
        group = (of_group.get(each.group_id, len(of_group)) if each.group_id else len(of_group),)
        unit = (of_unit.get(each.unit_id, len(of_unit)) if each.unit_id else len(of_unit),)
        placed.append(Placed(row, (group, each.group), (unit, each.unit)))
    return tuple(blocks(placed, group_by, sort))
