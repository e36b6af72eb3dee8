"""An authority, the offices and people it issued certificates to, and what they sign."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and the certificate for it."""

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def loaded(self) -> asn1.Certificate:
        return asn1.Certificate.load(self.der)

    @property
    def private(self) -> keys.PrivateKeyInfo:
        data = self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return keys.PrivateKeyInfo.load(data)


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def issued(
    common: str,
    organisation: str = "Sở Nội vụ",
    by: Holder | None = None,
    *,
    authority: bool = False,
    stamps: bool = False,
    signs: bool = True,
    starts: dt.datetime = NOW - _YEAR,
    ends: dt.datetime = NOW + _YEAR,
) -> Holder:
    """A certificate; without `by` its own holder issued it."""
    # pyHanko's own authority for timestamps signs with RSA alone.
    key = rsa.generate_private_key(65537, 2048) if stamps else ec.generate_private_key(ec.SECP256R1())
    subject = _name(common, organisation)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(authority, None), True)
        .add_extension(x509.KeyUsage(signs, signs, not signs, False, False, authority, authority, False, False), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    certificate = made.sign(by.key if by else key, hashes.SHA256())
    return Holder(key, certificate, (by.certificate, *by.chain) if by else ())


def _store() -> SimpleCertificateStore:
    return SimpleCertificateStore()  # type: ignore[no-untyped-call]


@cache
def authority() -> Holder:
    return issued(
        "Gốc Chứng thực Thử nghiệm", "Ban Thử nghiệm", authority=True, ends=NOW + 5 * _YEAR, starts=NOW - 5 * _YEAR
    )


@cache
def intermediate() -> Holder:
    return issued(
        "CA Cơ quan", "Ban Thử nghiệm", authority(), authority=True, starts=NOW - 5 * _YEAR, ends=NOW + 4 * _YEAR
    )


@cache
def clerk() -> Holder:
    return issued("Nguyễn Thị Hà", "Sở Nội vụ tỉnh Thử Nghiệm", intermediate())


@cache
def head() -> Holder:
    return issued("Đặng Quốc Ước", "Ủy ban nhân dân tỉnh Thử Nghiệm", intermediate())


@cache
def stamper() -> Holder:
    return issued("Dấu thời gian Thử nghiệm", "Ban Thử nghiệm", authority(), stamps=True, starts=NOW - 5 * _YEAR)


@cache
def paper() -> bytes:
    """An ordinary PDF."""
    made = typst.compile(
        b"#set document(date: none)\nDanh s\xc3\xa1ch \xc4\x91i\xe1\xbb\x83m danh #pagebreak() Trang 2"
    )
    assert isinstance(made, bytes)
    return made


def signed(
    pdf: bytes, who: Holder, field: str = "A", *, stamp: Holder | None = None, stamped_at: dt.datetime | None = None
) -> bytes:
    """The PDF signed once more."""
    store = _store()
    store.register_multiple(asn1.Certificate.load(each.public_bytes(serialization.Encoding.DER)) for each in who.chain)
    signer = signers.SimpleSigner(signing_cert=who.loaded, signing_key=who.private, cert_registry=store)
    chain = _store()
    stamps = DummyTimeStamper(stamp.loaded, stamp.private, chain, fixed_dt=stamped_at) if stamp is not None else None
    made = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)),
        signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", reason="Kiểm tra"),
        signer,
        timestamper=stamps,
        new_field_spec=SigFieldSpec(field),
        output=io.BytesIO(),
    )
    return bytes(made.getvalue())


def stamped(pdf: bytes, who: Holder, at: dt.datetime) -> bytes:
    """The PDF with a timestamp over all of it."""
    stamps = DummyTimeStamper(who.loaded, who.private, _store(), fixed_dt=at)
    made = signers.PdfTimeStamper(stamps).timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), "sha256")
    return bytes(made.getvalue())


def written(folder: Path, pdf: bytes, name: str = "văn bản đã ký.pdf") -> Path:
    path = folder / name
    path.write_bytes(pdf)
    return path
