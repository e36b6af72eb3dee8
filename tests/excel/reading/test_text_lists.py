"""Lists in plain text, with the slips of hands and programs: no row is swallowed, none is cut without a word."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from desktop.excel.reading.csv_rows import read_rows
from desktop.excel.reading.reader import Reader
from tests.excel.understanding.test_awkward_workbooks import codes

HEAD = "STT,Họ và tên,Chức vụ,Đơn vị"


def people(*lines: str) -> str:
    return "\r\n".join((HEAD, *lines)) + "\r\n"


def test_a_stray_quote_swallows_nobody() -> None:
    found = read_rows(
        people(
            "1,Lê An,Phó phòng,UBND", '2,Lê Bá,"Chuyên viên,UBND', "3,Lê Cò,Kế toán,UBND", '4,Lê Dư,"Phó, kiêm",UBND'
        ),
        ",",
    )
    assert found.rows[2:] == [
        ["2", "Lê Bá", "Chuyên viên", "UBND"],
        ["3", "Lê Cò", "Kế toán", "UBND"],
        ["4", "Lê Dư", "Phó, kiêm", "UBND"],
    ]
    assert found.stray_quotes == [3]


def test_a_stray_quote_in_the_last_row_is_one_too() -> None:
    found = read_rows(people("1,Lê An,Phó phòng,UBND", '2,"Lê Bá,Chuyên viên,UBND'), ",")
    assert (found.rows[2], found.stray_quotes) == (["2", "Lê Bá", "Chuyên viên", "UBND"], [3])


def test_two_stray_quotes_that_seem_to_belong_together_hide_nobody() -> None:
    found = read_rows(people("1,Lê An,Phó,A", '2,"Lê Bá,Phó,B', '3,Lê Cò",Phó,C', "4,Lê Dư,Phó,D"), ",")
    assert [row[0] for row in found.rows[1:]] == ["1", "2", "3", "4"]
    assert all(len(row) == 4 for row in found.rows)
    assert found.stray_quotes == [3]


@pytest.mark.parametrize(
    "line",
    [
        '2,"Lê Bá","hai\ndòng, một ô",UBND',
        '2,"Lê Bá\n(A)","Phó\n\nphòng",UBND',
        '2,Lê Bá,Phó phòng "Một cửa",UBND',
        '2,Lê Bá,"Phó phòng ""Một cửa"", kiêm",UBND',
        '"2","Lê, Bá"',
        '2,Lê Bá 5",Phó,UBND',
    ],
)
def test_quotes_that_mean_what_they_say_are_kept(line: str) -> None:
    found = read_rows(people("1,Lê An,Phó phòng,UBND", line, "3,Lê Cò,Kế toán,UBND"), ",")
    assert len(found.rows) == 4
    assert found.rows[3] == ["3", "Lê Cò", "Kế toán", "UBND"]
    assert (found.stray_quotes, found.joined, found.too_long) == ([], [], [])


def test_no_place_of_one_stray_quote_loses_a_row() -> None:
    dice = random.Random(5)
    lines = [f"{n},Lê Văn {n},Phó,UBND" for n in range(1, 30)]
    for _ in range(200):
        spoilt = list(lines)
        place = dice.randrange(len(lines))
        cells = spoilt[place].split(",")
        column = dice.randrange(4)
        cells[column] = '"' + cells[column]
        spoilt[place] = ",".join(cells)
        found = read_rows(people(*spoilt), ",")
        assert found.rows[1:] == [line.split(",") for line in lines]
        assert found.stray_quotes == [place + 2]


def test_a_cell_cut_in_two_by_its_own_comma_is_joined_or_at_least_told() -> None:
    lines = [f"{n},Lê Văn {n},Phó,UBND" for n in range(1, 9)]
    found = read_rows(people(*lines, "9,Lê Cò,Trưởng phòng, kiêm kế toán,UBND"), ",")
    assert (found.rows[-1], found.joined) == (["9", "Lê Cò", "Trưởng phòng, kiêm kế toán", "UBND"], [10])
    found = read_rows(people(*lines, "9,Lê Cò,Trưởng phòng,kiêm kế toán,UBND"), ",")
    assert (len(found.rows[-1]), found.joined, found.too_long) == (5, [], [10])


def test_blanks_behind_every_comma_mean_nothing() -> None:
    lines = [f"{n}, Lê Văn {n}, Phó, UBND" for n in range(1, 9)]
    found = read_rows(people(*lines, "9, Lê Cò, Trưởng phòng, kiêm kế toán, UBND"), ",")
    assert (found.joined, found.too_long) == ([], [10])


def test_a_heading_wider_than_its_rows_and_blank_cells_at_the_end_are_no_slip() -> None:
    found = read_rows("STT,Tên,Ghi chú\n1,An\n2,Bá\n3,Cò,,,\n", ",")
    assert (found.joined, found.too_long) == ([], [])


def test_slips_are_told_by_excels_row_numbers(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [f"{n},Lê Văn {n},Phó,UBND" for n in range(1, 9)]
    path.write_bytes(("sep=,\n" + people(*lines, '9,"Lê Cò,Phó,UBND', "10,Lê Dư,Phó,UBND,A")).encode())
    found = reader.read(path).sheets[0]
    assert [(notice.code, notice.details["rows"]) for notice in found.notices] == [
        ("quotes.stray", "11"),
        ("rows.too_long", "12"),
    ]
    assert found.rows[-2] == ("9", "Lê Cò", "Phó", "UBND")
    assert found.numbers[0] == 2


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be", "utf-32", "utf-16-be", "utf-16-le"])
def test_wide_letters_without_their_mark_are_read(reader: Reader, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(people("1,Nguyễn Thị Ường,Phó,Phường Bạch Đằng").encode(encoding))
    assert reader.read(path).sheets[0].rows[1] == ("1", "Nguyễn Thị Ường", "Phó", "Phường Bạch Đằng")


def test_padding_with_nuls_is_passed_over(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(people("1,Nguyễn An\0\0\0\0\0,Phó\0,UBND").encode() + b"\0" * 40)
    assert reader.read(path).sheets[0].rows[1] == ("1", "Nguyễn An", "Phó", "UBND")


def test_a_line_break_in_a_heading_is_part_of_it(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('STT;"Họ và\ntên";"Đơn\x0b vị\n"\n1;Lê An;UBND\n'.encode())
    found = reader.read(path).sheets[0]
    assert (found.rows[0][1], found.rows[1], codes(found)) == ("Họ và\ntên", ("1", "Lê An", "UBND"), [])


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\n', "SEP=;\r"])
def test_the_line_that_names_the_delimiter_is_no_row(reader: Reader, tmp_path: Path, first: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes((first + "Tên;Ghi chú" + first[-1] + "An;a, b, c, d").encode())
    assert reader.read(path).sheets[0].rows == [("Tên", "Ghi chú"), ("An", "a, b, c, d")]
