"""The areas of the database: what a change touched, and what is therefore read again wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Area(StrEnum):
    """One area; its value is the word kept in the journal and sent to other desks."""

    AGENDA = "agenda"
    ATTENDANCE = "attendance"
    ATTENDEES = "attendees"
    CONFERENCES = "conferences"
    CONNECTION = "connection"
    """Whether the server answers and what waits for it: never in the journal, only told inside one desk."""
    COPY = "copy"
    """What this desk has of its server is newer: never in the journal, only told inside one desk."""
    DIALOGUES = "dialogues"
    DOCUMENTS = "documents"
    GROUPS = "groups"
    IMPORTS = "imports"
    OPINIONS = "opinions"
    POINTS = "points"
    PROCEDURES = "procedures"
    REPLIES = "replies"
    SHEETS = "sheets"
    TASKS = "tasks"
    UNITS = "units"


ALL_AREAS = frozenset(Area)
RECORDED = ALL_AREAS - {Area.CONNECTION, Area.COPY}
"""Those that the journal knows."""

_BY_WORD = {str(area): area for area in Area}


def areas_text(areas: Iterable[Area]) -> str:
    """The areas as one line of words, in alphabetical order."""
    return " ".join(sorted(set(areas)))


def areas_in(words: Iterable[str]) -> frozenset[Area]:
    """The areas that these words name; a word of a newer version is passed over."""
    return frozenset(_BY_WORD[word] for word in words if word in _BY_WORD)
