"""The list of payments, gathered: who draws no salary from the state, and how many days they came."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from desktop.domain.attendance import THERE
from desktop.domain.documents.people import Block, PersonOnPaper, blocks
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.domain.payment import rate_on, shares
from desktop.papers.document import UnitPart
from desktop.papers.payment.options import PaymentContent, PaymentOptions, PaymentRow
from desktop.papers.payment.words import WORDS
from desktop.services import letterhead as frame
from desktop.services import people_on_paper, rates, sheets
from desktop.services.attendance.looking import door_people
from desktop.store.tables import Attendance, Attendee, TrainingSession
from desktop.store.transaction import Transaction

HalfDays = frozenset[tuple[dt.date, str]]


def gather(tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: PaymentOptions) -> PaymentContent:
    """The list as it stands. Raises AppError when nobody is marked, none of them came, or no rate holds."""
    row = frame.conference(tx, conference_id)
    listed, came = _paid(tx, conference_id, selection, options)
    known = rates.list_rates(tx)
    days = sorted({day for who in listed for day in came[who.id]})
    used = {rate.id: rate for day in days if (rate := rate_on(known, day)) is not None}
    if not used:
        raise AppError("payment.no_rate", day=days[0])
    paid = tuple(
        Block(
            tuple(PaymentRow(each, shares(came[each.id], known, options.measure)) for each in block.rows),
            block.headings,
        )
        for block in blocks(listed, group_by=options.group_by, sort=options.sort)
    )
    # Signed when the last of these days is over, which is no earlier than any of its rates.
    letterhead = dataclasses.replace(frame.letterhead(tx, row), date=days[-1])
    return PaymentContent(row.title, letterhead, paid, tuple(used.values()), options)


def unit_parts(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: PaymentOptions
) -> Sequence[UnitPart]:
    """A part for each unit of which anybody is paid: most have nobody without a state salary."""
    listed, _came = _paid(tx, conference_id, selection, options)
    paid = {each.unit_id: each.unit_now for each in listed}
    order = dict.fromkeys(each.unit_id for each in people_on_paper.listed(tx, conference_id, selection))
    return [UnitPart(paid[key], selection.of_unit(key)) for key in order if key in paid]


def _paid(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: PaymentOptions
) -> tuple[list[PersonOnPaper], dict[uuid.UUID, list[dt.date]]]:
    """Who is on the list, and the days that count for each."""
    chosen = people_on_paper.listed(tx, conference_id, selection, options.sort)
    if not chosen:
        raise AppError("document.nobody", document=WORDS.title())
    unpaid = select(Attendee.id).where(Attendee.conference_id == conference_id, Attendee.off_payroll)
    marked = frozenset(tx.scalars(unpaid))
    theirs = [person for person in chosen if person.id in marked]
    if not theirs:
        raise AppError("payment.nobody")
    came = _days(tx, conference_id, selection, options)
    listed = [person for person in theirs if came.get(person.id)]
    if not listed:
        raise AppError("payment.nobody_came")
    return listed, came


def _days(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: PaymentOptions
) -> dict[uuid.UUID, list[dt.date]]:
    """For each attendee the days, or a day for each half-day, on which they came or are expected."""
    query = select(TrainingSession.id, TrainingSession.starts_at, TrainingSession.ends_at)
    agenda = tx.execute(query.where(TrainingSession.conference_id == conference_id)).all()
    if selection.session_ids:
        agenda = [each for each in agenda if each.id in selection.session_ids]
    halves: dict[uuid.UUID, HalfDays] = {
        each.id: frozenset(
            (column.day, column.half) for column in sheets.half_days([(each.id, each.starts_at, each.ends_at)])
        )
        for each in agenda
    }
    found: dict[uuid.UUID, set[tuple[dt.date, str]]] = defaultdict(set)
    there = select(Attendance.training_session_id, Attendance.attendee_id).where(
        Attendance.training_session_id.in_(list(halves))
    )
    # The list is signed on the day, so it is often printed before anybody came.
    recorded = tx.execute(there.limit(1)).first() is not None
    if options.counted == "registered" or not recorded:
        for session_id, covered in halves.items():
            for person in door_people(tx, session_id):
                if person.expected:
                    found[person.id] |= covered
    else:
        came = there.where(Attendance.status.in_([str(each) for each in THERE]))
        for session_id, attendee_id in tx.execute(came):
            found[attendee_id] |= halves[session_id]
    if options.measure == "half":
        return {key: sorted(day for day, _half in covered) for key, covered in found.items()}
    return {key: sorted({day for day, _half in covered}) for key, covered in found.items()}
