"""What could be written better, or alike, in a conference's attendees."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class TidyKind(StrEnum):
    """What a proposal is about; the order is that of the list."""

    UNIT = "unit"
    """A unit's name: as the directory has it, or as the others of its kind are written."""
    MERGE = "merge"
    """Two units of the directory that may be one."""
    ABBREVIATION = "abbreviation"
    ORDER = "order"
    """Words in another order, or in another field, than they belong."""
    POSITION = "position"
    """One position in two spellings."""
    CAPITALS = "capitals"
    SPELLING = "spelling"
    """Blanks, signs and the place of tone marks."""
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Concerned:
    """An attendee whom a proposal is about."""

    id: uuid.UUID
    code: str
    full_name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value that could be written better, and everybody who has it."""

    kind: TidyKind
    field: str
    """full_name, position, unit or phone."""
    before: str
    after: str
    reason: str
    """Why, as a code (`desktop.wording.tidying`)."""
    people: tuple[Concerned, ...]
    sure: bool = True
    """Whether it can be taken without a look; what is doubtful waits for the organizer's word."""
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What fills the reason's sentence."""
    also: tuple[tuple[str, str], ...] = ()
    """Further fields that change with it: a title that stood before a name."""
    unit_id: uuid.UUID | None = None
    """The unit that these attendees belong to afterwards, or whose name is corrected."""
    directory_name: str = ""
    """What the directory calls `unit_id` now, where that itself becomes `after`, here and in every open conference."""
    gone_id: uuid.UUID | None = None
    """The unit that is merged into `unit_id`."""

    @property
    def may_be_changed(self) -> bool:
        """Whether the organizer may write something else instead; the name of another unit is chosen, not written."""
        return self.unit_id is None or bool(self.directory_name)

    @property
    def value(self) -> tuple[str, ...]:
        """What tells this proposal from all others, and is refused when this is refused: all of it but the people.

        One change may be sure for some and not for others ("TP" in an agency and in a ward): those are two.
        """
        units = (str(self.unit_id or ""), self.directory_name, str(self.gone_id or ""))
        pairs = (*sorted(self.details.items()), *self.also)
        return (self.field, self.before, self.after, self.kind, self.reason, str(self.sure), *units, *sum(pairs, ()))


@dataclass(frozen=True, slots=True)
class Tidied:
    """What came of chosen proposals."""

    changed: int
    """Attendees that are written otherwise now."""
    proposals: int
    """Proposals that changed anything."""
    left_out: tuple[str, ...] = ()
    """Names of attendees that somebody changed meanwhile; they stay as they are."""
