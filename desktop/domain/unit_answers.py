"""What comes back from a form that units fill in: which answer a row is of, and what a unit says of itself."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a form that a row comes from; the rows of one answer have the same."""

    file: str
    sheet: str
    row: int
    at: dt.datetime
    """As the form's clock says it."""
    of_unit: bool
    """Whether a unit answers for its people, not somebody for themselves."""
    unit: str = ""
    """The unit, where the form itself names it."""


@dataclass(slots=True)
class UnitReply:
    """What a unit says of itself beside its people, in the file of its registration form."""

    unit: str
    answered: Answered | None = None
    declined: str = ""
    """Why nobody comes; "" where somebody does."""
    contact: str = ""
    phone: str = ""
    conference: str = ""
    """The code of the conference whose form it is; "" where the form does not say."""
    returns: bool = False
    """Whether somebody comes after all of a unit that had declined."""
    unit_id: uuid.UUID | None = None
    new_unit: str = ""
    """Key of the new unit that it is."""


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """When a unit answered and whether it declined: what an import keeps, so that an older answer is known as older."""

    unit_id: uuid.UUID
    at: dt.datetime
    """As the form's clock says it."""
    declines: bool
