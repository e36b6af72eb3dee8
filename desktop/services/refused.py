"""What a server could not take of its desks: told there with the reason, and settled by an organizer or the desk itself.

Of a conference that the server has no more it is told in the desk's own file, and settled there.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import func, insert, select, update

from desktop.domain.areas import Area, areas_in
from desktop.domain.attendance import DoubtfulAttendance, Mark, MarkKind
from desktop.domain.errors import NotFound
from desktop.domain.people import AttendeeState
from desktop.domain.reviewing import Case, CaseKind, Choice, ReviewAnswer
from desktop.services import journal
from desktop.services.attendance import marking
from desktop.services.login_rights import organizes
from desktop.store import schema
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, JournalEntry, RefusedEntry, TrainingSession
from desktop.store.transaction import Transaction

Row = dict[str, object]
"""The columns of a `RefusedEntry`."""
_ENTRIES = schema.table(RefusedEntry.__tablename__)
REFUSED = "refused"
"""The doubt of a refused entry, among those of attendance."""
GONE = "conference.not_found"
"""The reason of what can't be told at the server."""
_SETTLED = {ReviewAnswer.MOVE: "moved", ReviewAnswer.NOTE: "noted", ReviewAnswer.DROP: "dropped"}


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
    here = tx.get_bind().dialect.name == "sqlite"
    for entry, name, unit, code in found:
        mark = Mark(entry.id, entry.kind, entry.at, entry.at, entry.desk, entry.method)
        someone = entry.attendee_id or entry.id
        doubt = DoubtfulAttendance(
            entry.id, entry.session, someone, code or "", name or "", unit or "", REFUSED, (mark,)
        )
        known = name is not None
        moves = _elsewhere(tx, entry) if here else agenda if known else ()
        choices = _choices(entry, moves, role, note=Choice(ReviewAnswer.NOTE, HERE if here else "") if known else None)
        alike = (CaseKind.REFUSED, entry.code, entry.session, entry.kind) if choices else ()
        details = {HERE: True} if here else {}
        yield Case(CaseKind.REFUSED, entry.code, details=details, choices=choices, doubt=doubt, alike=alike)


HERE = "here"
"""In a case's details: it stands in the desk's own file, and is settled there. In a note's value: the note is kept there."""


def cases_here(tx: Transaction) -> list[Case]:
    """In a desk's own file: what was refused of conferences that its server has no more."""
    gone = select(RefusedEntry.conference_id).where(RefusedEntry.settled == "").distinct()
    return [case for key in tx.scalars(gone).all() for case in cases(tx, key, "desk")]


def _choices(
    entry: RefusedEntry, agenda: Sequence[tuple[uuid.UUID, str]], role: str, *, note: Choice | None
) -> tuple[Choice, ...]:
    if role == "viewer":
        return ()
    moves = [Choice(ReviewAnswer.MOVE, title, key) for key, title in agenda if entry.kind == MarkKind.IN]
    return (*moves, *([note] if note else ()), Choice(ReviewAnswer.DROP))


def _elsewhere(tx: Transaction, entry: RefusedEntry) -> list[tuple[uuid.UUID, str]]:
    """Sessions of that day, of conferences that are still there and have the person registered."""
    day = entry.at.astimezone().date()
    query = select(TrainingSession.id, TrainingSession.title, TrainingSession.starts_at).where(
        TrainingSession.conference_id.in_(list(_registered(tx, entry)))
    )
    rows = tx.execute(query.order_by(TrainingSession.starts_at)).all()
    return [(key, title) for key, title, starts_at in rows if starts_at.date() == day]


def _registered(tx: Transaction, entry: RefusedEntry) -> dict[uuid.UUID, uuid.UUID]:
    """Of the other conferences here the attendee who is this person: the same row of the directory, or name and unit."""
    known = tx.get(Attendee, entry.attendee_id)
    if known is None:
        return {}
    gone = select(RefusedEntry.conference_id)
    same = (Attendee.person_id == known.person_id) | (
        (Attendee.name_key == known.name_key) & (Attendee.unit_name == known.unit_name)
    )
    query = select(Attendee.conference_id, Attendee.id).where(
        same, Attendee.conference_id.not_in(gone), Attendee.state != AttendeeState.REMOVED
    )
    return {conference: key for conference, key in tx.execute(query)}  # noqa: C416 - rows are no pairs to mypy


def settle(tx: Transaction, work: Sequence[tuple[Case, Choice]], reason: str) -> int:
    """Settle entries by their choices: one line of the journal, one undo. Returns how many; some others may have settled.

    MOVE writes the arrival at the session chosen, NOTE puts `reason` into the attendee's note, DROP lets it go.
    """
    wanted = {case.doubt.session_id: choice for case, choice in work if case.doubt is not None}
    query = select(RefusedEntry).where(RefusedEntry.id.in_(list(wanted)), RefusedEntry.settled == "").with_for_update()
    entries = tx.scalars(query).all()
    if not entries:
        return 0
    here = tx.get_bind().dialect.name == "sqlite"
    areas = {Area.ATTENDANCE, Area.ATTENDEES}
    moved = {entry.id: uuid.uuid4() for entry in entries if wanted[entry.id].answer is ReviewAnswer.MOVE}
    told = {
        "count": len(entries),
        "reason": reason,
        "entries": [str(entry.id) for entry in entries],
        "marks": [str(key) for key in moved.values()],
    }
    conference_id = _moved_to(tx, wanted[entries[0].id]) if here else entries[0].conference_id
    with journal.entry(tx, "review.settled", areas, conference_id=conference_id, **told) as line:
        undoable = organizes(tx)
        for entry in entries:
            choice = wanted[entry.id]
            if choice.answer is ReviewAnswer.NOTE and not undoable:  # before it is settled: the server looks at that
                tx.execute(select(func.tap_huan_note_refused(entry.id, reason)))
            how = {"settled": _SETTLED[choice.answer], "version": entry.version + 1}
            tx.execute(update(_ENTRIES).where(_ENTRIES.c.id == entry.id).values(how))
            if undoable:
                line.changed(_ENTRIES.name, entry.id, {"settled": ""})
            attendee_id = entry.attendee_id
            if here and (moved_to := _moved_to(tx, choice)) is not None:
                attendee_id = _registered(tx, entry).get(moved_to)
            if choice.answer is ReviewAnswer.MOVE and choice.id is not None and attendee_id is not None:
                mark = Mark(moved[entry.id], MarkKind.IN, entry.at, tx.clock(), entry.desk, entry.method)
                marking.write(tx, [marking.Draft(choice.id, attendee_id, mark)])
                line.added("attendance_mark", [mark.id])
            elif choice.answer is ReviewAnswer.NOTE and undoable and not here:
                attendee = tx.get_one(Attendee, entry.attendee_id)
                attendee.note = "; ".join(filter(None, (attendee.note, reason)))
    tx.expire_all()
    return len(entries)


def _moved_to(tx: Transaction, choice: Choice) -> uuid.UUID | None:
    """The conference of the session chosen; what stays at this desk is of none."""
    if choice.answer is not ReviewAnswer.MOVE or choice.id is None:
        return None
    return tx.scalar(select(TrainingSession.conference_id).where(TrainingSession.id == choice.id))


def take_back(tx: Transaction, line: JournalEntry) -> tuple[int, int]:
    """On a server, as a desk: open again what a line of its own settled; returns how many marks went, and how many are open.

    A desk reads no images and changes no line: the server itself does (`store.server_functions.refusing`). Raises
    NotFound for any other line.
    """
    if line.action != "review.settled":
        raise NotFound("journal.nothing_to_undo", entry=line.id)
    marks = [uuid.UUID(key) for key in line.details.get("marks", ())]
    details = {"entry": line.id, "undid": line.action}
    areas = areas_in(line.areas.split())
    with journal.entry(tx, "undone", areas, conference_id=line.conference_id, **details) as mine:
        removed = marking.withdraw(tx, marks)
        restored = tx.scalar(select(func.tap_huan_unsettle(line.id, mine.id))) or 0
    tx.expire_all()
    return removed, restored
