"""Positions of public offices, and what an abbreviation of one stands for.

An abbreviation is no entry of a list: its letters are laid over the syllables of positions written in full ("PCT" over
"Phó Chủ tịch", "P. Hiệu trưởng", "CC VP-TK" over "Công chức Văn phòng - Thống kê"), those of the same conference first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold, normalise, same_key
from desktop.domain.organisations import is_abbreviation
from desktop.domain.units import UnitKind

# -- the positions of the field -----------------------------------------------------------------------------------------

_ANYWHERE = (
    "Chuyên viên|Chuyên viên chính|Chuyên viên cao cấp|Cán sự|Công chức|Viên chức|Cán bộ|Nhân viên|Kế toán|Kế toán trưởng|"
    "Thủ quỹ|Thủ kho|Văn thư|Lưu trữ|Lái xe|Bảo vệ|Thủ trưởng|Ủy viên|Thư ký|Tổ trưởng|Trưởng bộ phận"
)
# What the unit's name holds (folded words), or its kind -> who is found there.
_AT: dict[str, str] = {
    UnitKind.WARD: "Chủ tịch|Bí thư|Trưởng Công an|Chỉ huy trưởng",
    UnitKind.PUBLIC_SCHOOL: "Hiệu trưởng|Giáo viên|Tổ trưởng chuyên môn|Tổng phụ trách|Tổng phụ trách Đội",
    UnitKind.SPECIALISED_AGENCY: "Trưởng phòng",
    UnitKind.PUBLIC_SERVICE_UNIT: "Giám đốc",
    "phong": "Trưởng phòng", "ban": "Trưởng ban", "khoa": "Trưởng khoa", "van phong": "Chánh Văn phòng",
    "thanh tra": "Chánh Thanh tra|Thanh tra viên", "chi cuc": "Chi cục trưởng", "cuc": "Cục trưởng", "vu": "Vụ trưởng",
    "doi": "Đội trưởng", "tram": "Trạm trưởng|Trưởng trạm|Y sĩ|Điều dưỡng", "hat": "Hạt trưởng",
    "vien": "Viện trưởng|Kiểm sát viên", "toa an": "Chánh án|Thẩm phán", "cong an": "Trưởng Công an",
    "quan su": "Chỉ huy trưởng|Chính trị viên", "so": "Giám đốc", "kho bac": "Giám đốc", "bao hiem": "Giám đốc",
    "ban quan ly": "Giám đốc", "benh vien": "Giám đốc|Bác sĩ|Điều dưỡng|Dược sĩ", "cong ty": "Giám đốc|Tổng Giám đốc",
    "hoi": "Chủ tịch", "hoi dong": "Chủ tịch", "lien doan": "Chủ tịch", "mat tran": "Chủ tịch", "cong doan": "Chủ tịch",
    "doan": "Bí thư", "uy": "Bí thư", "chi bo": "Bí thư", "dang bo": "Bí thư", "uy ban": "Chủ tịch|Chủ nhiệm", "ubnd": "Chủ tịch",
    "hdnd": "Chủ tịch",
    "dai hoc": "Hiệu trưởng|Giảng viên", "cao dang": "Hiệu trưởng|Giảng viên",
}  # fmt: skip
HEADS = re.compile(r"(?:trưởng|bí thư|chủ tịch|chủ nhiệm|giám đốc|chánh)\b", re.IGNORECASE)
"""What the head of a body is called."""
_NO_DEPUTY = frozenset({"Kế toán trưởng", "Thủ trưởng"})


def _with_deputies(positions: Iterable[str]) -> Iterator[str]:
    for position in positions:
        yield position
        if HEADS.search(position) and position not in _NO_DEPUTY:
            yield f"Phó {position}"
            yield f"Quyền {position}"


Source = Mapping[str, int]
"""Positions in full, and how common each is."""
Ask = Callable[[], Source]


@cache
def standard() -> Source:
    """The positions of public offices, in full, as they are written (NĐ 30/2020/NĐ-CP, phụ lục II)."""
    return Counter(_with_deputies("|".join((_ANYWHERE, *_AT.values())).split("|")))


@lru_cache(4096)
def standard_at(unit: str, kind: str) -> Source:
    """Those among them that a unit of this name and kind has."""
    name = f" {fold(unit)} "
    there = (each for where, each in _AT.items() if where == kind or f" {where} " in name)
    return Counter(_with_deputies("|".join((_ANYWHERE, *there)).split("|")))


PARTS = re.compile(r"(\s*[,;+]\s*|\s/\s|(?<=\w\w)/(?=\w\w)|\s+kiêm\s+)", re.IGNORECASE)
"""Between two positions of one person."""
WORD = re.compile(r"[^\W\d_]+")


def is_letters(word: str) -> bool:
    """Whether a word is letters that stand for words, or a single consonant."""
    return is_abbreviation(word) or (len(word) == 1 and word.isascii() and word.lower() not in "aeiouy")


# -- one position in several spellings ------------------------------------------------------------------------------------

_SIGNS = re.compile(r"\s*[-–&/,.]\s*|(?<!\S)và(?!\S)")


@lru_cache(8192)
def same_position(text: str) -> str:
    """The key that spellings of one position share: case, the tone's place and signs between words don't count."""
    return " ".join(same_key(_SIGNS.sub(" ", text)).split())


@lru_cache(8192)
def abbreviates(short: str, full: str) -> bool:
    """Whether one position is the other written shorter: "PCT" of "Phó Chủ tịch", "NV văn thư" of "Nhân viên văn thư"."""
    if len(short) >= len(full) or not is_abbreviated(short):
        return False
    found = read(short, (lambda: {full: 1},))
    return found is not None and same_position(found.text) == same_position(full)


# -- abbreviations --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """What an abbreviated position may stand for."""

    text: str
    """The likeliest."""
    sure: bool
    """Whether nothing else comes near."""
    others: tuple[str, ...] = ()
    """What else fits the letters, the likelier first."""


def separated(text: str, bodies: Collection[str]) -> str:
    """Letters of a position glued to those of a body taken apart, as both are known: "PCTUBND" → "PCT UBND".

    `bodies` are letters that stand for bodies, in capitals. The shortest body goes first, so that more is position.
    """

    def apart(found: re.Match[str]) -> str:
        word = found[0]
        if not is_abbreviation(word) or word.upper() in bodies or _spells(word):
            return word
        for start in range(len(word) - 2, 1, -1):
            if word[start:].upper() in bodies and _spells(word[:start]):
                return f"{word[:start]} {word[start:]}"
        return word

    return WORD.sub(apart, text)


def _spells(letters: str) -> bool:
    """Whether letters stand for the whole of a position of public offices."""
    return any(_laid_over([(letters, True)], full) for full in standard())


def is_abbreviated(text: str) -> bool:
    """Whether any word of a position may stand for others: "PCT", "P. Hiệu trưởng"; a body's letters do too."""
    return any(_stands_for_words(word, text) for word in WORD.findall(text))


def _stands_for_words(word: str, text: str) -> bool:
    """Letters that are no syllable; among other words any in capitals: "Trưởng CA"."""
    return is_letters(word) or (len(word) > 1 and word.isupper() and not text.isupper())


def read(text: str, sources: Sequence[Ask], trusted: int = 1) -> Reading | None:
    """What an abbreviated position stands for among positions in full; None where no letters of it fit any.

    `sources` are asked the best first: the first that fits all letters decides. The reading is sure when it is the only
    one of its source and the source is one of the `trusted` first. Words behind the position ("PCT UBND phường") stay.
    """
    parts = PARTS.split(normalise(text))
    read_parts = [_read_one(part, sources, trusted) if part else None for part in parts[::2]]
    if not any(read_parts):
        return None
    if len(read_parts) == 1:
        return read_parts[0]
    parts[::2] = [found.text if found else part for found, part in zip(read_parts, parts[::2], strict=True)]
    return Reading("".join(parts), all(found.sure for found in read_parts if found))


def _read_one(text: str, sources: Sequence[Ask], trusted: int) -> Reading | None:
    tokens = [(word[0], word.end()) for word in WORD.finditer(text)]
    words = [(word, _stands_for_words(word, text)) for word, _end in tokens]
    if not any(letters for _word, letters in words):
        return None
    partly: Reading | None = None
    for place, ask in enumerate(sources):
        source = ask()
        fitting = [(taken, each) for each in source if (taken := _laid_over(words, each))]
        if not fitting:
            continue
        longest = max(taken for taken, _each in fitting)
        rest = text[tokens[longest - 1][1] :]
        fullest = sorted((each for taken, each in fitting if taken == longest), key=lambda each: (-source[each], each))
        readings = list({same_position(each): each for each in fullest[::-1]}.values())[::-1]
        whole = longest == len(words)
        behind = _Behind("", sure=True) if whole else _read_rest(rest, sources, trusted)
        sure = place < trusted and len(readings) == 1 and behind.sure
        reading = Reading(readings[0] + behind.text, sure, tuple(each + behind.text for each in readings[1:]))
        if whole or not words[longest][1]:
            return reading
        partly = partly or reading
    return partly


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind a position, and whether it was read surely."""

    text: str
    sure: bool


_JOINED = re.compile(r"[.\s]*([-–/]?)[.\s]*(.*)")


def _read_rest(rest: str, sources: Sequence[Ask], trusted: int) -> _Behind:
    """A second position behind a sign ("GV-TPT") is read too, all else stays as it is."""
    match = _JOINED.fullmatch(rest)
    if match is None:
        return _Behind(rest, sure=True)
    second = _read_one(match[2], sources, trusted) if match[1] else None
    return _Behind(f" - {second.text}", second.sure) if second else _Behind(f" {match[2]}", sure=True)


_Word = tuple[str, bool]
"""A word, and whether it may stand for others."""


def _laid_over(words: Sequence[_Word], full: str) -> int:
    """How many words stand for the whole of a position in full, some of them by letters; 0 where they do not fit."""
    syllables = _syllables(full)

    def walk(word: int, syllable: int, *, shortened: bool) -> int:
        if syllable == len(syllables):
            return word if shortened else 0
        if word == len(words):
            return 0
        typed, letters = words[word]
        if syllables[syllable] == "va" and fold(typed) != "va":
            return walk(word, syllable + 1, shortened=shortened)
        if _same_syllable(typed, full, syllable) and (taken := walk(word + 1, syllable + 1, shortened=shortened)):
            return taken
        if letters:
            for behind in _spelt(typed, syllables, syllable):
                if taken := walk(word + 1, behind, shortened=True):
                    return taken
        return walk(word, syllable + 1, shortened=shortened) if _may_be_silent(syllables, syllable) else 0

    return walk(0, 0, shortened=False)


def _may_be_silent(syllables: Sequence[str], place: int) -> bool:
    """Whether a syllable may go unsaid: "Phó phòng" is the Phó Trưởng phòng."""
    return place > 0 and syllables[place] == "truong" and syllables[place - 1] == "pho"


def _same_syllable(word: str, full: str, place: int) -> bool:
    return same_key(word) == _words_of(full)[place]


@lru_cache(8192)
def _words_of(full: str) -> tuple[str, ...]:
    return tuple(map(same_key, WORD.findall(full)))


@lru_cache(8192)
def _syllables(full: str) -> tuple[str, ...]:
    return tuple(map(fold, WORD.findall(full)))


_CLUSTERS = frozenset({"ch", "gi", "gh", "kh", "ng", "nh", "ph", "qu", "th", "tr"})


def _spelt(letters: str, syllables: Sequence[str], place: int) -> Iterator[int]:
    """The places behind the syllables of which these letters are the first ones, or the first two when the second is small."""
    if not letters:
        yield place
        return
    if place == len(syllables):
        return
    if syllables[place] == "va" or _may_be_silent(syllables, place):
        yield from _spelt(letters, syllables, place + 1)
    folded = fold(letters)
    if syllables[place].startswith(folded[0]):
        yield from _spelt(letters[1:], syllables, place + 1)
    if folded[:2] in _CLUSTERS and letters[1].islower() and syllables[place].startswith(folded[:2]):
        yield from _spelt(letters[2:], syllables, place + 1)
