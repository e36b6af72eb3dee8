"""What the task sheet of a unit says beside its tasks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.documents import fields


@dataclass(frozen=True, slots=True)
class TaskSheetOptions:
    """How the task sheets are laid out."""

    back_by: dt.date | None = fields.day()
    signature: bool = fields.flag(True)
