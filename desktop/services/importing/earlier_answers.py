"""When units answered, kept with the import that brought it: an answer that comes in later need not be the newer one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from desktop.domain.unit_answers import UnitAnswer
from desktop.services.importing.matching_people import People
from desktop.store.tables import ImportBatch
from desktop.store.transaction import Transaction

_KEPT = "answers"


def of_units(tx: Transaction, conference_id: uuid.UUID) -> dict[uuid.UUID, UnitAnswer]:
    """The newest answer of each unit in the imports that stand."""
    query = select(ImportBatch.files).where(ImportBatch.conference_id == conference_id, ImportBatch.undone_at.is_(None))
    found: dict[uuid.UUID, UnitAnswer] = {}
    for files in tx.scalars(query):
        for file in files:
            for key, at, declines in file.get(_KEPT, ()):
                answer = UnitAnswer(uuid.UUID(key), dt.datetime.fromisoformat(at), bool(declines))
                if answer.unit_id not in found or found[answer.unit_id].at < answer.at:
                    found[answer.unit_id] = answer
    return found


def kept(answers: Iterable[UnitAnswer]) -> dict[str, Any]:
    """What the import's first file keeps of them; nothing where there is none."""
    rows = [[each.unit_id.hex, each.at.isoformat(), each.declines] for each in answers]
    return {_KEPT: rows} if rows else {}


def names(people: People) -> Mapping[uuid.UUID, frozenset[str]]:
    """The folded names of those on the list, by unit."""
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for each in people.by_id.values():
        if isinstance(each.unit, uuid.UUID):
            found[each.unit].add(each.name_key)
    return {key: frozenset(those) for key, those in found.items()}
