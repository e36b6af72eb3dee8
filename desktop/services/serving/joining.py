"""A desk finds the organizer's computer by its code, and gets a login of its own there."""

from __future__ import annotations

import hashlib
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from desktop import own_files, paths
from desktop.domain.errors import AppError, UnusableDatabase
from desktop.domain.names import normalise
from desktop.domain.sources import ServerAddress, parse_server
from desktop.services import passwords
from desktop.services.desks.desk_file import DeskFile
from desktop.services.serving import connection_file
from desktop.services.serving.connection_file import Invitation
from desktop.store import certificate, desk_register, server
from desktop.whole_file import write_whole

_REFUSED = frozenset({"record.wrong_password", "record.login_locked"})


@dataclass(frozen=True, slots=True)
class Joined:
    """A desk of the server now."""

    address: str
    """Where to open it; without a password."""
    title: str
    """What the desk is called there."""
    known: bool
    """Whether it had joined before, and only the address is new."""


def join(text: str, title: str) -> Joined:
    """Join by a code or a connection file, under this name.

    Raises AppError: not a code, nobody there, another computer there, a code that is wrong, used or old.
    """
    invitation = connection_file.read(text)
    place, host = invitation.server, dict(invitation.server.options).get("hostaddr", "")
    pem = invitation.certificate
    if invitation.fingerprint:
        pem = certificate.fetch(host, place.port)
        if certificate.fingerprint(pem) != invitation.fingerprint:
            raise UnusableDatabase("join.other_server", file=host)
    note = paths.data_folder() / "desks" / hashlib.sha256(pem or place.url().encode()).hexdigest()[:24]
    if pem:
        own_files.make_folder(note.parent)
        write_whole(note.with_suffix(".crt"), pem)
        pinned = certificate.pinned(note.with_suffix(".crt"), host) if host else ()
        place = replace(place, options=pinned or (*place.options, ("sslrootcert", str(note.with_suffix(".crt")))))
    before = _before(note, place)
    if before is not None and (joined := _at_new_address(before)):
        return joined
    login, password = _ask(place, invitation, title)
    address = replace(place, user=login).url()
    kept = _keep(address, password, note)
    write_whole(note.with_suffix(".joined"), json.dumps({"address": kept}).encode())
    if before is not None:
        _bring_over(before, kept)
    return Joined(kept, login, known=False)


def _ask(place: ServerAddress, invitation: Invitation, title: str) -> tuple[str, str]:
    """(login, its password). The password is made here; the server gets what it hashes to."""
    code = replace(place, user=desk_register.code_login(invitation.name))
    password = secrets.token_urlsafe(24)
    try:
        with server.working(code.url(invitation.secret.hex())) as connection:
            login = desk_register.join(connection, normalise(title), password)
    except UnusableDatabase as error:
        if error.code in _REFUSED:
            raise AppError("join.refused") from error
        raise
    return login, password


def _keep(address: str, password: str, note: Path) -> str:
    """The address with which the password is found again: the keyring's, or a file of this user's where there is none."""
    try:
        passwords.remember(address, password)
    except AppError:
        file = note.with_suffix(".pass")
        file.touch(mode=0o600)
        write_whole(file, f"*:*:*:*:{password}\n".encode())
        file.chmod(0o600)
        found, _none = parse_server(address)
        return replace(found, options=(*found.options, ("passfile", str(file)))).url()
    return address


def _before(note: Path, place: ServerAddress) -> str | None:
    """The address under which this desk joined the same server before, as it is to be reached now."""
    try:
        stored = json.loads(note.with_suffix(".joined").read_text(encoding="utf-8"))
        before, _none = parse_server(str(stored["address"]))
    except (OSError, ValueError, KeyError, TypeError, AppError):
        return None
    passfile = tuple(each for each in before.options if each[0] == "passfile")
    return replace(place, user=before.user, options=(*place.options, *passfile)).url()


def _at_new_address(address: str) -> Joined | None:
    """This desk under the login it has; None when that is not good any more."""
    with suppress(AppError):
        server.test_login(passwords.with_password(address))
        return Joined(address, parse_server(address)[0].user, known=True)
    return None


def _bring_over(before: str, now: str) -> None:
    """What still waits under the login that is gone goes on under the new one."""
    old, new = DeskFile.of(before).path, DeskFile.of(now).path
    if old.exists() and not new.exists():
        for end in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                old.with_name(old.name + end).replace(new.with_name(new.name + end))
        old.with_suffix(".json").unlink(missing_ok=True)
