"""Badges to hang round necks: name, unit, group and a code to scan at the door."""

from __future__ import annotations

from desktop.papers.badges import gather, layout, words
from desktop.papers.badges.options import BadgeOptions
from desktop.papers.cards.content import Cards
from desktop.papers.document import ALL, Document

DOCUMENT: Document[BadgeOptions, Cards[BadgeOptions]] = Document(
    name="badges",
    place=80,
    moment="before",
    selects=ALL,
    options=BadgeOptions,
    words=words.WORDS,
    gather=gather.gather,
    record=gather.record,
    data=layout.data,
    pieces=layout.pieces,
)
