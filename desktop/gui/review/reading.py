"""What is to review, worked out once for all who show or count it."""

from __future__ import annotations

import threading
import uuid
from typing import TYPE_CHECKING

from desktop.services.opening import Transaction

if TYPE_CHECKING:
    from desktop.domain.reviewing import Case


class CaseReading:
    """The cases of the open conference: those of its list are worked out again only when the list was written since."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # who asks meanwhile waits for the same answer
        self._known: tuple[tuple[object, ...], list[Case]] = ((), [])

    def cases(self, tx: Transaction, conference_id: uuid.UUID, role: str = "organizer") -> list[Case]:
        """Every case that a login of this role may see (`services.reviewing.cases`)."""
        from desktop.services import journal, reviewing

        if role != "organizer":
            return reviewing.cases(tx, conference_id, role=role)
        with self._lock:
            asked = (conference_id, *journal.state_of_lists(tx))
            if self._known[0] != asked:
                self._known = (asked, reviewing.list_cases(tx, conference_id))
            of_list = self._known[1]
        return [*reviewing.attendance_cases(tx, conference_id, role=role), *of_list]
