"""The code by which a desk finds the organizer's computer: address, port, certificate and a secret that lets one desk in.

35 letters and digits in seven groups of five, or the same number as 50 digits in a QR code. Base 27: digits and the
consonants that no Vietnamese input method (Telex, VNI) turns into something else and nobody takes for a digit.

19 bytes (152 bits) and 14 bits of check:
- 4 bytes IPv4 address, 2 bytes port;
- 6 bytes of the certificate's fingerprint, stretched by 2^17 rounds (`desktop.store.certificate.fingerprint`): somebody
  on the network who wants to pass for the organizer's computer has to try 2^65 hashes while the code is good;
- 2 bytes that name the code, 5 bytes (40 bits) that prove it: they can only be guessed by asking the server, which answers
  each wrong guess after a while, and the code is good once and for minutes.
The check finds a wrong letter but for one time in 16,384.
"""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass

LETTERS = "0123456789BCFGHJKMNPQRSTVXZ"
FINGERPRINT_BYTES = 6
NAME_BYTES = 2
SECRET_BYTES = 5
_PAYLOAD = 4 + 2 + FINGERPRINT_BYTES + NAME_BYTES + SECRET_BYTES
_CHECK_BITS = 14
_LENGTH = 35
_DIGITS = 50
_GROUP = 5
_MISTAKEN = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class JoinCode:
    """What the code says; nothing in it is proven yet."""

    host: str
    """IPv4 address of the organizer's computer."""
    port: int
    fingerprint: bytes
    """`FINGERPRINT_BYTES` of the certificate that answers there."""
    name: bytes
    """Which code it is: `NAME_BYTES`."""
    secret: bytes
    """Proves it: `SECRET_BYTES`."""

    @property
    def letters(self) -> str:
        """As it is read aloud and typed: seven groups of five."""
        number, text = self._number(), ""
        for _place in range(_LENGTH):
            number, rest = divmod(number, len(LETTERS))
            text = LETTERS[rest] + text
        return "-".join(text[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))

    @property
    def digits(self) -> str:
        """As a QR code holds it: digits only, which a scanner types alike through every keyboard."""
        return f"{self._number():0{_DIGITS}}"

    def _number(self) -> int:
        payload = ipaddress.IPv4Address(self.host).packed + self.port.to_bytes(2)
        payload += self.fingerprint + self.name + self.secret
        return int.from_bytes(payload) << _CHECK_BITS | _check(payload)

    def __repr__(self) -> str:
        return f"JoinCode({self.host!r}, {self.port})"


def read(text: str) -> JoinCode | None:
    """The code that somebody typed or scanned, in capitals or not, with or without hyphens; None for anything else."""
    kept = "".join(each for each in text.upper() if each.isalnum()).translate(_MISTAKEN)
    if not kept.isascii():
        return None
    if len(kept) == _DIGITS and kept.isdecimal():
        number = int(kept)
    elif len(kept) == _LENGTH and set(kept) <= set(LETTERS):
        number = 0
        for letter in kept:
            number = number * len(LETTERS) + LETTERS.index(letter)
    else:
        return None
    payload_number, check = number >> _CHECK_BITS, number & (1 << _CHECK_BITS) - 1
    if payload_number.bit_length() > _PAYLOAD * 8:
        return None
    payload = payload_number.to_bytes(_PAYLOAD)
    if _check(payload) != check:
        return None
    address, port, rest = payload[:4], int.from_bytes(payload[4:6]), payload[6:]
    fingerprint, name = rest[:FINGERPRINT_BYTES], rest[FINGERPRINT_BYTES:-SECRET_BYTES]
    return JoinCode(str(ipaddress.IPv4Address(address)), port, fingerprint, name, rest[-SECRET_BYTES:])


def _check(payload: bytes) -> int:
    return int.from_bytes(hashlib.sha256(payload).digest()[:2]) >> 16 - _CHECK_BITS
