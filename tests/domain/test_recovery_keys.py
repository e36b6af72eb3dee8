"""Recovery keys: typed back from paper as people type, and a slip is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import recovery_keys

SECRETS = st.binary(min_size=recovery_keys.SECRET_BYTES, max_size=recovery_keys.SECRET_BYTES)


@given(SECRETS)
def test_what_is_printed_can_be_typed_in_any_way(secret: bytes):
    printed = recovery_keys.spelled(secret)
    assert [len(group) for group in printed.split("-")] == [4] * 9
    for typed in (printed, printed.lower(), printed.replace("-", ""), f" {printed.replace('-', ' ')}\n"):
        assert recovery_keys.read(typed) == secret
    assert recovery_keys.read(printed.replace("0", "O").replace("1", "l")) == secret


@given(SECRETS, st.integers(0, 31), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_letter_is_noticed(secret: bytes, place: int, letter: str):
    letters = recovery_keys.spelled(secret).replace("-", "")
    slip = letters[:place] + letter + letters[place + 1 :]
    assert recovery_keys.read(slip) in (None, secret) if letter == letters[place] else True
    if letter != letters[place]:
        # One slip in a million passes the check of 20 bits: then it is another secret, which opens nothing.
        assert recovery_keys.read(slip) != secret


@pytest.mark.parametrize("text", ["", "mật khẩu của tôi", "0000-0000", "U" * 36])
def test_a_passphrase_is_no_recovery_key(text: str):
    assert recovery_keys.read(text) is None
