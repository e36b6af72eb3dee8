"""The certificate of a server that the program runs itself: made on the spot, and pinned by the desks.

libpq has no pinning of its own. A desk therefore trusts this one certificate and no other (`sslrootcert`), asks for the
invented name in it (`host`), and goes to the address (`hostaddr`): `verify-full` then holds whatever the address is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import socket
import ssl
import struct
from pathlib import Path

from desktop.domain.errors import UnusableDatabase
from desktop.domain.join_code import FINGERPRINT_BYTES
from desktop.domain.sources import OWN_SERVER

_SSL_REQUEST = struct.pack("!ii", 8, 80877103)
"""What asks a PostgreSQL for TLS (PostgreSQL, "SSL Session Encryption")."""
_SECONDS = 5.0
_ROUNDS = 2**17
_SALT = b"tap-huan join 1"
# Clocks of laptops may be years off: the certificate ends with its server, not by a date.
_FROM, _UNTIL = dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2120, 1, 1, tzinfo=dt.UTC)


def make() -> tuple[bytes, bytes]:
    """A new key (P-256) and the certificate it signs for itself, both as PEM: (certificate, key)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, OWN_SERVER)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(OWN_SERVER)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(Encoding.PEM), key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def fingerprint(pem: bytes) -> bytes:
    """The beginning of the certificate's stretched SHA-256: short enough to type, and too slow to be met by trying."""
    der = ssl.PEM_cert_to_DER_cert(pem.decode("ascii"))
    return hashlib.pbkdf2_hmac("sha256", der, _SALT, _ROUNDS)[:FINGERPRINT_BYTES]


def fetch(host: str, port: int) -> bytes:
    """The certificate that a server shows there, as PEM; nothing is told to it. Raises UnusableDatabase."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # it is compared with the code's fingerprint, and trusted only then
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        with socket.create_connection((host, port), _SECONDS) as line:
            line.sendall(_SSL_REQUEST)
            if line.recv(1) != b"S":
                raise UnusableDatabase("join.other_server", file=host)
            with context.wrap_socket(line) as secured:
                der = secured.getpeercert(binary_form=True)
    except ssl.SSLError as error:
        raise UnusableDatabase("join.other_server", file=host) from error
    except OSError as error:
        raise UnusableDatabase("join.unreachable", file=host, port=str(port)) from error
    assert der is not None
    return ssl.DER_cert_to_PEM_cert(der).encode("ascii")


def pinned(certificate: Path, host: str) -> tuple[tuple[str, str], ...]:
    """What an address says beside `OWN_SERVER` so that only the holder of this certificate is talked to."""
    return (
        ("hostaddr", host),
        ("sslmode", "verify-full"),
        ("sslrootcert", str(certificate)),
        ("channel_binding", "require"),
    )
