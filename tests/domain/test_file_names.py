"""Files named after units and conferences: every system takes the names."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.file_names import file_stem, joined_stem, unique_stems, windows_takes

ODD = st.text(
    st.one_of(st.sampled_from('CONPRNAUXNULLPT19¹. :/\\*?"<>|\u202e\u200b\x00\nđệ'), st.characters()), max_size=300
)
DEVICES = ["CON", "nul", "Aux", "PRN", "COM1", "lpt9", "COM¹", "CONIN$"]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("ending", ["", ".", " ", ".txt", " .txt", "…"])
def test_no_file_is_called_like_a_device_of_windows(device: str, ending: str) -> None:
    stem = file_stem(device + ending)
    assert stem.partition(".")[0].rstrip().upper() not in {each.upper() for each in DEVICES}
    assert stem.casefold().startswith(device.casefold())


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("UBND phường Bạch Mai", "UBND phường Bạch Mai"),
        ("Phòng A/B: “Một cửa”?", "Phòng A B “Một cửa”"),
        ("..\\..\\Windows", "Windows"),
        (" . ", "-"),
        ("Trường.", "Trường"),
        ("Cônsul", "Cônsul"),
        ("mau\u202excod.exe", "mauxcod.exe"),
    ],
)
def test_a_name_stays_as_it_is_where_it_can(text: str, stem: str) -> None:
    assert file_stem(text) == stem


@given(ODD)
def test_every_system_takes_the_name(text: str) -> None:
    stem = file_stem(text)
    assert stem == stem.strip(" .")
    assert stem
    assert len(f"{stem} (999).xlsx".encode()) <= 255
    assert not set(stem) & set('\\/:*?"<>|')
    assert all(unicodedata.category(letter) not in ("Cc", "Cf", "Cs") for letter in stem)
    assert Path(stem).name == stem


@given(st.lists(ODD, max_size=6))
def test_no_two_files_of_a_folder_have_the_same_name(texts: list[str]) -> None:
    stems = unique_stems(texts)
    assert len({each.casefold() for each in stems}) == len(texts)


def test_a_paper_is_called_by_what_it_holds_and_empty_parts_leave_no_dash() -> None:
    assert joined_stem("Giấy mời", "Hội nghị A/B", "23-05-2018") == "Giấy mời - Hội nghị A B - 23-05-2018"
    assert joined_stem("Giấy mời", "", "", "UBND phường Bạch Đằng") == "Giấy mời - UBND phường Bạch Đằng"


@given(ODD, ODD)
def test_a_long_title_gives_way_to_what_stands_behind_it(about: str, first: str) -> None:
    stem = joined_stem(first[:20], about, "23-05-2018", "Trường THCS Vân Hồ")
    assert stem.endswith("23-05-2018 - Trường THCS Vân Hồ")
    assert len(stem.encode()) <= 180
    assert stem == file_stem(stem)


def test_a_title_is_cut_between_words() -> None:
    about = "Hội nghị tập huấn nghiệp vụ công tác cải cách hành chính nhà nước năm 2018"
    stem = joined_stem("Báo cáo", about, "23-05-2018")
    assert stem == "Báo cáo - Hội nghị tập huấn nghiệp vụ công tác cải cách hành chính nhà - 23-05-2018"


@pytest.mark.parametrize("name", ["buổi 8:00.xlsx", "a?.pdf", "danh sách.", "danh sách. ", "con.xlsx", "COM1", 'a"b'])
def test_a_name_that_windows_changes_or_hides_is_told_apart(name: str) -> None:
    assert not windows_takes(name)


@given(ODD)
def test_windows_takes_every_name_that_the_program_makes(text: str) -> None:
    assert windows_takes(file_stem(text))
    assert windows_takes(f"{file_stem(text)}.xlsx")
