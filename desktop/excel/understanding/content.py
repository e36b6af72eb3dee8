"""What a cell could be by what stands in it, the same for columns, rows and their mending.

`kinds_of` weighs a value for everything it could be, between 0 (no) and 1 (nothing else); `fits` asks for one field.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from desktop.domain.codes import is_badge_code
from desktop.domain.dates import parse_date
from desktop.domain.family_names import COMMON, begins_with_family_name
from desktop.domain.names import fold, normalise
from desktop.domain.organisations import looks_like_organisation
from desktop.domain.phones import is_mobile, read_phone
from desktop.domain.titles import split_honorific
from desktop.domain.units import UnitKind, kind_of
from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.lines import group_of

Kinds = Mapping[str, float]

NOTHING: Kinds = MappingProxyType({})

# -- asking ---------------------------------------------------------------------------------------------------------

_SAME_AS = {
    "birth_male": "birth", "birth_female": "birth", "male": "flag", "female": "flag", "party_member": "flag",
    "off_payroll": "flag", "on_payroll": "flag",
    "phone_2": "phone", "email_2": "email", "party_joined": "date", "party_position": "position",
}  # fmt: skip
"""Fields and parts whose values look like another's."""
TOLD_BY_CONTENT = frozenset(
    {"number", "full_name", "family", "middle", "given", "birth", "birth_day", "birth_month", "birth_year", "gender", "flag",
     "phone", "email", "position", "unit", "department", "position_unit", "code", "attending", "identity_number", "honorific",
     "date", "role_group"}
)  # fmt: skip
"""What values can speak for or against; any value may stand in a column of something else."""


def content_of(field: str) -> str:
    """The name in `kinds_of` under which a field's values are found; "" for a field that may hold anything."""
    name = _SAME_AS.get(field, field)
    return name if name in TOLD_BY_CONTENT else ""


def fits(field: str, value: Cell) -> float:
    """How well a value could stand in a column of the field, 0 to 1; a blank could stand in any."""
    name = content_of(field)
    return kinds_of(value).get(name, 0.0) if name and not is_blank(value) else 1.0


def kinds_of(value: Cell) -> Kinds:
    """Everything the value could be, with its weight."""
    if isinstance(value, str):
        return _of_text(value) if value else NOTHING
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return _BOOL
    if isinstance(value, int | float):
        return _of_number(float(value))
    return _of_moment(value)


_STROKES = frozenset(
    {"", "-", "--", "—", "–", ".", "..", "...", "…", "/", "?", "n/a", "na", "khong co", "ko co", "k co", "chua co", "none", "nil"}
)  # fmt: skip


def is_blank(value: Cell) -> bool:
    """Whether a cell holds nothing, or a stroke typed for "nothing"."""
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    return not value or (len(value) < 16 and (value.isspace() or fold(value).strip(" .…_") in _STROKES))


# -- numbers and dates ----------------------------------------------------------------------------------------------

_BORN = range(1930, 2013)
"""Years in which the people of a conference were born."""
_BOOL: Kinds = MappingProxyType({"flag": 1.0, "attending": 0.6})
_HIGHEST_COUNT = 10_000


@lru_cache(8192)
def _of_number(number: float) -> Kinds:
    kinds: dict[str, float] = {}
    if number == number and number.is_integer():
        whole = int(number)
        if 0 < whole < _HIGHEST_COUNT:
            kinds["number"] = 0.3 if whole in _BORN else 1.0
        if whole in _BORN:
            kinds["birth"] = kinds["birth_year"] = 1.0
        if whole in (0, 1):
            kinds["flag"] = 0.8
            kinds["attending"] = 0.4
        if 1 <= whole <= 31:
            kinds["birth_day"] = 0.9
        if 1 <= whole <= 12:
            kinds["birth_month"] = 1.0
        kinds |= _of_digits(str(whole))
    if "phone" not in kinds and (date := parse_date(number)) is not None and date.month is not None:
        kinds["date"] = 0.6
        kinds["birth"] = 0.8 if date.year in _BORN else 0.1
    return kinds


def _of_moment(value: Cell) -> Kinds:
    if isinstance(value, dt.datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        if 60 < seconds < 86_340:  # an hour of the day; seconds beside midnight come from a rounded day number
            return {"date": 0.3}
    if isinstance(value, dt.datetime | dt.date):
        year = value.year
        return {"date": 1.0, "birth": 1.0 if year in _BORN else 0.4 if year < _BORN[0] else 0.1}
    return NOTHING


def _of_digits(text: str) -> dict[str, float]:
    """Phone, badge code and citizen's number, told by their digits."""
    kinds: dict[str, float] = {}
    if len(text) >= 8:
        phone = read_phone(text)
        if phone.ok:
            kinds["phone"] = 1.0 if is_mobile(phone.text) or text[0] == "0" or text.startswith("84") else 0.4
            kinds["mobile"] = float(is_mobile(phone.text))
        elif 8 <= len(text) <= 12:
            kinds["phone"] = 0.3
        if is_badge_code(text):
            kinds["code"] = 1.0
        if len(text) in (9, 12):
            kinds["identity_number"] = 1.0 if len(text) == 12 and text[0] == "0" else 0.5
    return kinds


# -- text -----------------------------------------------------------------------------------------------------------

_COUNT = re.compile(r"\(?\d{1,4}\)?[.)/]?")
_FLAGS = frozenset(
    [
        "x",
        "v",
        "✓",
        "✔",
        "√",
        "+",
        "*",
        "•",
        "☑",
        "☒",
        "1",
        "0",
        "true",
        "false",
        "yes",
        "no",
        "co",
        "khong",
        "roi",
        "chua",
        "có",
        "không",
        "rồi",
        "chưa",
        "đúng",
        "sai",
    ]
)
"""Marks and answers, with the marks of their letters: Dũng is no đúng."""
_GENDERS = frozenset({"nam", "nu", "male", "female", "nam gioi", "nu gioi", "m", "f"})
_MARKED_GENDERS = frozenset({"nam", "nữ", "nam giới", "nữ giới"})
"""With the marks of their letters: Năm is a year, a number and a name."""
_ATTENDING = re.compile(
    r"(?:co|khong|ko|chua|se|da|dong y|tu choi|vang|tham (?:du|gia)|du|huy|rut|cho|dang ky|xac nhan|duyet|yes|no|nghi|xin|ban|"
    r"dinh chi|hoan|moi|going|declined|accepted|confirmed|cancel\w*|pending|approved|rejected)\b.*"
)


@lru_cache(8192)
def _of_text(value: str) -> Kinds:
    text = " ".join(normalise(value).split())
    folded = fold(text)
    if not folded:
        return NOTHING
    kinds: dict[str, float] = {}
    if "@" in folded and len(folded) > 4:
        return {"email": 1.0}
    flag = text.lower() in _FLAGS
    if flag:
        kinds["flag"] = 1.0
    if folded in _GENDERS and (text.isascii() or text.lower() in _MARKED_GENDERS):
        kinds["gender"] = 1.0
        if folded in ("nam", "nu") and text[0].isupper():
            kinds["given"] = kinds["middle"] = 0.9
    if len(folded) < 60 and _ATTENDING.fullmatch(folded):
        kinds["attending"] = 1.0
    elif flag:
        kinds["attending"] = 0.6
    if any(map(str.isdigit, folded)):
        _with_digits(kinds, text, folded)
    if any(map(str.isalpha, folded)) and "gender" not in kinds:
        _with_words(kinds, text, folded)
    return kinds


def _with_digits(kinds: dict[str, float], text: str, folded: str) -> None:
    if text.isascii() and text.replace(" ", "").isdigit():
        bare = text.replace(" ", "")
        if len(bare) < 5:
            kinds |= {name: weight for name, weight in _of_number(float(bare)).items() if name != "flag"}
        kinds |= _of_digits(bare)
    elif _COUNT.fullmatch(text):
        kinds["number"] = 0.9
    letters = sum(map(str.isalpha, folded))
    if "phone" not in kinds and sum(map(str.isdigit, folded)) >= 8 and letters < 16:
        phone = read_phone(text)
        if phone.ok:
            kinds["phone"] = 1.0
            kinds["mobile"] = float(is_mobile(phone.text))
        elif not letters:
            kinds["phone"] = 0.3
    if kinds.get("phone", 0) < 1 and "birth" not in kinds and (date := parse_date(text)) is not None:
        kinds.pop("phone", None)
        kinds["date"] = 1.0
        kinds["birth"] = 1.0 if date.year in _BORN else 0.2
        if date.month is None:
            kinds["birth_year"] = kinds["birth"]


_WORD = r"[^\W\d_]+(?:['’.-][^\W\d_]*)*"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,6}}")
_PART = re.compile(rf"{_WORD}(?: {_WORD}){{0,3}}")
_LISTED = re.compile(r"^(?:\d{1,3}\s*[.)/-]\s*|[-–+*•]\s*)(?=\D)")
_BEHIND = re.compile(
    r"\s*(?:\([^()]*\)|[,;*–-]\s.*|\*+|[,;:–-]?\s*(?:(?:sđt|đt|tel)\b\W*)?\+?\d[\d .-]{7,})\s*$", re.IGNORECASE
)
_ONE_WORD_NAME = re.compile(r"[^\W\d_]{1,2}['’ʼ][^\W\d_]{2,}")
"""K'Brêu, H'Hen: a whole name among the peoples of the highlands."""
_MIDDLE_NAMES = frozenset({"van", "thi"})
_MARKET_OR_TOWN = re.compile(r"\bthi (?:truong|tran|xa)\b")
_OFFICE_OF_VAN = re.compile(r"(?:phong|ban|so|to|trung tam) van (?:hoa|thu|phong|nghe|hien)\b")
"""Bodies whose Văn is the one of Văn hóa, Văn thư, Văn phòng."""
_POSITION = re.compile(
    r"(?:pho\b|chu tich|lanh dao|hieu (?:truong|pho)|chuyen (?:vien|gia|trach)|cong chuc|can bo|(?:giao|nhan|vien|uy|thanh tra|ky thuat|thu vien) vien\b|vien chuc|"
    r"ke toan|thu (?:quy|ky|truong|kho|vien)\b|giam (?:doc|thi|sat)|(?:tong |tro ly |thu ky )giam doc|van thu|bi thu|chanh (?:van|thanh)|"
    r"(?:chi huy|doi|to|tram|ban|cuc|chi cuc|vien|khoa|hat|dai|benh vien|kho|nhom|phong|vu|thon|ca|xuong) (?:truong|pho)\b|p?ct$|p?c?tp$|p?ht$|p?gd$|p?cvp$|cv(?:c|cc)?$|cc$|cb$|"
    r"gv$|kt$|nv$|vt$|tk$|cham tra|(?:pho )?tham (?:phan|tra)|kiem (?:sat vien|toan vien|soat vien|lam vien|tra vien)|(?:bac|y|duoc|nha|luat) (?:si|si\b|ta|su)|"
    r"dieu duong|lai xe|tap vu|bao ve|ky su|ky thuat vien|quan (?:ly|tri)|(?:tong )?phu trach|dai bieu|to vien|(?:quyen|nguyen) (?=pho |truong |chu tich|giam doc|hieu |chanh|bi thu)|chinh tri vien|tuy vien|"
    r"(?:phong )?vien chuc|lao dong|hop dong|hoc vien|thanh vien|phat thanh vien|bien tap vien|huan luyen vien|giang vien|deputy|director|head|officer|manager|"
    r"chairman|secretary|accountant|teacher|principal|staff|specialist)"
)
_HEADED = re.compile(r"truong (?=phong|ban\b|khoa|cong an|doan|tram|chi |van phong|thon|khu|to\b|bo |nhom|doi|dai|co |bo phan|tieu ban|cum|ap\b|lang)")  # fmt: skip


def position_likeness(text: str) -> float:
    """How much a text begins as positions do: "Phó Chủ tịch", "Trưởng phòng", "CV"; 0 for none."""
    folded = fold(text)
    if folded.startswith("p. "):  # P. Hiệu trưởng is his deputy, P. Bạch Đằng a ward
        text, folded = text[3:], folded[3:]
    first = text.partition(" ")[0].lower()
    if not first.isascii() and (first in COMMON or (first != "phó" and fold(first) == "pho")):
        return 0.0  # Trương is no Trưởng, Phố no Phó
    if folded.startswith("truong"):
        words = text.split()
        if first == "trưởng" and len(words) > 2 and all(word[0].isupper() for word in words) and not text.isupper():
            return 1.0 if _HEADED.match(folded) else 0.0  # "Trưởng Phòng Y Tế", but Trưởng Kim Phương
        if first in ("trưởng", "tr."):
            return 1.0
        return 0.8 if first.isascii() and _HEADED.match(folded) else 0.0
    return 1.0 if _POSITION.match(folded) else 0.0


def unit_likeness(text: str) -> float:
    """How much a text names an organisation; a bare name ("Bạch Đằng") could be one."""
    if position_likeness(text) or text[:7].lower() == "trương ":
        return 0.0
    likeness = 1.0 if _OFFICE_OF_VAN.match(fold(text)) else looks_like_organisation(text)
    if likeness < 0.5:
        return 0.0
    return 1.0 if kind_of(text) is not UnitKind.OTHER else likeness


@lru_cache(8192)
def name_likeness(text: str) -> float:
    """How much a text looks like one person's full name: 0 to 1; titles before it and remarks behind it are looked past.

    A common family name, a middle Văn or Thị and capitals at every word are the signs; from 0.5 on it is likelier than not.
    """
    text = normalise(text)
    name = _BEHIND.sub("", _LISTED.sub("", text)) or text
    honorific, name = split_honorific(name)
    if len(name) > 70 or not _NAME.fullmatch(name):
        return 0.5 if _ONE_WORD_NAME.fullmatch(name) else 0.0
    words = name.split(" ")
    family = 0.5 if words[0].lower() in COMMON else 0.3 * begins_with_family_name(name)
    folded = fold(name)
    middle = 2 < len(words) <= 5 and folded.split(" ")[1] in _MIDDLE_NAMES
    middle = middle and not _OFFICE_OF_VAN.match(folded) and not _MARKET_OR_TOWN.search(folded)
    capitals = all(word[0].isupper() for word in words)
    if position_likeness(name) and not (honorific or middle):
        return 0.0
    if not middle and unit_likeness(name):
        return 0.3 if family and capitals and not name.isupper() else 0.0
    likeness = 0.5 * bool(honorific) + family + 0.5 * middle
    if capitals:
        likeness += 0.3 if name.isupper() else 0.6 if len(words) > 2 else 0.5
    elif not family:
        return min(likeness, 0.4)
    else:
        likeness += 0.1 * name.islower()
    return min(likeness, 1.0)


def _with_words(kinds: dict[str, float], text: str, folded: str) -> None:
    position, unit, name = position_likeness(text), unit_likeness(text), name_likeness(text)
    if name:
        kinds["full_name"] = name
        if name >= 0.5 and _is_common(split_honorific(text)[1].partition(" ")[0].lower()):
            kinds["common_name"] = 1.0
    words = folded.count(" ") + 1
    if position:
        kinds["position"] = position
        kinds["position_unit"] = 1.0 if _names_unit_too(text) else 0.3
    elif words <= 8 and not unit and name < 1 and "flag" not in kinds:
        kinds["position"] = 0.3
    if unit:
        kinds["unit"] = unit
        kinds["department"] = 1.0 if folded.startswith(_PARTS_OF_A_BODY) else 0.4
        kinds["position_unit"] = max(kinds.get("position_unit", 0.0), 0.6)
    elif not position and words <= 8 and "flag" not in kinds and (name < 1 or words <= 4):  # wards bear people's names
        kinds["unit"] = 0.3
        kinds["department"] = 0.4
    if words <= 4 and not position and "flag" not in kinds and _PART.fullmatch(text):
        case = 1.0 if text[0].isupper() else 0.5
        kinds["family"] = (case if begins_with_family_name(text) else 0.4 * case) / max(1, words - 1)
        kinds["middle"] = (0.9 if words <= 2 else 0.3) * case
        if words <= 2:
            kinds["given"] = (1.0 if words == 1 else 0.6) * case
    elif words == 1 and position and text[0].isupper() and _PART.fullmatch(text):
        kinds["given"] = 0.9  # Trưởng
    if group_of(text):
        kinds["role_group"] = 0.8
    elif words <= 6 and name < 1:
        kinds["role_group"] = 0.4
    if words <= 3 and split_honorific(text + " Văn An")[1] == "Văn An":
        kinds["honorific"] = 1.0


_PARTS_OF_A_BODY = ("phong", "ban", "khoa", "bo phan", "to ", "van phong", "p.", "p ", "doi", "vu ")


_COMMON_UNACCENTED = frozenset(map(fold, COMMON))


def _is_common(word: str) -> bool:
    """Whether a word is a family name that many bear, typed with its marks or without."""
    return word in COMMON or (word.isascii() and word in _COMMON_UNACCENTED)


def _names_unit_too(text: str) -> bool:
    """Whether a unit stands behind the position: "Chủ tịch UBND phường Bạch Đằng"."""
    words = text.split(" ")
    return any(
        words[start][0].isupper() and unit_likeness(" ".join(words[start:])) > 0 for start in range(1, len(words))
    )
