"""Pictures of an office's own on its papers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum


class PictureKind(StrEnum):
    """Where a picture stands."""

    EMBLEM = "emblem"
    """Of the office, or its logo: on badges and certificates."""
    BACKGROUND = "background"
    """Behind everything on a badge."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture kept in the record."""

    kind: PictureKind
    conference_id: uuid.UUID | None
    """None: the office's, for every conference that has none of its own."""
    name: str
    """Of the file it came from."""
    data: str
    """A PNG, base64."""
    version: int
