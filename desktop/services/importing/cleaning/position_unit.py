"""Position and unit written in one cell."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.domain.names import fold, normalise
from desktop.domain.units import UnitKind, kind_of
from desktop.excel.understanding.likeness import looks_like_position
from desktop.excel.understanding.lines import is_organisation

_SIGNS = " ,;:.-–/"
_LINES = re.compile(r"\s*[\r\n]+\s*")
_BETWEEN = re.compile(r"\s*[,;\r\n]+\s*|\s+[-–]\s+")
_HEADS = frozenset({"truong", "pho"})
"""A last word that needs the unit's first to be a position: "Trưởng | phòng Nội vụ"."""
_WHOLE = re.compile(r"(?:.* )?(?:hieu|vien|cuc|doi|tram|khoa|ban|phong|to|thon) (?:truong|pho)|.*\b(?:cap|nhom) (?:truong|pho)")


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
    words = whole.split(" ")
    for start in range(len(words)):
        unit = " ".join(words[start:]).strip(_SIGNS)
        position = " ".join(words[:start]).strip(_SIGNS)
        if not _is_unit(unit) or _BETWEEN.search(unit):
            continue
        if not position:
            return ("", unit) if not looks_like_position(unit) else (unit, "")
        if not looks_like_position(position):
            continue
        last = fold(position).rpartition(" ")[2]
        if last in _HEADS and not _WHOLE.fullmatch(fold(position)):
            position = f"{position} {words[start].lower()}"
        return position, unit[:1].upper() + unit[1:]
    return whole.strip(" ,;"), ""


def _is_unit(text: str) -> bool:
    return kind_of(text) is not UnitKind.OTHER or is_organisation(text)
