"""What a round of opinions came to, as a paper of the office."""

from __future__ import annotations

from desktop.domain.opinion_results import OpinionResults
from desktop.papers.document import Document
from desktop.papers.lists.after import AfterPaper
from desktop.papers.opinion_results import gather, layout, words
from desktop.papers.opinion_results.options import OpinionResultsOptions

DOCUMENT: Document[OpinionResultsOptions, AfterPaper[OpinionResults, OpinionResultsOptions]] = Document(
    name="opinion-results",
    place=200,
    moment="after",
    selects=frozenset(),
    options=OpinionResultsOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    listing=layout.listing,
    per_unit=False,
    counts="answers",
)
