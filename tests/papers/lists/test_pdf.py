"""The lists read back from their PDF: everybody once, columns where they belong, sums, and room to sign."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from itertools import pairwise

import pytest

from desktop import i18n
from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.people import Block, PersonOnPaper
from desktop.domain.payment import Rate, Share
from desktop.papers import documents, render
from desktop.papers.documents_received.options import ReceivedContent, ReceivedOptions
from desktop.papers.payment.options import PaymentContent, PaymentOptions, PaymentRow
from desktop.papers.quota_annex.options import QuotaAnnexContent, QuotaAnnexOptions, QuotaUnit
from desktop.papers.registered_list.options import RegisteredListContent, RegisteredListOptions
from desktop.papers.tables import breakable
from desktop.wording.formats import number_text
from tests.papers.pages import MM, read

LETTERHEAD = Letterhead(
    issuing_body="UBND quận Hai Bà Trưng",
    preparer="Trần Thị Lập",
    accountant="Ngô Thị Kế Toán",
    signer_name="Lê Văn Ký",
)
GENDERS = ("male", "female", "")


def people(count, **values):
    return tuple(
        PersonOnPaper(
            number=number,
            id=uuid.uuid4(),
            full_name=f"Nguyễn Thị Thử {number:04d}X",
            honorific="",
            gender=GENDERS[number % 3],
            birth="1975-05-23",
            position="Chuyên viên",
            unit="Phòng Nội vụ",
            **values,
        )
        for number in range(1, count + 1)
    )


def registered(rows, **options):
    return RegisteredListContent("Tập huấn", LETTERHEAD, (Block(rows),), RegisteredListOptions(**options))


def received(rows, **options):
    return ReceivedContent("Tập huấn", LETTERHEAD, (Block(rows),) if rows else (), ReceivedOptions(**options))


def numbers(pages):
    return [int(number) for page in pages for number in re.findall(r"(\d{4})X", page.raw)]


@pytest.mark.parametrize("count", [1, 172, 1000])
def test_everybody_stands_on_the_list_once_and_every_page_repeats_the_heading(qapp, count):
    pages = read(
        render.pdf(
            documents.find("registered-list"), registered(people(count), paper="Kế hoạch số 05/KH-UBND", annex=2)
        )
    )
    assert numbers(pages) == list(range(1, count + 1))
    assert "Phụ lục II" in pages[0].text
    assert "(Kèm theo Kế hoạch số 05/KH-UBND)" in pages[0].text
    assert f"Tổng số: {number_text(count)} đại biểu." in pages[-1].text
    for page in pages:
        assert "Ngày sinh STT Họ và tên Chức vụ" in page.text


def test_the_birth_date_stands_under_the_gender_or_across_both(qapp):
    (page,) = read(render.pdf(documents.find("registered-list"), registered(people(3))))
    male, female = (page.find(word).center().x() for word in ("Nam", "Nữ"))
    found = [page.place_of(each.start(), 10).center().x() for each in re.finditer(r"23/05/1975", page.raw)]
    assert found == pytest.approx([female, (male + female) / 2, male], abs=1.5)


def test_contacts_are_off_unless_asked_for_and_a_long_address_breaks_inside_its_column(qapp):
    rows = people(2, phone="0912345678", email="nguyenthihoangphuongtruongxuanquynh@haibatrung.hanoi.gov.vn")
    (page,) = read(render.pdf(documents.find("registered-list"), registered(rows)))
    assert "0912" not in page.text
    (page,) = read(render.pdf(documents.find("registered-list"), registered(rows, phone=True, email=True)))
    assert page.width > page.height  # lying
    assert "0912 345 678" in page.text
    email, note = page.find("Email"), page.find("Ghi chú")
    assert page.find("hanoi").right() < note.left()
    assert page.find("hanoi").left() < email.right()


def test_a_word_longer_than_its_column_may_break_and_others_are_left_alone():
    assert breakable("Nguyễn Thị Thử", 40, 12) == "Nguyễn Thị Thử"
    assert breakable("23/05/1975 Lê Thị Thử", 23, 12) == "23/05/1975 Lê Thị Thử"
    assert breakable("W" * 18, 40, 12).split("\u200b") == ["W" * 8, "W" * 8, "W" * 2]
    assert breakable("a.nguyen@hanoi.gov.vn", 40, 12).split("\u200b") == ["a", ".nguyen", "@hanoi", ".gov", ".vn"]


def test_an_annex_is_signed_only_when_asked_for_and_a_letter_has_its_letterhead(qapp):
    (annex,) = read(render.pdf(documents.find("registered-list"), registered(people(3))))
    assert "Lê Văn Ký" not in annex.text
    assert "CỘNG HÒA" not in annex.text
    options = {"form": "letter", "signature": True, "called": "summoned"}
    (letter,) = read(render.pdf(documents.find("registered-list"), registered(people(3), **options)))
    assert "Trần Thị Lập" in letter.text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in letter.text
    assert "DANH SÁCH TRIỆU TẬP" in letter.text


@pytest.mark.parametrize(
    ("handed_out", "heading"),
    [
        ("", "Chức vụ Đơn vị công tác Số lượng Ký nhận"),
        ("Kỷ yếu\n- Sổ tay\n\n", "Số lượng STT Họ và tên Chức vụ Đơn vị công tác Ký nhận Kỷ yếu Sổ tay"),
        ("Một\nHai\nBa\nBốn", "Chức vụ Đơn vị công tác Số bộ Ký nhận"),
        ("Kế hoạch năm 2018 và phụ lục phân công nhiệm vụ cho các phường", "Tài liệu gồm: Kế hoạch năm 2018"),
    ],
)
def test_up_to_three_documents_have_a_column_each(qapp, handed_out, heading):
    (page,) = read(render.pdf(documents.find("documents-received"), received(people(2), documents=handed_out)))
    assert heading in page.text
    assert ("Tài liệu gồm: Một; Hai; Ba; Bốn" in page.text) == (handed_out[:3] == "Một")


def test_rows_to_sign_in_are_nine_millimetres_or_taller_and_blank_lines_are_numbered_on(qapp):
    pages = read(
        render.pdf(documents.find("documents-received"), received(people(60), blank_lines=3, documents="Kỷ yếu"))
    )
    for page in pages:
        tops = [page.place_of(each.start(), 4).center().y() for each in re.finditer(r"\d{4}X", page.raw)]
        assert all(after - before >= 9 * MM - 1 for before, after in pairwise(tops))
    assert "Đại biểu bổ sung 61 62 63" in pages[-1].text
    (blank,) = read(render.pdf(documents.find("documents-received"), received((), blank_lines=2)))
    assert "Đại biểu bổ sung 1 2" in blank.text


def test_the_quota_annex_names_a_unit_once_over_its_lines_and_sums_up(qapp):
    many = tuple((1, f"thành phần {place}", "") for place in range(60))
    units = (
        QuotaUnit(1, "UBND phường Bạch Mai", "ward", ((2, "lãnh đạo", ""), (3, "công chức", "Một cửa")), 4),
        QuotaUnit(2, "Phòng Nội vụ", "specialised_agency", ((1, "", ""),), 0),
        QuotaUnit(3, "Trung tâm Văn hóa", "public_service_unit", many, 0),
    )
    content = QuotaAnnexContent("Tập huấn", LETTERHEAD, units, QuotaAnnexOptions(registered=True))
    pages = read(render.pdf(documents.find("quota-annex"), content))
    text = " ".join(page.text for page in pages)
    assert text.count("UBND phường Bạch Mai") == 1
    assert text.count("Trung tâm Văn hóa") == 1
    assert "thành phần 59" in text
    assert "Tổng cộng (3 đơn vị) 66 4" in text
    assert "I. Phường" in text


def payment(count=4, **options):
    rows = tuple(
        PaymentRow(
            PersonOnPaper(number, uuid.uuid4(), f"Lê Thị Thử {number:04d}X", unit="Tổ dân phố số 5"),
            (Share(1, 100_000), Share(2, 150_000))[: 1 + number % 2],
        )
        for number in range(1, count + 1)
    )
    rates = (Rate(uuid.uuid4(), 1, dt.date(2018, 1, 1), 100_000, "Thông tư số 40/2017/TT-BTC"),)
    return PaymentContent("Tập huấn", LETTERHEAD, (Block(rows),), rates, PaymentOptions(**options))


def test_the_payment_list_sums_up_in_figures_and_words_and_three_people_sign(qapp):
    content = payment()
    assert content.amount == 2 * 400_000 + 2 * 100_000
    (page,) = read(render.pdf(documents.find("payment"), content))
    assert "Tổng cộng (4 người) 8 1.000.000" in page.text
    assert "Bằng chữ: Một triệu đồng chẵn." in page.text
    assert "(Thông tư số 40/2017/TT-BTC)" in page.text
    for words in ("NGƯỜI LẬP", "KẾ TOÁN", "THỦ TRƯỞNG ĐƠN VỊ", "Trần Thị Lập", "Ngô Thị Kế Toán", "Lê Văn Ký"):
        assert words in page.text


def test_a_row_of_two_rates_is_tall_enough_to_sign_in(qapp):
    (page,) = read(render.pdf(documents.find("payment"), payment(9)))
    found = [page.place_of(each.start(), 4).center().y() for each in re.finditer(r"\d{4}X", page.raw)]
    assert all(after - before >= 9 * MM - 1 for before, after in pairwise(found))


def test_in_english_the_amount_in_words_stays_vietnamese_for_the_treasury(qapp):
    i18n.install("en")
    (page,) = read(render.pdf(documents.find("payment"), payment()))
    assert "In words: Một triệu đồng chẵn." in page.text
    assert "1,000,000" in page.text
