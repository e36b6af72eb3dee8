"""People known from earlier conferences: a new registration is linked to the person, not to a second copy."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from desktop.domain.importing import PlannedRow
from desktop.domain.names import fold
from desktop.domain.people import AttendeeState
from desktop.services.importing.comparing import contradict, names_clash, same_birth, same_phone
from desktop.store.tables import Attendee, Person
from desktop.store.transaction import Transaction

_CHUNK = 500


@dataclass(slots=True)
class KnownPerson:
    """A person of the directory, by what tells whether somebody is them."""

    id: uuid.UUID
    full_name: str
    birth: str
    phone: str
    units: set[uuid.UUID] = field(default_factory=set)
    """Units with which they were ever registered."""
    here: bool = False
    """Registered in this conference already."""


def link_known_people(tx: Transaction, conference_id: uuid.UUID, rows: Sequence[PlannedRow]) -> None:
    """Give each new row the person it surely is: the folded name with birth date or phone, or the name in its unit."""
    if not rows or not tx.scalar(select(func.count()).select_from(Person)):
        return
    keys = {fold(row.values["full_name"]) for row in rows}
    known = people_named(tx, conference_id, keys)
    taken: set[uuid.UUID] = set()
    for row in rows:
        people = known.get(fold(row.values["full_name"]))
        if not people:
            continue
        sure = [person for person in people if surely(person, row.values)] or [
            person for person in people if in_its_unit(person, row.values, row.unit_id)
        ]
        free = [person for person in sure if not person.here and person.id not in taken]
        if len(free) == 1:
            row.person_id = free[0].id
            taken.add(free[0].id)


def surely(person: KnownPerson, values: Mapping[str, str]) -> bool:
    """Whether a row's clean values are theirs by the name with the whole date of birth or the phone."""
    return not names_clash(person.full_name, values["full_name"]) and (
        same_birth(person.birth, values.get("birth", "")) or same_phone(person.phone, values.get("phone", ""))
    )


def in_its_unit(person: KnownPerson, values: Mapping[str, str], unit_id: uuid.UUID | None) -> bool:
    """Whether they were registered with this unit under the name, and nothing known contradicts."""
    return (
        unit_id in person.units
        and not names_clash(person.full_name, values["full_name"])
        and not contradict("birth", person.birth, values.get("birth", ""))
        and not contradict("phone", person.phone, values.get("phone", ""))
    )


def people_named(
    tx: Transaction, conference_id: uuid.UUID, keys: Iterable[str], *, gone: bool = False
) -> dict[str, list[KnownPerson]]:
    """The people of the directory by folded name: those who still stand for themselves, or with `gone` the others too."""
    by_name: dict[str, list[KnownPerson]] = defaultdict(list)
    by_id: dict[uuid.UUID, KnownPerson] = {}
    stand: set[uuid.UUID] = set()
    wanted = sorted(keys)
    for start in range(0, len(wanted), _CHUNK):
        query = (
            select(
                Person.id,
                Person.name_key,
                Person.full_name,
                Person.birth,
                Person.phone,
                Attendee.unit_id,
                Attendee.conference_id,
                Attendee.state,
                Attendee.joined_into_id,
            )
            .outerjoin(Attendee, Attendee.person_id == Person.id)
            .where(Person.name_key.in_(wanted[start : start + _CHUNK]))
        )
        for key, name_key, full_name, birth, phone, unit_id, registered_in, state, into in tx.execute(query):
            person = by_id.get(key)
            if person is None:
                person = by_id[key] = KnownPerson(key, full_name, birth, phone)
                by_name[name_key].append(person)
            if into is None or state != AttendeeState.REMOVED:
                stand.add(key)
            if unit_id is not None:
                person.units.add(unit_id)
            person.here = person.here or (registered_in == conference_id and state != AttendeeState.REMOVED)
    if gone:
        return by_name
    # Who was joined into another at a desk apart is in the directory twice: the other is meant.
    return {key: [person for person in people if person.id in stand] for key, people in by_name.items()}
