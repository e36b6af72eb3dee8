"""What a desk is told of a try."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from desktop.domain.attendance import CheckIn, DoorPerson, Outcome
from desktop.domain.certificate_code import CertificateFacts, signed, statement
from desktop.wording.check_in import verdict, verdict_line

_PERSON = DoorPerson(
    uuid.UUID(int=1), "10100018", "Lý Thu Ngân", "bà", "Chuyên viên", None, "Phòng Nội vụ", None, "", "", "", "registered",
    "", "", "", "Đỗ Gia Hân", expected=True, search="", sort_key="",
)  # fmt: skip


@pytest.mark.parametrize("outcome", [each for each in Outcome if each not in (Outcome.NOT_FOUND, Outcome.AMBIGUOUS)])
def test_every_answer_about_a_person_is_worded_for_the_window_and_the_command_line(outcome: Outcome):
    answer = CheckIn(outcome, _PERSON, dt.datetime(2018, 5, 23, 1, 0, tzinfo=dt.UTC), "Bàn 1")
    assert "Lý Thu Ngân" in verdict(answer, session="Sáng").heading
    assert verdict(answer, session="Sáng").actions != ("walk_in",), "that is what is said of nobody"
    assert "Lý Thu Ngân" in verdict_line(answer, _PERSON)


def test_a_certificate_scanned_at_the_door_says_what_it_is_and_a_badge_what_it_was():
    facts = CertificateFacts("05/GCN-UBND", "Lý Thu Ngân", dt.date(2018, 5, 23))
    code = signed(statement(facts, "VRTOH5k85xY"), bytes(64))
    told = verdict(CheckIn(Outcome.NOT_FOUND), typed=code)
    assert told.heading == "Đây là mã giấy chứng nhận số 05/GCN-UBND của Lý Thu Ngân, không phải mã thẻ"
    assert told.actions == ()
    # Through a keyboard's Vietnamese layout its letters are lost; that it is a certificate is not.
    mangled = verdict(CheckIn(Outcome.NOT_FOUND), typed=code.replace("1", "ă").replace("Lý", "Ly1"))
    assert mangled.heading == "Đây là mã giấy chứng nhận, không phải mã thẻ"
    assert "không thuộc" in verdict(CheckIn(Outcome.NOT_FOUND), typed="10100018").heading
