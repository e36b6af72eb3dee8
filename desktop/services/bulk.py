"""One change to many attendees: a statement for each five hundred, every row's image kept for undo."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, select, update

from desktop.domain.questions import Answer
from desktop.domain.search import search_text
from desktop.services import joined, journal
from desktop.store import schema
from desktop.store.bulk import chunks
from desktop.store.columns import Versioned
from desktop.store.tables import Attendee, Person
from desktop.store.transaction import OpenEntry, Transaction

_TABLE: Table = schema.table("attendee")


def change_attendees(
    tx: Transaction,
    line: OpenEntry,
    ids: Sequence[uuid.UUID],
    values: Mapping[str, Any],
    *,
    keep: Sequence[str] = (),
) -> int:
    """Set the same columns on all these attendees; rows that hold them already stay untouched.

    `keep` names further columns to remember for undo, which the caller changes next. Returns how many rows changed.
    """
    changed = 0
    wanted, names = list(values.values()), [*values, *keep]
    tx.flush()
    for part in chunks(ids):
        columns = [_TABLE.c.id, *(_TABLE.c[name] for name in names)]
        stale = []
        for key, *before in tx.execute(select(*columns).where(_TABLE.c.id.in_(part)).with_for_update()):
            if before[: len(values)] != wanted:
                stale.append(key)
                line.changed("attendee", key, dict(zip(names, before, strict=True)))
        if stale:
            tx.execute(
                update(Attendee)
                .where(Attendee.id.in_(stale))
                .values(**values, version=Attendee.version + 1)
                .execution_options(synchronize_session=False)
            )
            changed += len(stale)
    if changed:
        tx.expire_all()
    return changed


def change_answers(tx: Transaction, line: OpenEntry, after: Mapping[uuid.UUID, Mapping[str, Answer]]) -> int:
    """Write each attendee's answers; rows that hold them already stay untouched. Returns how many rows changed."""
    changed: list[dict[str, Any]] = []
    tx.flush()
    for part in chunks(list(after)):
        rows = select(_TABLE.c.id, _TABLE.c.answers).where(_TABLE.c.id.in_(part)).with_for_update()
        for key, before in tx.execute(rows):
            if before != after[key]:
                line.changed("attendee", key, {"answers": before})
                changed.append({"key": key, "said": dict(after[key])})
    if changed:
        said = update(_TABLE).where(_TABLE.c.id == bindparam("key"))
        tx.execute(said.values(answers=bindparam("said"), version=_TABLE.c.version + 1), changed)
        tx.expire_all()
    return len(changed)


def touch(tx: Transaction, line: OpenEntry, row: Versioned) -> None:
    """Raise a row's version though none of its own columns changed: something shown with it in one form did."""
    table = schema.table(journal.entity_of(row))
    tx.flush()
    line.changed(table.name, row.id, {})
    tx.execute(update(table).where(table.c.id == row.id).values(version=table.c.version + 1))
    tx.expire(row)


def renew_search(tx: Transaction, ids: Sequence[uuid.UUID]) -> None:
    """Bring the search text of these attendees up to date with their unit; part of the change that moved them."""
    codes = joined.found_by(tx, ids)
    for part in chunks(ids):
        rows = tx.execute(
            select(Attendee.id, Attendee.full_name, Attendee.unit_name, Attendee.code, Person.phone)
            .join(Person, Person.id == Attendee.person_id)
            .where(Attendee.id.in_(part))
        ).all()
        tx.execute(
            update(_TABLE).where(_TABLE.c.id == bindparam("key")).values(search=bindparam("text")),
            [
                {
                    "key": row.id,
                    "text": search_text(row.full_name, row.unit_name, codes.get(row.id, row.code), row.phone),
                }
                for row in rows
            ],
        )
