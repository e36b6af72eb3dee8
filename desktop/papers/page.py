"""The A4 page that sheets and lists share, in millimetres."""

from __future__ import annotations

ROW_TO_SIGN = 9.0
"""The least height of a row to sign in."""
ROW_TO_READ = 7.0
"""The least height of a row that nobody signs in."""


def text_width(landscape: bool) -> float:
    """Between the margins: 30 and 15 of A4 upright; 20 and 15 lying, where section 7 allows less."""
    return 297.0 - 20 - 15 if landscape else 210.0 - 30 - 15
