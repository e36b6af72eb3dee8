"""The text in a certificate's QR code: what the paper says and the office's signature over it, in one line.

`THGCN1|key|date|number|name|signature`. The mark names the version of the form. Key: the first 8 bytes of the SHA-256 of the
public key (DER, SubjectPublicKeyInfo). Date: ISO 8601. Number and name: the exact text in NFC, with only `%` and `|` written
as `%25` and `%7C`. Signature: ECDSA over P-256 with SHA-256 (FIPS 186-5) of the UTF-8 bytes before the last `|`, as r and s of
32 bytes each. Key and signature are base64url without `=` (RFC 4648, 5). The page that checks without the program
(`resources/certificate-check`) reads the same form.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

MARK = "THGCN1"
SIGNATURE_BYTES = 64
_ANY_VERSION = re.compile(r"THGCN\S{1,3}\|", re.IGNORECASE)
"""A scanner types through the keyboard's layout, which may put a letter for the digit, and with Caps Lock."""
_FIELDS = 6
_TYPED = (3, 4)
"""The fields with spaces of their own: number and name."""
_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_AROUND = re.compile(r"^{0}|{0}$".format(r"[\s\x00\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]+"))
"""White space, and what nobody sees: byte order marks of files and pipes, marks of direction copied along."""


class CodeVerdict(StrEnum):
    """What a certificate's code comes to."""

    GENUINE = "genuine"
    CHANGED = "changed"
    """The key is known and the signature is not its own over this text."""
    UNKNOWN_KEY = "unknown_key"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What is signed of a certificate, as printed."""

    number: str
    """05/GCN-UBND."""
    full_name: str
    issued_on: dt.date


@dataclass(frozen=True, slots=True)
class CertificateCode:
    """A code taken apart; nothing in it is proven yet."""

    key_id: str
    day: str
    number: str
    full_name: str
    statement: str
    """What the signature is over."""
    signature: bytes | None
    """r and s; None where it is not 64 bytes in their one spelling, and so is nobody's."""

    @property
    def issued_on(self) -> dt.date | None:
        """The date of issue; None for one that is in no calendar."""
        try:
            return dt.date.fromisoformat(self.day)
        except ValueError:
            return None


def key_id(public_der: bytes) -> str:
    """How a code names the key it is signed with: 11 characters."""
    return _plain(hashlib.sha256(public_der).digest()[:8])


def fingerprint(public_der: bytes) -> str:
    """The SHA-256 of a public key for people to compare: sixteen groups of four hexadecimal digits."""
    digits = hashlib.sha256(public_der).hexdigest().upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def statement(facts: CertificateFacts, key: str) -> str:
    """What is to be signed."""
    return "|".join((MARK, key, facts.issued_on.isoformat(), _escaped(facts.number), _escaped(facts.full_name)))


def signed(text: str, signature: bytes) -> str:
    """The whole code of a statement and its signature (r and s, 64 bytes)."""
    return f"{text}|{_plain(signature)}"


def is_certificate(text: str) -> bool:
    """Whether a text scanned or typed begins as a certificate's code does, of whatever version."""
    return _ANY_VERSION.match(_AROUND.sub("", text)) is not None


def readings(text: str) -> list[CertificateCode]:
    """A code taken apart, in each way that it may have been sent; empty for a text that is none, or of another version.

    Mail that breaks a long line puts the break between two letters, or in place of a space of the name.
    """
    trimmed = _AROUND.sub("", text)
    parts = trimmed.split("|")
    wrapped = "|".join(_unwrapped(part) if at in _TYPED else _BREAK.sub("", part) for at, part in enumerate(parts))
    found = (read(each) for each in dict.fromkeys((re.sub(r"[\r\n]+", "", trimmed), wrapped)))
    return [each for each in found if each is not None]


def read(text: str) -> CertificateCode | None:
    """A code taken apart; None for a text that is none, or of another version.

    What is not seen around it is passed over, and so are line breaks in it.
    """
    whole = unicodedata.normalize("NFC", re.sub(r"[\r\n]+", "", _AROUND.sub("", text)))
    parts = whole.split("|")
    if len(parts) != _FIELDS or parts[0] != MARK:
        return None
    _mark, key, day, number, name, signature = parts
    over = whole[: whole.rindex("|")]
    return CertificateCode(key, day, _unescaped(number), _unescaped(name), over, _bytes(signature))


def _unwrapped(part: str) -> str:
    """A number or name whose breaks stood for spaces, except at its ends."""
    return _BREAK.sub(lambda found: " " if found.start() and found.end() < len(part) else "", part)


def _escaped(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("%", "%25").replace("|", "%7C")


def _unescaped(text: str) -> str:
    return text.replace("%7C", "|").replace("%25", "%")


def _plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes | None:
    """The signature, when this is the one way to write it: its last letter has bits to spare."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    return data if len(data) == SIGNATURE_BYTES and _plain(data) == text else None
