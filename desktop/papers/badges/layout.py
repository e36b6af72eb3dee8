"""What the template of the badges gets: texts, codes, colours, and where each badge lies on its sheet."""

from __future__ import annotations

import dataclasses

from desktop.domain.badge_roles import BadgeRole, own_word, role_of
from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.names import normalise
from desktop.papers.badges import geometry
from desktop.papers.badges.colours import OF_ROLES, PALETTE
from desktop.papers.badges.options import BadgeOptions
from desktop.papers.badges.words import own
from desktop.papers.cards.content import Cards, answers_text
from desktop.papers.cards.layout import head, names, pieces_of, sheet
from desktop.papers.document import Json
from desktop.papers.pictures import numbers
from desktop.papers.squares import digits_square


def data(content: Cards[BadgeOptions]) -> Json:
    """The badges for `badges.typ`."""
    options = content.options
    width, height = geometry.badge_size(options)
    shown = options.background and content.background
    return {
        "words": own(),
        "head": head(content),
        **sheet(geometry.impose(options), marked=options.crop_marks),
        "badge": {"width": width, "height": height, "edge": geometry.edge(width, height)},
        "duplex": options.sides == "duplex",
        "shift": (options.shift_x, options.shift_y),
        "emblem": numbers(content.emblem) if options.emblem and content.emblem else [],
        "background": numbers(content.background) if shown else [],
        "lightening": options.lightening,
        "colours": [dataclasses.asdict(colour) for colour in (*PALETTE, *OF_ROLES.values())],
        "cards": [_badge(content, person) for person in content.people],
    }


def pieces(content: Cards[BadgeOptions]) -> list[Cards[BadgeOptions]]:
    """Whole sheets of them."""
    return pieces_of(content, geometry.impose(content.options))


def _badge(content: Cards[BadgeOptions], person: PersonOnPaper) -> Json:
    return {
        **names(person),
        "group": normalise(person.group),
        **_band(content, person),
        "seat": normalise(person.seat),
        "answers": answers_text(content.questions, person),
        "number": str(person.number) if content.options.number else "",
        "code": person.code,
        "square": digits_square(person.code),
    }


def _band(content: Cards[BadgeOptions], person: PersonOnPaper) -> Json:
    """The role, the office's own word for it ("" for the usual one), and which of the colours; None for no colour.

    A word of the office's own that names none of the four roles takes its group's colour.
    """
    options, place = content.options, content.group_place(person)
    word = own_word(content.role_word(person))
    role = role_of(word or person.group)
    of_group = None if place is None else place % len(PALETTE)
    own = bool(word) and role is BadgeRole.ATTENDEE
    by_group = options.colours == "group" or not options.role or own
    colour = of_group if by_group else len(PALETTE) + list(OF_ROLES).index(role)
    return {"role": str(role) if options.role else "", "word": word if options.role else "", "colour": colour}
