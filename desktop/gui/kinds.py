"""The kinds of units in words."""

from __future__ import annotations

from desktop.domain.units import UnitKind
from desktop.i18n import _


def kind_text(kind: str) -> str:
    """A unit kind's name; "" for none."""
    words = {
        UnitKind.WARD: _("Ward"),
        UnitKind.SPECIALISED_AGENCY: _("Specialised agency"),
        UnitKind.PUBLIC_SERVICE_UNIT: _("Public-service unit"),
        UnitKind.PUBLIC_SCHOOL: _("Public school"),
        UnitKind.MANAGED_UNIT: _("Jointly managed unit"),
        UnitKind.OTHER: _("Other unit"),
    }
    return words[UnitKind(kind)] if kind in words else ""


def kind_choices() -> list[tuple[str, object]]:
    """Every kind with its name, for a field."""
    return [(kind_text(kind), str(kind)) for kind in UnitKind]
