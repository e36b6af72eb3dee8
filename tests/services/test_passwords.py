"""A server's password: in the system's keyring, or nowhere."""

from __future__ import annotations

from pathlib import Path

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest

from desktop.domain.errors import AppError
from desktop.services import passwords
from tests.keyrings import InMemory

ADDRESS = "postgresql://B%C3%A0n%201@may-chu/taphuan"


class PlainFile(InMemory):
    """What writes passwords where everyone may read them says so by its priority."""

    priority = 0.5


@pytest.fixture
def ring():
    before = keyring.get_keyring()
    memory = InMemory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


def test_a_password_comes_back_for_every_database_of_the_server(ring):
    passwords.remember(ADDRESS, "bí mật/@1")
    assert passwords.password_for("postgres://Bàn 1@may-chu:5432/khac") == "bí mật/@1"
    assert passwords.password_for("postgresql://Bàn 2@may-chu/taphuan") is None
    filled = passwords.with_password(ADDRESS)
    assert "@may-chu/taphuan" in filled
    assert passwords.with_password(filled) == filled
    assert passwords.without_password(filled) == passwords.without_password(ADDRESS)
    assert "mật" not in passwords.without_password(filled)


def test_an_address_that_has_its_password_keeps_it(ring):
    passwords.remember(ADDRESS, "cũ")
    assert ":moi@" in passwords.with_password("postgresql://B%C3%A0n%201:moi@may-chu/taphuan")
    assert passwords.with_password("postgresql:///taphuan?host=/tmp") == "postgresql:///taphuan?host=%2Ftmp"


def test_a_forgotten_password_is_gone_and_forgetting_twice_does_no_harm(ring):
    passwords.remember(ADDRESS, "x")
    passwords.forget(ADDRESS)
    passwords.forget(ADDRESS)
    assert ring.kept == {}
    assert passwords.with_password(ADDRESS) == passwords.without_password(ADDRESS)


@pytest.mark.parametrize("kind", [PlainFile, keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
def test_a_computer_without_a_keyring_says_so_and_keeps_nothing(kind, ring, home: Path):
    own = kind()
    keyring.set_keyring(own)
    assert not passwords.has_keyring()
    with pytest.raises(AppError) as told:
        passwords.remember(ADDRESS, "bi mat 7")
    assert told.value.code == "password.no_keyring"
    assert passwords.password_for(ADDRESS) is None
    passwords.forget(ADDRESS)
    assert getattr(own, "kept", {}) == {}
    assert not any(b"bi mat 7" in file.read_bytes() for file in home.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    "address", ["postgresql://", "postgresql://may-chu", "postgresql://u:m@t/kh@u:x/y", "mysql://may/taphuan", "chu"]
)
def test_an_address_that_is_none_is_told_without_its_password(address):
    with pytest.raises(AppError) as told:
        passwords.with_password(address)
    assert told.value.code == "record.bad_address"
    assert "kh@u" not in str(told.value)
    assert told.value.__cause__ is None
