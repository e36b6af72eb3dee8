"""The questionnaire of a round of opinions with bubbles to be filled, each copy with its own code: read back from pictures."""

from __future__ import annotations

from desktop.papers.document import Document, Places
from desktop.papers.opinion_sheet import gather, layout, places, words
from desktop.papers.opinion_sheet.options import OpinionSheetContent, OpinionSheetOptions

DOCUMENT: Document[OpinionSheetOptions, OpinionSheetContent] = Document(
    name="opinion-sheet",
    place=195,
    moment="after",
    selects=frozenset(),
    options=OpinionSheetOptions,
    words=words.WORDS,
    gather=gather.gather,
    record=gather.record,
    journals=True,
    data=layout.data,
    pieces=layout.pieces,
    places=Places(places.ASKED, places.keep),
    per_unit=False,
    counts="questions",
    both_sides=True,
)
