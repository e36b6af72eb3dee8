"""Replies of invited units: how each stands, worked out from what was sent, who is registered and what it said."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from enum import StrEnum

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.reminders import Channel


class ReplyState(StrEnum):
    """How a unit's reply stands; a board shows them in this order, what the organizer has to see to first."""

    NO_REPLY = "no_reply"
    SHORT = "short"
    WRONG_GROUP = "wrong_group"
    OVER = "over"
    NOT_SENT = "not_sent"
    COMPLETE = "complete"
    DECLINED = "declined"


def state_of(*, sent: bool, declined: bool, quota: int | None, registered: int, wrong: int) -> ReplyState:
    """The state of a unit that may send `quota` people (None: as many as it likes) and has registered so many.

    `wrong`: how many of those are in a group other than its kind's, which goes before how many they are. Whoever is
    registered has replied, whether it is known that anything was sent or not.
    """
    if declined:
        return ReplyState.DECLINED
    if not registered:
        return ReplyState.NO_REPLY if sent else ReplyState.NOT_SENT
    if wrong:
        return ReplyState.WRONG_GROUP
    if quota is None or registered == quota:
        return ReplyState.COMPLETE
    return ReplyState.SHORT if registered < quota else ReplyState.OVER


@dataclass(frozen=True, slots=True)
class RegisteredOne:
    """Somebody whom a unit has registered."""

    id: uuid.UUID
    full_name: str
    position: str
    role_group: str
    is_wrong: bool
    """In a group other than the unit kind's."""
    at: dt.datetime
    batch: int | None = None
    """The number of the import that brought them; None: by hand or at the door."""
    file: str = ""
    """The name of that import's file."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """One reminder about the reply that was copied, opened or saved."""

    at: dt.datetime
    channel: Channel
    desk: str = ""


@dataclass(frozen=True, slots=True)
class ReplyView:
    """What one invited unit answered, as it stands on the day asked about."""

    unit_id: uuid.UUID
    version: int
    """Of what is kept about its invitation; 0: nothing is."""
    unit: str
    kind: str
    quota: int | None
    """How many it may send, over all lines of its quota; None: nothing is said."""
    who: str
    """Who they are to be, in the quota's words."""
    as_of: dt.date
    sent_on: dt.date | None = None
    sent_by: str = ""
    due: dt.date | None = None
    contact_name: str = ""
    contact_phone: str = ""
    declined_at: dt.datetime | None = None
    declined_reason: str = ""
    people: tuple[RegisteredOne, ...] = ()
    reminded: tuple[Reminded, ...] = ()
    """By time."""

    @property
    def id(self) -> uuid.UUID:
        """A row of a table is known by its unit."""
        return self.unit_id

    @property
    def registered(self) -> int:
        """How many it has registered."""
        return len(self.people)

    @property
    def wrong(self) -> tuple[RegisteredOne, ...]:
        """Those in a group other than its kind's."""
        return tuple(each for each in self.people if each.is_wrong)

    @property
    def declined(self) -> bool:
        """Whether its last word is that nobody comes: it registered nobody since."""
        said = self.declined_at
        return said is not None and all(each.at <= said for each in self.people)

    @property
    def state(self) -> ReplyState:
        """How its reply stands."""
        return state_of(
            sent=self.sent_on is not None,
            declined=self.declined,
            quota=self.quota,
            registered=self.registered,
            wrong=len(self.wrong),
        )

    @property
    def missing(self) -> int:
        """How many it has still to name."""
        return max(0, (self.quota or 0) - self.registered)

    @property
    def days_late(self) -> int:
        """Days past the last day to reply; 0 where it has replied, or has time left, or no day was set."""
        late = self.state is ReplyState.NO_REPLY and self.due is not None
        return max(0, (self.as_of - self.due).days) if late and self.due is not None else 0

    @property
    def owes(self) -> bool:
        """Whether it is to be reminded: nothing came in time, or too few are named.

        Where no last day was set, whoever has not replied is late.
        """
        if self.state is ReplyState.NO_REPLY:
            return self.due is None or self.days_late > 0
        return self.state is ReplyState.SHORT

    @property
    def may_be_reminded(self) -> bool:
        """Whether there is anything to remind it of, early too."""
        return self.state in (ReplyState.NO_REPLY, ReplyState.SHORT, ReplyState.WRONG_GROUP)


_ORDER: Mapping[ReplyState, int] = {state: place for place, state in enumerate(ReplyState)}


def urgency(reply: ReplyView) -> tuple[int, int]:
    """What is to be seen to first, the longest overdue before others; for sorting (stable, so units keep their order)."""
    return _ORDER[reply.state], -reply.days_late


@dataclass(frozen=True, slots=True)
class ReplyCounts:
    """How many units and people there are."""

    units: int
    by_state: Mapping[ReplyState, int]
    registered: int
    missing: int
    """People whom units have still to name: what their quotas lack."""
    owing: int


def counted(replies: Iterable[ReplyView]) -> ReplyCounts:
    """The counts over these units."""
    found = list(replies)
    by_state = {state: sum(each.state is state for each in found) for state in ReplyState}
    return ReplyCounts(
        units=len(found),
        by_state=by_state,
        registered=sum(each.registered for each in found),
        missing=sum(each.missing for each in found if not each.declined),
        owing=sum(each.owes for each in found),
    )


@dataclass(frozen=True, slots=True)
class InvitationInput:
    """What is kept about one unit's invitation, as typed."""

    sent_on: dt.date | None = None
    sent_by: str = ""
    due: dt.date | None = None
    contact_name: str = ""
    contact_phone: str = ""
