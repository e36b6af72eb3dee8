"""The invented people of the sample conference, the same every time, and the units they come from."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from dataclasses import dataclass

FAMILIES = [
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Trần",
    "Trần",
    "Lê",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Phan",
    "Trương",
    "Bùi",
    "Đặng",
    "Đỗ",
    "Ngô",
    "Dương",
    "Đinh",
    "Lý",
    "Đào",
]
MEN = ["Văn", "Quốc", "Hữu", "Đức", "Minh", "Xuân", "Trọng", "Công", "Mạnh", "Tiến"]
WOMEN = ["Thị", "Thị", "Thị", "Thu", "Ngọc", "Hồng", "Kim", "Thanh", "Bích", "Mai"]
MEN_GIVEN = [
    "An",
    "Bảo",
    "Bình",
    "Cường",
    "Dũng",
    "Đạt",
    "Đức",
    "Giang",
    "Hải",
    "Hiếu",
    "Hòa",
    "Hùng",
    "Huy",
    "Khánh",
    "Kiên",
    "Lâm",
    "Long",
    "Nam",
    "Phúc",
    "Quân",
    "Sơn",
    "Thắng",
    "Tùng",
    "Vinh",
]
WOMEN_GIVEN = [
    "Anh",
    "Ánh",
    "Chi",
    "Dung",
    "Duyên",
    "Giang",
    "Hà",
    "Hạnh",
    "Hằng",
    "Hiền",
    "Hoa",
    "Huệ",
    "Hương",
    "Lan",
    "Linh",
    "Loan",
    "Ly",
    "Mai",
    "Nga",
    "Ngân",
    "Nhung",
    "Oanh",
    "Phương",
    "Quỳnh",
    "Tâm",
    "Thảo",
    "Thủy",
    "Trang",
    "Tuyết",
    "Vân",
    "Yến",
]
WARD_POSITIONS = (
    "Phó Chủ tịch UBND",
    "Công chức Văn phòng - Thống kê",
    "Công chức Tư pháp - Hộ tịch",
    "Công chức Địa chính - Xây dựng",
    "Công chức Tài chính - Kế toán",
)
WARDS = [
    "Nguyễn Du",
    "Bạch Đằng",
    "Phạm Đình Hổ",
    "Bùi Thị Xuân",
    "Ngô Thì Nhậm",
    "Lê Đại Hành",
    "Đồng Nhân",
    "Phố Huế",
    "Đống Mác",
    "Thanh Lương",
    "Thanh Nhàn",
    "Cầu Dền",
    "Bách Khoa",
    "Đồng Tâm",
    "Vĩnh Tuy",
    "Bạch Mai",
    "Quỳnh Mai",
    "Quỳnh Lôi",
    "Minh Khai",
    "Trương Định",
]
AGENCIES = [
    "Phòng Nội vụ",
    "Phòng Tư pháp",
    "Phòng Tài chính - Kế hoạch",
    "Phòng Tài nguyên và Môi trường",
    "Phòng Lao động - Thương binh và Xã hội",
    "Phòng Văn hóa và Thông tin",
    "Phòng Giáo dục và Đào tạo",
    "Phòng Y tế",
    "Thanh tra quận",
    "Văn phòng HĐND và UBND quận",
    "Phòng Kinh tế",
    "Phòng Quản lý đô thị",
]
SERVICES = [
    "Ban QLDA đầu tư xây dựng",
    "Trung tâm Phát triển quỹ đất",
    "Trung tâm Văn hóa, Thông tin và Thể thao",
    "Trung tâm GDNN - GDTX",
]
MANAGED = [
    "Công an quận",
    "Ban CHQS quận",
    "Chi cục Thuế quận",
    "Kho bạc Nhà nước",
    "BHXH quận",
    "Chi cục Thi hành án dân sự quận",
    "Chi cục Thống kê quận",
    "Đội Quản lý thị trường",
    "Đội Thanh tra xây dựng",
]
# Schools of invented names: none of them stands in a list, so the import creates them.
PRIMARY = [
    "Hoa Sen",
    "Ban Mai",
    "Sao Khuê",
    "Bình Minh",
    "Hướng Dương",
    "Tràng An",
    "Sông Hồng",
    "Thăng Long Xanh",
    "Lá Phong",
    "Mùa Xuân",
]
SECONDARY = ["Hoa Sen", "Sao Khuê", "Bình Minh", "Tràng An", "Sông Hồng", "Vườn Xanh", "Lá Phong", "Ngàn Hoa"]
NURSERIES = [
    "Hoa Sen",
    "Ban Mai",
    "Sơn Ca",
    "Búp Măng",
    "Chim Non",
    "Hướng Dương",
    "Tuổi Thơ",
    "Vườn Xanh",
    "Mầm Xanh",
    "Nắng Mai",
    "Ánh Sao",
    "Hoa Mai",
]


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented trainee."""

    name: str
    woman: bool
    born: dt.date
    position: str
    phone: str

    @property
    def email(self) -> str:
        """An address that can't exist."""
        plain = unicodedata.normalize("NFD", self.name.lower().replace("đ", "d"))
        words = "".join(letter for letter in plain if letter.isascii()).split()
        return f"{words[-1]}.{''.join(word[0] for word in words[:-1])}{self.phone[-3:]}@haibatrung.example"

    @property
    def gender(self) -> str:
        """As a form says it."""
        return "Nữ" if self.woman else "Nam"


class People:
    """Invents people, never the same name twice."""

    def __init__(self) -> None:
        self.chance = random.Random(23_05_2018)
        self.names: set[str] = set()

    def someone(self, position: str) -> Someone:
        """The next one, with a phone number out of one invented block."""
        while True:
            woman = self.chance.random() < 0.55
            middle = self.chance.choice(WOMEN if woman else MEN)
            given = self.chance.choice(WOMEN_GIVEN if woman else MEN_GIVEN)
            name = f"{self.chance.choice(FAMILIES)} {middle} {given}"
            if name not in self.names:
                break
        self.names.add(name)
        born = dt.date(self.chance.randint(1962, 1992), self.chance.randint(1, 12), self.chance.randint(1, 28))
        prefix = self.chance.choice(("0912", "0904", "0983", "0936", "0972"))
        return Someone(name, woman, born, position, f"{prefix}000{len(self.names):03d}")

    def ward(self) -> list[Someone]:
        """The five that each ward sends."""
        return [self.someone(position) for position in WARD_POSITIONS]
