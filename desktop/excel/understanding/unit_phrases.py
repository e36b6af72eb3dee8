"""Units in running text: which a title, a label or a sentence names, and as what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.names import fold, normalise
from desktop.domain.organisations import Found, find_organisations, looks_like_organisation
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
_END = re.compile(
    r"\s+(?:tham\s+(?:dự|gia)|dự\b|đăng\s+k[ýí]|đi\b|tập\s+huấn|cử\b|được\b|học\b|năm\b|hội\s+nghị|theo\b|đợt\b|lớp\b|khóa\b|"
    r"về\b|bồi\s+dưỡng|tại\b|ở\b|do\b|nhận\b|kèm|tổ\s+chức\b|chủ\s+trì|triệu\s+tập|phối\s+hợp|gửi\b|lập\b|báo\s+cáo|của\b|thuộc\b|"
    r"tham\s+du\b|du\b|dang\s+ky|tap\s+huan|nam\b|hoi\s+nghi|cu\b|di\b|hoc\b|(?:gồm|có)\b|ngày\b|như\b|đề\s+nghị|xin\b)"
    r"|\s*[,;:()\[\]\n|]|\s+[-–]\s+(?!\d)|\.{2}|…|\s+và\b|\s+va\b",
    re.IGNORECASE,
)
_SMALL_IN_NAMES = frozenset(
    {"và", "phường", "quận", "huyện", "xã", "thị", "trấn", "thành", "phố", "tỉnh", "số", "tổ", "khu"}
)

# What stands before a name, folded, nearest last.
_GOVERNORS = (
    (Role.HOST, re.compile(r"\b(?:do|boi)$")),
    (Role.ADDRESSEE, re.compile(r"\bgui(?: den| toi)?\W*$")),
    (Role.PLACE, re.compile(r"\b(?:tai|o|dia diem)\W*(?: \w+){0,4}$")),
    (
        Role.SUPERIOR,
        re.compile(
            r"\b(?:cong van|van ban|ke hoach|quyet dinh|thong bao|thu moi|giay moi|giay trieu tap|to trinh|cv|kh|qd|tb|huong dan)\b[^,;()\n]*$"
        ),
    ),
    (Role.SUPERIOR, re.compile(r"\b(?:thuoc|truc thuoc)$")),
    (
        Role.HOST,
        re.compile(r"\b(?:hoi nghi|tap huan|boi duong|lop|khoa|dai hoi|hoi thao|dao tao|hoi thi|hop)\b[^\n]*\bcua$"),
    ),
    (
        Role.OWNER,
        re.compile(r"\b(?:hoi nghi|tap huan|boi duong|lop|khoa|dai hoi|hoi thao|dao tao|hoi thi|hop)\b[^\n:–-]*\w$"),
    ),
)
_HOST_BEHIND = re.compile(r"\s*(?:quan |huyen |thanh pho )?(?:to chuc|chu tri|trieu tap|phat dong|moi)\b")
_SEVERAL = re.compile(
    r"\b(?:cac|nhung|\d+) (?:don vi|co quan|phong|ban|truong|phuong|xa|to chuc|hoi|doan the|khoi)\b|\btoan (?:quan|huyen|nganh|thanh pho)\b"
)
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
        role = Role.HOST if _HOST_BEHIND.match(fold(line[name_end:])) else _role(before)
        and_so_on = end and found and found[-1].role is role is Role.SUBJECT and _AND.fullmatch(line[end : place.start])
        several = several or bool(and_so_on)
        end = name_end
        found.append(Mention(name, role))
    subject = re.split(r"\b(?:tham du|du|tap huan|hoi nghi)\b", fold(line), maxsplit=1)[0]
    return found, several or _SEVERAL.search(subject) is not None


def _role(before: str) -> Role:
    return next((role for role, pattern in _GOVERNORS if pattern.search(before)), Role.SUBJECT)


def _name_at(line: str, place: Found) -> tuple[str, int]:
    """The name that begins here and where it ends; "" where it is none."""
    end = place.words_end
    tail = line[end:]
    if not place.complete:
        tail = re.sub(r"^\s*\n", " ", tail)  # a head alone at the end of a row: the name goes on in the next
        tail = " " * (len(line) - end - len(tail)) + tail
    stop = _END.search(tail)
    length = stop.start() if stop else len(tail)
    if not line.isupper():
        length = min(length, _first_small(tail))
    name = normalise(line[place.start : end] + tail[:length]).strip(" .-–,")
    before = fold(line[: place.start]).rsplit(" ", 1)[-1]
    if before in ("cac", "nhung") or before.isdigit() or looks_like_organisation(name) < SURE:
        return "", end
    return written(name), end + length


def written(name: str) -> str:
    """The name as people write it; the district behind a unit of a told kind says nothing."""
    return recase_unit(name if kind_of(name) is UnitKind.OTHER else without_district(name))


def _first_small(tail: str) -> int:
    """Where in mixed case the name ends: at a small word that is no part of names."""
    for word in re.finditer(r"[^\W\d_]+", tail):
        if word[0].islower() and word[0] not in _SMALL_IN_NAMES:
            return word.start()
    return len(tail)


def is_district(name: str) -> bool:
    """Whether a name is of a district, a city or a province: above the units of a list."""
    words = fold(name).removeprefix("ubnd ").removeprefix("uy ban nhan dan ").removeprefix("hdnd ")
    return re.match(r"(?:quan|huyen|thanh pho|tp|tinh|thi xa)\b(?! (?:uy|doan|su)\b)", words) is not None


# -- labels ---------------------------------------------------------------------------------------------------------

_LABEL = re.compile(
    r"\W*(?:tên\s+)?(?P<label>cơ quan\s*[,/]\s*đơn vị|đơn vị|cơ quan|tổ chức|trường|phường|xã|doanh nghiệp|công ty|địa phương|phòng|"
    r"ban|hội|chi bộ|(?:kính\s+)?gửi|địa điểm|nơi\s+(?:tổ chức|nhận))(?P<more>(?:\s*[,/]?\s*[^\W\d_]+){0,4}?)\s*(?P<colon>:|$)\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
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
_KINDS = frozenset({"trường", "phường", "xã", "công ty", "phòng", "ban", "hội", "chi bộ"})
"""Labels that are the head of the name itself: "Trường: Vân Hồ"."""
_NEXT_LABEL = re.compile(
    r"\s+(?:điện thoại|đt|sđt|email|e-mail|địa chỉ|số lượng|fax|người|mã số)\b.*$", re.IGNORECASE | re.DOTALL
)


def label_of(text: str, beside: str = "") -> Mention | None:
    """The unit a label names, from behind it or from the cell beside; a name of "" where it is not filled in.

    None: the text is no label.
    """
    label = _LABEL.fullmatch(text.strip())
    if label is None or (label["value"].strip() and not label["colon"]):
        return None
    word, more = label["label"].lower(), fold(label["more"])
    folded = fold(f"{word} {more}").strip()
    role = next((role for role, pattern in _LABELS_OF_OTHERS if pattern.match(folded)), Role.LABEL)
    if word == "tổ chức" and more:
        return None
    if role is Role.LABEL and not _ITS_OWN.fullmatch(more):
        return None
    value = _value(label["value"]) or _value(beside)
    if not label["colon"] and looks_like_organisation(value) < SURE and kind_of(value) is UnitKind.OTHER:
        return None if value else Mention("", role)
    if word in _KINDS and value and kind_of(value) is UnitKind.OTHER and looks_like_organisation(value) < SURE:
        value = f"{word.capitalize()} {value}"
    if value and value[0].islower() and looks_like_organisation(value[:1].upper() + value[1:]) < SURE:
        value = ""  # "Đơn vị: đồng" measures
    return Mention(written(value) if value else "", role)


def _value(text: str) -> str:
    """What was filled in between the dots of a form."""
    parts = [part for part in re.split(r"\s{3,}|\t", _LEADERS.sub("\t", text)) if re.search(r"[^\W\d_]", part)]
    value = _NEXT_LABEL.sub("", parts[0]) if parts else ""
    return normalise(value).strip(" .,;:-–")


def labels(lines: Iterable[str]) -> list[str]:
    """The units that label lines name as the list's own."""
    found = (label_of(line) for text in lines for line in text.split("\n"))
    return [mention.name for mention in found if mention and mention.role is Role.LABEL and mention.name]
