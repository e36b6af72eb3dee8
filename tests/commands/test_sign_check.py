"""sign-check: 0 only for a file that is whole and trusted, one JSON document whatever the file is."""

from __future__ import annotations

import json

import pytest

from desktop.cli import main
from tests.services.signatures.offices import authority, clerk, paper, signed, written


def test_the_exit_code_says_whether_the_file_is_whole_and_trusted(tmp_path, capsys):
    path = written(tmp_path, signed(paper(), clerk()))
    root = tmp_path / "gốc.cer"
    root.write_bytes(authority().der)
    assert main(["sign-check", str(path), "--root", str(root), "--language", "vi"]) == 0
    told = capsys.readouterr()
    assert "Nguyễn Thị Hà" in told.out
    assert "Chưa kiểm tra thu hồi chứng thư" in told.err
    assert main(["sign-check", str(path), "--language", "vi"]) == 1
    assert "chưa tin cậy" in capsys.readouterr().out


@pytest.mark.parametrize("pdf", [b"", b"no pdf at all", b"%PDF-1.7\nrubbish"])
def test_json_is_one_document_for_what_cannot_be_checked_too(tmp_path, capsys, pdf):
    assert main(["sign-check", str(written(tmp_path, pdf)), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["good"], told["signatures"]) == (False, [])
    assert told["message"]


def test_json_tells_each_signature(tmp_path, capsys):
    path = written(tmp_path, signed(paper(), clerk()))
    assert main(["sign-check", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (one,) = told["signatures"]
    assert (one["signer"], one["intact"], one["after"], one["trust"]) == (
        "Nguyễn Thị Hà", True, "nothing", "unknown_root",
    )  # fmt: skip
    assert told["revocation_checked"] is False


def test_a_root_that_is_no_certificate_and_a_file_that_is_gone_are_refused(tmp_path, capsys):
    path = written(tmp_path, signed(paper(), clerk()))
    assert main(["sign-check", str(path), "--root", str(path)]) == 1
    assert main(["sign-check", str(tmp_path / "không có.pdf")]) == 1
    assert "không có.pdf" in capsys.readouterr().err
