"""What the organizer said about a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What the organizer said about a sheet, now or in earlier imports."""

    learned: Mapping[str, str] = field(default_factory=dict)
    """`heading_key` of a heading -> the field it was said to mean."""
    header_row: int | None = None
    """The heading's last row, as corrected; 0: there is no heading."""
    columns: Mapping[str, int] = field(default_factory=dict)
    """Field -> column from 1, as corrected; 0: no column holds it."""
    persons: Mapping[int, bool] = field(default_factory=dict)
    """Excel row -> whether it is a person, where the organizer said so."""
    questions: frozenset[str] = frozenset()
    """`heading_key` of headings whose columns answer questions of the conference, and hold no field."""
    known_questions: frozenset[str] = frozenset()
    """The same, where the column holds no field anyway."""
    include_hidden: bool = True
    with_sensitive: bool = False
    explain: bool = False
    """Tell of every row and column what it was taken for, and why."""
