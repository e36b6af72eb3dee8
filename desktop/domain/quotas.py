"""Quotas as the organizer edits them: a table of units, filled by hand, by kind of unit, or from what is registered."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.domain.names import normalise
from desktop.domain.units import unit_key

MOST = 999
"""The largest number a line may hold; more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """A line of the table: how many of whom a unit may send."""

    id: uuid.UUID | None
    """None for a line that is not kept yet."""
    version: int
    unit_id: uuid.UUID
    unit: str
    kind: str
    count: int | None
    """None: no quota."""
    who: str
    note: str
    registered: int
    """How many people the unit has registered, whatever its lines say."""


def filled(lines: Sequence[QuotaLine], kind: str, count: int, who: str) -> list[QuotaLine]:
    """The same number for each unit of a kind ("" for all of them), on its first line; "" leaves who they are as it is."""
    return [
        replace(line, count=count, who=normalise(who) or line.who) if first and kind in ("", line.kind) else line
        for first, line in _firsts(lines)
    ]


def as_registered(lines: Sequence[QuotaLine]) -> list[QuotaLine]:
    """Each unit's number as many as it has registered, units with nobody left without a quota.

    Of a unit with several lines the first takes what the others do not hold already.
    """
    others: dict[uuid.UUID, int] = {}
    for first, line in _firsts(lines):
        if not first:
            others[line.unit_id] = others.get(line.unit_id, 0) + (line.count or 0)
    return [
        replace(line, count=max(0, line.registered - others.get(line.unit_id, 0)) or None) if first else line
        for first, line in _firsts(lines)
    ]


def totals(lines: Sequence[QuotaLine]) -> dict[uuid.UUID, int]:
    """How many each unit may send, over all its lines; units without a quota are missing."""
    found: dict[uuid.UUID, int] = {}
    for line in lines:
        if line.count is not None:
            found[line.unit_id] = found.get(line.unit_id, 0) + line.count
    return found


def read_count(text: str) -> int | None:
    """The number in a cell as typed or pasted: "5", "05", " 5 người"; None for an empty one. ValueError for anything else."""
    text = normalise(text)
    if not text or text in ("-", "–"):
        return None
    first = text.split()[0].removesuffix(".0").removesuffix(",0")
    if not first.isdecimal() or int(first) > MOST:
        raise ValueError(text)
    return int(first)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted table came to."""

    lines: list[QuotaLine]
    taken: int
    """Rows that found their unit."""
    unknown: tuple[str, ...]
    """Units' names that are not in the table."""


def pasted(lines: Sequence[QuotaLine], rows: Iterable[Sequence[str]]) -> Pasted:
    """A table with units' names pasted over the lines: name, number, who, note, in this order after any numbering.

    Rows without a number (headings, titles) are passed over. ValueError is never raised: what can't be read is unknown.
    """
    by_key = {unit_key(line.unit): place for place, line in reversed(list(enumerate(lines)))}
    found, unknown, taken = list(lines), [], 0
    for row in rows:
        cells = [normalise(cell) for cell in row]
        place = next((column for column, cell in enumerate(cells) if unit_key(cell) in by_key), None)
        if place is None:
            name = next((cell for cell in cells if not cell.replace(".", "").isdecimal() and cell), "")
            if name and any(_is_count(cell) for cell in cells[cells.index(name) + 1 :]):
                unknown.append(name)
            continue
        rest = [*cells[place + 1 :], "", "", ""]
        if not _is_count(rest[0]):
            unknown.append(cells[place])
            continue
        at = by_key[unit_key(cells[place])]
        found[at] = replace(
            found[at], count=read_count(rest[0]), who=rest[1] or found[at].who, note=rest[2] or found[at].note
        )
        taken += 1
    return Pasted(found, taken, tuple(unknown))


def _is_count(text: str) -> bool:
    try:
        return read_count(text) is not None
    except ValueError:
        return False


def _firsts(lines: Sequence[QuotaLine]) -> list[tuple[bool, QuotaLine]]:
    """Each line with whether it is its unit's first."""
    seen: set[uuid.UUID] = set()
    found = []
    for line in lines:
        found.append((line.unit_id not in seen, line))
        seen.add(line.unit_id)
    return found
