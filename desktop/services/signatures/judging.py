"""The child's judgement of each signature of a PDF, by the roots given and nothing else. Only the child imports this."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import IO, Any

from asn1crypto import x509
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from desktop.domain.signatures import After, Trust
from desktop.services.signatures import certificates
from desktop.services.signatures.certificates import Refused

_HEADER_WITHIN = 1024
"""So far into the file may its mark stand, as readers of PDF take it."""
_DAMAGED = (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError)
"""What pyHanko and what it stands on raise for files that contradict themselves."""
# Some authorities issue certificates for signing with only one of the two.
_FOR_SIGNING = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
_TRUST = {
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Trust.EXPIRED,
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Trust.UNKNOWN_ROOT,
    AdESIndeterminate.REVOKED_NO_POE: Trust.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: Trust.REVOKED,
    AdESFailure.NOT_YET_VALID: Trust.NOT_YET_VALID,
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: Trust.NOT_FOR_SIGNING,
}


@dataclass(frozen=True, slots=True)
class _Stamp:
    at: dt.datetime
    by: x509.Certificate
    trusted: bool


@dataclass(slots=True)
class _Found:
    """A signature with what was found of it; without a status it can't even be read."""

    signature: EmbeddedPdfSignature
    status: PdfSignatureStatus | DocumentTimestampStatus | None = None
    stamp: _Stamp | None = None

    @property
    def over_document(self) -> bool:
        return self.signature.sig_object_type == "/DocTimeStamp"

    @property
    def intact(self) -> bool:
        return self.status is not None and self.status.intact and self.status.valid


def signatures(path: str, roots: list[x509.Certificate]) -> list[dict[str, Any]]:
    """Each signature in the order they were made. Raises Refused for what is no PDF or can't be checked."""
    try:
        file = open(path, "rb")  # noqa: SIM115, PTH123 - closed below; the path as the program gave it
    except FileNotFoundError as problem:
        raise Refused("not_there") from problem
    except OSError as problem:
        raise Refused("not_allowed") from problem
    with file:
        if b"%PDF-" not in file.read(_HEADER_WITHIN):
            raise Refused("not_pdf")
        return _judged(file, roots)


def _judged(file: IO[bytes], roots: list[x509.Certificate]) -> list[dict[str, Any]]:
    found = [_Found(each) for each in _embedded(file)]
    proven: dt.datetime | None = None
    for each in reversed(found):  # what came later may prove when an earlier one was there already
        _look_at(each, roots, proven)
        if each.over_document and each.intact and each.stamp is not None and each.stamp.trusted:
            proven = each.stamp.at
    after = [_after(each) for each in found]
    for place, what in enumerate(after):
        later = zip(found[place + 1 :], after[place + 1 :], strict=True)
        if what is After.FILLED and any(one.intact and its in _COVERS for one, its in later):
            after[place] = After.SIGNED
    return [_plain(each, what) for each, what in zip(found, after, strict=True)]


def _embedded(file: IO[bytes]) -> list[EmbeddedPdfSignature]:
    try:
        reader = PdfFileReader(file, strict=False)
        if reader.encrypted and reader.decrypt("").status is AuthStatus.FAILED:
            raise Refused("encrypted")
        found = list(reader.embedded_signatures)
        if found and "/XFA" in reader.root["/AcroForm"]:
            raise Refused("xfa")
    except _DAMAGED as problem:
        raise Refused("damaged") from problem
    return found


def _look_at(one: _Found, roots: list[x509.Certificate], proven: dt.datetime | None) -> None:
    try:
        if one.over_document:
            status = validate_pdf_timestamp(one.signature, _context(roots))
            one.status, one.stamp = status, _Stamp(status.timestamp, status.signing_cert, status.trusted)
            return
        signed = _validated(one.signature, roots, proven)
        stamp = signed.timestamp_validity
        if stamp is not None:
            sound = stamp.intact and stamp.valid and stamp.trusted
            one.stamp = _Stamp(stamp.timestamp, stamp.signing_cert, sound)
            if sound:
                signed = _validated(one.signature, roots, stamp.timestamp)
        one.status = signed
    except _DAMAGED:
        one.status = None


def _validated(
    signature: EmbeddedPdfSignature, roots: list[x509.Certificate], moment: dt.datetime | None
) -> PdfSignatureStatus:
    return validate_pdf_signature(signature, _context(roots, moment), _context(roots), key_usage_settings=_FOR_SIGNING)


def _context(roots: list[x509.Certificate], moment: dt.datetime | None = None) -> ValidationContext:
    """The roots are always given, an empty list too: without, those of the system would be asked."""
    return ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail")


_COVERS = (After.NOTHING, After.PROOFS)


def _after(one: _Found) -> After:
    status = one.status
    if status is None or status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return After.NOT_COVERED
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return After.NOTHING
    level = status.modification_level
    if not status.docmdp_ok or level is None or level is ModificationLevel.OTHER:
        return After.CHANGED
    return After.PROOFS if level <= ModificationLevel.LTA_UPDATES else After.FILLED


def _trust(one: _Found, certificate: x509.Certificate) -> Trust:
    status = one.status
    if status is None:
        return Trust.BROKEN
    if isinstance(status, PdfSignatureStatus) and not status.seed_value_ok:
        return Trust.NOT_FOR_SIGNING
    problem = status.trust_problem_indic
    if problem is None:
        return Trust.TRUSTED if status.trusted else Trust.UNKNOWN_ROOT
    trust = _TRUST.get(problem, Trust.BROKEN)
    if trust in (Trust.UNKNOWN_ROOT, Trust.NOT_FOR_SIGNING) and certificate.self_signed != "no":
        return Trust.SELF_SIGNED
    moment = status.validation_time
    if trust is Trust.BROKEN and moment is not None:
        path = [certificate, *(status.validation_path or ())]
        if any(each.not_valid_before > moment for each in path):
            return Trust.NOT_YET_VALID
        if any(each.not_valid_after < moment for each in path):
            return Trust.EXPIRED
    return trust


def _plain(one: _Found, after: After) -> dict[str, Any]:
    """What the program gets of a signature."""
    made: dict[str, Any] = {"over_document": one.over_document, "intact": one.intact, "after": str(after)}
    try:
        certificate = one.signature.signer_cert
        made |= certificates.about(certificate) | {"issuer": certificates.name(certificate.issuer)}
        made["trust"] = str(_trust(one, certificate))
        claimed = one.signature.self_reported_timestamp
        made["claimed_at"] = claimed.timestamp() if claimed is not None else None
        if one.stamp is not None:
            made["stamp"] = (one.stamp.at.timestamp(), certificates.name(one.stamp.by.subject), one.stamp.trusted)
    except _DAMAGED:
        made["intact"] = False
    return made
