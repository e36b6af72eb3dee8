"""What badges and tents give their templates alike: names, what stands over them, and where each piece lies."""

from __future__ import annotations

import dataclasses
import math

from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.names import normalise
from desktop.papers.cards.content import CardOptionsT, Cards
from desktop.papers.cards.imposition import Imposition, crop_marks
from desktop.papers.document import Json, cut
from desktop.wording.formats import dates_text


def head(cards: Cards[CardOptionsT]) -> dict[str, str]:
    """What stands over everybody's name."""
    return {
        "issuing": normalise(cards.issuing_body).upper(),
        "conference": normalise(cards.conference_title),
        "dates": dates_text(cards.starts_on, cards.ends_on),
    }


def names(person: PersonOnPaper) -> dict[str, str]:
    """Who it is."""
    return {
        "honorific": normalise(person.honorific),
        "name": normalise(person.full_name),
        "position": normalise(person.position),
        "unit": normalise(person.unit),
    }


_TOGETHER = 400
"""So many cards or a few more, until their sheet is full, are laid out together."""


def pieces_of(cards: Cards[CardOptionsT], laid: Imposition) -> list[Cards[CardOptionsT]]:
    """Many cards cut where a sheet is full."""
    size = math.ceil(_TOGETHER / len(laid.places)) * len(laid.places)
    return [dataclasses.replace(cards, people=people) for people in cut(cards.people, size)]


def sheet(laid: Imposition, *, marked: bool) -> Json:
    """The sheet and what lies on it, in millimetres; with or without marks to cut by."""
    return {
        "lying": laid.lying,
        "piece": {"width": laid.width, "height": laid.height, "fold": laid.fold},
        "places": laid.places,
        "backs": laid.backs,
        "marks": [dataclasses.astuple(mark) for mark in crop_marks(laid)] if marked else [],
    }
