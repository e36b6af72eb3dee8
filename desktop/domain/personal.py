"""A person's data as a whole: everything kept about them, and what erasing it came to."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """Where something about a person is kept."""

    DIRECTORY = "directory"
    REGISTRATIONS = "registrations"
    ATTENDANCE = "attendance"
    CERTIFICATES = "certificates"
    SHEETS = "sheets"
    TASKS = "tasks"
    PRINTS = "prints"
    IMPORTS = "imports"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing kept about a person."""

    section: Section
    where: str
    """The conference, session, file … it belongs to."""
    field: str
    """What it is, in words."""
    value: str


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Everything kept about one person, over all conferences."""

    id: uuid.UUID
    full_name: str
    people: tuple[uuid.UUID, ...]
    """The rows of the directory that are this person; several where attendees were joined."""
    attendees: tuple[uuid.UUID, ...]
    kept: tuple[Kept, ...]
    signed_sheets: tuple[str, ...]
    """Signed sheets that name them, as "no. 3 · conference": while there are any, nobody is erased."""

    def of(self, section: Section) -> tuple[Kept, ...]:
        """What is kept in one place."""
        return tuple(each for each in self.kept if each.section is section)


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing or anonymising a person came to."""

    full_name: str
    anonymised: bool
    conferences: int
    registrations: int
    images: int
    """Row images of the journal that are gone."""
    entries: int
    """Lines of the journal that told the name and do not any more."""
    import_rows: int
    cleaned: bool = True
    """Whether the data file was written anew, so that its free pages hold nothing of them either."""
