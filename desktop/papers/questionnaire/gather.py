"""The round whose questionnaire is printed."""

from __future__ import annotations

import uuid

from desktop.domain.documents.selection import Selection
from desktop.domain.opinions import RoundView
from desktop.papers.lists.after import AfterPaper, paper
from desktop.papers.questionnaire.options import QuestionnaireOptions
from desktop.services import opinions
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, _selection: Selection, options: QuestionnaireOptions
) -> AfterPaper[RoundView, QuestionnaireOptions]:
    """The round of this number. Raises NotFound where there is none."""
    found = opinions.find_round(tx, conference_id, options.round)
    return paper(tx, conference_id, found, options, len(found.questionnaire.items))
