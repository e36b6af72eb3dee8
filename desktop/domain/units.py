"""Units: their kinds, the role group each kind proposes, and the key that all spellings of one unit share.

A key is "kind:name", folded: "UBND P.Bạch Đằng", "P. Bạch Đằng" and "Phường Bạch Đằng" are all "ward:bach dang", while
the school Bạch Mai is "public_school:tieu hoc bach mai" and never the ward.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold, normalise
from desktop.domain.organisations import FIELDS, FIRM_HEADS, SHORT_HEADS, is_abbreviation


class UnitKind(StrEnum):
    """What a unit is in a district's organisation."""

    WARD = "ward"
    SPECIALISED_AGENCY = "specialised_agency"
    PUBLIC_SERVICE_UNIT = "public_service_unit"
    PUBLIC_SCHOOL = "public_school"
    MANAGED_UNIT = "managed_unit"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RoleGroupPreset:
    """A role group a new conference starts with; `kind` proposes it."""

    title: str
    kind: UnitKind


ROLE_GROUP_PRESETS = (
    RoleGroupPreset("Cơ quan chuyên môn", UnitKind.SPECIALISED_AGENCY),
    RoleGroupPreset("Đơn vị sự nghiệp", UnitKind.PUBLIC_SERVICE_UNIT),
    RoleGroupPreset("Trường công lập", UnitKind.PUBLIC_SCHOOL),
    RoleGroupPreset("Đơn vị hiệp quản", UnitKind.MANAGED_UNIT),
    RoleGroupPreset("Phường", UnitKind.WARD),
)
"""The five groups of a district's training conference, in their usual order."""


_LETTERS = 4
"""A title this short is letters that stand for words ("BTC")."""


def recase_group(title: str) -> str:
    """A role group's title in CAPITALS as people write it ("KHÁCH MỜI" → "Khách mời")."""
    if not title.isupper() or len(title) <= _LETTERS:
        return title
    words = title.lower().replace("ubnd", "UBND").replace("hđnd", "HĐND")
    return words[:1].upper() + words[1:]


def kind_of(name: str) -> UnitKind:
    """The kind a unit's name speaks of; OTHER for a bare name."""
    return _understood(normalise(name)).kind


def unit_key(name: str) -> str:
    """The key every spelling of one unit shares."""
    return _understood(normalise(name)).key


def candidate_keys(name: str) -> tuple[str, ...]:
    """Every key the name may stand for, the likeliest first: a bare "Bạch Đằng" may be a ward or a school."""
    return _understood(normalise(name)).candidates


# -- reading a name -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Understood:
    kind: UnitKind
    key: str
    candidates: tuple[str, ...]


# On folded text whose "&", "và" and punctuation have become single spaces. The longer forms come first.
_ABBREVIATIONS = (
    # "Ủy ban" alone is a people's committee where its place follows, or nothing: "Ủy ban Mặt trận" is another body.
    (
        "uy ban nhan dan|ub|uy ban(?=$| (?:phuong|xa(?! hoi)|thi tran|thi xa|quan|huyen|thanh pho|tinh|p|tp|tt) )",
        "ubnd",
    ),
    ("hoi dong nhan dan", "hdnd"),
    ("ld ?tb ?xh", "lao dong thuong binh xa hoi"),
    ("gd ?nn", "giao duc nghe nghiep"),
    ("gd ?tx", "giao duc thuong xuyen"),
    ("gd ?dt", "giao duc dao tao"),
    ("tn ?mt", "tai nguyen moi truong"),
    ("tc ?kh", "tai chinh ke hoach"),
    ("vh ?tt ?(?:tt|tdtt)", "van hoa thong tin the thao"),
    ("vh ?(?:tt|tttt)", "van hoa thong tin"),
    ("van hoa the thao thong tin|van hoa thong tin the duc the thao", "van hoa thong tin the thao"),
    ("kt ?ht ?dt", "kinh te ha tang do thi"),
    ("vh ?xh", "van hoa xa hoi"),
    ("ql ?dt", "quan ly do thi"),
    ("qltt", "quan ly thi truong"),
    ("qlda", "quan ly du an"),
    ("dtxd", "dau tu xay dung"),
    ("ptqd", "phat trien quy dat"),
    ("bqlda", "ban quan ly du an"),
    ("bql", "ban quan ly"),
    ("bhxh", "bao hiem xa hoi"),
    ("kbnn|kho bac(?! nha nuoc)", "kho bac nha nuoc"),
    ("bch ?qs", "ban chi huy quan su"),
    ("chqs|ch quan su", "chi huy quan su"),
    ("thads|thi hanh an(?! dan su)", "thi hanh an dan su"),
    ("ttxd|tt ?xd", "thanh tra xay dung"),
    ("ttyt", "trung tam y te"),
    ("tyt", "tram y te"),
    ("tt ?bd ?ct", "trung tam boi duong chinh tri"),
    ("ttvh", "trung tam van hoa"),
    ("mttq|ub mttq|ubnd mttq", "mat tran to quoc"),
    ("lhpn", "lien hiep phu nu"),
    ("ldld", "lien doan lao dong"),
    ("ccb", "cuu chien binh"),
    ("vks ?nd|vks", "vien kiem sat nhan dan"),
    ("tand", "toa an nhan dan"),
    ("vp", "van phong"),
)
_ABBREVIATIONS_AT_START = tuple(
    (re.compile(pattern), full)
    for pattern, full in (("tt(?= )", "trung tam"), ("cc(?= )", "chi cuc"), (r"ca\b", "cong an"))
)

_SUBJECTS = (
    "noi vu|tu phap|tai chinh|tai nguyen|lao dong|van hoa|giao duc|y te|kinh te|quan ly do thi|dan toc|ke hoach|"
    "nong nghiep|cong thuong|to chuc|thong tin|xay dung|thanh tra|ha tang|kt$|do thi|thue|hanh chinh|cong nghiep"
)
_SUBJECT = re.compile(rf"(?:{_SUBJECTS})\b")

# One school level; the written form -> the form in keys.
_LEVELS = {
    "tieu hoc": "tieu hoc", "th": "tieu hoc", "trung hoc co so": "thcs", "thcs": "thcs",
    "trung hoc pho thong": "thpt", "thpt": "thpt", "ptth": "thpt", "mam non": "mam non", "mn": "mam non",
    "mau giao": "mau giao", "mg": "mau giao", "nha tre": "nha tre", "ptcs": "ptcs", "pho thong co so": "ptcs",
    "ptdtbt": "ptdtbt", "ptdtnt": "ptdtnt",
}  # fmt: skip
_LEVEL = re.compile(rf"(?:{'|'.join(sorted(_LEVELS, key=len, reverse=True))})(?!\S) ?")
_PRIVATE = re.compile(r"(?<!\S)(?:tu thuc|dan lap|tu nhan|ngoai cong lap|quoc te)(?!\S)")
_HIGHER = re.compile(r"(?:dai hoc|cao dang|trung cap|boi duong|chinh tri|day nghe|can bo)\b")

_WARD = re.compile(r"(?:(?:hdnd|ubnd) ?)*(phuong|xa(?! hoi)|thi tran|p) (.+)")
_COUNCIL = re.compile(r"(?:(?:hdnd|ubnd) )+(.+)")
_MANAGED = re.compile(
    r"(?:cong an|(?:ban )?chi huy quan su|chi cuc|kho bac|bao hiem|quan su|doi|tram|hat kiem lam|vien kiem sat|toa an|"
    r"thi hanh an|thong ke|cuc|ngan hang|buu dien|dien luc|bao hiem xa hoi|cong ty|xi nghiep)\b"
)
_SERVICE = re.compile(
    r"(?:trung tam|ban quan ly|nha van hoa|nha thieu nhi|thu vien|benh vien|dai truyen thanh|tram y te|bao tang)\b"
)
_AGENCY = re.compile(r"(?:van phong (?:hdnd|ubnd|uy ban)|thanh tra(?! xay dung)|van phong$)")

# "…, quận Hai Bà Trưng", "… Q. HBT", "… quận": on the text with its tones, for Văn Quán and Quân sự are no districts.
_QUALIFIER = re.compile(
    r"[\s,(–-]+(?:(?:quận|huyện|thành phố)(?! (?:ủy|uỷ|đoàn)\b)|q\.|h\.|tp\b\.?|tx\.|t\.p\.?|q(?=\s+hbt\b))(?:\s*[\w .,'-]*)\)?$",
    re.IGNORECASE,
)
_QUALIFIER_ASCII = re.compile(
    r"[\s,(-]+(?:quan|huyen|thanh pho)\s+(?!ly\b|su\b|uy\b|doan\b)[\w .,-]+\)?$|(?:(?<=thanh tra)|(?<=cong an)|(?<=ubnd))\s+quan$",
    re.IGNORECASE,
)
_NOT_ALONE = re.compile(r"^(?:ubnd|hđnd|(?:ủy|uỷ|uy) ban(?: nhân dân| nhan dan)?|hdnd|[\s&-]|và)*$", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[^\w]+|_+|(?<!\S)va(?!\S)")


def without_district(name: str) -> str:
    """The name without a trailing district ("…, quận Hai Bà Trưng", "Q. HBT"); the district's own name stays."""
    pattern = _QUALIFIER_ASCII if name.isascii() else _QUALIFIER
    match = pattern.search(name) or _QUALIFIER.search(name)
    if match is None or _NOT_ALONE.match(name[: match.start()]):
        return name
    return name[: match.start()].rstrip(" ,-–(")


@lru_cache(32_768)
def _understood(name: str) -> _Understood:
    text = spelled_out(without_district(name))
    if not text:
        return _Understood(UnitKind.OTHER, "", ())
    if school := _school(text):
        return school
    ward = _WARD.fullmatch(text)
    if ward and not (ward[1] == "p" and text.startswith("p ") and _SUBJECT.match(ward[2])):
        level = "" if ward[1] in ("p", "phuong") else ward[1] + " "
        key = f"{UnitKind.WARD}:{level}{ward[2]}"
        if text.startswith("p "):  # perhaps an agency nobody has heard of
            return _Understood(UnitKind.WARD, key, (key, f"{UnitKind.SPECIALISED_AGENCY}:{ward[2]}"))
        return _Understood(UnitKind.WARD, key, (key,))
    body = _agency_body(text, name)
    if body:
        return _single(UnitKind.SPECIALISED_AGENCY, body)
    if council := _COUNCIL.fullmatch(text):  # "UBND Bạch Đằng": a ward unless it is a district
        if council[1].startswith(("quan ", "huyen ", "thanh pho ", "tp ", "tinh ")):
            return _single(UnitKind.OTHER, text)
        return _single(UnitKind.WARD, council[1])
    if _SERVICE.match(text):
        return _single(UnitKind.PUBLIC_SERVICE_UNIT, re.sub(r"(?<=quan ly du an) dau tu xay dung.*", "", text))
    if _MANAGED.match(text):
        return _single(UnitKind.MANAGED_UNIT, re.sub(r"^(?:ban )?(?=chi huy quan su|quan su)(?:chi huy )?", "", text))
    return _bare(text)


@cache
def _abbreviations() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The abbreviations as whole words; compiled at the first name, not at every start."""
    return tuple((re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), full) for pattern, full in _ABBREVIATIONS)


def spelled_out(name: str) -> str:
    """The words of a unit's name: folded, punctuation gone, "và" dropped, abbreviations written out."""
    text = " ".join(_PUNCTUATION.sub(" ", fold(name)).split())
    text = " ".join(word for word in text.split(" ") if word != "va")
    for pattern, full in _abbreviations():
        text = pattern.sub(full, text)
    for pattern, full in _ABBREVIATIONS_AT_START:
        if match := pattern.match(text):
            text = full + text[match.end() :]
    return text


def _single(kind: UnitKind, body: str) -> _Understood:
    key = f"{kind}:{body}"
    return _Understood(kind, key, (key,))


def _school(text: str) -> _Understood | None:
    rest = text.removeprefix("truong ")
    named_school = rest != text
    levels: list[str] = []
    while match := _LEVEL.match(rest):
        levels.append(_LEVELS[match[0].strip()])
        rest = rest[match.end() :]
    if not (levels or named_school) or not (rest or levels):
        return None
    if _HIGHER.match(rest) or _PRIVATE.search(text):
        return _single(UnitKind.OTHER, f"{' '.join(levels)} {rest}".strip())
    if levels:
        return _single(UnitKind.PUBLIC_SCHOOL, f"{'-'.join(levels)} {rest}".strip())
    return _Understood(UnitKind.PUBLIC_SCHOOL, f"{UnitKind.PUBLIC_SCHOOL}:{rest}", _school_keys(rest))


def _school_keys(rest: str) -> tuple[str, ...]:
    """A school whose level is not told may be of any."""
    levels = ("tieu hoc ", "thcs ", "mam non ", "tieu hoc-thcs ", "thpt ", "mau giao ")
    return (f"{UnitKind.PUBLIC_SCHOOL}:{rest}", *(f"{UnitKind.PUBLIC_SCHOOL}:{level}{rest}" for level in levels))


def _agency_body(text: str, name: str) -> str:
    if text.startswith("phong ") and (name.isascii() or "phòng" in name.lower()):
        return text.removeprefix("phong ")
    if text.startswith("p ") and _SUBJECT.match(text[2:]):
        return text[2:]
    if _AGENCY.match(text):
        return text
    return ""


_WHOLE_SUBJECT = re.compile(
    "noi vu|tu phap|tai chinh ke hoach|tai nguyen moi truong|lao dong thuong binh xa hoi|van hoa thong tin|"
    "giao duc dao tao|y te|kinh te|quan ly do thi|van hoa xa hoi|kinh te ha tang do thi"
)


def _bare(text: str) -> _Understood:
    """A name without a word for its kind ("Bạch Đằng", "GD&ĐT")."""
    if _WHOLE_SUBJECT.fullmatch(text):
        return _single(UnitKind.SPECIALISED_AGENCY, text)
    own = f"{UnitKind.OTHER}:{text}"
    return _Understood(
        UnitKind.OTHER,
        own,
        (own, f"{UnitKind.WARD}:{text}", f"{UnitKind.SPECIALISED_AGENCY}:{text}", *_school_keys(text),
         f"{UnitKind.PUBLIC_SERVICE_UNIT}:{text}", f"{UnitKind.MANAGED_UNIT}:{text}"),
    )  # fmt: skip


# -- writing a name -------------------------------------------------------------------------------------------------

_CAPITALS = frozenset({"CA", "P", "Q", "I", "II", "III", "IV", "V", "VI"})
"""Letters for words and numbers that could be syllables too."""
_SMALL_WORDS = frozenset({"phường", "quận", "huyện", "xã", "và"})
# More than two words of which only the first has a capital.
_WHOLE_PHRASES = (
    "ủy ban nhân dân", "hội đồng nhân dân", "tòa án nhân dân", "viện kiểm sát nhân dân", "quản lý đô thị", "quản lý dự án",
    "đầu tư xây dựng", "quản lý thị trường", "phát triển quỹ đất", "thi hành án dân sự", "giáo dục nghề nghiệp",
    "giáo dục thường xuyên", "chỉ huy", "tiểu học",
)  # fmt: skip
_OTHER_TONES = (("óa", "oá"), ("òa", "oà"), ("ủy", "uỷ"))
_WORD = re.compile(r"[^\W\d_]+")


def recase_unit(name: str) -> str:
    """An ALL CAPS unit name as it is usually written: "UBND PHƯỜNG BẠCH ĐẰNG" → "UBND phường Bạch Đằng"."""
    if not name.isupper():
        return name

    def written(match: re.Match[str]) -> str:
        word = match[0]
        if word in _CAPITALS or is_abbreviation(word):
            return word
        lower = word.lower()
        if lower in _SMALL_WORDS and match.start():
            return lower
        return word[0] + lower[1:]

    titled = _WORD.sub(written, normalise(name))
    return _phrases().sub(lambda phrase: phrase[0][0].upper() + phrase[0][1:].lower(), titled)


KNOWN_LETTERS = frozenset({"ubnd", "hđnd", "thcs", "thpt", "ptcs"})
"""Letters that stay letters in the names of bodies, in small ones."""
_TERRITORY = re.compile(
    r"(?<=\w )(?:Phường|Xã|Thị trấn|Thị Trấn|Quận|Huyện|Thị xã|Thị Xã|Thành phố|Thành Phố|Tỉnh)(?= (?P<name>[^\W\d_]))"
)


def written_unit(name: str) -> str:
    """A unit's name with the capitals of an office (NĐ 30/2020/NĐ-CP, phụ lục II), whatever case it is typed in.

    "Ubnd Phường Bạch Mai" → "UBND phường Bạch Mai", "phòng Nội Vụ" → "Phòng Nội vụ"; "Phường 15" within a name stays.
    """
    name = normalise(name)
    if name.isupper() or name.islower():
        return recase_unit(name.upper())
    name = _WORD.sub(lambda word: word[0].upper() if word[0].lower() in KNOWN_LETTERS else word[0], name)
    name = small_phrases(name)
    name = _TERRITORY.sub(lambda found: found[0].lower() if found["name"].isupper() else found[0], name)
    return name[:1].upper() + name[1:]


def small_phrases(text: str) -> str:
    """Heads and fields typed with a capital on each word, with one on the first: "Nội Vụ" → "Nội vụ"."""
    return _phrases().sub(lambda found: found[0][0] + found[0][1:].lower() if found[0].istitle() else found[0], text)


def name_pattern(name: str) -> tuple[str, str, str]:
    """What units like this one share, and what is its own: ("ward", "UBND phường", "Bạch Mai"), for wards and schools.

    The first is the kind with a school's level; units of one kind differ in the second only by habit ("Trường Mầm non",
    "MN"). All "" for any other unit.
    """
    group, own = parted_key(unit_key(name))
    if not group.startswith((f"{UnitKind.WARD}:", f"{UnitKind.PUBLIC_SCHOOL}:")):
        return "", "", ""
    words = without_district(normalise(name)).replace("P.", "P. ").split()
    starts = (start for start in range(len(words) - 1, -1, -1) if spelled_out(" ".join(words[start:])) == own)
    start = next(starts, 0)
    return group, " ".join(words[:start]), " ".join(words[start:])


def parted_key(key: str) -> tuple[str, str]:
    """A unit's key as its kind, with the level of a school or commune, and what is its own: ("ward:xa", "tan trieu")."""
    kind, _colon, body = key.partition(":")
    level = _LEVEL_IN_KEY.match(body) if kind in (UnitKind.WARD, UnitKind.PUBLIC_SCHOOL) else None
    return f"{kind}:{level[0].strip() if level else ''}", body[level.end() if level else 0 :]


def names_council(name: str) -> bool:
    """Whether a name begins with its UBND or HĐND, however that is written."""
    return spelled_out(normalise(name)).startswith(("ubnd", "hdnd"))


_LEVEL_IN_KEY = re.compile(
    rf"(?:(?:xa|thi tran) |(?:{'|'.join(sorted(set(_LEVELS.values()), key=len, reverse=True))})(?:-[a-z -]+?)? )"
)


_OF = (*FIELDS, "mặt trận tổ quốc")
"""What a head may be made up with, each part with its capital: "Mặt trận Tổ quốc"."""


@cache
def _phrases() -> re.Pattern[str]:
    """Heads and fields, of which only the first word has a capital; a name ("Bạch Đằng") has one on each."""
    phrases = {*_WHOLE_PHRASES, *FIELDS, *(head for head in FIRM_HEADS if head.split()[0] not in SHORT_HEADS)}
    phrases -= {head for head in FIRM_HEADS if any(head == f"{one} {of}" for one in FIRM_HEADS for of in _OF)}
    phrases.discard("công thương")  # the ministry writes its name with both capitals
    for one, other in _OTHER_TONES:
        phrases |= {phrase.replace(one, other) for phrase in phrases}
    longest_first = "|".join(sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)", re.IGNORECASE)


def best_name(spellings: Iterable[str]) -> str:
    """The fullest official spelling: accents before none, words before abbreviations, no district tail; "" for none."""
    candidates = {recase_unit(normalise(spelling)) for spelling in spellings}
    return max(candidates, key=_fullness, default="")


def _fullness(name: str) -> tuple[bool, int, int, str]:
    bare = without_district(name)
    words = _WORD.findall(bare)
    abbreviations = sum(word.isupper() and word not in ("UBND", "HĐND") for word in words)
    full_words = sum(1 for word in words if len(word) > 1) - 2 * abbreviations
    return (not name.isascii(), full_words, -len(name), name)
