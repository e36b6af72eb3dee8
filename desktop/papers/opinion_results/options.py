"""Which round's results are printed, and what of them."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.documents import fields
from desktop.papers.questionnaire.options import MOST_ROUNDS


@dataclass(frozen=True, slots=True)
class OpinionResultsOptions:
    """How the results are laid out."""

    round: int = fields.number(0, 0, MOST_ROUNDS)
    """By its number; 0 for the newest."""
    plots: bool = fields.flag(True)
    comments: bool = fields.flag(True)
    signature: bool = fields.flag(True)
