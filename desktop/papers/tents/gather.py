"""Table name tents: whose are printed, and what is on each."""

from __future__ import annotations

import uuid

from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.documents.selection import Selection
from desktop.papers.cards import gather as cards
from desktop.papers.cards.content import Cards, name_texts
from desktop.papers.tents.options import TentOptions
from desktop.papers.tents.words import WORDS
from desktop.store.transaction import Transaction


def gather(tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: TentOptions) -> Cards[TentOptions]:
    """The tents as they would be printed now. Raises AppError("document.nobody" | "badges.nothing_new")."""
    return cards.gather(tx, _KIND, conference_id, selection, options)


def record(tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: TentOptions) -> Cards[TentOptions]:
    """The same, and what is on each tent kept."""
    return cards.record(tx, _KIND, conference_id, selection, options)


def texts(cards: Cards[TentOptions], person: PersonOnPaper) -> list[str]:
    """Every text on somebody's tent."""
    return [*name_texts(person), *([cards.conference_title] if cards.options.conference else [])]


_KIND = cards.CardKind("tents", WORDS, texts)
