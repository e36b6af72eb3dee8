"""What papers about opinions, dialogues and procedures share: what they are about, as it stands today."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from desktop.domain.documents.frame import Letterhead
from desktop.services import letterhead
from desktop.services.tasks import today
from desktop.store.transaction import Transaction

OptionsT = TypeVar("OptionsT")
OfT = TypeVar("OfT")


@dataclass(frozen=True, slots=True)
class AfterPaper(Generic[OfT, OptionsT]):
    """A paper before it is laid out."""

    conference_title: str
    letterhead: Letterhead
    as_of: dt.date
    of: OfT
    options: OptionsT
    total: int
    """How many answers, questions or proposals it tells of."""


def paper(
    tx: Transaction, conference_id: uuid.UUID, of: OfT, options: OptionsT, total: int, *, on: dt.date | None = None
) -> AfterPaper[OfT, OptionsT]:
    """The paper about this; dated `on`, where nobody said a day with room to write it."""
    row = letterhead.conference(tx, conference_id)
    frame = replace(letterhead.letterhead(tx, row), date=on)
    return AfterPaper(row.title, frame, today(tx), of, options, total)
