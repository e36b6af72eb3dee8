"""Data sources: an address's parts, and a password that never stays in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import InvalidInput
from desktop.domain.sources import (
    ServerAddress,
    is_server,
    parse_server,
    source_name,
    with_password,
    without_password,
)

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(str.strip)


@pytest.mark.parametrize(
    ("text", "host", "port", "database", "user", "password"),
    [
        ("postgresql://ban1:m%40t@may-chu/taphuan", "may-chu", 5432, "taphuan", "ban1", "m@t"),
        ("postgres://10.0.0.5:5433/taphuan", "10.0.0.5", 5433, "taphuan", "", ""),
        ("postgresql+psycopg://a@/db?host=/var/run/postgresql", "/var/run/postgresql", 5432, "db", "a", ""),
        ("postgresql://[::1]:6000/db?user=a&password=kin", "::1", 6000, "db", "a", "kin"),
    ],
)
def test_a_pasted_address_falls_into_its_parts(text, host, port, database, user, password):
    address, found = parse_server(text)
    assert (address.host, address.port, address.database, address.user, found) == (host, port, database, user, password)
    assert parse_server(address.url(password)) == (address, password)


@given(host=st.sampled_from(["may-chu", "10.0.0.1", "::1", "/tmp/pg"]), user=words, database=words, password=words)
def test_any_name_and_password_survives_the_address(host, user, database, password):
    if "/" in database.strip("/") or not database.strip("/") or not (user and password):
        return
    address = ServerAddress(host, database.strip("/"), user, 6543)
    assert parse_server(address.url(password)) == (address, password)


@given(password=st.text("abcxyzÂ@:/?#%& ", min_size=6, max_size=12))
def test_no_password_is_left_in_what_is_kept(password):
    location = ServerAddress("may-chu", "taphuan", "ban1").url(password)
    assert without_password(location) == "postgresql://ban1@may-chu/taphuan"
    assert with_password(without_password(location), password) == location


@pytest.mark.parametrize(
    "text",
    ["", "may-chu", "postgresql://", "postgresql://may-chu", "postgresql://h:x/db", "postgresql://u:m@t/kh@u:x/y"],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(InvalidInput):
        parse_server(text)


def test_files_are_named_by_their_name_and_servers_by_their_host():
    assert source_name("/home/a/taphuan.db") == "taphuan.db"
    assert source_name("postgresql://ban1:kin@may-chu/taphuan") == "may-chu/taphuan"
    assert without_password("postgresql://u:m@t/kh@u:x/y") == "postgresql://"
    assert not is_server("/home/postgresql.db")
