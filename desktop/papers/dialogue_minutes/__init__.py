"""The minutes of a dialogue with the people (biên bản)."""

from __future__ import annotations

from desktop.domain.dialogues import DialogueView
from desktop.papers.dialogue_minutes import gather, layout, words
from desktop.papers.dialogue_minutes.options import DialogueMinutesOptions
from desktop.papers.document import Document
from desktop.papers.lists.after import AfterPaper

DOCUMENT: Document[DialogueMinutesOptions, AfterPaper[DialogueView, DialogueMinutesOptions]] = Document(
    name="dialogue-minutes",
    place=220,
    moment="after",
    selects=frozenset(),
    options=DialogueMinutesOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    listing=layout.listing,
    per_unit=False,
    counts="questions",
)
