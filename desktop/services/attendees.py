"""Attendees of a conference: listed, searched, added, edited, removed; and the directory of people behind them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select

from desktop.domain.areas import Area
from desktop.domain.at_points import PointId
from desktop.domain.attendance import THERE
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.joining import AS_STATE
from desktop.domain.names import fold, normalise, sort_key, visible
from desktop.domain.people import (
    PERSON_FIELDS,
    AttendeeInput,
    AttendeeState,
    AttendeeView,
    Gender,
    PersonCard,
    Registration,
)
from desktop.domain.reviewing import as_review, doubted
from desktop.domain.search import search_text, tokens
from desktop.services import bulk, groups, joined, journal, questions, searching, units, versions
from desktop.services.codes import take_codes
from desktop.services.ordering import in_order
from desktop.services.own_place import has_own_place
from desktop.services.points.belonging import at_point, point_name, point_of
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, Conference, Person, RoleGroup, Unit
from desktop.store.transaction import Transaction


@cache
def _select() -> Select[*tuple[Any, ...]]:
    """Every column of AttendeeView, in its order, with the role group and unit to sort by."""
    query: Select[*tuple[Any, ...]] = (
        select(
            Attendee.id,
            Attendee.version,
            Attendee.person_id,
            Attendee.code,
            Attendee.full_name,
            Attendee.honorific,
            Person.gender,
            Person.birth,
            Attendee.position,
            Attendee.unit_id,
            Attendee.unit_name,
            Attendee.unit_kind,
            Attendee.role_group_id,
            func.coalesce(RoleGroup.title, ""),
            Person.phone,
            Person.email,
            Attendee.note,
            Attendee.attention,
            Attendee.review,
            Attendee.state,
            Attendee.sort_key,
            Attendee.search,
            Attendee.seat,
            Attendee.state_reason,
            Attendee.off_payroll,
            has_own_place(),
            Attendee.answers,
            point_of(),
            point_name(),
        )
        .join(Person, Person.id == Attendee.person_id)
        .outerjoin(RoleGroup, RoleGroup.id == Attendee.role_group_id)
        .outerjoin(Unit, Unit.id == Attendee.unit_id)
    )
    return query


def _views(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[AttendeeView]:
    return [AttendeeView(*row) for row in tx.execute(query)]


def list_attendees(
    tx: Transaction,
    conference_id: uuid.UUID,
    *,
    search: str = "",
    role_group_id: uuid.UUID | None = None,
    unit_kind: str = "",
    unit_id: uuid.UUID | None = None,
    point_ids: tuple[PointId, ...] = (),
    sort: str = "rank",
    groups_first: bool = False,
) -> list[AttendeeView]:
    """Everyone registered, filtered (None among the points: the main hall), in one of the orders of `services.ordering`, `groups_first` by role group above it."""
    query = _select().where(Attendee.conference_id == conference_id, Attendee.state != AttendeeState.REMOVED)
    if role_group_id is not None:
        query = query.where(Attendee.role_group_id == role_group_id)
    if unit_kind:
        query = query.where(Attendee.unit_kind == unit_kind)
    if unit_id is not None:
        query = query.where(Attendee.unit_id == unit_id)
    if point_ids:
        query = query.where(at_point(point_ids))
    words = tokens(search)
    if words:
        query = query.where(*searching.matches(words))
    return [AttendeeView(*row) for row in in_order(tx, query, sort, groups_first=groups_first)]


def search_attendees(
    tx: Transaction, conference_id: uuid.UUID | None, text: str, limit: int = 50
) -> list[AttendeeView]:
    """The first hits by name for words in any order, those where the words begin a word ahead of the others.

    Looks through one conference, or through all when it is None.
    """
    ids = searching.hits(tx, conference_id, tokens(text), limit)
    place = {key: position for position, key in enumerate(ids)}
    views = _views(tx, _select().where(Attendee.id.in_(ids)))
    return sorted(views, key=lambda view: place[view.id])


def get_attendees(tx: Transaction, ids: Sequence[uuid.UUID]) -> list[AttendeeView]:
    """These attendees, removed or not, in the order of their names; those unknown are left out."""
    found = [view for part in chunks(list(ids)) for view in _views(tx, _select().where(Attendee.id.in_(part)))]
    return sorted(found, key=lambda view: (view.sort_key, view.code))


def get_attendee(tx: Transaction, attendee_id: uuid.UUID) -> AttendeeView:
    """One attendee, removed or not. Raises NotFound."""
    found = _views(tx, _select().where(Attendee.id == attendee_id))
    if not found:
        raise NotFound("attendee.not_found", what="attendee")
    return found[0]


def add_attendee(
    tx: Transaction, conference_id: uuid.UUID, given: AttendeeInput, *, not_listed: bool = False
) -> AttendeeView:
    """Register someone, as the person of the directory that was chosen, or whom they surely are (`by_hand.person_for`).

    Raises InvalidInput beside the field. Someone registered already is registered once more, which is to be reviewed.
    """
    if tx.get(Conference, conference_id) is None:
        raise NotFound("conference.not_found", what="conference")
    from desktop.services import by_hand  # the import's rules, which a start does not need

    values = cleaned(given)
    if not values.get("full_name"):
        raise InvalidInput("field.missing", field="full_name")
    with journal.entry(tx, "attendee.added", {Area.ATTENDEES}, conference_id=conference_id, name=values["full_name"]):
        attendee = Attendee(
            id=uuid.uuid4(),
            conference_id=conference_id,
            code=take_codes(tx, conference_id, 1)[0],
            unit_name="",
            unit_kind="",
            extra={},
            answers=questions.answered(tx, conference_id, {}, given.answers),
        )
        if values.get("seat"):
            values["seat"] = _seat(tx, conference_id, attendee.id, values["seat"])
        _set_unit(tx, attendee, given)
        person = by_hand.person_for(tx, conference_id, values, attendee.unit_id, given.person_id, not_listed=not_listed)
        attendee.person_id = person.id
        attendee.role_group_id = given.role_group_id or groups.group_of_kind(tx, conference_id, attendee.unit_kind)
        _set(attendee, person, values)
        attendee.off_payroll = bool(given.off_payroll)
        tx.add(attendee)
        tx.flush()
    return get_attendee(tx, attendee.id)


def edit_attendee(tx: Transaction, attendee_id: uuid.UUID, given: AttendeeInput, *, version: int) -> AttendeeView:
    """Change what `given` names; None leaves a field as it is, "" clears it.

    Raises Conflict for a stale version, InvalidInput beside the field.
    """
    attendee = tx.get(Attendee, attendee_id, with_for_update=True)
    if attendee is None or attendee.state == AttendeeState.REMOVED:
        raise NotFound("attendee.not_found", what="attendee")
    person = tx.get_one(Person, attendee.person_id, with_for_update=True)
    versions.check(tx, attendee, version, name=attendee.full_name, also=(person.id,))
    values = cleaned(given)
    if values.get("full_name") == "":
        raise InvalidInput("field.missing", field="full_name")
    with journal.entry(
        tx, "attendee.edited", {Area.ATTENDEES}, conference_id=attendee.conference_id, name=attendee.full_name
    ) as line:
        if values.get("seat", attendee.seat) != attendee.seat:
            values["seat"] = _seat(tx, attendee.conference_id, attendee.id, values["seat"])
        _set_unit(tx, attendee, given)
        if given.role_group_id is not None:
            attendee.role_group_id = given.role_group_id
        if given.off_payroll is not None and given.off_payroll != attendee.off_payroll:
            attendee.off_payroll = given.off_payroll
        if given.answers:
            answers = questions.answered(tx, attendee.conference_id, attendee.answers, given.answers)
            if answers != attendee.answers:
                attendee.answers = answers
        _set(attendee, person, values, joined.found_by(tx, [attendee.id]).get(attendee.id, ""))
        attendee.review = as_review(doubted(attendee.review) - _looked_at(given))
        if tx.is_modified(person) and not tx.is_modified(attendee):
            # The form shows both rows under one version.
            bulk.touch(tx, line, attendee)
        tx.flush()
    tx.expire(attendee)
    return get_attendee(tx, attendee_id)


def remove_attendees(tx: Transaction, ids: Sequence[uuid.UUID]) -> int:
    """Take people off the list; what was printed or recorded of them stays. Returns how many were on it."""
    listed = [
        key
        for part in chunks(joined.all_one(tx, ids))
        for key in tx.scalars(select(Attendee.id).where(Attendee.id.in_(part), Attendee.state != AttendeeState.REMOVED))
    ]
    if not listed:
        return 0
    together = joined.among(tx, listed)
    others = [other for key in listed for other in together.others.get(key, ())]
    now, off = tx.clock(), str(AttendeeState.REMOVED)  # of desks apart the later word counts
    first = tx.execute(select(Attendee.conference_id, Attendee.full_name).where(Attendee.id == listed[0])).one()
    areas = {Area.ATTENDEES, Area.ATTENDANCE}
    with journal.entry(
        tx, "attendee.removed", areas, conference_id=first.conference_id, name=first.full_name, count=len(listed)
    ) as line:
        bulk.change_attendees(tx, line, listed, {"state": off, "state_at": now, **AS_STATE})
        # Who is one with them goes too: they are off the list as one.
        bulk.change_attendees(tx, line, others, {"said_state": off, "said_at": now, "said_reason": ""})
    return len(listed)


def set_role_group(tx: Transaction, ids: Sequence[uuid.UUID], role_group_id: uuid.UUID | None) -> int:
    """Put these attendees into one role group, or into none. Returns how many changed."""
    title = ""
    if role_group_id is not None:
        group = tx.get(RoleGroup, role_group_id)
        if group is None:
            raise NotFound("group.not_found", what="role_group")
        title = group.title
    action = "attendee.regrouped" if role_group_id else "attendee.ungrouped"
    return _bulk(tx, ids, action, {"role_group_id": role_group_id}, into=title)


def set_off_payroll(tx: Transaction, ids: Sequence[uuid.UUID], off: bool) -> int:
    """Say of these attendees that they draw no salary from the state, or that they do. Returns how many changed."""
    return _bulk(tx, ids, "attendee.off_payroll" if off else "attendee.on_payroll", {"off_payroll": off})


def set_unit(tx: Transaction, ids: Sequence[uuid.UUID], unit_id: uuid.UUID) -> int:
    """Register these attendees with another unit. Returns how many changed."""
    unit = tx.get(Unit, unit_id)
    if unit is None:
        raise NotFound("unit.not_found", what="unit")
    ids = joined.all_one(tx, ids)
    values = {"unit_id": unit_id, "unit_name": unit.name, "unit_kind": unit.kind}
    conference_id = tx.scalar(select(Attendee.conference_id).where(Attendee.id.in_(ids[:1])))
    with journal.entry(tx, "attendee.moved", {Area.ATTENDEES}, conference_id=conference_id, into=unit.name) as line:
        changed = bulk.change_attendees(tx, line, ids, values, keep=("search",))
        line.details["count"] = changed
        bulk.renew_search(tx, ids)
    return changed


def _bulk(
    tx: Transaction,
    ids: Sequence[uuid.UUID],
    action: str,
    values: dict[str, Any],
    **details: Any,
) -> int:
    ids = joined.all_one(tx, ids)  # a list may still show who was joined meanwhile
    first = tx.execute(select(Attendee.conference_id, Attendee.full_name).where(Attendee.id.in_(ids[:1]))).first()
    if first is None:
        return 0
    with journal.entry(
        tx, action, {Area.ATTENDEES}, conference_id=first.conference_id, name=first.full_name, **details
    ) as line:
        changed = bulk.change_attendees(tx, line, ids, values)
        line.details["count"] = changed
    return changed


def person_card(tx: Transaction, person_id: uuid.UUID) -> PersonCard:
    """A person with every conference they were registered in, newest first. Raises NotFound."""
    person = tx.get(Person, person_id)
    if person is None:
        raise NotFound("person.not_found", what="person")
    from desktop.services.training import history  # a list of people counts no hours

    return PersonCard(
        id=person.id,
        full_name=person.full_name,
        honorific=person.honorific,
        gender=person.gender,
        birth=person.birth,
        phone=person.phone,
        email=person.email,
        registrations=tuple(
            Registration(
                conference=each.title,
                starts_on=each.starts_on,
                unit=each.unit,
                position=each.position,
                role_group=each.group,
                code=each.badge_code,
                hours=each.hours,
                sessions=sum(session.status in THERE for session in each.sessions),
                certificates=each.certificates,
                instead_of=each.instead_of,
                replaced_by=each.replaced_by,
            )
            for each in history.person_by_id(tx, person_id).conferences
        ),
    )


def _looked_at(given: AttendeeInput) -> frozenset[str]:
    """The fields of which the form says what they are: nothing in them is left to be reviewed."""
    unit = given.unit if given.unit_id is None else ""
    texts = {
        "full_name": given.full_name, "honorific": given.honorific, "gender": given.gender, "birth": given.birth,
        "position": given.position, "unit": unit, "phone": given.phone, "email": given.email, "note": given.note,
    }  # fmt: skip
    return frozenset(name for name, text in texts.items() if text is not None)


# -- one row from a form ----------------------------------------------------------------------------------------------


def cleaned(given: AttendeeInput) -> dict[str, str]:
    """The text fields that were given, cleaned and checked."""
    from desktop.domain.titles import gender_of_honorific, split_honorific  # patterns that a start does not need

    values: dict[str, str] = {}
    for name in ("full_name", "honorific", "gender", "birth", "position", "phone", "email", "seat"):
        value = getattr(given, name)
        if value is not None:
            values[name] = normalise(value)
    for name in ("note", "attention"):
        value = getattr(given, name)
        if value is not None:
            values[name] = visible(value)
    if values.get("full_name") and not values.get("honorific"):
        title, name = split_honorific(values["full_name"])
        if title:
            values["honorific"], values["full_name"] = title, name
    if values.get("honorific") and not values.get("gender"):
        told = gender_of_honorific(values["honorific"])  # as an import of the same row would say
        if told:
            values["gender"] = told
    if values.get("birth"):
        values["birth"] = _birth(values["birth"])
    if values.get("gender") and values["gender"] not in tuple(Gender):
        raise InvalidInput("field.gender", field="gender", value=values["gender"])
    if values.get("phone"):
        values["phone"] = _phone(values["phone"])
    if values.get("email") and ("@" not in values["email"] or " " in values["email"]):
        raise InvalidInput("field.email", field="email", value=values["email"])
    return values


def _birth(text: str) -> str:
    from desktop.domain.dates import parse_date

    found = parse_date(text)
    if found is None:
        raise InvalidInput("field.birth", field="birth", value=text)
    if found.is_after(dt.date.today()):
        raise InvalidInput("field.birth_in_future", field="birth", value=text)
    return str(found)


def _phone(text: str) -> str:
    from desktop.domain.phones import normalise_phone

    number, known = normalise_phone(text)
    if not known and not any(letter.isdigit() for letter in number):
        raise InvalidInput("field.phone", field="phone", value=text)
    return number


def _set_unit(tx: Transaction, attendee: Attendee, given: AttendeeInput) -> None:
    unit_id = given.unit_id
    if unit_id is None and given.unit is not None:
        name = normalise(given.unit)
        if not name:
            attendee.unit_id, attendee.unit_name, attendee.unit_kind = None, "", ""
            return
        if name == attendee.unit_name:
            return  # the name of then, perhaps renamed since
        unit_id = units.find_unit(tx, name)
        if unit_id is None:
            unit_id = units.add_unit(tx, name).id
    if unit_id is None or unit_id == attendee.unit_id:
        return
    unit = tx.get(Unit, unit_id)
    if unit is None:
        raise NotFound("unit.not_found", what="unit")
    attendee.unit_id, attendee.unit_name, attendee.unit_kind = unit.id, unit.name, unit.kind


def _set(attendee: Attendee, person: Person, values: dict[str, str], codes: str = "") -> None:
    for name, value in values.items():
        if name in PERSON_FIELDS:
            if value or attendee.version:  # a new registration's empty field wipes nothing in the directory
                setattr(person, name, value)
        else:
            setattr(attendee, name, value)
    if "full_name" in values:
        attendee.name_key, attendee.sort_key = fold(attendee.full_name), sort_key(attendee.full_name)
        person.full_name, person.name_key, person.sort_key = (
            attendee.full_name,
            attendee.name_key,
            attendee.sort_key,
        )
    if values.get("honorific"):
        person.honorific = values["honorific"]
    attendee.search = search_text(attendee.full_name, attendee.unit_name, codes or attendee.code, person.phone)


def _seat(tx: Transaction, conference_id: uuid.UUID, attendee_id: uuid.UUID, typed: str) -> str:
    """The seat as the room's plan calls it. The plan is only loaded for it: a start needs none."""
    from desktop.services import seating

    return seating.typed_seat(tx, conference_id, attendee_id, typed)
