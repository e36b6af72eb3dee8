"""What is announced of which dialogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields

MOST_DIALOGUES = 999
What = Literal["meeting", "results"]


@dataclass(frozen=True, slots=True)
class DialogueNoticeOptions:
    """How the announcement is laid out."""

    what: What = fields.pick("meeting", "results")
    dialogue: int = fields.number(0, 0, MOST_DIALOGUES)
    """By its number; 0 for the latest."""
    number: str = fields.text()
