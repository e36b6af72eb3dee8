"""encrypt, change-key, decrypt, and the passphrase of every other command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.services.auditing import checking
from desktop.services.encryption import Change
from desktop.store import sealing
from desktop.store.upgrade import open_database
from tests.commands.conftest import Run

FIRST, SECOND = "mật khẩu thứ nhất", "mật khẩu thứ hai"


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    """Two texts with a passphrase each, one as Windows writes it."""
    first, second = tmp_path / "một.txt", tmp_path / "hai.txt"
    first.write_text(f"\ufeff{FIRST}\r\n", encoding="utf-8", newline="")
    second.write_text(SECOND, encoding="utf-8")
    return first, second


def afresh(monkeypatch: pytest.MonkeyPatch, text: Path | None) -> None:
    """As a new process whose environment names this text."""
    sealing.forget_keys()
    if text is None:
        monkeypatch.delenv("TAP_HUAN_KEY_FILE", raising=False)
    else:
        monkeypatch.setenv("TAP_HUAN_KEY_FILE", str(text))


def changes_of(path: Path) -> list[str]:
    """What the audit, whole as it is, says of the file's encryption."""
    database = open_database(path)
    try:
        assert checking.check(database).is_whole
        told = [each.action for each in database.read(checking.lines)]
    finally:
        database.close()
    return [action for action in told if action in tuple(Change)]


def test_a_data_file_is_encrypted_used_changed_and_decrypted(
    run: Run, conference: str, texts: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first, second = texts
    sheet = tmp_path / "phiếu.pdf"
    code, out, _err = run("encrypt", "--key-file", first, "--sheet", sheet)
    assert code == 0
    recovery = out.strip()
    assert sheet.read_bytes().startswith(b"%PDF")
    assert (tmp_path / "record.db").read_bytes().startswith(sealing.MAGIC)
    afresh(monkeypatch, None)
    code, out, err = run("conference", "list")
    assert (code, out) == (1, "")
    assert "TAP_HUAN_KEY_FILE" in err
    afresh(monkeypatch, second)
    assert run("conference", "list")[0] == 1
    afresh(monkeypatch, first)
    assert conference in run("conference", "list")[1]
    assert run("backup")[0] == 0
    assert run("change-key", "--key-file", second)[0] == 0
    afresh(monkeypatch, first)
    assert run("conference", "list")[0] == 1
    afresh(monkeypatch, second)
    assert conference in run("conference", "list")[1]
    (tmp_path / "giấy.txt").write_text(recovery)
    afresh(monkeypatch, tmp_path / "giấy.txt")
    assert conference in run("conference", "list")[1]
    afresh(monkeypatch, None)
    assert run("decrypt", "--key-file", first)[0] == 1
    assert run("decrypt", "--key-file", second)[0] == 0
    afresh(monkeypatch, None)
    assert conference in run("conference", "list")[1]
    assert changes_of(tmp_path / "record.db") == ["data.encrypted", "data.key_changed", "data.decrypted"]


def test_both_passphrases_may_be_named_and_everything_encrypted_anew(
    run: Run, conference: str, texts: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
):
    first, second = texts
    told = json.loads(run("encrypt", "--key-file", first, "--json")[1])
    afresh(monkeypatch, None)
    code, out, _err = run("change-key", "--key-file", first, "--new-key-file", second, "--anew", "--json")
    assert code == 0
    assert json.loads(out)["recovery_key"] not in ("", told["recovery_key"])
    afresh(monkeypatch, second)
    assert run("conference", "list")[0] == 0


def test_refusals_are_sentences_and_exit_codes(run: Run, conference: str, texts: tuple[Path, Path], tmp_path: Path):
    first, _second = texts
    assert run("decrypt")[0] == 1
    assert run("encrypt")[0] == 2  # nobody to ask
    assert run("encrypt", "--key-file", tmp_path / "nowhere.txt")[0] == 2
    (tmp_path / "short.txt").write_text("ngắn")
    assert run("encrypt", "--key-file", tmp_path / "short.txt")[0] == 2
    assert run("encrypt", "--key-file", first, data=tmp_path / "missing.db")[0] == 1
    assert not (tmp_path / "missing.db").exists()
    assert run("encrypt", "--key-file", first)[0] == 0
    assert run("encrypt", "--key-file", first)[0] == 1


def test_what_nobody_can_look_into_for_want_of_its_key_is_called_locked_not_damaged(
    run: Run, conference: str, texts: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
):
    first, second = texts
    assert conference
    assert run("backup")[0] == 0
    assert run("encrypt", "--key-file", first)[0] == 0
    for text, words in ((None, "TAP_HUAN_KEY_FILE"), (second, "không phải mật khẩu")):
        for command in (("backup",), ("backups",), ("backups", "--json")):
            afresh(monkeypatch, text)
            code, out, err = run(*command)
            assert (code, out) == (1, "")
            assert words in err
    afresh(monkeypatch, first)
    assert [each["good"] for each in json.loads(run("backups", "--json")[1])] == [True]
