"""Units in running text: which a title, a label or a sentence names, and as what."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.names import fold, normalise
from desktop.domain.organisations import (
    Found,
    find_fields,
    find_organisations,
    is_abbreviation,
    looks_like_organisation,
)
from desktop.domain.units import UnitKind, kind_of, recase_unit, without_district


class Role(StrEnum):
    """As what a unit is spoken of."""

    LABEL = "label"
    """ "Đơn vị: …"."""
    SUBJECT = "subject"
    """Whose people the list holds: "DANH SÁCH CÁN BỘ … THAM DỰ"."""
    ISSUER = "issuer"
    """The letterhead's last body."""
    SUPERIOR = "superior"
    """A letterhead's upper body, or the one whose letter the list is annexed to."""
    ADDRESSEE = "addressee"
    """ "Kính gửi: …"."""
    HOST = "host"
    """ "… do … tổ chức"."""
    PLACE = "place"
    """ "tại Hội trường …"."""
    OWNER = "owner"
    """Perhaps whose event it is, perhaps whose people: "… hội nghị UBND phường Bạch Đằng"."""
    LETTERS = "letters"
    """Letters alone: a body's or a sort of people's ("CBGVNV")."""
    SIGNER = "signer"
    """ "TM. …" under the list."""
    SHEET = "sheet"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit spoken of."""

    name: str
    role: Role


SURE = 0.5
"""From here on a text is taken for an organisation."""

_LEADERS = re.compile(r"[.…_·‥]{2,}|…")

# -- names in a line ------------------------------------------------------------------------------------------------

# What ends a name: what its people do, where, when.
_STOPS = r"|\s*[,;:()\[\]\n|]|\s+[-–]\s+(?!\d)|\.{2}|…"
_END = re.compile(
    r"\s+(?:(?:tham\s+(?:dự|gia)|dự|đăng\s+k[ýí]|đi|tập\s+huấn|cử|được|học|năm|hội\s+nghị|theo|đợt|lớp|khóa|về|bồi\s+dưỡng|"
    r"tại|ở|do|nhận|kèm|tổ\s+chức|chủ\s+trì|triệu\s+tập|phối\s+hợp|gửi|lập|báo\s+cáo|trước|sau|để|khi|từ|của|thuộc|gồm|có|ngày|như|đề\s+nghị|xin|"
    rf"và)\b){_STOPS}",
    re.IGNORECASE,
)
_END_WITHOUT_TONES = re.compile(
    r"\s+(?:(?:tham\s+(?:du|gia)|du\s+(?:tap|hoi|lop|hop)|dang\s+ky|tap\s+huan|nam\s+\d|hoi\s+nghi|cu|di|hoc|theo|lop|boi\s+duong|"
    rf"tai|do|cua|thuoc|va)\b){_STOPS}",
    re.IGNORECASE,
)
_PLACE_BEHIND = re.compile(r"\s*(?:,|\s[-–]) *(?:phuong|p\.|xa|quan|q\.|huyen|thanh pho|tp)\b(?! hoi)[^,-]*$")
"""Where a unit lies: "Trường Mầm non 8/3 - phường Quỳnh Mai"."""
_SMALL_IN_NAMES = frozenset(
    {"và", "phường", "quận", "huyện", "xã", "thị", "trấn", "thành", "phố", "tỉnh", "số", "tổ", "khu"}
)

# What stands before a name, folded, nearest last.
_GOVERNORS = (
    (Role.HOST, re.compile(r"\b(?:do|boi)\Z")),
    (Role.ADDRESSEE, re.compile(r"\b(?:gui|nop|bao cao|lien he)\b(?: \w+){0,4}? ?(?:den|toi|ve|qua|voi|cho)?\W*\Z")),
    (Role.PLACE, re.compile(r"\b(?:tai|o|dia diem)\W*(?: \w+){0,4}\Z")),
    (
        Role.SUPERIOR,
        re.compile(
            r"\b(?:cong van|van ban|ke hoach|quyet dinh|thong bao|thu moi|giay moi|giay trieu tap|to trinh|cv|kh|qd|tb|huong dan)\b[^,;()\n]*\Z"
        ),
    ),
    (Role.SUPERIOR, re.compile(r"\b(?:thuoc|truc thuoc)\Z")),
    (
        Role.HOST,
        re.compile(r"\b(?:hoi nghi|tap huan|boi duong|lop|khoa|dai hoi|hoi thao|dao tao|hoi thi|hop)\b[^\n]*\bcua\Z"),
    ),
    (
        Role.OWNER,
        re.compile(r"\b(?:hoi nghi|tap huan|boi duong|lop|khoa|dai hoi|hoi thao|dao tao|hoi thi|hop)\b[^\n:–-]*\Z"),
    ),
)
_HOST_BEHIND = re.compile(r"\s*(?:quan |huyen |thanh pho )?(?:to chuc|chu tri|trieu tap|phat dong|moi)\b")
_SEVERAL = re.compile(
    r"\b(?:cac|nhung|\d+) (?:don vi|co quan|phong|ban|truong|phuong|xa|to chuc|hoi|doan the|khoi)\b|\btoan (?:quan|huyen|nganh|thanh pho)\b"
)
_COUNTED = re.compile(r"(?<!\w)(?:các|những|cac|nhung|\d{1,3}) +$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|và|&|va|-|–)\s*", re.IGNORECASE)


def mentions(text: str) -> tuple[list[Mention], bool]:
    """The units that a title or sentence names, in its order, and whether it speaks of several units at once."""
    line = "\n".join(filter(None, map(normalise, text.split("\n"))))
    found: list[Mention] = []
    several, end = False, 0
    for place in find_organisations(line):
        if place.start < end:
            continue
        name, name_end = _name_at(line, place)
        if not name:
            continue
        before = fold(line[: place.start].replace("\n", " \\ ")).replace("\\", "\n").strip(" ")
        role = Role.HOST if _HOST_BEHIND.match(fold(line[name_end:])) else role_of(before)
        and_so_on = end and found and found[-1].role is role is Role.SUBJECT and _AND.fullmatch(line[end : place.start])
        several = several or bool(and_so_on)
        if role is Role.SUBJECT and is_abbreviation(name):
            role = Role.LETTERS
        end = name_end
        found.append(Mention(name, role))
    subject = re.split(r"\b(?:tham du|du|tap huan|hoi nghi)\b", fold(line), maxsplit=1)[0]
    return found, several or _SEVERAL.search(subject) is not None


def role_of(before: str) -> Role:
    """As what a unit is spoken of behind these folded words."""
    return next((role for role, pattern in _GOVERNORS if pattern.search(before)), Role.SUBJECT)


def _name_at(line: str, place: Found) -> tuple[str, int]:
    """The name that begins here and where it ends; "" where it is none."""
    end = place.words_end
    tail = line[end:]
    if not place.complete:
        tail = re.sub(r"^\s*\n", " ", tail)  # a head alone at the end of a row: the name goes on in the next
        tail = " " * (len(line) - end - len(tail)) + tail
    stop = (_END_WITHOUT_TONES if line.isascii() else _END).search(tail)
    tail = tail[: stop.start()] if stop else tail
    length = len(tail) if line.isupper() else _first_small(tail, begun=place.complete)
    name = normalise(line[place.start : end] + tail[:length]).strip(" .-–,")
    if _COUNTED.search(line[: place.start]) or looks_like_organisation(name) < SURE:
        return "", end
    return written(name), end + length


def written(name: str) -> str:
    """The name as people write it; the district behind a unit of a told kind says nothing."""
    place = _PLACE_BEHIND.search(fold_in_place(name))
    if place and looks_like_organisation(name[: place.start()]) >= SURE:
        name = name[: place.start()]
    return recase_unit(name if kind_of(name) is UnitKind.OTHER else without_district(name))


def fold_in_place(text: str) -> str:
    """Folded letter by letter, so that places in it are places in the text."""
    return "".join((fold(letter) or " ")[:1] for letter in text)


def _first_small(tail: str, *, begun: bool) -> int:
    """Where in mixed case the name ends: at a small word behind what has begun it, but for a last one."""
    words = list(re.finditer(r"[^\W\d_]+", tail))
    fields = find_fields(fold_in_place(tail))
    for place, word in enumerate(words):
        if not word[0].islower():
            begun = True
        elif any(start < word.start() < end for start, end in fields) or word[0] in _SMALL_IN_NAMES:
            continue  # "Môi trường"
        elif begun and (place or len(words) > 1):
            return word.start()
    return len(tail)


def is_district(name: str) -> bool:
    """Whether a name is of a district, a city or a province: above the units of a list."""
    words = fold(name).removeprefix("ubnd ").removeprefix("uy ban nhan dan ").removeprefix("hdnd ")
    return re.match(r"(?:quan|huyen|thanh pho|tp|tinh|thi xa)\b(?! (?:uy|doan|su)\b)", words) is not None


# -- labels ---------------------------------------------------------------------------------------------------------

# On folded text.
_LABEL = re.compile(
    r"\W*(?:ten )?(?P<label>co quan ?[,/] ?don vi|don vi|co quan|to chuc|truong|phuong|xa|doanh nghiep|cong ty|dia phuong|phong|"
    r"ban|hoi|chi bo|(?:kinh )?gui|dia diem|noi (?:to chuc|nhan))(?P<more>(?:\s*[,/]?\s*[^\W\d_]+){0,4}?)\s*(?P<colon>:|$)",
)
_LABELS_OF_OTHERS = (
    (Role.ADDRESSEE, re.compile(r"(?:kinh )?gui|.*\bnhan\b")),
    (Role.SUPERIOR, re.compile(r".*\b(?:chu quan|cap tren|quan ly|truc tiep)\b")),
    (Role.HOST, re.compile(r".*\b(?:to chuc|chu tri|moi|phoi hop)\b")),
    (Role.PLACE, re.compile(r"dia diem|noi\b")),
)
_ITS_OWN = re.compile(
    r"(?:dang ky|cong tac|cu(?: nguoi| can bo)?|tham (?:du|gia)|lap(?: danh sach)?|bao cao|gui|cua.*|va .*)?"
)
_KINDS = frozenset({"truong", "phuong", "xa", "cong ty", "phong", "ban", "hoi", "chi bo"})
"""Labels that are the head of the name itself: "Trường: Vân Hồ"."""
_NEXT_LABEL = re.compile(
    r"\s+(?:(?:điện thoại|đt|sđt|e-?mail|fax)\b|(?:địa chỉ|số lượng|người|mã số)\b[^:]{0,30}:).*$",
    re.IGNORECASE | re.DOTALL,
)


def label_of(text: str, beside: str = "") -> Mention | None:
    """The unit a label names, from behind it or from the cell beside; a name of "" where it is not filled in.

    None: the text is no label.
    """
    text = unicodedata.normalize("NFC", text.strip())
    label = _LABEL.match(fold_in_place(text))
    if label is None:
        return None
    word, more, colon = label["label"], label["more"].strip(), label["colon"]
    role = next((role for role, pattern in _LABELS_OF_OTHERS if pattern.match(f"{word} {more}")), Role.LABEL)
    if (role is Role.LABEL and not _ITS_OWN.fullmatch(more)) or (not colon and word in _KINDS):
        return None
    value = _value(text[label.end() :]) or _value(beside)
    says_unit = kind_of(value) is not UnitKind.OTHER or looks_like_organisation(value) >= SURE
    if not colon and not says_unit:
        return None
    if value and not says_unit and word in _KINDS:
        value = f"{text[label.start('label') : label.end('label')].capitalize()} {value}"
    elif (
        value and not says_unit and value[0].islower() and looks_like_organisation(value[0].upper() + value[1:]) < SURE
    ):
        value = ""  # "Đơn vị: đồng" measures
    return Mention(written(value) if value else "", role)


def _value(text: str) -> str:
    """What was filled in between the dots of a form."""
    parts = [part for part in re.split(r"\s{3,}|\t", _LEADERS.sub("\t", text)) if re.search(r"[^\W\d_]", part)]
    value = _NEXT_LABEL.sub("", parts[0]) if parts else ""
    return normalise(value).strip(" .,;:-–")
