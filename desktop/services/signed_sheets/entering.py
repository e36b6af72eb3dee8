"""Entering a signed sheet: what is new is written, what agrees is left, what differs waits for somebody's word."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.attendance import THERE, MarkKind, Method, Status
from desktop.domain.errors import InvalidInput
from desktop.domain.names import fold, normalise
from desktop.domain.people import AttendeeState
from desktop.domain.signed_sheet import Difference, PaperReport, Settle, WalkIn, whole, write_numbers
from desktop.services import attendance, journal, versions
from desktop.services.attendance import looking, marking
from desktop.services.signed_sheets.reading import Seen, SheetLine, kept_sheet, look
from desktop.store.tables import Attendee
from desktop.store.transaction import Transaction

_MOST_LINES = 500
"""Lines that people may have written under the last one."""


def enter(
    tx: Transaction,
    conference_id: uuid.UUID,
    number: int,
    *,
    column: int,
    statuses: Mapping[int, Status],
    walk_ins: Sequence[WalkIn] = (),
    settle: Mapping[int, Settle] | None = None,
    version: int | None = None,
    method: Method = Method.PAPER,
) -> PaperReport:
    """Write what one column of the signed sheet says, all of it: a number left out has nothing on the paper.

    What nobody marked takes the paper's word, and so does what was filled in for the rest. Where the door says otherwise
    nothing is written until `settle` names whose word counts: "paper" annuls the door's, "door" keeps it, and is
    remembered. Either answer is carried to the column's other sessions, where nobody has said anything. Entering the same
    again changes nothing; entering other words corrects the earlier ones. `method` says whether somebody typed it
    or a picture was read. One journal entry, undone as a whole. Raises NotFound, InvalidInput, Conflict for an entry begun on an older `version`.
    """
    sheet = kept_sheet(tx, conference_id, number, lock=True)
    if version is not None:
        versions.check(tx, sheet, version, name=str(number))
    seen = look(tx, sheet, column)
    new = _new_lines(tx, seen, walk_ins)
    known = {line: each.attendee_id for line, each in new.items() if each.attendee_id is not None}
    named = [each.line for each in walk_ins if each.attendee_id is not None or normalise(each.full_name)]
    said = dict.fromkeys(named, Status.PRESENT)
    said |= {line: Status(status) for line, status in statuses.items() if status is not Status.UNRECORDED}
    if known:
        seen = look(tx, sheet, column, known)
    _refuse_unknown(seen, new, [*statuses, *(settle or {})])
    seen, work = _decided(tx, seen, known, said, settle or {}, method)
    strangers = [each for line, each in new.items() if line not in known]
    kept = work.kept(said, known)
    before = {name: value for name, value in seen.kept.items() if name not in ("at", "desk")}
    if not (work.fresh or work.gone or strangers) and kept == before:
        return work.report()
    with journal.entry(
        tx, "sheet.entered", {Area.ATTENDANCE, Area.SHEETS}, conference_id=conference_id, number=number
    ) as entry:
        drafts = [*marking.annulling(tx, work.gone, seen.name), *work.fresh]
        for each in strangers:
            who = _register(tx, seen, each)
            kept["walk_ins"][str(each.line)] = who.hex
            work.walk_ins.append(who)
            drafts += [work.mark(pair, said[each.line]) for pair in _pairs_of_stranger(tx, seen, who)]
        marking.write(tx, drafts)
        entry.added("attendance_mark", [each.mark.id for each in drafts])
        entered = {"at": tx.clock().isoformat(), "desk": tx.desk, **kept}
        sheet.entered = {**sheet.entered, str(seen.column): entered}
    return work.report(changed=True)


def _decided(
    tx: Transaction,
    seen: Seen,
    known: Mapping[int, uuid.UUID],
    said: Mapping[int, Status],
    settle: Mapping[int, Settle],
    method: Method,
) -> tuple[Seen, _Entry]:
    """What the typed words come to.

    A desk may let somebody in at this moment: what will be written is held, then looked at again.
    """
    held: set[marking.Pair] = set()
    while True:
        work = _Entry(tx, seen, settle, method)
        for line in seen.lines.values():
            if line.why_not != "joined":
                work.take(line, seen.together(line.number, said))
        if work.touched <= held or tx.get_bind().dialect.name == "sqlite":  # there nobody else writes meanwhile
            return seen, work
        held |= work.touched
        marking.hold(tx, sorted(held))
        seen = look(tx, seen.sheet, seen.column, known)


class _Entry:
    """One column on its way into the database."""

    def __init__(self, tx: Transaction, seen: Seen, settle: Mapping[int, Settle], method: Method) -> None:
        self._tx, self._seen, self._settle, self._method = tx, seen, settle, method
        self.fresh: list[marking.Draft] = []
        self.gone: list[uuid.UUID] = []
        """Marks to be taken back."""
        self.walk_ins: list[uuid.UUID] = []
        self.touched: set[marking.Pair] = set()
        """Where marks will be written."""
        self._differences: list[Difference] = []
        self._settled: dict[str, dict[str, Any]] = {}
        self._written = self._agreeing = self._answered = 0

    def take(self, line: SheetLine, typed: Status) -> None:
        """Decide what one line comes to."""
        if typed is not Status.UNRECORDED and not line.every and self._seen.sessions:
            person = self._seen.people.get(line.attendee_id)
            raise InvalidInput(
                "paper.off_the_list", field="numbers", number=line.number, name=person.full_name if person else "–"
            )
        pairs = line.concerned or (line.every if typed in THERE else ())
        words = {pair: self._seen.word(line.number, typed, pair[0]) for pair in pairs}
        against = self._seen.contradicted(line, typed)
        by = self._answer(line, typed, against)
        doors = whole(self._seen.said[pair].status for pair in against)
        before = len(self.fresh)
        for pair, word in words.items():
            if pair not in against:
                agreed = self._seen.said[pair].status is not Status.UNRECORDED
                carried = Status.PRESENT if doors is Status.LATE else doors  # late at one is on time at the next
                self._say(pair, carried if by == "door" else word, new=not agreed)
            elif by == "paper":
                self.gone += self._seen.against(pair, word)
                self.touched.add(pair)
                self._say(pair, word)
            else:
                self._say(pair, Status.UNRECORDED if by else word, new=False)
        if by:
            self._answered += 1
        elif against:
            pair = next(iter(against))
            self._differences.append(self._difference(line, against[pair], pair))
        elif len(self.fresh) > before:
            self._written += 1
        elif typed is not Status.UNRECORDED:
            self._agreeing += 1

    def _answer(self, line: SheetLine, typed: Status, words: Mapping[marking.Pair, Status]) -> Settle | None:
        """Whose word counts on this line, where `words` of the paper are contradicted: as said now, or as before."""
        key = str(line.number)
        if not words:
            before = self._seen.kept.get("settled", {}).get(key)
            if before is not None and before["by"] == "paper" and before["paper"] == typed:
                self._settled[key] = before
            return None
        by = self._settle.get(line.number) or self._seen.settled(line, typed, words)
        if by is not None:
            self._settled[key] = {"by": by, "paper": str(typed), "door": self._seen.doors(words)}
        return by

    def _say(self, pair: marking.Pair, word: Status, *, new: bool = True) -> None:
        """Let this sheet's own word be this one: an earlier other one is taken back, a new one written if wanted."""
        own = self._seen.own[pair]
        gone = [mark.id for mark in own if mark.kind != word]
        fresh = new and word is not Status.UNRECORDED and not any(mark.kind == word for mark in own)
        self.gone += gone
        if fresh:
            self.fresh.append(self.mark(pair, word))
        if gone or fresh:
            self.touched.add(pair)

    def mark(self, pair: marking.Pair, word: Status) -> marking.Draft:
        """A mark of this sheet."""
        return marking.draft(self._tx, pair, MarkKind(word), self._method, reason=self._seen.name)

    def _difference(self, line: SheetLine, paper: Status, pair: marking.Pair) -> Difference:
        person, door = self._seen.people[pair[1]], self._seen.said[pair]
        return Difference(
            line.number,
            pair[1],
            person.code,
            person.full_name,
            person.unit_name,
            paper,
            door.session,
            door.status,
            door.arrived_at,
            door.desk,
        )

    def kept(self, said: Mapping[int, Status], known: Mapping[int, uuid.UUID]) -> dict[str, Any]:
        """What is remembered of this column, beside who entered it and when."""
        walk_ins = {**self._seen.kept.get("walk_ins", {}), **{str(line): key.hex for line, key in known.items()}}
        return {
            "statuses": {str(line): str(said[line]) for line in sorted(said)},
            "walk_ins": walk_ins,
            "settled": self._settled,
            "open": [each.number for each in self._differences],
        }

    def report(self, *, changed: bool = False) -> PaperReport:
        """What was done."""
        return PaperReport(
            self._seen.sheet.number,
            self._written + len(self.walk_ins),
            self._agreeing,
            tuple(self._differences),
            self._answered,
            tuple(self.walk_ins),
            changed,
        )


# -- blank lines --------------------------------------------------------------------------------------------------------


def _refuse_unknown(seen: Seen, new: Mapping[int, WalkIn], numbers: Sequence[int]) -> None:
    unknown = {number for number in numbers if number not in seen.lines and number not in new}
    if unknown:
        last = max(seen.lines, default=0)
        raise InvalidInput("paper.unknown_numbers", field="numbers", value=write_numbers(unknown), last=last)


def _new_lines(tx: Transaction, seen: Seen, walk_ins: Sequence[WalkIn]) -> dict[int, WalkIn]:
    """Names on blank lines that were not entered before; the same again on its line is nothing new."""
    found: dict[int, WalkIn] = {}
    standing = {line.attendee_id: line.number for line in seen.lines.values()}
    for each in walk_ins:
        if each.attendee_id is None and not normalise(each.full_name):
            if normalise(each.unit):
                raise InvalidInput("paper.line_without_name", field="walk_ins", number=each.line)
            continue
        line = seen.lines.get(each.line)
        if line is not None and line.added and _same(seen, line, each):
            continue
        if line is not None or each.line in found or not seen.printed < each.line <= seen.printed + _MOST_LINES:
            raise InvalidInput("paper.line_taken", field="walk_ins", number=each.line)
        if each.attendee_id in standing:
            name = seen.people[each.attendee_id].full_name
            raise InvalidInput("paper.on_the_sheet", field="walk_ins", name=name, number=standing[each.attendee_id])
        if each.attendee_id is not None:
            _refuse_strange(tx, seen, each.attendee_id)
            standing[each.attendee_id] = each.line
        found[each.line] = each
    return found


def _same(seen: Seen, line: SheetLine, typed: WalkIn) -> bool:
    if typed.attendee_id is not None:
        return typed.attendee_id == line.attendee_id
    name = fold(seen.people[line.attendee_id].full_name)
    return fold(typed.full_name) == name or fold(typed.full_name).endswith(f" {name}")  # typed with a title


def _refuse_strange(tx: Transaction, seen: Seen, attendee_id: uuid.UUID) -> None:
    query = select(Attendee.id).where(
        Attendee.id == attendee_id,
        Attendee.conference_id == seen.sheet.conference_id,
        Attendee.state != AttendeeState.REMOVED,
    )
    if tx.scalar(query) is None:
        raise InvalidInput("attendee.not_found", what="attendee")


def _register(tx: Transaction, seen: Seen, typed: WalkIn) -> uuid.UUID:
    """Register a name on a blank line; sheet, line and name make the token, so that a repeat registers nobody twice."""
    for attempt in range(_MOST_LINES):
        token = uuid.uuid5(seen.sheet.id, f"{typed.line}:{fold(typed.full_name)}:{attempt}")
        state = tx.scalar(select(Attendee.state).where(Attendee.id == token))
        if state != AttendeeState.REMOVED:  # an entry undone took that one off the list
            break
    conference_id = seen.sheet.conference_id
    made = attendance.walk_in(tx, conference_id, full_name=typed.full_name, unit=typed.unit, token=token)
    return made.attendee_id


def _pairs_of_stranger(tx: Transaction, seen: Seen, who: uuid.UUID) -> list[marking.Pair]:
    """The sessions of the column that expect such people; all of them when none does, for they signed."""
    doors = {key: looking.at_the_door(tx, key, who) for key in seen.sessions}
    invited = [key for key, here in doors.items() if here is not None and here.person.invited]
    return [(key, who) for key in invited or doors]
