"""The columns of a list: which ones, in which order, under which headings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.names import fold
from tests.excel.forms.dice import Dice

HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("STT", "TT", "Stt", "Số TT", "Số thứ tự", "No.", "#", "S.T.T"),
    "void": ("",),
    "name": ("Họ và tên", "Họ tên", "HỌ VÀ TÊN", "Họ và tên đại biểu", "Họ, chữ đệm và tên", "Họ và tên học viên", "Tên cán bộ",
             "Họ tên người tham dự", "Ho va ten", "Họ và tên CBCC", "Đại biểu", "Cán bộ"),
    "first names": ("Họ đệm", "Họ và đệm", "Họ lót", "Họ và tên đệm", "Họ, đệm"),
    "given": ("Tên",),
    "family": ("Họ",),
    "middle": ("Tên đệm", "Đệm", "Chữ đệm"),
    "title": ("Ông/Bà", "Danh xưng", "Ông (Bà)"),
    "birth": ("Ngày sinh", "Năm sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "NS", "Sinh năm", "Ngày sinh (dd/mm/yyyy)"),
    "gender": ("Giới tính", "GT", "Nam/Nữ", "Phái"),
    "woman": ("Nữ",),
    "position": ("Chức vụ", "Chức danh", "Chức vụ, chức danh", "Chức vụ công tác", "Vị trí công tác", "Chức vụ/Chức danh", "CHỨC VỤ",
                 "Chức vụ hiện tại"),
    "unit": ("Đơn vị công tác", "Đơn vị", "Cơ quan, đơn vị", "Nơi công tác", "Tên đơn vị", "Cơ quan công tác", "Cơ quan/Đơn vị",
             "ĐƠN VỊ"),
    "position and unit": ("Chức vụ, đơn vị công tác", "Chức vụ - Đơn vị", "Chức vụ, nơi công tác"),
    "phone": ("Số điện thoại", "Điện thoại", "SĐT", "ĐTDĐ", "Điện thoại di động", "Số ĐT liên hệ", "ĐT liên hệ", "Di động", "Điện thoại liên lạc",
              "Tel", "Số ĐT"),
    "office phone": ("Điện thoại cơ quan", "ĐT cơ quan", "Máy bàn"),
    "email": ("Email", "E-mail", "Địa chỉ email", "Thư điện tử", "Email công vụ", "Hòm thư công vụ"),
    "group": ("Đối tượng", "Nhóm đối tượng", "Thành phần", "Nhóm", "Đối tượng tham dự"),
    "note": ("Ghi chú", "Ghi chú (nếu có)", "GHI CHÚ", "Note"),
    "sign": ("Ký tên", "Ký nhận", "Chữ ký"),
    "ethnicity": ("Dân tộc",),
    "home": ("Quê quán", "Địa chỉ", "Nơi ở hiện nay"),
    "education": ("Trình độ", "Trình độ chuyên môn", "Chuyên môn", "Trình độ CM"),
    "party joined": ("Ngày vào Đảng", "Ngày vào Đảng chính thức", "Năm vào Đảng"),
    "party member": ("Đảng viên",),
    "amount": ("Số lượng", "SL"),
    "staff number": ("Mã số", "Mã CBCC", "Số hiệu CC", "Mã nhân viên"),
    "consent": ("Đồng ý nhận email", "Đồng ý nhận thông báo qua email"),
    "team": ("Tổ", "Tổ chuyên môn"),
    "office": ("Phòng ban", "Bộ phận", "Phòng/Ban"),
    "cell meeting": ("Ngày sinh hoạt chi bộ",),
    "identity": ("Số CCCD", "CMND/CCCD"),
    "grade": ("Ngạch", "Mã ngạch"),
    "salary": ("Hệ số lương",),
    "since": ("Năm vào ngành", "Năm công tác", "Thâm niên"),
    "account": ("Số tài khoản",),
    "plate": ("Biển số xe",),
    "lunch": ("Đăng ký ăn trưa", "Ăn trưa"),
}  # fmt: skip
ENGLISH = {
    "number": "No.", "name": "Full name", "birth": "Date of birth", "gender": "Gender", "position": "Position", "unit": "Organization",
    "phone": "Mobile", "email": "Email", "note": "Remarks", "group": "Category", "sign": "Signature", "first names": "Last name",
    "given": "First name", "title": "Title",
}  # fmt: skip
CODES = {
    "number": "STT", "name": "HO_TEN", "birth": "NGAY_SINH", "gender": "GIOI_TINH", "position": "CHUC_VU", "unit": "DON_VI",
    "phone": "DIEN_THOAI", "email": "EMAIL", "note": "GHI_CHU", "group": "DOI_TUONG", "men": "NS_NAM", "women": "NS_NU",
    "first names": "HO_DEM", "given": "TEN",
}  # fmt: skip
EXTRAS = {
    "ethnicity": 3, "home": 4, "education": 6, "party joined": 3, "party member": 2, "amount": 2, "staff number": 4, "consent": 3, "team": 3,
    "office": 4, "cell meeting": 1, "identity": 2, "grade": 2, "salary": 2, "since": 3, "account": 2, "plate": 1, "lunch": 2,
}  # fmt: skip
HINTS = {
    "name": ("(ghi chữ in hoa)", "(viết đầy đủ)"),
    "birth": ("(dd/mm/yyyy)", "(ngày/tháng/năm)"),
    "position": ("(ghi rõ)", "(chính quyền)"),
    "phone": ("(di động)", "(để nhận tin nhắn)"),
    "email": ("(nếu có)",),
    "unit": ("(ghi đầy đủ)",),
    "note": ("(nếu có)",),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands in it (a key of HEADINGS, or "men", "women" …), its heading and the heading above that."""

    key: str
    heading: str = ""
    above: str = ""


KINDS = {"ward": ("Phường", "Phường/Xã", "UBND phường"), "school": ("Trường", "Trường học", "Tên trường"),
         "agency": ("Phòng, ban", "Cơ quan"), "department": ("Sở/Ban/Ngành", "Sở, ngành"), "mass": ("Tổ chức", "Hội, đoàn thể"),
         "commune": ("Xã/Phường", "Xã, phường"), "service": ("Đơn vị sự nghiệp", "Trung tâm")}  # fmt: skip
"""What a column of units is headed by where they are all of one kind."""


def draw_columns(dice: Dice, *, unit: str, group: bool) -> list[Column]:
    """The columns of a form; `unit`: the kind of the units it has a column of, "" for none; `group`: with groups."""
    columns = _columns(dice, unit, group)
    if dice.odd("headings in capitals", 0.12):
        columns = [replace(each, heading=each.heading.upper(), above=each.above.upper()) for each in columns]
    elif dice.odd("headings without accents", 0.03):
        columns = [replace(each, heading=_plain(each.heading), above=_plain(each.above)) for each in columns]
    return columns


def _plain(text: str) -> str:
    return "\n".join(map(fold, text.split("\n"))).capitalize()


def _columns(dice: Dice, unit: str, group: bool) -> list[Column]:
    keys = _names(dice)
    if not dice.odd("no birth column", 0.22):
        keys.append("birth")
    if dice.odd("gender column", 0.2):
        keys.append("gender")
    if not dice.odd("no position column", 0.06):
        keys.append("position")
    if unit:
        keys.append("unit")
        if "position" in keys and dice.odd("position and unit in one column", 0.04):
            keys[keys.index("position") :] = ["position and unit"]
    if group:
        keys.append("group")
    if not dice.odd("no phone column", 0.15):
        keys.append("phone")
        if dice.odd("two phone columns", 0.05):
            keys.insert(keys.index("phone") + dice.randrange(2), "office phone")
    if dice.odd("email column", 0.5):
        keys.append("email")
    extras = dice.choices((0, 1, 2, 3), (62, 22, 11, 5))[0]
    for _round in range(extras):
        extra = dice.choices(list(EXTRAS), list(EXTRAS.values()))[0]
        if extra not in keys and not (extra == "office" and not unit):
            dice.tags.append(f"extra column: {extra}")
            keys.insert(dice.randint(len(keys) - 1, len(keys)), extra)
    if dice.odd("columns in any order", 0.12):
        dice.shuffle(keys)
        keys = _together(keys)
    if dice.odd("sign column", 0.15):
        keys.append("sign")
    if dice.happens(0.72):
        keys.append("note")
    if not dice.odd("no number column", 0.05):
        if dice.odd("number column elsewhere", 0.01):
            keys.insert(2, "number")
        else:
            keys.insert(0, "number")
    columns = [part for key in keys for part in _headed(dice, key)]
    if unit in KINDS and dice.odd("unit column headed by a kind", 0.08):
        columns = [replace(each, heading=dice.choice(KINDS[unit])) if each.key == "unit" else each for each in columns]
    if dice.odd("an empty column", 0.015):
        columns.insert(dice.randint(2, len(columns)), Column("void"))
    if "name" in keys and dice.odd("names merged over two columns", 0.03):
        place = next(place for place, each in enumerate(columns) if each.key == "name")
        columns[place : place + 1] = [
            Column("name", "", columns[place].heading),
            Column("void", "", columns[place].heading),
        ]
    if any(column.key == "first names" for column in columns) and dice.odd("names under one heading", 0.5):
        whole = dice.pick(*HEADINGS["name"][:3])
        blank = dice.odd("names under one heading without subheadings", 0.5)
        columns = [
            replace(column, heading="" if blank else column.heading, above=whole)
            if column.key in ("first names", "given")
            else column
            for column in columns
        ]
    return columns


def _names(dice: Dice) -> list[str]:
    keys = ["name"]
    if dice.odd("names in two columns", 0.07):
        keys = ["first names", "given"]
    elif dice.odd("names in three columns", 0.015):
        keys = ["family", "middle", "given"]
    if dice.odd("column of titles", 0.02):
        keys.insert(0, "title")
    return keys


_BESIDE = {"given": ("first names", "middle"), "middle": ("family",), "office phone": ("phone",)}


def _together(keys: list[str]) -> list[str]:
    """The parts of a name in their order again."""
    for key, before in _BESIDE.items():
        for one in before:
            if key in keys and one in keys:
                keys.remove(key)
                keys.insert(keys.index(one) + 1, key)
    return keys


def _headed(dice: Dice, key: str) -> list[Column]:
    """A column with its heading, or the several that stand for it."""
    heading = dice.pick(*HEADINGS[key])
    if key == "birth" and dice.odd("birth under Nam and Nữ", 0.12):
        above = dice.pick("Ngày sinh", "Năm sinh", "Ngày tháng năm sinh")
        return [Column("men", "Nam", above), Column("women", "Nữ", above)]
    if key == "gender":
        if dice.odd("gender as crosses under Nam and Nữ", 0.15):
            return [Column("man crossed", "Nam", "Giới tính"), Column("woman crossed", "Nữ", "Giới tính")]
        if dice.odd("gender as a cross under Nữ", 0.15):
            return [Column("woman crossed", "Nữ")]
    if key == "sign" and dice.odd("sign column over Sáng and Chiều", 0.4):
        return [Column("sign", "Sáng", heading), Column("sign", "Chiều", heading)]
    if key == "position" and dice.odd("position over Chính quyền and Đảng", 0.02):
        return [Column("position", "Chính quyền", "Chức vụ"), Column("party position", "Đảng, đoàn thể", "Chức vụ")]
    if key in HINTS and "(" not in heading and dice.odd("hints in headings", 0.06):
        heading += dice.pick(" ", "\n") + dice.choice(HINTS[key])
    elif " " in heading and dice.odd("headings broken over lines", 0.06):
        heading = heading.replace(" ", "\n", 1)
    return [Column(key, heading)]
