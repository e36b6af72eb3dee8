"""What a unit's registration form says of the unit itself: that nobody comes, and whom to ask; kept with its invitation."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from desktop.domain.dates import YEARS
from desktop.domain.importing import Action, ImportPlan, Notice, PlannedFile
from desktop.domain.names import fold
from desktop.domain.phones import normalise_phone
from desktop.domain.unit_answers import Answered, UnitAnswer, UnitReply
from desktop.services import conferences
from desktop.services.importing.matching_people import People
from desktop.services.importing.matching_units import UnitMatch
from desktop.services.replies import inviting
from desktop.store import lengths
from desktop.store.tables import Invitation
from desktop.store.transaction import Transaction

_LONGEST = lengths.limits(Invitation)
_LONGEST_CODE = 40


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
        conference=said.get("conference", "")[:_LONGEST_CODE],
    )


def _moment(text: str) -> dt.datetime | None:
    """The moment as this office's clock says it; None for what is no moment of our time."""
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if at.year not in YEARS:
        return None
    return at.astimezone().replace(tzinfo=None) if at.tzinfo is not None else at


def newest(
    tx: Transaction,
    conference_id: uuid.UUID,
    files: Iterable[PlannedFile],
    matches: Mapping[str, UnitMatch],
    before: Mapping[uuid.UUID, UnitAnswer],
    people: People,
) -> tuple[UnitReply, ...]:
    """The newest word of each unit, with the unit it is; what says nothing, or of no unit, is left out.

    `before`: what units answered in imports that stand. Files tell where their word is an older one, where the unit comes
    after all, and where the form is of another conference.
    """
    code = conferences.get_conference(tx, conference_id).code
    found: dict[object, tuple[PlannedFile, UnitReply]] = {}
    for file in files:
        reply = file.reply
        if reply is not None and reply.conference not in ("", code):
            _tell(file, Notice("reply.other_conference", {"unit": reply.unit, "code": reply.conference}))
        match = matches.get(reply.unit) if reply is not None else None
        if reply is None or match is None or not (match.unit_id or match.new_unit):
            continue
        reply.unit_id, reply.new_unit = match.unit_id, match.new_unit
        earlier = before.get(match.unit_id) if match.unit_id else None
        if earlier is not None and reply.answered is not None and reply.answered.at < earlier.at:
            _tell_older(file, reply, earlier.at)
            continue
        last = found.get(match.unit_id or match.new_unit)
        if last is not None and _at(last[1]) > _at(reply):
            _tell_older(file, reply, _at(last[1]))
            continue
        if last is not None and _at(last[1]) < _at(reply):
            _tell_older(*last, _at(reply))
        found[match.unit_id or match.new_unit] = file, reply
    declined = _declined(tx, conference_id)
    for file, reply in found.values():
        if reply.unit_id in declined and not reply.declined and _comes(file):
            earlier = before.get(reply.unit_id)
            said = earlier.at if earlier is not None and earlier.declines else declined[reply.unit_id]
            reply.returns = reply.answered is None or reply.answered.at > said
        if reply.returns:
            _tell(file, Notice("reply.comes_after_all", {"unit": reply.unit}))
        if (
            reply.unit_id is not None
            and reply.unit_id in before
            and _comes(file)
            and (left := _not_named(file, reply.unit_id, people))
        ):
            _tell(file, Notice("reply.not_named_again", {"unit": reply.unit, "names": "; ".join(left)}))
    return tuple(each for _file, each in found.values() if each.declined or each.contact or each.phone or each.returns)


def _declined(tx: Transaction, conference_id: uuid.UUID) -> dict[uuid.UUID, dt.datetime]:
    """When units declined, as this office's clock says it."""
    query = select(Invitation.unit_id, Invitation.declined_at).where(Invitation.conference_id == conference_id)
    return {key: at.astimezone().replace(tzinfo=None) for key, at in tx.execute(query) if at is not None}


def _comes(file: PlannedFile) -> bool:
    """Whether anybody in it is on the list once it is taken."""
    return any(row.action in (Action.ADD, Action.UPDATE, Action.SAME) for sheet in file.sheets for row in sheet.rows)


def _not_named(file: PlannedFile, unit_id: uuid.UUID, people: People) -> list[str]:
    """Who of the unit is on the list and not in the file."""
    named = {fold(row.values.get("full_name", "")) for sheet in file.sheets for row in sheet.rows}
    there = [each for each in people.by_id.values() if each.unit == unit_id and not each.cancelled]
    return sorted(each.values["full_name"] for each in there if each.name_key not in named)


def _tell(file: PlannedFile, notice: Notice) -> None:
    """Say it of the file's first sheet."""
    if file.sheets:
        file.sheets[0].notices += (notice,)


def _tell_older(file: PlannedFile, reply: UnitReply, newer: dt.datetime) -> None:
    """Where it declined, say that this does not hold."""
    if reply.declined and file.sheets:
        sheet = file.sheets[0]
        sheet.notices = tuple(each for each in sheet.notices if each.code != "reply.says_declined")
        _tell(file, Notice("reply.declined_before", {"unit": reply.unit, "at": f"{newer:%H:%M %d/%m/%Y}"}))


def _at(reply: UnitReply) -> dt.datetime:
    return reply.answered.at if reply.answered is not None else dt.datetime.min


def write(tx: Transaction, plan: ImportPlan, unit_ids: Mapping[str, uuid.UUID]) -> None:
    """Keep it with the units' invitations, part of the import's journal entry; a unit that was not made is passed over."""
    for reply in plan.replies:
        unit_id = reply.unit_id or unit_ids.get(reply.new_unit)
        if unit_id is not None:
            inviting.record_reply(
                tx,
                plan.conference_id,
                unit_id,
                declined=reply.declined,
                contact_name=reply.contact,
                contact_phone=reply.phone,
                comes=reply.returns,
            )
