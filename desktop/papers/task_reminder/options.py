"""What the letter to units with overdue tasks says beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.documents import fields


@dataclass(frozen=True, slots=True)
class TaskReminderOptions:
    """How the letters are worded."""

    number: str = fields.text()
    report_by: dt.date | None = fields.day()
