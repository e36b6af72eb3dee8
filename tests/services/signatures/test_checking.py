"""What is told of a signed PDF is what happened to it, and nothing is taken for broken that is only unknown."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from desktop import wording
from desktop.domain.errors import AppError, UnreadableFile
from desktop.domain.signatures import After, SignedFile, Trust
from desktop.services.signatures import checking, roots
from desktop.wording import signatures as words
from tests.services.signatures import offices
from tests.services.signatures.offices import NOW, authority, clerk, head, paper, signed, stamped, stamper, written

LONG_AGO = NOW - dt.timedelta(days=700)


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., SignedFile]:
    def work(pdf: bytes, *trusted: bytes) -> SignedFile:
        return checking.check(written(tmp_path, pdf), trusted or [authority().pem])

    return work


def test_a_pdf_signed_whole_by_somebody_trusted_is_good(check):
    found = check(signed(paper(), clerk()))
    (one,) = found.signatures
    assert found.good
    assert (one.signer, one.organisation) == ("Nguyễn Thị Hà", "Sở Nội vụ tỉnh Thử Nghiệm")
    assert (one.intact, one.after, one.trust) == (True, After.NOTHING, Trust.TRUSTED)
    assert one.claimed_at is not None
    assert abs(one.claimed_at - dt.datetime.now(dt.UTC)) < dt.timedelta(days=1)
    assert one.timestamp is None


def test_without_its_root_a_whole_signature_is_whole_and_not_trusted(tmp_path):
    found = checking.check(written(tmp_path, signed(paper(), clerk())), [])
    (one,) = found.signatures
    assert one.unchanged
    assert one.trust is Trust.UNKNOWN_ROOT
    assert not found.good


def test_two_who_signed_one_after_the_other_are_both_whole(check):
    found = check(signed(signed(paper(), clerk()), head(), "B"))
    assert [each.signer for each in found.signatures] == ["Nguyễn Thị Hà", "Đặng Quốc Ước"]
    assert [each.after for each in found.signatures] == [After.SIGNED, After.NOTHING]
    assert found.good


def _page_changed(pdf: bytes) -> bytes:
    """A page replaced by what comes behind the signed part."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_changed_after_signing_is_told(check):
    found = check(_page_changed(signed(paper(), clerk())))
    (one,) = found.signatures
    assert (one.intact, one.after) == (True, After.CHANGED)
    assert not one.unchanged
    assert not found.good


def test_a_page_changed_between_two_signatures_is_told_of_the_first(check):
    found = check(signed(_page_changed(signed(paper(), clerk())), head(), "B"))
    assert [each.after for each in found.signatures] == [After.CHANGED, After.NOTHING]
    assert not found.good


@cache
def signed_once() -> bytes:
    return signed(paper(), clerk())


@cache
def signed_twice() -> bytes:
    return signed(signed_once(), head(), "B")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_byte_changed_anywhere_in_what_was_signed_is_never_good(check, share):
    pdf = bytearray(signed_once())
    start = pdf.rindex(b"/Contents <" if b"/Contents <" in pdf else b"/Contents<")
    place = int(share * start)
    pdf[place] ^= 0x15
    with suppress(UnreadableFile):
        assert not check(bytes(pdf)).good


def test_a_byte_changed_in_a_page_breaks_the_signature(check):
    pdf = bytearray(signed(paper(), clerk()))
    place = pdf.index(b"stream") + 30
    pdf[place] ^= 1
    (one,) = check(bytes(pdf)).signatures
    assert not one.intact


def test_a_signature_over_a_part_only_is_told(check):
    pdf = signed(paper(), clerk())
    at = pdf.rindex(b"/ByteRange")
    start, end = pdf.index(b"[", at), pdf.index(b"]", at)
    numbers = [int(each) for each in pdf[start + 1 : end].split()]
    numbers[3] -= 20
    changed = b"[" + b" ".join(b"%d" % each for each in numbers)
    found = check(pdf[:start] + changed.ljust(end - start) + pdf[end:])
    assert not found.signatures[0].unchanged
    assert not found.good


def test_an_expired_certificate_is_told_and_its_signature_is_still_whole(check):
    old = offices.issued("Lê Văn Cũ", by=offices.intermediate(), starts=LONG_AGO, ends=NOW - dt.timedelta(days=3))
    (one,) = check(signed(paper(), old)).signatures
    assert (one.unchanged, one.trust) == (True, Trust.EXPIRED)


def test_a_trusted_timestamp_from_before_the_end_keeps_an_expired_certificate_trusted(check):
    old = offices.issued("Lê Văn Cũ", by=offices.intermediate(), starts=LONG_AGO, ends=NOW - dt.timedelta(days=3))
    at = NOW - dt.timedelta(days=30)
    found = check(signed(paper(), old, stamp=stamper(), stamped_at=at))
    (one,) = found.signatures
    assert one.timestamp is not None
    assert (one.timestamp.at, one.timestamp.by, one.timestamp.trusted) == (at, "Dấu thời gian Thử nghiệm", True)
    assert found.good
    over = check(stamped(signed(paper(), old), stamper(), at))
    assert over.good
    assert [each.over_document for each in over.signatures] == [False, True]


def test_a_timestamp_nobody_trusts_keeps_nothing(check):
    own = offices.issued("Dấu tự làm", "Không ai", stamps=True, starts=LONG_AGO)
    old = offices.issued("Lê Văn Cũ", by=offices.intermediate(), starts=LONG_AGO, ends=NOW - dt.timedelta(days=3))
    (one,) = check(signed(paper(), old, stamp=own, stamped_at=NOW - dt.timedelta(days=30))).signatures
    assert one.timestamp is not None
    assert not one.timestamp.trusted
    assert one.trust is Trust.EXPIRED


def test_a_certificate_that_begins_later_is_told(check):
    young = offices.issued("Mai Thị Sau", by=offices.intermediate(), starts=NOW + dt.timedelta(days=3))
    assert check(signed(paper(), young)).signatures[0].trust is Trust.NOT_YET_VALID


def test_who_issued_their_own_certificate_is_told_so_unless_the_office_trusts_it(check):
    own = offices.issued("Trần Tự Ký", "Cá nhân")
    pdf = signed(paper(), own)
    (one,) = check(pdf).signatures
    assert (one.unchanged, one.trust) == (True, Trust.SELF_SIGNED)
    assert check(pdf, own.pem).good


def test_a_certificate_that_is_not_for_signing_is_told(check):
    other = offices.issued("Máy chủ", by=offices.intermediate(), signs=False)
    assert check(signed(paper(), other)).signatures[0].trust is Trust.NOT_FOR_SIGNING


def test_a_pdf_nobody_signed_has_no_signatures_and_is_not_good(check):
    found = check(paper())
    assert (found.signatures, found.good) == ((), False)
    assert "văn bản đã ký.pdf" in words.verdict(found)


def test_a_timestamp_alone_is_nobodys_signature(check):
    assert not check(stamped(paper(), stamper(), NOW)).good


def _encrypted() -> bytes:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(paper())))
    writer.encrypt("chủ", "mở")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _xfa() -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(paper()))
    form = generic.DictionaryObject(
        {generic.pdf_name("/Fields"): generic.ArrayObject(), generic.pdf_name("/XFA"): generic.ArrayObject()}
    )
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return signed(out.getvalue(), clerk())


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "signed.not_pdf"),
        (lambda: b"PK\x03\x04" + b"x" * 5000, "signed.not_pdf"),
        (lambda: b"%PDF-1.7\n" + b"rubbish" * 900, "signed.damaged"),
        (lambda: signed(paper(), clerk())[:3000], "signed.damaged"),
        (_encrypted, "signed.encrypted"),
        (_xfa, "signed.xfa"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_a_sentence_of_its_own(tmp_path, make, code):
    with pytest.raises(UnreadableFile) as caught:
        checking.check(written(tmp_path, make()), [])
    assert caught.value.code == code
    assert "văn bản đã ký.pdf" in wording.error(caught.value)


def test_a_file_too_large_and_one_that_is_gone_are_refused(tmp_path):
    path = tmp_path / "lớn.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(checking.LARGEST + 1)
    for each, code in ((path, "signed.too_large"), (tmp_path / "không có.pdf", "signed.not_there")):
        with pytest.raises(UnreadableFile) as caught:
            checking.check(each, [])
        assert caught.value.code == code


@pytest.mark.slow
def test_a_signed_pdf_of_many_megabytes_is_checked(check):
    writer = IncrementalPdfFileWriter(io.BytesIO(paper()))
    writer.root["/Anything"] = writer.add_object(generic.StreamObject(stream_data=b"\x00\x01" * 45_000_000))
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    assert check(signed(out.getvalue(), clerk())).good


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=40))
def test_no_mutation_of_a_signed_pdf_gets_more_than_a_sentence(check, changes):
    pdf = bytearray(signed_twice())
    for share, value in changes:
        pdf[int(share * len(pdf))] = value
    told = "signed.damaged"
    try:
        check(bytes(pdf))
    except UnreadableFile as problem:
        told = problem.code
    assert told in ("signed.damaged", "signed.not_pdf", "signed.encrypted", "signed.xfa")


def test_every_finding_has_words():
    from dataclasses import replace

    one = checking._signature({"over_document": False, "intact": True, "after": "nothing"})
    for after in After:
        for trust in Trust:
            assert all(text for _name, text in words.lines(replace(one, after=after, trust=trust)))


# -- the roots --------------------------------------------------------------------------------------------------------


def test_a_root_is_kept_listed_once_and_removed(tmp_path):
    for name, data in (("gốc.cer", authority().der), ("gốc.pem", authority().pem)):
        path = tmp_path / name
        path.write_bytes(data)
        roots.add(path)
    (kept,) = roots.kept()
    assert (kept.name, kept.organisation) == ("Gốc Chứng thực Thử nghiệm", "Ban Thử nghiệm")
    assert checking.check(written(tmp_path, signed(paper(), clerk())), roots.trusted()).good
    roots.remove(kept)
    assert roots.kept() == []


def test_a_file_with_several_certificates_gives_all_and_another_file_none(tmp_path):
    both = tmp_path / "chuỗi.crt"
    both.write_bytes(authority().pem + stamper().pem)
    assert len(roots.add(both)) == 2
    other = tmp_path / "ghi chú.pem"
    for data in (b"", b"abc", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", authority().der[:-5]):
        other.write_bytes(data)
        with pytest.raises(UnreadableFile, match="not_certificate"):
            roots.add(other)


# -- where it runs ----------------------------------------------------------------------------------------------------


def test_pyhanko_is_never_loaded_into_the_program(tmp_path):
    path = written(tmp_path, signed(paper(), clerk()))
    work = (
        "import sys; from pathlib import Path; from desktop.services.signatures import checking;"
        "found = checking.check(Path(sys.argv[1]), []);"
        "sys.exit(bool({'pyhanko', 'asn1crypto', 'cryptography'} & set(sys.modules)) or len(found.signatures) != 1)"
    )
    assert subprocess.run([sys.executable, "-c", work, str(path)], check=False).returncode == 0


def test_without_pyhanko_a_sentence_says_how_to_install_it(monkeypatch, tmp_path):
    monkeypatch.setattr(checking, "_runner", _Without())
    with pytest.raises(AppError) as caught:
        checking.check(written(tmp_path, paper()), [])
    assert caught.value.code == "signed.missing"
    assert 'pip install ".[signatures]"' in wording.error(caught.value)


class _Without:
    def run(self, request, take, **_limits):
        take(("refused", "missing"))
