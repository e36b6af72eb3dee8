"""Files and answers in, an ImportPlan out: what every row will do, with all that is odd about all rows at once."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator

from desktop.domain.errors import Cancelled, NotFound
from desktop.domain.fields import FIELDS
from desktop.domain.importing import (
    Action,
    ImportOptions,
    ImportPlan,
    Notice,
    OnMatch,
    PlannedFile,
    PlannedRow,
    PlannedSheet,
    Problem,
    Severity,
)
from desktop.domain.names import fold
from desktop.domain.progress import IsCancelled, Progress
from desktop.services import journal
from desktop.services.importing import answered, duplicates, earlier_answers, superseding, unit_replies
from desktop.services.importing.asking import Asking
from desktop.services.importing.assigning import Assigning, Decision, MatchOutcome
from desktop.services.importing.directory import link_known_people
from desktop.services.importing.loading import Loaded
from desktop.services.importing.matching_groups import GroupMatcher
from desktop.services.importing.matching_people import (
    Candidate,
    Entry,
    People,
    Place,
    UnitToken,
    is_correction,
    unit_token,
)
from desktop.services.importing.matching_units import UnitIndex, UnitMatch, UnitMatcher
from desktop.services.importing.understanding import Understanding
from desktop.store import lengths
from desktop.store.tables import Attendee, Conference, Person
from desktop.store.transaction import Transaction

_EVERY = 500
_SHOWN = 10
_LONGEST = {
    field: limit
    for field, limit in {**lengths.limits(Person), **lengths.limits(Attendee)}.items()
    if field in FIELDS and field != "full_name"
}
_LONGEST_NAME = lengths.limits(Attendee)["full_name"]
_COMES_IN = (Action.ADD, Action.UPDATE, Action.SAME)
_UNSETTLED = (Severity.ERROR, Severity.QUESTION)
_NO_UNIT_NAMED = Problem("unit", "unit.missing", Severity.WARNING)


def plan(
    tx: Transaction,
    conference_id: uuid.UUID,
    loaded: Loaded,
    options: ImportOptions | None = None,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> ImportPlan:
    """Say what each row of the loaded files will do; nothing is written.

    Call it again with other options after a correction. Raises NotFound for an unknown conference, Cancelled.
    """
    if tx.get(Conference, conference_id) is None:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))
    return _Planning(tx, conference_id, options or ImportOptions(), progress, cancelled).run(loaded)


class _Planning:
    """One plan on its way."""

    def __init__(
        self,
        tx: Transaction,
        conference_id: uuid.UUID,
        options: ImportOptions,
        progress: Progress | None,
        cancelled: IsCancelled | None,
    ) -> None:
        self.tx, self.conference_id, self.options = tx, conference_id, options
        self.progress, self.cancelled = progress, cancelled
        self.entries: dict[Place, Entry] = {}
        """The rows that come in, in file order."""

    def run(self, loaded: Loaded) -> ImportPlan:
        newest = journal.latest(self.tx)  # before anything is read: what comes later is told by the journal
        index = UnitIndex(self.tx)
        asking = Asking(self.tx, self.conference_id, self.options)
        understanding = Understanding(self.tx, self.options, index, asking, self._step)
        files = understanding.files(loaded)
        asking.settle(files)
        spellings: Counter[str] = Counter()
        groups: dict[str, None] = {}
        for _file, _sheet, row in _rows(files):
            if spelling := row.values.get("unit"):
                spellings[spelling] += 1
            if group := row.values.get("role_group"):
                groups[group] = None
        for file in files:
            if file.reply is not None and file.reply.unit:
                spellings[file.reply.unit] += 1
        self.settled = answered.settled_before(self.tx, self.conference_id)
        self.spoken_of = answered.spoken_of(self.options)
        self.units = UnitMatcher(index, spellings, self.options.units, self.options.new_units)
        people = People.registered(self.tx, self.conference_id)
        before = earlier_answers.of_units(self.tx, self.conference_id)
        fresh = superseding.supersede(
            files, self.units.matches, self.options, before, earlier_answers.names(people) if before else {}
        )
        self.groups = GroupMatcher(self.tx, self.conference_id, groups)
        registered = frozenset(people.by_id)
        self.assigning = Assigning(people, self.options.on_match, self._decided)
        total = sum(len(sheet.rows) for file in files for sheet in file.sheets)
        for done, (file, sheet, row) in enumerate(_rows(files)):
            if done % _EVERY == 0:
                self._step(2 * total + done, 4 * total)
            self._take(row, (file.file, sheet.name, row.key))
        self._find_all()
        self.assigning.finish(lambda done: self._step(3 * total + done, 4 * total))
        for _file, _sheet, row in _rows(files):
            if row.joined is not None and row.joined.action in (Action.UPDATE, Action.SAME):
                row.attendee_id = row.joined.attendee_id
        added = [row for _file, _sheet, row in _rows(files) if row.action is Action.ADD]
        link_known_people(self.tx, self.conference_id, added)
        used = self._used_units(files)
        self._tell_new(files, used)
        plan = ImportPlan(
            self.conference_id,
            files,
            self.options,
            new_units={key: unit for key, unit in self.units.new_units.items() if key in used},
            new_role_groups=self._used_groups(files),
            new_questions=tuple(asking.new.values()),
            aliases=self.units.aliases,
            headings=understanding.headings,
            journal=newest,
            registered=registered,
            replies=unit_replies.newest(self.tx, self.conference_id, files, self.units.matches, before, people),
            answered=fresh,
        )
        plan.answers = answered.remembered(plan)
        return plan

    def _step(self, done: int, total: int) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        if self.progress is not None:
            self.progress(done, total)

    # -- one row --------------------------------------------------------------------------------------------------------

    def _take(self, row: PlannedRow, place: Place) -> None:
        """Settle the row's unit and group, and hand it on to be matched with who is registered and the other rows."""
        values = row.values
        unit = self.units.matches[values.get("unit", "")]
        row.unit_id, row.new_unit = unit.unit_id, unit.new_unit
        if unit.name:
            values["unit"] = unit.name
        else:
            values.pop("unit", None)
        group = self.groups.title(values["role_group"]) if values.get("role_group") else ""
        if group:
            values["role_group"] = group
        if self.settled and place not in self.spoken_of and self._settled_before(row, place, group, unit):
            return
        if place in self.options.skipped or self.options.persons.get(place) is False:
            row.action = Action.SKIP
            _tell(row, answered.left_out(row))
            return
        if row.action is Action.ERROR or row.action is Action.SKIP:
            if superseding.is_dropped(row) and self.assigning.people.links(self._entry(row, place, group, unit)):
                _tell(row, superseding.still_registered(row))
            return
        if self._too_long(row):
            return
        self.entries[place] = self._entry(row, place, group, unit)

    def _entry(self, row: PlannedRow, place: Place, group: str, unit: UnitMatch) -> Entry:
        name, said = row.values.get("full_name", ""), answered.said_name(row)
        odd = unit if unit.problems or not unit.name else None
        proposed = self.groups.proposed(unit.kind)
        return Entry(row, place, fold(name), unit_token(row), group, proposed, said=said, odd_unit=odd)

    def _too_long(self, row: PlannedRow) -> bool:
        values = row.values
        name = values["full_name"]
        if len(name) > _LONGEST_NAME:
            row.action = Action.ERROR
            details: dict[str, object] = {"value": name[:60] + "…", "limit": _LONGEST_NAME}
            _tell(row, Problem("full_name", "name.too_long", Severity.ERROR, details))
            return True
        for field, limit in _LONGEST.items():
            value = values.get(field)
            if value and len(value) > limit:
                values[field] = value[:limit].rstrip()
                details = {"value": value[:60] + "…", "limit": limit}
                _tell(row, Problem(field, "value.cut", Severity.WARNING, details))
        return False

    def _find_all(self) -> None:
        """Who each row is, once those that are one person are one row."""
        options = self.options
        joined = answered.join(self.entries, options.same_rows, options.picks)
        self.pinned = {first: options.matches[place] for place, first in joined.items() if place in options.matches}
        for place, entry in self.entries.items():
            if place not in joined:
                self._find(entry)

    def _find(self, entry: Entry) -> None:
        """By the organizer's answer, by the badge code, or by the name with what stands beside it."""
        row, place, people, options = entry.row, entry.place, self.assigning.people, self.options
        picks = options.picks.get(place, {})
        answer = options.matches.get(place)
        if place not in options.matches and (answer := self.pinned.get(place)) is not None:
            picks = {**picks, "state": False}  # the question whether they come after all stays one of its own
        candidate = people.whom(answer)
        if candidate is not None:
            self.assigning.certain(entry, candidate, answered=True, picks=picks)
            return
        if place in options.matches:
            entry.another = True
            self.assigning.take(entry)
            return
        if row.code:
            candidate = people.with_code(row.code)
            if candidate is not None and is_correction(candidate, entry):
                self.assigning.certain(entry, candidate, answered=False)
                return
            if candidate is not None:
                self.assigning.doubted(entry, candidate)
                return
            _tell(row, Problem("", "code.unknown", Severity.WARNING, {"value": row.code}))
        self.assigning.take(entry)

    def _settled_before(self, row: PlannedRow, place: Place, group: str, unit: UnitMatch) -> bool:
        """Leave a row alone that an import before settled by the organizer's word."""
        words = answered.words_of(row)
        if words not in self.settled:
            return False
        attendee_id = self.settled[words]
        if attendee_id is None:
            row.action = Action.SKIP
            row.problems = tuple(each for each in row.problems if each.severity not in _UNSETTLED)
            _tell(row, answered.left_out(row))
            return True
        candidate = self.assigning.people.whom(attendee_id)
        if candidate is None or candidate.cancelled:
            return False
        entry = self._entry(row, place, group, unit)
        self._registered(entry, candidate)
        row.action = Action.SAME
        row.values.setdefault("full_name", candidate.values["full_name"])
        row.problems = tuple(each for each in row.problems if each.severity not in _UNSETTLED)
        _tell(row, answered.settled(entry, candidate))
        self._tell_unit(entry, candidate.unit)
        return True

    def _decided(self, entry: Entry, decision: Decision) -> None:
        """What a row does, now that it is known who it is."""
        row, candidate, on_match = entry.row, decision.candidate, self.options.on_match
        if candidate is None:
            if decision.verdict is MatchOutcome.ASKED:
                self._asked(entry, decision)
            else:
                self._add(entry, decision.verdict)
        elif decision.verdict is MatchOutcome.TWICE:
            row.action = Action.SKIP
            _tell(row, duplicates.twice(entry, candidate))
        else:
            self._registered(entry, candidate)
            stays_cancelled = candidate.cancelled and not any(change.field == "state" for change in decision.changes)
            if stays_cancelled:
                row.action = Action.SKIP
                _tell(row, duplicates.cancelled(entry, candidate, on_match))
            elif decision.verdict is MatchOutcome.KNOWN:
                row.action = Action.SAME
            elif on_match is OnMatch.SKIP and entry.place not in self.options.matches:
                row.action = Action.SKIP
                _tell(row, duplicates.skipped(candidate, decision))
            else:
                row.action = Action.UPDATE
                row.changes = decision.changes
            options, settled = self.options, row.action is Action.SAME and entry.place in self.options.matches
            if settled or (entry.place in options.picks and row.action in (Action.UPDATE, Action.SAME)):
                _tell(row, answered.settled(entry, candidate))
        if entry.place in self.options.edits and row.action in _COMES_IN:
            _tell(row, answered.mended(entry))
        if entry.place in self.options.taken_in and row.action in _COMES_IN:
            _tell(row, answered.taken_in(entry))
        self._tell_unit(entry, None if candidate is None else candidate.unit)

    def _registered(self, entry: Entry, candidate: Candidate) -> None:
        row = entry.row
        row.attendee_id, row.attendee_version = candidate.attendee_id, candidate.version
        row.person_id = candidate.person_id
        group = candidate.values.get("role_group", "")
        if not entry.group and group:
            row.values["role_group"] = group

    def _add(self, entry: Entry, verdict: MatchOutcome) -> None:
        row = entry.row
        row.action = Action.ADD
        if entry.new_group:
            row.values["role_group"] = entry.new_group
        if verdict is MatchOutcome.ONCE_MORE:
            _tell(row, duplicates.kept(entry))

    def _asked(self, entry: Entry, decision: Decision) -> None:
        row = entry.row
        row.action = Action.SKIP
        link = decision.links[0]
        if len(decision.links) == 1 and link.candidate.claimed_by is None:
            row.attendee_id, row.attendee_version = link.candidate.attendee_id, link.candidate.version
            row.person_id = link.candidate.person_id
        _tell(row, duplicates.identity_question(entry, decision, self.options.on_match))

    def _tell_unit(self, entry: Entry, registered: UnitToken) -> None:
        """What is odd about the unit of a row that comes in, or would once its question is answered."""
        row, unit = entry.row, entry.odd_unit
        if unit is None or (row.action is Action.SKIP and not row.has(Severity.QUESTION)):
            return
        if unit.problems:
            _tell(row, *unit.problems)
        elif registered is None:
            _tell(row, _NO_UNIT_NAMED)

    # -- the whole ------------------------------------------------------------------------------------------------------

    def _used_units(self, files: list[PlannedFile]) -> set[str]:
        return {
            row.new_unit
            for _file, _sheet, row in _rows(files)
            if row.new_unit and row.action in (Action.ADD, Action.UPDATE)
        }

    def _used_groups(self, files: list[PlannedFile]) -> tuple[str, ...]:
        used = {
            row.values.get("role_group")
            for _file, _sheet, row in _rows(files)
            if row.action in (Action.ADD, Action.UPDATE)
        }
        return tuple(title for title in self.groups.new.values() if title in used)

    def _tell_new(self, files: list[PlannedFile], used: set[str]) -> None:
        """What will be created, on the first sheet that asks for it."""
        groups = set(self._used_groups(files))
        units = set(used)
        for file in files:
            for sheet in file.sheets:
                told: list[str] = []
                for row in sheet.rows:
                    if row.action is not Action.ADD and row.action is not Action.UPDATE:
                        continue
                    title = row.values.get("role_group", "")
                    if title in groups:
                        groups.discard(title)
                        sheet.notices = (*sheet.notices, Notice("group.new", {"sheet": sheet.name, "name": title}))
                    if row.new_unit in units:
                        units.discard(row.new_unit)
                        told.append(self.units.new_units[row.new_unit].name)
                if told:
                    details: dict[str, object] = {"sheet": sheet.name, "count": len(told), "names": _some(told)}
                    sheet.notices = (*sheet.notices, Notice("units.new", details))


def _rows(files: list[PlannedFile]) -> Iterator[tuple[PlannedFile, PlannedSheet, PlannedRow]]:
    for file in files:
        for sheet in file.sheets:
            for row in sheet.rows:
                yield file, sheet, row


def _some(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")


def _tell(row: PlannedRow, *problems: Problem) -> None:
    row.problems += problems
