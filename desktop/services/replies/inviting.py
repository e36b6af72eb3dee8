"""What went out to units and what they said: each a line of the journal, undone as one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.dates import YEARS
from desktop.domain.errors import Conflict, InvalidInput, NotFound
from desktop.domain.names import normalise
from desktop.domain.phones import normalise_phone
from desktop.domain.replies import InvitationInput
from desktop.services import journal, versions
from desktop.store.tables import Conference, Invitation, Unit
from desktop.store.transaction import Transaction


def invite(
    tx: Transaction,
    conference_id: uuid.UUID,
    unit_ids: Collection[uuid.UUID],
    *,
    sent_on: dt.date,
    sent_by: str | None = None,
    due: dt.date | None = None,
) -> int:
    """Write down that these units were invited, as one change; what is None stays as it is. Returns how many changed.

    Who declined is not asked again by this: `take_back` does. Raises InvalidInput beside the field, NotFound.
    """
    if not unit_ids:
        raise InvalidInput("reply.no_units", field="unit")
    _check_days(sent_on, due)
    said = None if sent_by is None else normalise(sent_by)
    values = {
        "sent_on": sent_on,
        **({} if said is None else {"sent_by": said}),
        **({} if due is None else {"due": due}),
    }
    rows = _rows(tx, conference_id, unit_ids)
    for row in rows:  # a day that stands already may be before the day now typed
        _check_days(sent_on, due or row.due)
    count = 0
    with journal.entry(tx, "invitation.sent", {Area.REPLIES}, conference_id=conference_id) as line:
        for row in rows:
            count += row.id is None or any(getattr(row, name) != value for name, value in values.items())
            for name, value in values.items():
                setattr(row, name, value)
            tx.add(row)
        line.details["count"] = len(rows)
        tx.flush()
    return count


def edit(
    tx: Transaction, conference_id: uuid.UUID, unit_id: uuid.UUID, given: InvitationInput, *, version: int
) -> None:
    """Change what is kept about one unit's invitation. Raises Conflict for a stale version, InvalidInput, NotFound."""
    (row,) = _rows(tx, conference_id, [unit_id])
    name = _name(tx, unit_id)
    if row in tx:
        versions.check(tx, row, version, name=name)
    elif version:
        raise Conflict("conflict.row", name=name)
    _check_days(given.sent_on, given.due)
    phone, is_phone = normalise_phone(given.contact_phone)
    if given.contact_phone.strip() and not is_phone:
        raise InvalidInput("field.phone", field="contact_phone", value=given.contact_phone)
    with journal.entry(tx, "invitation.edited", {Area.REPLIES}, conference_id=conference_id, name=name):
        row.sent_on, row.due = given.sent_on, given.due
        row.sent_by, row.contact_name = normalise(given.sent_by), normalise(given.contact_name)
        row.contact_phone = phone if given.contact_phone.strip() else ""
        tx.add(row)
        tx.flush()


def decline(tx: Transaction, conference_id: uuid.UUID, unit_ids: Collection[uuid.UUID], *, reason: str) -> None:
    """Write down that nobody comes from these units, and why; who is registered stays so. Raises InvalidInput, NotFound."""
    if not unit_ids:
        raise InvalidInput("reply.no_units", field="unit")
    said = normalise(reason)
    if not said:
        raise InvalidInput("field.missing", field="reason")
    rows = _rows(tx, conference_id, unit_ids)
    name = _name(tx, rows[0].unit_id)
    with journal.entry(
        tx, "invitation.declined", {Area.REPLIES}, conference_id=conference_id, count=len(rows), name=name
    ):
        for row in rows:
            row.declined_at, row.declined_reason = tx.clock(), said
            tx.add(row)
        tx.flush()


def take_back(tx: Transaction, conference_id: uuid.UUID, unit_ids: Collection[uuid.UUID]) -> int:
    """Write down that these units come after all; returns how many had declined."""
    rows = [row for row in _rows(tx, conference_id, unit_ids) if row.declined_at is not None]
    if rows:
        name = _name(tx, rows[0].unit_id)
        with journal.entry(
            tx, "invitation.taken_back", {Area.REPLIES}, conference_id=conference_id, count=len(rows), name=name
        ):
            for row in rows:
                row.declined_at, row.declined_reason = None, ""
            tx.flush()
    return len(rows)


def record_reply(
    tx: Transaction,
    conference_id: uuid.UUID,
    unit_id: uuid.UUID,
    *,
    declined: str = "",
    contact_name: str = "",
    contact_phone: str = "",
    comes: bool = False,
) -> None:
    """Write down what a unit said of itself in its form, part of the caller's journal entry; "" changes nothing.

    `comes`: whatever it declined before, somebody comes.
    """
    (row,) = _rows(tx, conference_id, [unit_id])
    row.contact_name, row.contact_phone = contact_name or row.contact_name, contact_phone or row.contact_phone
    if declined:
        row.declined_at, row.declined_reason = tx.clock(), declined
    elif comes:
        row.declined_at, row.declined_reason = None, ""
    tx.add(row)
    tx.flush()


def _rows(tx: Transaction, conference_id: uuid.UUID, unit_ids: Collection[uuid.UUID]) -> list[Invitation]:
    """A row for each unit, new ones not added yet; the conference's row is the lock. Raises NotFound."""
    if tx.get(Conference, conference_id, with_for_update=True) is None:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))
    wanted = list(dict.fromkeys(unit_ids))
    if len(tx.scalars(select(Unit.id).where(Unit.id.in_(wanted))).all()) < len(wanted):
        raise NotFound("unit.not_found", what="unit")
    query = select(Invitation).where(Invitation.conference_id == conference_id, Invitation.unit_id.in_(wanted))
    there = {row.unit_id: row for row in tx.scalars(query.execution_options(populate_existing=True))}
    blank = {"sent_by": "", "contact_name": "", "contact_phone": "", "declined_reason": ""}
    return [there.get(key) or Invitation(conference_id=conference_id, unit_id=key, **blank) for key in wanted]


def _check_days(sent_on: dt.date | None, due: dt.date | None) -> None:
    for name, day in (("sent_on", sent_on), ("due", due)):
        if day is not None and day.year not in YEARS:
            raise InvalidInput("task.day", field=name, value=str(day))
    if sent_on is not None and due is not None and due < sent_on:
        raise InvalidInput("reply.due_before_sent", field="due", value=due, sent=sent_on)


def _name(tx: Transaction, unit_id: uuid.UUID) -> str:
    return tx.scalar(select(Unit.name).where(Unit.id == unit_id)) or ""
