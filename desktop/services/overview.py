"""The first page: how many are registered, from where, and what should be looked at."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter

from sqlalchemy import select

from desktop.domain.people import OverviewCount
from desktop.domain.readiness import Overview, checks
from desktop.domain.units import UnitKind
from desktop.services import agenda, groups, letterhead, units
from desktop.services.attendees import list_attendees
from desktop.store.tables import ImportBatch
from desktop.store.transaction import Transaction


def overview(tx: Transaction, conference_id: uuid.UUID) -> Overview:
    """Counts by role group and by unit kind, a substitute in the place of whom they come for; units with nobody registered."""
    everyone = list_attendees(tx, conference_id)
    people = [person for person in everyone if person.has_own_place]
    directory = units.list_units(tx, conference_id=conference_id)
    kinds = Counter(person.unit_kind for person in people)
    of_group = Counter(person.role_group_id for person in people)
    by_group = [
        OverviewCount(group.title, of_group[group.id], str(group.id)) for group in groups.list_groups(tx, conference_id)
    ]
    if of_group[None]:
        by_group.append(OverviewCount("", of_group[None]))
    sessions = agenda.list_sessions(tx, conference_id)
    silent = tuple(unit for unit in directory if unit.active and not unit.attendee_count)
    frame = letterhead.letterhead(tx, letterhead.conference(tx, conference_id))
    return Overview(
        attendees=len(people),
        units=len({person.unit_id for person in people if person.unit_id is not None}),
        sessions=len(sessions),
        by_group=tuple(by_group),
        by_unit_kind=tuple(OverviewCount("", kinds[kind], kind) for kind in [*UnitKind, ""] if kinds[kind]),
        silent_units=silent,
        last_import=_last_import(tx, conference_id),
        checks=checks(everyone, sessions, silent, frame),
    )


def _last_import(tx: Transaction, conference_id: uuid.UUID) -> dt.datetime | None:
    return tx.scalars(
        select(ImportBatch.at)
        .where(ImportBatch.conference_id == conference_id, ImportBatch.undone_at.is_(None))
        .order_by(ImportBatch.number.desc())
        .limit(1)
    ).first()
