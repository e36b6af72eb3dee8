"""What an attack came to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """Tries, faults (a traceback, wrong words, a broken file) and losses (something acknowledged that is gone)."""

    name: str
    tries: int = 0
    faults: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """The figures."""
        told = "".join(f"; {name}: {count}" for name, count in sorted(self.notes.items()))
        return f"{self.name}: {self.tries} tries, {len(self.faults)} faults, {len(self.losses)} losses{told}"
