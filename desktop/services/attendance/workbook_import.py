"""Marks brought back from a workbook: read, planned cell by cell, looked at, written at once.

Whoever had said nothing is filled in; what differs from what stands is shown and written only when chosen.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.domain.areas import Area
from desktop.domain.attendance import THERE, DoorPerson, MarkKind, Method, Status, live, says_status
from desktop.domain.importing import Notice
from desktop.domain.marks_import import NOT_EXPECTED, CellAction, MarkCell, MarksPlan, MarksReport, status_said
from desktop.domain.names import fold, normalise
from desktop.domain.people import SessionView
from desktop.domain.progress import IsCancelled, Progress
from desktop.domain.titles import split_honorific
from desktop.excel.reading.sink import letters
from desktop.excel.reading.workbook import Cell, Workbook
from desktop.excel.understanding.attendance_table import MarksTable, find_marks, heading_forms
from desktop.services import agenda, importing, journal, units
from desktop.services.attendance import looking, marking
from desktop.services.importing import LoadedFile
from desktop.store.transaction import Transaction
from desktop.wording.formats import clock_text, start_text

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


def load(path: str | Path, *, progress: Progress | None = None, cancelled: IsCancelled | None = None) -> LoadedFile:
    """Read the workbook, in a process of its own; one that can't be read is the file's error. Raises Cancelled."""
    return importing.load([path], progress=progress, cancelled=cancelled).files[0]


def plan(tx: Transaction, conference_id: uuid.UUID, loaded: LoadedFile) -> MarksPlan:
    """What each cell of the workbook would do; nothing is written."""
    file = Path(loaded.file).name
    if loaded.workbook is None:
        return MarksPlan(conference_id, file, (), error=loaded.error or Notice("file.damaged", {"file": file}))
    sessions = {each.id: each for each in agenda.list_sessions(tx, conference_id)}
    tables, notices = _tables(loaded.workbook, sessions)
    if not tables:
        titles = tuple(each.title for each in sessions.values())
        return MarksPlan(conference_id, file, (), error=Notice("marks.no_table", {"file": file, "known": titles}))
    wanted = dict.fromkeys(session for table in tables for session in table.sessions.values())
    people = {key: {person.id: person for person in looking.door_people(tx, key)} for key in wanted}
    work = _Planning(tx, sessions, people, notices)
    for table in tables:
        work.read(table)
    return MarksPlan(
        conference_id,
        file,
        tuple(work.cells),
        tuple(work.notices),
        tuple(each.title for key, each in sessions.items() if key in wanted),
    )


def _tables(book: Workbook, sessions: Mapping[uuid.UUID, SessionView]) -> tuple[list[MarksTable], list[Notice]]:
    names = [
        (key, (each.title, f"{each.title} {start_text(each.starts_at)}", str(key))) for key, each in sessions.items()
    ]
    known = heading_forms(names)
    tables, notices = [], list(book.notices)
    for sheet in book.sheets:
        table = find_marks(sheet, known)
        if table is None:
            continue
        tables.append(table)
        for heading in table.twice:
            notices.append(Notice("marks.session_twice", {"sheet": sheet.name, "heading": heading}))
        for column, heading in table.others.items():
            if any(_is_letter(row, column) for _number, row in table.rows):
                details: dict[str, object] = {"sheet": sheet.name, "column": letters(column + 1), "heading": heading}
                notices.append(Notice("marks.column_unknown", details))
    return tables, notices


def _is_letter(row: Sequence[Cell], column: int) -> bool:
    try:
        return column < len(row) and status_said(_text(row[column])) is not None
    except ValueError:
        return False


def _text(value: Cell) -> str:
    """A cell as somebody would type it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.time):
        return clock_text(dt.datetime.combine(dt.date.min, value))
    return str(value).strip()


def _at(row: Sequence[Cell], column: int | None) -> str:
    return _text(row[column]) if column is not None and column < len(row) else ""


def _name_key(text: str) -> str:
    """A name for comparing: its title and what stands in brackets after it apart."""
    return fold(split_honorific(normalise(_IN_BRACKETS.sub("", text)))[1])


@dataclass
class _Planning:
    """A plan on its way."""

    tx: Transaction
    sessions: Mapping[uuid.UUID, SessionView]
    people: Mapping[uuid.UUID, Mapping[uuid.UUID, DoorPerson]]
    notices: list[Notice]
    cells: list[MarkCell] = field(default_factory=list)
    said: dict[marking.Pair, MarkCell] = field(default_factory=dict)
    _units: dict[str, uuid.UUID | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        everyone = next(iter(self.people.values()))
        self.by_code = {code: person for person in everyone.values() for code in (*person.other_codes, person.code)}
        self.by_name: dict[str, list[DoorPerson]] = defaultdict(list)
        for person in everyone.values():
            self.by_name[_name_key(person.full_name)].append(person)

    def read(self, table: MarksTable) -> None:
        """Every row of a table."""
        for number, row in table.rows:
            filled = [(column, text) for column in table.sessions if not _says_nothing(text := _at(row, column))]
            code = _at(row, table.who.get("code")).replace(" ", "")
            name, unit = _at(row, table.who.get("full_name")), _at(row, table.who.get("unit"))
            if not filled or not (code or name):
                continue
            found = self._who(code, name, unit)
            told = Notice("marks.matched_by_name", {"sheet": table.sheet, "row": number, "name": name})
            if isinstance(found, DoorPerson) and code not in (found.code, *found.other_codes):
                self.notices.append(told)
            for column, text in filled:
                session_id = table.sessions[column]
                cell = MarkCell(
                    sheet=table.sheet,
                    row=number,
                    column=letters(column + 1),
                    session_id=session_id,
                    session=self.sessions[session_id].title,
                    action=CellAction.ERROR,
                    text=text,
                    code=code,
                    full_name=name,
                    unit=unit,
                )
                if isinstance(found, DoorPerson):
                    self.cells.append(self._cell(cell, found.id))
                else:
                    self.cells.append(replace(cell, problem=found))

    def _who(self, code: str, name: str, unit: str) -> DoorPerson | Notice:
        """The person a row is about, or why nobody is."""
        person = self.by_code.get(code) if code else None
        if person is not None:
            of_old = code in person.other_codes  # under the name of who turned out to be them
            if name and not of_old and _name_key(name) != _name_key(person.full_name):
                return Notice("marks.code_of_another", {"code": code, "name": person.full_name, "value": name})
            return person
        namesakes = self.by_name.get(_name_key(name), []) if name else []
        here = [each for each in namesakes if not unit or self._same_unit(each, unit)]
        if len(here) == 1:
            return here[0]
        if here:
            return Notice("marks.several", {"name": name})
        return Notice("marks.nobody", {"name": " ".join(filter(None, (code, name, unit and f"({unit})")))})

    def _same_unit(self, person: DoorPerson, unit: str) -> bool:
        if fold(unit) == fold(person.unit):
            return True
        if unit not in self._units:
            self._units[unit] = units.find_unit(self.tx, unit)
        return person.unit_id is not None and self._units[unit] == person.unit_id

    def _cell(self, cell: MarkCell, attendee_id: uuid.UUID) -> MarkCell:
        person = self.people[cell.session_id][attendee_id]
        before = _stands(person)
        cell = replace(
            cell,
            attendee_id=person.id,
            code=person.code,
            full_name=person.full_name,
            unit=person.unit,
            before=before,
        )
        try:
            after = status_said(cell.text)
        except ValueError:
            return replace(cell, problem=Notice("marks.no_letter", {"value": cell.text}))
        cell = replace(cell, after=after)
        earlier = self.said.setdefault((cell.session_id, person.id), cell)
        if earlier is not cell and earlier.after != after:
            where = {"other_row": earlier.row, "other_sheet": earlier.sheet, "value": earlier.text}
            return replace(cell, problem=Notice("marks.said_otherwise", {"name": person.full_name, **where}))
        if earlier is not cell or before == after:
            return replace(cell, action=CellAction.SAME)
        if before == NOT_EXPECTED and after not in THERE:
            return replace(cell, problem=Notice("marks.not_expected", {"name": person.full_name}))
        return replace(cell, action=CellAction.FILL if before == Status.UNRECORDED else CellAction.CHANGE)


def _stands(person: DoorPerson) -> str:
    return str(person.status) if person.expected else NOT_EXPECTED


def _says_nothing(text: str) -> bool:
    try:
        return status_said(text) is None
    except ValueError:
        return False


# -- writing ----------------------------------------------------------------------------------------------------------


def apply(tx: Transaction, plan: MarksPlan, chosen: Collection[int] | None = None) -> MarksReport:
    """Write the cells chosen by their places in `plan.cells` (all that fill, unless told) as one change, undone as one.

    A cell whose person somebody has spoken of since the plan is left alone and told.
    """
    places = plan.places(CellAction.FILL) if chosen is None else sorted(chosen)
    wanted = [plan.cells[place] for place in places]
    cells = {_pair(cell): cell for cell in wanted if cell.action in (CellAction.FILL, CellAction.CHANGE)}
    if not cells:
        return MarksReport()
    with journal.entry(
        tx, "attendance.imported", {Area.ATTENDANCE}, conference_id=plan.conference_id, file=plan.file
    ) as entry:
        marking.hold(tx, list(cells))
        now = {
            (key, person.id): _stands(person)
            for key in {session for session, _attendee in cells}
            for person in looking.door_people(tx, key)
        }
        meanwhile = [cell for pair, cell in cells.items() if now.get(pair) != cell.before]
        ready = {pair: cell for pair, cell in cells.items() if now.get(pair) == cell.before}
        drafts = list(_drafts(tx, ready, plan.file))
        marking.write(tx, drafts)
        entry.added("attendance_mark", [each.mark.id for each in drafts])
        entry.details["count"] = len(ready)
    filled = sum(cell.action is CellAction.FILL for cell in ready.values())
    return MarksReport(filled, len(ready) - filled, tuple(meanwhile))


def _pair(cell: MarkCell) -> marking.Pair:
    assert cell.attendee_id is not None
    return cell.session_id, cell.attendee_id


def _drafts(tx: Transaction, cells: Mapping[marking.Pair, MarkCell], reason: str) -> Iterator[marking.Draft]:
    """As `set_status` for each: what contradicts the new word is annulled; an arrival stays with who came."""
    before = marking.read_marks(tx, list(cells))
    against: list[uuid.UUID] = []
    for pair, cell in cells.items():
        there = cell.after in THERE
        against += [
            mark.id
            for mark in live(before.get(pair, ()))
            if (says_status(mark) and not (there and mark.kind == MarkKind.IN))
            or (mark.kind == MarkKind.LEFT and not there)
        ]
    yield from marking.annulling(tx, against, reason)
    for pair, cell in cells.items():
        assert cell.after is not None
        yield marking.draft(tx, pair, MarkKind(cell.after), Method.IMPORT, reason=reason)
