"""What a desk's own journal told, told again at its server: who came when, in the words in which it was written at home."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import select

from desktop.domain.merging import Step
from desktop.services import journal
from desktop.store.bulk import chunks
from desktop.store.server_functions.guarding import DESK_ACTIONS
from desktop.store.tables import JournalEntry
from desktop.store.transaction import Transaction


def retell(
    tx: Transaction, steps: Sequence[Step], taken: Collection[uuid.UUID], *, adding_only: bool
) -> set[uuid.UUID]:
    """Write the lines of what was just taken, each once; returns what none of them tells."""
    untold = set(taken)
    known = {
        token
        for part in chunks([step.token for step in steps])
        for token in tx.scalars(select(JournalEntry.token).where(JournalEntry.token.in_(part)))
    }
    for step in steps:
        added = [(entity, key) for entity, key in step.added if key in untold]
        if step.token in known or not added or (adding_only and not may_say(step.action)):
            continue
        untold.difference_update(key for _entity, key in added)
        marks = [key for entity, key in added if entity == "attendance_mark"]
        tx.journal.token = step.token
        if len(marks) == len(added):
            journal.note(tx, step.action, step.areas, conference_id=step.conference_id, marks=marks, **step.details)
            continue
        with journal.entry(tx, step.action, step.areas, conference_id=step.conference_id, **step.details) as line:
            for entity, key in added:
                line.added(entity, [key])
    return untold


def may_say(action: str) -> bool:
    """Whether a server lets a desk's login say this in the journal."""
    return action.startswith("attendance.") or action in DESK_ACTIONS
