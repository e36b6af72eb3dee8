"""What the notice of conclusions says beside the tasks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.documents import fields


@dataclass(frozen=True, slots=True)
class TaskConclusionOptions:
    """Which conclusion, and how the notice is worded."""

    conclusion: str = fields.text()
    """The number of the conclusion; "" for the newest."""
    date: dt.date | None = fields.day()
    """Of the notice; none: of the conclusion."""
    about: str = fields.text()
    opening: str = fields.text(lines=4)
    closing: str = fields.text(lines=3)
