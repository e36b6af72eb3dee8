"""Whether words name an organisation, and how such a name is written.

A name is judged by its build: a generic head ("Hội", "Phòng", "Trung tâm"), what the body is of ("Phụ nữ", "Nội vụ"),
where it stands ("phường Bạch Đằng"), and capitals. Many heads are family or given names too, so a short head alone
says little: "Đoàn Văn Ban" is a person, "Đoàn Thanh niên" is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold, normalise, same_key

# -- the words of the field -----------------------------------------------------------------------------------------

FIRM_HEADS = (
    "ủy ban", "hội đồng nhân dân", "liên đoàn", "công đoàn", "mặt trận tổ quốc", "ủy ban mặt trận tổ quốc", "trung tâm",
    "văn phòng", "hợp tác xã", "liên hiệp", "liên minh", "tòa án", "viện kiểm sát", "kho bạc", "bảo hiểm xã hội", "bệnh viện",
    "chi cục", "tổng cục", "chi bộ", "đảng bộ", "đảng ủy", "quận ủy", "huyện ủy", "thành ủy", "thị ủy", "tỉnh ủy",
    "ngân hàng", "công ty", "cty", "tổng công ty", "tập đoàn", "xí nghiệp", "doanh nghiệp", "chi nhánh", "đại học", "học viện",
    "cao đẳng", "trung cấp", "thư viện", "bảo tàng", "nhà văn hóa", "nhà máy", "nhà trẻ", "nhà thiếu nhi", "nhà xuất bản",
    "nhà hát", "công an", "thanh tra", "ban quản lý", "ban chỉ huy", "hạt kiểm lâm", "điện lực", "bưu điện", "câu lạc bộ",
    "chi đoàn", "quận đoàn", "huyện đoàn", "thành đoàn", "tỉnh đoàn", "chi hội", "mặt trận",
    "tiểu học", "trung học cơ sở", "trung học phổ thông", "mầm non", "mẫu giáo", "phòng khám",
)  # fmt: skip
"""Heads of two and more syllables: no person is called so."""

WHOLE = frozenset(
    fold(name) for name in (*(head for head in FIRM_HEADS if head.endswith("ủy")), "công an", "thanh tra", "kho bạc", "điện lực",
                            "bưu điện", "bảo hiểm xã hội", "mặt trận tổ quốc", "hạt kiểm lâm")
)  # fmt: skip
"""Heads that are whole names: "Quận ủy", "Công an"."""

# Heads of one syllable, each with the syllables that make it another word ("Hội nghị", "Phòng ban", "Đội trưởng").
SHORT_HEADS = {
    "hội": "nghị trường thảo thi họp diễn ý viên trưởng phó đàm chợ",
    "đoàn": "viên kết trưởng phó thể",
    "ban": "hành đêm ngày sáng đầu viên ơn bố",
    "phòng": "ban họp học chống ngừa thủ ngủ trưởng",
    "sở": "hữu thích tại trưởng",
    "cục": "bộ trưởng phó",
    "vụ": "việc mùa lợi án trưởng",
    "bộ": "đội phận môn máy sung trưởng",
    "viện": "trợ dẫn trưởng phó",
    "trường": "hợp học công trưởng phái lớp",
    "trạm": "trưởng phó",
    "đội": "ngũ trưởng phó viên hình",
    "quỹ": "lương thời đạo",
    "báo": "cáo danh động",
    "đài": "thọ trưởng",
    "khoa": "học trưởng",
    "tổ": "chức tiên trưởng phó viên quốc",
}
NAMED_SO = ("đoàn", "hội", "ban", "phòng")
"""Short heads that people are called too; without tones all are ("Truong", "To", "Vu")."""

FIELDS = (
    "nội vụ", "ngoại vụ", "tư pháp", "tài chính", "kế hoạch", "đầu tư", "tài nguyên", "môi trường", "lao động", "thương binh",
    "xã hội", "văn hóa", "thông tin", "truyền thông", "thể thao", "du lịch", "giáo dục", "đào tạo", "nghề nghiệp",
    "thường xuyên", "y tế", "kinh tế", "hạ tầng", "đô thị", "quản lý", "dự án", "xây dựng", "thị trường", "phát triển",
    "quỹ đất", "đất đai", "công thương", "nông nghiệp", "nông thôn", "khoa học", "công nghệ", "giao thông", "vận tải",
    "dân tộc", "tôn giáo", "thống kê", "thi hành án", "dân sự", "quân sự", "chỉ huy", "bảo hiểm", "nhà nước", "chính sách",
    "liên hiệp", "phụ nữ", "nông dân", "thanh niên", "thiếu nhi", "cộng sản", "cựu chiến binh", "người cao tuổi",
    "chữ thập đỏ", "khuyến học", "luật gia", "tổ quốc", "tuyên giáo", "dân vận", "tổ chức", "kiểm tra", "kiểm sát",
    "nhân dân", "hội đồng", "chính trị", "bồi dưỡng", "hành chính", "dịch vụ", "công ích", "vệ sinh", "hải quan",
    "dân phố", "kiểm lâm", "thú y", "dân số", "dân quân", "đăng ký", "phục vụ", "hỗ trợ", "điều hành",
    "tổng hợp", "kế toán", "vật tư", "thuế", "nghiên cứu", "kỹ thuật", "phát thanh", "truyền hình", "sự nghiệp",
)  # fmt: skip
"""What bodies are of: two words of which the first alone has a capital in a name ("Nội vụ")."""

TERRITORIES = ("phường", "xã", "thị trấn", "quận", "huyện", "thị xã", "thành phố", "tỉnh", "đặc khu")

# Abbreviations with which no body begins: positions, titles, headings of a list.
_NO_BODIES = frozenset({
    "ct", "pct", "tp", "pp", "pt", "ht", "pht", "gd", "pgd", "cv", "cvc", "cvcc", "gv", "nv", "kt", "ktt", "tk", "ptk", "pbt",
    "ts", "ths", "pgs", "gs", "bs", "cn", "ks", "stt", "ds", "tt", "sdt", "dt", "cmnd", "cccd", "dc", "nn", "tm", "tl", "tuq", "kg",
    "qd", "cnv", "cbcc", "cbvc", "cbccvc", "cchc", "tthc", "cntt", "nd", "cp", "vn",
})  # fmt: skip

_BEFORE_HEADS = {
    "bộ": "cán đảng nội toàn đồng", "sở": "cơ trụ", "vụ": "nội nghiệp nhiệm chức dịch phục công đối ngoại thường thời",
    "hội": "xã đại quốc cơ", "đội": "quân", "trường": "hội môi thị hiện nhà công quảng", "báo": "thông", "viện": "bệnh thư học",
    "phòng": "văn quốc dự trưởng phó", "ban": "trưởng phó phòng", "đoàn": "công liên tập toàn chi", "cục": "chi tổng",
    "quỹ": "thủ", "khoa": "y đa bách chuyên", "tổ": "", "đài": "lâu", "trạm": "",
}  # fmt: skip
"""Short heads -> syllables before them that make another word ("cán bộ", "hội trường", "trưởng phòng")."""

_OPEN_LETTERS = frozenset({"th", "thcs", "thpt", "mn", "mg", "ptcs", "ubnd", "hdnd", "tnhh", "cp", "bch", "tncs"})
"""Letters behind which a name must follow."""

# -- clues and weights ----------------------------------------------------------------------------------------------

_FIRM = 0.6
"""A head of several syllables."""
_SHORT = 0.3
"""A head of one syllable."""
_LETTERS = 0.5
"""Begins with letters that are no syllable: UBND, LĐLĐ, HTX, THCS."""
_TERRITORY_FIRST = 0.5
"""A territory itself: "Phường Bạch Đằng"."""
_OF_FIELD = 0.4
"""Says what it is of: "Nội vụ"."""
_IN_TERRITORY = 0.35
"""Says where: "… phường Bạch Đằng"."""
_PHRASE = 0.2
"""A word after the head is written small among capitals, which no name of a person is: "Hội Người mù"."""
_NAMED = 0.25
"""A proper name behind a head that is no person's: "Công ty Hoa Mai", "Trạm Bạch Mai"."""
_LIKE_PERSON = -0.3
"""Nothing but capitals behind a head that people are called too, and no field: "Đoàn Văn Ban"."""
_MIDDLE = -0.3
"""A middle name of people behind the head: Thị, Văn."""
_HEAD_ALONE = -0.2
"""Nothing behind the head: "Văn phòng"."""
_SEVERAL = -0.8
"""Several of a kind: "UBND các phường", "Phòng, ban"."""
_SENTENCE = -0.5
"""Longer than names are, or ends as sentences do."""
_NO_NAME = 0.3
"""At most, for words that only begin like a name: "Ban Giám hiệu", "Trường công lập"."""
_LONGEST = 16
_INITIALS = 2
_PERSON = 3

_VERBS = (
    "tổ chức",
    "đăng ký",
    "bồi dưỡng",
    "đào tạo",
    "kiểm tra",
    "hỗ trợ",
    "phục vụ",
    "quản lý",
    "tổng hợp",
    "chỉ huy",
)
"""Fields that are also what units do: part of a name only behind a head or a joining sign ("Ban Tổ chức")."""

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|kh|ph|th|tr|ch|gi|qu|[kpbdg][lr]|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnptklr])?"
)
_VOWEL = re.compile(r"[aeiouy]")
_VOWELS_TOO = frozenset({"ubnd", "ubkt", "ubmttq", "tand", "cand", "evn", "bhyt"})
"""Letters for words that hold a vowel; among capitals any other such word is a name of another tongue ("KSOR NGA")."""
_PUNCTUATION = re.compile(r"[^\w\s]|_")
# On folded text.
_PLURAL = re.compile(r"\d+ (?:phuong|xa|truong|don vi|phong)\b|phong ban\b|ban nganh\b")
_KIND_OF_UNITS = re.compile(
    r"(?:phuong|xa|quan|huyen|truong|phong|truong (?:cong lap|tu thuc|ngoai cong lap|hoc)|phuong xa)$"
)
_POSITIONS = re.compile(r"van phong (?:thong ke|dang ky)$")
_COLLECTIVE = re.compile(
    r"ban (?:giam (?:doc|hieu|khao)|lanh dao|thu ky|to chuc|chu toa|dai dien|chap hanh|thuong vu|can su)$"
)


def is_abbreviation(word: str) -> bool:
    """Whether letters stand for words: no syllable of Vietnamese could be spelt so ("UBND", "LĐLĐ", "HTX", "TH")."""
    marks = unicodedata.normalize("NFD", word)
    if len(word) < 2 or not word.isalpha() or any(unicodedata.combining(mark) for mark in marks):
        return False
    return _SYLLABLE.fullmatch(fold(word)) is None


class _Words:
    """The words above in one spelling: with tones (`same_key`), or without for text that has none (`fold`)."""

    def __init__(self, key: Callable[[str], str]) -> None:
        self.firm = _any_of(map(key, FIRM_HEADS))
        self.no_heads = {key(head): frozenset(map(key, others.split())) for head, others in SHORT_HEADS.items()}
        self.fields = _any_of(map(key, FIELDS))
        self.territories = _any_of(map(key, TERRITORIES))
        several = "|".join(map(key, ("các", "những", "toàn thể")))
        self.several = re.compile(rf"(?<!\w)(?<!{key('khối')} )(?<!{key('liên hiệp')} )(?:{several}) \w")
        self.society = key("xã hội")
        self.named_so = frozenset(map(key, NAMED_SO)) if key is same_key else frozenset(self.no_heads)
        self.no_heads_after = {key(head): frozenset(map(key, before.split())) for head, before in _BEFORE_HEADS.items()}
        self.verbs = frozenset(map(key, _VERBS))
        self.and_ = key("và")
        self.middle = frozenset(map(key, ("thị", "văn")))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def _words(with_tones: bool) -> _Words:
    return _Words(same_key if with_tones else fold)


def find_fields(folded: str) -> list[tuple[int, int]]:
    """Where folded text says what bodies are of: "moi truong" in "cong ty co phan moi truong"."""
    return [match.span() for match in _words(with_tones=False).fields.finditer(folded)]


@lru_cache(8192)
def looks_like_organisation(text: str) -> float:
    """How surely a text names one organisation and neither a person, a position nor a group of units: 0 to 1.

    From 0.5 on it is likelier than not. Numbers before the name ("I.") must be gone already.
    """
    name = normalise(_PUNCTUATION.sub(" ", normalise(text)))
    typed = name.split()
    if not typed or len(typed) > 2 * _LONGEST:
        return 0.0
    folded = fold(name)
    words = _words(not name.isascii())
    key = folded if name.isascii() else same_key(name)
    keys = key.split()
    if folded.startswith("co quan "):
        return looks_like_organisation(" ".join(typed[2:]))
    weight, length = _head(typed, key, keys, words)
    if not length or any(pattern.match(folded) for pattern in (_KIND_OF_UNITS, _COLLECTIVE, _POSITIONS)):
        return min(weight, _NO_NAME)
    rest, behind = keys[length:], " ".join(keys[length:])
    if not rest:
        is_whole = folded in WHOLE or (weight == _LETTERS and len(key) > _INITIALS)
        return weight + (0 if is_whole else _HEAD_ALONE)
    like_person = keys[0] in words.named_so and len(keys) == _PERSON
    if like_person:
        of_field = words.fields.match(behind) is not None and rest[0] not in words.middle
    else:
        of_field = words.fields.match(behind) is not None or _head(typed[length:], behind, rest, words)[0] >= _LETTERS
    territory = words.territories.search(behind)
    if of_field:
        weight += _OF_FIELD
    if territory:
        weight += _IN_TERRITORY
    capitals = [word for word in typed[length:] if word[0].isupper()]
    if capitals and len(capitals) < len(rest):
        weight += _PHRASE
    elif capitals and not territory and length == 1 and keys[0] in words.named_so and not (of_field and name.isupper()):
        weight += _LIKE_PERSON + (_MIDDLE if rest[0] in words.middle else 0) + (_NAMED if of_field else 0)
    elif capitals:
        weight += _NAMED
    if _PLURAL.search(folded) or words.several.search(key):
        weight += _SEVERAL
    if len(typed) > _LONGEST or text.rstrip().endswith((".", "!", "?", ";")):
        weight += _SENTENCE
    return min(1.0, max(0.0, weight))


def _head(typed: list[str], key: str, keys: list[str], words: _Words) -> tuple[float, int]:
    """What the generic head at the start weighs, and how many words it has; (0, 0) where there is none."""
    first = fold(typed[0])
    if firm := words.firm.match(key):
        length = len(firm[0].split())
        others = keys[length] if length < len(keys) else ""
        return (0.0, 0) if fold(others) in ("vien", "truong", "pho") else (_FIRM, length)
    if territory := words.territories.match(key):
        length = len(territory[0].split())
        return (0.0, 0) if key.startswith(words.society) else (_TERRITORY_FIRST, length)
    if keys[0] in words.no_heads:
        following = keys[1] if len(keys) > 1 else ""
        return (0.0, 0) if following in words.no_heads[keys[0]] else (_SHORT, 1)
    if typed[0].isupper() and is_abbreviation(typed[0]) and first not in _NO_BODIES:
        foreign = first not in _VOWELS_TOO and _VOWEL.search(first) and all(word.isupper() for word in typed)
        return (0.0, 0) if foreign else (_LETTERS, 1)
    if first == "p" and len(typed) > 1:
        return _SHORT, 1
    return 0.0, 0


@dataclass(frozen=True, slots=True)
class Found:
    """Where an organisation's name begins in a line, and how much of it is told by its words alone."""

    start: int
    words_end: int
    """Behind the head and what the body is of ("Phòng Nội vụ"); a proper name may follow."""
    complete: bool
    """Whether something but heads stands there."""


_BEHIND_NUMBERS = ("-", "/")
"""The letters after these are of a letter's number: "123/CV-UBND"."""
_TOKEN = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"\s*(?:[-–&,/]|\bvà\b|\bva\b)?\s*", re.IGNORECASE)
_JUST_SPACE = re.compile(r"\s+|\.\s*")


def find_organisations(line: str) -> list[Found]:
    """The places in a line where names of organisations begin, none inside the words of another."""
    tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(line)]
    typed = [token for token, _start, _end in tokens]
    with_tones = not line.isascii()
    keys = [same_key(word) if with_tones else fold(word) for word in typed]
    words = _words(with_tones)
    found: list[Found] = []
    place = 0
    while place < len(typed):
        length = _head_at(typed, keys, place, words, line[tokens[place][1] - 1])
        if not length:
            place += 1
            continue
        end, complete = _words_of_name(line, tokens, keys, place + length, words)
        found.append(Found(tokens[place][1], tokens[end - 1][2], complete))
        place = end
    return found


def _head_at(typed: list[str], keys: list[str], place: int, words: _Words, before: str = " ") -> int:
    """How many words the head at this place has; 0: none stands here."""
    if place and (keys[place - 1] in words.no_heads_after.get(keys[place], ()) or before in _BEHIND_NUMBERS):
        return 0
    return _head(typed[place:], " ".join(keys[place:]), keys[place:], words)[1]


def _words_of_name(
    line: str, tokens: list[tuple[str, int, int]], keys: list[str], place: int, words: _Words
) -> tuple[int, bool]:
    """Where the heads and fields from `place` on end, and whether any field or letters stand there."""
    typed = [token for token, _start, _end in tokens]
    complete = False
    fresh = True
    """Directly behind a head or a joining sign, where a verb is a field too ("Ban Tổ chức")."""
    while place < len(keys):
        between = line[tokens[place - 1][2] : tokens[place][1]]
        joined, here = not _JUST_SPACE.fullmatch(between), place
        if keys[place] == words.and_ and place + 1 < len(keys):
            joined, here = True, place + 1
        elif "\n" in between or (not _JOINED.fullmatch(between) and not _JUST_SPACE.fullmatch(between)):
            break
        rest, is_open = " ".join(keys[here:]), fold(typed[here]) in _OPEN_LETTERS
        field = words.fields.match(rest)
        if field and (fresh or joined or field[0] not in words.verbs):
            place, complete, fresh = here + len(field[0].split()), True, False
        elif is_abbreviation(typed[here]) and typed[here].isupper() and not (joined and complete and is_open):
            place, complete, fresh = here + 1, complete or not is_open, False
        elif not joined and (length := _head_at(typed, keys, here, words)):
            place, fresh = here + length, fold(" ".join(typed[here : here + length])) not in WHOLE
        else:
            break
    return place, complete
