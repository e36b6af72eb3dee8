"""Invented people: names of many kinds, and the parts of a registration."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from desktop.domain.names import fold
from tests.excel.forms.bodies import Unit
from tests.excel.forms.dice import Dice, words

FAMILIES = words(
    "Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Trần Lê Lê Phạm Phạm Hoàng Huỳnh Vũ Võ Phan Trương Bùi Đặng Đỗ Ngô Hồ "
    "Dương Đinh Lý Đào Mai Lâm Trịnh Cao Phùng Hà Tạ Lưu Chu Tô Kiều Nghiêm Thái Quách Khuất Bạch"
)
FAMILIES_THAT_ARE_WORDS = words(
    "Công Tổng Phòng Đoàn Hội Khối Ban Kỷ Lãnh Cộng Kế Lưu Trường Văn Đội Danh Ghi Nơi Ký Chủ Thư Tổ Ấn Lập "
    "Đồng Trưởng Viên Cụm Số"
)
MIDDLES_THAT_ARE_WORDS = words("Công Văn Hữu Danh Trường Đức Trung Kế Chi Đơn")
GIVENS_THAT_ARE_WORDS = words(
    "Công Hội Đoàn Khối Ban Kỷ Kế Trường Đội Số Tổng Cộng Lập Nam Sinh Ký Chức Đơn Tổ Lãnh Trưởng Chủ Chi Thư Văn "
    "Sáng Chiều Ngày Năm Toán Phòng Nhận Tên Xã Bí Nữ Quận Đảng"
)
MEN = words("Văn Văn Văn Quốc Hữu Đức Minh Xuân Trọng Mạnh Tiến Đình Bá Quang Anh Việt Gia")
WOMEN = words("Thị Thị Thị Thị Thị Thu Ngọc Hồng Kim Thanh Bích Mai Phương Thùy Diệu Lan")
MEN_GIVEN = words(
    "An Bảo Bình Cường Dũng Đạt Đức Giang Hải Hiếu Hòa Hùng Huy Khánh Kiên Lâm Long Nam Phúc Quân Sơn Thắng Tùng Vinh "
    "Tuấn Toàn Thành Trung Việt Hưng Khoa Lộc Nghĩa Phong Quang Tâm Thịnh Trí"
)
WOMEN_GIVEN = words(
    "Anh Ánh Chi Dung Duyên Giang Hà Hạnh Hằng Hiền Hoa Huệ Hương Lan Linh Loan Ly Mai Nga Ngân Nhung Oanh Phương "
    "Quỳnh Tâm Thảo Thủy Trang Tuyết Vân Yến Bình Đào Hậu Liên Mận Ngọc Thơm Xuân"
)
MINORITY = words(
    "H'Hen Niê|K'Brêu|Y Thịnh|H'Bia Ayŭn|Y Moan Êban|Rơ Châm H'Phi|Giàng A Pháo|Sùng Thị Mỷ|Lò Văn Ính|Kpă Thìn|Ksor H'Lê|"
    "Điểu K'Ré|Thạch Sô Phi|Vàng A Chía|Y Bhiông Mlô|Hà Nhì|Mùa A Sấu|Lù Thị Sen|Siu Bình|Đinh Y Nhứ|Ya Duck|Chế Linh"
)

MOBILE = words(
    "032 033 034 035 036 037 038 039 070 076 077 078 079 081 082 083 084 085 086 088 056 058 059 "
    "090 091 093 094 096 097 098 090 091 093 094 096 097 098"
)
DOMAINS = ("hanoi.gov.vn", "hbt.edu.vn", "gmail.com", "haibatrung.hanoi.gov.vn", "yahoo.com.vn", "moet.edu.vn")


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person with everything a form may ask for."""

    family: str
    middle: str
    given: str
    gender: str
    born: dt.date
    position: str
    unit: Unit
    mobile: str
    office: str
    email: str
    group: str = ""

    @property
    def name(self) -> str:
        """The full name as it is rightly written."""
        return " ".join(filter(None, (self.family, self.middle, self.given)))


@dataclass(slots=True)
class Names:
    """Invents people, nobody twice in a form."""

    dice: Dice
    words: float = 0.0
    """The share of names that are also words."""
    minority: float = 0.0
    used: set[str] = field(default_factory=set)

    def person(self, unit: Unit, position: str = "", group: str = "") -> Person:
        """Somebody of the unit."""
        dice = self.dice
        while True:
            family, middle, given, gender = self._name()
            key = fold(f"{family} {middle} {given}")
            if key not in self.used:
                break
        self.used.add(key)
        letters = "".join(word[0] for word in fold(f"{family} {middle}").split() if word[0].isalpha())
        address = f"{fold(given).replace(chr(39), '').replace(' ', '')}{letters}{dice.randrange(100) or ''}"
        return Person(
            family,
            middle,
            given,
            gender,
            dt.date(dice.randint(1958, 2000), dice.randint(1, 12), dice.randint(1, 28)),
            position or dice.choice(unit.positions),
            unit,
            dice.choice(MOBILE) + f"{dice.randrange(10**7):07d}",
            f"0243{dice.randrange(10**7):07d}",
            f"{address}@{dice.choice(DOMAINS)}",
            group,
        )

    def _name(self) -> tuple[str, str, str, str]:
        dice = self.dice
        if dice.random() < self.minority:
            family, _gap, rest = dice.choice(MINORITY).partition(" ")
            middle, _gap, given = rest.rpartition(" ")
            woman = "Thị" in rest or "H'" in family + rest or dice.random() < 0.3
            return ("", "", family, "male") if not rest else (family, middle, given, "female" if woman else "male")
        woman = dice.random() < 0.5
        family = dice.choice(FAMILIES)
        middle = dice.choice(WOMEN if woman else MEN)
        given = dice.choice(WOMEN_GIVEN if woman else MEN_GIVEN)
        if dice.random() < self.words:
            which = dice.choice(("family", "family", "given", "given", "both", "middle"))
            if which in ("family", "both"):
                family = dice.choice(FAMILIES_THAT_ARE_WORDS)
            if which in ("given", "both"):
                given = dice.choice(GIVENS_THAT_ARE_WORDS)
            if which == "middle" and not woman:
                middle = dice.choice(MIDDLES_THAT_ARE_WORDS)
        if dice.random() < 0.12:
            middle = f"{middle} {dice.choice(WOMEN_GIVEN if woman else MEN_GIVEN)}"
            if given in middle or family in middle:
                return self._name()
        elif dice.random() < 0.05:
            middle = ""
        return family, middle, given, "female" if woman else "male"
