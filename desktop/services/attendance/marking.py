"""Marks and the state that follows from them, written together: the only writer of both tables.

On a server the database itself works the state out, whoever writes the marks (`store.server_functions.folding`); in a data
file it is worked out here.

A row of `attendance` is `domain.attendance.fold` of the marks of its pair (session, attendee) and of the pairs of all who
were joined into that attendee; theirs are blank meanwhile. A mark stays where it was said, and what takes it back is
written beside it, so that each has their own again when they are parted. A row's version goes up with each mark, so
whoever read the marks at a version and finds it unchanged has seen them all.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Insert,
    Integer,
    Table,
    Uuid,
    bindparam,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)

from desktop.domain import attendance as domain
from desktop.domain.areas import Area
from desktop.domain.attendance import Doubt, Mark, MarkKind, Method, State, Status, fold, late_from, live
from desktop.domain.errors import NotFound
from desktop.domain.joining import Joined
from desktop.services import joined, journal
from desktop.store import schema
from desktop.store.bulk import chunks
from desktop.store.prepared import Prepared, placeholders, prefixed
from desktop.store.tables import TrainingSession
from desktop.store.transaction import Transaction

_LOGIN = ("login",)
"""What only a server says of a mark."""

ATTENDANCE: Table = schema.table("attendance")
MARK: Table = schema.table("attendance_mark")

Pair = tuple[uuid.UUID, uuid.UUID]
"""(training session, attendee)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mark to be written for one pair."""

    session_id: uuid.UUID
    attendee_id: uuid.UUID
    mark: Mark

    @property
    def pair(self) -> Pair:
        """The pair it speaks of."""
        return self.session_id, self.attendee_id


def draft(
    tx: Transaction,
    pair: Pair,
    kind: MarkKind,
    method: Method,
    *,
    at: dt.datetime | None = None,
    token: uuid.UUID | None = None,
    desk: str | None = None,
    annuls_id: uuid.UUID | None = None,
    reason: str = "",
) -> Draft:
    """A mark of this desk, now unless `at` says when it happened."""
    recorded = tx.clock()
    by = tx.desk if desk is None else desk
    mark = Mark(token or uuid.uuid4(), kind, at or recorded, recorded, by, method, annuls_id, reason)
    return Draft(*pair, mark)


def insert_into(tx: Transaction, table: Table) -> Any:
    """INSERT in the database's own dialect, for the sake of its ON CONFLICT."""
    return insert_of(tx.get_bind().dialect.name, table)


def insert_of(dialect: str, table: Table) -> Any:
    """The same for the dialect of this name."""
    # The other database's dialect is not needed, and dear at the start.
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as on_server

        return on_server(table)
    from sqlalchemy.dialects.sqlite import insert as in_a_file

    return in_a_file(table)


def read_marks(tx: Transaction, pairs: Collection[Pair], together: Joined | None = None) -> dict[Pair, list[Mark]]:
    """Every mark of these pairs and of whoever is one with their attendees (`together`, looked up); annulled ones too."""
    found: dict[Pair, list[Mark]] = defaultdict(list)
    wanted = set(pairs)
    sessions = list({session for session, _attendee in wanted})
    asked = {attendee for _session, attendee in wanted}
    together = joined.among(tx, asked) if together is None else together
    whose: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for attendee in asked:
        for member in together.members(attendee):
            whose[member].append(attendee)
    for part in chunks(list(whose)):
        query = select(*MARK_COLUMNS).where(MARK.c.training_session_id.in_(sessions), MARK.c.attendee_id.in_(part))
        for session_id, attendee_id, *values in tx.execute(query):
            mark = Mark(*values)
            for attendee in whose[attendee_id]:
                if (session_id, attendee) in wanted:
                    found[session_id, attendee].append(mark)
    return found


MARK_COLUMNS = (
    MARK.c.training_session_id,
    MARK.c.attendee_id,
    MARK.c.id,
    MARK.c.kind,
    MARK.c.at,
    MARK.c.recorded_at,
    MARK.c.desk,
    MARK.c.method,
    MARK.c.annuls_id,
    MARK.c.reason,
    MARK.c.received_at,
)


def known(tx: Transaction, key: uuid.UUID) -> Mark | None:
    """The mark of this id, which is the token of the try that made it."""
    row = tx.execute(select(*MARK_COLUMNS[2:]).where(MARK.c.id == key)).first()
    return None if row is None else Mark(*row)


def _row(given: Draft) -> dict[str, Any]:
    mark = given.mark
    return {
        "id": mark.id,
        "training_session_id": given.session_id,
        "attendee_id": given.attendee_id,
        "kind": str(mark.kind),
        "at": mark.at,
        "recorded_at": mark.recorded_at,
        "desk": mark.desk,
        "method": str(mark.method),
        "token": mark.id,
        "annuls_id": mark.annuls_id,
        "reason": mark.reason,
        "received_at": mark.received_at,
    }


def _columns(state: State) -> dict[str, Any]:
    return {
        "status": str(state.status),
        "arrived_at": state.arrived_at,
        "left_at": state.left_at,
        "desk": state.desk,
        "remark": state.remark,
        "doubt": str(state.doubt),
    }


@dataclass(frozen=True, slots=True)
class Told:
    """The journal's line about a mark at the door."""

    action: str
    conference_id: uuid.UUID
    details: Mapping[str, Any]


def write_first(
    tx: Transaction, given: Draft, late: dt.datetime, seen: int, told: Told, *, alone: bool = False
) -> State | None:
    """Write a pair's first mark when nobody has written one (`seen` 0), or the next after a row at version `seen`.

    The quick way of the door, without a lock; the pair is of somebody who stands, `alone` where nobody was joined into
    them. None when another desk was quicker: read again. `told` goes into the journal, or is part of the entry that is
    open; whether the conference is closed the caller has asked.
    """
    marks = [given.mark]
    if seen:
        marks += read_marks(tx, [given.pair], Joined() if alone else None)[given.pair]
    state = fold(marks, late)
    connection, areas = tx.connection(), {Area.ATTENDANCE}
    values = {"seen": seen, **prefixed("mark", _row(given))}
    if connection.dialect.name == "postgresql" and tx.journal.current is None:
        line = journal.line_values(tx, told.action, areas, told.conference_id, told.details)
        written = _MARK_AND_LINE.first(connection, values | line)
        if written is None:
            return None
        journal.written_line(tx, written.id, areas)
        return state
    if connection.dialect.name == "postgresql":
        if _MARK_IF_UNCHANGED.first(connection, values) is None:
            return None
    else:
        pair = {"id": uuid.uuid4(), "training_session_id": given.session_id, "attendee_id": given.attendee_id}
        values |= prefixed("state", {**pair, "version": 1, **_columns(state)})
        if _NEXT_STATE.first(connection, values) is None:
            return None
        _ONE_MARK.first(connection, values)
    journal.note(tx, told.action, areas, conference_id=told.conference_id, marks=[given.mark.id], **told.details)
    return state


def _next_state(dialect: str) -> Insert:
    """Write a pair's state unless somebody wrote after version `seen`."""
    statement = insert_of(dialect, ATTENDANCE).values(placeholders(ATTENDANCE, "state"))
    columns = {name: statement.excluded[name] for name in _columns(State())}
    written: Insert = statement.on_conflict_do_update(
        index_elements=[ATTENDANCE.c.training_session_id, ATTENDANCE.c.attendee_id],
        set_={**columns, "version": ATTENDANCE.c.version + 1},
        where=ATTENDANCE.c.version == bindparam("seen"),
    ).returning(ATTENDANCE.c.version)
    return written


def _mark_if_unchanged(_dialect: str) -> Insert:
    """The mark, unless somebody wrote after version `seen`; the server's own trigger writes the state that follows."""
    given = placeholders(MARK, "mark", without=_LOGIN)
    pair = given["training_session_id"], given["attendee_id"]
    if_unchanged = select(*given.values()).where(func.tap_huan_unchanged(*pair, bindparam("seen", type_=Integer())))
    return insert(MARK).from_select(list(given), if_unchanged).returning(MARK.c.id)


_NEXT_STATE = Prepared(_next_state)
_ONE_MARK = Prepared(lambda _dialect: insert(MARK).values(placeholders(MARK, "mark", without=_LOGIN)))
_MARK_IF_UNCHANGED = Prepared(_mark_if_unchanged)
_MARK_AND_LINE = Prepared(lambda dialect: journal.line_after(_mark_if_unchanged(dialect).cte("mark"), dialect))
"""One way to the server and back for all that a person let in at the door leaves there."""


def write(tx: Transaction, drafts: Iterable[Draft]) -> dict[Pair, State]:
    """Write marks of any number of pairs; those known already (by their token) are passed over.

    Returns the new states of all pairs named. The caller tells the journal.
    """
    wanted = list(drafts)
    named = list(dict.fromkeys(each.pair for each in wanted))
    if not named:
        return {}
    together = hold(tx, named)
    of = {(session, key): (session, together.one(key)) for session, key in named}
    pairs = list(dict.fromkeys(of.values()))
    known = read_marks(tx, pairs, together)
    have = {mark.id for marks in known.values() for mark in marks}
    fresh = {each.mark.id: each for each in wanted if each.mark.id not in have}
    for each in fresh.values():
        known[of[each.pair]].append(each.mark)
    if fresh:
        tx.execute(insert(MARK), [_row(each) for each in fresh.values()])
    states = read_states(tx, pairs) if _on_server(tx) else store(tx, pairs, known)
    return {pair: states[stands] for pair, stands in of.items()}


def say(tx: Transaction, drafts: Sequence[Draft], action: str, *, conference_id: uuid.UUID, **details: Any) -> None:
    """Write marks, and the journal line that tells of them; nothing for none."""
    if drafts:
        write(tx, drafts)
        marks = [each.mark.id for each in drafts]
        journal.note(tx, action, {Area.ATTENDANCE}, conference_id=conference_id, marks=marks, **details)


def hold(tx: Transaction, pairs: Sequence[Pair]) -> Joined:
    """Hold the rows of those who stand for these pairs until the commit; returns who is one with whom.

    Rows are made first where there are none, and always held in one order.
    """
    people = {attendee for _session, attendee in pairs}
    together = joined.among(tx, people)
    while True:
        lock(tx, sorted({(session, together.one(attendee)) for session, attendee in pairs}))
        if not _on_server(tx):
            return together
        again = joined.among(tx, people)
        if again == together:
            return together
        together = again  # somebody was joined while this one waited


def lock(tx: Transaction, ordered: Sequence[Pair]) -> None:
    """Hold just these rows, in their order, made first where there are none."""
    if _on_server(tx):
        tx.execute(select(func.tap_huan_hold(*_arrays(ordered))))
        return
    for start in range(0, len(ordered), _PAIRS):  # BEGIN IMMEDIATE: nobody else writes
        rows = [
            {
                "id": uuid.uuid4(),
                "training_session_id": session_id,
                "attendee_id": attendee_id,
                "version": 1,
                **_columns(State()),
            }
            for session_id, attendee_id in ordered[start : start + _PAIRS]
        ]
        statement: Insert = insert_into(tx, ATTENDANCE).on_conflict_do_nothing(
            index_elements=[ATTENDANCE.c.training_session_id, ATTENDANCE.c.attendee_id]
        )
        tx.execute(statement, rows)


def _on_server(tx: Transaction) -> bool:
    return tx.get_bind().dialect.name == "postgresql"


def _arrays(pairs: Sequence[Pair]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The sessions and the attendees of pairs, each as one value for a function of the server."""
    kind = ARRAY(Uuid())
    return literal([session for session, _attendee in pairs], kind), literal([key for _session, key in pairs], kind)


_PAIRS = 200


def store(tx: Transaction, pairs: Sequence[Pair], marks: Mapping[Pair, Sequence[Mark]]) -> dict[Pair, State]:
    """Fold these marks and write the states of the pairs, which are held; a server folds the marks that it has."""
    if _on_server(tx):
        tx.execute(select(func.tap_huan_refold(*_arrays(pairs))))
        return read_states(tx, pairs)
    late = thresholds(tx, {session for session, _attendee in pairs})
    states = {pair: fold(marks.get(pair, ()), late[pair[0]]) for pair in pairs}
    statement = (
        update(ATTENDANCE)
        .where(
            ATTENDANCE.c.training_session_id == bindparam("of_session"),
            ATTENDANCE.c.attendee_id == bindparam("of_attendee"),
        )
        .values(version=ATTENDANCE.c.version + 1, **{name: bindparam(f"new_{name}") for name in _columns(State())})
    )
    tx.execute(
        statement,
        [
            {
                "of_session": session,
                "of_attendee": attendee,
                **{f"new_{name}": value for name, value in _columns(states[session, attendee]).items()},
            }
            for session, attendee in pairs
        ],
    )
    return states


def read_states(tx: Transaction, pairs: Sequence[Pair]) -> dict[Pair, State]:
    """The states of these pairs as they are written; of a pair of which nothing is written the blank one."""
    found = dict.fromkeys(pairs, State())
    columns = (ATTENDANCE.c[name] for name in ("training_session_id", "attendee_id", *STATE))
    query = select(*columns)
    for start in range(0, len(pairs), _PAIRS):
        key = tuple_(ATTENDANCE.c.training_session_id, ATTENDANCE.c.attendee_id)
        for session, attendee, *values in tx.execute(query.where(key.in_(pairs[start : start + _PAIRS]))):
            found[session, attendee] = state_of(*values)
    return found


STATE = ("status", "arrived_at", "left_at", "desk", "remark", "doubt")
"""The columns of a state, as `state_of` takes them."""


def state_of(
    status: str, arrived_at: dt.datetime | None, left_at: dt.datetime | None, desk: str, remark: str, doubt: str
) -> State:
    """A state from the columns of its row."""
    return State(Status(status), arrived_at, left_at, desk, remark, Doubt(doubt))


def thresholds(tx: Transaction, session_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dt.datetime]:
    """The moments after which arrivals at these sessions are late. Raises NotFound for a session that is gone."""
    rows = tx.execute(
        select(TrainingSession.id, TrainingSession.starts_at, TrainingSession.late_after).where(
            TrainingSession.id.in_(list(session_ids))
        )
    )
    found = {key: late_from(starts_at, late_after) for key, starts_at, late_after in rows}
    if len(found) < len(set(session_ids)):
        raise NotFound("session.not_found", what="session")
    return found


def annulling(tx: Transaction, mark_ids: Sequence[uuid.UUID], reason: str = "") -> list[Draft]:
    """The marks that take these back; one that is taken back already, or takes back itself, is left out."""
    found = _still_standing(tx, mark_ids)
    return [_against(tx, pair, mark, reason) for pair, mark in found if mark.kind != MarkKind.ANNUL]


def withdraw(tx: Transaction, mark_ids: Sequence[uuid.UUID]) -> int:
    """Undo these marks: each is annulled, and what one of them had taken back is thereby said again.

    Part of the caller's journal entry. Returns how many marks were written.
    """
    drafts = [_against(tx, pair, mark, "") for pair, mark in _still_standing(tx, mark_ids)]
    if not drafts:
        return 0
    write(tx, drafts)
    entry = tx.journal.current
    if entry is not None:
        entry.areas.add(Area.ATTENDANCE)
        entry.added("attendance_mark", [each.mark.id for each in drafts])
    return len(drafts)


def _still_standing(tx: Transaction, mark_ids: Sequence[uuid.UUID]) -> list[tuple[Pair, Mark]]:
    """Those of the marks that nothing takes back, each with the pair it was written for."""
    own: dict[uuid.UUID, Pair] = {}
    for part in chunks(mark_ids):
        rows = tx.execute(select(MARK.c.id, MARK.c.training_session_id, MARK.c.attendee_id).where(MARK.c.id.in_(part)))
        own.update((key, (session_id, attendee_id)) for key, session_id, attendee_id in rows)
    together = joined.among(tx, {attendee for _session, attendee in own.values()})
    pairs = {(session, together.one(attendee)) for session, attendee in own.values()}
    found = []
    for marks in read_marks(tx, pairs, together).values():
        stands = domain.standing(marks) & own.keys()
        found += [(own[mark.id], mark) for mark in marks if mark.id in stands]
    return found


def _against(tx: Transaction, pair: Pair, mark: Mark, reason: str) -> Draft:
    return draft(tx, pair, MarkKind.ANNUL, Method.HAND, annuls_id=mark.id, reason=reason)


def standing(tx: Transaction, pair: Pair) -> list[Mark]:
    """The live marks of one pair, the newest last."""
    return sorted(live(read_marks(tx, [pair])[pair]), key=lambda mark: (mark.recorded_at, mark.id.bytes))
