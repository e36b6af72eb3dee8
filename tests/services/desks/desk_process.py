"""A desk as a process of its own: lets everyone in and prints each answer once it has it."""

from __future__ import annotations

import sys
import uuid

from desktop.domain.attendance import Outcome
from desktop.services import attendance
from desktop.services.opening import open_location


def main(location: str, session: str) -> None:
    database = open_location(location, desk="Bàn 1")
    session_id = uuid.UUID(session)
    people = database.read(lambda tx: [person.id for person in attendance.door_people(tx, session_id)])
    for person in people:
        token = uuid.uuid4()
        answer, pending = database.write_or_queue(
            lambda tx, person=person, token=token: attendance.check_in(
                tx, training_session_id=session_id, attendee_id=person, token=token, anyway=True
            )
        )
        if answer.outcome is Outcome.IN:
            sys.stdout.write(f"{person.hex} {token.hex} {int(pending)}\n")
            sys.stdout.flush()
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
