"""The cases of one conference, and what a person does with them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from desktop.domain.people import AttendeeInput, AttendeeView
from desktop.domain.reviewing import Case, Choice
from desktop.services import attendance, attendees, journal, reviewing, undoing, units
from desktop.services.settling import Settlement, settle
from desktop.store.database import Database


class Queue:
    """The cases of one conference, and what a person does with them."""

    def __init__(self, database: Database, conference_id: uuid.UUID) -> None:
        self.database, self.conference_id = database, conference_id

    def cases(self, role: str = "organizer") -> list[Case]:
        return self.database.read(lambda tx: reviewing.cases(tx, self.conference_id, role=role))

    def one(self) -> Case:
        found = self.cases()
        assert len(found) == 1, [(case.kind, case.code) for case in found]
        return found[0]

    def codes(self) -> list[str]:
        return sorted(case.code for case in self.cases())

    def settle(self, case: Case, choice: Choice | None = None, *, alike: Sequence[Case] = (), **more: Any) -> int:
        decided = Settlement(choice or case.choices[0], **more)
        return self.database.write(lambda tx: settle(tx, case, decided, alike=alike))

    def undo(self) -> None:
        self.database.write(lambda tx: undoing.undo(tx, _last(tx).id))

    def add(self, name: str, **fields: Any) -> AttendeeView:
        given = AttendeeInput(full_name=name, **fields)
        return self.database.write(lambda tx: attendees.add_attendee(tx, self.conference_id, given))

    def walk_in(self, name: str, unit: str) -> uuid.UUID:
        token = uuid.uuid4()
        self.database.write(
            lambda tx: attendance.walk_in(tx, self.conference_id, full_name=name, unit=unit, token=token)
        )
        return token

    def get(self, key: uuid.UUID) -> AttendeeView:
        return self.database.read(lambda tx: attendees.get_attendee(tx, key))

    def unit(self, name: str) -> uuid.UUID:
        found = self.database.read(lambda tx: units.find_unit(tx, name))
        assert found is not None
        return found


def _last(tx: Any) -> journal.EntryView:
    found = undoing.last_undoable(tx, desk="Bàn 1")
    assert found is not None
    return found
