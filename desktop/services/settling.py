"""Settling the cases of the queue: one at a time, or all that are alike by one answer and one undo."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.attendance import Status
from desktop.domain.door_times import CONFIRMED
from desktop.domain.errors import Conflict
from desktop.domain.joining import said_of
from desktop.domain.people import AttendeeInput, AttendeeView
from desktop.domain.reviewing import Case, CaseKind, Choice, ReviewAnswer, as_review, doubted
from desktop.services import attendance, attendees, distinct_pairs, journal, refused, units, versions
from desktop.services.bulk import change_attendees
from desktop.store.bulk import chunks
from desktop.store.tables import Attendance, Attendee
from desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Settlement:
    """What somebody decided on a case."""

    choice: Choice
    take: frozenset[str] = frozenset()
    """Of a join: the fields in which the second's value counts; of this pair alone."""
    second: bool = False
    """Of a join: whether the second side was chosen as a whole, so that of each pair alike its words count too."""
    reason: str = ""
    """Why, for the log of an attendance."""


def settle(tx: Transaction, case: Case, decided: Settlement, *, alike: Sequence[Case] = ()) -> int:
    """Settle a case, and with it those alike by the same choice: one line of the journal, one undo.

    Returns how many were settled. Raises Conflict when somebody changed an attendee since the cases were read, and what
    the field refuses (InvalidInput).
    """
    work = [(case, decided.choice)]
    work += [(other, own) for other in alike if (own := other.like(case, decided.choice)) is not None]
    if case.kind is CaseKind.REFUSED:
        return refused.settle(tx, work, decided.reason)
    _check_unchanged(tx, [person for each, _choice in work for person in each.people])
    return _SETTLED_BY[decided.choice.answer](tx, work, decided)


_Work = Sequence[tuple[Case, Choice]]


def _check_unchanged(tx: Transaction, people: Collection[AttendeeView]) -> None:
    """Raises Conflict for the first attendee who is not as the cases knew them."""
    seen = {person.id: person for person in people}
    for part in chunks(list(seen)):
        for row in tx.scalars(select(Attendee).where(Attendee.id.in_(part)).with_for_update()):
            versions.check(tx, row, seen.pop(row.id).version, name=row.full_name)
    for person in seen.values():
        raise Conflict("conflict.row", name=person.full_name)


def _conference_of(tx: Transaction, attendee_id: uuid.UUID) -> uuid.UUID | None:
    return tx.scalar(select(Attendee.conference_id).where(Attendee.id == attendee_id))


def accept(tx: Transaction, cases: Sequence[Case]) -> int:
    """Everything that is doubted here is right as it stands: those who are alike are two people. Returns how many."""
    pairs = [(case, choice) for case in cases for choice in case.choices if choice.answer is ReviewAnswer.APART]
    fields = [(case, choice) for case in cases for choice in case.choices if choice.answer is ReviewAnswer.KEEP]
    people = [person for case, _choice in (*pairs, *fields) for person in case.people]
    if not people:
        return 0
    _check_unchanged(tx, people)
    with journal.entry(
        tx, "review.kept", {Area.ATTENDEES}, conference_id=_conference_of(tx, people[0].id),
        name=people[0].full_name, count=len(pairs) + len(fields),
    ):  # fmt: skip
        for work, settled in ((pairs, _tell_apart), (fields, _keep)):
            if work:
                settled(tx, work, Settlement(work[0][1]))
    return len(pairs) + len(fields)


# -- two who may be one -------------------------------------------------------------------------------------------------


def _join(tx: Transaction, work: _Work, decided: Settlement) -> int:
    from desktop.services import joining

    gone: set[uuid.UUID] = set()
    done = 0

    def join_all() -> None:
        nonlocal done
        for place, (case, _choice) in enumerate(work):
            keep, other = case.people
            if {keep.id, other.id} & gone:  # the third of three who are one was settled by the first two
                continue
            gone.add(other.id)
            seen = (keep.version, other.version) if not done else None
            of_others = said_of(other) if decided.second else frozenset()
            joining.join(tx, keep.id, other.id, take=of_others if place else decided.take, versions=seen)
            done += 1

    if len(work) == 1:
        join_all()
        return done
    conference_id = _conference_of(tx, work[0][0].people[0].id)
    areas = {Area.ATTENDEES, Area.ATTENDANCE, Area.DOCUMENTS}
    with journal.entry(tx, "attendee.all_joined", areas, conference_id=conference_id, count=len(work)) as line:
        join_all()
        line.action, line.details = "attendee.all_joined", {"count": done}
    return done


def _tell_apart(tx: Transaction, work: _Work, _decided: Settlement) -> int:
    return tell_apart(tx, [case.people for case, _choice in work])


def tell_apart(tx: Transaction, pairs: Sequence[Sequence[AttendeeView]]) -> int:
    """Remember of each two attendees that they are two people. Returns how many pairs were new."""
    conference_id = _conference_of(tx, pairs[0][0].id) if pairs else None
    if conference_id is None:
        return 0
    first, second = pairs[0]
    with journal.entry(
        tx, "attendee.told_apart", {Area.ATTENDEES}, conference_id=conference_id,
        count=len(pairs), name=first.full_name, other=second.full_name,
    ):  # fmt: skip
        return distinct_pairs.remember(tx, conference_id, [(one.id, other.id) for one, other in pairs])


# -- units --------------------------------------------------------------------------------------------------------------


def _set_unit(tx: Transaction, work: _Work, decided: Settlement) -> int:
    assert decided.choice.id is not None
    return attendees.set_unit(tx, [case.people[0].id for case, _choice in work], decided.choice.id)


def _add_unit(tx: Transaction, work: _Work, decided: Settlement) -> int:
    units.add_unit(tx, decided.choice.value)
    return len(work)


# -- fields -------------------------------------------------------------------------------------------------------------

_GIVEN: Mapping[str, Callable[[str], AttendeeInput]] = {
    "full_name": lambda text: AttendeeInput(full_name=text),
    "honorific": lambda text: AttendeeInput(honorific=text),
    "gender": lambda text: AttendeeInput(gender=text),
    "birth": lambda text: AttendeeInput(birth=text),
    "position": lambda text: AttendeeInput(position=text),
    "phone": lambda text: AttendeeInput(phone=text),
    "email": lambda text: AttendeeInput(email=text),
    "note": lambda text: AttendeeInput(note=text),
}


def _set_value(tx: Transaction, work: _Work, _decided: Settlement) -> int:
    first = work[0][0].people[0]
    with journal.entry(
        tx, "attendee.edited", {Area.ATTENDEES}, conference_id=_conference_of(tx, first.id), name=first.full_name
    ) as line:
        if len(work) > 1:
            line.action, line.details = "review.settled", {"count": len(work)}
        for case, choice in work:
            person = case.people[0]
            attendees.edit_attendee(tx, person.id, _GIVEN[case.field](choice.value), version=person.version)
    return len(work)


def _cancel(tx: Transaction, work: _Work, _decided: Settlement) -> int:
    return attendance.cancel(tx, [case.people[0].id for case, _choice in work], work[0][1].value)


def _keep(tx: Transaction, work: _Work, _decided: Settlement) -> int:
    """What was doubted is right: the field is reviewed no more."""
    fields: dict[uuid.UUID, set[str]] = defaultdict(set)
    reviews: dict[uuid.UUID, str] = {}
    for case, _choice in work:
        person = case.people[0]
        fields[person.id].add(case.field)
        reviews[person.id] = person.review
    after: dict[str, list[uuid.UUID]] = defaultdict(list)
    for key, settled in fields.items():
        after[as_review(doubted(reviews[key]) - settled)].append(key)
    first = work[0][0].people[0]
    with journal.entry(
        tx, "review.kept", {Area.ATTENDEES}, conference_id=_conference_of(tx, first.id),
        name=first.full_name, count=len(work),
    ) as line:  # fmt: skip
        for review, ids in after.items():
            change_attendees(tx, line, ids, {"review": review})
    return len(work)


# -- attendance ---------------------------------------------------------------------------------------------------------


def _keep_marks(tx: Transaction, work: _Work, decided: Settlement) -> int:
    def keep_all() -> None:
        for case, choice in work:
            assert case.doubt is not None
            assert choice.id is not None
            attendance.keep_only(
                tx,
                training_session_id=case.doubt.session_id,
                attendee_id=case.doubt.attendee_id,
                mark_id=choice.id,
                reason=decided.reason,
            )

    if len(work) == 1:
        keep_all()
        return 1
    doubt = work[0][0].doubt
    assert doubt is not None
    conference_id = _conference_of(tx, doubt.attendee_id)
    with journal.entry(tx, "review.settled", {Area.ATTENDANCE}, conference_id=conference_id, count=len(work)):
        keep_all()
    return len(work)


def _confirm(tx: Transaction, work: _Work, decided: Settlement) -> int:
    """What the marks say holds, and is said once more by hand."""
    doubts = [case.doubt for case, _choice in work if case.doubt is not None]
    with journal.entry(
        tx, "review.settled", {Area.ATTENDANCE},
        conference_id=_conference_of(tx, doubts[0].attendee_id), count=len(doubts),
    ):  # fmt: skip
        for doubt in doubts:
            mine = (
                Attendance.training_session_id == doubt.session_id,
                Attendance.attendee_id == doubt.attendee_id,
            )
            there = tx.scalars(select(Attendance.status).where(*mine)).one()
            attendance.set_status(
                tx,
                training_session_id=doubt.session_id,
                attendee_id=doubt.attendee_id,
                status=Status(there),
                reason=decided.reason or CONFIRMED,
            )
    return len(doubts)


def _move(tx: Transaction, work: _Work, _decided: Settlement) -> int:
    """The arrivals go to the session chosen; all at once, for those alike stand at one session."""
    people: dict[tuple[uuid.UUID, uuid.UUID], list[uuid.UUID]] = defaultdict(list)
    for case, choice in work:
        if case.doubt is not None and choice.id is not None:
            people[case.doubt.session_id, choice.id].append(case.doubt.attendee_id)
    moved = [attendance.move(tx, source, target, ids).moved for (source, target), ids in people.items()]
    return sum(map(len, moved))


def _reinstate(tx: Transaction, work: _Work, _decided: Settlement) -> int:
    return attendance.reinstate(tx, [case.doubt.attendee_id for case, _choice in work if case.doubt is not None])


_SETTLED_BY: Mapping[ReviewAnswer, Callable[[Transaction, _Work, Settlement], int]] = {
    ReviewAnswer.JOIN: _join,
    ReviewAnswer.APART: _tell_apart,
    ReviewAnswer.SET_UNIT: _set_unit,
    ReviewAnswer.ADD_UNIT: _add_unit,
    ReviewAnswer.SET_VALUE: _set_value,
    ReviewAnswer.CANCEL: _cancel,
    ReviewAnswer.KEEP: _keep,
    ReviewAnswer.KEEP_MARK: _keep_marks,
    ReviewAnswer.CONFIRM: _confirm,
    ReviewAnswer.MOVE: _move,
    ReviewAnswer.REINSTATE: _reinstate,
}
