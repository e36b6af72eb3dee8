"""Certificates as the child reads them. Only the child imports this."""

from __future__ import annotations

from typing import Any

from asn1crypto import pem, x509


class Refused(Exception):
    """The file can't be used; the argument is why, the part of the code after "signed."."""


def read(data: bytes) -> list[x509.Certificate]:
    """Every certificate of a .cer, .crt or .pem file. Raises Refused when there is none."""
    try:
        found = [part for kind, _headers, part in pem.unarmor(data, True) if kind == "CERTIFICATE"]
    except ValueError:
        found = [data]
    try:
        certificates = [x509.Certificate.load(each, strict=True) for each in found]
        for each in certificates:
            about(each)  # reads what is otherwise read when it is first wanted
    except (ValueError, TypeError, KeyError, OverflowError) as problem:
        raise Refused("not_certificate") from problem
    if not certificates:
        raise Refused("not_certificate")
    return certificates


def about(certificate: x509.Certificate) -> dict[str, Any]:
    """A certificate as plain values."""
    return {
        "name": name(certificate.subject),
        "organisation": organisation(certificate.subject),
        "valid_until": certificate.not_valid_after.timestamp(),
        "fingerprint": certificate.sha256.hex(),
        "pem": pem.armor("CERTIFICATE", certificate.dump()),
    }


def name(whose: x509.Name) -> str:
    """Who a certificate is about."""
    return _part(whose, "common_name", "organizational_unit_name", "organization_name", "email_address")


def organisation(whose: x509.Name) -> str:
    """The organisation, the larger one last: "Sở Nội vụ, UBND tỉnh"."""
    known = (_part(whose, "organizational_unit_name"), _part(whose, "organization_name"))
    return ", ".join(dict.fromkeys(each for each in known if each))


def _part(whose: x509.Name, *parts: str) -> str:
    """The first of these parts that a name has."""
    known = whose.native
    for part in parts:
        value = known.get(part, "")
        text = value[0] if isinstance(value, list) and value else value
        if text:
            return str(text)
    return ""
