"""How strongly a row and somebody it may be belong together.

Only people of one folded name are compared (a badge code apart). Sure: the birth date or the phone agrees as well.
Fitting: the unit agrees and nothing contradicts, or somebody surely known stands in another unit. Doubtful: unit, birth
date or phone agree and something else contradicts. The same name in another unit is another person.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from rapidfuzz import fuzz
from sqlalchemy import or_, select

from desktop.domain.fields import ANSWER, SENSITIVE_FIELDS, YES
from desktop.domain.importing import FieldChange, PlannedRow
from desktop.domain.joining import Joined
from desktop.domain.names import fold
from desktop.domain.people import AttendeeState
from desktop.domain.questions import Answer
from desktop.services import joined, questions
from desktop.services.importing.before_joins import replaced
from desktop.services.importing.changing import pairs
from desktop.services.importing.comparing import (
    answer_changes,
    changes,
    clashing,
    extra_changes,
    names_clash,
    payroll_changes,
    same_birth,
    same_phone,
)
from desktop.services.importing.matching_units import UnitMatch
from desktop.store.tables import Attendee, Person, RoleGroup
from desktop.store.transaction import Transaction

UnitToken = uuid.UUID | str | None
"""What a unit is known by while planning: its id, the key of a new one, or nothing."""
Place = tuple[str, str, int]

_SAME_TYPED = 75
"""Likeness (0–100) from which a name beside a badge code is a correction, not another person."""


class Weight(IntEnum):
    """How strongly a row and a person belong together; each outweighs any number of the lesser ones."""

    DOUBT = 1
    """Only the organizer can say: something agrees and something contradicts."""
    FITS = 2
    """Name and unit agree and nothing contradicts; or surely known, and the row tells another unit."""
    SURE = 3
    """Name and birth date or phone agree, and no other unit is told."""


@dataclass(slots=True, eq=False)
class Candidate:
    """Someone a row may be: a registered attendee, or a row of the same import that comes in."""

    name_key: str
    values: dict[str, str]
    unit: UnitToken
    attendee_id: uuid.UUID | None = None
    version: int = 0
    person_id: uuid.UUID | None = None
    code: str = ""
    extra: dict[str, object] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    """By the questions' titles."""
    cancelled: bool = False
    reason: str = ""
    """Why they cancelled."""
    claimed_by: Entry | None = None
    """The row of this import that is this person."""
    others: list[Candidate] = field(default_factory=list)
    """Those who were joined into them: what was known of each is known of the one, whatever was picked in the join."""

    @property
    def everyone(self) -> tuple[Candidate, ...]:
        """They, then those who were joined into them."""
        return (self, *self.others)

    def bears(self, name_key: str) -> bool:
        """Whether they, or somebody joined into them, bear this name."""
        return any(each.name_key == name_key for each in self.everyone)


@dataclass(slots=True, eq=False)
class Entry:
    """A row of the import that comes in, and what it is matched by."""

    row: PlannedRow
    place: Place
    name_key: str
    unit: UnitToken
    group: str = ""
    """The role group that the row itself tells."""
    proposed: str = ""
    """The role group that the unit's kind proposes for somebody new."""
    another: bool = False
    """Whether the organizer says that it is nobody known."""
    settled: bool = False
    """Whether it is known who it is."""
    said: str = ""
    """The name as the file has it, whatever is chosen later."""
    odd_unit: UnitMatch | None = None
    """The unit, where something is to be told of it."""

    @property
    def new_group(self) -> str:
        """The role group it comes into when it is somebody new."""
        return self.group or self.proposed


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate a row may be, and how strongly the two belong together."""

    candidate: Candidate
    weight: Weight
    clashes: tuple[str, ...] = ()
    """Fields in which the two contradict each other."""


def unit_token(row: PlannedRow) -> UnitToken:
    """The row's unit."""
    return row.unit_id or row.new_unit or None


class _Index:
    """Candidates by the name with birth date, phone or unit."""

    def __init__(self) -> None:
        self._by_birth: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        self._by_phone: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        self._by_unit: dict[tuple[str, UnitToken], list[Candidate]] = defaultdict(list)

    def add(self, candidate: Candidate) -> None:
        everyone = candidate.everyone
        for name_key in {each.name_key for each in everyone}:
            for each in everyone:
                birth, phone = each.values.get("birth", ""), each.values.get("phone", "")
                if same_birth(birth, birth):
                    self._by_birth[name_key, birth].append(candidate)
                if same_phone(phone, phone):
                    self._by_phone[name_key, phone].append(candidate)
                self._by_unit[name_key, each.unit].append(candidate)

    def near(self, entry: Entry) -> Iterable[Candidate]:
        """Each candidate with whom a row has one of the three in common, once."""
        values, name_key = entry.row.values, entry.name_key
        found = [
            *self._by_birth.get((name_key, values.get("birth", "")), ()),
            *self._by_phone.get((name_key, values.get("phone", "")), ()),
            *self._by_unit.get((name_key, entry.unit), ()),
        ]
        return dict.fromkeys(found) if len(found) > 1 else found


class People:
    """Everyone the rows of an import may be, found without looking through all of them."""

    def __init__(self) -> None:
        self.by_id: dict[uuid.UUID, Candidate] = {}
        self._joined: dict[uuid.UUID, Candidate] = {}
        self._names: set[str] = set()
        self._by_code: dict[str, Candidate] = {}
        self._known = _Index()
        self._rows = _Index()

    @classmethod
    def registered(
        cls, tx: Transaction, conference_id: uuid.UUID, *, but: Collection[uuid.UUID] = frozenset()
    ) -> People:
        """The attendees of a conference, without those named; who was joined is known as who stands for them."""
        people = cls()
        titles = pairs(
            tx.execute(select(RoleGroup.id, RoleGroup.title).where(RoleGroup.conference_id == conference_id))
        )
        asked = {each.key: each.title for each in questions.list_questions(tx, conference_id)}
        rows = tx.execute(
            select(
                Attendee.id, Attendee.version, Attendee.person_id, Attendee.code, Attendee.unit_id, Attendee.state,
                Attendee.state_reason, Attendee.extra, Attendee.name_key, Attendee.role_group_id, Attendee.full_name,
                Attendee.honorific, Person.gender, Person.birth, Attendee.position, Attendee.unit_name, Person.phone,
                Person.email, Attendee.note, Attendee.off_payroll, Attendee.answers,
            )
            .join(Person, Person.id == Attendee.person_id)
            .where(
                Attendee.conference_id == conference_id, or_(Attendee.state != AttendeeState.REMOVED, joined.IS_GONE)
            )
            .order_by(Attendee.code)
        )  # fmt: skip
        gone: list[Candidate] = []
        left_out: dict[uuid.UUID, Candidate] = {}
        for key, version, person, code, unit, state, reason, extra, name_key, group, *rest in rows:
            name, title, gender, birth, position, unit_name, phone, email, note, off_payroll, answers = rest
            values = {
                "full_name": name, "honorific": title, "gender": gender, "birth": birth, "position": position,
                "unit": unit_name, "role_group": titles.get(group, ""), "phone": phone, "email": email, "note": note,
                "off_payroll": YES if off_payroll else "",
            }  # fmt: skip
            cancelled = state == AttendeeState.CANCELLED
            found = Candidate(
                name_key, values, unit, key, version, person, code, dict(extra or {}), _by_title(answers, asked),
                cancelled, reason,
            )  # fmt: skip
            if key in but:
                left_out[key] = found
            elif state == AttendeeState.REMOVED:
                gone.append(found)
            else:
                people.add(found)
        together = joined.of_conference(tx, conference_id) if gone else Joined()
        for each in gone:
            assert each.attendee_id is not None
            one = together.one(each.attendee_id)
            stands = people.by_id.get(one) or left_out.get(one)
            if stands is not None:
                people.by_id[one] = stands
                people._join(stands, each)
        people._know_what_stood(tx, titles, asked)
        return people

    def _know_what_stood(self, tx: Transaction, titles: Mapping[uuid.UUID, str], asked: Mapping[str, str]) -> None:
        """A join may have taken the other one's values: what stood before is known too."""
        rows: dict[uuid.UUID, Candidate] = {}
        for candidate in dict.fromkeys(self._joined.values()):
            for each in candidate.everyone:
                rows |= {key: candidate for key in (each.attendee_id, each.person_id) if key is not None}
        for key, before in replaced(tx, self._joined, rows) if rows else ():
            stands = rows[key]
            told = {"unit": before.get("unit_name", stands.values["unit"]), **before}
            if "off_payroll" in before:
                told["off_payroll"] = YES if before["off_payroll"] else ""
            if "role_group_id" in before:
                told["role_group"] = titles.get(before["role_group_id"], "")
            values = {name: told.get(name, value) for name, value in stands.values.items()}
            stands.others.append(
                Candidate(
                    before.get("name_key", stands.name_key), values, before.get("unit_id", stands.unit),
                    extra=before.get("extra", stands.extra),
                    answers=_by_title(before["answers"], asked) if "answers" in before else stands.answers,
                )
            )  # fmt: skip
            self._names.add(stands.others[-1].name_key)
            self._known.add(stands)

    def _join(self, stands: Candidate, other: Candidate) -> None:
        stands.others.append(other)
        assert other.attendee_id is not None
        self._joined[other.attendee_id] = stands
        self._by_code[other.code] = stands  # a form filled in with a badge of before comes back
        self._names.add(other.name_key)
        self._known.add(stands)

    def add(self, candidate: Candidate) -> None:
        """Let rows be matched with this attendee too; again where their values have changed."""
        self._names.add(candidate.name_key)
        if candidate.attendee_id is not None:
            self.by_id[candidate.attendee_id] = candidate
            self._by_code[candidate.code] = candidate
        self._known.add(candidate)

    def add_row(self, candidate: Candidate) -> None:
        """The same for a row, until the next name's rows are looked at (`forget_rows`)."""
        self._rows.add(candidate)

    def forget_rows(self) -> None:
        """Rows of another name come now."""
        self._rows = _Index()

    def whom(self, attendee_id: uuid.UUID | None) -> Candidate | None:
        """Who stands for this attendee; None: nobody on the list."""
        return None if attendee_id is None else self.by_id.get(attendee_id) or self._joined.get(attendee_id)

    def with_code(self, code: str) -> Candidate | None:
        """Who bears this badge code."""
        return self._by_code.get(code)

    def bear(self, name_key: str) -> bool:
        """Whether anybody bears, or bore, this name."""
        return name_key in self._names

    def links(self, entry: Entry) -> list[Link]:
        """Everyone the row may be, the likeliest first."""
        found = [
            link
            for index in (self._known, self._rows)
            for candidate in index.near(entry)
            if candidate.bears(entry.name_key) and (link := judge(candidate, entry)) is not None
        ]
        return sorted(found, key=lambda link: -link.weight) if len(found) > 1 else found


def judge(candidate: Candidate, entry: Entry) -> Link | None:
    """How strongly a row and a candidate of its name belong together; None: they are two people."""
    known, after = [each.values for each in candidate.everyone], entry.row.values
    by_birth = any(same_birth(before.get("birth", ""), after.get("birth", "")) for before in known)
    by_phone = any(same_phone(before.get("phone", ""), after.get("phone", "")) for before in known)
    same_unit = any(each.unit == entry.unit for each in candidate.everyone)
    if not (by_birth or by_phone or same_unit):
        return None
    clashes = [name for name in _clashes(known[0], entry) if all(name in _clashes(other, entry) for other in known[1:])]
    other_birth = "birth" in clashes
    if all(names_clash(before["full_name"], after["full_name"]) for before in known):
        # Other tones are another name, however much else agrees: never renamed without a word. And where a birth date
        # or a phone differs too, "Nguyễn Thị Hà" and "Nguyễn Thị Hạ" are two people.
        two = other_birth or ("phone" in clashes and not by_birth)
        return None if two else Link(candidate, Weight.DOUBT, tuple(clashes))
    if by_birth or (by_phone and not other_birth):  # people of one office may share its phone
        moved = entry.unit is not None and candidate.unit is not None and not same_unit
        return Link(candidate, Weight.FITS if moved else Weight.SURE, tuple(clashes))
    return Link(candidate, Weight.DOUBT if clashes else Weight.FITS, tuple(clashes))


def _clashes(before: Mapping[str, str], entry: Entry) -> list[str]:
    clashes = clashing(before, entry.row.values)
    group = before.get("role_group", "")
    if entry.group and group and entry.group != group:
        clashes.append("role_group")
    return clashes


def is_correction(candidate: Candidate, entry: Entry) -> bool:
    """Whether a row with this person's badge code still speaks of the same person, a mistyped name mended perhaps."""
    return any(_is_correction(each.values, entry) for each in candidate.everyone)


def _is_correction(before: Mapping[str, str], entry: Entry) -> bool:
    name_key, other_key, after = entry.name_key, fold(before["full_name"]), entry.row.values
    if name_key == other_key or fuzz.ratio(name_key, other_key) >= _SAME_TYPED:
        return True
    return any(
        same(before.get(name, ""), after.get(name, "")) for name, same in (("birth", same_birth), ("phone", same_phone))
    )


def differences(candidate: Candidate, entry: Entry) -> list[FieldChange]:
    """What the row would change of somebody."""
    before, row = candidate.values, entry.row
    found = changes(before, row.values)
    if entry.unit is not None and entry.unit != candidate.unit:
        found.append(FieldChange("unit", before.get("unit", ""), row.values.get("unit", "")))
    group = before.get("role_group", "")
    if entry.group and entry.group != group:
        found.append(FieldChange("role_group", group, entry.group))
    found += payroll_changes(before, row.values)
    return found + extra_changes(candidate.extra, row.extra) + answer_changes(candidate.answers, row.answers)


def news(candidate: Candidate, entry: Entry) -> list[FieldChange]:
    """What the row tells that is not known of them; nothing: everything it says is known.

    What was said of somebody who was joined into them is: the join picked, and no row takes that back without a word. Only
    a blank is filled by it all the same: a join that came from another desk fills none.
    """
    found = differences(candidate, entry)
    for other in candidate.others:
        told = {change.field for change in differences(other, entry)}
        if other.attendee_id is not None:
            told |= {change.field for change in found if not change.before}
        found = [change for change in found if change.field in told]
    return found


def changed(candidate: Candidate, entry: Entry, told: Sequence[FieldChange]) -> None:
    """The candidate as it will be when the row has changed it."""
    candidate.values = dict(candidate.values)
    for change in told:
        if change.field in SENSITIVE_FIELDS:
            candidate.extra = {**candidate.extra, change.field: change.after}
        elif change.field.startswith(ANSWER):
            title = change.field.removeprefix(ANSWER)
            candidate.answers = {**candidate.answers, title: entry.row.answers[title]}
        elif change.field == "state":
            candidate.cancelled = False
        else:
            candidate.values[change.field] = change.after
        if change.field == "unit":
            candidate.unit = entry.unit
        elif change.field == "full_name":
            candidate.name_key = entry.name_key


def as_candidate(entry: Entry) -> Candidate:
    """A row as somebody whom other rows may be."""
    row = entry.row
    return Candidate(entry.name_key, row.values, entry.unit, extra=dict(row.extra), answers=dict(row.answers))


def _by_title(answers: Mapping[str, Answer], asked: Mapping[str, str]) -> dict[str, Answer]:
    return {asked[key]: answer for key, answer in answers.items() if key in asked}


def equal(one: Entry, other: Entry) -> bool:
    """Whether neither of two rows says anything that the other does not."""
    return not differences(as_candidate(one), other) and not differences(as_candidate(other), one)


def unsaid(candidate: Candidate, entry: Entry) -> int:
    """How much is known of somebody that a row of them does not say."""
    said = {**entry.row.values, "role_group": entry.new_group}
    fields = sum(
        1 for field, value in candidate.values.items() if value and field != "unit" and said.get(field) != value
    )
    return fields + (candidate.unit != entry.unit)
