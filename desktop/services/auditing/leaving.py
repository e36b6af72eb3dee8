"""People's data on their way out: one line of the audit for each time, whoever's program it was."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from desktop.domain.auditing import LEFT, Leaving, Way
from desktop.domain.errors import AppError
from desktop.domain.fields import FIELDS, SENSITIVE_FIELDS
from desktop.services.auditing import chain, kept_here
from desktop.store.columns import now
from desktop.store.database import Database
from desktop.store.tables import AuditLine, Person
from desktop.store.transaction import Transaction


def record(tx: Transaction, leaving: Leaving) -> None:
    """Write that data leave, in the transaction that lets them go."""
    tx.flush()
    details = {**_said(leaving), "heads": {name: list(head) for name, head in heads(tx).items()}}
    chain.append(tx, LEFT, details, at=tx.clock(), conference_id=leaving.conference_id)


def write_leaving(database: Database, leaving: Leaving) -> None:
    """Write that data left. What can't be written now (read-only, full, away) waits on this computer."""
    at = now()
    waiting = kept_here.waiting(database.place)

    def work(tx: Transaction) -> kept_here.Heads:
        _take_in(tx, waiting)
        record(tx, leaving)
        return heads(tx)

    try:
        known = database.write(work)
    except AppError:
        kept_here.wait(database.place, at, leaving.conference_id, _said(leaving))
    else:
        kept_here.taken_in(waiting)
        kept_here.keep_heads(database.place, known)


def data_copied(database: Database) -> None:
    """Write that all data left, as a copy of the data file."""
    people = database.read(lambda tx: tx.scalar(select(func.count()).select_from(Person)) or 0)
    write_leaving(database, Leaving(Way.DATA_COPY, "data", people, (*FIELDS, *SENSITIVE_FIELDS)))


def take_in(database: Database) -> int:
    """Write the lines that wait on this computer; returns how many still do."""
    waiting = kept_here.waiting(database.place)
    if not waiting:
        return 0
    try:
        database.write(lambda tx: _take_in(tx, waiting))
    except AppError:
        return len(waiting)
    kept_here.taken_in(waiting)
    return 0


def heads(tx: Transaction) -> kept_here.Heads:
    """The last line of every chain: the other desks' witness of how far it had come."""
    last = select(AuditLine.chain, func.max(AuditLine.number).label("number")).group_by(AuditLine.chain).subquery()
    found = select(AuditLine.chain, AuditLine.number, AuditLine.digest).join(
        last, (last.c.chain == AuditLine.chain) & (last.c.number == AuditLine.number)
    )
    return {name: (number, digest) for name, number, digest in tx.execute(found)}


def _take_in(tx: Transaction, waiting: list[kept_here.WaitingLine]) -> None:
    tx.flush()
    for line in waiting:
        details = {**line.details, "waited": line.file.stem[-32:]}
        chain.append(tx, LEFT, details, at=line.at, conference_id=line.conference_id)


def _said(leaving: Leaving) -> dict[str, Any]:
    return {
        "way": str(leaving.way),
        "what": leaving.what,
        "people": leaving.people,
        "fields": list(leaving.fields),
    }
