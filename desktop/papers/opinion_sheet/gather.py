"""The round whose questionnaire is printed, and the copies that there will be of it."""

from __future__ import annotations

import uuid
from dataclasses import replace

from desktop.domain.areas import Area
from desktop.domain.documents.selection import Selection
from desktop.papers.lists.after import paper
from desktop.papers.opinion_sheet.options import OpinionSheetContent, OpinionSheetOptions
from desktop.services import journal, opinions, scanned_opinions
from desktop.store.transaction import Transaction

NAME = "opinion-sheet"


def gather(
    tx: Transaction, conference_id: uuid.UUID, _selection: Selection, options: OpinionSheetOptions
) -> OpinionSheetContent:
    """One copy to look at, of the round of this number. Raises NotFound where there is none."""
    found = opinions.find_round(tx, conference_id, options.round)
    return OpinionSheetContent(paper(tx, conference_id, found, options, len(found.questionnaire.items)), options)


def record(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: OpinionSheetOptions
) -> OpinionSheetContent:
    """The copies to be handed out, each with a number of its own at random."""
    content = gather(tx, conference_id, selection, options)
    with journal.entry(
        tx, "document.made", {Area.DOCUMENTS}, conference_id=conference_id, document=NAME, rows=content.total, people=0
    ):
        sheet = scanned_opinions.add_sheet(tx, content.round.id, options.copies)
    return replace(content, token=sheet.token, copies=sheet.copies, sheet_id=sheet.id)
