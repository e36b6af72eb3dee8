"""What the template of the table name tents gets: texts, and where each tent lies on its sheet."""

from __future__ import annotations

from desktop.papers.cards.content import Cards
from desktop.papers.cards.layout import head, names, pieces_of, sheet
from desktop.papers.document import Json
from desktop.papers.tents.geometry import impose
from desktop.papers.tents.options import TentOptions
from desktop.papers.tents.words import own


def data(content: Cards[TentOptions]) -> Json:
    """The tents for `tents.typ`."""
    options = content.options
    return {
        "words": own(),
        "head": head(content),
        **sheet(impose(options), marked=options.crop_marks),
        "conference": options.conference,
        "cards": [names(person) for person in content.people],
    }


def pieces(content: Cards[TentOptions]) -> list[Cards[TentOptions]]:
    """Whole sheets of them."""
    return pieces_of(content, impose(content.options))
