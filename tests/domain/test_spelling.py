"""How an office writes: tone marks, blanks, capitals of names."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.names import fold, normalise, same_key
from desktop.domain.spelling import is_respelling, place_tones, space, written_name
from tests.excel.forms.bodies import any_unit
from tests.excel.forms.dice import Dice
from tests.excel.forms.people import Names


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Hoà", "Hòa"), ("Thuý", "Thúy"), ("HUỶ", "HỦY"), ("khoẻ", "khỏe"), ("Tòan", "Toàn"), ("Ngòai", "Ngoài"),
        ("quý", "quý"),
        ("Qúy", "Quý"), ("Quà", "Quà"), ("hoàn", "hoàn"), ("thuở", "thuở"), ("của", "của"), ("choáng", "choáng"),
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"), ("Ayŭn", "Ayŭn"),
    ],
)  # fmt: skip
def test_tones_stand_where_offices_set_them(typed, written):
    assert place_tones(typed) == written


@given(st.text("hoaeuytnqgKHOAÀÈÓỦỳáạẹọụýỹ ", max_size=12))
def test_a_tone_moves_once_and_is_never_lost(text):
    placed = place_tones(text)
    assert place_tones(placed) == placed
    assert same_key(placed) == same_key(text)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Văn phòng- Thống kê", "Văn phòng - Thống kê"), ("Kế toán ,Văn thư", "Kế toán, Văn thư"), ("VP-TK", "VP-TK"),
        ("Tổ trưởng (  chuyên môn )", "Tổ trưởng (chuyên môn)"), (" Chuyên  viên - ", "Chuyên viên"),
    ],
)  # fmt: skip
def test_blanks_stand_behind_signs(typed, written):
    assert space(typed) == written


@given(st.text("aB ,;:-–()1.", max_size=14))
@example("a -- b")
@example("-)a")
def test_blanks_are_settled_at_once(text):
    assert space(space(text)) == space(text)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("NGUYỄN THỊ HÀ", "Nguyễn Thị Hà"), ("nguyễn thị hà", "Nguyễn Thị Hà"), ("NGUYễN THị Hà", "Nguyễn Thị Hà"),
        ("Nguyễn thị Hà", "Nguyễn Thị Hà"), ("K'BRÊU", "K'Brêu"), ("H'HEN NIÊ", "H'Hen Niê"), ("y bhiông mlô", "Y Bhiông Mlô"),
        ("LÊ HOA (B)", "Lê Hoa (B)"), ("Nguyễn Văn A", "Nguyễn Văn A"), ("Lê Hoa II", "Lê Hoa II"), ("McDonald Anh", "McDonald Anh"),
    ],
)  # fmt: skip
def test_a_name_has_a_capital_at_every_word(typed, written):
    assert written_name(typed) == written


@given(st.integers(0, 10_000))
def test_names_that_are_rightly_written_stay_and_all_others_come_back_to_them(seed):
    dice = Dice(seed)
    person = Names(dice, words=0.3, minority=0.3).person(any_unit(dice))
    assert written_name(person.name) == person.name
    assert written_name(person.name.lower()) == written_name(person.name.upper())
    assert fold(written_name(person.name.upper())) == fold(person.name)


@given(st.text("aAbBCàÀđĐêÊễH'-.() 1", max_size=16))
def test_a_name_is_written_at_once(text):
    assert written_name(written_name(text)) == written_name(text)
    assert fold(written_name(text)) == fold(normalise(text))


@pytest.mark.parametrize(
    ("before", "after", "one"),
    [
        ("UBND phường Trương Địng", "UBND phường Trương Định", True), ("UBND phường Nguyễn Du", "UBND phường Nguyễn Dữ", True),
        ("P. Bạch Mai", "UBND phường Bạch Mai", True), ("UBND phường Bạch Mai", "UBND phường Đại La", False),
        ("UBND phường Bạch Mai", "UBND phường Bạch Đằng", False), ("UBND phường Bạch Mai", "Trường Tiểu học Bạch Mai", False),
    ],
)  # fmt: skip
def test_a_misspelt_name_is_told_from_another_name(before, after, one):
    assert is_respelling(before, after) is one
