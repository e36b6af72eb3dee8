"""What can be wrong with a template that an office has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cause = Literal[
    "brackets", "quotes", "syntax", "unknown_name", "missing_word", "other_file", "package", "endless", "too_slow",
    "too_large", "other",
]  # fmt: skip

FRAME = "official"
"""The template that all others share: the official frame."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a template can't be used, and where."""

    cause: Cause
    file: str = ""
    line: int = 0
    """From 1; 0 when it concerns no line."""
    column: int = 0
    name: str = ""
    """The variable, word or file that is meant."""
    detail: str = ""
    """Typst's own words, in English."""
