"""Conferences, attendees and the values that leave the services about them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from desktop.domain.at_points import PointId
    from desktop.domain.questions import Answer


class AttendeeState(StrEnum):
    """Whether a registration stands."""

    REGISTERED = "registered"
    CANCELLED = "cancelled"
    REMOVED = "removed"


class Origin(StrEnum):
    """How someone came onto the list."""

    LIST = ""
    WALK_IN = "walk_in"
    SUBSTITUTE = "substitute"


class Gender(StrEnum):
    """As the registration form asks: Nam or Nữ."""

    MALE = "male"
    FEMALE = "female"


PERSON_FIELDS = ("gender", "birth", "phone", "email")
"""What the directory keeps of a person beside the name; an attendee's row shows it, and does not freeze it."""


@dataclass(frozen=True, slots=True)
class ConferenceView:
    """A conference as lists and the switcher show it."""

    id: uuid.UUID
    version: int
    code: str
    title: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    venue: str
    capacity: int | None
    superior_body: str
    issuing_body: str
    locality: str
    preparer: str
    signer_authority: str
    signer_title: str
    signer_name: str
    symbol: str
    accountant: str
    recipients: str
    note: str
    closed: bool
    contacts_months: int | None = None
    """Phones and e-mail addresses are to go this many months after the last day; None: no plan."""
    programme: str = ""
    """The kind of programme it belongs to in the yearly figures."""
    form: str = ""
    """How it is held, in the office's words."""
    funding: str = ""
    """The fund that pays for it."""
    reported: bool = False
    """Its figures were reported, and it is only read until a correction is opened."""
    attendee_count: int = 0
    session_count: int = 0


@dataclass(frozen=True, slots=True)
class RoleGroupView:
    """A role group of a conference, in its order."""

    id: uuid.UUID
    version: int
    title: str
    unit_kind: str
    place: int
    attendee_count: int = 0
    role_word: str = ""
    """On the band of their badges; "" follows the title (`domain.badge_roles`)."""


@dataclass(frozen=True, slots=True)
class GroupMerge:
    """What merging a role group into another changes."""

    gone: RoleGroupView
    keep: RoleGroupView
    sessions: tuple[str, ...]
    """Titles of the sessions that expected the one and will expect the other."""
    kind: str
    """The unit kind whose people the one that stays will be proposed for; "" for none that it had not already."""
    unproposed: str
    """The unit kind for which no group is proposed any more."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit as lists show it."""

    id: uuid.UUID
    version: int
    kind: str
    code: str
    name: str
    short_name: str
    active: bool
    aliases: tuple[str, ...] = ()
    attendee_count: int = 0
    """Attendees in the conference asked for."""
    followed_by: tuple[str, ...] = ()
    """The units that it went over into, wholly or in part."""


@dataclass(frozen=True, slots=True)
class AttendeeView:
    """One line of the attendee list, with everything a form edits."""

    id: uuid.UUID
    version: int
    person_id: uuid.UUID
    code: str
    full_name: str
    honorific: str
    gender: str
    birth: str
    position: str
    unit_id: uuid.UUID | None
    unit: str
    unit_kind: str
    role_group_id: uuid.UUID | None
    role_group: str
    phone: str
    email: str
    note: str
    attention: str
    review: str
    """The fields left to be reviewed (`domain.reviewing.doubted`); whether they still are, `services.reviewing` tells."""
    state: str
    sort_key: str
    search: str
    """Folded text the list's filter looks through: name, unit, code, phone digits."""
    seat: str = ""
    state_reason: str = ""
    """Why the registration was cancelled."""
    off_payroll: bool = False
    """Draws no salary from the state: the food subsidy is for them (TT 40/2017/TT-BTC, Điều 12)."""
    has_own_place: bool = True
    """Whether they count beside others: not who comes in the place of somebody who is registered still."""
    answers: Mapping[str, Answer] = field(default_factory=dict, hash=False)
    """What they answered to the conference's questions, by `Question.key`."""
    point_id: PointId = None
    """Where they sit; None: in the main hall."""
    point: str = ""
    """What it is called; "" for the main hall."""

    def texts(self) -> dict[str, str]:
        """What each field in words says, as it is kept and in the order of a form; "" for nothing."""
        return {
            "full_name": self.full_name, "honorific": self.honorific, "gender": self.gender, "birth": self.birth,
            "position": self.position, "unit": self.unit, "role_group": self.role_group, "phone": self.phone,
            "email": self.email, "note": self.note, "attention": self.attention, "seat": self.seat,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class AttendeeInput:
    """What a form or a command says of an attendee; None leaves a field as it is (a new one: empty)."""

    full_name: str | None = None
    honorific: str | None = None
    gender: str | None = None
    birth: str | None = None
    """As typed (23/5/1975, 5/1975, 1975); the service reads it."""
    position: str | None = None
    unit: str | None = None
    """A unit's name as typed; an unknown one is created."""
    unit_id: uuid.UUID | None = None
    role_group_id: uuid.UUID | None = None
    """None with a new attendee: the group that the unit's kind proposes."""
    phone: str | None = None
    email: str | None = None
    note: str | None = None
    attention: str | None = None
    """What the door should tell this person."""
    seat: str | None = None
    off_payroll: bool | None = None
    person_id: uuid.UUID | None = None
    """A new attendee's person of the directory, where they were chosen."""
    answers: Mapping[str, object] = field(default_factory=dict, hash=False)
    """Question key -> the answer as typed; "" clears it, a question not named stays as it is."""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person with every conference they were registered in, newest first."""

    id: uuid.UUID
    full_name: str
    honorific: str
    gender: str
    birth: str
    phone: str
    email: str
    registrations: tuple[Registration, ...]


@dataclass(frozen=True, slots=True)
class Registration:
    """One conference on a person's card, as it was then."""

    conference: str
    starts_on: dt.date | None
    unit: str
    position: str
    role_group: str
    code: str
    hours: float = 0.0
    """Training hours (tiết) of the sessions at which they were."""
    sessions: int = 0
    """At how many sessions they were."""
    certificates: tuple[str, ...] = ()
    """Numbers of those that hold."""
    instead_of: str = ""
    """Whose place they came in; "" for none."""
    replaced_by: tuple[str, ...] = ()
    """Who came in theirs."""


@dataclass(frozen=True, slots=True)
class SessionView:
    """A training session of the agenda."""

    id: uuid.UUID
    version: int
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    room: str
    speakers: tuple[str, ...]
    audience: tuple[uuid.UUID, ...]
    """Role groups expected; empty: everyone."""
    audience_titles: tuple[str, ...]
    late_after: int
    note: str
    hours: float | None = None
    """Lessons (tiết) that it counts; None: its half-days do (`domain.training_hours`)."""
    warnings: tuple[AgendaWarning, ...] = ()
    points: tuple[PointId, ...] = ()
    """Points that follow it, None for the main hall; empty: it is followed everywhere."""
    point_names: tuple[str, ...] = ()
    """What they are called, "" for the main hall."""


@dataclass(frozen=True, slots=True)
class AgendaWarning:
    """Something odd about a session's place in the agenda."""

    code: str
    """room.overlap, speaker.overlap, outside.dates"""
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OverviewCount:
    """A bar of the overview: a name and how many attendees."""

    name: str
    count: int
    key: str = ""
