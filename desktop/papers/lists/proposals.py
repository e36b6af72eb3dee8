"""What papers about proposals share: those of the units chosen."""

from __future__ import annotations

import uuid
from typing import TypeVar

from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.domain.procedures import ProposalView
from desktop.papers.lists.after import AfterPaper, paper
from desktop.services import procedures
from desktop.services.tasks import today
from desktop.store.transaction import Transaction

OptionsT = TypeVar("OptionsT")


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: OptionsT
) -> AfterPaper[tuple[ProposalView, ...], OptionsT]:
    """Those of the units chosen, else all. Raises AppError("procedure.none")."""
    units = [key for key in selection.unit_ids if key is not None]
    found = tuple(procedures.list_proposals(tx, conference_id, unit_ids=units))
    if not found:
        raise AppError("procedure.none")
    return paper(tx, conference_id, found, options, len(found), on=today(tx))
