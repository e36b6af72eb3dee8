"""How much a text looks like a person's name."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.domain.names import COMMON_FAMILIES, fold, normalise, split_honorific
from desktop.domain.units import UnitKind, kind_of
from desktop.excel.understanding.likeness import looks_like_position

_WORD = r"[^\W\d_]+(?:['’ʼ.-][^\W\d_]+)*"
_SHAPE = re.compile(rf"{_WORD}(?: {_WORD}){{1,6}}")
_FOLDED_FAMILIES = frozenset(map(fold, COMMON_FAMILIES))
_MIDDLE = frozenset({"van", "thi"})
_REMARK = re.compile(r"\s*(?:\([^()]*\)|[-–,;].*|\d{1,2})$")
_LONGEST = 60


@lru_cache(32_768)
def name_likeness(text: str) -> float:
    """From 0 (no name) to 1 (surely shaped as one); titles before it and remarks behind it are looked past.

    A common family name and a middle Văn or Thị are the strongest signs; capitals at every word the next.
    """
    name = normalise(text)
    titled, name = split_honorific(name)
    if not name or len(text) > _LONGEST:
        return 0.0
    bare = _REMARK.sub("", name)
    remark = bare != name
    if not _SHAPE.fullmatch(bare):
        return 0.0
    words = bare.split(" ")
    folded = [fold(word) for word in words]
    family = words[0].lower() in COMMON_FAMILIES or (bare.isascii() and folded[0] in _FOLDED_FAMILIES)
    middle = len(words) > 2 and not _MIDDLE.isdisjoint(folded[1:-1])
    capitals = all(word[0].isupper() for word in words)
    if looks_like_position(bare) and not middle:
        return 0.2 if capitals and len(words) == 3 and not bare.isupper() else 0.0
    if kind_of(bare) is not UnitKind.OTHER and not middle:
        return 0.3 if family and capitals else 0.0
    likeness = 0.0
    if titled:
        likeness += 0.5
    if family:
        likeness += 0.5
    if middle:
        likeness += 0.5
    if capitals:
        likeness += 0.5 if not bare.isupper() else 0.3
    elif not family:
        return min(likeness, 0.4)
    if remark:
        likeness -= 0.2
    if len(words) > 5:
        likeness -= 0.2
    return max(0.0, min(likeness, 1.0))
