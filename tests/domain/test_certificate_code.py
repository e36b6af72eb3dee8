"""The text in a certificate's QR code: it says exactly what the paper says, and comes apart again."""

from __future__ import annotations

import datetime as dt
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import certificate_code as codes
from desktop.domain.certificate_code import CertificateFacts

_SIGNATURE = bytes(range(64))
_FACTS = CertificateFacts("05/GCN-UBND", "Nguyễn Thị Hà", dt.date(2026, 11, 30))
_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=60)


def test_a_code_is_one_line_that_a_person_can_read():
    text = codes.signed(codes.statement(_FACTS, "VRTOH5k85xY"), _SIGNATURE)
    assert text.startswith("THGCN1|VRTOH5k85xY|2026-11-30|05/GCN-UBND|Nguyễn Thị Hà|AAEC")


@given(_TEXTS, _TEXTS)
def test_any_number_and_name_come_back_as_their_exact_nfc_text(number, name):
    facts = CertificateFacts(number, name, dt.date(2026, 2, 3))
    code = codes.read(codes.signed(codes.statement(facts, "k"), _SIGNATURE))
    assert code is not None
    assert (code.number, code.full_name) == (unicodedata.normalize("NFC", number), unicodedata.normalize("NFC", name))
    assert (code.issued_on, code.signature) == (facts.issued_on, _SIGNATURE)


@given(st.binary(min_size=64, max_size=64))
def test_a_signature_has_one_spelling(signature):
    text = codes.signed(codes.statement(_FACTS, "k"), signature)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    others = [text[:-1] + letter for letter in letters if letter != text[-1]]
    read = [code.signature for other in others if (code := codes.read(other)) is not None]
    assert len(read) == len(others)
    assert signature not in read


def test_a_text_sent_decomposed_or_broken_into_lines_is_the_same_text():
    text = codes.signed(codes.statement(_FACTS, "k"), _SIGNATURE)
    assert codes.read(f"  {unicodedata.normalize('NFD', text[:40])}\r\n{text[40:]}\n") == codes.read(text)


def test_what_nobody_sees_around_a_code_is_passed_over():
    text = codes.signed(codes.statement(_FACTS, "k"), _SIGNATURE)
    for around in ("\ufeff", "\u200b", "\u2066", "\x00", " \ufeff\r\n"):
        assert codes.read(f"{around}{text}{around}") == codes.read(text), around
        assert codes.is_certificate(around + text)


def test_what_is_no_code_or_of_another_version_is_not_read_but_told_from_a_badge():
    text = codes.signed(codes.statement(_FACTS, "k"), _SIGNATURE)
    for other in (
        "",
        "1010001",
        "Nguyễn Thị Hà",
        text.replace("THGCN1", "THGCN2"),
        text.rpartition("|")[0],
        text + "|x",
    ):
        assert codes.read(other) is None
    assert codes.is_certificate(text)
    assert codes.is_certificate(text.replace("THGCN1", "THGCN2"))
    assert codes.is_certificate(text.swapcase())
    assert not codes.is_certificate("1010001")
    assert not codes.is_certificate("THGCN")
