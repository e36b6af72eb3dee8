"""What is to review of the people in the list."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence

from desktop.domain.reviewing import Case
from desktop.gui.context import Context
from desktop.services.opening import Transaction

Cases = tuple[Sequence[Case], Mapping[uuid.UUID, Sequence[Case]]]


def read_cases(context: Context, conference_id: uuid.UUID, tx: Transaction) -> Cases:
    """All cases of a conference, and by attendee."""
    from desktop.services import reviewing  # the list is there before it

    found = context.review.cases(tx, conference_id)
    return found, reviewing.by_attendee(found)


def of_list(cases: Iterable[Case]) -> list[Case]:
    """Those that a word about the list settles; doubtful attendance needs its marks looked at."""
    return [case for case in cases if case.doubt is None]
