"""The unit that a sheet or a file is named after."""

from __future__ import annotations

import re

from desktop.domain.names import fold, normalise
from desktop.domain.organisations import find_organisations, is_abbreviation, looks_like_organisation
from desktop.domain.units import UnitKind, kind_of, unit_key
from desktop.excel.understanding.lines import group_of, without_numbering
from desktop.excel.understanding.unit_phrases import SURE, Role, fold_in_place, role_of

_COLUMNS = re.compile(r" \([A-Z]{1,3}–[A-Z]{1,3}\)$")
"""What the name of a list beside another ends in."""
_SUFFIX = re.compile(r"\.(?:xlsx?|xlsm|xlsb|f?ods|csv|tsv|html?|txt)$", re.IGNORECASE)

# Words that say what a list is or which copy of it, folded: they stand before and behind the name of a unit.
_NOISE = re.compile(
    r"(?:sheet|trang tinh|trang|ds|danh sach|bang|table|data|du lieu|tong hop|list|book|feuil|mau|bieu|dang ky|dk|hoc vien|"
    r"dai bieu|tap huan|tap|lop|hoi nghi|cchc|cai cach hanh chinh|csv|html|du thi|du|chinh thuc|bo sung|ban in|ban|in|form|nhap|"
    r"sua|moi|final|copy|tham du|tham gia|nop|gui|nam|can bo|cong chuc|vien chuc|cua|cu|di|hoc|ve|cc|cb|cbcc|so|v\d+|\d+|\W+|_)+"
)
_TAIL = re.compile(
    r"(?: (?:dang ky|tham du|tap huan|nam \d|du tap|di tap|hoi nghi|cchc|danh sach|ds)\b.*|"
    r"[ .-]+(?:\d{4,}|v\d+|final|copy|\(\d+\)|\d{1,2}[.-]\d{1,2}[.-]\d{2,4}))$"
)
_LONGEST = 8
_SURE, _FEW = 0.6, 2


def unit_in_sheet_name(name: str) -> tuple[str, bool]:
    """The unit a sheet is named after, or "" for "Sheet1" and "Khối trường"; and whether the name says that it is one."""
    return _unit_in(_COLUMNS.sub("", name).replace("_", " "))


def unit_in_file_name(file_name: str) -> str:
    """The unit a file is named after ("P.BachMai.xlsx" → "P.Bach Mai"); only a guess that the record may confirm."""
    stem = _SUFFIX.sub("", re.split(r"[\\/]", file_name)[-1])
    return _unit_in(_camel_apart(re.sub(r"[_+()\[\]]+|\s-\s", " ", normalise(stem))))[0]


def _unit_in(text: str) -> tuple[str, bool]:
    words = without_numbering(normalise(text))[1]
    begin = _begin(words)
    told = begin is not None
    if told and role_of(fold(words[:begin]).strip()) is not Role.SUBJECT:
        return "", False
    words = words[begin or 0 :]
    if not told and (group_of(words) or len(words.split()) > _LONGEST):
        return "", False
    folded = fold_in_place(words)
    if tail := _TAIL.search(folded):
        words, folded = words[: tail.start()], folded[: tail.start()]
    noise = None if told else _NOISE.match(f"{folded} ")
    if noise and (noise.end() >= len(folded) or folded[noise.end() - 1 : noise.end()] == " "):
        words = words[noise.end() :]
    words = words.strip(" -._,")
    if not re.search(r"[^\W\d_]{2}", words) or group_of(words):
        return "", False
    return words, told and _says_unit(words)


def _begin(words: str) -> int | None:
    """Where the name of an organisation begins; names of files are often typed small and without tones."""
    places = [found.start for found in find_organisations(words)]
    folded = fold_in_place(words)
    if match := re.search(r"(?<!\w)(?:ubnd|hdnd|p|th|thcs|thpt|mn|tt|ca|bhxh|vp|bqlda)[. ](?=\w)", folded):
        places.append(match.start())
    return next((place for place in sorted(places) if _says_unit(words[place:])), None)


def _says_unit(words: str) -> bool:
    """A short name must say more than a line of a title: "Tổ Văn" is a school's room, and letters must be known ones."""
    if kind_of(words) is not UnitKind.OTHER:
        return True
    if is_abbreviation(words):
        return unit_key(words) != f"{UnitKind.OTHER}:{fold(words)}"
    score = looks_like_organisation(words)
    return score >= _SURE or (score >= SURE and len(words.split()) > _FEW)


def _camel_apart(text: str) -> str:
    """Words written together, apart: "BachMai2018" as "Bach Mai 2018".

    Vietnamese letters lie in several blocks, so no range of code points will do.
    """
    pairs = zip(text, text[1:] + " ", strict=False)
    return "".join(a + " " if a.islower() and (b.isupper() or b.isdigit()) else a for a, b in pairs)
