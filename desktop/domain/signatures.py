"""What a signed PDF says of its signatures, and what can be believed of it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from desktop.domain.lazy_dataclass import dataclass


class After(StrEnum):
    """What came into the file after a signature."""

    NOTHING = "nothing"
    """The signature covers the whole file."""
    PROOFS = "proofs"
    """Only proofs for keeping: timestamps, certificates."""
    SIGNED = "signed"
    """Other signatures or filled fields, which a later signature covers."""
    FILLED = "filled"
    """Filled fields or annotations that nobody signed."""
    CHANGED = "changed"
    """Something that a signed document does not allow."""
    NOT_COVERED = "not_covered"
    """The signature does not even cover all of the file as it was when it was signed."""


class Trust(StrEnum):
    """Whether the certificate leads to a root the office trusts."""

    TRUSTED = "trusted"
    UNKNOWN_ROOT = "unknown_root"
    SELF_SIGNED = "self_signed"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    NOT_FOR_SIGNING = "not_for_signing"
    """Its issuer did not issue it to sign documents."""
    BROKEN = "broken"
    """The chain of certificates contradicts itself, or uses methods that are no longer safe."""


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A time that an authority vouches for."""

    at: dt.datetime
    by: str
    trusted: bool
    """Whether its own certificate leads to a root the office trusts."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature, or a timestamp over the whole document."""

    signer: str
    """The name in the certificate."""
    organisation: str
    issuer: str
    claimed_at: dt.datetime | None
    """What the signer's own clock said."""
    timestamp: Timestamp | None
    intact: bool
    """Whether what was signed is byte for byte what was signed."""
    after: After
    trust: Trust
    valid_until: dt.datetime | None
    """Of the certificate."""
    over_document: bool = False
    """A timestamp over the document instead of somebody's signature."""

    @property
    def unchanged(self) -> bool:
        """Whether the document still says what was signed."""
        return self.intact and self.after in (After.NOTHING, After.PROOFS, After.SIGNED)

    @property
    def trusted(self) -> bool:
        """Whether its certificate is."""
        return self.trust is Trust.TRUSTED

    @property
    def good(self) -> bool:
        """Whether it is whole and its certificate trusted."""
        return self.unchanged and self.trusted


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A PDF with its signatures in the order they were made."""

    name: str
    signatures: tuple[Signature, ...]

    @property
    def good(self) -> bool:
        """Whether somebody signed it, and every signature is whole and trusted."""
        people = [each for each in self.signatures if not each.over_document]
        return bool(people) and all(each.good for each in self.signatures)


@dataclass(frozen=True, slots=True)
class Root:
    """A certificate that the office trusts."""

    name: str
    organisation: str
    valid_until: dt.datetime
    fingerprint: str
    """SHA-256, in hexadecimal digits."""
    pem: bytes
