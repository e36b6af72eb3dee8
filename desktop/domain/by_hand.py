"""Somebody who is added by hand: whom the directory offers, and who they may be already."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.people import AttendeeView


@dataclass(frozen=True, slots=True)
class Offered:
    """A person of the directory as they were registered last."""

    last: AttendeeView
    listed: uuid.UUID | None
    """The attendee they are on this list already; None for none."""


@dataclass(frozen=True, slots=True)
class ListedAsked:
    """Who on this list they may be, by the evidence of an import."""

    name: str
    people: tuple[AttendeeView, ...]


@dataclass(frozen=True, slots=True)
class ElsewhereAsked:
    """Whether they are a person of the directory with the same date of birth or phone, known from other units alone."""

    name: str
    people: tuple[AttendeeView, ...]
    """As each was registered last."""


Asked = ListedAsked | ElsewhereAsked
