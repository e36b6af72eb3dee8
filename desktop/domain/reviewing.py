"""The words of what somebody should review: a case, its reason, and what settles it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import field as default
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from desktop.domain.attendance import DoubtfulAttendance
    from desktop.domain.people import AttendeeView


class CaseKind(StrEnum):
    """What a case is about, in the order of the queue."""

    REFUSED = "refused"
    """What a server could not take of a desk."""
    ATTENDANCE = "attendance"
    """What desks left in doubt."""
    DUPLICATE = "duplicate"
    """Two of the list who may be one person."""
    UNIT = "unit"
    """No unit, or one that the directory does not know for sure."""
    FIELD = "field"
    """What an import doubted of a field and let in."""


class ReviewAnswer(StrEnum):
    """What settles a case."""

    JOIN = "join"
    """The two are one person."""
    APART = "apart"
    """They are two people."""
    SET_UNIT = "set_unit"
    ADD_UNIT = "add_unit"
    """The unit comes into the directory as it is written."""
    SET_VALUE = "set_value"
    CANCEL = "cancel"
    """The attendee does not come."""
    KEEP = "keep"
    """It is right as it stands."""
    KEEP_MARK = "keep_mark"
    """Of several marks this one stays."""
    CONFIRM = "confirm"
    """They came when the mark says."""
    MOVE = "move"
    """The arrival belongs to another session."""
    REINSTATE = "reinstate"
    """Back onto the list."""
    NOTE = "note"
    """What was refused is kept as a note on the attendee."""
    DROP = "drop"
    """What was refused is let go."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle a case."""

    answer: ReviewAnswer
    value: str = ""
    """The unit's name, or the field's text."""
    id: uuid.UUID | None = None
    """The unit, the mark or the session."""


@dataclass(frozen=True, slots=True)
class Case:
    """Something that somebody should review, with its reason."""

    kind: CaseKind
    code: str
    """The reason; worded by `desktop.wording.review`."""
    people: tuple[AttendeeView, ...] = ()
    """One attendee; of a suspected duplicate both, the one proposed to stay first; none where `doubt` tells."""
    field: str = ""
    """The field doubted."""
    details: Mapping[str, object] = default(default_factory=dict)
    """What the reason's sentence names."""
    choices: tuple[Choice, ...] = ()
    """What settles it, the proposed one first; none: it can only be looked at."""
    doubt: DoubtfulAttendance | None = None
    alike: tuple[str, ...] = ()
    """Equal for cases that one answer settles together; () for a case that wants its own."""

    @property
    def key(self) -> tuple[object, ...]:
        """What tells the case from all others, today and when it is read again."""
        where: tuple[object, ...] = ()
        if self.doubt is not None:
            where = (self.doubt.session_id, self.doubt.attendee_id)
        return (self.kind, *sorted(person.id for person in self.people), self.field, *where)

    @property
    def full_name(self) -> str:
        """Whom it is about."""
        return self.doubt.full_name if self.doubt is not None else self.people[0].full_name

    @property
    def unit(self) -> str:
        """Their unit as it is registered."""
        return self.doubt.unit if self.doubt is not None else self.people[0].unit

    def like(self, other: Case, choice: Choice) -> Choice | None:
        """The choice of this case that says the same as a choice of a case alike; None where there is none.

        A unit holds for all alike, whoever proposed it; a value that somebody typed is one person's.
        """
        if choice in self.choices or choice.answer is ReviewAnswer.SET_UNIT:
            return choice
        place = other.choices.index(choice) if choice in other.choices else len(self.choices)
        own = self.choices[place] if place < len(self.choices) else None
        return own if own is not None and own.answer is choice.answer else None


# -- the fields of an attendee left to be reviewed, as they are kept ----------------------------------------------------

_LONGEST = 40
"""So many letters the column holds."""


def doubted(review: str) -> frozenset[str]:
    """The fields that `Attendee.review` names; a code of former versions ("unit.missing") names its field."""
    return frozenset(word.partition(".")[0] for word in review.split())


def as_review(fields: frozenset[str]) -> str:
    """The fields as `Attendee.review` keeps them, as many as it holds."""
    text = ""
    for name in sorted(fields):
        longer = f"{text} {name}".strip()
        text = longer if len(longer) <= _LONGEST else text
    return text
