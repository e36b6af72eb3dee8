"""Which registered attendee a row is: surely, perhaps, or nobody yet; and which row came twice.

Surely: the badge code, or the folded name with the birth date or the phone. Perhaps: the folded name in the same unit;
then equal values are the same person, blanks are filled, and a value that contradicts makes a suspected duplicate that
only the organizer decides. The same name in another unit is another person.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.importing import FieldChange, PlannedRow
from desktop.domain.people import AttendeeState
from desktop.services.importing.changing import pairs
from desktop.services.importing.comparing import (
    changes,
    clashing,
    contradict,
    extra_changes,
    names_clash,
    same_birth,
    same_phone,
)
from desktop.store.tables import Attendee, Person, RoleGroup

UnitToken = uuid.UUID | str | None
"""What a unit is known by while planning: its id, the key of a new one, or nothing."""

_SAME_TYPED = 75
"""Likeness (0–100) from which a name beside a badge code is a correction, not another person."""


@dataclass(slots=True)
class Candidate:
    """Someone a row may be: a registered attendee, or a row before it in the same import."""

    values: dict[str, str]
    unit: UnitToken
    attendee_id: uuid.UUID | None = None
    version: int = 0
    person_id: uuid.UUID | None = None
    code: str = ""
    role_group: str = ""
    extra: dict[str, object] = field(default_factory=dict)
    place: tuple[str, str, int] | None = None
    """The row of this import that claimed or is this person."""
    claimed_by: PlannedRow | None = None


@dataclass(slots=True)
class Found:
    """The candidate a row matches and how surely."""

    candidate: Candidate
    sure: bool
    clashes: list[str]
    """Fields in which the two contradict each other; they count when the match is not sure."""


def unit_token(row: PlannedRow) -> UnitToken:
    """The row's unit."""
    return row.unit_id or row.new_unit or None


class People:
    """Everyone the rows of an import may be, found without looking through all of them."""

    def __init__(self) -> None:
        self.by_id: dict[uuid.UUID, Candidate] = {}
        self._by_code: dict[str, Candidate] = {}
        self._by_birth: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        self._by_phone: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        self._by_unit: dict[tuple[str, UnitToken], list[Candidate]] = defaultdict(list)

    @classmethod
    def registered(cls, tx: Session, conference_id: uuid.UUID, *, but: Collection[uuid.UUID] = frozenset()) -> People:
        """The attendees of a conference, without those named."""
        people = cls()
        titles = pairs(
            tx.execute(select(RoleGroup.id, RoleGroup.title).where(RoleGroup.conference_id == conference_id))
        )
        rows = tx.execute(
            select(
                Attendee.id, Attendee.version, Attendee.person_id, Attendee.code, Attendee.unit_id,
                Attendee.role_group_id, Attendee.extra, Attendee.name_key, Attendee.full_name, Attendee.honorific,
                Person.gender, Person.birth, Attendee.position, Person.phone, Person.email, Attendee.note,
            )
            .join(Person, Person.id == Attendee.person_id)
            .where(Attendee.conference_id == conference_id, Attendee.state != AttendeeState.REMOVED)
            .order_by(Attendee.code)
        )  # fmt: skip
        for key, version, person, code, unit, group, extra, name_key, name, title, gender, birth, *rest in rows:
            if key in but:
                continue
            position, phone, email, note = rest
            values = {
                "full_name": name, "honorific": title, "gender": gender, "birth": birth, "position": position,
                "phone": phone, "email": email, "note": note,
            }  # fmt: skip
            role_group = titles.get(group, "")
            people.add(name_key, Candidate(values, unit, key, version, person, code, role_group, dict(extra or {})))
        return people

    def add(self, name_key: str, candidate: Candidate) -> None:
        """Let rows be matched with this candidate too."""
        values = candidate.values
        birth, phone = values.get("birth", ""), values.get("phone", "")
        if candidate.attendee_id is not None:
            self.by_id[candidate.attendee_id] = candidate
            self._by_code[candidate.code] = candidate
        if same_birth(birth, birth):
            self._by_birth[name_key, birth].append(candidate)
        if same_phone(phone, phone):
            self._by_phone[name_key, phone].append(candidate)
        self._by_unit[name_key, candidate.unit].append(candidate)

    def with_code(self, code: str) -> Candidate | None:
        """Who bears this badge code."""
        return self._by_code.get(code)

    def find(self, name_key: str, row: PlannedRow, unit: UnitToken = None) -> Found | None:
        """The candidate the row matches best: sure before perhaps, equal before contradicting, free before claimed.

        `unit` stands for the row's own where a new unit has been made meanwhile.
        """
        values, unit = row.values, unit or unit_token(row)
        sure: list[Candidate] = []
        birth, phone = values.get("birth"), values.get("phone")
        if birth:
            sure += self._by_birth.get((name_key, birth), ())
        if phone:
            sure += self._by_phone.get((name_key, phone), ())
        name = values["full_name"]
        perhaps = self._by_unit.get((name_key, unit), ())
        if not sure and not perhaps:
            return None
        found = [
            # Other tones are another name, however much else agrees: never renamed without a word.
            Found(candidate, not names_clash(candidate.values["full_name"], name), clashing(candidate.values, values))
            for candidate in sure
        ]
        for candidate in perhaps:
            clashes = clashing(candidate.values, values)
            if not _somebody_else(candidate.values, values, clashes):
                found.append(Found(candidate, False, clashes))
        if not found:
            return None
        return min(
            found,
            key=lambda one: (
                not one.sure,
                one.candidate.unit != unit,
                len(one.clashes),
                one.candidate.claimed_by is not None,
            ),
        )


def _somebody_else(before: dict[str, str], after: dict[str, str], clashes: Iterable[str]) -> bool:
    """Other tones and another birth date or phone as well: two people ("Nguyễn Thị Hà", "Nguyễn Thị Hạ")."""
    return names_clash(before["full_name"], after["full_name"]) and bool({"birth", "phone"} & set(clashes))


def is_correction(candidate: Candidate, row: PlannedRow, name_key: str, other_key: str) -> bool:
    """Whether a row with this person's badge code still speaks of the same person, a mistyped name mended perhaps."""
    if name_key == other_key or fuzz.ratio(name_key, other_key) >= _SAME_TYPED:
        return True
    before, after = candidate.values, row.values
    return any(
        same(before.get(name, ""), after.get(name, "")) for name, same in (("birth", same_birth), ("phone", same_phone))
    )


def differences(candidate: Candidate, row: PlannedRow, *, group_told: bool, unit_name: str) -> list[FieldChange]:
    """What the row would change of a registered attendee."""
    found = changes(candidate.values, row.values)
    unit = unit_token(row)
    if unit is not None and unit != candidate.unit:
        found.append(FieldChange("unit", unit_name, row.values.get("unit", "")))
    group = row.values.get("role_group", "")
    if group_told and group != candidate.role_group:
        found.append(FieldChange("role_group", candidate.role_group, group))
    return found + extra_changes(candidate.extra, row.extra)


def tells_more(first: PlannedRow, second: PlannedRow) -> list[str]:
    """Fields in which a second row of one person says something the first does not."""
    fields = [
        name
        for name, value in second.values.items()
        if name not in ("unit", "role_group", "honorific")
        and (not first.values.get(name) or contradict(name, first.values[name], value))
    ]
    if unit_token(second) not in (None, unit_token(first)):
        fields.append("unit")
    if second.values.get("role_group") and second.values["role_group"] != first.values.get("role_group"):
        fields.append("role_group")
    return fields
