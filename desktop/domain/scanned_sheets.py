"""What pictures of signed pages come to."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What stands in a cell to sign in."""

    SIGNED = "signed"
    BLANK = "blank"
    ASK = "ask"
    """Somebody has to look."""
