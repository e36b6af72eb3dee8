"""Successions of units: one went over into another, was divided, gave a part away, or goes on under another name."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum


class SuccessionKind(StrEnum):
    """How one unit followed another."""

    MERGE = "merge"
    """The whole of it went over into another (sáp nhập, hợp nhất)."""
    SPLIT = "split"
    """The whole of it was divided among several (chia)."""
    PART = "part"
    """A part of it went over, and it goes on itself (tách, điều chỉnh một phần)."""
    RENAME = "rename"
    """It goes on as a unit of another name or standing (đổi tên, tổ chức lại)."""


ALONE = (SuccessionKind.MERGE, SuccessionKind.RENAME)
"""Those that leave one successor: it answers for everything."""


@dataclass(frozen=True, slots=True)
class Succession:
    """One unit and one that followed it."""

    id: uuid.UUID
    before_id: uuid.UUID
    before: str
    after_id: uuid.UUID
    after: str
    kind: SuccessionKind
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class Matter:
    """What still stands under a unit and may go over to a successor: a task not done yet, or somebody on an open list."""

    id: uuid.UUID
    is_task: bool
    text: str
    """The task's code and text, or the attendee's name and position."""
    where: str
    """The conference."""
