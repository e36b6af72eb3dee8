"""Adding by hand: the directory offers people while somebody types, and says who they may be already.

Who is one is judged by the import's own rules: on the list as the queue of what is to review does, in the directory as a
row of an import is linked; only that no namesake of another unit is taken without a word.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select

from desktop.domain.by_hand import Asked, ElsewhereAsked, ListedAsked, Offered
from desktop.domain.names import fold, normalise, sort_key
from desktop.domain.people import AttendeeInput, AttendeeState, AttendeeView
from desktop.domain.search import rarest_first, tokens
from desktop.services import attendees, distinct_pairs, joined, units
from desktop.services.importing.directory import in_its_unit, people_named, surely
from desktop.services.importing.suspecting import suspected
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, Conference, Person
from desktop.store.transaction import Transaction

_FURTHER = 8
"""How many times as many people as asked for are looked at, so that those whose names begin so come first."""


def offered(tx: Transaction, conference_id: uuid.UUID, text: str, limit: int = 8) -> list[Offered]:
    """People of the directory whose names hold every word typed, accents and case apart: names that begin so first.

    Each as they were registered last, in whatever conference; nobody for less than two letters.
    """
    words = tokens(text)
    if sum(map(len, words)) < 2:
        return []
    named = [Person.name_key.contains(word, autoescape=True) for word in rarest_first(words)]
    # In two steps: a word in the midst of many names must not hide those that begin with it.
    first = select(Person.id).where(*named, Person.name_key.startswith(fold(text), autoescape=True))
    found = list(tx.scalars(first.order_by(Person.sort_key).limit(limit * _FURTHER)))
    if len(found) < limit * _FURTHER:
        found += tx.scalars(select(Person.id).where(*named).order_by(Person.sort_key).limit(limit * _FURTHER))
    last = _as_registered_last(tx, dict.fromkeys(found))
    people = [last[key] for key in dict.fromkeys(found) if key in last]
    people.sort(key=lambda person: _place(fold(person.full_name), fold(text), words))
    here = _listed(tx, conference_id, [person.person_id for person in people[:limit]])
    return [Offered(person, here.get(person.person_id)) for person in people[:limit]]


def _place(name: str, text: str, words: Collection[str]) -> tuple[bool, bool]:
    return not name.startswith(text), not all(f" {word}" in f" {name}" for word in words)


def _as_registered_last(tx: Transaction, person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, AttendeeView]:
    """Each person's newest registration that still stands, of conferences that are not in the bin."""
    newest: dict[uuid.UUID, uuid.UUID] = {}
    for part in chunks(list(person_ids)):
        rows = tx.execute(
            select(Attendee.person_id, Attendee.id)
            .join(Conference, Conference.id == Attendee.conference_id)
            .where(
                Attendee.person_id.in_(part),
                Attendee.state != AttendeeState.REMOVED,
                Conference.binned_at.is_(None),
            )
            .order_by(Conference.starts_on.is_not(None), Conference.starts_on, Conference.number)
        )
        newest |= {person: attendee for person, attendee in rows}  # noqa: C416 - rows are no pairs to mypy
    return {view.person_id: view for view in attendees.get_attendees(tx, list(newest.values()))}


def _listed(tx: Transaction, conference_id: uuid.UUID, person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    query = select(Attendee.person_id, Attendee.id).where(
        Attendee.conference_id == conference_id,
        Attendee.person_id.in_(person_ids),
        Attendee.state != AttendeeState.REMOVED,
    )
    return {person: attendee for person, attendee in tx.execute(query)}  # noqa: C416 - rows are no pairs to mypy


# -- who they may be already --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a form says, as it would be kept."""

    values: Mapping[str, str]
    unit_id: uuid.UUID | None
    unit: str


def entry_question(
    tx: Transaction,
    conference_id: uuid.UUID,
    given: AttendeeInput,
    *,
    but: uuid.UUID | None = None,
    not_listed: bool = False,
) -> Asked | None:
    """What there is to ask before they are added; None: nothing. `not_listed`: they are nobody of this list, it was said.

    `but` is the attendee that is edited instead. Raises InvalidInput beside the field.
    """
    draft = _draft(tx, given)
    name = draft.values.get("full_name", "")
    if not name:
        return None
    if not not_listed and (people := _who_listed(tx, conference_id, draft, given.person_id, but)):
        return ListedAsked(name, tuple(people))
    if but is None and given.person_id is None:
        unit_id = draft.unit_id or (uuid.uuid4() if draft.unit else None)  # a new unit is another than all known
        known = _known(tx, conference_id, draft.values, unit_id, not_listed=not_listed)
        if known.one is None and known.elsewhere:
            last = _as_registered_last(tx, known.elsewhere)
            return ElsewhereAsked(name, tuple(last[key] for key in known.elsewhere if key in last)) if last else None
    return None


def person_for(
    tx: Transaction,
    conference_id: uuid.UUID,
    values: Mapping[str, str],
    unit_id: uuid.UUID | None,
    chosen: uuid.UUID | None = None,
    *,
    not_listed: bool = False,
) -> Person:
    """The directory's person for a new registration: who was chosen, else the one they surely are, else somebody new.

    Sure are the name with a whole date of birth or a phone, unless known from other units alone; and the name in its unit
    where nothing contradicts. `not_listed`: they are nobody of this list, it was said.
    """
    name = values["full_name"]
    chosen = chosen or _known(tx, conference_id, values, unit_id, not_listed=not_listed).one
    if chosen is not None:
        return tx.get_one(Person, joined.person(tx, chosen))
    person = Person(id=uuid.uuid4(), full_name=name, name_key=fold(name), sort_key=sort_key(name))
    person.gender = person.birth = person.phone = person.email = person.honorific = ""
    tx.add(person)
    tx.flush()
    return person


@dataclass(frozen=True, slots=True)
class _Known:
    one: uuid.UUID | None
    """The person of the directory they surely are."""
    elsewhere: tuple[uuid.UUID, ...]
    """Those not on the list whom they would be, were they not known from other units alone."""


def _known(
    tx: Transaction,
    conference_id: uuid.UUID,
    values: Mapping[str, str],
    unit_id: uuid.UUID | None,
    *,
    not_listed: bool = False,
) -> _Known:
    key = fold(values["full_name"])
    people = people_named(tx, conference_id, [key], gone=True).get(key, [])
    sure = [person for person in people if surely(person, values)]
    near = [person for person in sure if not person.units or unit_id is None or unit_id in person.units]
    if not sure:
        near = [person for person in people if in_its_unit(person, values, unit_id)]
    stands = {person.id: joined.person(tx, person.id) for person in (*sure, *near)}
    here = _listed(tx, conference_id, set(stands.values()))
    # Sure of somebody who is on this list, they are registered twice, which the queue shows; the unit alone says less.
    free = [dict.fromkeys(stands[each.id] for each in found if stands[each.id] not in here) for found in (near, sure)]
    ones = free[0] if not_listed or not sure else dict.fromkeys(stands[each.id] for each in near)
    return _Known(next(iter(ones)) if len(ones) == 1 else None, tuple(free[1]))


def _draft(tx: Transaction, given: AttendeeInput) -> _Draft:
    values = attendees.cleaned(given)
    name = normalise(given.unit or "")
    unit_id = given.unit_id or (units.find_unit(tx, name) if name else None)
    return _Draft(values, unit_id, units.get_unit(tx, unit_id).name if unit_id else name)


def _who_listed(
    tx: Transaction,
    conference_id: uuid.UUID,
    draft: _Draft,
    person_id: uuid.UUID | None,
    but: uuid.UUID | None,
) -> list[AttendeeView]:
    """Those of the list who may be the one on the form, as the queue of what is to review would say of the two."""
    get, name = draft.values.get, draft.values["full_name"]
    person_id = joined.person(tx, person_id) if person_id is not None else uuid.uuid4()
    query = select(Attendee.id).where(
        Attendee.conference_id == conference_id,
        Attendee.state != AttendeeState.REMOVED,
        or_(Attendee.name_key == fold(name), Attendee.person_id == person_id),
    )
    others = attendees.get_attendees(tx, [key for key in tx.scalars(query) if key != but])
    mine = AttendeeView(
        id=but or uuid.uuid4(), version=0, person_id=person_id, code="", full_name=name, honorific=get("honorific", ""),
        gender=get("gender", ""), birth=get("birth", ""), position=get("position", ""), unit_id=draft.unit_id,
        unit=draft.unit, unit_kind="", role_group_id=None, role_group="", phone=get("phone", ""),
        email=get("email", ""), note=get("note", ""), attention="", review="", state=AttendeeState.REGISTERED,
        sort_key="", search="",
    )  # fmt: skip
    found = suspected([*others, mine], distinct_pairs.known(tx, conference_id))
    return [each.first for each in found if each.second.id == mine.id]
