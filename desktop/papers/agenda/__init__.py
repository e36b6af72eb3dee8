"""The agenda (chương trình): a paper of the office, an annex to an invitation, or a sheet for the door."""

from __future__ import annotations

from desktop.papers.agenda import gather, layout, words
from desktop.papers.agenda.options import AgendaContent, AgendaOptions
from desktop.papers.document import Document

DOCUMENT: Document[AgendaOptions, AgendaContent] = Document(
    name="agenda",
    place=135,
    moment="before",
    selects=frozenset({"sessions"}),
    options=AgendaOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    listing=layout.listing,
    per_unit=False,
    counts="sessions",
)
