"""A desk's book out of an encrypted data file is sealed by the same key: nobody reads on a lost stick what the file hides."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import InvalidInput, UnreadableFile
from desktop.services import encryption
from desktop.services.desks import exchange, files
from desktop.store import sealed_text, sealing
from desktop.store.database import Database
from desktop.store.sealing import Locked
from desktop.store.upgrade import open_database
from tests.services.attendance.hall import Hall, fill, open_hall

PASSPHRASE = "chùm khóa của phòng"


@pytest.fixture
def beginning():
    return fill


@pytest.fixture
def book(sqlite: Database, tmp_path: Path) -> Path:
    """Written by the desk of an encrypted data file; its key is forgotten since."""
    hall = open_hall(sqlite)
    sqlite.close()
    assert sqlite.path is not None
    encryption.encrypt(sqlite.path, PASSPHRASE, lambda _done, _of: None)
    made = tmp_path / "ban-2.desk"
    written(sqlite.path, made, hall)
    sealing.forget_keys()
    return made


def written(path: Path, book: Path, hall: Hall) -> None:
    database = open_database(path, desk="Bàn 2")
    Hall(database, hall.conference_id, hall.morning, hall.afternoon, hall.people).let_in("Nguyễn Thị Hà")
    database.write(lambda tx: files.export_file(tx, book, sensitive=True))
    database.close()


def names(book: Path) -> set[str]:
    return {row["full_name"] for row in files.read(book).rows("attendee")}


def test_nothing_in_the_book_can_be_read(book: Path):
    content = book.read_bytes()
    assert content.isascii()
    assert all(word not in content.decode() for word in ("Nguy", "0912345600", "attendee", "made_at"))


def test_it_is_merged_where_the_key_is_known_or_its_passphrase_told(book: Path):
    with pytest.raises(Locked) as locked:
        files.read(book)
    assert locked.value.code == "seal.locked"
    assert locked.value.details["path"] == str(book)
    with pytest.raises(InvalidInput) as wrong:
        sealing.unlock(book, "không phải")
    assert wrong.value.code == "seal.wrong_key"
    sealing.unlock(book, PASSPHRASE)
    assert "Nguyễn Thị Hà" in names(book)


def test_the_passphrase_is_looked_for_where_that_of_data_files_is(book: Path):
    sealing.ask(lambda path, identity: [PASSPHRASE] if path == book and identity else [])
    assert "Nguyễn Thị Hà" in names(book)


def test_the_recovery_key_opens_it_too_even_where_no_key_file_was_left(book: Path, sqlite: Database, tmp_path: Path):
    assert sqlite.path is not None
    key = sealing.unlock(book, PASSPHRASE)
    bare = tmp_path / "bare.desk"
    bare.write_bytes(sealed_text.sealed(sealed_text.opened(json.loads(book.read_bytes())), key, None))
    sealing.forget_keys()
    with pytest.raises(Locked) as locked:
        files.read(bare)
    assert locked.value.code == "seal.key_file_lost"
    sealing.unlock(bare, key.spelled)
    assert "Nguyễn Thị Hà" in names(bare)


def test_a_changed_book_is_damaged_and_an_older_program_calls_it_newer(book: Path, tmp_path: Path):
    sealing.unlock(book, PASSPHRASE)
    told = json.loads(book.read_bytes())
    assert told["version"] > exchange.VERSION
    assert told["format"] == exchange.FORMAT
    content = told["content"]
    for changed in ("A" + content[1:], content[:-8], content + "AAAA", "", "không", None):
        other = tmp_path / "khác.desk"
        other.write_text(json.dumps({**told, "content": changed}, separators=(",", ":")), encoding="utf-8")
        if changed == content:
            continue
        with pytest.raises(UnreadableFile) as refused:
            files.read(other)
        assert refused.value.code == "desk.damaged"


def test_a_plain_data_file_gives_a_plain_book(sqlite: Database, tmp_path: Path):
    made = tmp_path / "ban-1.desk"
    hall = open_hall(sqlite)
    hall.database.write(lambda tx: files.export_file(tx, made))
    assert "Nguyễn Thị Hà" in made.read_text(encoding="utf-8")
    shutil.copy(made, tmp_path / "again.desk")
    assert "Nguyễn Thị Hà" in names(tmp_path / "again.desk")


def test_a_data_file_that_is_open_is_not_opened_again_for_its_key(sqlite: Database, monkeypatch):
    """On POSIX to close it a second time lets go of the locks that SQLite holds on it."""
    path = sqlite.path
    assert path is not None

    def never(*_args, **_options):
        raise AssertionError

    monkeypatch.setattr(Path, "open", never)
    assert sealing.key_of(path) is None


@given(st.data())
def test_whatever_stands_at_a_books_beginning_is_no_seal_or_a_whole_one(tmp_path_factory, data):
    key = sealing.DataKey(bytes(32))
    whole = sealed_text.sealed(b"{}", key, sealing.Wrap(key.identity, b"s" * 16, {"n": 2, "r": 1, "p": 1}, b"w" * 60))
    place = data.draw(st.integers(0, 300))
    noise = data.draw(st.binary(max_size=8))
    file = tmp_path_factory.getbasetemp() / "noise.desk"
    file.write_bytes(whole[:place] + noise + whole[place + len(noise) :])
    seal = sealed_text.seal_on(file)
    assert seal is None or len(seal.identity) == sealing.IDENTITY_BYTES
