"""Names of agencies break before where they are of, and never inside a term."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.agency_lines import agency_lines
from desktop.domain.organisations import TERRITORIES
from desktop.domain.widths import width_mm


def broken(name: str) -> str:
    """The lines in the column of a letterhead."""
    return " / ".join(agency_lines(name, lambda line: width_mm(line, 12) <= 65))


@pytest.mark.parametrize(
    "lines",
    [
        "ỦY BAN NHÂN DÂN / QUẬN HAI BÀ TRƯNG",
        "UỶ BAN NHÂN DÂN / QUẬN HAI BÀ TRƯNG",
        "ỦY BAN NHÂN DÂN / THÀNH PHỐ HÀ NỘI",
        "ỦY BAN NHÂN DÂN / THỊ XÃ SƠN TÂY",
        "ỦY BAN NHÂN DÂN / TP. HỒ CHÍ MINH",
        "ỦY BAN NHÂN DÂN / PHƯỜNG BẠCH MAI, / QUẬN HAI BÀ TRƯNG, / THÀNH PHỐ HÀ NỘI",
        "LIÊN MINH HỢP TÁC XÃ / TỈNH BÀ RỊA - VŨNG TÀU",
        "BẢO HIỂM XÃ HỘI / QUẬN HAI BÀ TRƯNG",
        "PHÒNG LAO ĐỘNG - / THƯƠNG BINH VÀ XÃ HỘI",
        "SỞ TÀI NGUYÊN / VÀ MÔI TRƯỜNG",
        "TRUNG TÂM / BỒI DƯỠNG CHÍNH TRỊ / QUẬN HAI BÀ TRƯNG",
        "CHI CỤC / THI HÀNH ÁN DÂN SỰ / QUẬN 1",
    ],
)
def test_a_name_breaks_before_its_place_then_at_joints_never_inside_a_term(lines):
    assert broken(lines.replace(" / ", " ")) == lines


@pytest.mark.parametrize("name", ["", "PHƯỜNG BẠCH MAI", "UBND PHƯỜNG BẠCH MAI", "QUẬN ĐOÀN HAI BÀ TRƯNG"])
def test_what_fits_stands_in_one_line(name):
    assert broken(name) == name


_NAMES = st.lists(
    st.sampled_from(
        ["HOA", "MAI", "SÔNG", "HỒNG", "VĂN", "PHÒNG", "TRUNG", "TÂM", "CHI", "CỤC", "-", "VÀ", "12", "A,"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(st.sampled_from(["ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN"]), st.sampled_from(TERRITORIES), _NAMES)
def test_whatever_the_place_is_called_a_line_begins_with_its_kind(body, kind, place):
    lines = broken(f"{body} {kind.upper()} {place}").split(" / ")
    assert lines == [f"{body} {kind.upper()} {place}"] or any(line.startswith(kind.upper()) for line in lines)


@given(st.text(max_size=80))
def test_no_word_is_lost_or_moved(name):
    lines = agency_lines(name, lambda line: len(line) < 12)
    assert " ".join(lines).split() == name.split()
