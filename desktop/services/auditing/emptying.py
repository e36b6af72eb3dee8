"""Lines of the audit whose content goes for good: their salt goes too, and one new line names them all."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select, update

from desktop.services.auditing import chain
from desktop.store.bulk import chunks
from desktop.store.tables import AuditLine
from desktop.store.transaction import Transaction


def empty(
    tx: Transaction,
    action: str,
    tokens: Collection[uuid.UUID],
    details: Mapping[str, Any],
    *,
    conference_id: uuid.UUID | None,
) -> int:
    """Drop the salts of the lines that vouch for these entries of the journal, and write which lines they were.

    Returns how many. The entries themselves are the caller's to change or delete.
    """
    tx.flush()
    emptied: list[list[object]] = []
    for part in chunks(sorted(tokens)):
        mine = AuditLine.token.in_(part)
        emptied += [
            [name, number] for name, number in tx.execute(select(AuditLine.chain, AuditLine.number).where(mine))
        ]
        tx.execute(update(AuditLine).where(mine).values(salt=None))
    chain.append(tx, action, {**details, "lines": emptied}, at=tx.clock(), conference_id=conference_id)
    return len(emptied)
