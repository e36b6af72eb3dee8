"""Which tasks stand on the tracking table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields

Only = Literal["all", "owed", "late"]


@dataclass(frozen=True, slots=True)
class TaskTrackingOptions:
    """How the tracking table is laid out."""

    only: Only = fields.pick("all", "owed", "late")
    signature: bool = fields.flag(True)
