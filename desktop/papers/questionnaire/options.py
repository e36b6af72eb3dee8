"""Which questionnaire is printed, and how."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.documents import fields

MOST_ROUNDS = 999


@dataclass(frozen=True, slots=True)
class QuestionnaireOptions:
    """How the questionnaire is laid out."""

    round: int = fields.number(0, 0, MOST_ROUNDS)
    """By its number; 0 for the newest."""
    lines: int = fields.number(2, 1, 12)
    """To write on, for each open question."""
