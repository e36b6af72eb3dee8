"""Letters that bring people to the conference: an invitation (giấy mời) or an official letter that summons them."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields
from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.people import PersonOnPaper

Form = Literal["invitation", "summons"]
To = Literal["involved", "quota", "registered", "all"]
Who = Literal["quota", "names", "none"]


@dataclass(frozen=True, slots=True)
class InvitationOptions:
    """What the letters say beside what the record knows."""

    form: Form = fields.pick("invitation", "summons")
    """Giấy mời (GM), or a công văn with "V/v …" under its number."""
    to: To = fields.pick("involved", "quota", "registered", "all")
    """To which units, unless some are chosen: those with a quota or with registered people, or every active one."""
    who: Who = fields.pick("quota", "names", "none")
    """Who should come: the unit's quota (its registered people where it has none), the registered people, or unsaid."""
    number: str = fields.text()
    date: dt.date | None = fields.day()
    """Of the letter; none leaves room to write it."""
    about: str = fields.text()
    opening: str = fields.text(lines=2)
    content: str = fields.text(lines=4)
    chairs: str = fields.text(lines=2)
    requirements: str = fields.text(lines=3)
    deadline: dt.date | None = fields.day()
    contact: str = fields.text(lines=2)
    programme: bool = fields.flag(False)


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """How many people of which kind a unit may send."""

    count: int
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: to a unit, or to somebody who belongs to none."""

    unit: str
    """"" for a person without a unit: the one of `people`."""
    unit_id: uuid.UUID | None = None
    quota: tuple[QuotaLine, ...] = ()
    people: tuple[PersonOnPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One session of the agenda."""

    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    room: str = ""
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InvitationContent:
    """The letters of a conference before they are laid out."""

    letterhead: Letterhead
    conference: str
    letters: tuple[Letter, ...]
    programme: tuple[ProgrammeLine, ...] = ()
    """The sessions chosen, else all, by time."""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    venue: str = ""
    options: InvitationOptions = InvitationOptions()

    @property
    def notes(self) -> bool:
        """Whether any quota has a note: without, tables have no column for them."""
        return any(line.note.strip() for letter in self.letters for line in letter.quota)

    @property
    def total(self) -> int:
        """How many letters there are."""
        return len(self.letters)
