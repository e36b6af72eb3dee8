"""Certificates and their register as they are printed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from desktop.domain.certificate_code import CertificateFacts, signed, statement
from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.selection import EVERYONE
from desktop.papers import documents, render
from desktop.papers.certificate_register.options import CertificateRegisterOptions, RegisterContent, VoidNumbers
from desktop.papers.certificates.content import CertificatePaper, CertificatesContent
from desktop.papers.certificates.layout import width
from desktop.papers.certificates.options import CertificateOptions
from desktop.store.columns import now
from tests.papers.badges.test_pdf import EMBLEM, scanned
from tests.papers.conferences import LONG, MARKUP, every_letter
from tests.papers.pages import MM, Page, ink, read

FRAME = Letterhead(
    superior_body="Ủy ban nhân dân thành phố Hà Nội",
    issuing_body="Ủy ban nhân dân quận Hai Bà Trưng",
    locality="Hà Nội",
    date=dt.date(2018, 1, 5),
    signer_authority="TM. ỦY BAN NHÂN DÂN",
    signer_title="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
    signer_name="Lê Thị Mẫu",
    symbol="UBND",
)
PAPER = CertificatePaper(
    number=5,
    letterhead=FRAME,
    full_name="Ngô Thị Thử",
    abbreviation="GCN",
    gender="female",
    birth="1975-05-23",
    position="Chủ tịch",
    unit="UBND phường An",
    course="Cải cách hành chính năm 2018",
    starts_on=dt.date(2018, 1, 4),
    ends_on=dt.date(2018, 1, 5),
    decision="Theo Quyết định số 15/QĐ-UBND",
)
WORST = replace(
    PAPER,
    letterhead=replace(FRAME, superior_body="Ủy ban nhân dân " * 8, issuing_body="Ban chỉ đạo " * 12, signer_name=LONG),
    full_name=(LONG + " " + LONG)[:130],
    honorific="PGS. TS.",
    position="Phó Trưởng phòng phụ trách " + "công tác " * 20,
    unit="Trung tâm Văn hóa - Thông tin và Thể thao " * 5,
    course="Nội dung rất dài " * 25 + MARKUP,
    decision="Theo Quyết định số 15/QĐ-UBND ngày 05 tháng 01 năm 2018 của Chủ tịch UBND quận " * 3,
)


def pages(*papers: CertificatePaper, **values) -> list[Page]:
    return read(render.pdf(documents.find("certificates"), CertificatesContent(papers, new=0, **values)))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_a_certificate_says_who_attended_what_when_and_who_signs(qapp):
    (page,) = pages(PAPER)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN QUẬN HAI BÀ TRƯNG",
        "GIẤY CHỨNG NHẬN",
        "Cấp cho Bà",
        "Ngô Thị Thử",
        "Sinh ngày: 23/05/1975",
        "Chức vụ: Chủ tịch",
        "Đơn vị: UBND phường An",
        "Đã hoàn thành chương trình",
        "“Cải cách hành chính năm 2018”",
        "từ ngày 04 tháng 01 năm 2018 đến ngày 05 tháng 01 năm 2018",
        "Số: 05/GCN-UBND",
        "Theo Quyết định số 15/QĐ-UBND",
        "Hà Nội, ngày 05 tháng 01 năm 2018",
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Lê Thị Mẫu",
    ):
        assert words in page.text
    name, signer = page.find("Ngô Thị Thử"), page.find("Lê Thị Mẫu")
    assert name.center().x() / MM == pytest.approx(297 / 2, abs=1)
    # Pen and seal have room above the name of who signs, in the right half.
    assert (signer.top() - page.find("PHÓ CHỦ TỊCH").bottom()) / MM > 18
    assert signer.left() / MM > 297 / 2


@pytest.mark.parametrize(("size", "wide", "high", "edge"), [("a4", 297, 210, 8), ("a5", 210, 148, 5.6)])
@pytest.mark.parametrize("border", ["ornate", "plain", "none"])
def test_the_border_keeps_clear_of_the_edge_and_the_text_of_the_border(qapp, size, wide, high, edge, border):
    pdf = render.pdf(
        documents.find("certificates"), CertificatesContent((PAPER, WORST), new=0, size=size, border=border)
    )
    found = read(pdf)
    assert [(round(page.width / MM), round(page.height / MM)) for page in found] == [(wide, high)] * 2
    left, top, right, bottom = ink(pdf, 0)
    if border != "none":
        assert (left, top, right, bottom) == pytest.approx((edge,) * 4, abs=0.6)
    inner = 16.5 * wide / 297 * MM
    for page in found:
        area = page.extent()
        assert area.left() > inner
        assert area.top() > inner
        assert area.right() < page.width - inner
        assert area.bottom() < page.height - inner


def test_long_names_units_and_courses_stand_whole_on_one_page_and_nothing_meets(qapp):
    (page,) = pages(WORST)
    text = squeezed(page.raw)
    for words in (WORST.full_name, WORST.position, WORST.unit, WORST.course, WORST.decision, LONG):
        assert squeezed(words) in text
    head, title = page.find("CỘNG HÒA"), page.find("GIẤY CHỨNG")
    assert head.bottom() < title.top()
    assert page.find("đến ngày 05 tháng 01").bottom() < page.find("Số: 05/GCN").top()
    assert page.find("đến ngày 05 tháng 01").bottom() < page.find("Hà Nội, ngày").top()


LONGEST = " ".join(["Nghiễễễễễễễễễễễg"] * 4)


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("name", ["Lê An", LONGEST])
@pytest.mark.parametrize("emblem", ["", EMBLEM], ids=["plain", "emblem"])
def test_the_code_is_read_from_the_paper_with_modules_that_any_printer_prints(qapp, name, size, emblem):
    facts = CertificateFacts("05/GCN-UBND", name, dt.date(2018, 1, 5))
    code = signed(statement(facts, "VRTOH5k85xY"), bytes(range(64)))
    paper = replace(WORST, full_name=name, code=code)
    content = CertificatesContent((paper,), new=0, size=size, emblem=emblem)
    (shown,) = render.data_of(documents.find("certificates"), content)["papers"]
    modules = int(re.search(r'viewBox="0 0 (\d+)', shown["square"]["svg"])[1])
    side = shown["square"]["millimetres"]
    assert side >= 20
    assert side / modules >= 0.4
    pdf = render.pdf(documents.find("certificates"), content)
    assert [text for text, _x, _y in scanned(pdf, 0)] == [code]
    (page,) = read(pdf)
    assert page.find("Quét mã").bottom() / MM < (210 if size == "a4" else 148) - 11


def test_a_certificate_that_is_not_issued_keeps_the_room_of_its_code_and_one_without_keeps_none(qapp):
    assert "Mã được tạo khi cấp" in " ".join(pages(PAPER)[0].text.split())
    assert "Quét mã" not in pages(PAPER, codes=False)[0].text


@pytest.mark.parametrize("name", [LONG, MARKUP, every_letter()[:120]])
def test_a_name_shrinks_to_one_line_or_wraps_and_prints_as_it_is(qapp, name):
    (page,) = pages(replace(PAPER, full_name=name))
    assert squeezed(name) in squeezed(page.raw)


def test_a_name_is_never_wider_than_it_was_taken_for(qapp):
    from PySide6.QtGui import QFont, QFontMetricsF, QRawFont

    font = QFont("Liberation Serif")
    font.setPixelSize(100)
    font.setBold(True)
    metrics = QFontMetricsF(font)
    # Its version 1 has no Vietnamese: where that is installed as well, Qt may take letters from another typeface.
    if 0 in QRawFont.fromFont(font).glyphIndexesForString(every_letter()):
        pytest.skip("no such typeface here, or its old version beside it")
    for text in (LONG, LONG.upper(), every_letter(), "GIẤY CHỨNG NHẬN", "“Tập huấn nghiệp vụ 2018”", "MMWW mm ww @%"):
        assert metrics.horizontalAdvance(text) <= width(text, 100, bold=True) * 1.02


def test_everyone_who_qualifies_has_a_page_in_the_order_of_numbers(qapp, case):
    rule = CertificateOptions(least="count", count=1)
    content = case.database.read(
        lambda tx: documents.find("certificates").gather(tx, case.conference_id, EVERYONE, rule)
    )
    found = read(render.pdf(documents.find("certificates"), content))
    assert len(found) == content.total == 122
    for number, (page, paper) in enumerate(zip(found, content.papers, strict=True), start=1):
        assert f"Số: {number:02d}/GCN" in page.text
        assert paper.full_name in page.text


def test_the_register_lists_every_certificate_with_room_to_sign_and_its_heading_on_each_page(qapp, case):
    content = case.database.read(
        lambda tx: documents.find("certificate-register").gather(
            tx, case.conference_id, EVERYONE, CertificateRegisterOptions(refused=True)
        )
    )
    held = content.held
    gone = replace(held[3], revoked_at=now(), revoked_reason="Cấp nhầm người")
    void = VoidNumbers(123, 125, dt.date(2018, 5, 24))
    content = replace(content, held=(*held[:3], gone, *held[4:]), void=(void,), blank_lines=2)
    found = read(render.pdf(documents.find("certificate-register"), content))
    whole = " ".join(page.text for page in found)
    assert "SỔ CẤP GIẤY CHỨNG NHẬN" in found[0].text
    assert "Cấp nhầm người" in whole.replace("\n", " ")
    assert "Không sử dụng: việc cấp đã được hoàn tác ngày 24/05/2018." in whole
    assert "Đã cấp 122 giấy chứng nhận, trong đó thu hồi 1." in whole
    split = next(page.number for page in found if "CHƯA ĐỦ ĐIỀU KIỆN" in page.text)
    numbers = []
    for page in found[:split]:
        assert "Ký nhận" in page.text or "NGƯỜI LẬP" in page.text
        tops = [page.place_of(each.start(), 3).center().y() for each in re.finditer(r"\d+/GCN", page.raw)]
        numbers += [int(each[1]) for each in re.finditer(r"(\d+)/GCN", page.raw)]
        assert all(below - above >= 9 * MM - 1 for above, below in pairwise(tops))
    assert numbers == list(range(1, 123))
    refused = " ".join(page.text for page in found[split:])
    assert refused.count("/2 ") >= len(content.refused) - 1
    assert all(who.person.full_name in refused for who in content.refused)


def test_a_register_without_anybody_is_a_form_to_write_in(qapp):
    (page,) = read(
        render.pdf(
            documents.find("certificate-register"), RegisterContent(FRAME, "Tập huấn", (), blank_lines=5, refused=())
        )
    )[:1]
    assert "Ký nhận" in page.text
