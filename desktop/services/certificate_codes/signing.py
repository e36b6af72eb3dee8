"""Codes signed with the office's key, and codes judged by the keys that are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.domain import certificate_code as codes
from desktop.domain.certificate_code import CertificateCode, CertificateFacts, CodeVerdict
from desktop.services.certificate_codes import keys
from desktop.services.certificate_codes.keys import PublicKey
from desktop.store.transaction import Transaction

_HALF = codes.SIGNATURE_BYTES // 2


@dataclass(frozen=True, slots=True)
class Checked:
    """What a text came to. What it says counts only when it is genuine."""

    verdict: CodeVerdict
    code: CertificateCode | None = None
    """None when the text could not be read."""
    key: PublicKey | None = None
    """The key it is signed with, or claims to be; None for an unknown one."""


def sign(tx: Transaction, facts: Sequence[CertificateFacts]) -> list[str]:
    """The code of each certificate. The first ones of an office make its key."""
    if not facts:
        return []
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    pem, public = keys.private(tx)
    key = load_pem_private_key(pem.encode(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    found = []
    for each in facts:
        text = codes.statement(each, public.id)
        r, s = decode_dss_signature(key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        found.append(codes.signed(text, r.to_bytes(_HALF) + s.to_bytes(_HALF)))
    return found


def check(text: str, known: Iterable[PublicKey]) -> Checked:
    """Judge a code by the keys that are known, and by nothing else."""
    keys_by_id = {each.id: each for each in known}
    judged = [_judged(code, keys_by_id.get(code.key_id)) for code in codes.readings(text)]
    if not judged:
        return Checked(CodeVerdict.UNREADABLE)
    return next((each for each in judged if each.verdict is CodeVerdict.GENUINE), judged[0])


def _judged(code: CertificateCode, key: PublicKey | None) -> Checked:
    if key is None:
        return Checked(CodeVerdict.UNKNOWN_KEY, code)
    return Checked(CodeVerdict.GENUINE if _verifies(code, key) else CodeVerdict.CHANGED, code, key)


def _verifies(code: CertificateCode, key: PublicKey) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    if code.signature is None:
        return False
    r, s = (int.from_bytes(half) for half in (code.signature[:_HALF], code.signature[_HALF:]))
    try:
        keys.loaded(key).verify(encode_dss_signature(r, s), code.statement.encode(), ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True
