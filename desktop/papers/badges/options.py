"""How badges are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields
from desktop.domain.documents.people import ORDERS, Order

Size = Literal["a6", "card", "custom"]
Sides = Literal["front", "fold", "duplex"]
Colours = Literal["role", "group"]


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
    role: bool = fields.flag(True)
    """The role's word on the band, the group's title under it; without, the title alone."""
    colours: Colours = fields.pick("role", "group")
    emblem: bool = fields.flag(True)
    background: bool = fields.flag(True)
    lightening: int = fields.number(60, 0, 100, step=10)
    """Per cent of white over the background picture, so that letters stay readable."""
    shift_x: int = fields.number(0, -20, 20)
    """Millimetres to the right by which everything is moved on the sheet: for stock printed beforehand."""
    shift_y: int = fields.number(0, -20, 20)
    """Millimetres down."""
    crop_marks: bool = fields.flag(True)
