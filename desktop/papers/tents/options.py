"""How table name tents are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields
from desktop.domain.documents.people import ORDERS, Order

Size = Literal["a4", "a5"]


@dataclass(frozen=True, slots=True)
class TentOptions:
    """How table name tents are laid out."""

    size: Size = fields.pick("a4", "a5")
    only_changed: bool = fields.flag(False)
    sort: Order = fields.pick(*ORDERS)
    conference: bool = fields.flag(True)
    crop_marks: bool = fields.flag(True)
