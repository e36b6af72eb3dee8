"""How many were expected and what became of them: what the record and the report count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.attendance import Status


@dataclass(frozen=True, slots=True)
class AttendanceTally:
    """People counted by their status."""

    present: int = 0
    """On time."""
    late: int = 0
    excused: int = 0
    absent: int = 0
    unrecorded: int = 0

    @property
    def expected(self) -> int:
        """All of them."""
        return self.present + self.late + self.excused + self.absent + self.unrecorded

    @property
    def there(self) -> int:
        """Who came, on time or late."""
        return self.present + self.late

    @property
    def begun(self) -> bool:
        """Whether anything was recorded of anybody."""
        return self.unrecorded < self.expected

    @property
    def rate(self) -> float | None:
        """Of those expected, how many came; None where nobody was expected."""
        return self.there / self.expected if self.expected else None

    def __add__(self, other: AttendanceTally) -> AttendanceTally:
        return AttendanceTally(
            self.present + other.present,
            self.late + other.late,
            self.excused + other.excused,
            self.absent + other.absent,
            self.unrecorded + other.unrecorded,
        )


def tally(statuses: Iterable[str]) -> AttendanceTally:
    """The statuses counted."""
    counts = dict.fromkeys(Status, 0)
    for status in statuses:
        counts[Status(status)] += 1
    return AttendanceTally(*(counts[status] for status in Status))


def total(tallies: Iterable[AttendanceTally]) -> AttendanceTally:
    """The sum of several."""
    return sum(tallies, AttendanceTally())
