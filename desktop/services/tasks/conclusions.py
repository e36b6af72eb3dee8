"""Conclusions: the papers that tasks come from."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.names import fold, normalise
from desktop.domain.tasks import ConclusionView, NewConclusion
from desktop.services import journal, versions
from desktop.store.tables import Conclusion
from desktop.store.transaction import Transaction


def list_conclusions(tx: Transaction, conference_id: uuid.UUID) -> list[ConclusionView]:
    """The conference's conclusions, the newest first."""
    rows = tx.scalars(select(Conclusion).where(Conclusion.conference_id == conference_id)).all()
    found = [ConclusionView(row.id, row.version, row.number, row.signed_on, row.concluded_by) for row in rows]
    return sorted(found, key=lambda each: (each.signed_on or dt.date.min, each.number), reverse=True)


def edit(tx: Transaction, conclusion_id: uuid.UUID, given: NewConclusion, *, version: int) -> None:
    """Change what is said of a conclusion. Raises Conflict for a stale version, InvalidInput beside the field, NotFound."""
    row = tx.get(Conclusion, conclusion_id, with_for_update=True)
    if row is None:
        raise NotFound("conclusion.not_found", what="conclusion")
    versions.check(tx, row, version, name=row.number)
    number = normalise(given.number)
    if not number:
        raise InvalidInput("field.missing", field="paper_number")
    with journal.entry(tx, "conclusion.edited", {Area.TASKS, Area.DOCUMENTS}, conference_id=row.conference_id):
        row.number, row.signed_on, row.concluded_by = number, given.signed_on, normalise(given.concluded_by)
        tx.flush()


def settle(tx: Transaction, conference_id: uuid.UUID, given: NewConclusion) -> uuid.UUID | None:
    """The conclusion of this number and day, written down where there is none; None where nothing is said of one.

    Part of the caller's journal entry, if there is one. Raises InvalidInput where the number is missing.
    """
    number, concluded_by = normalise(given.number), normalise(given.concluded_by)
    if not (number or given.signed_on or concluded_by):
        return None
    if not number:
        raise InvalidInput("field.missing", field="paper_number")
    rows = tx.scalars(select(Conclusion).where(Conclusion.conference_id == conference_id)).all()
    row = next((each for each in rows if fold(each.number) == fold(number) and each.signed_on == given.signed_on), None)
    if row is not None and concluded_by in ("", row.concluded_by):
        return row.id
    action = "conclusion.added" if row is None else "conclusion.edited"
    with journal.entry(tx, action, {Area.TASKS}, conference_id=conference_id):
        if row is None:
            row = Conclusion(id=uuid.uuid4(), conference_id=conference_id, number=number, signed_on=given.signed_on)
            tx.add(row)
        row.concluded_by = concluded_by
        tx.flush()
    return row.id
