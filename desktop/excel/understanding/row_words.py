"""What the words of a line say about it: clues, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from desktop.domain.names import fold, normalise
from desktop.domain.organisations import looks_like_organisation
from desktop.domain.titles import split_honorific
from desktop.excel.understanding.content import position_likeness, unit_likeness
from desktop.excel.understanding.lines import (
    group_of,
    is_kind_of_units,
    is_unsorted,
    without_numbering,
)

# The closed vocabulary of forms, folded: what stands at the foot of a list and around it, not whatever went wrong once.
_TOTAL = re.compile(
    r"(?:tong (?:so|cong)|tong|cong|an dinh|co mat|vang mat|vang|danh sach (?:nay|tren|gom|co)|so luong|bang chu)\b"
)
_OTHER_TONES = re.compile(r"(?:công|tông|tòng|tống|cống|còng|cong(?= [^ ]*[^\x00-\x7f]))\b")
"""What folds to Cộng or Tổng and is neither."""
_COUNTED = re.compile(
    r"(?:^|\W)\d+\s*(?:nguoi|dai bieu|dong chi|d/c|hoc vien|can bo|truong hop|ca nhan|thanh vien|nu\b|nam\b(?! \d))"
)
_SIGNATURE = re.compile(
    r"(?:nguoi (?:lap|duyet|kiem|tong hop|phu trach|dang ky|bao cao|viet|ky)|lap (?:bieu|danh sach|bang)|thu truong"
    r"|xac nhan|lanh dao (?:don vi|co quan)|dai dien|can bo (?:lap|phu trach|tong hop))\b|(?:tm|kt|tl|tuq|q)\s?\."
)
_SIGN_HERE = re.compile(r"\W*(?:da )?ky\b.*(?:ten|dau|ro)|.*\((?:da )?ky\b|\W*(?:ky|dong) (?:ten|dau)\b")
_DATE_LINE = re.compile(r"(?:^|.{0,40}\W)ngay\W*(?:\d{1,2}\W*)?thang\W*(?:\d{1,2}\W*)?nam\b(?!.*\bsinh\b)")
_LEGEND = re.compile(r"(?:ghi chu|luu y|chu thich|chu y|note|p/s|yeu cau|huong dan|noi nhan|y kien)\b\s*(?:[:.]|khac)?")
_BULLET = re.compile(r"\s*(?:[*•+]|\(\*|[-–]\s)")
_TITLE = re.compile(
    r"(?:danh sach|bieu mau|phu luc|mau so|bang (?:tong hop|ke)|cong hoa xa hoi|doc lap)\b|\W*kem theo\b"
)
_LABEL = re.compile(r"^[^:]{2,45}:(?!//)")
_DOTS = re.compile(r"[\s.…_·-]*(?:\.{3,}|…|_{2,})[\s.…_·-]*")
_SENTENCE_WORDS = 11
_PHRASE_WORDS = 4
_LINE_CLUES: Mapping[str, float] = {}


def is_dots(text: str) -> bool:
    """Whether a cell is a line of dots to write on."""
    return _DOTS.fullmatch(text) is not None


@lru_cache(8192)
def line_clues(text: str) -> Mapping[str, float]:
    """Clue -> strength (0 to 1) for the words of one cell."""
    folded = fold(text)
    if not folded:
        return _LINE_CLUES
    found: dict[str, float] = {}
    mark, line = without_numbering(text)
    bare = (fold(line) if mark and not mark.isdigit() else folded).strip(" *-+•(")
    words = len(folded.split())
    if _TOTAL.match(bare) and not _OTHER_TONES.match(normalise(line if mark else text).lower().strip(" *-+•(")):
        found["total_words"] = 1.0
    if _COUNTED.search(folded):
        found["count_words"] = 1.0
    if _SIGNATURE.match(bare):
        found["signature_words"] = 1.0
    if _SIGN_HERE.match(folded):
        found["sign_here"] = 1.0
    if _DATE_LINE.match(folded):
        found["date_line"] = 1.0
    if legend := _LEGEND.match(bare):
        found["legend_words"] = 1.0 if legend[0][-1] in ":." else 0.5
    if _BULLET.match(text):
        found["legend_words"] = max(found.get("legend_words", 0.0), 0.6)
    if _TITLE.match(bare):
        found["title_words"] = 1.0
    if _LABEL.match(text) and not split_honorific(text)[0]:
        found["label_value"] = 1.0
    if words >= _SENTENCE_WORDS or (words > 4 and text.rstrip().endswith((".", ";", "./"))):
        found["sentence"] = 1.0
    if position := position_likeness(text):
        found["position_words"] = position
    _name_bodies(mark, line, words, found)
    return found


def _name_bodies(mark: str, line: str, words: int, found: dict[str, float]) -> None:
    """Whether the words name a unit or a role group."""
    if mark:
        found["section_mark"] = 0.5 if mark.isdigit() else 1.0
    if words > 16 or not line:
        return
    if is_unsorted(line):
        found["group_words" if re.search(r"nhom|group", fold(line)) else "unit_words"] = 1.0
        return
    group = group_of(line)
    unit = unit_likeness(line)
    if group and (not unit or is_kind_of_units(group)):
        found["group_words"] = 1.0
    elif unit:
        found["unit_words"] = min(1.0, unit + 0.1)
    elif position_likeness(line):
        found["group_words"] = 0.7  # "Lãnh đạo UBND": people are grouped by what they are
    elif found.keys() <= {"section_mark"} and _is_phrase(line):
        found["group_words"] = 0.5  # common nouns, no body's name: "Người hoạt động không chuyên trách"


def _is_phrase(line: str) -> bool:
    """Whether words are everyday ones rather than a name: small letters behind the first, or many capitals."""
    words = line.split(" ")
    if line.isupper():
        return len(words) >= _PHRASE_WORDS or looks_like_organisation(line) > 0
    return len(words) >= 2 and line[0].isupper() and all(word.islower() for word in words[1:])
