"""What a server could not take of its desks: told there with the reason, and settled by an organizer or the desk itself."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import func, insert, select, update

from desktop.domain.areas import Area
from desktop.domain.attendance import DoubtfulAttendance, Mark, MarkKind
from desktop.domain.reviewing import Answer, Case, CaseKind, Choice
from desktop.services import journal
from desktop.services.attendance import marking
from desktop.store.bulk import chunks
from desktop.store.columns import Base
from desktop.store.tables import Attendee, RefusedEntry, TrainingSession
from desktop.store.transaction import Transaction

Row = dict[str, object]
"""The columns of a `RefusedEntry`."""
_ENTRIES = Base.metadata.tables[RefusedEntry.__tablename__]
REFUSED = "refused"
"""The doubt of a refused entry, among those of attendance."""
_SETTLED = {Answer.MOVE: "moved", Answer.NOTE: "noted", Answer.DROP: "dropped"}


def tell(tx: Transaction, rows: Sequence[Row]) -> int:
    """Put these, refused just now, before the organizer; those told already are passed over. Returns how many are new."""
    keys = {row["id"] for row in rows}
    known = set(tx.scalars(select(RefusedEntry.id).where(RefusedEntry.id.in_(keys))))
    new = [row for row in rows if row["id"] not in known]
    if new:
        tx.execute(insert(_ENTRIES), [{"version": 1, "settled": "", **row} for row in new])
        conference_id = new[0]["conference_id"]
        assert isinstance(conference_id, uuid.UUID)
        journal.note(tx, "desk.refused", {Area.ATTENDANCE}, conference_id=conference_id, count=len(new))
    return len(new)


def settled(tx: Transaction, ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these that somebody settled."""
    found: set[uuid.UUID] = set()
    for part in chunks(list(ids)):
        query = select(RefusedEntry.id).where(RefusedEntry.id.in_(part), RefusedEntry.settled != "")
        found.update(tx.scalars(query))
    return found


def cases(tx: Transaction, conference_id: uuid.UUID, role: str) -> Iterable[Case]:
    """What is to be settled, in the order in which it happened; a desk's login sees what its desk recorded."""
    query = (
        select(RefusedEntry, Attendee.full_name, Attendee.unit_name, Attendee.code)
        .outerjoin(Attendee, Attendee.id == RefusedEntry.attendee_id)
        .where(RefusedEntry.conference_id == conference_id, RefusedEntry.settled == "")
        .order_by(RefusedEntry.at, RefusedEntry.id)
    )
    if role == "desk":
        query = query.where(RefusedEntry.desk == tx.desk)
    found = tx.execute(query).all()
    agenda: Sequence[tuple[uuid.UUID, str]] = ()
    if found:
        sessions = select(TrainingSession.id, TrainingSession.title).where(
            TrainingSession.conference_id == conference_id
        )
        agenda = [(row.id, row.title) for row in tx.execute(sessions.order_by(TrainingSession.starts_at))]
    for entry, name, unit, code in found:
        mark = Mark(entry.id, entry.kind, entry.at, entry.at, entry.desk, entry.method)
        someone = entry.attendee_id or entry.id
        doubt = DoubtfulAttendance(
            entry.id, entry.session, someone, code or "", name or "", unit or "", REFUSED, (mark,)
        )
        known = name is not None
        choices = _choices(entry, agenda if known else (), role, known=known)
        alike = (CaseKind.REFUSED, entry.code, entry.session, entry.kind) if choices else ()
        yield Case(CaseKind.REFUSED, entry.code, choices=choices, doubt=doubt, alike=alike)


def _choices(
    entry: RefusedEntry, agenda: Sequence[tuple[uuid.UUID, str]], role: str, *, known: bool
) -> tuple[Choice, ...]:
    if role == "viewer":
        return ()
    moves = [Choice(Answer.MOVE, title, key) for key, title in agenda if entry.kind == MarkKind.IN]
    notes = [Choice(Answer.NOTE)] if role == "organizer" and known else []
    return (*moves, *notes, Choice(Answer.DROP))


def _organizes(tx: Transaction) -> bool:
    """Whether this login may take it back: a desk's journal says only what it added."""
    if tx.get_bind().dialect.name == "sqlite":
        return True
    return bool(tx.scalar(select(func.has_table_privilege("attendee", "DELETE"))))


def settle(tx: Transaction, work: Sequence[tuple[Case, Choice]], reason: str) -> int:
    """Settle entries by their choices: one line of the journal, one undo. Returns how many; some others may have settled.

    MOVE writes the arrival at the session chosen, NOTE puts `reason` into the attendee's note, DROP lets it go.
    """
    wanted = {case.doubt.session_id: choice for case, choice in work if case.doubt is not None}
    query = select(RefusedEntry).where(RefusedEntry.id.in_(list(wanted)), RefusedEntry.settled == "").with_for_update()
    entries = tx.scalars(query).all()
    if not entries:
        return 0
    areas = {Area.ATTENDANCE, Area.ATTENDEES}
    with journal.entry(
        tx, "review.settled", areas, conference_id=entries[0].conference_id, count=len(entries), reason=reason
    ) as line:
        undoable = _organizes(tx)
        for entry in entries:
            choice = wanted[entry.id]
            how = {"settled": _SETTLED[choice.answer], "version": entry.version + 1}
            tx.execute(update(_ENTRIES).where(_ENTRIES.c.id == entry.id).values(how))
            if undoable:
                line.changed(_ENTRIES.name, entry.id, {"settled": ""})
            if choice.answer is Answer.MOVE and choice.id is not None and entry.attendee_id is not None:
                mark = Mark(
                    uuid.uuid5(entry.id, choice.id.hex), MarkKind.IN, entry.at, tx.clock(), entry.desk, entry.method
                )
                marking.write(tx, [marking.Draft(choice.id, entry.attendee_id, mark)])
                line.added("attendance_mark", [mark.id])
            elif choice.answer is Answer.NOTE and (attendee := tx.get(Attendee, entry.attendee_id)) is not None:
                attendee.note = "; ".join(filter(None, (attendee.note, reason)))
    tx.expire_all()
    return len(entries)
