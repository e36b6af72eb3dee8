"""What a conference has to choose from when a document is made."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select

from desktop.domain.people import AttendeeState, RoleGroupView, SessionView, UnitView
from desktop.services import agenda, groups, units
from desktop.services.points import belonging
from desktop.store.tables import Attendee
from desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Choices:
    """Role groups, units with anybody in them, sessions, and points."""

    groups: tuple[RoleGroupView, ...] = ()
    units: tuple[UnitView, ...] = ()
    sessions: tuple[SessionView, ...] = ()
    without_group: bool = False
    """Whether anybody registered is without a role group."""
    without_unit: bool = False
    points: tuple[tuple[uuid.UUID, str], ...] = ()
    """Points beside the main hall, each with its name."""


def choices(tx: Transaction, conference_id: uuid.UUID) -> Choices:
    """What people of this conference can be chosen by."""
    query = select(
        func.count().filter(Attendee.role_group_id.is_(None)), func.count().filter(Attendee.unit_id.is_(None))
    ).where(Attendee.conference_id == conference_id, Attendee.state == AttendeeState.REGISTERED.value)
    no_group, no_unit = tx.execute(query).one()
    directory = units.list_units(tx, conference_id=conference_id)
    return Choices(
        tuple(groups.list_groups(tx, conference_id)),
        tuple(unit for unit in directory if unit.attendee_count),
        tuple(agenda.list_sessions(tx, conference_id)),
        bool(no_group),
        bool(no_unit),
        tuple(belonging.names(tx, conference_id).items()),
    )
