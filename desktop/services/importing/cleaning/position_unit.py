"""Position and unit written in one cell."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.domain.names import fold, normalise
from desktop.domain.organisations import looks_like_organisation
from desktop.domain.units import UnitKind, kind_of
from desktop.excel.understanding.likeness import looks_like_position

_SIGNS = " ,;:.-–/"
_LINES = re.compile(r"\s*[\r\n]+\s*")
_BETWEEN = re.compile(r"\s*[,;\r\n]+\s*|\s+[-–]\s+")
_NOUNS = ("văn phòng", "phòng", "ban", "trạm", "đội", "khoa", "tổ", "khối")
"""Belong to the position as well: "Trưởng phòng Nội vụ" is head of a room, and of the Phòng Nội vụ."""
_HEAD = re.compile(r"(?:\w+ ){1,2}truong\b")
"""Heads called by what they head: "Trạm trưởng", "Chi cục trưởng"."""


@lru_cache(8192)
def split_position_unit(text: str) -> tuple[str, str]:
    """The position and the unit of a cell that may hold both: "Phó Chủ tịch UBND phường Bạch Mai", "CV, Phòng Nội vụ".

    Either is "" where the cell does not say it.
    """
    lines = [line for line in map(normalise, _LINES.split(text.strip())) if line.strip(_SIGNS)]
    whole = " ".join(lines)
    if len(lines) == 2:
        for position, unit in (lines, lines[::-1]):
            if looks_like_position(position) and _is_unit(unit):
                return position.strip(_SIGNS), unit.strip(_SIGNS)
    if whole[:7].lower() == "trường " or not (looks_like_position(whole) or _HEAD.match(fold(whole))):
        return ("", whole.strip(_SIGNS)) if _is_unit(whole) else (whole.strip(" ,;"), "")
    words = whole.split(" ")
    starts = [start for start in range(1, len(words)) if _begins_unit(words, start)]
    if not starts:
        return whole.strip(" ,;"), ""
    start = max(start for start in starts if words[start].lower() == words[starts[0]].lower())
    position, unit = " ".join(words[:start]).strip(_SIGNS), " ".join(words[start:]).strip(_SIGNS)
    if all(word.lower() in _ONLY_HEADS for word in words[:start]):  # "Trưởng | phòng Nội vụ"
        noun = next((noun for noun in _NOUNS if unit.lower().startswith(f"{noun} ")), "")
        position = f"{position} {noun}" if noun else whole
    return position, unit[:1].upper() + unit[1:]


_ONLY_HEADS = frozenset({"trưởng", "phó", "chánh", "quyền", "q."})


def _begins_unit(words: list[str], start: int) -> bool:
    """Whether the words from here on name a unit."""
    unit = " ".join(words[start:]).strip(_SIGNS)
    is_head = any(word.lower() in ("trưởng", "phó") for word in words[start:])
    return not is_head and not _BETWEEN.search(unit) and _is_unit(unit)


def _is_unit(text: str) -> bool:
    return kind_of(text) is not UnitKind.OTHER or looks_like_organisation(text) >= 0.5
