"""How the key of an encrypted data file is spelled on paper: letters and digits that nobody mistakes, in groups, with a check."""

from __future__ import annotations

import hashlib

SECRET_BYTES = 20
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U (Crockford's)."""
_MISTAKEN = str.maketrans("OIL", "011", " -–—._\u00a0\t\r\n")
_CHECK = 4
_LENGTH = SECRET_BYTES * 8 // 5 + _CHECK
_GROUP = 4


def spelled(secret: bytes) -> str:
    """A secret of `SECRET_BYTES` bytes as it is printed: nine groups of four."""
    text = _base32(int.from_bytes(secret), SECRET_BYTES * 8 // 5) + _check(secret)
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def read(text: str) -> bytes | None:
    """The secret that somebody typed from paper, in capitals or not, with or without hyphens; None for anything else."""
    letters = text.upper().translate(_MISTAKEN)
    if len(letters) != _LENGTH or not set(letters) <= set(_LETTERS):
        return None
    number = 0
    for letter in letters[:-_CHECK]:
        number = number * 32 + _LETTERS.index(letter)
    secret = number.to_bytes(SECRET_BYTES)
    return secret if letters[-_CHECK:] == _check(secret) else None


def _check(secret: bytes) -> str:
    return _base32(int.from_bytes(hashlib.sha256(secret).digest()[:3]) % 32**_CHECK, _CHECK)


def _base32(number: int, length: int) -> str:
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(length)))
