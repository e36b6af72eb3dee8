"""The pages of an encrypted data file one by one, as SQLCipher 4 writes them.

Each has a seal of its own: what is damaged is known for sure, and the pages beside it are read all the same.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from desktop.store import sealing
from desktop.store.sealing import PLAIN, DataKey

SIZE = 4096
RESERVED = 80
"""Bytes at the end of each page: 16 that the encryption begins with, 64 of the seal."""
_SEAL = 64


class PageKey:
    """Opens the pages of one file."""

    def __init__(self, key: DataKey) -> None:
        self._key = key.derived("data file")
        salt = bytes(each ^ 0x3A for each in sealing.MAGIC + key.identity)
        self._seal = hashlib.pbkdf2_hmac("sha512", self._key, salt, 2, 32)

    def opened(self, number: int, page: bytes) -> bytes:
        """The page of this number, counted from 1, as a plain file has it; zeros when its seal is broken."""
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        start = len(PLAIN) if number == 1 else 0
        body, begins, seal = page[start:-RESERVED], page[-RESERVED:-_SEAL], page[-_SEAL:]
        told = hmac.digest(self._seal, body + begins + number.to_bytes(4, "little"), "sha512")
        if len(page) != SIZE or not hmac.compare_digest(told, seal):
            return bytes(SIZE)
        reader = Cipher(algorithms.AES(self._key), modes.CBC(begins)).decryptor()
        return PLAIN[:start] + reader.update(body) + reader.finalize() + bytes(RESERVED)


def key_of(path: Path) -> PageKey | None:
    """What opens a file's pages; None for a plain file. Raises Locked."""
    key = sealing.key_of(path)
    return PageKey(key) if key is not None else None


def opened(data: bytes, key: PageKey) -> bytes:
    """A whole encrypted file as a plain one would be."""
    starts = range(0, len(data) - SIZE + 1, SIZE)
    return b"".join(key.opened(number, data[start : start + SIZE]) for number, start in enumerate(starts, 1))
