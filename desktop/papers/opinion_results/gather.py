"""What the round came to."""

from __future__ import annotations

import uuid

from desktop.domain.documents.selection import Selection
from desktop.domain.opinion_results import OpinionResults
from desktop.papers.lists.after import AfterPaper, paper
from desktop.papers.opinion_results.options import OpinionResultsOptions
from desktop.services import opinions
from desktop.services.tasks import today
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, _selection: Selection, options: OpinionResultsOptions
) -> AfterPaper[OpinionResults, OpinionResultsOptions]:
    """The results of the round of this number. Raises NotFound where there is none."""
    found = opinions.results(tx, opinions.find_round(tx, conference_id, options.round).id)
    return paper(tx, conference_id, found, options, found.total, on=today(tx))
