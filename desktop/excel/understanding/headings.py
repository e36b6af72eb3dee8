"""What a column's heading means: the words that real registration lists use, in any spelling.

Besides the fields of `desktop.domain.importing` a heading may say one of the parts understood here:
"number", "sign", "code";
"family", "middle", "given": a name in two or three columns;
"male", "female": marks; "birth_male", "birth_female": dates that tell the gender by their column;
"birth_day", "birth_month", "birth_year": a date in three columns;
"phone_2", "email_2", "note_2": a second column of the same, read where the first is blank and kept behind it;
"position_unit": both in one cell; "department": a body inside the unit, told and left out;
"attending": whether the person comes;
"on_payroll": marks those who do draw a salary from the state, the reverse of the field "off_payroll";
or "-", a column that is known and of no use (Đơn vị tính, Quê quán …).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from desktop.domain.names import fold, normalise, same_key

LEARNED, EXACT, CONTAINED, INHERITED, ALSO = 4, 3, 2, 1, 0
"""How sure a reading is: taught by the organizer, the very words, words within, only the heading above, or a second
meaning of the words."""

PARTS = " – "
"""Stands between the rows of one heading when it is written in one line ("Ngày sinh – Nam")."""

# Field -> headings, folded. Written with blanks here; compared without, so that "HOTEN" and "ho_ten" are the same.
_EXACT_WORDS: Mapping[str, str] = {
    "number": "stt|tt|so tt|so thu tu|s t t|no|stt no|so|thu tu|number",
    "full_name": (
        "ho va ten|ho ten|ten hoc vien|ten dai bieu|ho chu dem va ten|ho chu dem ten|ho dem va ten|ho lot va ten|"
        "hoc ham hoc vi ho va ten|ho va ten hoc vien|ho ten hoc vien|ho va ten dai bieu|ho ten dai bieu|ho va ten can bo|"
        "ho ten can bo|ten can bo|full name|name|ho va ten khai sinh|nguoi tham du|ten nguoi tham du|ho ten nguoi tham du|"
        "ho va ten nguoi tham du|participant|attendee|can bo|can bo cong chuc|cbcc|nguoi duoc cu|nguoi duoc cu tham du|nhan su|hoc vien|dai bieu|ten nhan vien|ten day du"
    ),
    "family": "ho dem|ho va dem|ho lot|ho va lot|ho va ten dem|ho ten dem|ho va chu dem|ho chu dem|ho ten lot|ho va ten lot|ho|"
    "ho va chu lot|last name|surname|family name",
    "middle": "dem|ten dem|chu dem|ten lot|chu lot|lot|middle name|middle names|ten chu dem",
    "given": "ten|ten goi|first name|given name|given names|forename",
    "birth": (
        "ngay sinh|nam sinh|ns|ngay thang nam sinh|ngay thang sinh|sinh ngay|sinh nam|dob|date of birth|birth date|birthday|"
        "birth|birthdate|ntns|ngay sinh nam sinh|nam sinh ngay sinh|ngay nam sinh|year of birth"
    ),
    "birth_male": "ngay sinh nam|nam sinh nam|ngay thang nam sinh nam",
    "birth_female": "ngay sinh nu|nam sinh nu|ngay thang nam sinh nu",
    "gender": "gioi tinh|gt|phai|nam nu|gioi|sex|gender|gioi tinh nam nu",
    "male": "nam gioi|male",
    "female": "nu|nu gioi|female",
    "position": (
        "chuc vu|chuc danh|chuc vu vi tri cong tac|vi tri|chuc vu chuc danh|chuc danh chuc vu|chuc vu chinh quyen|position|"
        "chuc vu hien nay|chuc vu cong tac|vi tri cong tac|vi tri viec lam|cv|chuc vu cong viec|"
        "job title|chuc vu hien tai|nhiem vu"
    ),
    "unit": (
        "don vi cong tac|don vi|co quan|ten don vi|phong ban don vi|noi cong tac|co quan don vi|"
        "don vi co quan|co quan cong tac|noi lam viec|don vi dang cong tac|co quan don vi cong tac|ten co quan|"
        "ten co quan don vi|truong|ten truong|phuong|phuong xa|don vi truong|unit|organization|organisation|agency|"
        "workplace|truong hoc|so ban nganh|ban nganh|so nganh|doan the|co quan to chuc|dvct|dv|d vi|don vi phong ban|don vi lam viec|cong tac tai"
    ),
    "department": "phong ban|phong|khoa phong|phong khoa|department|division|phong chuyen mon|phong ban chuyen mon|khoa",
    "role_group": (
        "doi tuong|nhom doi tuong|thanh phan|vai tro|khoi|nhom|role group|group|doi tuong tham du|thanh phan tham du|"
        "doi tuong hoc vien|nhom hoc vien"
    ),
    "phone": (
        "so dien thoai|sdt|dien thoai|so dt|dt dd|dtdd|di dong|lien lac|dien thoai ca nhan|tel|mobile|phone|phone number|"
        "dt|dien thoai di dong|so di dong|dt di dong|dien thoai lien he|so dt lien he|so dien thoai lien he|so lien lac|"
        "telephone|hotline|mobile phone|so may|sodt|s dt|dien thoai lien lac|dt lien he|dt lien lac|lien he|so lien he"
    ),
    "email": "email|e mail|dia chi email|email lien he|thu dien tu|hop thu cong vu|dia chi thu dien tu|hop thu dien tu|mail|gmail",
    "note": "ghi chu|note|notes|ly do|remark|remarks|gc|ghi chu khac",
    "honorific": "danh xung|xung ho|ong ba|ong|hoc ham hoc vi|hoc ham|hoc vi|title|honorific",
    "attending": "tham du|tham gia|trang thai|tinh trang|xac nhan|xac nhan tham du|dang ky tham du|tham du khong|co tham du|"
    "trang thai tham du|tinh trang tham du|status|rsvp|attending|attendance|ket qua duyet|tra loi",
    "code": "ma|ma dai bieu|ma hoc vien|ma so|code|badge code|ma the|ma so dai bieu|ma vach",
    "off_payroll": "khong huong luong|khong huong luong tu nsnn|khong huong luong tu ngan sach nha nuoc|khong huong luong nsnn|"
    "khong luong|no state salary",
    "on_payroll": "huong luong|huong luong tu nsnn|huong luong tu ngan sach nha nuoc|huong luong nsnn",
    "sign": "ky ten|ky nhan|chu ky|sang|chieu|buoi sang|buoi chieu|diem danh|ky|ky xac nhan|signature|sign|co mat|vang",
    "ethnicity": "dan toc|ethnicity",
    "religion": "ton giao|religion",
    "party_member": "dang vien|la dang vien|party member",
    "party_position": "chuc vu trong dang|chuc vu dang|chuc vu dang doan the|cap uy|party position",
    "party_joined": "ngay vao dang|ngay ket nap dang|ngay ket nap|ngay vao dcsvn|ngay vao dang csvn|ngay vao dang chinh thuc|"
    "party joining date",
    "identity_number": "cccd|cmnd|cccd cmnd|cmnd cccd|so cccd|so cmnd|so cccd cmnd|so cmnd cccd|can cuoc cong dan|can cuoc|"
    "chung minh nhan dan|so dinh danh|so can cuoc|so dinh danh ca nhan|identity number|id number|ho chieu",
    "-": "ly do chua nhap|reason not imported|don vi tinh|dvt|ten lop|lop|so luong|thanh tien|so tien|dinh muc|so ngay|so buoi|noi sinh|que quan|dia chi|"
    "tai khoan|so tai khoan|ngan hang|mon|to|lop hoc|khoa hoc|ten khoa hoc|ngay cap|noi cap|bo phan|to chuyen mon|to bo mon|dau thoi gian|thoi gian|timestamp|tuoi|"
    "ma nhan vien|ma can bo|ma cong chuc|so hieu|so hieu cong chuc|ma ngach|he so luong",
}  # fmt: skip
_EXACT = {
    words.replace(" ", ""): field for field, alternatives in _EXACT_WORDS.items() for words in alternatives.split("|")
}

_BUDGET = "(?:ngan sach(?: nha nuoc)?|nsnn|ns nha nuoc|nha nuoc)"
_PAID = rf"(?:huong luong|(?:huong|luong)(?: tu| do| cua)? {_BUDGET}|{_BUDGET} tra luong)"
_DENIED = "(?:khong|ko|chua|ngoai)(?: (?:thuoc|duoc|phai|dien|doi tuong|nguoi|cac|nhan|linh|co|phai la|la)){0,3}"
# Tried in this order on the folded words; the first that is found decides.
_CONTAINED = tuple(
    (field, re.compile(rf"\b(?:{pattern})\b"))
    for field, pattern in (
        ("party_position", "(?:chuc vu|chuc danh) .*\\bdang|chuc vu dang|cap uy"),
        ("party_joined", "(?:vao|ket nap) dang"),
        ("party_member", "dang vien"),
        ("identity_number", "cccd|cmnd|can cuoc|chung minh|dinh danh"),
        ("ethnicity", "dan toc"),
        ("religion", "ton giao"),
        (
            "-",
            "don vi tinh|ten lop|ten de tai|ten khoa|ten hoi nghi|ten chuyen de|ten lop hoc|ten file|que quan|noi sinh|"
            "dia chi(?! email| thu| mail)|trinh do|chuyen mon nghiep vu|ma ngach|he so|bac luong|so luong|so tien|"
            "thanh tien|ngay cap|noi cap|tai khoan|ngay bo nhiem|nguoi lien he khan|dau thoi gian|cap tren|chu quan|"
            "gioi thieu|hoc vi cao nhat|dong y nhan",
        ),
        # Salary from the state budget: a denial in front of it makes it the reverse.
        ("off_payroll", rf"{_DENIED} {_PAID}|(?:khong|ko) luong|no (?:state )?salary|off (?:the )?payroll"),
        ("on_payroll", _PAID),
        (
            "full_name",
            "^(?:ho va ten|ho ten|ho chu dem va ten|ho dem va ten)",
        ),  # the name comes first, whatever comes with it
        ("birth", "(?:ngay|nam|thang) sinh(?! hoat)|date of birth"),
        ("email", "e ?mail|thu dien tu|hom thu|hop thu|gmail"),
        (
            "phone",
            "dien thoai|sdt|di dong|so dt|dtdd|dt dd|mobile|tel|phone|so lien lac|zalo|may ban|dt (?:lien|cua|rieng|co quan|nha)|(?<!nguoi )lien (?:he|lac)",
        ),
        ("gender", "gioi tinh|gender"),
        (
            "full_name",
            "ho va ten|ho ten|ho chu dem va ten|ho dem va ten|full name|"
            "ten (?:hoc vien|dai bieu|can bo|nguoi|nhan vien|giao vien|cong chuc)|"
            "^(?:can bo|cong chuc|vien chuc|dai bieu|hoc vien|nguoi|thanh vien|dong chi|nhan su) (?:tham (?:du|gia)|du|di|duoc cu|cu di)",
        ),
        ("family", "ho dem|ho lot|ho va dem|ho chu dem"),
        ("middle", "ten dem|chu dem|ten lot"),
        (
            "position_unit",
            "(?:chuc vu|chuc danh|vi tri)\\b.*\\b(?:don vi|co quan|noi cong tac)|(?:don vi|co quan|noi cong tac)\\b.*\\b(?:chuc vu|chuc danh)",
        ),
        ("role_group", "doi tuong|nhom doi tuong|thanh phan tham"),
        ("position", "chuc vu|chuc danh|vi tri cong tac|vi tri viec lam|position"),
        ("department", "phong ban|khoa phong"),
        (
            "unit",
            "don vi|co quan|noi cong tac|noi lam viec|ten truong|truong hoc|ban nganh|to chuc|cong ty|organi[sz]ation|school|company",
        ),
        ("role_group", "thanh phan|vai tro"),
        ("note", "ghi chu|notes?|ly do"),
        ("sign", "ky ten|ky nhan|chu ky|ky xac nhan|diem danh|buoi \\d+|buoi sang|buoi chieu|sang|chieu"),
        ("number", "so thu tu|stt"),
        (
            "attending",
            "(?:co|se) (?:tham (?:du|gia)|du|di)\\b|(?:tham (?:du|gia)|du|di) (?:duoc )?khong|xac nhan (?:tham|du)|trang thai|kha nang tham",
        ),
    )
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\([^()]*$")
_NOT_WORDS = re.compile(r"[\W_]+")
_LANGUAGES = re.compile(r"[\n\r]+|\s*/\s*|\s+[-–]\s+")
_LONGEST = 90
_LOOSE_NAMES = frozenset({"canbo", "canbocongchuc", "cbcc", "nhansu", "hocvien", "daibieu", "name", "ten", "ho"})
"""Words that head a name column only in the company of surer headings; as values they are everyday words."""


def heading_key(text: str) -> str:
    """The form a heading is compared and remembered in: folded words, brackets and signs gone."""
    words = _NOT_WORDS.sub(" ", fold(_BRACKETS.sub(" ", text))).strip()
    return words or fold(text).strip()


# What else a heading's words may mean, when the contents or the other headings say so.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "full_name": ("family", "given"),  # over two columns, or beside a column "Tên"
    "family": ("full_name",),
    "given": ("full_name",),
    "birth": ("birth_year",),
    "male": ("birth_male", "birth_year"),  # NAM without its mark is Năm too
    "female": ("birth_female",),
    "birth_male": ("birth_year",),
    "position_unit": ("position", "unit"),
    "phone": ("phone_2",),
    "email": ("email_2",),
    "note": ("note_2",),
    "sign": ("attending",),
}
_MEANT_ALONE = {"department": "unit"}
"""A heading's best single meaning, where its narrower one needs another column beside it."""
# Words of one syllable are told apart by their marks: Sở is no Số, Hộ no Họ.
_MARKED = {
    word: same_key(marked)
    for word, marked in zip(
        [
            "so",
            "ho",
            "ten",
            "dem",
            "lot",
            "phai",
            "gioi",
            "nu",
            "truong",
            "phuong",
            "khoi",
            "nhom",
            "phong",
            "khoa",
            "ma",
            "sang",
            "chieu",
            "ky",
            "vang",
            "lop",
            "mon",
            "to",
        ],
        [
            "số",
            "họ",
            "tên",
            "đệm",
            "lót",
            "phái",
            "giới",
            "nữ",
            "trường",
            "phường",
            "khối",
            "nhóm",
            "phòng",
            "khoa",
            "mã",
            "sáng",
            "chiều",
            "ký",
            "vắng",
            "lớp",
            "môn",
            "tổ",
        ],
        strict=True,
    )
}


def read_heading(text: str, learned: Mapping[str, str] | None = None) -> tuple[str, int]:
    """The field a heading means and how sure that is; ("", 0) for words that are no known heading."""
    if learned:
        field = learned.get(heading_key(text))
        if field:
            return field, LEARNED
    field, sure = _read(text)
    return _MEANT_ALONE.get(field, field), sure


def is_loose(text: str) -> bool:
    """Whether the words head a name column but are as common as values."""
    return heading_key(text).replace(" ", "") in _LOOSE_NAMES


@lru_cache(4096)
def _read(text: str) -> tuple[str, int]:
    if not text.strip() or len(text) > _LONGEST:
        return "", 0
    key = heading_key(text)
    if key == "#":
        return "number", EXACT
    if key == "nam" and "ă" not in text.lower():
        return "male", EXACT
    field = _exact(key, text)
    if field:
        return field, EXACT
    # A second language stands on a line of its own or behind a stroke.
    for part in _LANGUAGES.split(text):
        words = heading_key(part)
        if words != key and len(words) > 1:
            field = _exact(words, part)
            if field and not any(pattern.search(key) for known, pattern in _CONTAINED[:7] if known != field):
                both = next(
                    (both for both, pattern in _CONTAINED if both == "position_unit" and pattern.search(key)), ""
                )
                return both or field, EXACT
    if len(key.split()) > 12:
        return "", 0
    for field, pattern in _CONTAINED:
        if pattern.search(key):
            return field, CONTAINED
    return "", 0


def _exact(key: str, text: str) -> str:
    """The field that the very words mean; a word of one syllable must have its own marks, or none at all."""
    field = _EXACT.get(key.replace(" ", ""), "")
    if field and key in _MARKED and not text.isascii():
        words = _NOT_WORDS.sub(" ", _BRACKETS.sub(" ", normalise(text))).strip()
        if not words.isascii() and same_key(words) != _MARKED[key]:
            return ""
    return field


def read_column(parts: tuple[str, ...], learned: Mapping[str, str] | None = None) -> tuple[str, int]:
    """The field of a column whose heading stands in several rows, the topmost first."""
    field, sure = _read_column(parts, learned)
    return _MEANT_ALONE.get(field, field), sure


def readings(parts: tuple[str, ...], learned: Mapping[str, str] | None = None) -> dict[str, int]:
    """Everything a column's heading may mean -> how sure; `ALSO` for what only contents or other headings make likely."""
    field, sure = _read_column(parts, learned)
    if not field:
        return {}
    found = {field: sure}
    if sure != LEARNED:
        found |= dict.fromkeys(_ALSO.get(field, ()), ALSO)
        if field == "department":
            found["unit"] = sure
        if any(_exact(heading_key(part), part) == "full_name" for part in _LANGUAGES.split(parts[-1])):
            found["full_name"] = sure  # "Đơn vị/Họ và tên": units over their people
        if field == "birth_male" and parts[-1].isascii() and sure == EXACT:
            found["birth_year"] = EXACT  # NAM under the date of birth: a man's, or the year
    return found


_CODE = re.compile(r"[A-Za-z]+(?:_?[A-Za-z0-9]+)*")
"""A machine's name of a column ("NS_NAM")."""


def _read_column(parts: tuple[str, ...], learned: Mapping[str, str] | None) -> tuple[str, int]:
    if len(parts) == 1 and PARTS in parts[0]:
        parts = tuple(parts[0].split(PARTS))
    if not parts:
        return "", 0
    if learned:
        field = learned.get(heading_key(PARTS.join(parts))) or learned.get(heading_key(parts[-1]))
        if field:
            return field, LEARNED
    child, child_sure = _read(parts[-1])
    if len(parts) == 1:
        return child, child_sure
    whole, whole_sure = _read(" ".join(parts))
    if parts[-1][:1].islower() and whole_sure == EXACT:
        return whole, EXACT
    above = [_read(part) for part in parts[:-1]]
    parent, parent_sure = next((found for found in reversed(above) if found[0] not in ("", child)), ("", 0))
    key = heading_key(parts[-1])
    if parent == "birth":
        if "năm" in parts[-1].lower() and key == "nam":
            return "birth_year", EXACT
        if key in ("ngay", "thang"):
            return ("birth_day" if key == "ngay" else "birth_month"), EXACT
        if child in ("male", "female"):
            return f"birth_{child}", EXACT
    if parent == "position":
        if re.search(r"\bdang\b|\bdoan the\b", key):
            return "party_position", EXACT
        if re.match(r"chinh quyen|chuyen mon|cong tac", key):
            return "position", EXACT
    if not child and _CODE.fullmatch(parts[-1]):
        return _read_column(parts[:-1], learned)
    if parent == "full_name" and key.split(" ")[0] in ("ho", "ten") and child in ("family", "given", ""):
        return ("family" if key.startswith("ho") else "given"), EXACT
    if any(re.search(r"\bdang\b", heading_key(part)) for part in parts[:-1]):
        if child == "position":
            return "party_position", EXACT
        if key.startswith("ngay"):
            return "party_joined", EXACT
    if parent == "sign" and child in ("", "sign"):
        return "sign", EXACT
    if child:
        return child, child_sure
    return (parent, min(parent_sure, INHERITED)) if parent else ("", 0)
