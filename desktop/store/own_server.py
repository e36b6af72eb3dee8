"""A PostgreSQL of the program's own, for as long as a conference has several desks: made, started, stopped, removed.

Its data lie in one folder that only its owner reads. It listens on this computer and at the one address chosen, speaks
TLS with a certificate of its own (`store.certificate`) and asks everybody for a password (SCRAM-SHA-256, RFC 7677).
`pg_ctl` starts it, for on Windows nothing else may where an administrator is signed in.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import socket
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

from desktop import own_files, paths
from desktop.domain.errors import AppError
from desktop.domain.sources import OWN_SERVER, ServerAddress
from desktop.full_disk import cannot_write, is_full
from desktop.log import log
from desktop.store import certificate, postgresql
from desktop.store.postgresql import Programs
from desktop.whole_file import write_whole

DATABASE = "taphuan"
PORT = 5433
"""Where it listens unless that is taken or another was asked for: the one after PostgreSQL's own."""
_PORTS = range(PORT, PORT + 20)
LOOPBACK = "127.0.0.1"
_TAKEN = "Address already in use"
"""As PostgreSQL says it in its log, whose language is set."""
_OWNER = "chu"
_FOR_ROOT = Path("/var/lib/tap-huan")
"""Where its data lie for root, whose own folders the user who runs the server can't enter."""
_START_SECONDS = 60
_STILL_IN_USE_SECONDS = 30.0
"""So long processes of a server that was killed may hold its memory."""

_INITDB: tuple[str, ...] = ("-A", "scram-sha-256", "-E", "UTF8", "--locale=C")
_SETTINGS = """\
# Written anew at each start, over what initdb found out of this computer: the kind of shared memory that works, the time zone.
include_if_exists = 'initdb.conf'
listen_addresses = '{addresses}'
port = {port}
unix_socket_directories = ''
max_connections = 300
authentication_timeout = 10s
password_encryption = 'scram-sha-256'
ssl = on
ssl_cert_file = 'server.crt'
ssl_key_file = 'server.key'
ssl_min_protocol_version = 'TLSv1.2'
shared_buffers = 32MB
max_wal_size = 256MB
min_wal_size = 32MB
fsync = on
tcp_keepalives_idle = 10
tcp_keepalives_interval = 5
tcp_keepalives_count = 3
idle_in_transaction_session_timeout = 600s
lc_messages = 'C'
logging_collector = on
log_directory = 'log'
log_filename = 'server-%H.log'
log_truncate_on_rotation = on
log_rotation_age = 60min
log_rotation_size = 0
log_line_prefix = '%m|%h|%u|'
{more}
"""
_RULES = """\
# Written anew at each start: its owner only on this computer, everybody else only through TLS and by password.
hostssl all {owner} 127.0.0.1/32 scram-sha-256
host    all {owner} all          reject
hostssl {database} all all       scram-sha-256
host    all all     all          reject
"""
_SLOW_GUESSES = "shared_preload_libraries = 'auth_delay'\nauth_delay.milliseconds = 1000"
"""Whoever gives a wrong password waits, where the module came along."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The server's own logins; the program made up both passwords, and they go with the server."""

    owner: str
    organizer: str
    """The login of the organizer's window."""
    owner_password: str
    organizer_password: str = ""
    """None yet while the server is being made."""


class OwnServer:
    """The server in the user's own folder; there is one at most."""

    def __init__(self) -> None:
        self.home = paths.data_folder() / "serving"
        """What the program knows of it: passwords, its certificate."""

    @cached_property
    def programs(self) -> Programs:
        """What it runs with. Raises AppError."""
        return postgresql.find()

    @cached_property
    def folder(self) -> Path:
        """Its data."""
        if os.name != "nt" and os.geteuid() == 0:
            return _FOR_ROOT / hashlib.sha256(str(self.home).encode()).hexdigest()[:16]
        return self.home / "postgresql"

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.folder / "data"

    @property
    def certificate(self) -> Path:
        """What the desks trust."""
        return self.home / "server.crt"

    @property
    def exists(self) -> bool:
        """Whether it was made, whole: keys are written last."""
        return (self.home / "keys.json").exists() and (self.data / "PG_VERSION").exists()

    @cached_property
    def keys(self) -> Keys:
        """Its logins. Raises AppError("serving.gone") where they are missing."""
        try:
            return Keys(**json.loads((self.home / "keys.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise AppError("serving.gone", folder=str(self.home)) from error

    # -- making and removing --------------------------------------------------------------------------------------

    def make(self) -> None:
        """A new one, empty, in place of whatever is left of another. Raises AppError."""
        programs = self.programs
        self.remove()
        try:
            own_files.make_folder(self.home)
            self.home.chmod(0o700)
            if programs.user:
                self.folder.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700)
            programs.give(self.folder)
            keys = Keys(_OWNER, f"to-chuc-{secrets.token_hex(3)}", secrets.token_urlsafe(24))
            pwfile = self._file("pw", keys.owner_password.encode())
            how = ("-D", self.data, "-U", keys.owner, "--pwfile", pwfile)
            code, said = programs.run("initdb", *how, *_INITDB, cwd=self.folder)
            pwfile.unlink()
            if code:
                log.error("initdb: %s", said)
                raise AppError("disk.full" if "No space left" in said else "serving.not_made")
            (self.data / "postgresql.conf").rename(self.data / "initdb.conf")
            pem, key = certificate.make()
            self._file("data/server.crt", pem)
            self._file("data/server.key", key)
            write_whole(self.certificate, pem)
            self._keep(keys)
        except OSError as error:
            raise AppError("disk.full") if is_full(error) else cannot_write(error, str(self.folder)) from error

    def keep_organizer(self, password: str) -> None:
        """The password of the organizer's login. Raises AppError."""
        self._keep(replace(self.keys, organizer_password=password))

    def _keep(self, keys: Keys) -> None:
        write_whole(self.home / "keys.json", json.dumps(asdict(keys)).encode())
        self.__dict__.pop("keys", None)

    def _file(self, name: str, data: bytes) -> Path:
        """A file in its folder that only who runs the server may read."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(data)
        self.programs.give(path)
        return path

    def remove(self) -> None:
        """Stop it and remove all of it: what it held is somewhere else, or was never anywhere."""
        if (self.data / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("keys.json", "server.crt"):
            (self.home / name).unlink(missing_ok=True)
        self.__dict__.pop("keys", None)

    # -- running --------------------------------------------------------------------------------------------------

    def start(self, host: str, port: int) -> None:
        """Start it, at this address and on this computer; one that runs is let be.

        After a crash it recovers first. Raises AppError: the port is taken, the address is none of this computer's, it
        does not start.
        """
        if self.answers(port):
            return
        for each in _distinct(LOOPBACK, host):
            refuse_taken(each, port)
        more = _SLOW_GUESSES if self._has_module("auth_delay") else ""
        addresses = ",".join(_distinct(LOOPBACK, host))
        self._file("data/postgresql.conf", _SETTINGS.format(addresses=addresses, port=port, more=more).encode())
        self._file("data/pg_hba.conf", _RULES.format(owner=self.keys.owner, database=DATABASE).encode())
        until = time.monotonic() + _STILL_IN_USE_SECONDS
        while True:
            words = ("-D", self.data, "-l", self.folder / "start.log", "-w", "-t", str(_START_SECONDS), "start")
            code, said = self.programs.run("pg_ctl", *words, cwd=self.folder)
            if code == 0:
                return
            told = said + _end_of(self.folder / "start.log") + "".join(map(_end_of, self.logs()))
            if "still in use" not in told or time.monotonic() > until:
                if _TAKEN in told:  # between the look and the start
                    raise AppError("serving.port_taken", host=host, port=str(port))
                log.error("pg_ctl start: %s", told)
                raise AppError("disk.full" if "No space left" in told else "serving.not_started")
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop it, everything on the disk; the hard way when it does not go."""
        if not (self.data / "postmaster.pid").exists():
            return
        for mode in ("fast", "immediate"):
            code, _said = self.programs.run(
                "pg_ctl", "-D", self.data, "-m", mode, "-w", "-t", "30", "stop", cwd=self.folder
            )
            if code == 0:
                return

    def listens(self, port: int) -> bool:
        """Whether anybody takes connections at the port, however busy: nobody does once the server has ended."""
        try:
            socket.create_connection((LOOPBACK, port), 1.0).close()
        except ConnectionRefusedError:
            return False
        except OSError:
            return True
        return True

    def answers(self, port: int) -> bool:
        """Whether the server of this folder runs: its certificate is shown on this computer."""
        if not (self.data / "postmaster.pid").exists():
            return False
        with suppress(AppError, OSError):
            return certificate.fetch(LOOPBACK, port) == self.certificate.read_bytes()
        return False

    def logs(self) -> list[Path]:
        """What it wrote down, the newest last."""
        return sorted((self.data / "log").glob("server-*.log"), key=lambda path: path.stat().st_mtime)

    # -- addresses ------------------------------------------------------------------------------------------------

    def owner_address(self, port: int) -> str:
        """For what only the server's owner may do, from this computer alone; with the password."""
        return self._address(self.keys.owner, port).url(self.keys.owner_password)

    def organizer_address(self, port: int) -> str:
        """For the organizer's window; with the password."""
        return self._address(self.keys.organizer, port).url(self.keys.organizer_password)

    def _address(self, user: str, port: int) -> ServerAddress:
        return ServerAddress(OWN_SERVER, DATABASE, user, port, certificate.pinned(self.certificate, LOOPBACK))

    def _has_module(self, name: str) -> bool:
        around = self.programs.folder.parent / "lib"
        return any(
            (place / f"{name}{end}").exists()
            for place in (around, around / "postgresql")
            for end in (".so", ".dll", ".dylib")
        )


def free_port(host: str) -> int:
    """The first port in the program's range that nothing uses. Raises AppError("serving.port_taken")."""
    for port in _PORTS:
        with suppress(AppError):
            for each in _distinct(LOOPBACK, host):
                refuse_taken(each, port)
            return port
        if not _is_here(host):
            raise AppError("serving.no_address", host=host)
    raise AppError("serving.port_taken", port=f"{_PORTS[0]}–{_PORTS[-1]}")


def refuse_taken(host: str, port: int) -> None:
    """Raise AppError when nobody could listen there: the port is taken, or the address is not this computer's."""
    try:
        with socket.socket() as probe:
            if os.name != "nt":  # as PostgreSQL does; on Windows it would let two listen at once
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        code = "serving.port_taken" if _is_here(host) else "serving.no_address"
        raise AppError(code, host=host, port=str(port)) from error


def _is_here(host: str) -> bool:
    """Whether an address is this computer's now."""
    try:
        with socket.socket() as probe:
            probe.bind((host, 0))
    except OSError:
        return False
    return True


def _distinct(*hosts: str) -> list[str]:
    return list(dict.fromkeys(host for host in hosts if host))


def _end_of(path: Path) -> str:
    with suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace")[-2000:]
    return ""
