"""The bodies that send forms: wards, schools, agencies, unions, party committees, and the communes of today."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.domain.names import fold
from tests.excel.forms.dice import Dice, words

WARDS = words(
    "Nguyễn Du|Bạch Đằng|Phạm Đình Hổ|Bùi Thị Xuân|Ngô Thì Nhậm|Lê Đại Hành|Đồng Nhân|Phố Huế|Đống Mác|Thanh Lương|"
    "Thanh Nhàn|Cầu Dền|Bách Khoa|Đồng Tâm|Vĩnh Tuy|Bạch Mai|Quỳnh Mai|Quỳnh Lôi|Minh Khai|Trương Định"
)
SCHOOLS = words(
    "Lê Ngọc Hân|Tây Sơn|Bà Triệu|Tô Hoàng|Ngô Quyền|Đoàn Kết|Hoa Mai|Sao Sáng|Vân Hồ|Hà Huy Tập|Tô Vĩnh Diện|Lương Yên|"
    "Trưng Nhị|Nguyễn Phong Sắc|Việt Bun|Ánh Sao|Bạch Mai|Thanh Lương|Quỳnh Lôi|Họa Mi|Trung Hiền|8-3"
)
COMMUNES = words("Gia Lâm|Bát Tràng|Phù Đổng|Thư Lâm|Đông Anh|Phúc Thịnh|Mê Linh|Thanh Trì|Đại Thanh|Nội Bài|Sóc Sơn")
NEW_WARDS = words("Hai Bà Trưng|Cửa Nam|Hồng Hà|Tương Mai|Yên Sở|Lĩnh Nam|Kim Liên|Láng|Giảng Võ|Ngọc Hà")
PROVINCES = words("Lào Cai|Phú Thọ|Hưng Yên|Ninh Bình|Quảng Trị|Gia Lai|Đắk Lắk|Lâm Đồng|Vĩnh Long|Cà Mau")
DEPARTMENTS = words(
    "Nội vụ|Tư pháp|Tài chính|Xây dựng|Y tế|Giáo dục và Đào tạo|Khoa học và Công nghệ|Công Thương|"
    "Nông nghiệp và Môi trường|Văn hóa, Thể thao và Du lịch"
)
DISTRICT = "quận Hai Bà Trưng"

WARD_POSITIONS = (
    "Chủ tịch UBND|Phó Chủ tịch UBND|Công chức Văn phòng - Thống kê|Công chức Tư pháp - Hộ tịch|Công chức Địa chính|"
    "Công chức VP-TK|Cán bộ một cửa|Công chức|Kế toán|Văn thư|Chủ tịch Hội LHPN|Bí thư Đoàn TN|Chỉ huy trưởng Ban CHQS|"
    "Phó Trưởng Công an|Chủ tịch|Công chức Tài chính - Kế toán|Cán bộ Lao động TBXH|Thủ quỹ|Người lập hồ sơ"
)
SCHOOL_POSITIONS = (
    "Hiệu trưởng|Phó Hiệu trưởng|P. Hiệu trưởng|Giáo viên|Kế toán|Văn thư|Tổ trưởng chuyên môn|Tổng phụ trách Đội|Nhân viên|"
    "Chủ tịch Công đoàn|Thư ký Hội đồng|Thủ quỹ|Giáo viên Tin học"
)
AGENCY_POSITIONS = (
    "Trưởng phòng|Phó Trưởng phòng|Chuyên viên|Chuyên viên chính|Cán sự|Kế toán|Kế toán trưởng|Chánh Văn phòng|Văn thư|"
    "Phó phòng|CV|Thủ trưởng|Người phụ trách CNTT"
)
SERVICE_POSITIONS = (
    "Giám đốc|Phó Giám đốc|Trưởng bộ phận|Viên chức|Kế toán|Kế toán trưởng|Nhân viên|Tổ trưởng|Thủ trưởng đơn vị"
)
MANAGED_POSITIONS = (
    "Thủ trưởng|Đội trưởng|Phó Đội trưởng|Chi cục trưởng|Chuyên viên|Cán bộ|Kế toán|Trưởng bộ phận|Công chức"
)
MASS_POSITIONS = (
    "Chủ tịch|Phó Chủ tịch|Ủy viên Ban Thường vụ|Chuyên viên|Cán bộ|Kế toán|Chánh Văn phòng|Bí thư|Phó Bí thư"
)
PARTY_POSITIONS = "Trưởng ban|Phó Trưởng ban|Ủy viên|Chuyên viên|Chánh Văn phòng|Văn thư|Kế toán"

TAILS = ("", " quan", f" {fold(DISTRICT)}", " hai ba trung", f", {fold(DISTRICT)}", f" - {fold(DISTRICT)}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A body, how it is called, and how its papers begin."""

    kind: str
    name: str
    spellings: tuple[str, ...]
    """Its names as people type them."""
    letterheads: tuple[tuple[str, ...], ...]
    """Lines of a letterhead: the superior body and the body itself."""
    head: str
    """The office of who signs for it."""
    collective: str = ""
    positions: tuple[str, ...] = field(default=(), repr=False)

    @property
    def right(self) -> tuple[str, ...]:
        """Every text that names it rightly, the best first."""
        return tuple(dict.fromkeys((self.name, *self.spellings)))


def names_unit(text: str, right: tuple[str, ...]) -> bool:
    """Whether a text is one of a body's names, the district behind it or not."""
    folded = _bare(text)
    return any(folded == _bare(each) + tail or _bare(each) == folded + tail for each in right if each for tail in TAILS)


def _bare(text: str) -> str:
    return (
        fold(text).removeprefix("truong ").replace("uy ban nhan dan", "ubnd").replace("quan uy hai ba trung", "quan uy")
    )


GROUPS: tuple[tuple[str, ...], ...] = (
    ("Khối phường", "Phường"),
    ("Các phường", "Phường"),
    ("Khối trường học", "Trường công lập"),
    ("Trường công lập",),
    ("Cơ quan chuyên môn",),
    ("Khối cơ quan chuyên môn", "Cơ quan chuyên môn"),
    ("Đơn vị sự nghiệp",),
    ("Các đơn vị sự nghiệp", "Đơn vị sự nghiệp"),
    ("Đơn vị hiệp quản",),
    ("Lãnh đạo đơn vị",),
    ("Công chức một cửa",),
    ("Khách mời",),
    ("Lãnh đạo UBND",),
    ("Cán bộ đoàn thể",),
    ("Báo cáo viên",),
)
"""Role groups as forms write them, and the group of the conference that is meant."""


def names_group(text: str) -> tuple[str, ...]:
    """What a role group written so may rightly become."""
    right = next(each for each in GROUPS if each[0] == text)
    return (*right, *(f"Nhóm {each}" for each in right))


def ward(name: str) -> Unit:
    """A ward of the district."""
    upper = name.upper()
    return Unit(
        "ward",
        f"UBND phường {name}",
        (f"Phường {name}", f"P. {name}", f"P.{name}", f"UBND P.{name}", f"UBND P. {name}", f"UBND Phường {name}"),
        (
            ("UBND QUẬN HAI BÀ TRƯNG", f"UBND PHƯỜNG {upper}"),
            ("ỦY BAN NHÂN DÂN", f"PHƯỜNG {upper}"),
            ("QUẬN HAI BÀ TRƯNG", f"UBND PHƯỜNG {upper}"),
            (f"ỦY BAN NHÂN DÂN PHƯỜNG {upper}",),
            ("ỦY BAN NHÂN DÂN QUẬN HAI BÀ TRƯNG", f"ỦY BAN NHÂN DÂN PHƯỜNG {upper}"),
        ),
        "CHỦ TỊCH",
        "TM. ỦY BAN NHÂN DÂN",
        words(WARD_POSITIONS),
    )


def school(name: str, level: str) -> Unit:
    """A school; `level` is Tiểu học, THCS or Mầm non."""
    short = {"Tiểu học": "TH", "THCS": "THCS", "Mầm non": "MN"}[level]
    upper = f"TRƯỜNG {level.upper()} {name.upper()}"
    return Unit(
        "school",
        f"Trường {level} {name}",
        (f"{level} {name}", f"{short} {name}", f"Trường {short} {name}"),
        (
            ("UBND QUẬN HAI BÀ TRƯNG", upper),
            ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", upper),
            ("PHÒNG GD&ĐT QUẬN HAI BÀ TRƯNG", upper),
            (upper,),
        ),
        "HIỆU TRƯỞNG",
        positions=words(SCHOOL_POSITIONS),
    )


def _body(
    kind: str, name: str, head: str, positions: str, *spellings: str, over: str = "UBND QUẬN HAI BÀ TRƯNG"
) -> Unit:
    collective = "TM. BAN THƯỜNG VỤ" if kind == "mass" else ""
    own = name.upper()
    if own.endswith(" QUẬN") or own == "KHO BẠC NHÀ NƯỚC":  # the directory leaves the district's name out
        own += " HAI BÀ TRƯNG"
    return Unit(kind, name, spellings, ((over, own),), head, collective, words(positions))


_CITY = "THÀNH PHỐ HÀ NỘI"
BODIES = (
    *(
        _body("agency", name, "TRƯỞNG PHÒNG", AGENCY_POSITIONS, short)
        for name, short in (
            ("Phòng Nội vụ", "P. Nội vụ"),
            ("Phòng Tư pháp", "P. Tư pháp"),
            ("Phòng Tài chính - Kế hoạch", "P. TC-KH"),
            ("Phòng Lao động - Thương binh và Xã hội", "Phòng LĐTB&XH"),
            ("Phòng Giáo dục và Đào tạo", "Phòng GD&ĐT"),
            ("Phòng Y tế", "P. Y tế"),
            ("Phòng Quản lý đô thị", "P. QLĐT"),
            ("Phòng Kinh tế", "P. Kinh tế"),
            ("Văn phòng HĐND và UBND quận", "VP HĐND&UBND"),
        )
    ),
    _body("service", "Ban Quản lý dự án đầu tư xây dựng", "GIÁM ĐỐC", SERVICE_POSITIONS, "Ban QLDA"),
    _body("service", "Trung tâm Phát triển quỹ đất", "GIÁM ĐỐC", SERVICE_POSITIONS, "TT PTQĐ"),
    _body("service", "Trung tâm Văn hóa, Thông tin và Thể thao", "GIÁM ĐỐC", SERVICE_POSITIONS),
    _body("service", "Trung tâm Y tế quận Hai Bà Trưng", "GIÁM ĐỐC", SERVICE_POSITIONS, over="SỞ Y TẾ HÀ NỘI"),
    _body("managed", "Kho bạc Nhà nước", "GIÁM ĐỐC", MANAGED_POSITIONS, over="KHO BẠC NHÀ NƯỚC HÀ NỘI"),
    _body("managed", "Bảo hiểm xã hội quận", "GIÁM ĐỐC", MANAGED_POSITIONS, over=f"BẢO HIỂM XÃ HỘI {_CITY}"),
    _body("managed", "Chi cục Thống kê quận", "CHI CỤC TRƯỞNG", MANAGED_POSITIONS, over=f"CỤC THỐNG KÊ {_CITY}"),
    _body("managed", "Đội Quản lý thị trường", "ĐỘI TRƯỞNG", MANAGED_POSITIONS, "Đội QLTT", over="CHI CỤC QLTT HÀ NỘI"),
    _body("managed", "Đội Thanh tra xây dựng", "ĐỘI TRƯỞNG", MANAGED_POSITIONS, "Đội TTXD"),
    _body("managed", "Viện Kiểm sát nhân dân quận Hai Bà Trưng", "VIỆN TRƯỞNG", MANAGED_POSITIONS, over=f"VKSND {_CITY}"),
    _body("mass", f"Hội Liên hiệp Phụ nữ {DISTRICT}", "CHỦ TỊCH", MASS_POSITIONS, f"Hội LHPN {DISTRICT}", over=f"HỘI LHPN {_CITY}"),
    _body("mass", f"Liên đoàn Lao động {DISTRICT}", "CHỦ TỊCH", MASS_POSITIONS, "LĐLĐ quận", over=f"LIÊN ĐOÀN LAO ĐỘNG {_CITY}"),
    _body("mass", f"Hội Cựu chiến binh {DISTRICT}", "CHỦ TỊCH", MASS_POSITIONS, "Hội CCB quận", over=f"HỘI CỰU CHIẾN BINH {_CITY}"),
    _body("mass", f"Hội Chữ thập đỏ {DISTRICT}", "CHỦ TỊCH", MASS_POSITIONS, "Hội CTĐ quận", over=f"HỘI CHỮ THẬP ĐỎ {_CITY}"),
    _body("mass", f"Hội Nông dân {DISTRICT}", "CHỦ TỊCH", MASS_POSITIONS, over=f"HỘI NÔNG DÂN {_CITY}"),
    _body("mass", f"Đoàn TNCS Hồ Chí Minh {DISTRICT}", "BÍ THƯ", MASS_POSITIONS, "Quận đoàn Hai Bà Trưng", over="THÀNH ĐOÀN HÀ NỘI"),
    _body("mass", f"Ủy ban MTTQ Việt Nam {DISTRICT}", "CHỦ TỊCH", MASS_POSITIONS, "Ủy ban MTTQ quận", "UB MTTQ quận",
          over=f"ỦY BAN MTTQ VIỆT NAM {_CITY}"),
    *(
        Unit("party", f"{name} Quận ủy", (f"{name} Quận ủy Hai Bà Trưng", name),
             (("QUẬN ỦY HAI BÀ TRƯNG", name.upper()), ("QUẬN ỦY HAI BÀ TRƯNG", f"{name.upper()} QUẬN ỦY")), head,
             positions=words(PARTY_POSITIONS))
        for name, head in (
            ("Ban Tổ chức", "TRƯỞNG BAN"),
            ("Ban Tuyên giáo", "TRƯỞNG BAN"),
            ("Ban Dân vận", "TRƯỞNG BAN"),
            ("Ủy ban Kiểm tra", "CHỦ NHIỆM"),
        )
    ),
)  # fmt: skip


def commune(name: str, kind: str = "xã") -> Unit:
    """A commune or ward of after July 2025, under the province alone."""
    over = "UBND THÀNH PHỐ HÀ NỘI"
    return Unit(
        "commune",
        f"UBND {kind} {name}",
        (f"{kind.capitalize()} {name}",),
        ((over, f"UBND {kind.upper()} {name.upper()}"), ("ỦY BAN NHÂN DÂN", f"{kind.upper()} {name.upper()}")),
        "CHỦ TỊCH",
        "TM. ỦY BAN NHÂN DÂN",
        (
            *words(WARD_POSITIONS),
            "Trưởng phòng Văn hóa - Xã hội",
            "Giám đốc Trung tâm PVHCC",
            "Phó Chánh Văn phòng",
        ),
    )


def department(name: str, province: str) -> Unit:
    """A department of a province."""
    return Unit(
        "department",
        f"Sở {name}",
        (f"Sở {name} tỉnh {province}", f"Sở {name} {province}"),
        (
            (f"UBND TỈNH {province.upper()}", f"SỞ {name.upper()}"),
            (f"UBND TỈNH {province.upper()}", f"SỞ {name.upper()}"),
        ),
        "GIÁM ĐỐC",
        positions=words(AGENCY_POSITIONS + "|Giám đốc Sở|Phó Giám đốc Sở"),
    )


def any_unit(dice: Dice) -> Unit:
    """A body of any kind, tagged with it."""
    kind = dice.kind(
        "unit",
        {"ward": 38, "school": 18, "agency": 12, "service": 6, "managed": 6, "mass": 9, "party": 5, "commune": 4, "department": 2, "office": 2},
    )  # fmt: skip
    return unit_of(dice, kind)


def of_a_ward(dice: Dice, kind: str) -> Unit:
    """A body inside a ward: its party committee, a union of its, its health station."""
    name = dice.choice(WARDS)
    party = (f"Đảng ủy phường {name}", "BÍ THƯ", "ĐẢNG BỘ QUẬN HAI BÀ TRƯNG", PARTY_POSITIONS)
    unions = (
        (f"Hội Cựu chiến binh phường {name}", "CHỦ TỊCH", f"HỘI CỰU CHIẾN BINH {DISTRICT.upper()}", MASS_POSITIONS),
        (f"Hội LHPN phường {name}", "CHỦ TỊCH", "HỘI LHPN QUẬN HAI BÀ TRƯNG", MASS_POSITIONS),
        (f"Đoàn Thanh niên phường {name}", "BÍ THƯ", "QUẬN ĐOÀN HAI BÀ TRƯNG", MASS_POSITIONS),
    )
    station = (
        f"Trạm Y tế phường {name}",
        "TRẠM TRƯỞNG",
        "TRUNG TÂM Y TẾ QUẬN HAI BÀ TRƯNG",
        "Trạm trưởng|Y sĩ|Điều dưỡng",
    )
    title, head, over, positions = {"party": party, "service": station}.get(kind) or dice.choice(unions)
    return _body(kind, title, head, positions, over=over)


def of_a_commune(dice: Dice) -> Unit:
    """An office of a commune of after July 2025."""
    place = f"xã {dice.choice(COMMUNES)}" if dice.happens(0.6) else f"phường {dice.choice(NEW_WARDS)}"
    office, head = dice.choice(
        (("Phòng Văn hóa - Xã hội", "TRƯỞNG PHÒNG"), ("Phòng Kinh tế", "TRƯỞNG PHÒNG"),
         ("Văn phòng HĐND và UBND", "CHÁNH VĂN PHÒNG"), ("Trung tâm Phục vụ hành chính công", "GIÁM ĐỐC"))
    )  # fmt: skip
    letterheads = ((f"UBND {place.upper()}", office.upper()), (f"UBND {place.upper()}", f"{office} {place}".upper()))
    return Unit("office", f"{office} {place}", (office,), letterheads, head, positions=words(AGENCY_POSITIONS))


def unit_of(dice: Dice, kind: str) -> Unit:
    """A body of the kind."""
    if kind in ("party", "mass", "service") and dice.happens(0.25):
        return of_a_ward(dice, kind)
    if kind == "office":
        return of_a_commune(dice)
    if kind == "ward":
        return ward(dice.choice(WARDS))
    if kind == "school":
        return school(dice.choice(SCHOOLS), dice.choice(("Tiểu học", "THCS", "Mầm non")))
    if kind == "commune":
        return commune(dice.choice(COMMUNES)) if dice.happens(0.6) else commune(dice.choice(NEW_WARDS), "phường")
    if kind == "department":
        return department(dice.choice(DEPARTMENTS), dice.choice(PROVINCES))
    return dice.choice([unit for unit in BODIES if unit.kind == kind])


def several_units(dice: Dice, number: int) -> list[Unit]:
    """Different bodies that one file lists: of one kind, or of several."""
    kind = dice.choice(("ward", "ward", "school", "school", "agency", "mass", "mixed", "mixed"))
    found: dict[str, Unit] = {}
    while len(found) < number:
        one = kind if kind != "mixed" else dice.choice(("ward", "school", "agency", "service", "managed", "mass"))
        unit = unit_of(dice, one)
        found.setdefault(unit.name, unit)
    return list(found.values())
