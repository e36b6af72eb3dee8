"""What the template of the badges gets: texts, codes, colours, and where each badge lies on its sheet."""

from __future__ import annotations

import dataclasses

from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.names import normalise
from desktop.papers.badges import geometry
from desktop.papers.badges.colours import PALETTE
from desktop.papers.badges.options import BadgeOptions
from desktop.papers.badges.words import own
from desktop.papers.cards.content import Cards, answers_text
from desktop.papers.cards.layout import head, names, pieces_of, sheet
from desktop.papers.document import Json
from desktop.papers.squares import digits_square


def data(content: Cards[BadgeOptions]) -> Json:
    """The badges for `badges.typ`."""
    options = content.options
    width, height = geometry.badge_size(options)
    return {
        "words": own(),
        "head": head(content),
        **sheet(geometry.impose(options), marked=options.crop_marks),
        "badge": {"width": width, "height": height, "edge": geometry.edge(width, height)},
        "duplex": options.sides == "duplex",
        "colours": [dataclasses.asdict(colour) for colour in PALETTE],
        "cards": [_badge(content, person) for person in content.people],
    }


def pieces(content: Cards[BadgeOptions]) -> list[Cards[BadgeOptions]]:
    """Whole sheets of them."""
    return pieces_of(content, geometry.impose(content.options))


def _badge(content: Cards[BadgeOptions], person: PersonOnPaper) -> Json:
    place = content.group_place(person)
    return {
        **names(person),
        "group": normalise(person.group),
        "colour": None if place is None else place % len(PALETTE),
        "seat": normalise(person.seat),
        "answers": answers_text(content.questions, person),
        "number": str(person.number) if content.options.number else "",
        "code": person.code,
        "square": digits_square(person.code),
    }
