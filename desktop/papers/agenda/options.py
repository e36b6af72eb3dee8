"""As what the agenda is handed out, and what stands on it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields
from desktop.domain.documents.frame import Annex, Letterhead

Form = Literal["letter", "annex", "door"]
"""A paper with the office's letterhead, an annex to another paper, or large type for the door."""


@dataclass(frozen=True, slots=True)
class AgendaOptions:
    """As what it is handed out."""

    form: Form = fields.pick("letter", "annex", "door")
    annex: int = fields.number(0, 0, 50)
    paper: str = fields.text()
    speakers: bool = fields.flag(True)
    rooms: bool = fields.flag(True)
    note: str = fields.text(lines=3)
    signature: bool = fields.flag(True)
    landscape: bool = fields.flag(False)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One session. Moments are local."""

    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    room: str = ""
    speakers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """The role groups it is for; none: everybody."""


@dataclass(frozen=True, slots=True)
class AgendaContent:
    """The agenda before it is laid out, in the order of time."""

    conference_title: str
    letterhead: Letterhead
    venue: str
    lines: tuple[AgendaLine, ...]
    options: AgendaOptions

    @property
    def total(self) -> int:
        """How many sessions stand on it."""
        return len(self.lines)

    @property
    def annex(self) -> Annex:
        """The annex it is."""
        return Annex(self.options.annex, self.options.paper)

    def by_half_day(self) -> Iterator[tuple[dt.date, bool, tuple[AgendaLine, ...]]]:
        """Day, whether in the afternoon, and the sessions that begin then."""
        for (day, after), lines in itertools.groupby(
            self.lines, lambda line: (line.starts_at.date(), line.starts_at.hour >= 12)
        ):
            yield day, after, tuple(lines)
