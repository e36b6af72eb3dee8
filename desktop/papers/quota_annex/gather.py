"""How many people each unit is to send, and how many it has registered."""

from __future__ import annotations

import itertools
import uuid

from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers.quota_annex.options import QuotaAnnexContent, QuotaAnnexOptions, QuotaUnit
from desktop.services import letterhead, quotas
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: QuotaAnnexOptions
) -> QuotaAnnexContent:
    """Units with a quota, in the order of the directory. Raises AppError("quota.none")."""
    row = letterhead.conference(tx, conference_id)
    lines = [
        line
        for line in quotas.list_quotas(tx, conference_id)
        if line.count is not None and (not selection.unit_ids or line.unit_id in selection.unit_ids)
    ]
    if not lines:
        raise AppError("quota.none", conference=row.title)
    units = []
    for number, (_key, group) in enumerate(itertools.groupby(lines, lambda line: line.unit_id), start=1):
        of_unit = list(group)
        first = of_unit[0]
        held = tuple((line.count or 0, line.who, line.note) for line in of_unit)
        units.append(QuotaUnit(number, first.unit, first.kind, held, first.registered))
    return QuotaAnnexContent(row.title, letterhead.letterhead(tx, row), tuple(units), options)
