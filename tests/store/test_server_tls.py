"""A server with a certificate: who checks it, what is told when it is another, and that nothing goes unencrypted unasked."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop import wording
from desktop.domain.errors import UnusableDatabase
from desktop.store import server
from desktop.store.engines import encryption, server_url
from desktop.store.upgrade import open_database

NAME = "may-chu.hbt.example"
ADDRESS = f"127.{os.getpid() % 200 + 20}.0.7"
"""Of this run alone: on this computer, but the certificate speaks of the server's name."""


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A self-signed certificate for a server of this name, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begin = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    signed = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + dt.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / f"{name}.crt", folder / f"{name}.key"
    files[0].write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    files[1].chmod(0o600)
    return files


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Path, Path]]:
    """A server that is reached by TLS alone, its certificate, and another one."""
    from tests.postgresql import Server, binaries

    installed = binaries()
    if installed is None:
        pytest.skip("PostgreSQL is not installed here")
    made = Server(installed)
    folder = tmp_path_factory.mktemp("tls")
    own, key = certificate(folder, NAME)
    other, _key = certificate(folder, "la.example")
    for file in (own, key):
        shutil.copy(file, made.folder)
        if made.user:
            shutil.chown(made.folder / file.name, "postgres", "postgres")
    (made.folder / key.name).chmod(0o600)
    with (made.data / "pg_hba.conf").open("a") as rules:
        rules.write("hostssl all postgres 127.0.0.0/8 trust\nhostnossl all all 127.0.0.0/8 reject\n")
    made.process.terminate()
    made.process.wait(20)
    settings = {
        "listen_addresses": ADDRESS,
        "ssl": "on",
        "ssl_cert_file": str(made.folder / own.name),
        "ssl_key_file": str(made.folder / key.name),
    }
    made.options += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    made.start()
    yield made, own, other
    made.stop()


def at(host: str = NAME, **options: object) -> str:
    asked = "&".join(f"{name}={value}" for name, value in {"hostaddr": ADDRESS, **options}.items())
    return f"postgresql://postgres@{host}/postgres?{asked}"


def test_beyond_this_computer_the_certificate_is_checked_and_the_connection_encrypted(tls: tuple[Any, Path, Path]):
    _server, own, _other = tls
    open_database(at(sslrootcert=own)).close()
    there = server.status(at(sslrootcert=own))
    assert there.encrypted.startswith("TLS")
    assert 0 < there.used < there.allowed <= 60
    assert server.status(at(sslmode="require")).encrypted.startswith("TLS")


@pytest.mark.parametrize("options", [{}, {"sslrootcert": "other"}, {"host": "khac.example", "sslrootcert": "own"}])
def test_a_certificate_of_another_is_told_as_such(tls: tuple[Any, Path, Path], options: dict[str, str]):
    files = {"own": tls[1], "other": tls[2]}
    given = {name: files.get(value, value) for name, value in options.items()}
    with pytest.raises(UnusableDatabase) as told:
        open_database(at(**given))
    assert told.value.code == "record.certificate"
    assert wording.error(told.value)


def test_a_server_that_encrypts_nothing_is_told_from_one_that_is_away(tls: tuple[Any, Path, Path]):
    with pytest.raises(UnusableDatabase) as told:
        open_database(at(sslmode="disable"))
    assert told.value.code == "record.no_tls"
    assert wording.error(told.value)


@pytest.mark.parametrize(
    ("address", "chosen"),
    [
        ("postgresql://u@/db?host=/tmp", {}),
        ("postgresql://u@localhost/db", {}),
        ("postgresql://u@127.0.0.1/db", {}),
        ("postgresql://u@[::1]/db", {}),
        ("postgresql://u@may-chu/db", {"sslmode": "verify-full", "sslrootcert": "system"}),
        ("postgresql://u@10.0.0.5/db?sslrootcert=/a.crt", {"sslmode": "verify-full", "sslrootcert": "/a.crt"}),
        ("postgresql://u@may-chu/db?sslmode=require", {"sslmode": "require"}),
        ("postgresql://u@may-chu/db?sslmode=disable", {"sslmode": "disable"}),
    ],
)
def test_how_a_connection_is_encrypted_follows_from_where_the_server_is(
    address: str, chosen: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    for name in ("PGSSLMODE", "PGSSLROOTCERT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert encryption(server_url(address)) == chosen
    monkeypatch.setenv("PGSSLMODE", "require")  # said by whoever looks after the computer
    assert encryption(server_url(address)).get("sslmode", "") in ("", *({"require", "disable"} & {*chosen.values()}))
