"""What stands below a list: totals, figures, remarks, signatures, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.importing import RowKind
from tests.excel.forms.bodies import Unit
from tests.excel.forms.canvas import Canvas
from tests.excel.forms.dice import Dice, words
from tests.excel.forms.people import Names, Person

_WORDS = words("không một hai ba bốn năm sáu bảy tám chín mười")
_TOTALS = (
    "Tổng số: {:02d} người",
    "Tổng cộng: {} người",
    "Tổng số: {:02d} đại biểu",
    "Cộng: {:02d} người",
    "Tổng: {}",
    "Ấn định danh sách gồm {:02d} người./.",
    "Danh sách gồm có {:02d} đồng chí./.",
    "Tổng số có {} cán bộ, công chức tham dự.",
    "(Danh sách này có {:02d} người)",
    "Tổng số người đăng ký: {}",
    "Trong đó: Nam: {}; Nữ: 0",
)
_REMARKS = (
    "Ghi chú: Đề nghị các đơn vị gửi danh sách trước ngày 15/5/2018.",
    "Ghi chú: Cán bộ đi đúng giờ, mang theo laptop.",
    "* Các đồng chí có tên trên có mặt trước 7h45.",
    "* Lưu ý: danh sách thay thế danh sách đã gửi ngày 02/5/2018",
    "Ghi chú:",
    "- Đề nghị bố trí chỗ ngồi theo đơn vị.",
    "(*) Cán bộ hợp đồng",
    "Đề nghị Phòng Nội vụ tổng hợp, báo cáo./.",
    "Danh sách gửi kèm bản mềm qua hộp thư: pnv@hanoi.gov.vn",
    "Ghi rõ họ tên, không viết tắt.",
)
_LEFT = (
    "NGƯỜI LẬP BIỂU",
    "NGƯỜI LẬP",
    "Người lập biểu",
    "NGƯỜI LẬP DANH SÁCH",
    "Người lập danh sách",
    "CÁN BỘ LẬP",
    "VĂN THƯ",
)
_MIDDLE = ("KẾ TOÁN", "Kế toán", "KẾ TOÁN TRƯỞNG", "PHỤ TRÁCH BỘ PHẬN", "THƯ KÝ")
_RIGHT = ("THỦ TRƯỞNG ĐƠN VỊ", "Thủ trưởng đơn vị", "LÃNH ĐẠO ĐƠN VỊ", "XÁC NHẬN CỦA ĐƠN VỊ", "ĐẠI DIỆN ĐƠN VỊ")
_SIGN = (
    "(Ký, ghi rõ họ tên)",
    "(Ký, ghi rõ họ tên)",
    "(Ký tên, đóng dấu)",
    "(Ký và ghi rõ họ tên)",
    "(Đã ký)",
    "(Ký tên)",
    "Đã ký",
)
_DATES = (
    "Hai Bà Trưng, ngày 12 tháng 5 năm 2018",
    "Hà Nội, ngày 12 tháng 5 năm 2018",
    "Hà Nội, ngày … tháng … năm 2018",
    "Ngày ..... tháng ..... năm 2018",
    "….., ngày … tháng … năm …",
    "Bạch Đằng, ngày 05 tháng 5 năm 2018",
    "Ngày 12/5/2018",
)
_RECEIVERS = ("- Như trên;", "- Phòng Nội vụ;", "- Lãnh đạo đơn vị;", "- Lưu: VT.")


def write_totals(canvas: Canvas, dice: Dice, count: int, first: int, name: int, last: int) -> None:
    """A line with the number of people, in one cell or two."""
    how = dice.kind("total", {"none": 40, "one cell": 30, "merged": 12, "two cells": 12, "in words": 6})
    text = dice.choice(_TOTALS).format(count)
    if how == "one cell":
        canvas.line(RowKind.TOTAL, (dice.choice((first, name)), text), bold=dice.happens(0.5))
    elif how == "merged":
        canvas.line(RowKind.TOTAL, (first, text, last - first + 1), bold=dice.happens(0.5))
    elif how == "two cells":
        label = dice.choice(("Tổng cộng", "Tổng số", "Cộng", "TỔNG CỘNG", "Tổng", "Tổng cộng:"))
        column = dice.choice((first, name))
        number = dice.choice((f"{count} người", count, f"{count:02d}", f"{count:02d} đại biểu"))
        canvas.line(
            RowKind.TOTAL, (column, label), (dice.randint(column + 1, max(last, column + 1)), number), bold=True
        )
    elif how == "in words":
        words = _WORDS[count] if count <= 10 else f"{count}"
        canvas.line(RowKind.TOTAL, (first, f"Ấn định danh sách gồm {count:02d} ({words}) người./."))
        if dice.happens(0.3):
            canvas.line(RowKind.TOTAL, (dice.choice((first, name)), f"Bằng chữ: {words.capitalize()} người"))


def write_figures(canvas: Canvas, dice: Dice, people: Sequence[Person], name: int) -> None:
    """A small table of how many of which sort."""
    sorts = dice.choice((("Lãnh đạo", "Chuyên viên"), ("Nam", "Nữ"), ("Cán bộ", "Công chức", "Người hoạt động không chuyên trách"),
                         ("Khối phường", "Khối trường học", "Khối cơ quan")))  # fmt: skip
    canvas.skip(dice.randrange(2))
    beside = name + dice.choice((1, 1, 2))
    if dice.happens(0.6):
        canvas.line(
            RowKind.OTHER,
            (name, dice.choice(("Thành phần", "Đối tượng", "Cơ cấu"))),
            (beside, dice.choice(("Số lượng", "Số người"))),
        )
    numbered = name > 1 and dice.odd("figures with running numbers", 0.3)
    left = len(people)
    for place, sort in enumerate(sorts, 1):
        part = dice.randint(0, left) if place < len(sorts) else left
        left -= part
        number = [(name - 1, place)] if numbered else []
        canvas.line(RowKind.OTHER, *number, (name, sort), (beside, dice.choice((part, f"{part:02d} người"))))
    if dice.happens(0.6):
        canvas.line(RowKind.TOTAL, (name, dice.choice(("Tổng", "Tổng cộng", "Cộng"))), (beside, len(people)))


def write_remarks(canvas: Canvas, dice: Dice, first: int, name: int) -> None:
    """Remarks about the list or about how to fill it in."""
    for text in dice.sample(_REMARKS, dice.choice((1, 1, 2, 3))):
        canvas.line(RowKind.LEGEND, (dice.choice((first, first, name)), text))


def write_contact(canvas: Canvas, dice: Dice, names: Names, unit: Unit, first: int, name: int) -> None:
    """Whom to ask, over one cell or several."""
    who = names.person(unit)
    label = dice.choice(
        ("Người liên hệ", "Đầu mối liên hệ", "Cán bộ đầu mối", "Mọi chi tiết liên hệ", "Người lập biểu")
    )
    title = dice.choice(("", "Đ/c ", "Bà " if who.gender == "female" else "Ông "))
    how = dice.kind("contact", {"one cell": 50, "two cells": 30, "four cells": 20})
    if how == "one cell":
        canvas.line(RowKind.LEGEND, (first, f"{label}: {title}{who.name}, ĐT: {who.mobile}"))
    elif how == "two cells":
        canvas.line(
            RowKind.LEGEND, (dice.choice((first, name)), f"{label}: {title}{who.name}"), (name + 2, f"ĐT: {who.mobile}")
        )
    else:
        canvas.line(
            RowKind.LEGEND,
            (first, f"{label}:"),
            (first + 1, title + who.name),
            (first + 2, "ĐT:"),
            (first + 3, who.mobile),
        )


def write_signature(
    canvas: Canvas, dice: Dice, names: Names, unit: Unit, people: Sequence[Person], columns: tuple[int, int, int]
) -> None:
    """The block of signatures: date, offices, room to sign, names; `columns`: the list's first, names' and last."""
    first, name, last = columns
    canvas.skip(dice.choices((0, 1, 2), (35, 50, 15))[0])
    if dice.odd("signer in the office's cell", 0.05):
        who = names.person(unit)
        canvas.line(RowKind.SIGNATURE, (dice.choice((first, name)), f"Người lập: {who.name}"))
        return
    signers = dice.choices((1, 2, 3), (48, 42, 10))[0]
    places = _places(dice, signers, first, name, last)
    if name in places:
        dice.tags.append("signer in the column of names")
    _date(canvas, dice, places[-1], first)
    offices = [_office(dice, unit, place, len(places)) for place in range(len(places))]
    if unit.collective and dice.odd("TM. above the office", 0.35):
        canvas.line(RowKind.SIGNATURE, (places[-1], unit.collective), bold=True)
    elif dice.odd("KT. above the office", 0.12):
        canvas.line(RowKind.SIGNATURE, (places[-1], f"KT. {unit.head}"), bold=True)
        offices[-1] = f"PHÓ {unit.head}"
    elif dice.odd("TL. above the office", 0.03):
        canvas.line(RowKind.SIGNATURE, (places[-1], f"{dice.choice(('TL.', 'TUQ.'))} {unit.head}"), bold=True)
        offices[-1] = dice.choice(("CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG", "Trưởng phòng Nội vụ", "CÔNG CHỨC VP-TK"))
    cells = [(place, office) for place, office in zip(places, offices, strict=True)]
    receivers = first not in places and dice.odd("Nơi nhận", 0.1)
    start = canvas.row
    canvas.line(RowKind.SIGNATURE, *cells, bold=True)
    if dice.odd("(Ký, ghi rõ họ tên)", 0.5):
        text = dice.choice(_SIGN)
        canvas.line(RowKind.SIGNATURE, *((place, text) for place in places))
    room = dice.choices((0, 1, 2, 3, 4), (12, 12, 20, 36, 20))[0]
    canvas.skip(room)
    if not dice.odd("signature without names", 0.12):
        canvas.line(RowKind.SIGNER, *((place, _signer(dice, names, unit, people)) for place in places), bold=True)
    if receivers:
        for offset, text in enumerate(("Nơi nhận:", *dice.sample(_RECEIVERS, 3))):
            canvas.put(start + offset, first, text)
            canvas.kinds.setdefault(start + offset, RowKind.LEGEND)
            canvas.row = max(canvas.row, start + offset + 1)


def _places(dice: Dice, signers: int, first: int, name: int, last: int) -> list[int]:
    left = dice.choice((first, name, name, name + 1))
    right = max(dice.choice((last - 1, last, last - 2)), left + 1)
    if signers == 1:
        return [name if dice.happens(0.12) else max(right, first)]
    if signers == 3 and right - left >= 2:
        return [left, (left + right) // 2, right]
    return [left, right]


def _office(dice: Dice, unit: Unit, place: int, number: int) -> str:
    if place == number - 1:
        return unit.head if dice.happens(0.6) else dice.choice((*_RIGHT, unit.head.capitalize()))
    return dice.choice(_LEFT) if place == 0 else dice.choice(_MIDDLE)


def _date(canvas: Canvas, dice: Dice, right: int, first: int) -> None:
    how = dice.kind("date below", {"none": 40, "line": 50, "unaccented": 4, "over three cells": 6})
    if how == "line":
        canvas.line(RowKind.SIGNATURE, (right, dice.choice(_DATES)))
    elif how == "unaccented":
        canvas.line(RowKind.SIGNATURE, (right, dice.choice(("NGAY   THANG   NAM 2018", "Ngay 12 thang 5 nam 2018"))))
    elif how == "over three cells":
        words = dice.choice(
            (("NGAY", "THANG", "NAM"), ("Ngày 12", "tháng 5", "năm 2018"), ("Ngày", "tháng", "năm 2018"))
        )
        start = max(first, right - 2)
        canvas.line(RowKind.SIGNATURE, *((start + place, word) for place, word in enumerate(words)))


def _signer(dice: Dice, names: Names, unit: Unit, people: Sequence[Person]) -> str:
    if people and dice.odd("signer stands in the list", 0.08):
        return dice.choice(people).name
    name = names.person(unit).name
    style = dice.choices(("plain", "degree", "capitals", "Đ/c"), (80, 9, 7, 4))[0]
    return {"degree": f"ThS. {name}", "capitals": name.upper(), "Đ/c": f"Đ/c {name}"}.get(style, name)
