"""The list of attendees: who is registered or summoned, as an annex or a paper of its own."""

from __future__ import annotations

from desktop.papers import flowing
from desktop.papers.document import ALL, Document
from desktop.papers.registered_list import gather, layout, words
from desktop.papers.registered_list.options import RegisteredListContent, RegisteredListOptions

DOCUMENT: Document[RegisteredListOptions, RegisteredListContent] = Document(
    name="registered-list",
    place=40,
    moment="before",
    selects=ALL,
    options=RegisteredListOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    runs=flowing.of_blocks,
    listing=layout.listing,
)
