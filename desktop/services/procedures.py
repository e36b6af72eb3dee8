"""Proposals of units to change or abolish administrative procedures, what they save, and what was answered."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import asdict, fields

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.errors import Conflict, InvalidInput, NotFound
from desktop.domain.procedures import NewProposal, ProposalKind, ProposalView, check
from desktop.services import journal, numbering
from desktop.services.typed import tidied
from desktop.store.after_tables import ProcedureProposal
from desktop.store.tables import Unit
from desktop.store.transaction import Transaction

_AREAS = frozenset({Area.PROCEDURES, Area.DOCUMENTS})
_LONG = ("name", "basis", "reason", "changes", "answer")
"""Texts that keep their line breaks."""


def list_proposals(
    tx: Transaction, conference_id: uuid.UUID, *, unit_ids: Collection[uuid.UUID] = ()
) -> list[ProposalView]:
    """The conference's proposals by their numbers; `unit_ids`: of these units, all unless told."""
    query = select(ProcedureProposal, Unit.name).outerjoin(Unit, Unit.id == ProcedureProposal.unit_id)
    query = query.where(ProcedureProposal.conference_id == conference_id)
    if unit_ids:
        query = query.where(ProcedureProposal.unit_id.in_(unit_ids))
    return [_view(row, unit) for row, unit in tx.execute(query.order_by(ProcedureProposal.number)).all()]


def get_proposal(tx: Transaction, proposal_id: uuid.UUID) -> ProposalView:
    """One proposal. Raises NotFound."""
    row = _get(tx, proposal_id)
    unit = tx.get(Unit, row.unit_id) if row.unit_id else None
    return _view(row, unit.name if unit is not None else None)


def add_proposal(tx: Transaction, conference_id: uuid.UUID, given: NewProposal) -> ProposalView:
    """Add a proposal. Raises InvalidInput beside the field, NotFound for a unit that is gone."""
    new = _clean(tx, given)
    number = numbering.next_number(tx, ProcedureProposal, conference_id)
    row = ProcedureProposal(id=uuid.uuid4(), conference_id=conference_id, number=number, **asdict(new))
    with journal.entry(tx, "procedure.added", _AREAS, conference_id=conference_id, name=new.name):
        tx.add(row)
        tx.flush()
    return get_proposal(tx, row.id)


def edit_proposal(tx: Transaction, proposal_id: uuid.UUID, given: NewProposal, *, version: int) -> ProposalView:
    """Change a proposal. Raises Conflict where it was changed meanwhile, InvalidInput beside the field."""
    row, new = _get(tx, proposal_id), _clean(tx, given)
    if row.version != version:
        raise Conflict("conflict.row")
    with journal.entry(tx, "procedure.edited", _AREAS, conference_id=row.conference_id, name=new.name):
        for name, value in asdict(new).items():
            setattr(row, name, value)
        tx.flush()
    return get_proposal(tx, proposal_id)


def remove_proposals(tx: Transaction, ids: Collection[uuid.UUID]) -> int:
    """Remove proposals; Undo brings them back. Returns how many."""
    rows = tx.scalars(select(ProcedureProposal).where(ProcedureProposal.id.in_(list(ids)))).all()
    if rows:
        details = {"count": len(rows), "name": rows[0].name}
        with journal.entry(tx, "procedure.removed", _AREAS, conference_id=rows[0].conference_id, **details):
            for row in rows:
                tx.delete(row)
            tx.flush()
    return len(rows)


def _get(tx: Transaction, proposal_id: uuid.UUID) -> ProcedureProposal:
    row = tx.get(ProcedureProposal, proposal_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("procedure.gone", what="procedure_proposal")
    return row


def _clean(tx: Transaction, given: NewProposal) -> NewProposal:
    new = tidied(given, _LONG)
    if not new.name:
        raise InvalidInput("field.missing", field="name")
    if new.unit_id is not None and tx.get(Unit, new.unit_id) is None:
        raise NotFound("unit.not_found", what="unit")
    check(new)
    return new


def _view(row: ProcedureProposal, unit: str | None) -> ProposalView:
    values = {each.name: getattr(row, each.name) for each in fields(NewProposal)}
    proposed = NewProposal(**{**values, "kind": ProposalKind(row.kind)})
    return ProposalView(row.id, row.version, row.conference_id, row.number, unit or "", proposed)
