"""A bundle into a database that knows its conferences: in any order, any number of times, to the same outcome.

Marks and people only ever become more; of what two desks said of a registration, or of who is one with whom, the later
word counts, and what follows is worked out anew (`services.joining.settle`); what both sides know of a person stays as it
is here, but for blanks that a join fills; codes are settled by `badge_codes`. Nothing here is to be undone.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, func, select, update

from desktop.domain.areas import Area
from desktop.domain.attendance import Mark
from desktop.domain.errors import InvalidInput
from desktop.domain.joining import AS_STATE, LONG_AGO, join_weight
from desktop.domain.merging import MergeReport, Recoded, Sent, Step, Unknown
from desktop.domain.people import AttendeeState
from desktop.services import distinct_pairs, joined, joining, journal, ranking
from desktop.services.attendance import looking, marking, to_review
from desktop.services.desks import badge_codes, counterparts
from desktop.services.desks.bundles import SENSITIVE, Bundle, Row, table
from desktop.services.desks.odd_clocks import odd_clocks
from desktop.services.desks.retelling import retell
from desktop.services.joining import own_reply
from desktop.services.personal import tombstones
from desktop.services.points import merging as points
from desktop.store.bulk import chunks
from desktop.store.tables import Conference, JournalEntry, TrainingSession
from desktop.store.transaction import Transaction


def merge(tx: Transaction, bundle: Bundle, *, adding_only: bool = False) -> MergeReport:
    """Take in what a desk recorded apart.

    With `adding_only`, as a desk's login must, no row that stands is changed: words about a registration are passed over,
    and a newcomer gives way when a code is taken. Raises InvalidInput("desk.other_record") when none of the conferences
    is known here.
    """
    if not adding_only:
        tombstones.follow(tx, bundle.rows("erasure"))
    work = _Merging(tx, tombstones.without(tx, bundle), adding_only)
    work.run()
    return work.report()


def send(tx: Transaction, bundle: Bundle, steps: Sequence[Step], *, adding_only: bool) -> Sent:
    """Take in what one desk recorded and sends as it goes, with the lines of its journal (`steps`); else as `merge`.

    Cheap, for it runs for each arrival: nobody but those named is looked at unless somebody is new or spoken of.
    """
    work = _Merging(tx, tombstones.without(tx, bundle), adding_only, steps)
    work.run()
    people = bool(work.people or work.reworded or work.counts["people"])
    return Sent(tuple(work.unknown), tuple(work.recoded), people)


@dataclass(slots=True)
class _Here:
    """One conference as this database knows it."""

    id: uuid.UUID
    number: int
    title: str
    sessions: frozenset[uuid.UUID]
    closed: bool
    closed_at: dt.datetime | None = None
    """When it was closed, once anybody asked."""
    people: dict[uuid.UUID, Row] = field(default_factory=dict)
    """Of each attendee the columns of `_KNOWN`: of all, or of those whom a desk's sending names."""


class _Merging:
    """One merge on its way."""

    def __init__(self, tx: Transaction, bundle: Bundle, adding_only: bool, steps: Sequence[Step] = ()) -> None:
        self.tx, self.bundle, self.adding_only, self.steps = tx, bundle, adding_only, steps
        self.given = bundle.by_id("attendee")
        self.here: dict[uuid.UUID, _Here] = {}
        self.conference_of_session: dict[uuid.UUID, uuid.UUID] = {}
        self.conference_of: dict[uuid.UUID, uuid.UUID] = {}
        """The conference of each attendee that is here."""
        self.recoded: list[Recoded] = []
        self.unknown: list[Unknown] = []
        self.fresh: list[marking.Draft] = []
        self.newcomers: set[uuid.UUID] = set()
        self.taken_back: set[uuid.UUID] = set()
        """Those registered at a desk and taken off again there before anybody else heard of them."""
        self.people: set[uuid.UUID] = set()
        """Of whom something else than a mark was learnt, and whom newcomers replace."""
        self.reworded: set[uuid.UUID] = set()
        """Of whom a word or a code is another."""
        self.counts: Counter[str] = Counter()

    def run(self) -> None:
        """All steps, each in need of those before it."""
        self.tx.flush()
        self._find_conferences()
        newcomers = self._newcomers()
        codes = self._codes(newcomers)
        self._change_known(codes)
        self._add_people(newcomers, codes)
        self._join()
        self._tell_apart()
        if not self.adding_only:
            ranking.take_in(self.tx, self.bundle.rows("rank_table"))
            self.counts["points"] = points.take_in(self.tx, self.bundle, self.here.keys(), self.conference_of)
        self._add_marks()
        self._tell()
        self.tx.expire_all()

    def report(self) -> MergeReport:
        """What came of it."""
        touched = {draft.pair for draft in self.fresh}
        doubts = [
            line
            for conference in self.here.values()
            if touched or self.people
            for line in to_review(self.tx, conference.id)
            if (line.session_id, line.attendee_id) in touched or line.attendee_id in self.people
        ]
        return MergeReport(
            new_marks=self.counts["marks"],
            new_people=self.counts["people"],
            states=self.counts["states"],
            joins=self.counts["joins"],
            filled=self.counts["filled"],
            pairs=self.counts["pairs"],
            points=self.counts["points"],
            recoded=tuple(self.recoded),
            doubts=tuple(doubts),
            clocks=odd_clocks(self.tx, self.fresh),
            unknown=tuple(self.unknown),
            conferences=tuple(conference.title for conference in self.here.values()),
        )

    def _find_conferences(self) -> None:
        named = self.bundle.by_id("conference")
        alone = not (self.steps and self._says_nothing_of_people())
        for key in sorted(named) if alone else ():
            self._alone(key)
        columns = (Conference.id, Conference.number, Conference.title, Conference.closed)
        query = select(*columns).where(Conference.id.in_(list(named)))
        for row in self.tx.execute(query.order_by(Conference.id)).all():
            sessions = select(TrainingSession.id).where(TrainingSession.conference_id == row.id)
            mine = frozenset(self.tx.scalars(sessions))
            self.here[row.id] = _Here(row.id, row.number, row.title, mine, row.closed)
            self.conference_of_session.update(dict.fromkeys(self.here[row.id].sessions, row.id))
        if not self.here:
            titles = tuple(str(row["title"]) for row in named.values())
            raise InvalidInput("desk.other_record", candidates=titles)
        for conference in self.here.values():
            conference.people = self._people(None if alone else list(self.given), conference.id)
            self.conference_of.update(dict.fromkeys(conference.people, conference.id))

    def _people(self, ids: Sequence[uuid.UUID] | None, conference_id: uuid.UUID) -> dict[uuid.UUID, Row]:
        people = table("attendee").c
        query = select(*(people[name] for name in _KNOWN)).where(people.conference_id == conference_id)
        parts = [query] if ids is None else [query.where(people.id.in_(part)) for part in chunks(ids)]
        return {values[0]: dict(zip(_KNOWN, values, strict=True)) for part in parts for values in self.tx.execute(part)}

    def _says_nothing_of_people(self) -> bool:
        """Whether everybody named is here and is spoken of as they are: then there are only marks."""
        people = table("attendee").c
        names = ("id", "code", "joined_into_id", *_WORD)
        known: dict[uuid.UUID, Row] = {}
        for part in chunks(list(self.given)):
            for values in self.tx.execute(select(*(people[name] for name in names)).where(people.id.in_(part))):
                known[values[0]] = dict(zip(names, values, strict=True))
        return all(
            key in known and all(row[name] == known[key][name] for name in names) for key, row in self.given.items()
        )

    def _alone(self, conference_id: uuid.UUID) -> None:
        """Two merges of one conference come one after the other."""
        if self.tx.get_bind().dialect.name == "postgresql":
            self.tx.execute(select(func.pg_advisory_xact_lock(conference_id.int >> 65)))

    # -- people ---------------------------------------------------------------------------------------------------

    def _newcomers(self) -> list[Row]:
        """Attendees not known here, those whom others replace first; one whose rows are missing is told as unknown."""
        persons = {row["id"] for row in self.bundle.rows("person")}
        persons |= counterparts.existing(self.tx, "person", {row["person_id"] for row in self.given.values()} - persons)
        ready: list[Row] = []
        standing_in: dict[uuid.UUID, list[Row]] = defaultdict(list)
        for key, row in self.given.items():
            if key in self.conference_of:
                continue
            if self.adding_only and row["state"] == AttendeeState.REMOVED:
                self.taken_back.add(key)
            elif row["conference_id"] not in self.here:
                self._leave_out("attendee", row, "conference.not_found")
            elif self._after_closing(self.here[row["conference_id"]], row["created_at"]):
                self._leave_out("attendee", row, AFTER_CLOSING)
            elif row["person_id"] not in persons:
                self._leave_out("attendee", row, "person.not_found")
            elif row["substitute_for_id"] in self.conference_of or row["substitute_for_id"] is None:
                ready.append(row)
            else:
                standing_in[row["substitute_for_id"]].append(row)
        for row in ready:  # grows while it is walked
            ready += standing_in.pop(row["id"], ())
        for rows in standing_in.values():
            for row in rows:
                self._leave_out("attendee", row, "attendee.not_found")
        return ready

    def _leave_out(self, entity: str, row: Row, code: str) -> None:
        name = row.get("full_name") or self._name_of(row["attendee_id"])
        self.unknown.append(Unknown(entity, row["id"], code, str(name)))

    def _codes(self, newcomers: Sequence[Row]) -> dict[uuid.UUID, str]:
        """The codes of all people that change here or are new, each its own."""
        changed: dict[uuid.UUID, str] = {}
        for conference in self.here.values():
            mine = [row for row in newcomers if row["conference_id"] == conference.id]
            codes = {key: str(row["code"]) for key, row in conference.people.items()}
            before = dict(codes)
            if not self.adding_only:
                for key in codes.keys() & self.given.keys():
                    codes[key] = badge_codes.further(codes[key], self.given[key]["code"], conference.number, key)
            codes.update({row["id"]: row["code"] for row in mine})
            if codes != before:
                fixed = conference.people if self.adding_only else ()
                codes.update(badge_codes.settle(codes, conference.number, fixed))
            for key, code in codes.items():
                if before.get(key) != code:
                    changed[key] = code
        return changed

    def _change_known(self, codes: dict[uuid.UUID, str]) -> None:
        """Later words about registrations, and codes that give way, of people who are on the list here."""
        work: list[dict[str, Any]] = []
        for conference in self.here.values():
            for key, row in conference.people.items():
                after = dict(row)
                other = self.given.get(key)
                if other is not None and own_reply(other).weight > own_reply(row).weight:
                    if self.adding_only:
                        self._by_the_server(key, other)
                        continue
                    after.update(_as_said(other))
                    self.counts["states"] += 1
                    self.reworded.add(key)
                    self.people |= {key, other["substitute_for_id"]}
                if key in codes:
                    after["code"] = codes[key]
                    after["search"] = str(row["search"]).replace(f" {row['code']}", f" {codes[key]}")
                    self.recoded.append(Recoded(key, row["full_name"], row["code"], codes[key]))
                    self.reworded.add(key)
                if after != row:
                    work.append({f"new_{name}": after[name] for name in _CHANGED} | {"of": key})
        if not work:
            return
        people = table("attendee")
        statement = update(people).where(people.c.id == bindparam("of"))
        if self.recoded:  # out of the way first: a code may go from one to another
            parked = [{"of": each.attendee_id, "parked": f"~{each.attendee_id.hex[:16]}"} for each in self.recoded]
            self.tx.execute(statement.values(code=bindparam("parked")), parked)
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _CHANGED}
        self.tx.execute(statement.values(**values, version=people.c.version + 1), work)

    def _by_the_server(self, key: uuid.UUID, other: Row) -> None:
        """A desk's word about a registration: about somebody whom it registered itself and nobody else used since."""
        at_the_door = other["origin"] != "" and other["state"] in (AttendeeState.REMOVED, AttendeeState.REGISTERED)
        if at_the_door and self.tx.scalar(select(func.tap_huan_take_off(key, str(other["state"]), other["state_at"]))):
            self.counts["states"] += 1
            self.people |= {key, other["substitute_for_id"]}
            return
        self._leave_out("attendee", other, "desk.used_elsewhere" if at_the_door else "desk.not_allowed")

    def _add_people(self, newcomers: Sequence[Row], codes: dict[uuid.UUID, str]) -> None:
        if not newcomers:
            return
        named = {row["unit_id"] for row in newcomers if row["unit_id"]}
        units = counterparts.units(self.tx, self.bundle, named, may_add=not self.adding_only)
        named = {row["role_group_id"] for row in newcomers if row["role_group_id"]}
        groups = counterparts.groups(self.tx, self.bundle, named, self.here.keys(), may_add=not self.adding_only)
        people = self.bundle.by_id("person")
        wanted = {row["person_id"] for row in newcomers}
        persons = [people[key] for key in wanted - counterparts.existing(self.tx, "person", wanted)]
        counterparts.add(self.tx, "person", [{**dict.fromkeys(SENSITIVE["person"], ""), **row} for row in persons])
        rows = []
        for row in newcomers:
            code = codes[row["id"]]
            if code != row["code"]:
                self.recoded.append(Recoded(row["id"], row["full_name"], row["code"], code))
            rows.append(
                {
                    "extra": {},
                    "off_payroll": False,
                    "answers": {},
                    **row,
                    **_as_said(row),
                    "joined_into_id": None,
                    "joined_at": None,
                    "code": code,
                    "search": str(row["search"]).replace(f" {row['code']}", f" {code}"),
                    "unit_id": units.get(row["unit_id"]),
                    "role_group_id": groups.get(row["role_group_id"]),
                    "import_batch_id": None,
                }
            )
        counterparts.add(self.tx, "attendee", rows)
        self.conference_of.update({row["id"]: row["conference_id"] for row in rows})
        self.newcomers = {row["id"] for row in rows}
        self.people.update(row["substitute_for_id"] for row in rows)
        self.counts["people"] += len(rows)

    # -- joins ----------------------------------------------------------------------------------------------------

    def _join(self) -> None:
        """Later words about who is one with whom, and what follows from them."""
        work: list[dict[str, Any]] = []
        resettle, changed = set[uuid.UUID](), list[uuid.UUID]()
        for key, other in self.given.items():
            into, at = other["joined_into_id"], other["joined_at"]
            mine = self.conference_of.get(key)
            if at is None or mine is None or key == into or (into and self.conference_of.get(into) != mine):
                continue
            row = self.here[mine].people.get(key, {"joined_into_id": None, "joined_at": None})
            before = row["joined_into_id"]
            if join_weight(into, at) <= join_weight(before, row["joined_at"]):
                continue
            if self.adding_only:
                if into != before:
                    self._leave_out("attendee", other, "desk.not_allowed")
                continue
            work.append({"of": key, "into": into, "said": at})
            if into != before:
                resettle |= {key, before, into} - {None}
                changed.append(key)
        people = table("attendee")
        resettle |= joined.among(self.tx, resettle | self.reworded).everyone  # those too who are parted now
        if work:
            joins: dict[str, Any] = {"joined_into_id": bindparam("into"), "joined_at": bindparam("said")}
            statement = update(people).where(people.c.id == bindparam("of"))
            self.tx.execute(statement.values(**joins, version=people.c.version + 1), work)
        if resettle:
            joining.settle(self.tx, resettle)
            self.people |= resettle
            self.counts["filled"] = joining.fill_blanks(self.tx, changed)
        self.counts["joins"] = len(changed)

    def _tell_apart(self) -> None:
        """Later words about pairs who are two people, or no longer."""
        if self.adding_only:
            return
        of, rows = self.conference_of, self.bundle.rows("distinct_pair")
        known = [row for row in rows if of.get(row["first_id"]) == of.get(row["second_id"]) == row["conference_id"]]
        self.counts["pairs"] = distinct_pairs.take_in(self.tx, list(self.here), known)

    # -- marks ----------------------------------------------------------------------------------------------------

    def _add_marks(self) -> None:
        """Marks that are not here, of people and sessions that are."""
        given = self.bundle.rows("attendance_mark")
        here = counterparts.existing(self.tx, "attendance_mark", {row["id"] for row in given})
        for row in given:
            if row["id"] in here or row["attendee_id"] in self.taken_back:
                continue
            session, attendee = row["training_session_id"], row["attendee_id"]
            of_session, of_attendee = self.conference_of_session.get(session), self.conference_of.get(attendee)
            if of_session is None or of_session != of_attendee:
                code = "session.not_found" if of_session is None else "attendee.not_found"
                self._leave_out("attendance_mark", row, code)
                continue
            if self._after_closing(self.here[of_session], row["recorded_at"]):
                self._leave_out("attendance_mark", row, AFTER_CLOSING)
                continue
            mark = Mark(**{name: row[name] for name in _MARK})
            self.fresh.append(marking.Draft(session, attendee, mark))
        marking.write(self.tx, self.fresh)
        self.counts["marks"] = len(self.fresh)

    def _after_closing(self, conference: _Here, recorded_at: dt.datetime) -> bool:
        """Whether a desk's login recorded it once the conference was closed: its server refuses that."""
        if not (self.adding_only and conference.closed):
            return False
        if conference.closed_at is None:
            closed = select(func.max(JournalEntry.at)).where(
                JournalEntry.conference_id == conference.id,
                JournalEntry.action == "conference.closed",
                JournalEntry.undone_by.is_(None),
            )
            conference.closed_at = self.tx.scalar(closed) or LONG_AGO
        return bool(recorded_at > conference.closed_at + _CLOCKS)

    def _name_of(self, attendee_id: uuid.UUID) -> str:
        row = self.given.get(attendee_id)
        return str(row["full_name"]) if row else looking.name_of(self.tx, attendee_id)

    def _tell(self) -> None:
        """One line in the journal, when anything was new; of what a desk sends its own lines."""
        people = any(self.counts[name] for name in ("people", "states", "joins", "pairs", "points")) or self.recoded
        if not (self.fresh or people):
            return
        if self.steps and not any(conference.closed for conference in self.here.values()):
            taken = {draft.mark.id for draft in self.fresh} | self.newcomers
            untold = retell(self.tx, self.steps, taken, adding_only=self.adding_only)
            if not (untold or self.recoded or self.counts["states"] or self.counts["joins"]):
                return
        journal.note(
            self.tx,
            "desk.merged",
            {Area.ATTENDANCE, Area.ATTENDEES, *([Area.POINTS] if self.counts["points"] else [])}
            if people
            else {Area.ATTENDANCE},
            conference_id=next(iter(self.here)) if len(self.here) == 1 else None,
            marks_added=self.counts["marks"],
            people_added=self.counts["people"],
            states=self.counts["states"],
            joins=self.counts["joins"],
            recoded=len(self.recoded),
        )


AFTER_CLOSING = "desk.after_closing"
_CLOCKS = dt.timedelta(minutes=1)
"""So far two clocks may differ without a word (`store.server_functions.closing`)."""
_WORD = ("state", "state_at", "state_reason", "said_state", "said_at", "said_reason")
"""What was said of a registration."""
_KNOWN = (
    "id", "code", "state", "state_at", "state_reason", "said_state", "said_at", "said_reason", "joined_into_id",
    "joined_at", "search", "full_name",
)  # fmt: skip
_CHANGED = ("state", "state_at", "state_reason", "said_state", "said_at", "said_reason", "code", "search")
_MARK = ("id", "kind", "at", "recorded_at", "desk", "method", "annuls_id", "reason")


def _as_said(row: Row) -> Row:
    """What a side said of a registration itself; what follows from words about others is worked out here."""
    word = own_reply(row)
    return {"state": word.state, "state_at": word.at, "state_reason": word.reason, **AS_STATE}
