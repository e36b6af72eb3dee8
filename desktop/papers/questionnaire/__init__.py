"""The questionnaire (phiếu lấy ý kiến) of a round of opinions, to be filled in by hand."""

from __future__ import annotations

from desktop.domain.opinions import RoundView
from desktop.papers.document import Document
from desktop.papers.lists.after import AfterPaper
from desktop.papers.questionnaire import gather, layout, words
from desktop.papers.questionnaire.options import QuestionnaireOptions

DOCUMENT: Document[QuestionnaireOptions, AfterPaper[RoundView, QuestionnaireOptions]] = Document(
    name="questionnaire",
    place=190,
    moment="after",
    selects=frozenset(),
    options=QuestionnaireOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    listing=layout.listing,
    per_unit=False,
    counts="questions",
    both_sides=True,
)
