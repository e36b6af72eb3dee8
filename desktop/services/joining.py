"""Two attendees who are one person become one record: the first stays, the second is joined into them.

Nothing of the second is moved or lost: their row, marks, certificates, printed cards and lines on sheets stay, and are read as
the first one's (`services.joined`); taken back, each has their own again. Only what a person has once changes: fields
that were blank or are taken, the seat, and the person in the directory.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import bindparam, func, select, update

from desktop.domain.areas import Area
from desktop.domain.attendance import THERE, Mark, live
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.fields import SENSITIVE_FIELDS
from desktop.domain.joining import AS_STATE, FIELDS, Both, Joined, Side, Word, is_expected, later, that_counts
from desktop.domain.people import PERSON_FIELDS, AttendeeState, AttendeeView
from desktop.domain.questions import Answer
from desktop.domain.reviewing import as_review, doubted
from desktop.domain.search import search_text
from desktop.services import attendees, bulk, joined, journal, questions
from desktop.services import versions as of_rows
from desktop.services.attendance import marking, refolding
from desktop.services.points import keeping
from desktop.store import schema
from desktop.store.bulk import chunks
from desktop.store.tables import Attendance, Attendee, Certificate, Person, PrintedSheet, PrintMark
from desktop.store.transaction import Transaction

_WORD = ("state", "state_at", "state_reason", "said_state", "said_at", "said_reason")
REGISTERS = frozenset({"joined_into_id", "joined_at", *_WORD})
"""Columns of an attendee in which a later word of another desk counts."""
_TABLE = schema.table("attendee")
_Value = TypeVar("_Value")


def join(
    tx: Transaction,
    keep_id: uuid.UUID,
    gone_id: uuid.UUID,
    *,
    take: Collection[str] = (),
    versions: tuple[int, int] | None = None,
) -> AttendeeView:
    """Make two attendees one: the first stays, with their own code, group and word; blanks are filled from the second.

    Fields named in `take` (`domain.joining.FIELDS`, sensitive ones, keys of questions) come from the second. One journal entry, undone as
    one. Raises NotFound, Conflict for an older one of the `versions`, InvalidInput for people who cannot be joined.
    """
    keep, gone = _locked(tx, keep_id, gone_id)
    if unknown := set(take) - {*FIELDS, *SENSITIVE_FIELDS, *keep.answers, *gone.answers}:
        raise ValueError(f"an attendee has no {', '.join(sorted(unknown))}")
    mine, theirs = tx.get_one(Person, keep.person_id), tx.get_one(Person, gone.person_id)
    if versions is not None:
        of_rows.check(tx, keep, versions[0], name=keep.full_name, also=(mine.id,))
        of_rows.check(tx, gone, versions[1], name=gone.full_name, also=(theirs.id,))
    _refuse(tx, keep, gone)
    earlier = tx.scalars(select(Attendee).where(Attendee.joined_into_id == gone.id).order_by(Attendee.id)).all()
    areas = {Area.ATTENDEES, Area.ATTENDANCE, Area.SHEETS, Area.DOCUMENTS}
    with journal.entry(
        tx, "attendee.joined", areas, conference_id=keep.conference_id, name=keep.full_name, other=gone.full_name
    ) as line:
        _fill(keep, gone, take)
        _fill_person(mine, theirs, keep, take)
        keeping.joined(tx, keep.id, gone.id)
        if keep.state != gone.state:  # what is said of the first was said knowing of both
            if is_expected(keep.state, gone.state, there=_is_there(tx, keep, gone)):
                keep.state, keep.state_reason = str(AttendeeState.REGISTERED), ""
            keep.state_at = later(tx.clock(), keep.state_at, gone.state_at)
            keep.said_state, keep.said_at, keep.said_reason = "", None, ""
        gone.joined_into_id, gone.joined_at = keep.id, later(tx.clock(), gone.joined_at)
        line.details["name"] = keep.full_name
        tx.flush()
        if mine is not theirs:
            _one_person(tx, mine, theirs, gone)
        for row in earlier:  # their joins wait for this one
            bulk.touch(tx, line, row)
        _search(tx, [keep])
        tx.flush()
        settle(tx, [keep.id, gone.id])
    return attendees.get_attendee(tx, keep.id)


def _locked(tx: Transaction, keep_id: uuid.UUID, gone_id: uuid.UUID) -> tuple[Attendee, Attendee]:
    if keep_id == gone_id:
        raise InvalidInput("joining.same", field="gone")
    # Always in one order; a desk's new mark may refer to them meanwhile.
    query = select(Attendee).where(Attendee.id.in_([keep_id, gone_id])).order_by(Attendee.id)
    query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    rows = {row.id: row for row in tx.scalars(query)}
    if keep_id not in rows or gone_id not in rows:
        raise NotFound("attendee.not_found", what="attendee")
    people = sorted({row.person_id for row in rows.values()})
    tx.scalars(select(Person).where(Person.id.in_(people)).order_by(Person.id).with_for_update(key_share=True)).all()
    return rows[keep_id], rows[gone_id]


def _refuse(tx: Transaction, keep: Attendee, gone: Attendee) -> None:
    for row in (keep, gone):
        if row.state == AttendeeState.REMOVED:
            raise InvalidInput("joining.removed", field="gone" if row is gone else "keep", name=row.full_name)
    if keep.conference_id != gone.conference_id:
        raise InvalidInput("joining.elsewhere", field="gone", name=gone.full_name)
    members = joined.among(tx, [keep.id, gone.id])
    one, other = members.members(keep.id), members.members(gone.id)
    replaces = select(Attendee.id, Attendee.substitute_for_id).where(
        Attendee.id.in_([*one, *other]), Attendee.substitute_for_id.is_not(None)
    )
    for key, replaced in tx.execute(replaces).all():
        if replaced in (other if key in one else one):
            raise InvalidInput("joining.substitute", field="gone", name=keep.full_name, other=gone.full_name)
    if gone.substitute_for_id is None:
        return
    covered = keep.substitute_for_id is not None and members.one(keep.substitute_for_id) == members.one(
        gone.substitute_for_id
    )
    if not covered or (keep.substitute_sessions and not set(gone.substitute_sessions) <= set(keep.substitute_sessions)):
        place = tx.get_one(Attendee, gone.substitute_for_id).full_name
        raise InvalidInput("joining.place_lost", field="gone", name=gone.full_name, replaced=place)


def _fill(keep: Attendee, gone: Attendee, take: Collection[str]) -> None:
    """The attendee's own fields, as they are registered in this conference."""

    def pick(name: str, own: _Value, other: _Value) -> _Value:
        return other if name in take or not own else own

    if "full_name" in take:
        keep.full_name, keep.name_key, keep.sort_key = gone.full_name, gone.name_key, gone.sort_key
    keep.honorific = pick("honorific", keep.honorific, gone.honorific)
    keep.position = pick("position", keep.position, gone.position)
    keep.note = pick("note", keep.note, gone.note)
    keep.attention = pick("attention", keep.attention, gone.attention)
    keep.role_group_id = pick("role_group", keep.role_group_id, gone.role_group_id)
    keep.off_payroll = pick("off_payroll", keep.off_payroll, gone.off_payroll)
    if "unit" in take or not keep.unit_name:
        keep.unit_id, keep.unit_name, keep.unit_kind = gone.unit_id, gone.unit_name, gone.unit_kind
    keep.seat = pick("seat", keep.seat, gone.seat)
    gone.seat = ""  # a person sits on one
    extra = {
        name: pick(name, keep.extra.get(name, ""), gone.extra.get(name, "")) for name in {**keep.extra, **gone.extra}
    }
    keep.extra = {name: value for name, value in extra.items() if value}
    keep.answers = _answers(keep.answers, gone.answers, take)
    if not gone.origin:
        keep.origin = ""  # they were on the list all along
    keep.import_batch_id = keep.import_batch_id or gone.import_batch_id
    # Somebody has looked at both; only a unit that nobody knows is still to be reviewed.
    unknown = keep.unit_id is None and "unit" in doubted(keep.review) | doubted(gone.review)
    keep.review = as_review(frozenset({"unit"} if unknown else ()))


def _answers(own: Mapping[str, Answer], other: Mapping[str, Answer], take: Collection[str]) -> dict[str, Answer]:
    """Question by question; a no is an answer too."""
    stays = {key: value for key, value in own.items() if key not in take}
    taken = {key: value for key, value in other.items() if key not in own or "answers" in take or key in take}
    return {**stays, **taken}


def _fill_person(mine: Person, theirs: Person, keep: Attendee, take: Collection[str]) -> None:
    for name in PERSON_FIELDS:
        own, other = getattr(mine, name), getattr(theirs, name)
        setattr(mine, name, other if name in take or not own else own)
    if "full_name" in take:
        mine.full_name, mine.name_key, mine.sort_key = keep.full_name, keep.name_key, keep.sort_key
    mine.honorific = keep.honorific or mine.honorific or theirs.honorific


def _one_person(tx: Transaction, mine: Person, theirs: Person, gone: Attendee) -> None:
    """What they were registered in before is the first one's too.

    Only who was joined keeps their own person of the directory: by their name, birth date and phone a list that is sent
    again finds who stands.
    """
    others = (Attendee.person_id == theirs.id, Attendee.id != gone.id)
    rows = tx.scalars(select(Attendee).where(*others).with_for_update(key_share=True)).all()
    for row in rows:
        row.person_id = mine.id
    tx.flush()
    _search(tx, rows)
    tx.flush()


def _search(tx: Transaction, rows: Sequence[Attendee]) -> None:
    codes = joined.found_by(tx, [row.id for row in rows])
    for row in rows:
        phone = tx.get_one(Person, row.person_id).phone
        row.search = search_text(row.full_name, row.unit_name, codes.get(row.id, row.code), phone)


def _is_there(tx: Transaction, keep: Attendee, gone: Attendee) -> bool:
    """Whether either has come to a session."""
    here = (Attendance.attendee_id.in_([keep.id, gone.id]), Attendance.status.in_(sorted(THERE)))
    return tx.scalar(select(Attendance.id).where(*here).limit(1)) is not None


def fill_blanks(tx: Transaction, joined_elsewhere: Collection[uuid.UUID]) -> int:
    """Fill what those who stand lack from who was joined into them at another desk. Returns how many it was of."""
    together = joined.among(tx, joined_elsewhere)
    filled: set[uuid.UUID] = set()
    for key in sorted(together.leads.keys() & set(joined_elsewhere)):
        keep, gone = (tx.get_one(Attendee, each) for each in (together.one(key), key))
        mine, theirs = tx.get_one(Person, keep.person_id), tx.get_one(Person, gone.person_id)
        _fill(keep, gone, ())
        if mine is not theirs:
            _fill_person(mine, theirs, keep, ())
        if tx.is_modified(keep) or tx.is_modified(mine):
            filled.add(keep.id)
        tx.flush()
        _search(tx, [keep])
    tx.flush()
    return len(filled)


# -- what follows from joins and words ----------------------------------------------------------------------------------


def settle(tx: Transaction, ids: Iterable[uuid.UUID]) -> None:
    """Bring everything that follows from joins and words up to date, of these attendees and all who are one with them.

    That is: who is on the list and with which state, by which codes they are found, and their attendance. Part of whatever
    changed a join, or a word about somebody who is joined; nothing of it is kept for undo, which settles anew.
    """
    tx.flush()
    wanted = set(ids)
    together = joined.among(tx, wanted)
    people = sorted({member for key in wanted for member in together.members(key)})
    columns = [_TABLE.c[name] for name in ("id", *_WORD, "code", "search")]
    rows: dict[uuid.UUID, dict[str, Any]] = {}
    for part in chunks(people):
        query = select(*columns).where(_TABLE.c.id.in_(part)).with_for_update(key_share=True)
        rows.update((row["id"], dict(row)) for row in tx.execute(query).mappings())
    work = []
    for key, row in rows.items():
        others = [rows[other] for other in together.others.get(key, ()) if other in rows]
        after = {**row, **_standing(key, row, others, together)}
        after["search"] = _found_by(row["search"], row["code"], [other["code"] for other in others])
        if after != row:
            work.append({f"new_{name}": after[name] for name in _SETTLED} | {"of": key})
    if work:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _SETTLED}
        statement = update(_TABLE).where(_TABLE.c.id == bindparam("of"))
        tx.connection().execute(statement.values(**values, version=_TABLE.c.version + 1), work)
    refolding.refold_people(tx, people)
    tx.expire_all()


_SETTLED = (*_WORD, "search")


def say_again(before: dict[str, Any], row: Mapping[str, Any], now: dt.datetime) -> None:
    """Make what an undo puts back of an attendee a later word: other desks may have heard what is taken back.

    `before` are the columns that go back, `row` is as it stands. What was only noted beside it stays as it is.
    """
    if "joined_into_id" in before:
        before["joined_at"] = later(now, row["joined_at"])
    else:
        before.pop("joined_at", None)
    if not before.keys().isdisjoint(("state", "state_at")):
        own = own_reply(row)
        before |= {"state": before.get("state", own.state), "state_at": later(now, own.at), **AS_STATE}
    elif "said_state" in before:
        before["said_at"] = later(now, row["said_at"])


def own_reply(row: Mapping[str, Any]) -> Word:
    """What was said of an attendee's own registration, whatever follows from words about others."""
    if row["said_state"]:
        return Word(row["said_at"], row["said_state"], row["said_reason"])
    return Word(row["state_at"], row["state"], row["state_reason"])


def _standing(
    key: uuid.UUID, row: dict[str, Any], others: Sequence[dict[str, Any]], together: Joined
) -> dict[str, Any]:
    own = own_reply(row)
    kept = {"said_state": own.state, "said_at": own.at, "said_reason": own.reason}
    if key in together.leads:
        return {"state": str(AttendeeState.REMOVED), "state_at": None, "state_reason": "", **kept}
    word = that_counts(own, map(own_reply, others))
    return {
        "state": word.state,
        "state_at": word.at,
        "state_reason": word.reason,
        **(AS_STATE if word == own else kept),
    }


def _found_by(search: str, code: str, others: Iterable[str]) -> str:
    """A search text with the codes of those who are one with somebody before their own, and no codes of anybody else."""
    words = search.split(" ")
    place = words.index(code) if code in words else len(words)
    start = place
    while start and words[start - 1].isdigit() and len(words[start - 1]) >= len(code):
        start -= 1
    return " ".join([*words[:start], *sorted(others), *words[place:]])


# -- both side by side --------------------------------------------------------------------------------------------------


def compare(tx: Transaction, first_id: uuid.UUID, second_id: uuid.UUID) -> Both:
    """Two attendees with what hangs on each, so that one can see what a join keeps. Raises NotFound."""
    first, second = (tx.get_one(Attendee, key) for key in (first_id, second_id))
    asked = tuple(questions.list_questions(tx, first.conference_id))
    return Both(_side(tx, first_id), _side(tx, second_id), there=_is_there(tx, first, second), questions=asked)


def _side(tx: Transaction, key: uuid.UUID) -> Side:
    view = attendees.get_attendee(tx, key)
    row = tx.get_one(Attendee, key)
    members = joined.among(tx, [key]).members(key)
    marks = tx.execute(select(*marking.MARK_COLUMNS).where(marking.MARK.c.attendee_id.in_(members)))
    own = {member.hex for member in members}
    printed = tx.scalars(select(PrintedSheet.content).where(PrintedSheet.conference_id == row.conference_id))
    return Side(
        attendee=view,
        marks=len(live(Mark(*values) for _session, _attendee, *values in marks)),
        certificates=_count(tx, Certificate, members),
        sheets=sum(not own.isdisjoint(content["rows"]) for content in printed),
        cards=_count(tx, PrintMark, members),
        extra={name: str(value) for name, value in row.extra.items()},
    )


def _count(tx: Transaction, table: type[Certificate | PrintMark], members: Sequence[uuid.UUID]) -> int:
    return tx.scalar(select(func.count()).select_from(table).where(table.attendee_id.in_(members))) or 0
