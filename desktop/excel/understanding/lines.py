"""Lines of a sheet that are no people: titles, units standing over their people, groups, totals, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.domain.names import fold, normalise
from desktop.domain.units import ROLE_GROUP_PRESETS, UnitKind, kind_of, recase_group, recase_unit, without_district

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


# -- titles and names of sheets and files ---------------------------------------------------------------------------

_LABEL = re.compile(
    r"^(?:tên\s+)?(?P<label>đơn vị|cơ quan, đơn vị|cơ quan/đơn vị|cơ quan|trường|phường)(?:\s+(?:đăng ký|công tác|cử))?\s*:"
    r"\s*(?!.*(?:\.\.|…|__))(?P<unit>\S.+?)\s*$",
    re.IGNORECASE,
)
_UNIT_WORDS = (
    r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|hđnd(?:\s*(?:-|–|và|&|,)\s*ubnd)?)\s*(?:phường|xã|thị trấn|p\.)\s*"
    r"|phường\s+|p\.\s*(?=\S)|(?:trường\s+)?(?:tiểu học|thcs|thpt|trung học cơ sở|mầm non|mẫu giáo|th\s*(?:&|và|-)\s*thcs|th|mn)\s+"
    r"|(?<!trưởng )phòng\s+|trung tâm\s+|ban quản lý\s+|bqlda|ban chỉ huy\s+|công an\s+|chi cục\s+|kho bạc\s+|bảo hiểm xã hội|bhxh"
    r"|đội (?:quản lý|thanh tra|qltt)|văn phòng\s+(?:hđnd|ubnd)|thanh tra quận|trường\s+(?=\S)"
)
_UNIT_IN_TITLE = re.compile(rf"(?<!\w)(?<!các )(?<!\d )(?P<unit>{_UNIT_WORDS})", re.IGNORECASE)
_END_OF_UNIT = re.compile(
    r"\s+(?:tham\s+dự|tham\s+gia|dự\b|đăng\s+k[ýí]|đi\b|tập\s+huấn|cử\b|được\b|học\b|năm\b|hội\s+nghị|theo\b|đợt\b|lớp\b|về\b|bồi\s+dưỡng|tại\b|nhận\b|\(|kèm)"
    r"|\s*[,;:(\n]|\s+[-–]\s+(?!thương|kế hoạch|giáo dục|ubnd|\d|xã)",
    re.IGNORECASE,
)
_PLAIN_SHEETS = re.compile(
    r"(?:sheet|trang tinh|trang|ds|danh sach|bang|table|data|du lieu|tong hop|th|list|book|feuil|mau|bieu|dang ky|hoc vien|"
    r"dai bieu|tap huan|cchc|csv|html|du thi|chinh thuc|bo sung|ban in|in|form|nhap|sua|moi|final|copy|tham du|\W|\d|_)+"
)
_FILE_NOISE = re.compile(
    r"\b(?:ds|danh sach|dang ky|dk|tham du|tham gia|tap huan|tap|lop|du|hoi nghi|cchc|cai cach hanh chinh|mau|bieu|nop|gui|nam|can bo|"
    r"cong chuc|vien chuc|hoc vien|dai bieu|copy|final|ban|sua|moi|chinh thuc|bo sung|cua|cu|di|hoc|ve|cc|cb|cbcc|v\d+|\d+|so)\b"
)


def label_of_unit(text: str) -> str:
    """The unit a label line names ("Đơn vị: UBND phường Bạch Đằng"), or ""."""
    label = _LABEL.match(normalise(text))
    if label is None:
        return ""
    name, word = label["unit"], label["label"].capitalize()
    if word in ("Trường", "Phường") and kind_of(name) is UnitKind.OTHER:
        name = f"{word} {name}"
    return recase_unit(name)


def unit_in_title(text: str) -> str:
    """The unit a title or letterhead line speaks of ("DANH SÁCH CÁN BỘ UBND PHƯỜNG BẠCH ĐẰNG THAM DỰ …"), or ""."""
    line = normalise(text.replace("\n", " "))
    match = _UNIT_IN_TITLE.search(line)
    if match is None:
        return ""
    tail = line[match.end("unit") :]
    end = _END_OF_UNIT.search(tail)
    name = match["unit"] + (tail[: end.start()] if end else tail)
    name = without_district(name.strip(" .-–"))
    if (
        len(name.split()) > 14
        or not re.search(r"\w", tail[: end.start()] if end else tail)
        or kind_of(name) is UnitKind.OTHER
    ):
        return ""
    return recase_unit(name)


def units_of_list(lines: Iterable[str]) -> list[str]:
    """The units that the lines above a list name as the list's own: labels first, then "DANH SÁCH …" titles."""
    texts = [line for line in lines if 3 < len(line) < 300]
    labels = [label for line in texts for part in line.split("\n") if (label := label_of_unit(part))]
    return labels + [unit for line in texts if "danh sach" in fold(line) and (unit := unit_in_title(line))]


_COLUMNS = re.compile(r" \([A-Z]{1,3}–[A-Z]{1,3}\)$")
"""What the name of a list beside another ends in."""


def unit_in_sheet_name(name: str) -> str:
    """The unit a sheet is named after, or "" for "Sheet1", "DS đăng ký" and the like."""
    words = normalise(_COLUMNS.sub("", name).replace("_", " "))
    return "" if not words or _PLAIN_SHEETS.fullmatch(fold(words)) else words


def unit_in_file_name(file_name: str) -> str:
    """The unit a file is named after ("P.BachMai.xlsx" → "P.Bach Mai"); only a guess that the record may confirm."""
    stem = re.split(r"[\\/]", file_name)[-1]
    stem = re.sub(r"\.(?:xlsx?|xlsm|xlsb|ods|csv|tsv|html?|txt)$", "", stem, flags=re.IGNORECASE)
    words = normalise(_camel_apart(re.sub(r"[_+()\[\]]+|\s-\s", " ", normalise(stem))))
    if not words:
        return ""
    match = re.search(
        r"\b(?:ubnd|uy ban|hdnd|p|phuong|truong|th|thcs|thpt|mn|tieu hoc|mam non|mau giao|phong|trung tam|tt|cong an|ca|"
        r"chi cuc|kho bac|bhxh|bao hiem|doi|thanh tra|van phong|vp|ban quan ly|bqlda|ban chi huy)\b[. ]",
        folded := _same_length_fold(words),
    )
    if match:
        words, folded = words[match.start() :], folded[match.start() :]
        end = re.search(r" (?:dang ky|tham du|tap huan|nam \d|du tap|di tap|hoi nghi|cchc|danh sach|ds)\b", folded)
        words = words[: end.start()] if end else words
        words = re.sub(
            r"[ .-]+(?:\d{4,}|v\d+|final|copy|\d{1,2}[.-]\d{1,2}[.-]\d{2,4})$", "", words, flags=re.IGNORECASE
        )
        return words.strip(" -._")
    rest = _FILE_NOISE.sub(" ", folded)
    return words if len(rest.split()) == len(folded.split()) and len(rest.split()) <= 5 else ""


def _camel_apart(text: str) -> str:
    """ "BachMai2018" as "Bach Mai 2018"; letters of every alphabet block, so no range of code points will do."""
    pairs = zip(text, text[1:] + " ", strict=False)
    return "".join(a + " " if a.islower() and (b.isupper() or b.isdigit()) else a for a, b in pairs)


def _same_length_fold(text: str) -> str:
    """Folded letter by letter, so that places in it are places in the text."""
    return "".join((fold(letter) or " ")[:1] for letter in text)
