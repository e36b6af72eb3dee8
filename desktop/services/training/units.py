"""Units over the years: who answers now for one that was renamed, merged or divided."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from desktop.services.training.turns import text_of
from desktop.store.tables import Unit, UnitSuccession
from desktop.store.transaction import Transaction


def present_names(tx: Transaction) -> dict[str, str]:
    """The name now of every unit, by its id: of one that went over whole into another, that one's.

    Where only a part went over, or it was divided among several, nobody can say which: it stays by its own name.
    """
    names = dict(tx.execute(select(text_of(Unit.id), Unit.name)).all())
    after = _successors(tx)

    def stands(key: str) -> str:
        seen = {key}
        while len(into := after.get(key, set())) == 1 and not into & seen:
            (key,) = into
            seen.add(key)
        return key

    return {key: names[stands(key)] for key in names}


def with_predecessors(tx: Transaction, unit_id: uuid.UUID) -> Collection[uuid.UUID]:
    """The unit, and every one that went over into it whole and alone, over any number of steps."""
    after = _successors(tx)
    mine, wider = set[str](), {str(unit_id), unit_id.hex}
    while wider != mine:
        mine = set(wider)
        wider |= {key for key, into in after.items() if len(into) == 1 and into <= mine}
    return {uuid.UUID(key) for key in mine}


def _successors(tx: Transaction) -> dict[str, set[str]]:
    """By each unit those that followed it; a part that went over leaves the unit itself standing beside them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = select(text_of(UnitSuccession.predecessor_id), text_of(UnitSuccession.successor_id), UnitSuccession.whole)
    for before, after, whole in tx.execute(rows):
        found[before].add(after)
        if not whole:
            found[before].add(before)
    return found
