"""TCVN3 and VNI text becomes Unicode, and true Unicode is never touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.excel.reading.legacy_text import _TCVN3, _VNI, TCVN3, VNI, decode, is_syllable

VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
TO_TCVN3 = {chr(letter): chr(code) for code, letter in _TCVN3.items()}
TO_VNI = {letter: written for written, letter in _VNI.items()}
NAMES = ["Nguyễn Văn Ánh", "Trần Thị Bích Ngọc", "Lê Đức Thọ", "Phạm Thị Hường", "Đặng Quốc Việt", "Vũ Thuỳ Dương", "Đỗ Mỹ Lệ",
         "Hoàng Xuân Trường", "Bùi Thị Nguyệt", "Huỳnh Kỳ Duyên"]  # fmt: skip


def in_tcvn3(text: str) -> str:
    # No accented capitals there: their small letters stand for them.
    return "".join(TO_TCVN3.get(letter) or TO_TCVN3.get(letter.lower(), letter) for letter in text)


def in_vni(text: str) -> str:
    return "".join(TO_VNI.get(letter, letter) for letter in text)


def test_both_tables_hold_every_vietnamese_letter() -> None:
    toned = {letter for letter in VOWELS + "đ" if not letter.isascii()}
    assert toned <= set(TO_TCVN3)
    assert toned <= set(TO_VNI)
    assert {letter.upper() for letter in toned} <= set(TO_VNI)
    assert set("ĂÂÊÔƠƯĐ") <= set(TO_TCVN3)


@pytest.mark.parametrize(
    ("written", "font", "read", "encoding"),
    [
        ("NguyÔn V¨n ¸nh", "", "Nguyễn Văn ánh", TCVN3),
        ("TrÇn TuÊn Hïng", "", "Trần Tuấn Hùng", TCVN3),
        ("UBND ph­êng B¹ch §»ng", "", "UBND phường Bạch Đằng", TCVN3),
        ("S§T", "", "SĐT", TCVN3),
        ("H§ND-UBND", "", "HĐND-UBND", TCVN3),
        ("Hµ", "", "Hà", TCVN3),
        ("Phan Thanh Hång", ".VnTime", "Phan Thanh Hồng", TCVN3),
        ("Anh Tó", ".VnArial", "Anh Tú", TCVN3),
        ("nguyÔn v¨n ¸nh", ".VnTimeH", "NGUYỄN VĂN ÁNH", TCVN3),
        ("lan anh", ".VnTimeH", "LAN ANH", TCVN3),
        ("nguyÔn v¨n ¸nh", ".VnArial NarrowH", "NGUYỄN VĂN ÁNH", TCVN3),
        ("Nguyeãn Vaên AÙnh", "", "Nguyễn Văn Ánh", VNI),
        ("Ñaëng Thò Höông", "", "Đặng Thị Hương", VNI),
        ("PHOØNG GIAÙO DUÏC", "", "PHÒNG GIÁO DỤC", VNI),
        ("Phoù Chuû tòch", "", "Phó Chủ tịch", VNI),
        ("Ñôn vò", "VNI-Times", "Đơn vị", VNI),
    ],
)
def test_old_text_is_read_by_its_font_or_by_what_it_says(written: str, font: str, read: str, encoding: str) -> None:
    assert decode(written, font) == (read, encoding)


@pytest.mark.parametrize("name", NAMES)
def test_names_survive_both_old_code_pages(name: str) -> None:
    read, encoding = decode(in_tcvn3(name))
    assert (read.lower(), encoding) == (name.lower(), TCVN3)
    assert decode(in_vni(name)) == (name, VNI)


def test_a_cell_too_short_to_prove_itself_follows_its_column() -> None:
    assert decode("Anh Tó") == ("Anh Tó", None)
    assert decode("Anh Tó", expected=TCVN3) == ("Anh Tú", TCVN3)
    assert decode("Thò Höông", expected=VNI) == ("Thị Hương", VNI)


FOREIGN = ["François Müller", "Zoé Lefèvre", "L'été à Nice", "Où est le goût ?", "Loïc Thaï", "naïve café", "Ångström", "señor Muñoz",
           "São Paulo", "smörgåsbord", "så må vi", "Män och kvinnor", "Straße", "5 µm", "25 °C", "m×n", "10 ÷ 2", "Excel® 2016",
           "© 2018", "§ 12", "«Bonjour»", "½ ngày", "Jürgen Groß", "El Niño", "crème brûlée", "Ça va", "garçon", "Éric Dupont",
           "résumé", "à la carte", "Paral·lel", "£5", "m²", "Anh Müller"]  # fmt: skip


@pytest.mark.parametrize(
    "text", [*FOREIGN, "Hà Lê Tô", "Hoà", "Vũ Hoà Bình", "Thông", "Lê", "Trí", "Công", "Chí Công vô tư", "Hoàng Khoé"]
)
def test_unicode_and_foreign_words_are_left_alone(text: str) -> None:
    assert decode(text) == (text, None)


@given(
    st.lists(
        st.sampled_from([*NAMES, "Hà", "Lê Hoà", "Phường Bạch Đằng", "2018", "UBND", *FOREIGN[:8]]),
        min_size=1,
        max_size=4,
    )
)
def test_true_unicode_is_never_touched(parts: list[str]) -> None:
    text = unicodedata.normalize("NFC", " ".join(parts))
    assert decode(text) == (text, None)


SYLLABLES = [
    onset + vowel
    for onset in ["", "b", "ch", "d", "đ", "h", "kh", "l", "m", "n", "ng", "ph", "t", "th", "tr", "v"]
    for vowel in VOWELS
]


@given(st.lists(st.sampled_from([word.title() for word in SYLLABLES if is_syllable(word)]), min_size=1, max_size=5))
def test_unicode_syllables_are_never_touched(words: list[str]) -> None:
    text = " ".join(words)
    assert decode(text) == (text, None)


@given(st.text(max_size=40))
def test_any_text_decodes_without_an_exception_and_ascii_stays(text: str) -> None:
    decoded, encoding = decode(text)
    if encoding is None:
        assert decoded == text
    if text.isascii():
        assert decoded == text


@pytest.mark.parametrize(
    "word",
    ["nguyễn", "quỳnh", "giếng", "gì", "khuya", "thuở", "ước", "hoà", "hòa", "quốc", "yến", "uyên", "nghiêm", "Ả"],
)
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["nguyen2", "zoé", "müller", "gỏt", "ộtộ", "bl", "windowsđ", "", "hànội"])
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)
