"""Who has earned a certificate, and why somebody has not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import i18n
from desktop.domain.attendance import Status
from desktop.domain.documents.frame import Letterhead
from desktop.papers.certificates import words
from desktop.papers.certificates.content import CertificatePaper
from desktop.papers.certificates.options import CertificateOptions
from desktop.papers.certificates.rule import Entitlement, Facts, Part, decide, needed

DAY = dt.date(2018, 5, 23)
LETTERS = {"C": Status.PRESENT, "M": Status.LATE, "P": Status.EXCUSED, "V": Status.ABSENT, ".": Status.UNRECORDED}
STATUSES = st.sampled_from(list(Status))


def judged(letters: str, rule: CertificateOptions | None = None, **facts: object) -> Entitlement:
    """The verdict over sessions named by their place: "CV." came, absent, not entered; "C/V" is one half-day of two."""
    parts = tuple(
        Part(DAY, tuple(LETTERS[letter] for letter in part), f"B{place}")
        for place, part in enumerate(letters.split() if " " in letters else letters, start=1)
    )
    return decide(rule or CertificateOptions(share=100), Facts(parts=parts, **facts))


@pytest.mark.parametrize(
    ("least", "asked", "expected", "wanted"),
    [
        ("share", 80, 2, 2),
        ("share", 80, 4, 4),
        ("share", 80, 5, 4),
        ("share", 75, 4, 3),
        ("share", 50, 3, 2),
        ("share", 1, 10, 1),
        ("share", 100, 10, 10),
        ("count", 2, 4, 2),
        ("count", 3, 2, 2),
        ("count", 1, 0, 1),
    ],
)
def test_a_share_is_rounded_up_and_nobody_needs_more_than_they_were_expected_at(least, asked, expected, wanted):
    rule = CertificateOptions(
        least=least, share=asked if least == "share" else 1, count=asked if least == "count" else 1
    )
    assert needed(rule, expected) == wanted


@given(st.lists(STATUSES, min_size=1, max_size=12), st.integers(1, 100), st.booleans(), st.booleans())
def test_who_attended_what_is_needed_qualifies_and_nobody_else(statuses, share, late, excused):
    rule = CertificateOptions(share=share, late_counts=late, excused_counts=excused)
    verdict = decide(rule, Facts(parts=tuple(Part(DAY, (status,), str(n)) for n, status in enumerate(statuses))))
    counting = {Status.PRESENT} | ({Status.LATE} if late else set()) | ({Status.EXCUSED} if excused else set())
    assert verdict.attended == sum(status in counting for status in statuses)
    assert verdict.qualifies == (verdict.attended >= verdict.needed == needed(rule, len(statuses)))
    # Whoever does not qualify is told of every session they missed, each once.
    told = [part for why in verdict.why_not for part in why.parts]
    if not verdict.qualifies and verdict.why_not[0].code != "unrecorded":
        assert len(told) == len(set(told)) == verdict.expected - verdict.attended
    if verdict.qualifies:
        assert told == []


@pytest.mark.parametrize(
    ("letters", "facts", "rule", "told"),
    [
        ("CC", {}, {}, []),
        ("CM", {}, {}, []),
        ("CM", {}, {"late_counts": False}, ["đã dự 1/2, cần 2", "đến muộn: B2 (23/05)"]),
        ("CV", {}, {}, ["đã dự 1/2, cần 2", "vắng: B2 (23/05)"]),
        ("CV", {}, {"share": 50}, []),
        ("CP", {}, {}, ["đã dự 1/2, cần 2", "vắng có phép: B2 (23/05)"]),
        ("CP", {}, {"excused_counts": True}, []),
        (
            "VP.",
            {},
            {},
            ["đã dự 0/3, cần 3", "vắng: B1 (23/05)", "vắng có phép: B2 (23/05)", "chưa điểm danh: B3 (23/05)"],
        ),
        ("..", {}, {}, ["chưa nhập điểm danh"]),
        ("C.", {}, {}, ["đã dự 1/2, cần 2", "chưa điểm danh: B2 (23/05)"]),
        ("", {}, {}, ["không phải dự buổi nào"]),
        ("VV", {"cancelled": True}, {}, ["báo không dự"]),
        ("CC", {"walk_in": True}, {}, []),
        ("CC", {"walk_in": True}, {"walk_ins": False}, ["đăng ký tại chỗ"]),
        ("CC", {}, {"needs_birth": True}, ["thiếu ngày sinh"]),
        ("CC", {"birth": "1975"}, {"needs_birth": True}, []),
        ("CC", {"revoked": "cấp nhầm"}, {}, ["đã thu hồi: cấp nhầm"]),
        # Half-days of two sessions each: one of them is enough, and one not entered leaves the half-day open.
        ("CV VC", {}, {"measure": "half_days"}, []),
        ("CC V.", {}, {"measure": "half_days"}, ["đã dự 1/2, cần 2", "chưa điểm danh: B2 (23/05)"]),
    ],
)
def test_everything_that_speaks_against_a_certificate_is_told(letters, facts, rule, told):
    verdict = judged(letters, replace(CertificateOptions(share=100), **rule), **facts)
    assert words.reasons(verdict) == told
    assert verdict.qualifies == (not told)
    i18n.install("en")
    assert len([line for line in words.reasons(verdict) if line]) == len(told)


def test_a_half_day_is_called_by_its_name():
    assert words.part_name(Part(DAY, (), half="morning")) == "sáng (23/05)"


def test_a_certificate_comes_back_as_it_was_kept():
    paper = CertificatePaper(
        5,
        Letterhead(date=DAY, signer_name="Lê Thị Mẫu", symbol="UBND"),
        "Ngô Văn Thử",
        "GCN",
        birth="1975",
        starts_on=DAY,
    )
    kept = paper.to_plain()
    assert CertificatePaper.from_plain(kept) == paper
    kept["of_a_newer_version"], kept["letterhead"]["seal"] = 1, 2
    assert CertificatePaper.from_plain(kept) == paper


@pytest.mark.parametrize(
    ("given", "presented", "name"),
    [
        ({"gender": "female"}, "Cấp cho Bà", "Ngô Thử"),
        ({"gender": "male"}, "Cấp cho Ông", "Ngô Thử"),
        ({}, "Cấp cho Ông/Bà", "Ngô Thử"),
        ({"honorific": "Bà", "gender": "male"}, "Cấp cho Bà", "Ngô Thử"),
        ({"honorific": "Đ/c"}, "Cấp cho Đồng chí", "Ngô Thử"),
        ({"honorific": "PGS. TS.", "gender": "male"}, "Cấp cho Ông", "PGS. TS. Ngô Thử"),
    ],
)
def test_people_are_addressed_by_what_stands_before_their_name_else_by_gender(given, presented, name):
    told = words.certificate_words(CertificatePaper(1, Letterhead(), "Ngô Thử", **given))
    assert (told.presented, told.name) == (presented, name)


@pytest.mark.parametrize(
    ("birth", "told"),
    [("1975-05-23", "Sinh ngày: 23/05/1975"), ("1975-05", "Sinh tháng: 05/1975"), ("1975", "Sinh năm: 1975"), ("", "")],
)
def test_a_birth_date_is_told_as_precisely_as_it_is_known(birth, told):
    assert words.certificate_words(CertificatePaper(1, Letterhead(), "Ngô Thử", birth=birth)).born == told


@pytest.mark.parametrize("number", [1, 9, 10, 1234])
def test_numbers_under_ten_take_a_zero(number):
    paper = CertificatePaper(number, Letterhead(symbol="UBND"), "Ngô Thử", "GCN")
    assert words.number_of(paper) == f"{number:02d}/GCN-UBND"
