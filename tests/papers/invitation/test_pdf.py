"""Invitations and summons as they are printed."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.people import PersonOnPaper
from desktop.papers import render
from desktop.papers.invitation import DOCUMENT
from desktop.papers.invitation.options import (
    InvitationContent,
    InvitationOptions,
    Letter,
    ProgrammeLine,
    QuotaLine,
)
from tests.papers.conferences import MARKUP
from tests.papers.pages import read

DAY = dt.date(2018, 5, 23)
OPTIONS = InvitationOptions(number="5", date=dt.date(2018, 5, 7), deadline=dt.date(2018, 5, 18))


def invitation(*letters: Letter, options: InvitationOptions = OPTIONS, **values) -> InvitationContent:
    """Letters of the case."""
    frame = Letterhead(
        issuing_body="ỦY BAN NHÂN DÂN QUẬN HAI BÀ TRƯNG", locality="Hà Nội", date=options.date, symbol="UBND"
    )
    programme = tuple(
        ProgrammeLine(title, dt.datetime(2018, 5, 23, hour), dt.datetime(2018, 5, 23, hour + 3), "Hội trường tầng 2")
        for title, hour in (("Khai mạc", 8), ("Dịch vụ công", 14))
    )
    content = InvitationContent(frame, "Tập huấn cải cách hành chính", letters, programme, DAY, DAY, "UBND quận")
    return replace(content, options=options, **values)


def pages(content: InvitationContent):
    return read(render.pdf(DOCUMENT, content))


AN = Letter("UBND phường An", quota=(QuotaLine(3, "lãnh đạo và công chức"),))


def invitee(name: str, position: str = "") -> PersonOnPaper:
    return PersonOnPaper(0, uuid.uuid4(), name, position=position)


BINH = Letter("UBND phường Bình", people=(invitee("Lê Thị Thử", "Chủ tịch"), invitee("Ngô Văn Mẫu")))


def test_an_invitation_says_who_when_where_and_by_when(qapp):
    text = pages(invitation(AN))[0].text
    for words in (
        "GIẤY MỜI",
        "Số: 05/GM-UBND",
        "Hà Nội, ngày 07 tháng 5 năm 2018",
        "Kính mời: UBND phường An",
        "Ủy ban nhân dân quận Hai Bà Trưng trân trọng kính mời",
        "Thành phần: 03 đại biểu: lãnh đạo và công chức",
        "từ 08 giờ 00 đến 17 giờ 00, thứ tư, ngày 23/05/2018",
        "Hội trường tầng 2, UBND quận",
        "trước ngày 18/05/2018",
        "Như trên;",
    ):
        assert words in text


def test_a_summons_is_a_letter_without_a_kind_in_its_number_and_says_what_it_is_about(qapp):
    text = pages(invitation(BINH, options=replace(OPTIONS, form="summons")))[0].text
    assert "Số: 05/UBND" in text
    assert "V/v triệu tập đại biểu dự" in text
    assert "Kính gửi: UBND phường Bình" in text
    assert "GIẤY MỜI" not in text
    assert "Ngô Văn Mẫu" in text


def test_pages_are_numbered_anew_in_each_letter(qapp):
    many = Letter("UBND phường Đông", people=tuple(invitee(f"Lê Thị Thử {number}") for number in range(40)))
    found = pages(invitation(many, many))
    assert len(found) == 4
    numbers = [page.text.split()[0] for page in found]
    assert numbers[1] == numbers[3] == "2"
    assert all(not number.isdecimal() for number in (numbers[0], numbers[2]))


def test_the_names_of_who_signs_never_stand_alone_on_a_page(qapp):
    for count in range(16, 26):
        people = tuple(invitee(f"Lê Thị Thử {number}") for number in range(count))
        last = pages(invitation(Letter("UBND phường Đông", people=people)))[-1].text
        assert "Rất mong" in last
        assert "Nơi nhận" in last


def test_typed_texts_print_as_they_are_in_paragraphs_of_their_own(qapp):
    options = replace(OPTIONS, content=f"{MARKUP}\nĐoạn hai", requirements="Mang theo #máy_tính", programme=True)
    text = pages(invitation(Letter(MARKUP, quota=(QuotaLine(1, MARKUP), QuotaLine(2, "*x*"))), options=options))[0].text
    assert text.count("#eval(1) $x^2$ *Lê* @Thị") >= 3
    assert "03 đại biểu, gồm:" in text
    assert "Mang theo #máy_tính" in text
    assert "CHƯƠNG TRÌNH" in text


@pytest.mark.parametrize("typed", ["V/v mời họp", "mời họp"])
def test_v_v_is_written_once(qapp, typed):
    text = pages(invitation(AN, options=replace(OPTIONS, form="summons", about=typed)))[0].text
    assert "V/v mời họp" in text
    assert "V/v V/v" not in text
