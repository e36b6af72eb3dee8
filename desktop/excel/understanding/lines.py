"""Lines of a sheet that are no people: titles, units standing over their people, groups, totals, signatures."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.domain.names import fold, normalise
from desktop.domain.units import ROLE_GROUP_PRESETS, recase_group

# -- foot of a list -------------------------------------------------------------------------------------------------

_TOTAL = re.compile(
    r"(?:tong(?: so| cong)?\b(?! (?:giam doc|bien tap|thu ky|cuc|phu trach|hop))|cong\b(?! (?:an|chuc|tac|doan|nghe|ty|vu)\b)"
    r"|bang chu|co mat\s*:|vang\s*:|an dinh|danh sach (?:nay |tren |gom|co )|(?:ds|danh sach) .*\d+ (?:nguoi|dong chi|dai bieu)$"
    r"|so luong\s*:|tong\b.*\d+ (?:nguoi|dai bieu))"
)
_SIGNATURE = re.compile(
    r"(?:nguoi (?:lap|duyet|kiem|tong hop|phu trach|dang ky|bao cao|viet)|lap bieu|lap danh sach|thu truong(?: don vi| co quan)?$"
    r"|xac nhan\b|\(?ky\b.*(?:ten|ghi ro|dong dau)|ky ten|tm\.|kt\.|tl\.|tuq\.|noi nhan|ke toan$|ke toan truong$"
    r"|lanh dao (?:don vi|co quan)$|dai dien (?:don vi|lanh dao)|can bo (?:lap|phu trach)"
    r"|(?:[\w. ]{2,25}, ?)?ngay\W.{0,8}thang\W.{0,8}nam\b)"
)
_LEGEND = re.compile(r"(?:ghi chu|luu y|chu thich|chu y|note|p/s|yeu cau|huong dan)\s*[:.]|[*]|\(\*|- |\+ |y kien\b")

_ODD_WORDS = (
    "tổng cộng người bằng thủ ghi lưu chú hà nơi lập xác tm. kt. ký kế lãnh đại ấn danh số có vắng ds * - + (ký họ họ,"
    " ubnd ủy uỷ hđnd phường p. p phòng trường th thcs thpt mn mầm tiểu trung ban công chi kho đội văn thanh vp bảo nhóm"
    " khối các cơ đơn hội stt tt ca tt. bhxh kbnn bql ttyt hđnd-ubnd tong cong nguoi ghi thu ho truong phong phuong"
    " tên học cán nhân full name fullname hoten ho_ten ten participant"
)
ODD_FIRST_WORDS = frozenset((*_ODD_WORDS.split(), ""))
"""First words of a name cell that call for a closer look; beside a number, anything else is a person."""


def foot_of(text: str) -> str:
    """ "total", "signature" or "legend" for a line at the foot of a list, "" for any other."""
    return _foot(text) if text else ""


@lru_cache(8192)
def _foot(text: str) -> str:
    line = fold(text)
    if _SIGNATURE.match(line):
        return "signature"
    if _TOTAL.match(line):
        return "total"
    return "legend" if _LEGEND.match(line) else ""


# -- lines over people ----------------------------------------------------------------------------------------------

_NUMBERING = re.compile(
    r"\s*(?:(?P<mark>[IVX]{1,5}|[A-ZĐ]|\d{1,3}(?:\.\d{1,2})*)\s*(?:[./):]|[-–]|\.\s*-)"
    r"|(?P<small>[ivx]{1,5}|[a-zđ])\s*(?:\)|[./](?=\s)))\s*(?=\D)"
)
_SHORT_WORDS = frozenset("PQpqxh")
"""Letters before a full stop that are words: "P. Bạch Đằng" is a ward, "x." a commune."""
_COUNT = re.compile(
    r"\s*[(\[:–-]?\s*(?:gồm |có |tổng (?:số )?:?)?\s*\d+\s*(?:người|đại biểu|đồng chí|đ/c|học viên|cán bộ|trường|phường|đơn vị)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
MARK = re.compile(r"\(?(?:(?:[IVX]{1,5}|[A-ZĐ])[.)/]?|(?:[ivx]{1,5}|[a-zđ])[.)/])")
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


_ORGANISATION = re.compile(
    r"(?:hoi (?!nghi|truong|thao)|lien doan|doan (?:thanh nien|tncs)|mat tran|uy ban|quan uy|dang uy|ban (?:to chuc|tuyen giao|dan van|"
    r"quan ly|chi huy)|hop tac xa|cong ty|vien kiem|toa an|so |cuc |van phong|to chuc |chi nhanh|ngan hang|dai hoc|dien luc)"
)


def is_organisation(words: str) -> bool:
    """Whether a line speaks of an organisation outside the usual kinds (Hội Phụ nữ, Đoàn Thanh niên, Quận ủy …)."""
    return len(words.split()) >= 2 and _ORGANISATION.match(fold(words)) is not None


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
