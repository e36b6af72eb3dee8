"""What people write in a cell to sign in, in letters: their name, or that somebody is away."""

from __future__ import annotations

import numpy as np

Dice = np.random.Generator


def listed(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


GIVEN = listed(
    """
An Anh Ánh Ân Bảo Bách Bích Bình Bắc Bằng Châu Chi Chiến Chính Chung Chương Công Cúc Cương Cường Danh Dân Diễm Diệp
Diệu Doanh Dung Dũng Duy Duyên Dương Đại Đan Đào Đạt Đăng Điệp Định Đoàn Đông Đức Giang Hà Hạ Hải Hạnh Hằng Hân Hậu
Hiên Hiền Hiển Hiếu Hiệp Hiệu Hoa Hòa Hoài Hoàn Hoàng Hoạt Hồng Huân Huệ Hùng Huy Huyền Hưng Hương Hường Hữu Kha Khang
Khanh Khánh Khoa Khôi Khuê Kiên Kiệt Kim Kỳ Lam Lan Lâm Lân Lập Lệ Liên Liễu Linh Loan Long Lộc Lợi Luân Luận Lực
Lương Lượng Lưu Ly Mai Mạnh Mẫn Mến Minh Mơ Mỹ Nam Nga Ngà Ngân Nghĩa Ngọc Nguyên Nguyệt Nhân Nhàn Nhật Nhi Nhung Như
Ninh Nụ Nương Oanh Phát Phong Phú Phúc Phương Phượng Quang Quân Quế Quốc Quý Quyên Quyền Quyết Quỳnh San Sang Sáng Sâm
Sen Sinh Sơn Sương Tài Tám Tâm Tân Tấn Thạch Thái Thanh Thành Thảo Thắm Thắng Thế Thêm Thi Thiện Thiết Thịnh Thoa Thọ
Thông Thơ Thu Thuận Thuật Thúy Thủy Thư Thương Thường Tiên Tiến Tín Tình Toàn Toán Tố Trang Trâm Trí Trinh Trọng Trung
Trúc Trường Tú Tuân Tuấn Tuệ Tùng Tuyên Tuyến Tuyết Tư Tường Uyên Vân Văn Vi Viên Việt Vinh Vĩnh Vũ Vui Vương Vy Xuân
Xuyến Yên Yến Ý Bính Cảnh Cẩm Cao Đính Giao Hào Hoạch Huấn Khải Khiêm Lịch Lụa Mận Nết Nhã Nho Phấn Phi Soạn Sự Tạo
Thục Thùy Tiệp Toản Triều Triển Vượng Xoan
    """
)
FAMILY = listed(
    """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Mai Đào Lương Trương Hà Cao Tạ
Chu Tô Lưu Quách Kiều Thái Vương
    """
)
_AWAY = (
    *("vắng",) * 14, *("Vắng",) * 8, "VẮNG", *("P",) * 3, *("ốm",) * 2, *("phép",) * 2, *("nghỉ",) * 2, *("KP", "CP") * 2,
    "vắng P", "Vắng P", "vắng p", "vắng (P)", "vắng K", "vắng KP", "vắng CP", "vắng có phép", "Vắng có phép", "vắng có lý do",
    "vắng không phép", "vắng mặt", "Vắng mặt", "v.mặt", "vắng cả ngày", "vắng sáng", "vắng chiều", "v", "V", "vg", "có phép",
    "Có phép", "Phép", "xin phép", "Xin phép", "Nghỉ", "NGHỈ", "nghỉ phép", "Nghỉ phép", "nghỉ ốm", "Nghỉ ốm", "Ốm", "bị ốm",
    "bận", "Bận", "bận họp", "bận việc", "Bận họp", "họp", "Họp", "đi họp", "họp quận", "công tác", "Công tác", "đi công tác",
    "c.tác", "đi CT", "ct", "không đến", "Không đến", "không dự", "không", "Không", "ko", "k", "k đến", "ko dự",
    "không tham gia", "chưa đến", "Chưa đến", "đến muộn", "muộn", "về sớm", "Về sớm", "xin về sớm", "bỏ về", "xin nghỉ",
    "Xin nghỉ", "xin vắng", "nghỉ thai sản", "thai sản", "nghỉ hưu", "đã nghỉ hưu", "chuyển công tác", "đã chuyển", "học",
    "đi học", "việc nhà", "có việc", "tang", "tai nạn", "nằm viện", "trực", "đi trực", "trùng lịch", "online", "Online",
    "trực tuyến", "zoom", "absent", "ko đi", "không có", "vắng lý do", "có lý do", "lý do", "hoãn", "x", "X", "p", "K", "k.p",
    "c.p", "(P)", "(v)", "(V)", "C", "T", "N", "O", "o", "ô", "Ô", "M", "S",
)  # fmt: skip
_INSTEAD = ("đi thay", "Đi thay", "đt", "ĐT", "dự thay", "Dự thay", "họp thay", "Họp thay", "ký thay", "thay", "KT")
_OTHER = listed(
    """
đi đến ở nhà có không rồi chưa sau trước làm việc họp ghi chú bổ sung đã báo gọi điện nhận tài liệu xong mời gửi đ/c
ông bà cháu lịch tuần này khác ngoài giờ trưa sáng chiều quận phường trường học sinh con ốm mẹ xe hỏng tắc đường kẹt
mưa bão quên nhầm sai tên đổi người mới cũ thôi bỏ hủy xem lại kiểm tra thiếu thừa chờ đợi vào ra
    """
)
_CAPITALS = "ABCDĐGHKLMNPQSTVXY"


def pick(dice: Dice, among: list[str] | tuple[str, ...] | str) -> str:
    """One of them."""
    return among[int(dice.integers(len(among)))]


def own_name(dice: Dice) -> str:
    """What somebody writes who signs with a name: mostly the given name alone."""
    given, kind = pick(dice, GIVEN), dice.random()
    if kind < 0.6:
        name = given
    elif kind < 0.72:
        name = f"{pick(dice, FAMILY)} {given}"
    elif kind < 0.84:
        name = f"{pick(dice, FAMILY)} {pick(dice, ['Văn', 'Thị', 'Thị', 'Đức', pick(dice, GIVEN)])} {given}"
    elif kind < 0.92:
        name = f"{pick(dice, GIVEN)} {given}"
    else:
        name = f"{pick(dice, FAMILY)[0]}.{pick(dice, GIVEN)[0]}.{given}"
    return name.upper() if dice.random() < 0.06 else name


def away(dice: Dice) -> str:
    """A word that says that somebody is away, why, or who comes instead."""
    if dice.random() < 0.88:
        return pick(dice, _AWAY)
    instead = pick(dice, _INSTEAD)
    return instead + pick(dice, (" ", ": ", " đ/c ")) + pick(dice, GIVEN) if dice.random() < 0.6 else instead


def other(dice: Dice) -> str:
    """Any other words: what isn't a name has to be looked at whatever it says."""
    said = " ".join(pick(dice, _OTHER) for _each in range(int(dice.integers(1, 4))))
    return said.capitalize() if dice.random() < 0.2 else said


def letters(dice: Dice) -> str:
    """Initials, a letter, a number."""
    between = pick(dice, ("", "", " ", "."))
    return between.join(pick(dice, _CAPITALS + "QE0123456789?VPKX") for _each in range(int(dice.integers(1, 3))))


def capital(dice: Dice) -> str:
    """The letter that a signature begins with."""
    return pick(dice, _CAPITALS + "OQRSUhlbknm")
