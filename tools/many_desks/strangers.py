"""Strangers on the network of a shared conference: `python -m tools.many_desks.strangers`; prints what each came to.

Guesses at speed, connections held open without a word or before the password, garbage, a connection file that somebody else
wrote, a computer in the middle with a certificate of its own. Meanwhile a desk works, and another one joins. 1 is returned
where anybody was let in, or a desk was kept out.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shutil
import socket
import ssl
import struct
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import psycopg

from desktop.domain.errors import AppError
from desktop.domain.join_code import JoinCode
from desktop.domain.sources import parse_server
from desktop.services import passwords
from desktop.services.serving import connection_file, joining
from desktop.store import certificate, desk_register
from desktop.store import server as servers
from desktop.store.own_server import LOOPBACK, OwnServer
from tools.many_desks.organizer import Organizer

_SSL_REQUEST = struct.pack("!ii", 8, 80877103)
_HELD, _GUESSERS, _GUESS_SECONDS = 150, 8, 15.0


@contextmanager
def at(home: Path) -> Iterator[None]:
    """Another computer's data folder."""
    before = os.environ["TAP_HUAN_HOME"]
    os.environ["TAP_HUAN_HOME"] = str(home)
    try:
        yield
    finally:
        os.environ["TAP_HUAN_HOME"] = before


class Strangers:
    """What they try at one organizer's computer."""

    def __init__(self, organizer: Organizer, folder: Path) -> None:
        self.organizer, self.folder = organizer, folder
        self.wrong: list[str] = []
        self._computers = 0
        self.code = self.new_code()
        with at(self._computer()):
            self.joined = joining.join(self.code.letters, "Bàn 1").address
            self.desk = psycopg.connect(passwords.with_password(self.joined), autocommit=True)

    def new_code(self) -> JoinCode:
        """One more code, as the organizer's program makes them."""
        own = OwnServer()
        with servers.working(own.owner_address(self.organizer.port)) as connection:
            made = desk_register.new_code(connection, dt.timedelta(minutes=30))
        shown = certificate.fingerprint(own.certificate.read_bytes())
        return JoinCode(LOOPBACK, self.organizer.port, shown, made.name, made.secret)

    def _computer(self) -> Path:
        self._computers += 1
        made = self.folder / f"computer-{self._computers}"
        made.mkdir()
        return made

    def look(self, true: object, words: str) -> None:
        """Say what was seen."""
        print(f"  {'✓' if true else '✗ WRONG:'} {words}", flush=True)  # noqa: T201
        if not true:
            self.wrong.append(words)

    def desk_works(self, while_what: str) -> None:
        """The desk that is there goes on, and another one can join."""
        begin = time.monotonic()
        count = self.desk.execute("SELECT count(*) FROM attendee").fetchone()
        took = (time.monotonic() - begin) * 1000
        self.look(count and count[0], f"{while_what}: the desk that is there is answered in {took:.0f} ms")
        begin, code = time.monotonic(), self.new_code()
        try:
            with at(self._computer()):
                joining.join(code.letters, "Bàn mới")
            said = "joins"
        except AppError as error:
            said = f"is kept out: {error.code}"
        self.look(said == "joins", f"{while_what}: another desk {said}, after {time.monotonic() - begin:.1f} s")

    def refused(self, words: str, work: Callable[[], object]) -> None:
        """Nobody is let in by this."""
        try:
            work()
        except (AppError, psycopg.Error, OSError) as error:
            code = error.code if isinstance(error, AppError) else type(error).__name__
            self.look(True, f"{words}: {code}")
        else:
            self.look(False, f"{words}: let in")

    # -- what they try --------------------------------------------------------------------------------------------

    def codes(self) -> None:
        """Used, wrong, of a login that there is not, and by hand without TLS or its pin."""
        good = self.new_code()
        login = desk_register.code_login(good.name)
        plain = f"host={good.host} port={good.port} dbname=taphuan"
        for words, code in (
            ("a used code", self.code),
            ("a wrong code", replace(good, secret=b"\x00" * 5)),
            ("a code of another name", replace(good, name=b"\x00\x01")),
            ("a code with another fingerprint", replace(good, fingerprint=b"\x00" * 6)),
        ):
            with at(self._computer()):
                self.refused(words, lambda code=code: joining.join(code.letters, "Lạ"))
        for mode, user, password in (
            ("disable", login, good.secret.hex()),
            ("require", "postgres", "postgres"),
            ("require", "chu", ""),
            ("require", "Bàn 1", "1"),
        ):
            self.refused(
                f"by hand, sslmode={mode}, as {user!r}",
                lambda mode=mode, user=user, password=password: psycopg.connect(
                    plain, user=user, password=password, sslmode=mode
                ),
            )

    def guesses(self) -> None:
        """As fast as several can."""
        good = self.new_code()
        tried, inside = [0], [0]
        until = time.monotonic() + _GUESS_SECONDS

        def guess(seed: int) -> None:
            lot = random.Random(seed)
            while time.monotonic() < until:
                with suppress(psycopg.Error):
                    psycopg.connect(
                        host=good.host,
                        port=good.port,
                        dbname="taphuan",
                        user=desk_register.code_login(good.name),
                        password=lot.randbytes(5).hex(),
                        sslmode="require",
                    )
                    inside[0] += 1
                tried[0] += 1

        threads = [threading.Thread(target=guess, args=(number,)) for number in range(_GUESSERS)]
        for each in threads:
            each.start()
        self.desk_works("while codes are guessed")
        for each in threads:
            each.join()
        rate = tried[0] / _GUESS_SECONDS
        years = 2**40 / 2 / max(rate, 0.01) / 86400 / 365
        self.look(
            not inside[0],
            f"{rate:.0f} guesses a second at one code: half of all take {years:,.0f} years, it lasts 30 minutes",
        )

    def garbage(self) -> None:
        """Bytes that are nothing."""
        lot, good = random.Random(1), self.organizer.port
        for _each in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", good), 3) as line:
                line.sendall(
                    lot.choice((_SSL_REQUEST, b"GET / HTTP/1.1\r\n\r\n", b"")) + lot.randbytes(lot.randrange(400))
                )
        self.desk_works("after 300 times garbage")

    def silence(self) -> None:
        """Connections that say nothing, then some that go as far as the password."""
        held = [self._open() for _each in range(_HELD)]
        self.desk_works(f"beside {_HELD} connections without a word")
        for each in held:
            each.close()
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        started: list[socket.socket] = []
        said = b"user\x00chu\x00database\x00taphuan\x00\x00"
        for _each in range(_HELD):
            with suppress(OSError):
                line = self._open()
                line.sendall(_SSL_REQUEST)
                line.recv(1)
                secured = context.wrap_socket(line)
                secured.sendall(struct.pack("!ii", len(said) + 8, 196608) + said)
                started.append(secured)
        self.desk_works(f"beside {len(started)} connections that wait for a password")
        for each in started:
            each.close()

    def _open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.organizer.port), 5)

    def forged_file(self) -> None:
        """A connection file that leads to somebody else, or names another's certificate."""
        pem, _key = certificate.make()
        address, _none = parse_server(self.joined)
        path = self.folder / f"la{connection_file.SUFFIX}"
        connection_file.write(path, address, pem.decode(), b"\x00\x01", b"\x00" * 5)
        with at(self._computer()):
            self.refused("a file with another's certificate", lambda: joining.join(str(path), "Lạ"))
        stored = json.loads(path.read_text())
        stored["address"] = stored["address"].replace("verify-full", "disable")
        stored["certificate"] = ""
        path.write_text(json.dumps(stored))
        with at(self._computer()):
            self.refused("a file that asks for no TLS", lambda: joining.join(str(path), "Lạ"))

    def in_the_middle(self) -> None:
        """A computer that passes everything on, behind a certificate of its own."""
        pem, key = certificate.make()
        (self.folder / "middle.pem").write_bytes(pem + key)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "middle.pem")
        heard: list[bytes] = []
        with socket.create_server(("127.0.0.1", 0)) as door:
            threading.Thread(target=_listen, args=(door, context, heard), daemon=True).start()
            port = door.getsockname()[1]
            address, _none = parse_server(self.joined)
            moved = replace(address, port=port).url()
            password = parse_server(passwords.with_password(self.joined))[1]
            self.refused(
                "a desk that joined, at a computer in the middle",
                lambda: servers.test_login(replace(parse_server(moved)[0]).url(password)),
            )
            code = replace(self.new_code(), port=port)
            with at(self._computer()):
                self.refused("a desk that joins there", lambda: joining.join(code.letters, "Lạ"))
        self.look(not any(heard), f"and it heard nothing of a password: {heard}")

    def told(self) -> None:
        """What the organizer's program says of all this."""
        time.sleep(4)
        lines = [each for each in self.organizer.said if "127.0.0.1" in each or "Nobody" in each or "Không ai" in each]
        self.look(len(lines) > 2, f"the organizer's program tells of it: {lines[-1] if lines else ''}")
        desks = self.organizer.ask("SELECT login FROM tap_huan_desks.desk ORDER BY joined_at")
        strangers = [each for (each,) in desks if "Lạ" in str(each)]
        self.look(not strangers, f"none of them is a desk; {len(desks)} desks are there")


def _listen(door: socket.socket, context: ssl.SSLContext, heard: list[bytes]) -> None:
    with suppress(OSError):
        while True:
            line, _who = door.accept()
            with suppress(OSError):
                line.recv(8)
                line.sendall(b"S")
                with context.wrap_socket(line, server_side=True) as secured:
                    secured.settimeout(3)
                    heard.append(secured.recv(1000))


def main() -> int:
    """Let them try."""
    folder = Path(tempfile.mkdtemp(prefix="taphuan-strangers-"))
    organizer = Organizer(folder / "organizer")
    try:
        organizer.start()
        made = Strangers(organizer, folder)
        for each in (
            made.codes,
            made.garbage,
            made.silence,
            made.forged_file,
            made.in_the_middle,
            made.guesses,
            made.told,
        ):
            print(each.__name__.replace("_", " "))  # noqa: T201
            each()
        made.desk.close()
        organizer.end()
        return 1 if made.wrong else 0
    finally:
        organizer.clear()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
