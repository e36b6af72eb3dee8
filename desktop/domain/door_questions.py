"""What is asked before somebody comes onto the list at the door; nothing is written until it is answered."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.attendance import Outcome


@dataclass(frozen=True, slots=True)
class DoorUnit:
    """A unit that the directory has, or, without an id, one that somebody was registered with as typed."""

    name: str
    id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class UnitAsked:
    """Whether the unit typed is one of those near it, the likest first, or another."""

    typed: str
    candidates: tuple[DoorUnit, ...]


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody on the list; nothing that a desk may not read."""

    id: uuid.UUID
    code: str
    full_name: str
    unit: str
    position: str


@dataclass(frozen=True, slots=True)
class NamesakeAsked:
    """Whether this is somebody of the name on the list, or another."""

    name: str
    people: tuple[Namesake, ...]


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """Whether to let in although the door is closed (OUTSIDE), or at a moment to come (FUTURE)."""

    outcome: Outcome
    session: str
    at: dt.datetime
    starts_at: dt.datetime
    """The session's times, local."""
    ends_at: dt.datetime
    instead: tuple[uuid.UUID, str] | None = None
    """The one session that is open at that moment, and its title."""


@dataclass(frozen=True, slots=True)
class PresenceAsked:
    """Whether somebody is replaced who came themselves."""

    name: str
    sessions: tuple[tuple[str, dt.datetime | None], ...]
    """Where they came, and when."""


@dataclass(frozen=True, slots=True)
class AccentsAsked:
    """Whether a name is right that was typed without any accent."""

    name: str


Asked = UnitAsked | NamesakeAsked | TimeAsked | PresenceAsked | AccentsAsked
