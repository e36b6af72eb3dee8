"""Attendees who turned out to be one person: who stands for whom, and which word about them counts.

Both are functions of what was said and of nothing else: desks that heard the same, in whatever order, agree.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.people import AttendeeState, AttendeeView

if TYPE_CHECKING:
    from desktop.domain.questions import Question

FIELDS = (
    "full_name",
    "honorific",
    "gender",
    "birth",
    "position",
    "unit",
    "role_group",
    "phone",
    "email",
    "note",
    "attention",
    "seat",
    "off_payroll",
    "answers",
)
"""What may be taken from the one who is joined into the other; sensitive fields go by their own names."""


def said_of(person: AttendeeView) -> frozenset[str]:
    """The fields of which an attendee's registration says anything: what a whole side gives when it is chosen."""
    named = frozenset(name for name, text in person.texts().items() if text)
    return named | {"answers"} if person.answers else named


AS_STATE: Mapping[str, object] = {"said_state": "", "said_at": None, "said_reason": ""}
"""That what stands of a registration was said of the row itself (`store.tables.Attendee`)."""

LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Join:
    """That an attendee is one with another, who stands for both; said at a moment."""

    into: uuid.UUID
    at: dt.datetime | None = None


def join_weight(into: uuid.UUID | None, at: dt.datetime | None) -> tuple[dt.datetime, str]:
    """Of two words about whom somebody was joined into, or that they are parted (None), the greater one counts."""
    return at or LONG_AGO, into.hex if into else ""


def pair_weight(holds: bool, at: dt.datetime | None) -> tuple[dt.datetime, bool]:
    """Of two words about whether two attendees are two people, the greater one counts."""
    return at or LONG_AGO, holds


def later(now: dt.datetime, *before: dt.datetime | None) -> dt.datetime:
    """This moment, but after what was said before: clocks differ."""
    return max([now, *(each + dt.timedelta(microseconds=1) for each in before if each is not None)])


@dataclass(frozen=True, slots=True)
class Joined:
    """Groups of attendees who are one; whoever is in none stands for themselves."""

    leads: Mapping[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    """Each who was joined -> who stands for them."""
    others: Mapping[uuid.UUID, tuple[uuid.UUID, ...]] = field(default_factory=dict)
    """Who stands -> those who were joined into them, in the order of ids."""

    def one(self, key: uuid.UUID) -> uuid.UUID:
        """Who stands for this attendee: another, or they themselves."""
        return self.leads.get(key, key)

    @property
    def everyone(self) -> set[uuid.UUID]:
        """All who are one with somebody."""
        return {*self.leads, *self.others}

    def members(self, key: uuid.UUID) -> tuple[uuid.UUID, ...]:
        """Everyone who is one with this attendee, who stands for them first."""
        stands = self.one(key)
        return (stands, *self.others.get(stands, ()))


def who_stands(joins: Mapping[uuid.UUID, Join]) -> Joined:
    """Follow the joins to whom they lead.

    Two desks may have joined the same people the other way round: of a circle the oldest word falls.
    """
    leads: dict[uuid.UUID, uuid.UUID] = {}
    stands: set[uuid.UUID] = set()
    for start in joins:
        path: list[uuid.UUID] = []
        key = start
        while key in joins and key not in leads and key not in stands and key not in path:
            path.append(key)
            key = joins[key].into
        if key in path:
            circle = path[path.index(key) :]
            key = min(circle, key=lambda each: (joins[each].at or LONG_AGO, each.bytes))
            stands.add(key)
        leads.update((each, leads.get(key, key)) for each in path if each != key)
    others: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for gone in sorted(leads):
        others[leads[gone]].append(gone)
    return Joined(leads, {key: tuple(gone) for key, gone in others.items()})


@dataclass(frozen=True, slots=True)
class Word:
    """What was said of a registration, and when; None: as it was registered."""

    at: dt.datetime | None
    state: str
    reason: str

    @property
    def weight(self) -> tuple[dt.datetime, str, str]:
        """The greater one counts: the later, and of one moment the same one everywhere."""
        return self.at or LONG_AGO, self.state, self.reason


def that_counts(own: Word, others: Iterable[Word]) -> Word:
    """The latest word about any of those who are one; of one moment the word about who stands (`own`).

    Off the list are they only when all of them are: a desk that did not know that two are one may have struck out
    either as the one too many.
    """
    said = [(word.weight[0], place == 0, word.weight, word) for place, word in enumerate((own, *others))]
    on_the_list = [each for each in said if each[3].state != AttendeeState.REMOVED]
    return max(on_the_list or said, key=lambda each: each[:3])[3]


def is_expected(stays: str, other: str, *, there: bool) -> bool:
    """Whether a join itself says that they are registered, though who stays had cancelled.

    Somebody whom the other registration let in has come after all; what else is said of who stays was said knowing of both.
    """
    return there and (stays, other) == (AttendeeState.CANCELLED, AttendeeState.REGISTERED)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two who may be one person, and what hangs on them."""

    attendee: AttendeeView
    marks: int
    """Marks of attendance that stand."""
    certificates: int
    """Certificates issued, those revoked among them."""
    sheets: int
    """Attendance sheets they stand on."""
    cards: int
    """Badges and table name tents printed."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Sensitive fields."""


@dataclass(frozen=True, slots=True)
class Both:
    """Two attendees side by side."""

    first: Side
    second: Side
    there: bool = False
    """Whether either has come to a session."""
    questions: tuple[Question, ...] = ()
    """What the conference asks beside the fields."""

    @property
    def state(self) -> AttendeeState:
        """What the two stand as when the second is joined into the first."""
        stays, other = self.first.attendee.state, self.second.attendee.state
        return AttendeeState.REGISTERED if is_expected(stays, other, there=self.there) else AttendeeState(stays)
