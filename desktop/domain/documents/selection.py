"""For whom a document is made."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Literal

from desktop.domain.lazy_dataclass import dataclass

By = Literal["groups", "units", "sessions", "people", "points"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Only these; an empty tuple leaves nobody out. What is chosen twice over must fit both."""

    role_group_ids: tuple[uuid.UUID | None, ...] = ()
    """None among them: people without a group."""
    unit_ids: tuple[uuid.UUID | None, ...] = ()
    """None among them: people without a unit."""
    session_ids: tuple[uuid.UUID, ...] = ()
    attendee_ids: tuple[uuid.UUID, ...] = ()
    point_ids: tuple[uuid.UUID | None, ...] = ()
    """None among them: people in the main hall."""

    def of_unit(self, unit_id: uuid.UUID | None) -> Selection:
        """The same for one unit alone."""
        return replace(self, unit_ids=(unit_id,))

    def of_point(self, point_id: uuid.UUID | None) -> Selection:
        """The same for one point alone, None for the main hall."""
        return replace(self, point_ids=(point_id,))


EVERYONE = Selection()
