"""Dialogues with the people: what was asked, who answers by when, and whether announcing and publishing kept their days.

Luật Tổ chức chính quyền địa phương 2025, Điều 43 (read in a digest): time, place, content and how to attend are announced at
least 7 days before, the results at most 10 days after. Both numbers are a setting with its source.
"""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum

from desktop.domain.lazy_dataclass import dataclass

ANNOUNCE_DAYS, RESULTS_DAYS = 7, 10
MOST_DAYS = 90


class ClockState(StrEnum):
    """How something that has a last day stands."""

    LATE = "late"
    OPEN = "open"
    DONE_LATE = "done_late"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Clock:
    """What has to be done by a day."""

    due: dt.date
    state: ClockState
    days: int = 0
    """Past the last day, where it is or was late; else until it."""
    done_on: dt.date | None = None


def clock(due: dt.date, done_on: dt.date | None, as_of: dt.date) -> Clock:
    """How it stands at the end of a day; what was done later is not known yet."""
    if done_on is not None and done_on <= as_of:
        late = (done_on - due).days
        return Clock(due, ClockState.DONE_LATE if late > 0 else ClockState.DONE, max(0, late), done_on)
    late = (as_of - due).days
    return Clock(due, ClockState.LATE if late > 0 else ClockState.OPEN, abs(late))


def announcing(held_on: dt.date, announced_on: dt.date | None, as_of: dt.date, days: int = ANNOUNCE_DAYS) -> Clock:
    """Whether the dialogue was announced early enough."""
    return clock(held_on - dt.timedelta(days=days), announced_on, as_of)


def publishing(held_on: dt.date, results_on: dt.date | None, as_of: dt.date, days: int = RESULTS_DAYS) -> Clock:
    """Whether its results were announced in time."""
    return clock(held_on + dt.timedelta(days=days), results_on, as_of)


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question of the people, as it is typed."""

    text: str
    asker: str = ""
    """The kind of whoever asks, no name: citizen, business …"""
    field: str = ""
    """What it is about: land, justice …"""
    answer: str = ""
    on_the_spot: bool = False
    """Answered in the dialogue itself."""
    answer_by: dt.date | None = None
    answered_on: dt.date | None = None
    who: str = ""
    """Who is to answer."""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as it stands on the day asked about."""

    id: uuid.UUID
    version: int
    number: int
    asked: NewQuestion
    clock: Clock | None
    """None where it was answered on the spot, or no day is said."""
    is_open: bool
    """Whether an answer is still owed."""


def is_owed(asked: NewQuestion, held_on: dt.date, as_of: dt.date) -> bool:
    """Whether a question waits for its answer at the end of a day; what was answered later is not known yet."""
    answered_on = held_on if asked.on_the_spot else asked.answered_on
    return answered_on is None or answered_on > as_of


@dataclass(frozen=True, slots=True)
class NewDialogue:
    """A dialogue as it is typed."""

    title: str
    held_on: dt.date
    time: str = ""
    form: str = ""
    """In person, online …: in the office's words."""
    place: str = ""
    content: str = ""
    how_to_attend: str = ""
    chair: str = ""
    co_chair: str = ""
    secretary: str = ""
    invited: str = ""
    """Who takes part, in words."""
    attended: int | None = None
    announced_on: dt.date | None = None
    results_on: dt.date | None = None
    conclusion: str = ""


@dataclass(frozen=True, slots=True)
class DialogueView:
    """A dialogue as it stands on the day asked about."""

    id: uuid.UUID
    version: int
    conference_id: uuid.UUID
    number: int
    held: NewDialogue
    announcing: Clock
    publishing: Clock
    questions: tuple[QuestionView, ...] = ()

    @property
    def owed(self) -> int:
        """How many questions still wait for their answer."""
        return sum(each.is_open for each in self.questions)
