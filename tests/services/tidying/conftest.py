"""A conference to be tidied, and people registered in it as they were typed."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from desktop.domain.people import AttendeeInput, AttendeeView
from desktop.domain.tidying import Proposal, Tidied
from desktop.services import attendees, tidying, undoing
from desktop.store.database import Database
from desktop.store.tables import Attendee, Person
from desktop.store.transaction import Transaction
from tests.services.conftest import prepare, with_conference

WARD, OTHER_WARD, AGENCY = "UBND phường Bạch Mai", "UBND phường Bạch Đằng", "Phòng Nội vụ"


_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Hall:
    """One conference in one database."""

    database: Database
    conference_id: uuid.UUID

    def register(self, *people: tuple[str, str, str]) -> list[uuid.UUID]:
        """People by name, position and unit. An own spelling of the unit is frozen as it is typed."""

        def work(tx: Any) -> list[uuid.UUID]:
            made = []
            for name, position, unit in people:
                given = AttendeeInput(full_name=f"Tạm {next(_numbers)}", position=position, unit=unit)
                view = attendees.add_attendee(tx, self.conference_id, given)
                row, person = tx.get_one(Attendee, view.id), tx.get_one(Person, view.person_id)
                row.full_name = person.full_name = name
                row.unit_name = unit
                made.append(view.id)
            tx.flush()
            return made

        return self.database.write(work)

    def proposals(self) -> list[Proposal]:
        return self.database.read(lambda tx: tidying.proposals(tx, self.conference_id))

    def of(self, field: str) -> list[tuple[str, str, str, bool]]:
        """Kind, before, after and sureness of what is proposed for a field."""
        return [
            (str(each.kind), each.before, each.after, each.sure) for each in self.proposals() if each.field == field
        ]

    def apply(self, chosen: Sequence[Proposal] | None = None) -> Tidied:
        work = self.proposals() if chosen is None else chosen
        return self.database.write(lambda tx: tidying.apply(tx, self.conference_id, work))

    def people(self) -> list[AttendeeView]:
        return self.database.read(lambda tx: attendees.list_attendees(tx, self.conference_id))

    def undo(self) -> undoing.Undone:
        last = self.database.read(lambda tx: undoing.last_undoable(tx, desk=self.database.desk))
        assert last is not None
        return self.database.write(lambda tx: undoing.undo(tx, last.id))

    def change(self, work: Callable[[Any], object]) -> None:
        self.database.write(work)


@pytest.fixture
def beginning() -> Callable[[Transaction], object]:
    """The conference, before anybody is registered."""
    return with_conference


@pytest.fixture
def hall(database: Database) -> Hall:
    """On SQLite and PostgreSQL."""
    return Hall(database, prepare(database).id)


@pytest.fixture
def local(sqlite: Database) -> Hall:
    """On SQLite alone: for rules that are about the texts."""
    return Hall(sqlite, prepare(sqlite).id)
