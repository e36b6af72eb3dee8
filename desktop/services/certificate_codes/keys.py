"""The office's key pair for certificates: made once, kept in the record.

It is as safe as everything else of the record: in an encrypted data file it is encrypted, on a server only organizers' logins
read its table, and no desk's file or copy takes it along.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from desktop.domain.areas import Area
from desktop.domain.certificate_code import fingerprint, key_id
from desktop.domain.errors import UnreadableFile
from desktop.services import journal
from desktop.store.tables import SigningKey
from desktop.store.transaction import Transaction

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

_KEY = uuid.UUID("6b657920-6f66-4000-8000-000000000001")
"""The one row, whichever desk writes it first."""
_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What others check the office's certificates with."""

    pem: str
    der: bytes
    """SubjectPublicKeyInfo."""

    @property
    def id(self) -> str:
        """How codes name it."""
        return key_id(self.der)

    @property
    def fingerprint(self) -> str:
        """For people to compare."""
        return fingerprint(self.der)


def public(tx: Transaction) -> PublicKey | None:
    """The office's public key; None while no certificate was ever issued with a code."""
    pem = tx.scalar(select(SigningKey.public_key))
    return None if pem is None else from_pem(pem.encode())


def private(tx: Transaction) -> tuple[str, PublicKey]:
    """The office's private key (PKCS 8, PEM) and its public key, made now when there are none."""
    row = tx.scalars(select(SigningKey)).first() or _made(tx)
    return row.private_key, from_pem(row.public_key.encode())


def _made(tx: Transaction) -> SigningKey:
    """A new key pair in the record, or that of another desk which was a moment faster."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    made = ec.generate_private_key(ec.SECP256R1())
    row = SigningKey(
        id=_KEY,
        private_key=made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        public_key=made.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
    )
    with journal.entry(tx, "certificate.key_made", {Area.DOCUMENTS}):
        try:
            with tx.begin_nested():
                tx.add(row)
        except IntegrityError:
            return tx.scalars(select(SigningKey)).one()
    return row


def from_pem(data: bytes) -> PublicKey:
    """A public key over P-256 as exported. Raises UnreadableFile("certificate.not_key") for anything else."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

    try:
        key = load_pem_public_key(data)
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise UnreadableFile("certificate.not_key", file="") from problem
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise UnreadableFile("certificate.not_key", file="")
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return PublicKey(pem, key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def from_file(path: Path) -> PublicKey:
    """A public key that another office exported. Raises UnreadableFile("certificate.not_key" | "certificate.no_file")."""
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as problem:
        raise UnreadableFile("certificate.no_file", file=path.name) from problem
    try:
        return from_pem(data)
    except UnreadableFile as problem:
        raise UnreadableFile("certificate.not_key", file=path.name) from problem


def loaded(key: PublicKey) -> EllipticCurvePublicKey:
    """The key to verify with."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    found = load_der_public_key(key.der)
    assert isinstance(found, ec.EllipticCurvePublicKey)
    return found
