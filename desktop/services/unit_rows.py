"""What hangs on a unit beside its people: tasks, quotas, reminders, invitations, points, proposals; and what becomes of them with it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from desktop.domain.people import AttendeeState
from desktop.store.after_tables import ProcedureProposal
from desktop.store.point_tables import PointUnit
from desktop.store.tables import Attendee, Invitation, Quota, Reminder, Task
from desktop.store.transaction import Transaction


def hanging(tx: Transaction, unit_id: uuid.UUID) -> list[Quota | Reminder | Invitation | PointUnit]:
    """All that goes with the unit when it is removed, but for tasks, which somebody must answer for."""
    quotas = tx.scalars(select(Quota).where(Quota.unit_id == unit_id))
    reminders = tx.scalars(select(Reminder).where(Reminder.unit_id == unit_id))
    sits = tx.scalars(select(PointUnit).where(PointUnit.unit_id == unit_id))
    return [*quotas, *reminders, *_invitations(tx, unit_id), *sits]


def tasks(tx: Transaction, unit_id: uuid.UUID) -> Sequence[Task]:
    """Those given to the unit."""
    return tx.scalars(select(Task).where(Task.unit_id == unit_id)).all()


def hand_over(tx: Transaction, gone_id: uuid.UUID, keep_id: uuid.UUID, *, with_quotas: bool = False) -> None:
    """Let the unit that stays answer for the other's tasks, its reminders and invitations be its own; its quotas too."""
    moving: list[Task | Reminder | Quota | ProcedureProposal] = [
        *tasks(tx, gone_id),
        *tx.scalars(select(Reminder).where(Reminder.unit_id == gone_id)),
        *tx.scalars(select(ProcedureProposal).where(ProcedureProposal.unit_id == gone_id)),
    ]
    if with_quotas:
        moving += tx.scalars(select(Quota).where(Quota.unit_id == gone_id))
    for row in moving:
        row.unit_id = keep_id
    _invited_as(tx, gone_id, keep_id)
    _sits_as(tx, gone_id, keep_id)


def _sits_as(tx: Transaction, gone_id: uuid.UUID, keep_id: uuid.UUID) -> None:
    """The unit that stays sits at the other's points, where it sits at none of its own."""
    own = set(tx.scalars(select(PointUnit.conference_id).where(PointUnit.unit_id == keep_id)))
    for row in tx.scalars(select(PointUnit).where(PointUnit.unit_id == gone_id)).all():
        if row.conference_id in own:
            tx.delete(row)
        else:
            row.unit_id = keep_id


def let_go(tx: Transaction, unit_id: uuid.UUID) -> None:
    """Take the unit's name off what stays without it: proposals about procedures."""
    for row in tx.scalars(select(ProcedureProposal).where(ProcedureProposal.unit_id == unit_id)):
        row.unit_id = None
    tx.flush()


def _invitations(tx: Transaction, unit_id: uuid.UUID) -> Sequence[Invitation]:
    return tx.scalars(select(Invitation).where(Invitation.unit_id == unit_id)).all()


def _invited_as(tx: Transaction, gone_id: uuid.UUID, keep_id: uuid.UUID) -> None:
    """The unit that stays was invited as the other one was; where both were, what is said of it fills its own gaps.

    It declined only if both did: whoever comes from one of them, comes.
    """
    own = {row.conference_id: row for row in _invitations(tx, keep_id)}
    for row in _invitations(tx, gone_id):
        kept = own.get(row.conference_id)
        if kept is None:
            row.unit_id = keep_id
            comes = (Attendee.unit_id == keep_id, Attendee.state == AttendeeState.REGISTERED)
            if tx.scalar(select(Attendee.id).where(Attendee.conference_id == row.conference_id, *comes).limit(1)):
                row.declined_at, row.declined_reason = None, ""
            continue
        for name in ("sent_on", "sent_by", "due", "contact_name", "contact_phone"):
            setattr(kept, name, getattr(kept, name) or getattr(row, name))
        if row.declined_at is None:
            kept.declined_at, kept.declined_reason = None, ""
        tx.delete(row)
