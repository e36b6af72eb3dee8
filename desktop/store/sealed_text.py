"""A text sealed by the key of an encrypted data file: what leaves that file for another desk is no plainer than itself.

The text bears the wrapped key, as a key file does: the passphrase of the data file, or its recovery key, opens it anywhere.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from desktop.store.sealing import DataKey, Wrap

_VERSION = 100
"""Above that of any plain one: a program that knows of no seal says that the file is newer."""
_FORMAT = "tap-huan desk"
_BEGINS = f'{{"format":"{_FORMAT}","version":{_VERSION},"sealed":'.encode()
_HEAD = 4096
"""Bytes in which the seal ends."""
_PURPOSE = "exchange file"
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Seal:
    """Which key opens a file, and that key wrapped by a passphrase where it stands there."""

    identity: bytes
    wrap: Wrap | None


def may_be_sealed(first: bytes) -> bool:
    """Whether a file that begins with these bytes may be a sealed text: a data file never is."""
    return bool(first) and _BEGINS.startswith(first)


def seal_on(file: Path) -> Seal | None:
    """The seal of a sealed text; None for any other file. Never of a data file: closing it lets go of SQLite's locks."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return None
    if not head.startswith(_BEGINS):
        return None
    with suppress(ValueError, KeyError, TypeError, RecursionError):
        told, _end = json.JSONDecoder().raw_decode(head[len(_BEGINS) :].decode("ascii", "replace"))
        return _read(told)
    return None


def _read(told: Mapping[str, object]) -> Seal:
    from desktop.store.sealing import IDENTITY_BYTES, Wrap

    identity = bytes.fromhex(str(told["id"]))
    if len(identity) != IDENTITY_BYTES:
        raise ValueError(identity)
    return Seal(identity, Wrap.read(dict(told)) if "wrapped" in told else None)


def sealed(content: bytes, key: DataKey, wrap: Wrap | None) -> bytes:
    """The text sealed by AES-256-GCM; `wrap` lets a passphrase open it, without one only the recovery key does."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    closed = AESGCM(key.derived(_PURPOSE)).encrypt(nonce, content, key.identity)
    head = json.dumps(wrap.written() if wrap else {"id": key.identity.hex()}, separators=(",", ":")).encode()
    return b"".join((_BEGINS, head, b',"content":"', base64.b64encode(nonce + closed), b'"}'))


def is_sealed(document: Mapping[str, object]) -> bool:
    """Whether a JSON document is a sealed text."""
    return document.get("version") == _VERSION and isinstance(document.get("sealed"), dict)


def opened(document: Mapping[str, object]) -> bytes:
    """The text, by a key that this run knows. Raises ValueError when it is damaged, or no such key is known."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from desktop.store import sealing

    told = document["sealed"]
    if not isinstance(told, dict):
        raise ValueError(told)
    try:
        key = sealing.known(_read(told).identity)
        content = base64.b64decode(str(document["content"]), validate=True)
        if key is None:
            raise ValueError(told)
        return AESGCM(key.derived(_PURPOSE)).decrypt(content[:_NONCE], content[_NONCE:], key.identity)
    except (InvalidTag, KeyError, TypeError, binascii.Error) as error:
        raise ValueError(told) from error
