"""Somebody's word that two attendees who look alike are two people, remembered so that nobody is asked again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select

from desktop.store.tables import DistinctPair
from desktop.store.transaction import Transaction

Pair = tuple[uuid.UUID, uuid.UUID]


def pair(one: uuid.UUID, other: uuid.UUID) -> Pair:
    """Two attendees in the order in which they are kept."""
    return (one, other) if one < other else (other, one)


def known(tx: Transaction, conference_id: uuid.UUID) -> frozenset[Pair]:
    """The pairs of a conference that are two people."""
    pairs = select(DistinctPair.first_id, DistinctPair.second_id).where(DistinctPair.conference_id == conference_id)
    return frozenset((first, second) for first, second in tx.execute(pairs))


def remember(tx: Transaction, conference_id: uuid.UUID, pairs: Iterable[Pair]) -> int:
    """Keep pairs, as part of a change that is being written. Returns how many were new."""
    fresh = {pair(*each) for each in pairs} - known(tx, conference_id)
    for first, second in sorted(fresh):
        tx.add(DistinctPair(conference_id=conference_id, first_id=first, second_id=second))
    tx.flush()
    return len(fresh)
