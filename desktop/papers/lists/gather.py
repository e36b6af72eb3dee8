"""Lists that go with an office's papers, gathered: who is registered, quotas, who received the documents."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

from sqlalchemy import select

from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers import arranging
from desktop.papers.document_kinds import DocumentKind
from desktop.papers.lists.options import (
    QuotaAnnexContent,
    QuotaAnnexOptions,
    QuotaUnit,
    ReceivedContent,
    ReceivedOptions,
    RegisteredListContent,
    RegisteredListOptions,
)
from desktop.services import letterhead, people_on_paper, quotas
from desktop.store.tables import Attendee, Person
from desktop.store.transaction import Transaction


def gather(tx: Transaction, kind: DocumentKind, conference_id: uuid.UUID, selection: Selection, options: Any) -> Any:
    """The list of this kind. Raises AppError("document.nobody" | "quota.none")."""
    works: dict[str, Any] = {
        "registered-list": _registered,
        "quota-annex": _quotas,
        "documents-received": _received,
    }
    return works[kind.name](tx, kind, conference_id, selection, options)


def _registered(
    tx: Transaction, kind: DocumentKind, conference_id: uuid.UUID, selection: Selection, options: RegisteredListOptions
) -> RegisteredListContent:
    row = letterhead.conference(tx, conference_id)
    chosen = people_on_paper.listed(tx, conference_id, selection, options.sort)
    if not chosen:
        raise AppError("document.nobody", document=kind.name)
    contacts: dict[uuid.UUID, arranging.Contact] = {}
    if options.phone or options.email:
        query = select(Attendee.id, Person.phone, Person.email).join(Person, Person.id == Attendee.person_id)
        found = tx.execute(query.where(Attendee.conference_id == conference_id))
        contacts = {key: (phone, email) for key, phone, email in found}
    blocks = arranging.arranged(tx, conference_id, chosen, options.group_by, options.sort, contacts)
    return RegisteredListContent(row.title, letterhead.letterhead(tx, row), blocks, options)


def _quotas(
    tx: Transaction, _kind: DocumentKind, conference_id: uuid.UUID, selection: Selection, options: QuotaAnnexOptions
) -> QuotaAnnexContent:
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


def _received(
    tx: Transaction, kind: DocumentKind, conference_id: uuid.UUID, selection: Selection, options: ReceivedOptions
) -> ReceivedContent:
    row = letterhead.conference(tx, conference_id)
    chosen = people_on_paper.listed(tx, conference_id, selection, options.sort)
    if not chosen and not options.blank_lines:
        raise AppError("document.nobody", document=kind.name)
    blocks = arranging.arranged(tx, conference_id, chosen, options.group_by, options.sort)
    return ReceivedContent(row.title, letterhead.letterhead(tx, row), blocks, options)
