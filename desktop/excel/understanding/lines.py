"""Lines of a sheet that are no people: titles, units standing over their people, groups, totals, signatures."""

from __future__ import annotations

import re

from desktop.domain.names import fold, normalise
from desktop.domain.units import ROLE_GROUP_PRESETS, recase_group

# -- lines over people ----------------------------------------------------------------------------------------------

_NUMBERING = re.compile(
    r"\s*(?!đ/\s?c\b)(?:(?P<mark>[IVX]{1,5}|[A-ZĐ]|\d{1,3}(?:\.\d{1,2})*)\s*(?:[./):]|[-–]|\.\s*-)"
    r"|(?P<small>[ivx]{1,5}|[a-zđ])\s*(?:\)|[./](?=\s)))\s*(?=\D)"
)
_SHORT_WORDS = frozenset("PQpqxh")
"""Letters before a full stop that are words: "P. Bạch Đằng" is a ward, "x." a commune."""
_COUNT = re.compile(
    r"\s*[(\[:–-]?\s*(?:gồm |có |tổng (?:số )?:?)?\s*\d+\s*(?:người|đại biểu|đồng chí|đ/c|học viên|cán bộ|trường|phường|đơn vị)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
MARK = re.compile(r"\(?(?:(?:[IVX]{1,5}|[A-ZĐ])\s?[.)/:–-]{0,2}|(?:[ivx]{1,5}|[a-zđ])[.)/])")
"""A section's number in a cell of its own: "I", "A.", "II", "a)"."""

_KINDS_OF_UNITS = frozenset({*(fold(preset.title) for preset in ROLE_GROUP_PRESETS), "truong hoc"})
_UNSORTED = frozenset({"chua xep nhom doi tuong", "chua ro don vi", "no role group yet", "no unit yet"})
_GROUP = re.compile(
    r"(?:khoi|nhom|doi tuong|thanh phan|cac|nhung)\b|co quan chuyen mon|don vi su nghiep|truong cong lap|truong hoc$"
    r"|don vi hiep quan|cap (?:phuong|quan|xa)|khach moi|bao cao vien|ban to chuc|dai bieu|lanh dao quan|phong ban$|phuong$|phuong, xa$"
    r"|(?:ubnd )?\d+ (?:phuong|xa|truong|don vi)"
)
_GROUP_WORDS = re.compile(
    r"^(?:(?:khối|nhóm(?:\s+đối tượng)?|đối tượng|thành phần)(?:\s+(?:số\s+)?\d+|\s+[IVX]+)?\s*[:.–-]?\s+)?(?:các\s+)?",
    re.IGNORECASE,
)


def without_numbering(text: str) -> tuple[str, str]:
    """A line's number ("I", "A", "2") and its words without a count of people behind them."""
    line = normalise(text)
    match = _NUMBERING.match(line)
    mark = ""
    if match and (found := match["mark"] or match["small"]) not in _SHORT_WORDS:
        mark = found
        line = line[match.end() :]
    return mark, _COUNT.sub("", line).strip(" :;-–")


def is_kind_of_units(group: str) -> bool:
    """Whether a group's title names a kind of units and, for all it looks like one, no unit ("Trường công lập")."""
    return fold(group) in _KINDS_OF_UNITS


def is_unsorted(words: str) -> bool:
    """Whether a line of a sheet of ours stands over people without a group or unit."""
    return fold(words) in _UNSORTED


def group_of(words: str) -> str:
    """The role group a line names ("KHỐI PHƯỜNG" → "Phường"), or ""."""
    if not _GROUP.match(fold(words)):
        return ""
    title = _GROUP_WORDS.sub("", words, count=1).strip() or words
    return recase_group(title[:1].upper() + title[1:])
