"""The official frame, measured on its PDF: NĐ 30/2020/NĐ-CP, annex I."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import typst

from desktop import i18n
from desktop.domain.documents.frame import Annex, Issue, Letterhead
from desktop.papers import frame_preview, render
from desktop.papers.fonts import EMBEDDED, typeface
from desktop.papers.frame import frame_data
from desktop.wording.frame import annex_words, frame_words, full_number, place_and_date, signer_lines
from tests.papers.pages import MM, Page, ink, picture, read

OFFICE = Letterhead(
    superior_body="Ủy ban nhân dân thành phố Hà Nội",
    issuing_body="UBND quận Hai Bà Trưng",
    locality="Hai Bà Trưng",
    date=dt.date(2018, 1, 5),
    preparer="Trần Thị Lập",
    signer_authority="TM. Ủy ban nhân dân",
    signer_title="KT. Chủ tịch, Phó Chủ tịch",
    signer_name="Đặng Thị Thử",
    symbol="UBND",
    accountant="Lê Văn Sổ",
    recipients="Như trên;\n- UBND thành phố (để báo cáo);\n\nLưu: VT.",
)
LINE = "Ủy ban nhân dân quận kính mời các cơ quan, đơn vị cử người tham dự hội nghị tập huấn theo nội dung dưới đây. "
LETTER = Issue("5", "GM")


@cache
def letter(paragraphs: int) -> bytes:
    """A letter of so many paragraphs of four lines."""
    return frame_preview.pdf(
        OFFICE, subject="Dự hội nghị tập huấn", issue=LETTER, body="\n".join([LINE * 3] * paragraphs)
    )


def left_of(page: Page, words: str) -> float:
    return page.find(words).left() / MM


def middle(page: Page, words: str) -> float:
    return page.find(words).center().x() / MM


def points(page: Page, words: str, *, bold: bool = False, italic: bool = False) -> float:
    """The type size in which `words` are set, found by how wide they are; a wrong weight or slope gives an odd one."""
    from PySide6.QtGui import QFont, QFontMetricsF

    if typeface().family == EMBEDDED:
        pytest.skip("the typeface that Typst carries is not known to Qt")
    if len({Path(each.path).parent for each in typst.Fonts().fonts() if each.family == typeface().family}) > 1:
        pytest.skip("two typefaces of this name are installed, and Qt may measure by the other")
    font = QFont(typeface().family)
    font.setPixelSize(1000)
    font.setBold(bold)
    font.setItalic(italic)
    return float(page.find(words).width() * 1000 / QFontMetricsF(font).tightBoundingRect(words).width())


def is_size(wanted: float) -> Any:
    return pytest.approx(wanted, abs=0.25)


def rules(pdf: bytes, page: int = 0) -> list[tuple[float, float, float]]:
    """The straight lines of a page as (top, left, width) in millimetres: dark runs longer than any stroke of a letter."""
    dots = 12  # a millimetre
    white = picture(pdf, page, dpi=dots * 25.4)
    stride, data = white.bytesPerLine(), bytes(white.constBits())
    found = []
    for y in range(0, white.height() // 2):
        row, x = data[y * stride : y * stride + white.width()], 0
        for dark, run in groupby(row, key=lambda value: value < 140):
            length = len(list(run))
            if dark and length > 8 * dots:
                found.append((y / dots, x / dots, length / dots))
            x += length
    # A rule is a few pixels thick.
    return [rule for place, rule in enumerate(found) if not place or rule[0] - found[place - 1][0] > 0.2]


def test_margins_are_those_of_the_decree(qapp):
    pdf = letter(30)
    pages = read(pdf)
    assert (round(pages[0].width / MM), round(pages[0].height / MM)) == (210, 297)
    left, top, right, bottom = ink(pdf, 0)
    assert left == pytest.approx(30, abs=0.6)
    assert right == pytest.approx(15, abs=0.8)
    assert 20 <= top <= 25
    assert bottom >= 20
    assert pages[1].find("Ủy ban nhân dân quận").top() / MM >= 20


def test_the_nations_name_and_motto_stand_at_the_right_and_who_issues_the_paper_at_the_left(qapp):
    page = read(letter(2))[0]
    assert left_of(page, "CỘNG HÒA") > 105
    assert middle(page, "Độc lập - Tự do - Hạnh phúc") == pytest.approx(
        middle(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), abs=0.5
    )
    for words in ("ỦY BAN NHÂN DÂN", "UBND QUẬN HAI BÀ TRƯNG", "Số: 05/GM-UBND"):
        assert page.find(words).right() / MM < 105
    assert page.find("CỘNG HÒA").top() == pytest.approx(page.find("ỦY BAN").top(), abs=1.5)
    assert page.find("Số: 05").center().y() == pytest.approx(page.find("Hai Bà Trưng, ngày").center().y(), abs=2)


def test_sizes_and_weights_are_those_of_the_decree(qapp):
    page = read(letter(2))[0]
    assert points(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True) == is_size(12)
    assert points(page, "Độc lập - Tự do - Hạnh phúc", bold=True) == is_size(13)
    assert points(page, "ỦY BAN NHÂN DÂN") == is_size(12)
    assert points(page, "UBND QUẬN HAI BÀ TRƯNG", bold=True) == is_size(12)
    assert points(page, "Số: 05/GM-UBND") == is_size(13)
    assert points(page, "Hai Bà Trưng, ngày 05 tháng 01 năm 2018", italic=True) == is_size(13)
    assert points(page, "Dự hội nghị tập huấn", bold=True) == is_size(13)
    assert points(page, "TM. ỦY BAN NHÂN DÂN", bold=True) == is_size(13)
    assert points(page, "Đặng Thị Thử", bold=True) == is_size(13)
    assert points(page, "Nơi nhận:", bold=True, italic=True) == is_size(12)
    assert points(page, "- UBND thành phố (để báo cáo);") == is_size(11)


def test_body_is_justified_with_an_indented_first_line_and_room_between_paragraphs(qapp):
    page = read(letter(3))[0]
    starts = [start for start in range(len(page.raw)) if page.raw.startswith("Ủy ban nhân dân quận kính", start)]
    first = page.place_of(starts[0], 20)
    assert 39.5 <= first.left() / MM <= 43
    lines = page.raw[starts[0] :].split("\n")
    assert page.find(lines[1].strip()).left() / MM == pytest.approx(30, abs=0.5)
    assert page.find(lines[1].strip()).right() / MM == pytest.approx(195, abs=0.8)
    step = page.find(lines[1].strip()).bottom() - page.find(lines[0].strip()).bottom()
    paragraph = page.place_of(starts[3], 10).top() - page.place_of(starts[0], 10).top()
    assert paragraph - step * round(paragraph / step - 0.4) == pytest.approx(6, abs=1)


def test_the_rule_below_the_motto_is_as_long_as_the_motto_and_the_issuers_a_third_to_a_half(qapp):
    for issuing in (OFFICE.issuing_body, "Ủy ban nhân dân quận Hai Bà Trưng - Ban chỉ đạo cải cách hành chính"):
        pdf = frame_preview.pdf(replace(OFFICE, issuing_body=issuing), subject="Dự hội nghị", issue=LETTER, body=LINE)
        page = read(pdf)[0]
        motto = page.find("Độc lập - Tự do - Hạnh phúc")
        lines = [
            page.find(line.strip()) for line in page.raw.split("\n") if line.strip() and line.strip() in issuing.upper()
        ]
        widest = max(lines, key=lambda line: line.width())
        by_side = {left > 105: (top, left, width) for top, left, width in rules(pdf)[:2]}
        top, left, width = by_side[True]
        assert (left, width) == (pytest.approx(motto.left() / MM, abs=0.6), pytest.approx(motto.width() / MM, abs=0.9))
        assert motto.bottom() / MM - 1 < top < motto.bottom() / MM + 2
        top, left, width = by_side[False]
        assert 1 / 3 <= width / (widest.width() / MM) <= 1 / 2
        assert left + width / 2 == pytest.approx(widest.center().x() / MM, abs=0.8)
        assert lines[-1].bottom() / MM - 1 < top < lines[-1].bottom() / MM + 2.5


def test_pages_are_numbered_in_the_middle_of_the_top_margin_from_the_second_on(qapp):
    pdf = letter(30)
    first, *others = read(pdf)
    assert not first.text.startswith("1 ")
    assert len(others) > 1
    for number, page in enumerate(others, start=2):
        assert page.text.startswith(f"{number} ")
        place = page.place_of(0, 1)
        assert place.center().x() / MM == pytest.approx(30 + 165 / 2, abs=0.6)
        assert 8 < place.top() / MM < place.bottom() / MM < 20


@pytest.mark.parametrize("paragraphs", [1, 6, 7, 8, 9])
def test_recipients_and_signature_stay_together_and_never_stand_alone_on_a_page(qapp, paragraphs):
    pages = read(letter(paragraphs))
    last = pages[-1]
    for words in ("dưới đây.", "TM. ỦY BAN NHÂN DÂN", "Nơi nhận:", "Lưu: VT.", "Đặng Thị Thử"):
        assert words in last.text
    for line, next_line in (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")):
        assert last.find(line).top() < last.find(next_line).top()
    # Pen and seal have room between the office and the name, in the right half of the page.
    assert 20 < (last.find("Đặng Thị Thử").top() - last.find("KT. CHỦ TỊCH").bottom()) / MM < 40
    assert min(left_of(last, "TM. ỦY BAN"), left_of(last, "Đặng Thị Thử")) > 105
    assert left_of(last, "Nơi nhận:") == pytest.approx(30, abs=0.5)


def test_recipients_are_one_a_line_with_one_dash(qapp):
    page = read(letter(1))[0]
    assert "Nơi nhận: - Như trên; - UBND thành phố (để báo cáo); - Lưu: VT." in " ".join(page.text.split())


def test_an_empty_frame_leaves_the_nations_name_and_room_to_write(qapp):
    page = read(frame_preview.pdf(Letterhead(), issue=LETTER, body=LINE))[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page.text
    assert "…………, ngày …… tháng …… năm ……" in page.text
    assert "Nơi nhận" not in page.text


def test_names_of_bodies_and_people_are_text_never_markup(qapp):
    odd = "#panic() $x$ *Lê* @Thị _Thử_ <a> [b]"
    page = read(frame_preview.pdf(replace(OFFICE, issuing_body=odd, signer_name=odd, recipients=odd), body=odd))[0]
    assert page.text.replace(" ", "").count(odd.replace(" ", "")) == 3
    assert odd.upper().replace(" ", "") in page.text.replace(" ", "")


@pytest.mark.parametrize(
    ("number", "shown"),
    [("5", "05"), ("05", "05"), ("9", "09"), ("10", "10"), ("123", "123"), ("5a", "5a"), ("", "……")],
)
def test_numbers_under_ten_take_a_zero(number, shown):
    assert full_number(OFFICE, Issue(number, "KH")) == f"{shown}/KH-UBND"
    assert full_number(OFFICE, Issue(number)) == f"{shown}/UBND"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("05/GM-UBND", "05/GM-UBND"),
        ("5/GM-UBND", "05/GM-UBND"),
        ("Số: 05 / GM - UBND", "05/GM-UBND"),
        ("số 5/GM-UBND", "05/GM-UBND"),
        ("12/2018/QĐ-UBND", "12/2018/QĐ-UBND"),
        ("/GM-UBND", "……/GM-UBND"),
        ("5/", "05/GM-UBND"),
    ],
)
def test_a_number_typed_with_its_symbol_is_not_given_another(typed, shown):
    assert full_number(OFFICE, Issue(typed, "GM")) == shown


def test_days_under_ten_and_the_first_two_months_take_a_zero():
    year = [dt.date(2018, 1, 1) + dt.timedelta(days=day) for day in range(365)]
    for day in year:
        shown = place_and_date("Hà Nội", day)
        month = f"0{day.month}" if day.month in (1, 2) else f"{day.month}"
        assert shown == f"Hà Nội, ngày {'0' * (day.day < 10)}{day.day} tháng {month} năm 2018"


@pytest.mark.parametrize(
    ("authority", "title", "lines"),
    [
        ("TM. Ủy ban nhân dân", "Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("TM. Ủy ban nhân dân", "KT. Chủ tịch, Phó Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("TM. Ủy ban nhân dân, KT. Chủ tịch", "Phó Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("", "TL. Chủ tịch / Chánh Văn phòng", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ("TL. Chủ tịch", "KT. Trưởng phòng; Phó Trưởng phòng", ("TL. CHỦ TỊCH", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
        ("", "TUQ. Giám đốc, Trưởng phòng Tổ chức, hành chính", ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC, HÀNH CHÍNH")),
        ("TM. Ủy ban nhân dân", "Q. Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
        ("", "Trưởng phòng Văn hóa, Thông tin", ("TRƯỞNG PHÒNG VĂN HÓA, THÔNG TIN",)),
        ("", "", ()),
    ],
)  # fmt: skip
def test_whoever_signs_for_another_names_both_offices_one_a_line(authority, title, lines):
    assert signer_lines(replace(OFFICE, signer_authority=authority, signer_title=title)) == lines


def test_an_annex_says_its_number_and_the_paper_it_belongs_to():
    paper = "Kế hoạch số 05/KH-UBND ngày 05/01/2018 của UBND quận"
    assert annex_words(Annex(1, paper)) == ("Phụ lục I", f"(Kèm theo {paper})")
    assert annex_words(Annex(4)) == ("Phụ lục IV", "")
    assert annex_words(Annex())[0] == "Phụ lục"


def laid_out(home: Any, body: str, **data: Any) -> bytes:
    """A paper of the office's own that uses the frame's parts."""
    (home / "documents").mkdir()
    given = "#let data = json(bytes(sys.inputs.data))"
    text = f'#import "official.typ": *\n{given}\n#show: official.with(data)\n{body}'
    (home / "documents" / "trial.typ").write_text(text, encoding="utf-8")
    words = {"title": "Danh sách", "preparer-title": "NGƯỜI LẬP"}
    return render.compiled("trial.typ", {"frame": frame_data(frame_words(OFFICE, LETTER)), "words": words, **data})


def test_an_annexs_head_is_set_as_the_decree_says(qapp, home):
    paper = "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05/01/2018 của UBND quận)"
    body = '#annex-titles(data.annex, "Danh sách triệu tập")'
    page = read(laid_out(home, body, annex={"number": "Phụ lục I", "paper": paper}))[0]
    assert points(page, "Phụ lục I", bold=True) == is_size(14)
    assert points(page, "DANH SÁCH TRIỆU TẬP", bold=True) == is_size(14)
    assert points(page, paper, italic=True) == is_size(14)
    for words in ("Phụ lục I", "DANH SÁCH TRIỆU TẬP", paper):
        assert middle(page, words) == pytest.approx(30 + 165 / 2, abs=0.6)
    assert page.find("Phụ lục I").top() < page.find("DANH SÁCH").top() < page.find(paper).top()


def test_a_list_on_its_side_has_the_frame_in_two_halves_and_who_signs_below(qapp, home):
    pdf = laid_out(home, "#letterhead(data)\n#signatures(data)", landscape=True, preparer="Trần Thị Lập")
    page = read(pdf)[0]
    assert (round(page.width / MM), round(page.height / MM)) == (297, 210)
    left, top, right, _bottom = ink(pdf, 0)
    assert left >= 19.5
    assert right >= 14.5
    assert top >= 16.5  # 18 mm to the letters; their accents stand above
    half = 20 + (297 - 35) / 2
    assert page.find("UBND QUẬN HAI BÀ TRƯNG").right() / MM < half < left_of(page, "CỘNG HÒA")
    assert page.find("Trần Thị Lập").right() / MM < half < left_of(page, "Đặng Thị Thử")
    assert page.find("Trần Thị Lập").center().y() == pytest.approx(page.find("Đặng Thị Thử").center().y(), abs=1)


def test_quoc_hieu_and_tieu_ngu_are_vietnamese_in_both_languages():
    i18n.install("en")
    words = frame_words(OFFICE, LETTER)
    assert (words.nation, words.motto) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    assert words.recipients_label != "Nơi nhận:"
