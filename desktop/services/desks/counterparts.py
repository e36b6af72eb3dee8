"""What stands here for the units and groups that people of another side have; made where it is missing and may be."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import select

from desktop.services.attendance import marking
from desktop.services.desks.bundles import Bundle, Row, columns, table
from desktop.services.groups import merged
from desktop.store.bulk import chunks
from desktop.store.tables import RoleGroup, Unit
from desktop.store.transaction import Transaction


def existing(tx: Transaction, name: str, ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these rows are here."""
    keys = table(name).c.id
    return {key for part in chunks(sorted(ids)) for key in tx.scalars(select(keys).where(keys.in_(part)))}


def add(tx: Transaction, name: str, rows: Sequence[Row], key: Sequence[str] = ("id",)) -> None:
    """Add rows; those that came here meanwhile are passed over."""
    if not rows:
        return
    names = columns(name, sensitive=True)
    plain = [{column: row[column] for column in names} for row in rows]
    tx.execute(marking.insert_into(tx, table(name)).on_conflict_do_nothing(index_elements=key), plain)


def units(tx: Transaction, bundle: Bundle, wanted: set[uuid.UUID], *, may_add: bool) -> dict[uuid.UUID, uuid.UUID]:
    """The unit here for each unit there: the same, one of that kind and name, or made.

    A desk makes none: the name stays with the attendee.
    """
    known = {key: key for key in existing(tx, "unit", wanted)}
    given = bundle.by_id("unit")
    for key in sorted(wanted - known.keys()):
        row = given.get(key)
        if row is None:
            continue
        same = select(Unit.id).where(Unit.kind == row["kind"], Unit.key == row["key"]).order_by(Unit.id)
        found = tx.scalars(same).first()
        if found is None and may_add:
            add(tx, "unit", [row])
            found = key
        if found is not None:
            known[key] = found
    return known


def groups(
    tx: Transaction, bundle: Bundle, wanted: set[uuid.UUID], here: Collection[uuid.UUID], *, may_add: bool
) -> dict[uuid.UUID, uuid.UUID]:
    """The role group here for each there, of the conferences that are `here`: the same, one of that name, or made."""
    known = {key: key for key in existing(tx, "role_group", wanted)}
    given = bundle.by_id("role_group")
    for key in sorted(wanted - known.keys()):
        row = given.get(key)
        if row is None or row["conference_id"] not in here:
            continue
        same = select(RoleGroup.id).where(
            RoleGroup.conference_id == row["conference_id"], RoleGroup.folded == row["folded"]
        )
        found = tx.scalars(same).first() or merged(tx, row["conference_id"]).get(row["folded"])
        if found is None and may_add:
            add(tx, "role_group", [row])
            found = key
        if found is not None:
            known[key] = found
    return known
