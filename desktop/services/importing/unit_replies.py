"""What a unit's registration form says of the unit itself: that nobody comes, and whom to ask; kept with its invitation."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from desktop.domain.importing import Answered, ImportPlan, PlannedFile, UnitReply
from desktop.domain.phones import normalise_phone
from desktop.services.importing.matching_units import UnitMatch
from desktop.services.replies import inviting
from desktop.store import lengths
from desktop.store.tables import Invitation
from desktop.store.transaction import Transaction

_LONGEST = lengths.limits(Invitation)


def read(file: str, unit: str, said: Mapping[str, str]) -> UnitReply:
    """What the form's file says (`excel.writing.form_writer.form_says`), cleaned: it comes from outside."""
    at = _moment(said.get("saved", ""))
    phone, is_phone = normalise_phone(said.get("phone", ""))
    return UnitReply(
        unit=unit,
        answered=Answered(file, "", 0, at, of_unit=True, unit=unit) if at is not None else None,
        declined=said.get("declined", "")[: _LONGEST["declined_reason"]],
        contact=said.get("contact", "")[: _LONGEST["contact_name"]],
        phone=phone if is_phone else "",
    )


def _moment(text: str) -> dt.datetime | None:
    """The moment as this office's clock says it."""
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.astimezone().replace(tzinfo=None) if at.tzinfo is not None else at


def newest(files: Iterable[PlannedFile], matches: Mapping[str, UnitMatch]) -> tuple[UnitReply, ...]:
    """The newest word of each unit, with the unit it is; what says nothing, or of no unit, is left out."""
    found: dict[object, UnitReply] = {}
    for file in files:
        reply = file.reply
        match = matches.get(reply.unit) if reply is not None else None
        if reply is None or match is None or not (match.unit_id or match.new_unit):
            continue
        reply.unit_id, reply.new_unit = match.unit_id, match.new_unit
        unit = match.unit_id or match.new_unit
        before = found.get(unit)
        if before is None or _at(before) <= _at(reply):
            found[unit] = reply
    return tuple(each for each in found.values() if each.declined or each.contact or each.phone)


def _at(reply: UnitReply) -> dt.datetime:
    return reply.answered.at if reply.answered is not None else dt.datetime.min


def write(tx: Transaction, plan: ImportPlan, unit_ids: Mapping[str, uuid.UUID]) -> None:
    """Keep it with the units' invitations, part of the import's journal entry; a unit that was not made is passed over."""
    for reply in plan.replies:
        unit_id = reply.unit_id or unit_ids.get(reply.new_unit)
        if unit_id is not None:
            inviting.said(
                tx,
                plan.conference_id,
                unit_id,
                declined=reply.declined,
                contact_name=reply.contact,
                contact_phone=reply.phone,
            )
