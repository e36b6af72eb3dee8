"""The kinds of units in words, for lists and fields."""

from __future__ import annotations

from desktop.domain.units import UnitKind
from desktop.wording import field


def kind_text(kind: str) -> str:
    """A unit kind's name; "" for none."""
    return field.kind_title(kind) if kind else ""


def kind_choices() -> list[tuple[str, object]]:
    """Every kind with its name, for a field."""
    return [(kind_text(kind), str(kind)) for kind in UnitKind]
