"""Table name tents: to fold and stand on the table, the name to be read from both sides."""

from __future__ import annotations

from desktop.papers.cards.content import Cards
from desktop.papers.document import ALL, Document
from desktop.papers.tents import gather, layout, words
from desktop.papers.tents.options import TentOptions

DOCUMENT: Document[TentOptions, Cards[TentOptions]] = Document(
    name="tents",
    place=90,
    moment="before",
    selects=ALL,
    options=TentOptions,
    words=words.WORDS,
    gather=gather.gather,
    record=gather.record,
    data=layout.data,
    pieces=layout.pieces,
)
