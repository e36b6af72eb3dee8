"""Printings of questionnaires to be scanned: each copy has a number at random, and nobody is noted beside it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.opinion_code import new_copies, new_token
from desktop.domain.opinion_places import PaperPage, to_plain
from desktop.domain.opinions import Questionnaire, QuestionSection
from desktop.domain.scanned_opinions import PrintedCopies
from desktop.domain.tasks import content_key
from desktop.services.opinions.looking import locked, questionnaire_of
from desktop.store.after_tables import OpinionPaper, OpinionRound, OpinionSheet
from desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A printing just begun."""

    id: uuid.UUID
    token: str
    copies: tuple[int, ...]


def add_sheet(tx: Transaction, round_id: uuid.UUID, copies: int) -> NewSheet:
    """So many copies of a round's questionnaire as it stands; part of the caller's change. Raises NotFound."""
    row = locked(tx, round_id)
    token = new_token(frozenset(tx.scalars(select(OpinionSheet.token))))
    numbers = new_copies(copies)
    sheet = OpinionSheet(
        id=uuid.uuid4(),
        opinion_round_id=round_id,
        token=token,
        asked=_plain(questionnaire_of(row)),
        copies=sorted(numbers),
        places=[],
    )
    tx.add(sheet)
    tx.flush()
    return NewSheet(sheet.id, token, numbers)


def keep_places(tx: Transaction, sheet_id: uuid.UUID, pages: tuple[PaperPage, ...]) -> None:
    """Keep where things stand on the pages of a printing, once it was laid out."""
    tx.execute(update(OpinionSheet).where(OpinionSheet.id == sheet_id).values(places=to_plain(pages)))


def known(tx: Transaction, conference_id: uuid.UUID) -> tuple[PrintedCopies, ...]:
    """The printings of the conference's rounds that pictures can be read of."""
    entered: dict[str, set[int]] = {}
    here = select(OpinionRound.id).where(OpinionRound.conference_id == conference_id)
    query = select(OpinionPaper.token, OpinionPaper.copy).where(OpinionPaper.opinion_round_id.in_(here))
    for token, copy in tx.execute(query):
        entered.setdefault(token, set()).add(copy)
    sheets = tx.scalars(select(OpinionSheet).where(OpinionSheet.opinion_round_id.in_(here)))
    return tuple(
        PrintedCopies(
            row.opinion_round_id,
            row.token,
            frozenset(row.copies),
            frozenset(entered.get(row.token, ())),
            tuple(row.places),
            _questionnaire(row.asked),
        )
        for row in sheets
        if row.places
    )


def _plain(asked: Questionnaire) -> dict[str, Any]:
    return {
        "scale": asked.scale,
        "sections": [[section.title, list(section.items)] for section in asked.sections],
        "open": list(asked.open),
        "groups": list(asked.groups),
        "labels": list(asked.labels),
    }


def _questionnaire(kept: Mapping[str, Any]) -> Questionnaire:
    sections = tuple(QuestionSection(title, tuple(items)) for title, items in kept["sections"])
    return Questionnaire(kept["scale"], sections, tuple(kept["open"]), tuple(kept["groups"]), tuple(kept["labels"]))


def is_as_printed(printed: Questionnaire, now: Questionnaire) -> bool:
    """Whether marks on paper still mean what the round asks: its items in their order, its groups and open questions.

    What a level is called may be worded otherwise, but no word may stand for another level than on the paper.
    """
    if (printed.scale, printed.items, printed.groups, printed.open) != (now.scale, now.items, now.groups, now.open):
        return False
    levels = {content_key(label): level for level, label in enumerate(now.labels)}
    return all(levels.get(content_key(label), level) == level for level, label in enumerate(printed.labels))
