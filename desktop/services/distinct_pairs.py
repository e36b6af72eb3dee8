"""Somebody's word that two attendees who look alike are two people, remembered so that nobody is asked again."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select, update

from desktop.domain.joining import later, pair_weight
from desktop.services import joined
from desktop.services.attendance import marking
from desktop.store import schema
from desktop.store.tables import DistinctPair
from desktop.store.transaction import Transaction

Pair = tuple[uuid.UUID, uuid.UUID]
_TABLE = schema.table("distinct_pair")


def pair(one: uuid.UUID, other: uuid.UUID) -> Pair:
    """Two attendees in the order in which they are kept."""
    return (one, other) if one < other else (other, one)


def known(tx: Transaction, conference_id: uuid.UUID) -> frozenset[Pair]:
    """The pairs of a conference that are two people, each by who stands for them: what was said of one is said of all."""
    pairs = select(DistinctPair.first_id, DistinctPair.second_id).where(
        DistinctPair.conference_id == conference_id, DistinctPair.holds
    )
    found = tx.execute(pairs).all()
    together = joined.among(tx, {key for both in found for key in both})
    return frozenset(pair(together.one(first), together.one(second)) for first, second in found)


def remember(tx: Transaction, conference_id: uuid.UUID, pairs: Iterable[Pair]) -> int:
    """Keep pairs, as part of a change that is being written. Returns how many were new."""
    fresh = {pair(*each) for each in pairs} - known(tx, conference_id)
    rows = tx.scalars(select(DistinctPair).where(DistinctPair.conference_id == conference_id, ~DistinctPair.holds))
    taken_back = {(row.first_id, row.second_id): row for row in rows}
    for both in sorted(fresh):
        row = taken_back.get(both)
        if row is None:
            row = DistinctPair(conference_id=conference_id, first_id=both[0], second_id=both[1])
            tx.add(row)
        row.holds, row.said_at = True, later(tx.clock(), row.said_at)
    tx.flush()
    return len(fresh)


def take_in(tx: Transaction, conference_ids: Collection[uuid.UUID], rows: Iterable[Mapping[str, Any]]) -> int:
    """What other desks said of pairs of these conferences: the later word counts. Returns how many are other than before."""
    columns = _TABLE.c
    query = select(columns.first_id, columns.second_id, columns.holds, columns.said_at)
    here: dict[Pair, tuple[bool, tuple[object, ...]]] = {
        (first, second): (holds, pair_weight(holds, at))
        for first, second, holds, at in tx.execute(query.where(columns.conference_id.in_(conference_ids)))
    }
    new, changed = [], 0
    for row in rows:
        both = row["first_id"], row["second_id"]
        held, weight = here.get(both, (False, ()))
        if pair_weight(row["holds"], row["said_at"]) <= weight:
            continue
        changed += held != row["holds"]
        if both not in here:
            new.append(dict(row))
            continue
        values = {"holds": row["holds"], "said_at": row["said_at"], "version": columns.version + 1}
        tx.execute(update(_TABLE).where(columns.first_id == both[0], columns.second_id == both[1]).values(values))
    if new:
        tx.execute(
            marking.insert_into(tx, _TABLE).on_conflict_do_nothing(index_elements=("first_id", "second_id")), new
        )
    return changed
