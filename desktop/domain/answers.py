"""What a cell answers: yes or no, comes or does not come, or nothing at all."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.domain.names import fold, normalise

_NOTHING = re.compile(r"[\W_]*|(?:khong|ko) co|khong|ko|chua co|none|nil|null|n/?a", re.IGNORECASE)


@lru_cache(4096)
def says_nothing(text: str) -> bool:
    """Whether a text is what people type where there is nothing to say: "-", "…", "Không có", "N/A"."""
    return _NOTHING.fullmatch(fold(text)) is not None and not any(sign in text for sign in _YES_SIGNS + _NO_SIGNS)


_YES_SIGNS = "✓✔☑✅🗸√×✗✘❌❎☒"
_NO_SIGNS = "☐⬜□○"
_YES = frozenset(["x", "v", "co", "yes", "y", "true", "t", "dung", "1", "ok", "dong", "y", "roi", "da"]) | {"dong y"}
_NO = frozenset(["khong", "ko", "k", "no", "n", "false", "f", "sai", "0", "chua"])


def read_flag(value: object) -> bool | None:
    """Whether a cell of a column of marks says yes (TRUE, 1, x, ✓, Có) or no (FALSE, 0, Không, blank box).

    None for a blank cell and for anything that is no mark, such as a name or a date.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return bool(value) if value in (0, 1) else None
    return _read(value) if isinstance(value, str) else None


@lru_cache(1024)
def _read(text: str) -> bool | None:
    bare = text.strip().strip("()[].")
    if bare and all(sign in _YES_SIGNS for sign in bare):
        return True
    if bare and all(sign in _NO_SIGNS for sign in bare):
        return False
    folded = fold(bare).strip(" .,;:!*")
    if folded in ("-", "--"):
        return False
    if folded in ("1.0", "0.0"):
        folded = folded[0]
    return True if folded in _YES else False if folded in _NO else None


# -- coming or not --------------------------------------------------------------------------------------------------

_PARTLY = r"\b(?:sáng|chiều|tối|buổi|tiết|muộn|sớm|phần|giờ|trực tuyến|ăn|uống|chỉ)\b"
"""Only a part of the conference, or only the meal."""
_NOT_AT_ALL = (
    r"\b(?:(?:không|ko|k) (?:thể )?(?:tham (?:dự|gia)|dự|đến|tới|đi|có mặt|tham|họp|học)"
    r"|(?:không|ko) (?:được )?(?:xác nhận|duyệt|đồng ý|phê duyệt)|vắng|từ chối|h(?:ủy|uỷ)(?! động)"
    r"|rút(?: tên| khỏi| lui| đăng ký)?$|(?:xin|đã) rút|hoãn|nghỉ (?:ốm|phép|thai sản|việc|hưu|chế độ|không lương)"
    r"|^(?:(?:xin|báo|đã) )*nghỉ$|chuyển công tác|báo bận|bận (?:họp|công tác|việc|đi)"
    r"|cancel[a-z]*|declin[a-z]*|absent|withdr[a-z]+|not (?:attend[a-z]*|coming|going))(?![a-zà-ỹ])"
)


def _both(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A pattern for words with their accents, and for words typed without."""
    return re.compile(pattern), re.compile(fold(pattern).replace("[a-za-y]", "[a-z]"))


_INSTEAD = _both(r"^(?:đi |dự |họp )?thay\b|^(?:for|instead)\b")
_PART_OF_IT, _WILL_NOT = _both(_PARTLY), _both(_NOT_AT_ALL)


def _speaks(patterns: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> bool:
    words = normalise(text).lower()
    return patterns[words.isascii()].search(words) is not None


@lru_cache(4096)
def declines(text: str) -> bool:
    """Whether a remark says that somebody does not come at all: "vắng", "nghỉ thai sản", "đã hủy", "không tham dự"."""
    return _speaks(_WILL_NOT, text) and not _speaks(_PART_OF_IT, text)


def speaks_of_coming(text: str) -> bool:
    """Whether a remark says something about coming: "vắng", "chỉ dự buổi sáng", "đến muộn", "thay đ/c Ba"."""
    return _speaks(_WILL_NOT, text) or _speaks(_PART_OF_IT, text) or _speaks(_INSTEAD, text)


def does_not_come(value: object) -> bool:
    """Whether the answer of a column that asks for attendance is a no: FALSE, "Không", "Đã hủy (xin rút)"."""
    flag = read_flag(value)
    if flag is not None:
        return not flag and not (isinstance(value, str) and not any(map(str.isalnum, value)))
    if not isinstance(value, str) or says_nothing(value):
        return False
    first = re.split(r"[\W_]+", fold(value), maxsplit=1)[0]
    return declines(value) or (first in ("khong", "ko", "no") and not _speaks(_PART_OF_IT, value))
