"""Titles before names: forms of address, degrees and ranks."""

import pytest

from desktop.domain import titles


@pytest.mark.parametrize(
    ("written", "honorific", "name"),
    [
        ("Ông Nguyễn Văn An", "Ông", "Nguyễn Văn An"),
        ("BÀ TRẦN THỊ BÌNH", "Bà", "TRẦN THỊ BÌNH"),
        ("Bà: Hà Thị Chi", "Bà", "Hà Thị Chi"),
        ("Ông/Bà Lê Văn Cảnh", "Ông/Bà", "Lê Văn Cảnh"),
        ("Ông (Bà) Lê Văn Cảnh", "Ông/Bà", "Lê Văn Cảnh"),
        ("Đ/c Lê Thị Dung", "Đ/c", "Lê Thị Dung"),
        ("đ/c: Lê Thị Dung", "Đ/c", "Lê Thị Dung"),
        ("Đ/c.Lê Thị Dung", "Đ/c", "Lê Thị Dung"),
        ("Đồng chí Lê Thị Dung", "Đồng chí", "Lê Thị Dung"),
        ("PGS.TS. Phạm Văn Em", "PGS.TS.", "Phạm Văn Em"),
        ("PGS. TS Phạm Văn Em", "PGS.TS.", "Phạm Văn Em"),
        ("TS.Phạm Văn Em", "TS.", "Phạm Văn Em"),
        ("Th.S Phạm Văn Em", "ThS.", "Phạm Văn Em"),
        ("ThS Phạm Văn Em", "ThS.", "Phạm Văn Em"),
        ("BSCKII. Phạm Văn Em", "BSCKII.", "Phạm Văn Em"),
        ("BS. Phạm Văn Em", "BS.", "Phạm Văn Em"),
        ("CN. Phạm Văn Em", "CN.", "Phạm Văn Em"),
        ("Ông TS. Phạm Văn Em", "Ông TS.", "Phạm Văn Em"),
        ("Anh Nguyễn Văn Đức", "Anh", "Nguyễn Văn Đức"),
        ("Bà Thị Na", "Bà", "Thị Na"),
        ("Trung tá Đỗ Văn Bảy", "Trung tá", "Đỗ Văn Bảy"),
        ("THƯỢNG UÝ NGUYỄN VĂN AN", "Thượng úy", "NGUYỄN VĂN AN"),
        ("Thiếu tá QNCN Lê Thị Ba", "Thiếu tá QNCN", "Lê Thị Ba"),
        ("Đại úy, ThS. Lê Thị Ba", "Đại úy ThS.", "Lê Thị Ba"),
        ("Thượng sỹ Lê Văn Ba", "Thượng sỹ", "Lê Văn Ba"),
        ("Tiến sĩ Phạm Văn Em", "Tiến sĩ", "Phạm Văn Em"),
        ("Bác sĩ Phạm Văn Em", "Bác sĩ", "Phạm Văn Em"),
        # Names, not titles:
        ("Trung Tá Bình", "", "Trung Tá Bình"),
        ("Thượng Thị Hoa", "", "Thượng Thị Hoa"),
        ("Đại Văn Úy", "", "Đại Văn Úy"),
        ("Ông Hùng", "", "Ông Hùng"),
        ("Ông Thị Bích", "", "Ông Thị Bích"),
        ("Anh Đức Minh", "", "Anh Đức Minh"),
        ("Đồng Văn Hải", "", "Đồng Văn Hải"),
        ("Cô Tô", "", "Cô Tô"),
        ("K'Brêu", "", "K'Brêu"),
        ("Bà", "", "Bà"),
        ("", "", ""),
        ("(Bà) Trần Thị Bé", "Bà", "Trần Thị Bé"),
        ("(Lan) Trần Thị Bé", "", "(Lan) Trần Thị Bé"),
        ("Ô. Lê Hữu Mạnh", "Ông", "Lê Hữu Mạnh"),
    ],
)
def test_a_title_before_a_name_is_told_from_the_name(written: str, honorific: str, name: str) -> None:
    assert titles.split_honorific(written) == (honorific, name)


@pytest.mark.parametrize(
    ("honorific", "gender"),
    [("Ông", "male"), ("Bà", "female"), ("Ông TS.", "male"), ("Ông/Bà", ""), ("Đ/c", ""), ("", "")],
)
def test_only_a_title_that_says_so_tells_the_gender(honorific: str, gender: str) -> None:
    assert titles.gender_of_honorific(honorific) == gender


@pytest.mark.parametrize(
    ("written", "title"),
    [("ths", "ThS."), ("trung tá", "Trung tá"), ("PGS.TS", "PGS.TS."), ("vắng", ""), ("A", ""), ("Anh", "")],
)
def test_a_title_is_known_by_itself_but_not_an_everyday_word(written: str, title: str) -> None:
    assert titles.as_title(written) == title
