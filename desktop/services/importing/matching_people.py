"""How strongly a row and somebody it may be belong together.

Only people of one folded name are compared (a badge code apart). Sure: the birth date or the phone agrees as well.
Fitting: the unit agrees and nothing contradicts, or somebody surely known stands in another unit. Doubtful: unit, birth
date or phone agree and something else contradicts. The same name in another unit is another person.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from rapidfuzz import fuzz
from sqlalchemy import select

from desktop.domain.importing import SENSITIVE_FIELDS, FieldChange, PlannedRow
from desktop.domain.names import fold
from desktop.domain.people import AttendeeState
from desktop.services import joined
from desktop.services.importing.changing import pairs
from desktop.services.importing.comparing import (
    changes,
    clashing,
    extra_changes,
    names_clash,
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
    cancelled: bool = False
    reason: str = ""
    """Why they cancelled."""
    claimed_by: Entry | None = None
    """The row of this import that is this person."""


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
        values, name_key = candidate.values, candidate.name_key
        birth, phone = values.get("birth", ""), values.get("phone", "")
        if same_birth(birth, birth):
            self._by_birth[name_key, birth].append(candidate)
        if same_phone(phone, phone):
            self._by_phone[name_key, phone].append(candidate)
        self._by_unit[name_key, candidate.unit].append(candidate)

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
        self._names: set[str] = set()
        self._by_code: dict[str, Candidate] = {}
        self._known = _Index()
        self._rows = _Index()

    @classmethod
    def registered(
        cls, tx: Transaction, conference_id: uuid.UUID, *, but: Collection[uuid.UUID] = frozenset()
    ) -> People:
        """The attendees of a conference, without those named."""
        people = cls()
        titles = pairs(
            tx.execute(select(RoleGroup.id, RoleGroup.title).where(RoleGroup.conference_id == conference_id))
        )
        rows = tx.execute(
            select(
                Attendee.id, Attendee.version, Attendee.person_id, Attendee.code, Attendee.unit_id, Attendee.state,
                Attendee.state_reason, Attendee.extra, Attendee.name_key, Attendee.role_group_id, Attendee.full_name,
                Attendee.honorific, Person.gender, Person.birth, Attendee.position, Attendee.unit_name, Person.phone,
                Person.email, Attendee.note,
            )
            .join(Person, Person.id == Attendee.person_id)
            .where(Attendee.conference_id == conference_id, Attendee.state != AttendeeState.REMOVED)
            .order_by(Attendee.code)
        )  # fmt: skip
        for key, version, person, code, unit, state, reason, extra, name_key, group, *rest in rows:
            if key in but:
                continue
            name, title, gender, birth, position, unit_name, phone, email, note = rest
            values = {
                "full_name": name, "honorific": title, "gender": gender, "birth": birth, "position": position,
                "unit": unit_name, "role_group": titles.get(group, ""), "phone": phone, "email": email, "note": note,
            }  # fmt: skip
            cancelled = state == AttendeeState.CANCELLED
            people.add(
                Candidate(name_key, values, unit, key, version, person, code, dict(extra or {}), cancelled, reason)
            )
        together = joined.of_conference(tx, conference_id)
        for key, codes in joined.other_codes(tx, together).items():
            if key in people.by_id:  # a form filled in with a badge of before comes back
                people._by_code.update(dict.fromkeys(codes, people.by_id[key]))
        return people

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
            if candidate.name_key == entry.name_key and (link := judge(candidate, entry)) is not None
        ]
        return sorted(found, key=lambda link: -link.weight) if len(found) > 1 else found


def judge(candidate: Candidate, entry: Entry) -> Link | None:
    """How strongly a row and a candidate of its name belong together; None: they are two people."""
    before, after = candidate.values, entry.row.values
    by_birth = same_birth(before.get("birth", ""), after.get("birth", ""))
    by_phone = same_phone(before.get("phone", ""), after.get("phone", ""))
    same_unit = candidate.unit == entry.unit
    if not (by_birth or by_phone or same_unit):
        return None
    clashes = clashing(before, after)
    group = before.get("role_group", "")
    if entry.group and group and entry.group != group:
        clashes.append("role_group")
    other_birth = "birth" in clashes
    if names_clash(before["full_name"], after["full_name"]):
        # Other tones are another name, however much else agrees: never renamed without a word. And where a birth date
        # or a phone differs too, "Nguyễn Thị Hà" and "Nguyễn Thị Hạ" are two people.
        two = other_birth or ("phone" in clashes and not by_birth)
        return None if two else Link(candidate, Weight.DOUBT, tuple(clashes))
    if by_birth or (by_phone and not other_birth):  # people of one office may share its phone
        moved = entry.unit is not None and candidate.unit is not None and not same_unit
        return Link(candidate, Weight.FITS if moved else Weight.SURE, tuple(clashes))
    return Link(candidate, Weight.DOUBT if clashes else Weight.FITS, tuple(clashes))


def is_correction(candidate: Candidate, entry: Entry) -> bool:
    """Whether a row with this person's badge code still speaks of the same person, a mistyped name mended perhaps."""
    name_key, other_key = entry.name_key, fold(candidate.values["full_name"])
    if name_key == other_key or fuzz.ratio(name_key, other_key) >= _SAME_TYPED:
        return True
    before, after = candidate.values, entry.row.values
    return any(
        same(before.get(name, ""), after.get(name, "")) for name, same in (("birth", same_birth), ("phone", same_phone))
    )


def differences(candidate: Candidate, entry: Entry) -> list[FieldChange]:
    """What the row would change of somebody; nothing: everything it says is known."""
    before, row = candidate.values, entry.row
    found = changes(before, row.values)
    if entry.unit is not None and entry.unit != candidate.unit:
        found.append(FieldChange("unit", before.get("unit", ""), row.values.get("unit", "")))
    group = before.get("role_group", "")
    if entry.group and entry.group != group:
        found.append(FieldChange("role_group", group, entry.group))
    return found + extra_changes(candidate.extra, row.extra)


def changed(candidate: Candidate, entry: Entry, told: Sequence[FieldChange]) -> None:
    """The candidate as it will be when the row has changed it."""
    candidate.values = dict(candidate.values)
    for change in told:
        if change.field in SENSITIVE_FIELDS:
            candidate.extra = {**candidate.extra, change.field: change.after}
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
    return Candidate(entry.name_key, row.values, entry.unit, extra=dict(row.extra))


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
