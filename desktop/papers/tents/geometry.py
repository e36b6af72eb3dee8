"""The size of a table name tent and how tents lie on an A4 sheet, in millimetres."""

from __future__ import annotations

from desktop.papers.cards.imposition import Imposition, laid
from desktop.papers.tents.options import TentOptions

TENTS = {"a4": (297.0, 210.0), "a5": (210.0, 148.5)}
"""A tent before it is folded along its middle."""


def impose(options: TentOptions) -> Imposition:
    """One A4 tent on a sheet, or two of A5."""
    width, height = TENTS[options.size]
    return laid(width, height, "above", lying=options.size == "a4")
