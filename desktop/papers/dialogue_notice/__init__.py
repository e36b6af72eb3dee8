"""The announcement of a dialogue with the people (thông báo), before it, or of its results after it."""

from __future__ import annotations

from desktop.domain.dialogues import DialogueView
from desktop.papers.dialogue_notice import gather, layout, words
from desktop.papers.dialogue_notice.options import DialogueNoticeOptions
from desktop.papers.document import Document
from desktop.papers.lists.after import AfterPaper

DOCUMENT: Document[DialogueNoticeOptions, AfterPaper[DialogueView, DialogueNoticeOptions]] = Document(
    name="dialogue-notice",
    place=210,
    moment="after",
    selects=frozenset(),
    options=DialogueNoticeOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    listing=layout.listing,
    per_unit=False,
    counts="questions",
)
