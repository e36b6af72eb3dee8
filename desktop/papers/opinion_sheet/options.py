"""Which questionnaire is printed to be scanned, how often and how; and what stands on it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from desktop.domain.documents import fields
from desktop.domain.opinion_code import MOST_COPIES
from desktop.domain.opinions import RoundView
from desktop.papers.lists.after import AfterPaper
from desktop.papers.questionnaire.options import MOST_ROUNDS


@dataclass(frozen=True, slots=True)
class OpinionSheetOptions:
    """How the questionnaire is laid out."""

    round: int = fields.number(0, 0, MOST_ROUNDS)
    """By its number; 0 for the newest."""
    copies: int = fields.number(50, 1, MOST_COPIES)
    lines: int = fields.number(3, 3, 12)
    """To write on, for each open question: fewer would not hold a page of their own in a picture."""


@dataclass(frozen=True, slots=True)
class OpinionSheetContent:
    """The questionnaire before it is laid out."""

    paper: AfterPaper[RoundView, OpinionSheetOptions]
    options: OpinionSheetOptions
    token: str = ""
    """"" on a preview, which nobody fills."""
    copies: tuple[int, ...] = ()
    sheet_id: uuid.UUID | None = None
    first: bool = True
    """Whether these are the first copies: where things stand is asked of them alone, for all are alike."""

    @property
    def round(self) -> RoundView:
        """What is asked."""
        return self.paper.of

    @property
    def total(self) -> int:
        """How many questions there are."""
        return self.paper.total
