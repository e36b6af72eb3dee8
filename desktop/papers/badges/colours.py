"""The colours of role groups on badges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.badge_roles import BadgeRole


@dataclass(frozen=True, slots=True)
class Colour:
    """A band and what is written on it."""

    fill: str
    ink: str


_DARK, _LIGHT = "#111111", "#ffffff"
PALETTE: tuple[Colour, ...] = (
    Colour("#0d5b9f", _LIGHT),
    Colour("#f6c31c", _DARK),
    Colour("#801728", _LIGHT),
    Colour("#75c18e", _DARK),
    Colour("#3c1d57", _LIGHT),
    Colour("#ed7d1b", _DARK),
    Colour("#178072", _LIGHT),
    Colour("#f5dbe6", _DARK),
)
"""Of neighbours in the list one is dark and one light, and no two are alike in grey. The name always stands on it."""

OF_ROLES: Mapping[BadgeRole, Colour] = {
    BadgeRole.ATTENDEE: PALETTE[0],
    BadgeRole.ORGANIZER: PALETTE[2],
    BadgeRole.SPEAKER: PALETTE[6],
    BadgeRole.GUEST: PALETTE[1],
}
"""Told apart in colour and, where ink of one colour prints, by the word on them."""


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
