"""How badges are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields
from desktop.domain.documents.people import ORDERS, Order

Size = Literal["a6", "card", "custom"]
Sides = Literal["front", "fold", "duplex"]


@dataclass(frozen=True, slots=True)
class BadgeOptions:
    """How badges are laid out."""

    size: Size = fields.pick("a6", "card", "custom")
    width: int = fields.number(90, 54, 200, when=("size", "custom"))
    """Of a custom badge, in millimetres."""
    height: int = fields.number(120, 50, 280, when=("size", "custom"))
    sides: Sides = fields.pick("front", "fold", "duplex")
    only_changed: bool = fields.flag(False)
    sort: Order = fields.pick(*ORDERS)
    number: bool = fields.flag(True)
    questions: str = fields.text()
    crop_marks: bool = fields.flag(True)
