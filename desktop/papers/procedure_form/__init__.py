"""The form (02/RS-KSTT, part I) of each proposal about an administrative procedure, on pages of its own."""

from __future__ import annotations

from desktop.domain.procedures import ProposalView
from desktop.papers.document import Document
from desktop.papers.lists import proposals
from desktop.papers.lists.after import AfterPaper
from desktop.papers.procedure_form import layout, words
from desktop.papers.procedure_form.options import ProcedureFormOptions

DOCUMENT: Document[ProcedureFormOptions, AfterPaper[tuple[ProposalView, ...], ProcedureFormOptions]] = Document(
    name="procedure-form",
    place=240,
    moment="after",
    selects=frozenset({"units"}),
    options=ProcedureFormOptions,
    words=words.WORDS,
    gather=proposals.gather,
    data=layout.data,
    listing=layout.listing,
    per_unit=False,
    counts="proposals",
)
