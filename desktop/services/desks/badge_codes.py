"""Badge codes of people registered at desks that could not see each other: two people, one code.

Each person has a row of codes to fall back on, worked out from their id: the one they were given, then those of
`registering.walk_in_code`. Of two people who ever claimed the same code the one with the smaller id has it, the other
takes the next of their own row. Since a claim is never forgotten and a place in the row only ever goes up, the outcome
depends on who is there and not on the order in which desks met.
"""

from __future__ import annotations

import heapq
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from desktop.services.attendance.registering import walk_in_code

_FURTHEST = 24
"""How far along a person's row a code is looked for; each step is taken by one person in thousands."""
_DERIVED_DIGITS = 7
"""What a derived code has after the conference's number: six digits and the check digit."""


def place(code: str, conference_number: int, key: uuid.UUID) -> int:
    """How far along a person's row their code stands: 0 for one given out in order."""
    if len(code) != len(str(conference_number)) + _DERIVED_DIGITS:
        return 0
    for attempt in range(_FURTHEST):
        if walk_in_code(conference_number, key, attempt) == code:
            return attempt + 1
    return 0


def further(one: str, other: str, conference_number: int, key: uuid.UUID) -> str:
    """Of two codes of the same person, as two desks have them, the one that counts."""
    if one == other:
        return one
    return max((one, other), key=lambda code: (place(code, conference_number, key), code))


def settle(
    given: Mapping[uuid.UUID, str], conference_number: int, fixed: Iterable[uuid.UUID] = ()
) -> dict[uuid.UUID, str]:
    """The codes of all people of one conference, each its own; only those that change.

    `fixed` are people whose code this login may not change: others give way to them, whatever their ids.
    """
    stays = frozenset(fixed)
    first = {key: place(code, conference_number, key) for key, code in given.items()}
    now = dict(first)
    claimed: dict[str, list[tuple[bool, uuid.UUID]]] = defaultdict(list)

    def code_of(key: uuid.UUID, at: int) -> str:
        return walk_in_code(conference_number, key, at - 1) if at else given[key]

    waiting: list[str] = []
    for key, at in first.items():
        for step in range(min(at, 1), at + 1):
            code = code_of(key, step)
            heapq.heappush(claimed[code], (key not in stays, key))
            if len(claimed[code]) == 2:
                waiting.append(code)
    while waiting:
        code = waiting.pop()
        winner = claimed[code][0]
        for claim in list(claimed[code]):
            key = claim[1]
            if claim == winner or key in stays or code_of(key, now[key]) != code:
                continue
            now[key] += 1
            next_code = code_of(key, now[key])
            heapq.heappush(claimed[next_code], (key not in stays, key))
            if len(claimed[next_code]) > 1:
                waiting.append(next_code)
    return {key: code_of(key, at) for key, at in now.items() if at != first[key]}
