"""What the templates of badges and tents get: texts, codes, and where each piece lies on its sheet."""

from __future__ import annotations

import dataclasses

from desktop.domain.names import normalise
from desktop.papers.badges import options as badges
from desktop.papers.badges import words as wording
from desktop.papers.badges.options import BadgeOptions, Bearer, Cards, Imposition, TentOptions
from desktop.papers.document_kinds import DocumentKind
from desktop.papers.frame import Json
from desktop.papers.squares import digits_square


def data(kind: DocumentKind, content: Cards) -> Json:
    """The cards for `badges.typ` or `tents.typ`."""
    options = content.options
    own = _badges(content, options) if isinstance(options, BadgeOptions) else _tents(content, options)
    return {"words": wording.words(kind.name), "head": wording.head(content), **own}


def _badges(content: Cards, options: BadgeOptions) -> Json:
    width, height = badges.badge_size(options)
    edge = badges.edge(width, height)
    return {
        **_sheet(badges.impose(options), options.crop_marks),
        "badge": {"width": width, "height": height, "edge": edge},
        "duplex": options.sides == "duplex",
        "colours": [dataclasses.asdict(colour) for colour in badges.PALETTE],
        "cards": [_badge(bearer, options) for bearer in content.bearers],
    }


def _badge(bearer: Bearer, options: BadgeOptions) -> Json:
    place = bearer.group_place
    return {
        **_texts(bearer),
        "group": normalise(bearer.group),
        "colour": None if place is None else place % len(badges.PALETTE),
        "seat": normalise(bearer.seat),
        "number": str(bearer.number) if options.number else "",
        "code": bearer.code,
        "square": digits_square(bearer.code),
    }


def _tents(content: Cards, options: TentOptions) -> Json:
    return {
        **_sheet(badges.impose_tents(options), options.crop_marks),
        "conference": options.conference,
        "cards": [_texts(bearer) for bearer in content.bearers],
    }


def _texts(bearer: Bearer) -> Json:
    return {
        "honorific": normalise(bearer.honorific),
        "name": normalise(bearer.full_name),
        "position": normalise(bearer.position),
        "unit": normalise(bearer.unit),
    }


def _sheet(laid: Imposition, crop_marks: bool) -> Json:
    """The sheet and what lies on it, in millimetres."""
    return {
        "lying": laid.lying,
        "piece": {"width": laid.width, "height": laid.height, "fold": laid.fold},
        "places": laid.places,
        "backs": laid.backs,
        "marks": [dataclasses.astuple(mark) for mark in badges.crop_marks(laid)] if crop_marks else [],
    }
