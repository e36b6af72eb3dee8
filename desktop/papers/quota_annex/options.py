"""How the quota annex is laid out, and what stands on it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.documents import fields
from desktop.domain.documents.frame import Annex, Letterhead


@dataclass(frozen=True, slots=True)
class QuotaAnnexOptions:
    """How the quota annex is laid out."""

    annex: int = fields.number(0, 0, 50)
    paper: str = fields.text()
    by_kind: bool = fields.flag(True)
    registered: bool = fields.flag(False)
    signature: bool = fields.flag(False)
    landscape: bool = fields.flag(False)


@dataclass(frozen=True, slots=True)
class QuotaUnit:
    """A unit with its lines of quota: (count, who, note)."""

    number: int
    name: str
    kind: str
    lines: tuple[tuple[int, str, str], ...]
    registered: int

    @property
    def count(self) -> int:
        """How many it may send."""
        return sum(count for count, _who, _note in self.lines)


@dataclass(frozen=True, slots=True)
class QuotaAnnexContent:
    """The quota annex before it is laid out; units in the order of the directory."""

    conference_title: str
    letterhead: Letterhead
    units: tuple[QuotaUnit, ...]
    options: QuotaAnnexOptions

    @property
    def total(self) -> int:
        """How many units are on it."""
        return len(self.units)

    @property
    def people(self) -> int:
        """How many people may come in all."""
        return sum(unit.count for unit in self.units)

    @property
    def annex(self) -> Annex:
        """The annex it is."""
        return Annex(self.options.annex, self.options.paper)
