"""The sheet's PDF, read back: every name, every page's heading and foot, no row split, one typeface."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from desktop import i18n
from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.errors import AppError
from desktop.papers import render
from desktop.papers.attendance_sheet import DOCUMENT
from desktop.papers.attendance_sheet.geometry import columns
from desktop.papers.fonts import letters, typeface
from tests.papers.pages import MM, Page, ink, read
from tests.papers.samples import render_sheet, sheet


def people(page: Page) -> list:
    """The number and place of everybody on a page; they are called "… 0001X"."""
    return [(int(found[1]), page.place_of(found.start(), 4)) for found in re.finditer(r"(\d{4})X", page.raw)]


@pytest.mark.parametrize("count", [1, 172, 1000])
def test_every_name_stands_on_the_sheet_once_and_in_order(qapp, count):
    pages = read(render_sheet(sheet(count)))
    assert [number for page in pages for number, _place in people(page)] == list(range(1, count + 1))


def test_every_page_repeats_the_heading_and_carries_its_number_and_the_sheets(qapp):
    pages = read(render_sheet(sheet()))
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        for word in ("STT", "Họ và tên", "Chức vụ", "Ký tên", "Sáng", "Chiều", "Ghi chú"):
            assert word in page.text
        assert f"Trang {number}/{len(pages)}" in page.text
        assert "Danh sách điểm danh số 3 · Hội nghị 101" in page.text
        assert page.text.count("Trang") == 1
        assert not page.text.startswith(f"{number} ")


def test_the_first_page_bears_the_official_frame(qapp):
    (page,) = read(render_sheet(sheet(1)))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN QUẬN HAI BÀ TRƯNG",
        "Hà Nội, ngày 23 tháng 5 năm 2018",
        "DANH SÁCH ĐIỂM DANH",
        "Tổng số: 1. Có mặt: ………… Vắng: …………",
        "NGƯỜI LẬP",
        "Trần Văn Mẫu",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Lê Thị Mẫu",
    ):
        assert words in page.text


def test_in_english_only_the_nations_name_and_motto_stay_vietnamese(qapp):
    i18n.install("en")
    (page,) = read(render_sheet(sheet(1)))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page.text
    assert "ATTENDANCE SHEET" in page.text
    assert "Page 1/1" in page.text
    assert "Họ và tên" not in page.text


@pytest.mark.parametrize("values", [{}, {"columns": 10}, {"headings": False}, {"blank_lines": 7}])
def test_rows_to_sign_in_are_nine_millimetres_or_taller(qapp, values):
    for page in read(render_sheet(sheet(120, **values))):
        tops = [place.center().y() for _number, place in people(page)]
        assert all(after - before >= 9 * MM - 1 for before, after in pairwise(tops))


def test_a_long_row_is_never_split_over_two_pages(qapp):
    long = "Công Tằng Tôn Nữ Thị Nguyên Hạnh Hoàng Ngọc Bảo Khánh Phương Anh"
    names = tuple(f"{place:04d}X {long} {place:04d}Z" for place in range(1, 91))
    pages = read(render_sheet(sheet(names=names)))
    assert len(pages) > 3
    for page in pages:
        assert re.findall(r"(\d{4})X", page.text) == re.findall(r"(\d{4})Z", page.text)


@pytest.mark.parametrize("count", range(60, 68))
def test_a_heading_is_never_alone_at_the_foot_of_a_page_nor_the_foot_without_a_row(qapp, count):
    pages = read(render_sheet(sheet(count, units=count // 2)))
    for page in pages:
        assert people(page)
        table = page.text.split("Ghi chú", 1)[1]
        for heading in re.finditer(r"UBND phường số \d+ \(\d đại biểu\)", table):
            assert re.match(r" \d+ Nguyễn| UBND", table[heading.end() :]), table[heading.end() :][:40]
    assert "Lê Thị Mẫu" in pages[-1].text


def test_a_unit_that_runs_over_a_page_is_named_again(qapp):
    pages = read(render_sheet(sheet(60, units=1)))
    assert all("I. UBND phường số 0 (60 đại biểu)" in page.text for page in pages)


def test_each_unit_opens_a_page_when_asked(qapp):
    pages = read(render_sheet(sheet(12, units=4, new_pages=True)))
    assert len(pages) == 4
    assert [len(people(page)) for page in pages] == [3, 3, 3, 3]


def test_blank_lines_go_on_with_the_numbers(qapp):
    (page,) = read(render_sheet(sheet(2, blank_lines=3)))
    assert "Đại biểu bổ sung" in page.text
    assert "3 4 5" in page.text


def test_nobody_but_blank_lines_is_a_sheet(qapp):
    (page,) = read(render_sheet(sheet(0, blank_lines=10)))
    assert "1 2 3 4 5 6 7 8 9 10" in page.text


def test_portrait_keeps_the_margins_of_the_decree(qapp):
    pdf = render_sheet(sheet())
    pages = read(pdf)
    assert (round(pages[0].width / MM), round(pages[0].height / MM)) == (210, 297)
    for page in (0, 1, len(pages) - 1):
        left, top, right, _bottom = ink(pdf, page)
        assert left == pytest.approx(30, abs=0.6)
        assert right == pytest.approx(15, abs=0.6)
        assert top >= (20 if page == 0 else 8)


def test_ten_columns_lie_on_their_side_within_the_page(qapp):
    pdf = render_sheet(sheet(columns=10))
    pages = read(pdf)
    assert (round(pages[0].width / MM), round(pages[0].height / MM)) == (297, 210)
    assert all(f"{day}/05" in pages[-1].text for day in range(23, 28))
    left, _top, right, bottom = ink(pdf, 1)
    assert min(left, right) >= 14.5
    assert bottom >= 5


def test_a_list_for_each_half_day_names_it_counts_its_pages_anew_and_holds_everybody(qapp):
    pages = read(render_sheet(sheet(70, columns=4, options=SheetOptions(layout="half-day"))))
    openings = [page.number for page in pages if "CỘNG HÒA" in page.text] + [len(pages)]
    wanted = ("SÁNG", "23"), ("CHIỀU", "23"), ("SÁNG", "24"), ("CHIỀU", "24")
    assert len(openings) == 5
    for (half, day), (first, last) in zip(wanted, pairwise(openings), strict=True):
        mine = pages[first:last]
        assert f"DANH SÁCH ĐIỂM DANH BUỔI {half}, NGÀY {day}/05/2018" in mine[0].text
        assert [number for page in mine for number, _place in people(page)] == list(range(1, 71))
        for number, page in enumerate(mine, start=1):
            assert f"{half.capitalize()} {day}/05" in page.text
            assert f"Trang {number}/{len(mine)}" in page.text
            assert not page.text.startswith(f"{number} ")
        assert "Lê Thị Mẫu" in mine[-1].text


def test_the_last_half_day_of_a_course_too_long_for_one_page_stands_in_a_second_list_with_all_names(qapp):
    pages = read(render_sheet(sheet(20, columns=16, landscape=True, options=SheetOptions(layout="course"))))
    numbers = [number for page in pages for number, _place in people(page)]
    assert numbers == [*range(1, 21), *range(1, 21)]
    second = next(page.number for page in pages if "TỪ NGÀY 27/05/2018 ĐẾN NGÀY 30/05/2018" in page.text)
    assert all(f"{day}/05" in page.text for page in pages[:second] for day in range(23, 27))
    assert all(f"{day}/05" in page.text for page in pages[second:] for day in range(27, 31))
    assert [page.number for page in pages if "Lê Thị Mẫu" in page.text] == [len(pages) - 1]
    assert all(f"Trang {page.number + 1}/{len(pages)}" in page.text for page in pages)
    for page in pages:
        tops = [place.center().y() for _number, place in people(page)]
        assert all(after - before >= 9 * MM - 1 for before, after in pairwise(tops))


HOSTILE = (
    '#import "x": *',
    "$ \\sum $ _nghiêng_ *đậm* @nhãn <nhãn>",
    "= Tiêu đề",
    "- danh sách",
    "// chú thích /* và */",
    "`mã` ~ \\ \"trích\" 'đơn' --- ...",
    "=1+1",
    "#{panic()}",
    "[ngoặc] {nhọn}",
    "K'Brêu",
    "\u200bẨn\u00a0Danh\x07",
)


def test_hostile_names_are_text(qapp):
    text = "".join(page.text for page in read(render_sheet(sheet(names=HOSTILE)))).replace(" ", "")
    for name in HOSTILE[:-1]:
        assert name.replace(" ", "") in text
    assert "ẨnDanh" in text


@pytest.mark.parametrize("count", [1, 2, 6])
def test_a_word_longer_than_its_column_breaks_and_never_runs_over_its_neighbour(qapp, count):
    content = sheet(names=("W" * 70,), columns=count)
    pages = read(render_sheet(content))
    table = columns(content).widths
    right = pages[0].width - 15 * MM - sum(table[2:]) * MM
    letters = [page.place_of(found.start(), 1) for page in pages for found in re.finditer("W", page.raw)]
    assert len(letters) == 70
    assert max(place.right() for place in letters) <= right


def test_a_titles_braces_are_no_placeholders(qapp):
    content = sheet(1)
    object.__setattr__(content, "conference_title", "Tập huấn {page} #1")
    (page,) = read(render_sheet(content))
    assert "Tập huấn {page} #1" in page.text


def test_every_vietnamese_letter_is_set_in_one_typeface(qapp):
    everything = "".join(chr(letter) for letter in sorted(letters()) if chr(letter).isalpha())
    names = tuple(everything[start : start + 12] for start in range(0, len(everything), 12))
    pdf = render_sheet(sheet(names=names))
    text = "".join(page.text for page in read(pdf)).replace(" ", "").replace("\u200b", "")
    assert all(name in text for name in names)
    fonts = {name.decode() for name in re.findall(rb"/BaseFont\s*/\w+\+([\w-]+)", pdf)}
    family = typeface().family.replace(" ", "")
    assert {font.split("-")[0] for font in fonts} == {family}
    assert len(fonts) <= 4


def test_decomposed_letters_are_composed_first(qapp):
    import unicodedata

    (page,) = read(render_sheet(sheet(names=(unicodedata.normalize("NFD", "Nguyễn Thị Thuỳ Ưởng"),))))
    assert "Nguyễn Thị Thuỳ Ưởng" in page.text.replace("Công chức", "")


def test_a_preview_says_that_it_has_no_number_and_bears_no_square(qapp):
    pdf = render_sheet(sheet(1, number=None))
    (page,) = read(pdf)
    assert "Bản xem trước, chưa lấy số" in page.text
    assert render.data_of(DOCUMENT, sheet(1, number=None))["foot"]["code"] is None


def test_a_preview_breaks_its_pages_like_the_sheet(qapp):
    made, preview = (read(render_sheet(sheet(number=number))) for number in (3, None))
    assert [people(page) for page in made] == [people(page) for page in preview]


def test_every_page_bears_the_square(qapp):
    pdf = render_sheet(sheet())
    for page in (0, 1, len(read(pdf)) - 1):
        _left, _top, right, bottom = ink(pdf, page)
        assert (right, bottom) == (pytest.approx(15, abs=0.6), pytest.approx(10, abs=0.6))


def test_an_offices_own_template_is_used_and_a_newer_one_at_once(qapp, home):
    folder = home / "documents"
    folder.mkdir()
    own = folder / "attendance-sheet.typ"
    own.write_text('#import "official.typ": *\n#let data = json(bytes(sys.inputs.data))\nMẫu riêng: #data.subject')
    assert "Mẫu riêng: Hội nghị" in read(render_sheet(sheet(1)))[0].text
    own.write_text("Mẫu mới")
    assert read(render_sheet(sheet(1)))[0].text == "Mẫu mới"
    own.unlink()
    assert "Mẫu" not in read(render_sheet(sheet(1, units=1)))[0].text.replace("Văn Mẫu", "").replace("Thị Mẫu", "")


def test_a_broken_template_is_told_with_its_reason(qapp, home):
    (home / "documents").mkdir()
    (home / "documents" / "attendance-sheet.typ").write_text("#nowhere")
    with pytest.raises(AppError) as told:
        render_sheet(sheet(1))
    assert told.value.code == "template.fails"
    assert "nowhere" in str(told.value.details["reason"])
