"""Badges: whose are printed, and what is on each."""

from __future__ import annotations

import uuid

from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.documents.selection import Selection
from desktop.papers.badges.geometry import impose
from desktop.papers.badges.options import BadgeOptions
from desktop.papers.badges.words import WORDS
from desktop.papers.cards import gather as cards
from desktop.papers.cards.content import Cards, answers_text, name_texts
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: BadgeOptions
) -> Cards[BadgeOptions]:
    """The badges as they would be printed now.

    Raises AppError("document.nobody" | "badges.nothing_new") or InvalidInput("badges.too_large").
    """
    impose(options)
    return cards.gather(tx, _KIND, conference_id, selection, options)


def record(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: BadgeOptions
) -> Cards[BadgeOptions]:
    """The same, and what is on each badge kept."""
    impose(options)
    return cards.record(tx, _KIND, conference_id, selection, options)


def texts(cards: Cards[BadgeOptions], person: PersonOnPaper) -> list[str]:
    """Every text on somebody's badge but their number in the list."""
    days = [day.isoformat() if day else "" for day in (cards.starts_on, cards.ends_on)]
    own = [person.code, person.group, person.seat]
    answers = answers_text(cards.questions, person)
    further = [text for text in (answers, cards.role_word(person)) if text]
    return [*name_texts(person), *own, cards.conference_title, cards.issuing_body, *days, *further]


_KIND = cards.CardKind("badges", WORDS, texts, lambda options: options.questions)
