"""Several people of one unit who come together: let in as one, told one by one, taken back as one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from desktop.domain.areas import Area
from desktop.domain.attendance import Delegation, DoorPerson, Method
from desktop.domain.door_times import EARLY
from desktop.domain.errors import Ambiguous, InvalidInput
from desktop.domain.finder import Finder
from desktop.domain.names import fold
from desktop.services import journal, units
from desktop.services.attendance import checking_in, looking
from desktop.store.transaction import Transaction


def check_in_delegation(
    tx: Transaction,
    unit: str,
    *,
    training_session_id: uuid.UUID,
    tokens: Mapping[uuid.UUID, uuid.UUID],
    method: Method = Method.SEARCH,
    at: dt.datetime | None = None,
    anyway: bool = False,
    early: dt.timedelta = EARLY,
) -> Delegation:
    """Let these attendees in at `at` (now), each as `check_in` would alone; what it refuses is told and not written.

    `tokens` names each attendee's try. All arrivals are one entry of the journal, and so one undo. Raises NotFound for
    a session that is gone.
    """
    given = {
        key: checking_in.Try(training_session_id, key, token, at=at, anyway=anyway, early=early)
        for key, token in tokens.items()
    }
    answers = {key: checking_in.answer_unwritten(tx, each) for key, each in given.items()}
    waiting = [key for key, answer in answers.items() if answer is None]
    if waiting:
        conference_id = looking.conference_of(tx, training_session_id)
        areas = {Area.ATTENDANCE}
        with journal.entry(
            tx, "attendance.delegation", areas, conference_id=conference_id, name=unit, count=0
        ) as entry:
            for key in waiting:
                answers[key] = checking_in.check_in(
                    tx,
                    training_session_id=training_session_id,
                    attendee_id=key,
                    token=tokens[key],
                    method=method,
                    at=at,
                    anyway=anyway,
                    early=early,
                )
            entry.details["count"] = len(waiting)
    return Delegation(unit, tuple(answer for answer in answers.values() if answer is not None))


def unit_people(tx: Transaction, session_id: uuid.UUID, name: str) -> tuple[str, list[DoorPerson]]:
    """The unit of this name, spelling or part of a name that fits only one, and its people at a session.

    Raises InvalidInput where no unit of anybody here fits, Ambiguous with the units where several do.
    """
    people = looking.door_people(tx, session_id)
    unit_id = units.find_unit(tx, name)
    wanted = fold(name)
    mine = [each for each in people if (unit_id and each.unit_id == unit_id) or (wanted and fold(each.unit) == wanted)]
    if not mine:
        found = Finder(people).units(name, limit=len(people), several=1)
        if len(found) > 1:
            candidates = tuple(each.unit for each in found)
            raise Ambiguous("attendance.units", what="unit", name=name, candidates=candidates)
        mine = list(found[0].people) if found else []
    if not mine:
        raise InvalidInput("unit.unknown", field="unit", value=name)
    return mine[0].unit, mine
