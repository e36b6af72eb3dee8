"""Encryption at rest: chosen, changed and taken back, with the backups."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest

from desktop.domain.backups import Reason
from desktop.domain.errors import Cancelled, InvalidInput, UnusableDatabase
from desktop.services import backups, conferences, demo, encryption, passphrases, recovering
from desktop.services.desks import files
from desktop.services.opening import clear_away, open_location
from desktop.store import backup, sealing
from desktop.store.database import Database
from desktop.store.integrity import damaged
from desktop.store.sealing import Locked
from desktop.store.upgrade import open_database
from tests.keyrings import InMemory

FIRST, SECOND = "mật khẩu thứ nhất", "mật khẩu thứ hai"


def quiet(_done: int, _total: int) -> None:
    pass


@pytest.fixture
def path(sqlite: Database) -> Path:
    """A data file with a conference and a backup."""
    assert sqlite.path is not None
    sqlite.write(lambda tx: conferences.create_conference(tx, title="Một"))
    backups.make(sqlite.path, Reason.ASKED)
    sqlite.close()
    return sqlite.path


def titles(path: Path) -> list[str]:
    database = open_database(path)
    try:
        return [each.title for each in database.read(conferences.list_conferences)]
    finally:
        database.close()


def backups_of(path: Path) -> list[Path]:
    return [each.path for each in backup.backups_in(backup.folder_of(path), path)]


def test_a_data_file_is_encrypted_with_its_backups_and_decrypted_with_them(path: Path):
    told: list[tuple[int, int]] = []
    done = encryption.encrypt(path, FIRST, lambda *now: told.append(now))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert (done.backups, done.left) == (1, ())
    for each in (path, *backups_of(path)):
        assert encryption.is_encrypted(each)
        sealing.forget_keys()
        encryption.unlock(each, FIRST)
        assert titles(each) == ["Một"]
    assert encryption.recovery_key(path) == done.recovery_key
    assert encryption.decrypt(path, quiet).backups == 1
    sealing.forget_keys()
    for each in (path, *backups_of(path)):
        assert not encryption.is_encrypted(each)
        assert titles(each) == ["Một"]
    assert not sealing.key_file(path).exists()


def test_an_open_database_is_encrypted_with_a_key_file_that_stays(path: Path):
    database = open_database(path)
    with database.alone() as file:
        encryption.encrypt(file, FIRST, quiet)
    sealing.forget_keys()
    encryption.unlock(path, FIRST)
    with database.alone() as file:
        encryption.change_passphrase(file, SECOND, quiet, anew=True)
    sealing.forget_keys()
    encryption.unlock(path, SECOND)
    with database.alone() as file:
        encryption.decrypt(file, quiet)
    assert [each.title for each in database.read(conferences.list_conferences)] == ["Một"]
    database.close()


def test_the_next_opening_encrypts_the_backups_that_a_killed_run_left_plain(path: Path):
    plain = backups_of(path)[0].read_bytes()
    encryption.encrypt(path, FIRST, quiet)
    backups_of(path)[0].write_bytes(plain)
    database = open_location(path)
    clear_away(database)
    database.close()
    assert all(map(encryption.is_encrypted, backups_of(path)))


def test_another_passphrase_opens_the_file_and_its_backups_and_the_sheet_still_holds(path: Path):
    sheet = encryption.encrypt(path, FIRST, quiet).recovery_key
    content = path.read_bytes()
    assert encryption.change_passphrase(path, SECOND, quiet).recovery_key == ""
    assert path.read_bytes() == content
    for each in (path, *backups_of(path)):
        sealing.forget_keys()
        assert not encryption.opens(each, FIRST)
        assert encryption.opens(each, SECOND)
        assert encryption.opens(each, sheet)


def test_encrypted_anew_the_old_passphrase_key_file_and_sheet_open_nothing(path: Path):
    sheet = encryption.encrypt(path, FIRST, quiet).recovery_key
    stolen = sealing.key_file(path).read_bytes()
    done = encryption.change_passphrase(path, SECOND, quiet, anew=True)
    sealing.forget_keys()
    for each in (path, *backups_of(path)):
        assert not encryption.opens(each, FIRST)
        assert not encryption.opens(each, sheet)
        sealing.key_file(each).write_bytes(stolen)
        assert not encryption.opens(each, FIRST)
        assert encryption.opens(each, done.recovery_key)


def test_a_forgotten_passphrase_is_replaced_by_the_recovery_key_even_without_a_key_file(path: Path):
    sheet = encryption.encrypt(path, FIRST, quiet).recovery_key
    sealing.key_file(path).unlink()
    sealing.forget_keys()
    with pytest.raises(Locked) as told:
        open_database(path)
    assert told.value.code == "seal.key_file_lost"
    encryption.unlock(path, sheet)
    encryption.change_passphrase(path, SECOND, quiet)
    sealing.forget_keys()
    encryption.unlock(path, SECOND)
    assert titles(path) == ["Một"]


def test_what_can_not_protect_is_refused_and_nothing_is_changed(path: Path):
    for passphrase in ("", "ngắn", sealing.DataKey.new().spelled):
        with pytest.raises(InvalidInput):
            encryption.encrypt(path, passphrase, quiet)
    with pytest.raises(Cancelled):
        encryption.encrypt(path, FIRST, quiet, lambda: True)
    assert not encryption.is_encrypted(path)
    assert not sealing.key_file(path).exists()
    with pytest.raises(UnusableDatabase):
        encryption.decrypt(path, quiet)
    encryption.encrypt(path, FIRST, quiet)
    with pytest.raises(UnusableDatabase):
        encryption.encrypt(path, SECOND, quiet)
    with pytest.raises(Cancelled):
        encryption.change_passphrase(path, SECOND, quiet, lambda: True, anew=True)
    sealing.forget_keys()
    assert not encryption.opens(path, SECOND)
    assert encryption.opens(path, FIRST)


def test_backups_from_before_are_restored_into_the_encrypted_file_and_the_other_way(path: Path, tmp_path: Path):
    plain = tmp_path / "plain.db"
    plain.write_bytes(backups_of(path)[0].read_bytes())
    encryption.encrypt(path, FIRST, quiet)
    backups.restore(path, plain)
    assert encryption.is_encrypted(path)
    assert titles(path) == ["Một"]
    sealed = tmp_path / "sealed.db"
    sealed.write_bytes(backups_of(path)[0].read_bytes())
    encryption.decrypt(path, quiet)
    backups.restore(path, sealed)
    assert not encryption.is_encrypted(path)
    assert titles(path) == ["Một"]


def test_the_passphrase_comes_from_the_named_text_then_from_the_keyring(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    encryption.encrypt(path, FIRST, quiet)
    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    try:
        passphrases.remember(path, FIRST)
        passphrases.begin()
        sealing.forget_keys()
        assert titles(path) == ["Một"]
        encryption.change_passphrase(path, SECOND, quiet)  # the keyring follows
        sealing.forget_keys()
        assert titles(path) == ["Một"]
    finally:
        keyring.set_keyring(before)
    sealing.forget_keys()
    text = tmp_path / "khóa.txt"
    monkeypatch.setenv("TAP_HUAN_KEY_FILE", str(text))
    for content in (SECOND, f"\ufeff{SECOND}\r\nsecond line", f"{SECOND}\n"):
        text.write_text(content, encoding="utf-8", newline="")
        sealing.forget_keys()
        assert titles(path) == ["Một"]
    sealing.forget_keys()
    text.write_text("không phải", encoding="utf-8")
    with pytest.raises(Locked) as told:
        titles(path)
    assert told.value.code == "seal.wrong_key"
    text.unlink()
    with pytest.raises(InvalidInput) as missing:
        titles(path)
    assert missing.value.code == "seal.no_passphrase_file"


def test_an_encrypted_data_file_is_read_to_be_merged_once_its_key_is_known(path: Path):
    encryption.encrypt(path, FIRST, quiet)
    sealing.forget_keys()
    with pytest.raises(Locked) as told:
        files.read(path)
    assert told.value.details["path"] == str(path)
    encryption.unlock(path, FIRST)
    assert [row["title"] for row in files.read(path).rows("conference")] == ["Một"]


@pytest.mark.parametrize("page", [0, 1, 7])
def test_what_can_be_read_of_a_damaged_encrypted_file_is_saved_encrypted(tmp_path: Path, page: int):
    path = demo.new_sample(tmp_path / "data.db").path
    before = backup.holds(path)
    encryption.encrypt(path, FIRST, quiet)
    with path.open("r+b") as file:
        file.seek(page * 4096 + 100)
        file.write(b"damage")
    assert damaged(path)
    recovery = recovering.recover(path)
    assert recovery.salvaged.broken <= 1
    assert encryption.is_encrypted(recovery.fresh)
    recovering.accept(recovery)
    sealing.forget_keys()
    encryption.unlock(path, FIRST)
    after = backup.holds(path)
    assert before is not None
    assert after is not None
    assert after.conferences == before.conferences
    assert after.attendees >= before.attendees - 20
