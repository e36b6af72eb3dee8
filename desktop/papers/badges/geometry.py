"""The size of a badge and how badges lie on an A4 sheet, in millimetres."""

from __future__ import annotations

from desktop.domain.errors import InvalidInput
from desktop.papers.badges.options import BadgeOptions
from desktop.papers.cards.imposition import PRINTER_MM, Fold, Imposition, laid


def badge_size(options: BadgeOptions) -> tuple[float, float]:
    """Width and height of a badge in millimetres."""
    if options.size == "custom":
        return float(options.width), float(options.height)
    return (105.0, 148.0) if options.size == "a6" else (86.0, 54.0)


def edge(width: float, height: float) -> float:
    """What stays white inside a badge's edge, so that a cut may slip and a printer's margin eats nothing."""
    return 6.0 if min(width, height) >= 90 else 4.0


def impose(options: BadgeOptions) -> Imposition:
    """As many badges on a sheet as go, the sheet upright or lying, a badge to fold open beside or above its back.

    Raises InvalidInput("badges.too_large") when not even one goes.
    """
    width, height = badge_size(options)
    spare = max(0.0, PRINTER_MM - edge(width, height))
    pieces: list[tuple[float, float, Fold]] = [(width, height, "")]
    if options.sides == "fold":
        pieces = [(2 * width, height, "beside"), (width, 2 * height, "above")]
    best: Imposition | None = None
    for wide, high, fold in pieces:
        for lying in (False, True):
            found = laid(wide, high, fold, lying=lying, spare=spare)
            if best is None or found.columns * found.rows > best.columns * best.rows:
                best = found
    if best is None or not best.columns * best.rows:
        raise InvalidInput("badges.too_large", field="width", width=round(width), height=round(height))
    return best
