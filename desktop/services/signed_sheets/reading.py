"""A printed sheet as it comes back: its lines in their order, who signs on them, and what others say of these people."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from desktop.domain.attendance import THERE, DoorPerson, Mark, MarkKind, Method, Status, fold, live, says_status
from desktop.domain.attendance_sheet import SignatureColumn
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.people import AttendeeState
from desktop.domain.signed_sheet import DoorWord, KnownPerson, PaperRow, PaperSheet, Settle, WrittenTo, differs, whole
from desktop.services import joined, sheets
from desktop.services.attendance import looking, marking, standing_in
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, Conference, PrintedSheet, TrainingSession
from desktop.store.transaction import Transaction


def sheet_for_entry(tx: Transaction, conference_id: uuid.UUID, number: int, column: int | None = None) -> PaperSheet:
    """A column of a printed sheet: its rows as printed, what the door says of them now, what was entered before.

    Without a column the first that nobody has entered. Raises NotFound for a number that was never printed.
    """
    seen = look(tx, kept_sheet(tx, conference_id, number), column)
    sheet = seen.sheet
    listed = {line.attendee_id for line in seen.lines.values()} | {attendee for _session, attendee in seen.said}
    last = seen.printed + int(sheet.content["blank_lines"])
    return PaperSheet(
        id=sheet.id,
        version=sheet.version,
        conference_id=conference_id,
        conference_code=seen.conference_code,
        number=number,
        at=sheet.at,
        desk=sheet.desk,
        token=sheet.token,
        columns=seen.columns,
        column=seen.column,
        rows=tuple(_row(seen, line) for line in seen.lines.values()),
        lines=tuple(line for line in range(seen.printed + 1, last + 1) if line not in seen.lines),
        entered=sheets.entered_of(sheet),
        others=tuple(
            KnownPerson(person.id, person.full_name, person.unit, person.code)
            for person in seen.everyone
            if person.id not in listed and person.state == AttendeeState.REGISTERED
        ),
        sessions=tuple(sorted(seen.agenda, key=lambda each: each.starts_at)),
    )


def column_of_session(columns: Sequence[SignatureColumn], session_id: uuid.UUID) -> int:
    """The column that is signed for a session. Raises InvalidInput when the sheet has none for it."""
    for place, column in enumerate(columns):
        if session_id in column.sessions:
            return place
    raise InvalidInput("paper.no_column", field="session")


_FROM_PAPER = (Method.PAPER, Method.PICTURE)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the sheet, and who signs on it at each session of the column."""

    number: int
    attendee_id: uuid.UUID
    concerned: tuple[marking.Pair, ...]
    """The sessions that expect a signature here, or of which something is said already."""
    every: tuple[marking.Pair, ...]
    """All sessions of the column; nothing for somebody who is off the list."""
    why_not: str
    """Why nobody is expected, "" when somebody is."""
    added: bool
    """Typed from a blank line."""


@dataclass(slots=True)
class Seen:
    """A kept sheet and all that is known of the people on it."""

    sheet: PrintedSheet
    conference_code: str
    columns: tuple[SignatureColumn, ...]
    column: int
    agenda: tuple[WrittenTo, ...]
    """The column's sessions that still are in the agenda."""
    lines: dict[int, SheetLine] = field(default_factory=dict)
    more: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Further lines of the person of a line: those who were printed twice turned out to be one."""
    everyone: list[DoorPerson] = field(default_factory=list)
    people: dict[uuid.UUID, Any] = field(default_factory=dict)
    """Names and units of all who stand on the sheet or sign on it."""
    said: dict[marking.Pair, DoorWord] = field(default_factory=dict)
    """What others than this sheet say."""
    others: dict[marking.Pair, list[Mark]] = field(default_factory=dict)
    """Their marks that speak of there or absent, what was filled in for the rest left out."""
    own: dict[marking.Pair, list[Mark]] = field(default_factory=dict)
    """The marks of this sheet that stand."""
    departures: dict[marking.Pair, list[Mark]] = field(default_factory=dict)

    @property
    def sessions(self) -> dict[uuid.UUID, str]:
        """Their titles."""
        return {each.session_id: each.title for each in self.agenda}

    @property
    def printed(self) -> int:
        """How many lines were printed with a name."""
        return len(self.sheet.content["rows"])

    @property
    def name(self) -> str:
        """What the square on the paper says: TH:CONFERENCE:SHEET."""
        return f"TH:{self.conference_code}:{self.sheet.number}"

    @property
    def kept(self) -> dict[str, Any]:
        """What was typed from this column before."""
        found: dict[str, Any] = self.sheet.entered.get(str(self.column), {})
        return found

    def word(self, number: int, typed: Status, session_id: uuid.UUID) -> Status:
        """What the paper says of a session: a session signed for in two columns takes the word of both."""
        words = []
        for place, column in enumerate(self.columns):
            if place == self.column:
                words.append(typed)
            elif session_id in column.sessions:
                kept = self.sheet.entered.get(str(place), {}).get("statuses", {})
                words.append(self.together(number, {int(line): Status(status) for line, status in kept.items()}))
        return whole(words)

    def together(self, number: int, said: Mapping[int, Status]) -> Status:
        """What stands on a line and on further lines of the same person: signed on one of them they were there."""
        return whole(said.get(line, Status.UNRECORDED) for line in (number, *self.more.get(number, ())))

    def contradicted(self, line: SheetLine, typed: Status) -> dict[marking.Pair, Status]:
        """The paper's words on a line that others contradict."""
        words = {pair: self.word(line.number, typed, pair[0]) for pair in line.concerned}
        return {pair: word for pair, word in words.items() if differs(word, self.said[pair].status)}

    def against(self, pair: marking.Pair, word: Status) -> list[uuid.UUID]:
        """The marks of others that contradict the paper. An arrival does not when the paper says that they came."""
        if word in THERE:
            return [mark.id for mark in self.others[pair] if mark.kind not in (word, MarkKind.IN)]
        against = [mark.id for mark in self.others[pair] if mark.kind != word]
        return against + [mark.id for mark in self.departures[pair]]

    def doors(self, words: Mapping[marking.Pair, Status]) -> dict[str, str]:
        """What the door says against these words, as it is kept with a settled line."""
        return {pair[0].hex: str(self.said[pair].status) for pair in words}

    def settled(self, line: SheetLine, typed: Status, words: Mapping[marking.Pair, Status]) -> Settle | None:
        """Whose word was said to count where these `words` are contradicted, if nobody has spoken since.

        What was once settled for the paper takes back nothing that a desk has said since.
        """
        kept = self.kept.get("settled", {}).get(str(line.number))
        if kept is None or kept["paper"] != typed or not words or kept["door"] != self.doors(words):
            return None
        if kept["by"] == "paper" and any(self.against(pair, word) for pair, word in words.items()):
            return None
        by: Settle = kept["by"]
        return by


def kept_sheet(tx: Transaction, conference_id: uuid.UUID, number: int, *, lock: bool = False) -> PrintedSheet:
    """The sheet as it was kept. Raises NotFound."""
    query = select(PrintedSheet).where(
        PrintedSheet.conference_id == conference_id, PrintedSheet.number == number, PrintedSheet.kind == sheets.KIND
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    sheet = tx.scalars(query).first()
    if sheet is None:
        raise NotFound("paper.not_printed", what="printed_sheet", number=number)
    return sheet


def look(tx: Transaction, sheet: PrintedSheet, column: int | None, more: Mapping[int, uuid.UUID] | None = None) -> Seen:
    """All that is known of one column of a sheet; `more` are attendees about to be typed from blank lines.

    Raises InvalidInput for a column that the sheet does not have.
    """
    columns = sheets.columns_of(sheet)
    if column is None:
        column = next((place for place, each in enumerate(sheets.entered_of(sheet)) if each is None), 0)
    if not 0 <= column < len(columns):
        raise InvalidInput("paper.no_column", field="column")
    code = tx.scalar(select(Conference.number).where(Conference.id == sheet.conference_id))
    facts = select(TrainingSession.id, TrainingSession.title, TrainingSession.starts_at).where(
        TrainingSession.id.in_(columns[column].sessions), TrainingSession.conference_id == sheet.conference_id
    )
    there = {row.id: WrittenTo(*row) for row in tx.execute(facts)}
    seen = Seen(
        sheet, str(code), columns, column, tuple(there[key] for key in columns[column].sessions if key in there)
    )
    sessions = seen.sessions
    on_sheet = _on_sheet(tx, sheet, more or {})
    views = {key: {person.id: person for person in looking.door_people(tx, key)} for key in sessions}
    seen.everyone = list(next(iter(views.values()), {}).values())
    instead, listed = _instead(tx, seen), set(on_sheet.values())
    signs = {
        number: tuple((key, _signer(who, listed, instead[key])) for key in sessions) for number, who in on_sheet.items()
    }
    seen.people = _people(tx, [*on_sheet.values(), *(pair[1] for pairs in signs.values() for pair in pairs)])
    _listen(tx, seen, [pair for pairs in signs.values() for pair in pairs])
    firsts: dict[uuid.UUID, int] = {}
    for number, pairs in signs.items():
        line = _line(seen, number, on_sheet[number], pairs, views)
        first = firsts.setdefault(line.attendee_id, number)
        if first != number:  # two lines of one person: what stands on either is said of them once
            line = replace(line, concerned=(), why_not="joined")
            seen.more[first] = (*seen.more.get(first, ()), number)
        seen.lines[number] = line
    return seen


def _on_sheet(tx: Transaction, sheet: PrintedSheet, more: Mapping[int, uuid.UUID]) -> dict[int, uuid.UUID]:
    """Who stands on which line: as printed, then those typed from blank lines who are still on the list."""
    printed = [uuid.UUID(key) for key in sheet.content["rows"]]
    together = joined.of_conference(tx, sheet.conference_id)
    found = {place: together.one(key) for place, key in enumerate(printed, start=1)}
    added = {int(line): uuid.UUID(key) for each in sheet.entered.values() for line, key in each["walk_ins"].items()}
    added = {line: together.one(key) for line, key in (added | dict(more)).items()}
    query = select(Attendee.id).where(Attendee.id.in_(list(added.values())), Attendee.state != AttendeeState.REMOVED)
    there = set(tx.scalars(query)) if added else set()
    found.update((line, key) for line, key in sorted(added.items()) if key in there and line not in found)
    return found


def _instead(tx: Transaction, seen: Seen) -> dict[uuid.UUID, dict[uuid.UUID, uuid.UUID]]:
    """For each session, who comes in whose place."""
    conference_id = seen.sheet.conference_id
    return {key: standing_in.stand_ins(tx, conference_id, key)[1] for key in seen.sessions}


def _signer(who: uuid.UUID, listed: Collection[uuid.UUID], instead: Mapping[uuid.UUID, uuid.UUID]) -> uuid.UUID:
    """Who signs on somebody's line: they, or who came in their place since and has no line."""
    while who in instead and instead[who] not in listed:
        who = instead[who]
    return who


_Replaced = aliased(Attendee, name="replaced")


def _people(tx: Transaction, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Any]:
    found: dict[uuid.UUID, Any] = {}
    for part in chunks(list(set(ids))):
        query = (
            select(
                Attendee.id,
                Attendee.code,
                Attendee.full_name,
                Attendee.honorific,
                Attendee.position,
                Attendee.unit_name,
                _Replaced.full_name.label("substitute_for"),
            )
            .outerjoin(_Replaced, _Replaced.id == Attendee.substitute_for_id)
            .where(Attendee.id.in_(part))
        )
        found.update((row.id, row) for row in tx.execute(query))
    return found


def _listen(tx: Transaction, seen: Seen, pairs: Sequence[marking.Pair]) -> None:
    """What stands in the database of these people: others' words, and this sheet's own of an earlier entry."""
    late = marking.thresholds(tx, list(seen.sessions)) if seen.sessions else {}
    marks = marking.read_marks(tx, pairs)
    for pair in pairs:
        standing = live(marks.get(pair, ()))
        said = [mark for mark in standing if says_status(mark)]
        own = [mark for mark in said if mark.method in _FROM_PAPER and mark.reason == seen.name]
        seen.own[pair] = own
        seen.others[pair] = [mark for mark in said if mark.method != Method.REST and mark not in own]
        seen.departures[pair] = [mark for mark in standing if mark.kind == MarkKind.LEFT]
        rest = any(mark.method == Method.REST for mark in said) and not seen.others[pair]
        state = fold(seen.others[pair], late[pair[0]])
        seen.said[pair] = DoorWord(
            pair[0], seen.sessions[pair[0]], state.status, state.arrived_at, state.desk, rest and not own
        )


def _line(
    seen: Seen,
    number: int,
    who: uuid.UUID,
    pairs: tuple[marking.Pair, ...],
    views: Mapping[uuid.UUID, Mapping[uuid.UUID, DoorPerson]],
) -> SheetLine:
    every = tuple((session_id, signer) for session_id, signer in pairs if signer in views[session_id])
    people = {pair: views[pair[0]][pair[1]] for pair in every}
    expected = {pair for pair, person in people.items() if _stands(person)}
    concerned = tuple(pair for pair in every if pair in expected or seen.others[pair] or seen.own[pair])
    why_not = "" if expected else _why_not(next(iter(people.values()), None))
    return SheetLine(number, who, concerned, every, why_not, number > seen.printed)


def _stands(person: DoorPerson) -> bool:
    return person.state == AttendeeState.REGISTERED and person.invited and not person.replaced_by


def _why_not(person: DoorPerson | None) -> str:
    if person is None:
        return "removed"
    if person.state == AttendeeState.CANCELLED:
        return "cancelled"
    return "replaced" if person.replaced_by else "not_invited"


def _row(seen: Seen, line: SheetLine) -> PaperRow:
    person = seen.people.get(line.attendee_id)
    signer = next((pair[1] for pair in line.every if pair[1] != line.attendee_id), None)
    typed = Status(seen.kept.get("statuses", {}).get(str(line.number), Status.UNRECORDED))
    words = [seen.said[pair] for pair in line.concerned]
    return PaperRow(
        number=line.number,
        attendee_id=line.attendee_id,
        full_name=person.full_name if person else "",
        honorific=person.honorific if person else "",
        position=person.position if person else "",
        unit=person.unit_name if person else "",
        substitute_for=(person.substitute_for or "") if person else "",
        stand_in=seen.people[signer].full_name if signer else "",
        why_not=line.why_not,
        doors=tuple(words),
        also=tuple(seen.word(line.number, Status.UNRECORDED, each.session_id) for each in words),
        entered=typed,
        settled=seen.settled(line, typed, seen.contradicted(line, typed)),
        added=line.added,
    )
