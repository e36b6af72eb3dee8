"""A printed sheet of six people, on both databases."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from desktop.domain.attendance import Status
from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.signed_sheet import PaperReport, PaperSheet
from desktop.services import sheets, signed_sheets
from desktop.store.database import Database
from desktop.store.transaction import Transaction
from tests.services.attendance.hall import Hall, fill, open_hall

LETTERS = {"C": Status.PRESENT, "M": Status.LATE, "P": Status.EXCUSED, "V": Status.ABSENT, ".": Status.UNRECORDED}


@dataclass
class Desk(Hall):
    """The hall with its first sheet printed: numbers run by name, morning and afternoon are its columns."""

    def print(self, whom: Selection = EVERYONE, **options: Any) -> int:
        """Make a sheet; return its number."""
        made = self.database.write(
            lambda tx: sheets.record_sheet(tx, self.conference_id, whom, SheetOptions(**options))
        )
        assert made.number is not None
        return made.number

    def sheet(self, number: int = 1, column: int | None = 0) -> PaperSheet:
        """A column as it would be entered now."""
        return self.database.read(lambda tx: signed_sheets.sheet_for_entry(tx, self.conference_id, number, column))

    def enter(
        self, letters: str | Mapping[int, Status], *, number: int = 1, column: int = 0, **given: Any
    ) -> PaperReport:
        """Enter "CCV.P" (a letter a line), or statuses."""
        statuses = letters if isinstance(letters, Mapping) else marks(letters)
        return self.database.write(
            lambda tx: signed_sheets.enter(tx, self.conference_id, number, column=column, statuses=statuses, **given)
        )

    def place(self, name: str, number: int = 1) -> int:
        """A person's number on the sheet."""
        return next(row.number for row in self.sheet(number).rows if row.full_name == name)

    def states(self, session: uuid.UUID | None = None) -> list[str]:
        """The statuses of the people on sheet 1 in its order."""
        people = {person.id: person.status for person in self.at_the_door(session)}
        return [people[row.attendee_id] for row in self.sheet().rows]


def marks(letters: str) -> dict[int, Status]:
    """Statuses by number, a letter a line."""
    return {place: LETTERS[letter] for place, letter in enumerate(letters, start=1) if letter != "."}


def open_desk(database: Database) -> Desk:
    """The hall with a sheet of two columns printed, two blank lines at its end."""
    desk = Desk(**vars(open_hall(database)))
    desk.print(sort="name", group_by="none", blank_lines=2)
    return desk


@pytest.fixture
def beginning() -> Callable[[Transaction], object]:
    """The hall before anything is printed."""
    return fill


@pytest.fixture
def desk(database: Database) -> Desk:
    """The hall after printing."""
    return open_desk(database)
