"""Of which dialogue the minutes are."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.documents import fields
from desktop.papers.dialogue_notice.options import MOST_DIALOGUES


@dataclass(frozen=True, slots=True)
class DialogueMinutesOptions:
    """How the minutes are laid out."""

    dialogue: int = fields.number(0, 0, MOST_DIALOGUES)
    """By its number; 0 for the latest."""
    ended: str = fields.text()
    """At what time it ended."""
