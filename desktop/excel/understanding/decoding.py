"""The kinds of neighbouring rows, chosen together: the best path through a stretch of rows, and how clear each row is.

A path remembers whether it stands in a list or below a signature block, and whether a unit was named since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from desktop.domain.importing import RowKind
from desktop.excel.understanding.row_weights import (
    AFTER_SIGNATURE,
    AFTER_SIGNATURE_UNDER_UNIT,
    AT_THE_END,
    BEFORE_HEADING,
    DECODED,
    FOLLOWS,
    NUMBERED_AFTER_NOBODY,
    NUMBERED_AFTER_ROW,
    SIGNER_BEFORE_SIGNATURE,
    UNIT_AFTER_SIGNATURE,
)


class Phase(IntEnum):
    """Where a path stands."""

    LIST = 0
    FOOT = 1
    """Below a signature block, or where no list has begun."""
    REOPENED = 2
    """Below a unit or group that stands in the foot."""


class Numbering(IntEnum):
    """What a row's running number goes on from."""

    NOTHING = 0
    LIST = 1
    """The people above the stretch."""
    ROW = 2
    """The row right above: as good as what that row is."""


class End(IntEnum):
    """What stands below a stretch of rows."""

    PEOPLE = 0
    HEADING = 1
    NOTHING = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one row is."""

    kind: RowKind
    person: float
    """By how much the best reading in which it is a person beats the best in which it is none."""
    second: RowKind
    """What it would be otherwise."""
    margin: float
    """By how much the best reading beats the best in which it is `second`."""


State = tuple[RowKind, Phase]
_STATES: tuple[State, ...] = tuple((kind, phase) for kind in DECODED for phase in Phase)
_NEVER = -1e9


def decode(
    scores: Sequence[Mapping[RowKind, float]],
    numbers: Sequence[Numbering],
    *,
    phase: Phase,
    above: RowKind | None,
    end: End,
    next_numbered: bool = True,
) -> tuple[list[Decoded], Phase]:
    """The best kinds of a stretch of rows, and the phase it ends in.

    `scores` are each row's points by kind, `numbers` says what their running numbers go on from; `phase` and `above` are
    what stands above the stretch, `end` what stands below it (people whose number goes on or not: `next_numbered`).
    """
    count = len(scores)
    start: dict[State, float] = {}
    for state in _STATES:
        step, arrived = _step(above, phase, state[0], numbers[0])
        start[state] = step + scores[0][state[0]] if arrived is state[1] else _NEVER
    forward = [start]
    backs: list[dict[State, State]] = []
    for place in range(1, count):
        best: dict[State, float] = dict.fromkeys(_STATES, _NEVER)
        back: dict[State, State] = {}
        for before, points in forward[-1].items():
            if points <= _NEVER / 2:
                continue
            for kind in DECODED:
                step, arrived = _step(before[0], before[1], kind, numbers[place])
                total = points + step + scores[place][kind]
                after = (kind, arrived)
                if total > best[after]:
                    best[after], back[after] = total, before
        forward.append(best)
        backs.append(back)
    closing = {state: _closing(state, end, next_numbered) for state in _STATES}
    backward = [closing]
    for place in range(count - 1, 0, -1):
        later: dict[State, float] = {}
        for before in _STATES:
            later[before] = max(
                step + scores[place][kind] + backward[0][kind, arrived]
                for kind in DECODED
                for step, arrived in (_step(before[0], before[1], kind, numbers[place]),)
            )
        backward.insert(0, later)
    return _read_off(forward, backward, backs)


def _read_off(
    forward: list[dict[State, float]], backward: list[dict[State, float]], backs: list[dict[State, State]]
) -> tuple[list[Decoded], Phase]:
    last = forward[-1]
    state = max(_STATES, key=lambda one: last[one] + backward[-1][one])
    ended = state[1]
    path = [state]
    for back in reversed(backs):
        state = back[state]
        path.insert(0, state)
    decoded = []
    for place, (kind, _phase) in enumerate(path):
        totals: dict[RowKind, float] = {}
        for one in _STATES:
            points = forward[place][one] + backward[place][one]
            totals[one[0]] = max(points, totals.get(one[0], _NEVER))
        nobody = max(points for other, points in totals.items() if other is not RowKind.PERSON)
        second = max((other for other in DECODED if other is not kind), key=lambda other: totals[other])
        decoded.append(Decoded(kind, totals[RowKind.PERSON] - nobody, second, totals[kind] - totals[second]))
    return decoded, ended


def _step(above: RowKind | None, phase: Phase, kind: RowKind, numbering: Numbering) -> tuple[float, Phase]:
    """What going on to a row of this kind is worth, and the phase it leads to."""
    points = FOLLOWS.get((above, kind), 0.0) if above is not None else 0.0
    numbered = numbering is not Numbering.NOTHING
    if numbering is Numbering.ROW:
        numbered = above is RowKind.PERSON
        points += (NUMBERED_AFTER_ROW if numbered else NUMBERED_AFTER_NOBODY).get(kind, 0.0)
    if kind is RowKind.PERSON:
        if phase is Phase.FOOT and not numbered:
            points += AFTER_SIGNATURE
        elif phase is Phase.REOPENED and not numbered:
            points += AFTER_SIGNATURE_UNDER_UNIT
        return points, Phase.LIST
    if kind is RowKind.SIGNATURE:
        return points, Phase.FOOT
    if kind in (RowKind.UNIT, RowKind.GROUP):
        if phase is Phase.LIST:
            return points, phase
        return points + (UNIT_AFTER_SIGNATURE if phase is Phase.FOOT else 0.0), Phase.REOPENED
    if kind is RowKind.SIGNER:
        return (points if phase is not Phase.LIST else points + SIGNER_BEFORE_SIGNATURE), Phase.FOOT
    return points, phase


def _closing(state: State, end: End, numbered: bool) -> float:
    kind, phase = state
    if end is End.PEOPLE:
        return _step(kind, phase, RowKind.PERSON, Numbering.LIST if numbered else Numbering.NOTHING)[0]
    return (BEFORE_HEADING if end is End.HEADING else AT_THE_END).get(kind, 0.0)
