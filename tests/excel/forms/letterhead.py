"""What stands above a list: letterhead, titles, labels, whom it is sent to, how to fill it in."""

from __future__ import annotations

from desktop.domain.importing import RowKind
from tests.excel.forms.bodies import Unit
from tests.excel.forms.canvas import Canvas
from tests.excel.forms.dice import Dice

TITLE = RowKind.TITLE
_STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM", "")
_TITLES = (
    "DANH SÁCH ĐĂNG KÝ THAM DỰ TẬP HUẤN",
    "DANH SÁCH CÁN BỘ, CÔNG CHỨC THAM DỰ HỘI NGHỊ TẬP HUẤN",
    "DANH SÁCH ĐẠI BIỂU",
    "DANH SÁCH HỌC VIÊN LỚP TẬP HUẤN NGHIỆP VỤ CẢI CÁCH HÀNH CHÍNH",
    "DANH SÁCH",
    "Danh sách đăng ký tập huấn",
    "DANH SÁCH CỬ CÁN BỘ THAM GIA TẬP HUẤN",
    "PHIẾU ĐĂNG KÝ THAM DỰ",
    "DANH SÁCH TRÍCH NGANG CÁN BỘ THAM DỰ TẬP HUẤN",
    "BIỂU TỔNG HỢP ĐĂNG KÝ TẬP HUẤN",
    "TỔNG HỢP DANH SÁCH CBCC DỰ TẬP HUẤN",
    "Danh sách học viên",
)
_NAMING = (
    "DANH SÁCH CÁN BỘ {} THAM DỰ TẬP HUẤN",
    "DANH SÁCH {} ĐĂNG KÝ THAM DỰ HỘI NGHỊ TẬP HUẤN",
    "DANH SÁCH CÁN BỘ, CÔNG CHỨC {}",
    "DANH SÁCH ĐẠI BIỂU {}",
    "Danh sách cán bộ {} tham dự tập huấn năm 2018",
)
_BELOW_TITLE = (
    "Tham dự Hội nghị tập huấn nghiệp vụ công tác cải cách hành chính năm 2018",
    "(Kèm theo Công văn số 512/UBND-NV ngày 10/5/2018 của UBND quận Hai Bà Trưng)",
    "THAM DỰ HỘI NGHỊ TẬP HUẤN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2018",
    "Thời gian: 8h00 ngày 23/5/2018, tại Hội trường UBND quận Hai Bà Trưng",
    "(Ban hành kèm theo Kế hoạch số 05/KH-UBND ngày 02 tháng 01 năm 2018)",
    "do UBND quận Hai Bà Trưng tổ chức ngày 23/5/2018",
    "Lớp tập huấn cải cách hành chính (từ ngày 23/5 đến ngày 24/5)",
)
_TO = (
    "Kính gửi: UBND quận Hai Bà Trưng",
    "Kính gửi: Phòng Nội vụ quận Hai Bà Trưng",
    "Kính gửi: Ủy ban nhân dân quận Hai Bà Trưng (qua Phòng Nội vụ)",
    "Kính gửi: Trung tâm Bồi dưỡng chính trị quận",
)
_HOW_TO = (
    "Hướng dẫn điền biểu:",
    "1. Cột Họ và tên: ghi đầy đủ họ, chữ đệm và tên.",
    "2. Cột Ngày sinh: ghi theo dạng ngày/tháng/năm.",
    "3. Cột Chức vụ: ghi chức vụ chính quyền hiện tại.",
    "4. Số điện thoại: ghi số di động để nhận tin nhắn.",
    "- Mỗi đơn vị cử từ 02 đến 05 người tham dự.",
    "- Danh sách gửi về Phòng Nội vụ trước ngày 15/5/2018.",
    "Lưu ý: không thay đổi thứ tự các cột của biểu mẫu.",
)


def naming(dice: Dice, unit: Unit) -> str:
    """The unit as a title in capitals names it."""
    return unit.right[1].upper() if unit.kind in ("ward", "commune") and dice.happens(0.3) else unit.name.upper()


def write_top(canvas: Canvas, dice: Dice, unit: Unit | None, first: int, last: int, named: str) -> None:
    """Everything above the heading; `named` says where the unit is named: letterhead, title, label or elsewhere."""
    if dice.odd("nothing above the list", 0.06) and named not in ("letterhead", "title", "label"):
        return
    if named == "letterhead" or dice.odd("letterhead", 0.55):
        _letterhead(canvas, dice, unit, first, last, named)
    to = dice.odd("Kính gửi", 0.07)
    if to and dice.happens(0.5):
        canvas.line(TITLE, (first, dice.choice(_TO)))
        to = False
    _titles(canvas, dice, unit, first, last, named)
    if to:
        canvas.line(TITLE, (first + dice.randrange(2), dice.choice(_TO)))
        if dice.happens(0.2):
            canvas.line(TITLE, (first + 1, "- Phòng Nội vụ quận Hai Bà Trưng;"))
            canvas.line(TITLE, (first + 1, "- Trung tâm Bồi dưỡng chính trị quận."))
    if named == "label" and unit is not None:
        _label(canvas, dice, unit, first)
    if dice.odd("contact line above", 0.04):
        canvas.line(TITLE, (first, "Người liên hệ: Đỗ Thị Thu Hà - Điện thoại: 0912 000 111"))
    if dice.odd("heading far down", 0.035):
        target = dice.randint(24, 58)
        for text in _HOW_TO[: dice.randint(3, len(_HOW_TO))]:
            canvas.line(TITLE, (first, text))
            canvas.skip(dice.randrange(3))
        canvas.row = max(canvas.row, target)
    elif dice.odd("how to fill in", 0.03):
        for text in _HOW_TO[: dice.randint(2, 6)]:
            canvas.line(TITLE, (first, text))
    canvas.skip(dice.choices((0, 1, 2), (35, 55, 10))[0])


def _letterhead(canvas: Canvas, dice: Dice, unit: Unit | None, first: int, last: int, named: str) -> None:
    lines: tuple[str, ...] = ("UBND QUẬN HAI BÀ TRƯNG", "PHÒNG NỘI VỤ")
    if unit is not None:
        lines = dice.choice(unit.letterheads)
        if named == "letterhead" and len(lines) > 1 and dice.odd("letterhead without superior body", 0.15):
            lines = lines if lines[0] == "ỦY BAN NHÂN DÂN" else lines[-1:]
        elif named in ("title", "label") and dice.odd("letterhead of the superior body alone", 0.3):
            lines = ("UBND QUẬN HAI BÀ TRƯNG",)
    middle = min(max(first + 3, (first + last) // 2 + 1), max(last, first + 3))
    state = _PARTY if unit is not None and unit.kind == "party" else _STATE
    right = dice.odd("state's name at the right", 0.7)
    joined = dice.odd("letterhead in one cell", 0.05)
    if joined:
        lines = ("\n".join(lines),)
    for place in range(max(len(lines), 2 if right else 0)):
        cells = []
        if place < len(lines):
            cells.append((first, lines[place], middle - first))
        if right and place < 2 and state[place]:
            cells.append((middle, state[place], max(1, last - middle + 1)))
        canvas.line(TITLE, *cells, bold=place == 1)
    if right and dice.happens(0.25):
        canvas.line(TITLE, (first, dice.choice(("-------", "———", "_______"))), (middle, "---------------"))
    number = dice.odd("Số:", 0.35)
    date = right and dice.odd("place and date above", 0.35)
    if number or date:
        texts = []
        if number:
            texts.append((first, dice.choice(("Số:      /DS-UBND", "Số: 05/DS-UBND", "Số:…../CV", "Số: 12/BC-TH"))))
        if date:
            texts.append((middle, dice.choice(("Hai Bà Trưng, ngày 12 tháng 5 năm 2018", "Hà Nội, ngày     tháng 5 năm 2018",
                                               "Hà Nội, ngày … tháng … năm 2018"))))  # fmt: skip
        canvas.line(TITLE, *texts)
    canvas.skip(dice.choices((0, 1), (40, 60))[0])


_ANNEX = ("Phụ lục", "Mẫu số 01", "Biểu 01", "PHỤ LỤC I", "Biểu mẫu 2")


def _titles(canvas: Canvas, dice: Dice, unit: Unit | None, first: int, last: int, named: str) -> None:
    if dice.odd("annex above the title", 0.06):
        canvas.line(TITLE, (dice.choice((first, last)), dice.choice(_ANNEX)))
    if named == "title" and unit is not None:
        if dice.odd("title over two rows names the unit in the second", 0.25):
            texts = ["DANH SÁCH CÁN BỘ THAM DỰ TẬP HUẤN", dice.pick("{}", "CỦA {}").format(naming(dice, unit))]
        else:
            pattern = dice.choice(_NAMING)
            texts = [pattern.format(naming(dice, unit) if pattern.isupper() else unit.name)]
    elif dice.odd("no title", 0.08):
        return
    else:
        texts = [dice.choice(_TITLES)]
    if dice.odd("title of several rows", 0.4):
        texts += dice.sample(_BELOW_TITLE, dice.choice((1, 1, 2)))
    if len(texts) > 1 and dice.odd("title of several lines in one cell", 0.08):
        texts = ["\n".join(texts)]
    merged = dice.happens(0.6)
    column = first if merged else first + dice.choice((0, 0, 2))
    for place, text in enumerate(texts):
        canvas.line(TITLE, (column, text, max(1, last - column + 1) if merged else 1), bold=place == 0)


def _label(canvas: Canvas, dice: Dice, unit: Unit, first: int) -> None:
    name = unit.name if dice.happens(0.6) else dice.choice(unit.right)
    label = dice.choice(("Đơn vị: ", "Đơn vị: ", "Tên đơn vị: ", "Cơ quan, đơn vị: ", "Đơn vị công tác: "))
    if dice.odd("label beside its value", 0.2):
        canvas.line(TITLE, (first + 1, label.strip()), (first + 2, name))
    else:
        behind = dice.choice(("    Điện thoại: 024 3821 0000", " - ĐT: 02438210000", "; Email: vanphong@hanoi.gov.vn"))
        name += behind if dice.odd("phone behind the label", 0.12) else ""
        canvas.line(TITLE, (first + dice.randrange(2), label + name))
