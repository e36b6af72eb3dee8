"""The office's order of positions: the standard until somebody changes it, then the table kept with the data."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput
from desktop.domain.people import AttendeeState
from desktop.domain.ranks import Ranks, ranks, read_lines, unlisted
from desktop.services import journal, versions
from desktop.store.tables import Attendee, RankTable
from desktop.store.transaction import Transaction

_TABLE = uuid.UUID("72616e6b-7461-4000-8000-000000000001")
"""The one row, whichever desk writes it first."""
_MOST = 300


def table(tx: Transaction) -> tuple[int, tuple[str, ...]]:
    """The office's own lines with their version (0: never typed); () while the standard is in force."""
    found = tx.execute(select(RankTable.version, RankTable.lines)).first()
    return (found.version, read_lines(found.lines)) if found else (0, ())


def in_force(tx: Transaction) -> Ranks:
    """The ranks that lists follow."""
    return ranks(table(tx)[1])


def edit(tx: Transaction, text: str, *, version: int) -> None:
    """Take these lines as the office's order; none of them: the standard again.

    Raises Conflict when another desk changed it first, InvalidInput for more lines than anybody reads.
    """
    lines = read_lines(text)
    if len(lines) > _MOST:
        raise InvalidInput("ranks.too_many", field="ranks", most=_MOST)
    with journal.entry(tx, "ranks.edited", {Area.ATTENDEES, Area.DOCUMENTS}):
        row = tx.scalars(select(RankTable).with_for_update()).first()
        if row is None:
            row = RankTable(id=_TABLE, lines="")
            tx.add(row)
        else:
            versions.check(tx, row, version, name="")
        row.lines = "\n".join(lines)
        tx.flush()


def not_listed(tx: Transaction, conference_id: uuid.UUID, given: Ranks) -> list[str]:
    """Positions of people who are coming that a table has no line for."""
    query = select(Attendee.position).distinct().order_by(Attendee.position)
    query = query.where(Attendee.conference_id == conference_id, Attendee.state == AttendeeState.REGISTERED)
    return unlisted(given, tx.scalars(query))


def take_in(tx: Transaction, rows: Iterable[Mapping[str, Any]]) -> None:
    """The order that another desk's file brings: taken where there is none here, or an older one."""
    for given in rows:
        row = tx.scalars(select(RankTable).with_for_update()).first()
        if row is None:
            tx.add(RankTable(id=_TABLE, version=given["version"], lines=given["lines"]))
        elif given["version"] > row.version and given["lines"] != row.lines:
            row.lines = given["lines"]
        tx.flush()
