"""The lines over people, one inside the other: a unit in a group, a group in a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.importing import RowKind

_ROMAN = re.compile(r"[IVX]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Section:
    style: str
    """How it is numbered: "roman", "letter", "number", "" for no mark."""
    place: int
    """Its number: 2 for "II", "B", "2." and "b)"."""
    kind: RowKind
    words: str
    """The unit or group; "" says that people below have none."""


class Sections:
    """Which unit and group people stand under at the moment.

    A line whose number goes on from an open one's ends that one and all inside it; so does a line of the same kind
    numbered in the same way. Any other stands inside.
    """

    def __init__(self) -> None:
        self._open: list[_Section] = []
        self._last: dict[tuple[str, RowKind], int] = {}
        """The number last met of each style and kind, open or not: units may be numbered on through all groups."""

    def open(self, mark: str, kind: RowKind, words: str) -> None:
        """A line over the people below it: its number ("I", "a)"), whether it names a unit or a group, and its words."""
        style, place = _numbered(mark)
        depth = self._goes_on_from(style, place, kind)
        if depth is not None:
            del self._open[depth:]
        self._last[style, kind] = place
        self._open.append(_Section(style, place, kind, words))

    def _goes_on_from(self, style: str, place: int, kind: RowKind) -> int | None:
        alike = [depth for depth, above in enumerate(self._open) if above.style == style]
        following = [depth for depth in alike if style and self._open[depth].place + 1 == place]
        same = [depth for depth in following or alike if self._open[depth].kind is kind]
        if same:
            return same[-1]
        if following and self._last.get((style, kind), 0) + 1 != place:
            return following[-1]
        of_kind = [depth for depth, above in enumerate(self._open) if above.kind is kind]
        begins = bool(style) and (bool(alike) or place == 1)
        return of_kind[0] if of_kind and not begins else None

    @property
    def unit(self) -> str | None:
        """The unit of the people below; None where no line names one."""
        return self._innermost(RowKind.UNIT)

    @property
    def group(self) -> str | None:
        """Their role group."""
        return self._innermost(RowKind.GROUP)

    def _innermost(self, kind: RowKind) -> str | None:
        return next((section.words or None for section in reversed(self._open) if section.kind is kind), None)


def _numbered(mark: str) -> tuple[str, int]:
    """The style of a section's number and its value."""
    bare = mark.strip(" .()/-:–")
    if not bare:
        return "", 0
    if bare[0].isdigit():
        return "number", int(bare.split(".")[-1] or 0)
    if _ROMAN.fullmatch(bare) and (len(bare) > 1 or bare in "IiVvXx"):
        return "roman", _roman(bare.upper())
    return "letter", ord(bare[0].upper()) - ord("A") + 1


def _roman(digits: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[digit] for digit in digits]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
