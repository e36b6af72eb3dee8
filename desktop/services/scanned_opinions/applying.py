"""What filled questionnaires say, entered as answers that nobody is known by; each copy counts once."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import insert, select

from desktop.domain.errors import Conflict
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.opinions import FEWEST, Filled
from desktop.domain.scanned_opinions import OpinionScan, ReadPaper
from desktop.services import journal, undoing, undoing_last
from desktop.services.opinions.entering import add, checked, mix, refuse_too_many
from desktop.services.opinions.looking import AREAS, locked, questionnaire_of
from desktop.services.scanned_opinions.sheets import is_as_printed
from desktop.store import schema
from desktop.store.after_tables import OpinionAnswer, OpinionComment, OpinionPaper
from desktop.store.transaction import OpenEntry, Transaction

ACTION = "opinion.scanned"


@dataclass(frozen=True, slots=True)
class ConfirmedPaper:
    """A copy with the answer that stands on it, as somebody confirmed it or as it was sure."""

    paper: ReadPaper
    filled: Filled


@dataclass(frozen=True, slots=True)
class EnteredPapers:
    """What entering came to."""

    written: int
    left: int = 0
    """Papers that somebody still has to look at."""
    undoable: bool = True
    """Of fewer than `FEWEST` answers of a round no line tells, so nothing takes them back."""


def sure(found: OpinionScan, *, skip_words: bool = False) -> list[ConfirmedPaper]:
    """The papers on which nothing is asked and nothing is to be typed; with `skip_words` what was written is left out."""
    return [
        ConfirmedPaper(paper, paper.filled({}, {}))
        for paper in found.papers
        if paper.is_sure and (skip_words or not paper.words) and paper.has_marks
    ]


def confirm(tx: Transaction, conference_id: uuid.UUID, papers: Sequence[ConfirmedPaper]) -> EnteredPapers:
    """Enter these papers as one change, undone as a whole, in an order by chance.

    Raises Conflict where one of them was entered meanwhile or a round's questions were changed, InvalidInput for what a
    questionnaire can't have.
    """
    by_round: defaultdict[uuid.UUID, list[ConfirmedPaper]] = defaultdict(list)
    for each in papers:
        by_round[each.paper.round_id].append(each)
    undoable = True
    for round_id, theirs in sorted(by_round.items()):
        undoable &= _enter(tx, conference_id, round_id, theirs)
    return EnteredPapers(len(papers), undoable=undoable)


def _enter(tx: Transaction, conference_id: uuid.UUID, round_id: uuid.UUID, papers: Sequence[ConfirmedPaper]) -> bool:
    row = locked(tx, round_id)
    asked = questionnaire_of(row)
    if any(not is_as_printed(each.paper.asked, asked) for each in papers):
        raise Conflict("opinion.paper_changed", title=row.title)
    _refuse_entered(tx, round_id, papers)
    filled = [checked(each.filled, asked) for each in papers]
    refuse_too_many(tx, round_id, len(filled))
    if len(papers) < FEWEST:
        journal.unsaid(tx, ACTION, conference_id=conference_id)
        _write(tx, round_id, papers, filled)
        mix(tx, round_id)
        return False
    details = {"count": len(papers), "title": row.title}
    with journal.entry(tx, ACTION, AREAS, conference_id=conference_id, **details) as line:
        _say(line, _write(tx, round_id, papers, filled))
        mix(tx, round_id)
    return True


def _refuse_entered(tx: Transaction, round_id: uuid.UUID, papers: Sequence[ConfirmedPaper]) -> None:
    query = select(OpinionPaper.token, OpinionPaper.copy).where(OpinionPaper.opinion_round_id == round_id)
    there = {(token, copy) for token, copy in tx.execute(query)}
    if any((each.paper.token, each.paper.copy) in there for each in papers):
        raise Conflict("opinion.paper_entered_meanwhile")


def _write(
    tx: Transaction, round_id: uuid.UUID, papers: Sequence[ConfirmedPaper], filled: Sequence[Filled]
) -> Mapping[str, Sequence[uuid.UUID]]:
    """The rows, those of copies by their numbers: nothing says which answer stood on which. Returns their keys by table."""
    entered = add(tx, round_id, filled)
    copies = sorted((each.paper.token, each.paper.copy) for each in papers)
    keys = [uuid.uuid4() for _copy in copies]
    rows = [
        {"id": key, "version": 1, "opinion_round_id": round_id, "token": token, "copy": copy}
        for key, (token, copy) in zip(keys, copies, strict=True)
    ]
    tx.execute(insert(schema.table(OpinionPaper.__tablename__)), rows)
    return {
        OpinionAnswer.__tablename__: [each.answer for each in entered],
        OpinionComment.__tablename__: [key for each in entered for key in each.comments],
        OpinionPaper.__tablename__: keys,
    }


def _say(line: OpenEntry, keys: Mapping[str, Sequence[uuid.UUID]]) -> None:
    for table, theirs in keys.items():
        line.added(table, sorted(theirs))


def undo_last(tx: Transaction, conference_id: uuid.UUID) -> undoing.Undone:
    """Take the papers entered last back, whole. Raises NotFound("opinion.scan_nothing_to_undo") when none stand."""
    return undoing_last.undo_last(tx, conference_id, ACTION, "opinion.scan_nothing_to_undo")
