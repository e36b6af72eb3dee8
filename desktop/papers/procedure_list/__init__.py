"""The list of proposals about administrative procedures."""

from __future__ import annotations

from desktop.domain.procedures import ProposalView
from desktop.papers.document import Document
from desktop.papers.lists import proposals
from desktop.papers.lists.after import AfterPaper
from desktop.papers.procedure_list import layout, words
from desktop.papers.procedure_list.options import ProcedureListOptions

DOCUMENT: Document[ProcedureListOptions, AfterPaper[tuple[ProposalView, ...], ProcedureListOptions]] = Document(
    name="procedure-list",
    place=230,
    moment="after",
    selects=frozenset({"units"}),
    options=ProcedureListOptions,
    words=words.WORDS,
    gather=proposals.gather,
    data=layout.data,
    listing=layout.listing,
    per_unit=False,
    counts="proposals",
)
