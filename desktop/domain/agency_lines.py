"""Where the name of an agency breaks into lines: before where it is of ("… / QUẬN HAI BÀ TRƯNG"), never inside a term.

NĐ 30/2020/NĐ-CP, annex I, sets the name of who issues a paper in the middle of its column, on as many lines as it takes;
that a line ends where a term does is how offices set it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from desktop.domain.names import same_key
from desktop.domain.organisations import FIELDS, FIRM_HEADS, TERRITORIES

Fits = Callable[[str], bool]
_Term = tuple[str, ...]

_JOINTS = (",", ";", "-", "–")
_AND = same_key("và")
_BEFORE_PLACE, _AT_JOINT, _BETWEEN, _INSIDE = range(4)
"""What a break costs; one inside a term is made only where a term alone is wider than the line."""


def agency_lines(name: str, fits: Fits) -> tuple[str, ...]:
    """The name in as few lines as fit, broken before a place.

    A part that is still too long breaks at a comma or before "và", else between terms. A single word that does not fit has
    a line of its own. "" has none.
    """
    words = tuple(name.split())
    if not words or fits(" ".join(words)):
        return (" ".join(words),) if words else ()
    costs = _costs(words)
    places = [at for at, cost in costs.items() if cost == _BEFORE_PLACE]
    whole = _fewest(words, places, costs, fits)
    if whole is not None:
        return whole
    parts = itertools.pairwise([0, *places, len(words)])
    return tuple(line for first, last in parts for line in _of_part(words[first:last], first, costs, fits))


def _of_part(words: Sequence[str], first: int, costs: Mapping[int, int], fits: Fits) -> tuple[str, ...]:
    """The lines of one part of a name, which begins at its word `first`."""
    here = {at: costs[first + at] for at in range(1, len(words))}
    for allowed in (_AT_JOINT, _BETWEEN):
        found = _fewest(words, [at for at, cost in here.items() if cost <= allowed], here, fits)
        if found is not None:
            return found
    return _fewest(words, list(here), here, lambda line: " " not in line or fits(line)) or tuple(words)


def _fewest(
    words: Sequence[str], breaks: Sequence[int], costs: Mapping[int, int], fits: Fits
) -> tuple[str, ...] | None:
    """As few lines as fit with breaks at these words, of equal ones the cheapest, then the most even; None when none fits."""
    best: dict[int, tuple[int, int, int, tuple[str, ...]]] = {0: (0, 0, 0, ())}
    for end in (*breaks, len(words)):
        for start in (0, *breaks):
            line = " ".join(words[start:end])
            if start >= end or start not in best or not fits(line):
                continue
            count, cost, longest, lines = best[start]
            made = (count + 1, cost + costs.get(end, 0), max(longest, len(line)), (*lines, line))
            if end not in best or made[:3] < best[end][:3]:
                best[end] = made
    return best[len(words)][3] if len(words) in best else None


@lru_cache(256)
def _costs(words: tuple[str, ...]) -> Mapping[int, int]:
    """For each word but the first what it costs to begin a line with it."""
    keys = [same_key(word).strip(",;.()") for word in words]
    terms = list(_spans(keys, _TERMS))
    inside = {at for first, last in terms for at in range(first + 1, last)}
    in_terms = inside.union(first for first, _last in terms)  # "xã hội" and "quận ủy" are no places
    places = [first for first, last in _spans(keys, _PLACES) if first not in in_terms and last < len(words)]
    for first, after in itertools.pairwise([*places, len(words)]):
        inside.update(range(first + 1, after))  # a place's own name stays together
    found = {}
    for at in range(1, len(words)):
        joint = words[at - 1].endswith(_JOINTS) or keys[at] == _AND
        cost = _INSIDE if at in inside else _AT_JOINT if joint else _BETWEEN
        found[at] = _BEFORE_PLACE if at in places else cost
    return found


def _spans(keys: Sequence[str], known: Iterable[_Term]) -> Iterator[tuple[int, int]]:
    """Where known terms stand, from the left, the longest first: the first word's place and the one behind the last."""
    at = 0
    while at < len(keys):
        long = max((len(term) for term in known if tuple(keys[at : at + len(term)]) == term), default=0)
        if long:
            yield at, at + long
        at += long or 1


def _terms(names: Iterable[str]) -> frozenset[_Term]:
    return frozenset(tuple(same_key(word) for word in name.split()) for name in names)


_TERMS = _terms((*FIRM_HEADS, *FIELDS, "nhân dân", "ủy ban nhân dân", "hội đồng nhân dân"))
_PLACES = _terms((*TERRITORIES, "tp", "tp."))
