"""The table of what was tried and seen."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tools.packing.folder import say
from tools.packing.tree import Outcome


@dataclass(slots=True)
class Report:
    """What was tried and seen, printed as it goes and once more at the end."""

    lines: list[tuple[bool | None, str, str]] = field(default_factory=list)

    def add(self, good: bool | None, tried: str, seen: str) -> None:
        """One line: whether it was as it should be (None: to be looked at), what was tried, what was seen."""
        self.lines.append((good, tried, seen))
        say(self._line(good, tried, seen))

    def expect(self, tried: str, outcome: Outcome, good: bool, seen: str = "") -> None:
        """A line about a program that was run; what it said last where that was not as it should be."""
        last = outcome.said.strip().splitlines()[-1:] or [""]
        told = seen if seen and good else f"exit {outcome.code}: {seen or last[0][:160]}"
        self.add(good, tried, f"{told} ({outcome.seconds:.0f} s)")

    def step(self, name: str, work: Callable[[], None]) -> None:
        """A part of a round: where it breaks off, that is a line too, and the next one is done."""
        try:
            work()
        except (OSError, ValueError, LookupError, subprocess.SubprocessError) as error:
            self.add(False, name, f"broke off: {type(error).__name__}: {error}"[:300])

    @staticmethod
    def _line(good: bool | None, tried: str, seen: str) -> str:
        mark = {True: "ok    ", False: "WRONG ", None: "look  "}[good]
        return f"{mark} {tried}: {seen}"

    def failed(self) -> list[str]:
        """What was not as it should be."""
        return [tried for good, tried, _seen in self.lines if good is False]

    def table(self) -> str:
        """Everything once more."""
        return "\n".join(self._line(*line) for line in self.lines)


def first_line(text: str) -> str:
    """The first line of what a program said, for the table."""
    lines: Sequence[str] = text.strip().splitlines() or [""]
    return lines[0][:200]
