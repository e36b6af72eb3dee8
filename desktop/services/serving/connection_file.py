"""What a desk needs to join a server: from a code, or whole in a file that fits on a stick ("tệp kết nối")."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain import join_code
from desktop.domain.errors import AppError, InvalidInput, UnreadableFile
from desktop.domain.join_code import NAME_BYTES, SECRET_BYTES
from desktop.domain.sources import OWN_SERVER, ServerAddress, parse_server
from desktop.whole_file import write_whole

SUFFIX = ".taphuan-ketnoi"
_FORM = "tap-huan-join-1"
_MOST = 64 * 1024
_TOLD = ("hostaddr", "sslmode", "channel_binding")
"""What of an address's options a file hands on; paths of the other computer it does not."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A server, and the code that lets one desk in there."""

    server: ServerAddress
    """Without a login."""
    certificate: bytes
    """What to trust there, as PEM; b"" where it has to be fetched and compared, or the server has none of its own."""
    fingerprint: bytes
    """What that has to be; b"" where the certificate itself is given, or there is none."""
    name: bytes
    secret: bytes

    def __repr__(self) -> str:
        return f"Invitation({self.server.name!r})"


def read(text: str) -> Invitation:
    """A code that was typed or scanned, or the path of a connection file. Raises InvalidInput, UnreadableFile."""
    stripped = text.strip().strip('"')
    if not stripped:
        raise InvalidInput("join.missing", field="code")
    code = join_code.read(stripped)
    if code is None:
        path = Path(stripped).expanduser()
        if stripped.endswith(SUFFIX) or path.is_file():
            return read_file(path)
        raise InvalidInput("join.misread", field="code")
    server = ServerAddress(OWN_SERVER, "taphuan", "", code.port, (("hostaddr", code.host),))
    return Invitation(server, b"", code.fingerprint, code.name, code.secret)


def read_file(path: Path) -> Invitation:
    """Raises UnreadableFile."""
    try:
        with path.open("rb") as file:
            stored = json.loads(file.read(_MOST))
        if stored["form"] != _FORM:
            raise ValueError
        server, _password = parse_server(stored["address"])
        name, secret = bytes.fromhex(stored["name"]), bytes.fromhex(stored["secret"])
        if (len(name), len(secret)) != (NAME_BYTES, SECRET_BYTES):
            raise ValueError
        certificate = str(stored["certificate"]).encode("ascii")
    except OSError as error:
        raise UnreadableFile("file.missing", file=path.name) from error
    except (ValueError, KeyError, TypeError, AppError) as error:
        raise UnreadableFile("join.no_file", file=path.name) from error
    options = tuple((key, value) for key, value in server.options if key in _TOLD)
    return Invitation(replace(server, user="", options=options), certificate, b"", name, secret)


def write(path: Path, server: ServerAddress, certificate: str, name: bytes, secret: bytes) -> None:
    """Write the file for one desk. Raises AppError("file.cannot_write")."""
    options = tuple((key, value) for key, value in server.options if key in _TOLD)
    stored = {
        "form": _FORM,
        "address": replace(server, user="", options=options).url(),
        "certificate": certificate,
        "name": name.hex(),
        "secret": secret.hex(),
    }
    write_whole(path, json.dumps(stored, indent=1).encode())
