"""How the replies of the invited units stand."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import PurePath

from sqlalchemy import select

from desktop.domain.errors import NotFound
from desktop.domain.people import AttendeeState
from desktop.domain.quotas import QuotaLine
from desktop.domain.reminders import About, Channel
from desktop.domain.replies import RegisteredOne, Reminded, ReplyView, urgency
from desktop.services.own_place import has_own_place
from desktop.services.quotas import list_quotas
from desktop.services.tasks.looking import today
from desktop.store.tables import Attendee, ImportBatch, ImportRow, Invitation, Reminder, RoleGroup, Unit
from desktop.store.transaction import Transaction


def list_replies(
    tx: Transaction,
    conference_id: uuid.UUID,
    *,
    unit_ids: Collection[uuid.UUID] = (),
    as_of: dt.date | None = None,
) -> list[ReplyView]:
    """The invited units (of those named, if any): with an invitation, a quota or anybody registered; urgent ones first.

    `as_of` is the day of which lateness is told. Raises NotFound.
    """
    day = as_of or today(tx)
    rows = {row.unit_id: row for row in tx.scalars(select(Invitation).where(Invitation.conference_id == conference_id))}
    people = _people(tx, conference_id)
    reminded = _reminded(tx, conference_id)
    found = []
    for unit_id, lines in _by_unit(list_quotas(tx, conference_id)).items():
        numbers = [line.count for line in lines if line.count is not None]
        row = rows.get(unit_id)
        if row is None and not sum(numbers) and unit_id not in people:
            continue
        if unit_ids and unit_id not in unit_ids:
            continue
        found.append(
            ReplyView(
                unit_id=unit_id,
                version=row.version if row else 0,
                unit=lines[0].unit,
                kind=lines[0].kind,
                quota=sum(numbers) if numbers else None,
                who="; ".join(dict.fromkeys(line.who for line in lines if line.who)),
                as_of=day,
                sent_on=row.sent_on if row else None,
                sent_by=row.sent_by if row else "",
                due=row.due if row else None,
                contact_name=row.contact_name if row else "",
                contact_phone=row.contact_phone if row else "",
                declined_at=row.declined_at if row else None,
                declined_reason=row.declined_reason if row else "",
                people=tuple(people.get(unit_id, ())),
                reminded=tuple(reminded.get(unit_id, ())),
            )
        )
    return sorted(found, key=urgency)


def get_reply(tx: Transaction, conference_id: uuid.UUID, unit_id: uuid.UUID) -> ReplyView:
    """One unit's. Raises NotFound for a unit that is not invited."""
    found = list_replies(tx, conference_id, unit_ids=[unit_id])
    if not found:
        raise NotFound("reply.not_invited", what="unit")
    return found[0]


def invited(tx: Transaction, conference_id: uuid.UUID) -> list[uuid.UUID]:
    """Whom an invitation to all means: the units with a quota and those on the board; without any quota all in use."""
    by_unit = _by_unit(list_quotas(tx, conference_id))
    given = {unit_id for unit_id, lines in by_unit.items() if any(line.count for line in lines)}
    if not given:
        return list(by_unit)
    there = {each.unit_id for each in list_replies(tx, conference_id)}
    return [unit_id for unit_id in by_unit if unit_id in given | there]


def _by_unit(lines: list[QuotaLine]) -> Mapping[uuid.UUID, list[QuotaLine]]:
    found: dict[uuid.UUID, list[QuotaLine]] = defaultdict(list)
    for line in lines:
        found[line.unit_id].append(line)
    return found


def _people(tx: Transaction, conference_id: uuid.UUID) -> Mapping[uuid.UUID, list[RegisteredOne]]:
    """Those on the list with a place of their own, by unit, in the order in which they came."""
    groups = {
        group.id: group for group in tx.scalars(select(RoleGroup).where(RoleGroup.conference_id == conference_id))
    }
    kinds: dict[str, set[uuid.UUID]] = defaultdict(set)
    for group in groups.values():
        if group.unit_kind:
            kinds[group.unit_kind].add(group.id)
    files = _files(tx, conference_id)
    query = (
        select(
            Attendee.id, Attendee.unit_id, Unit.kind, Attendee.full_name, Attendee.position,
            Attendee.role_group_id, Attendee.created_at, ImportBatch.number,
        )
        .join(Unit, Unit.id == Attendee.unit_id)
        .outerjoin(ImportBatch, ImportBatch.id == Attendee.import_batch_id)
        .where(
            Attendee.conference_id == conference_id,
            Attendee.unit_id.is_not(None),
            Attendee.state == AttendeeState.REGISTERED,
            has_own_place(),
        )
        .order_by(Attendee.created_at, Attendee.sort_key, Attendee.code)
    )  # fmt: skip
    found: dict[uuid.UUID, list[RegisteredOne]] = defaultdict(list)
    for key, unit_id, kind, name, position, group_id, at, batch in tx.execute(query):
        assert unit_id is not None
        theirs = kinds.get(kind)
        wrong = bool(theirs) and group_id is not None and group_id not in (theirs or ())
        title = groups[group_id].title if group_id in groups else ""
        found[unit_id].append(RegisteredOne(key, name, position, title, wrong, at, batch, files.get(key, "")))
    return found


def _files(tx: Transaction, conference_id: uuid.UUID) -> Mapping[uuid.UUID, str]:
    """The file that brought each attendee."""
    query = (
        select(ImportRow.attendee_id, ImportRow.file)
        .join(ImportBatch, ImportBatch.id == ImportRow.import_batch_id)
        .where(
            ImportBatch.conference_id == conference_id,
            ImportBatch.undone_at.is_(None),
            ImportRow.action == "add",
            ImportRow.attendee_id.is_not(None),
        )
        .order_by(ImportRow.id)
    )
    return {key: PurePath(file).name for key, file in tx.execute(query) if key is not None}


def _reminded(tx: Transaction, conference_id: uuid.UUID) -> Mapping[uuid.UUID, list[Reminded]]:
    query = select(Reminder).where(Reminder.conference_id == conference_id, Reminder.about == About.REPLY)
    found: dict[uuid.UUID, list[Reminded]] = defaultdict(list)
    for row in tx.scalars(query.order_by(Reminder.at, Reminder.id)):
        found[row.unit_id].append(Reminded(row.at, Channel(row.channel), row.desk))
    return found
