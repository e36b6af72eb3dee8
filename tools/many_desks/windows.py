"""Three real windows, each on a computer of its own: `python -m tools.many_desks.windows --out DIR` (Xvfb, openbox, xdotool).

An organizer's window shares the sample's conference of today by "Điểm danh nhiều bàn…", two desks join by the code that a
camera would read from its screen, all by keys. Then everything that can go wrong does, and each state is a picture of each
screen, to be looked at. Printed is how long it took from opening the dialog to the second desk's first arrival.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psycopg

from desktop.domain import join_code
from desktop.services.attendance import door_people
from desktop.services.opening import open_location
from desktop.services.serving import where
from desktop.store.own_server import OwnServer
from tests.line import NetworkLine
from tools.many_desks.organizer import conference, tell
from tools.many_desks.screens import Computer

_NOTICED = 9.0
"""Seconds after which a window shows that its line is dead."""
_BACK = 8.0


class Site:
    """Three computers in one network, and what is between them."""

    def __init__(self, out: Path, folder: Path, *, theme: str, size: tuple[int, int], first_display: int) -> None:
        self.out, self.folder, self.first_display = out, folder, first_display
        names = ("ban-to-chuc", "ban-1", "ban-2")
        self.computers = [Computer(name, first_display + at, out, size) for at, name in enumerate(names)]
        self.organizer, self.one, self.two = self.computers
        os.environ["TAP_HUAN_HOME"] = str(self.organizer.home)
        self.file, self.conference_id = conference(self.organizer.home)
        database = open_location(self.file)
        sessions = "SELECT id FROM training_session WHERE conference_id = ? ORDER BY starts_at LIMIT 1"
        key = database.read(
            lambda tx: tx.connection().exec_driver_sql(sessions, (self.conference_id.hex,)).scalar_one()
        )
        import uuid

        session = key if isinstance(key, uuid.UUID) else uuid.UUID(str(key))
        people = database.read(lambda tx: door_people(tx, session))
        database.close()
        self.codes = [each.code for each in people if each.expected]
        looks = {"theme": theme, "views": {"page": "attendance", "door.sound": False}}
        self.organizer.settings(conference=str(self.conference_id), desk="Ban tổ chức", **looks)
        for number, each in enumerate((self.one, self.two), 1):
            each.settings(desk=f"Bàn {number}", **looks)
        self.lines: list[NetworkLine] = []
        self.used: join_code.JoinCode | None = None
        self._taken = 0

    def see(self, name: str, *of: Computer) -> None:
        """A picture of each screen."""
        self._taken += 1
        for each in of or self.computers:
            each.picture(f"{self._taken:02}-{name}")

    def next_code(self) -> str:
        """Another badge."""
        return self.codes.pop(0)

    # -- the way in -----------------------------------------------------------------------------------------------

    def share(self) -> float:
        """From the dialog to the code; when it was opened."""
        self.organizer.start("--data", str(self.file))
        time.sleep(4)
        self.see("mo", self.organizer)
        begin = time.monotonic()
        self.organizer.command("diem danh nhieu ban", then=2.0)
        self.see("hoi", self.organizer)
        self.organizer.key("Return", then=1.0)
        self.see("dang-chuyen", self.organizer)
        self._read_code()
        self.see("ma", self.organizer)
        return begin

    def _read_code(self) -> join_code.JoinCode:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if text := self.organizer.digits():
                found = join_code.read(text)
                assert found is not None
                return found
            time.sleep(0.5)
        self.see("khong-thay-ma", self.organizer)
        raise TimeoutError("no code on the organizer's screen")

    def join(self, desk: Computer, *, look: bool = False) -> None:
        """By the code that stands on the organizer's screen now, through a line of its own."""
        code = self._read_code()
        self.lines.append(NetworkLine(code.port, code.host))
        shown = replace(code, host="127.0.0.1", port=self.lines[-1].port)
        desk.command("ket noi may ban to chuc", then=1.5)
        desk.type(shown.letters.replace("-", "").lower())
        if look:
            self.see("ket-noi", desk)
        desk.key("Return", then=0.5)
        end = time.monotonic() + 30
        while time.monotonic() < end and not list((desk.home / "desks").glob("*.json")):
            time.sleep(0.2)
        time.sleep(2.0)

    def at_the_server(self, statement: str) -> list[tuple[object, ...]]:
        """As its owner."""
        at = where.load()
        assert at is not None
        with psycopg.connect(OwnServer().owner_address(at.port), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def server_processes(self) -> list[int]:
        """The server's first process and its children."""
        import subprocess

        first = int((OwnServer().data / "postmaster.pid").read_text().split()[0])
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(first)], capture_output=True, text=True, check=False)
        return [first, *map(int, listed.stdout.split())]

    def off(self) -> None:
        """Everything ends."""
        for line in self.lines:
            line.close()
        for each in self.computers:
            each.tell(signal.SIGCONT)
            each.off()
        with suppress(OSError, ValueError):
            tell(self.server_processes(), signal.SIGCONT)
        OwnServer().remove()
        for each in self.computers:
            shutil.rmtree(each.home, ignore_errors=True)


# -- what happens -----------------------------------------------------------------------------------------------------


def begin(site: Site) -> None:
    """Shared, joined, and the same people at both doors."""
    for each in (site.one, site.two):
        each.start()
    time.sleep(4)
    site.see("lan-dau", site.one)
    opened = site.share()
    site.used = site._read_code()
    site.join(site.one, look=True)
    site.see("da-ket-noi", site.organizer, site.one)
    site.one.scan(site.next_code())
    site.see("nguoi-dau", site.organizer, site.one)
    site.join(site.two)
    site.two.scan(site.next_code(), then=0.0)
    took = time.monotonic() - opened
    print(f"from opening the dialog to the second desk's first arrival: {took:.1f} s")  # noqa: T201
    time.sleep(1.5)
    site.see("hai-ban")
    same = site.next_code()
    site.one.scan(same, then=0.0)
    site.two.scan(same, then=2.0)
    site.see("cung-mot-nguoi", site.one, site.two)


def server_stands_still(site: Site) -> None:
    """Stopped for half a minute, while people come."""
    stopped = site.server_processes()
    tell(stopped, signal.SIGSTOP)
    site.one.scan(site.next_code(), then=0.3)
    site.see("may-chu-dung-ngay", site.one)
    time.sleep(_NOTICED)
    site.two.scan(site.next_code())
    site.see("may-chu-dung")
    time.sleep(12)
    site.see("may-chu-dung-20-giay")
    tell(stopped, signal.SIGCONT)
    time.sleep(_BACK)
    site.see("may-chu-lai-chay")


def line_swallows(site: Site) -> None:
    """One desk's line takes everything and passes nothing on."""
    site.lines[0].swallow()
    same = site.next_code()
    site.one.scan(same)
    site.two.scan(same)
    time.sleep(_NOTICED)
    site.see("duong-nuot")
    site.lines[0].mend()
    time.sleep(_BACK)
    site.see("duong-thong")


def line_is_cut(site: Site) -> None:
    """One desk's line breaks."""
    site.lines[0].cut()
    site.one.scan(site.next_code())
    time.sleep(4)
    site.see("duong-dut", site.organizer, site.one)
    site.lines[0].mend()
    time.sleep(_BACK)
    site.see("duong-lai-noi", site.organizer, site.one)


def line_is_slow(site: Site) -> None:
    """Answers come late."""
    site.lines[0].delay = 1.2
    site.one.scan(site.next_code(), then=8)
    site.see("duong-cham", site.organizer, site.one)
    site.lines[0].delay = 0.3
    site.one.scan(site.next_code(), then=6)
    site.see("300-ms", site.organizer, site.one)
    site.lines[0].delay = 0.0
    time.sleep(4)


def postmaster_is_killed(site: Site) -> None:
    """The program starts its server again."""
    os.kill(site.server_processes()[0], signal.SIGKILL)
    time.sleep(0.8)
    site.one.scan(site.next_code(), then=0.5)
    site.see("may-chu-bi-giet")
    time.sleep(14)
    site.see("may-chu-duoc-mo-lai")


def organizer_is_killed(site: Site) -> None:
    """Mid-door; its server goes on alone, and the next start takes it up."""
    site.organizer.kill()
    site.one.scan(site.next_code())
    site.see("ban-to-chuc-bi-giet", site.one, site.two)
    site.organizer.start("--data", str(site.file))
    time.sleep(6)
    site.see("ban-to-chuc-mo-lai")
    site.organizer.command("may chu va ban", then=3.0)
    site.see("ban-to-chuc-xem-ban", site.organizer)


def desk_sleeps(site: Site) -> None:
    """A laptop is shut for a minute."""
    site.two.tell(signal.SIGSTOP)
    time.sleep(25)
    site.see("ban-2-ngu-25-giay", site.organizer)
    time.sleep(35)
    site.see("ban-2-ngu", site.organizer)
    site.two.tell(signal.SIGCONT)
    time.sleep(0.5)
    site.two.scan(site.next_code(), then=0.5)
    site.see("ban-2-day", site.two)
    time.sleep(6)
    site.see("ban-2-da-day", site.organizer, site.two)


def login_is_locked(site: Site) -> None:
    """By the organizer; the reason, and back."""
    site.at_the_server('ALTER ROLE "Bàn 1" NOLOGIN')
    site.at_the_server("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'Bàn 1'")
    time.sleep(5)
    site.one.scan(site.next_code(), then=1.0)
    site.see("ban-1-bi-khoa", site.organizer, site.one)
    site.at_the_server('ALTER ROLE "Bàn 1" LOGIN')
    time.sleep(5)


def password_is_another(site: Site) -> None:
    """And back."""
    kept = site.at_the_server("SELECT rolpassword FROM pg_authid WHERE rolname = 'Bàn 1'")[0][0]
    site.at_the_server("ALTER ROLE \"Bàn 1\" PASSWORD 'khac'")
    site.at_the_server("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'Bàn 1'")
    time.sleep(6)
    site.see("sai-mat-khau", site.organizer, site.one)
    site.at_the_server(f"ALTER ROLE \"Bàn 1\" PASSWORD '{kept}'")
    time.sleep(5)


def no_connection_is_left(site: Site) -> None:
    """And back."""
    site.at_the_server('ALTER ROLE "Bàn 1" CONNECTION LIMIT 0')
    site.at_the_server("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'Bàn 1'")
    time.sleep(6)
    site.see("het-ket-noi", site.one)
    site.at_the_server('ALTER ROLE "Bàn 1" CONNECTION LIMIT -1')
    time.sleep(5)


def strangers_try(site: Site) -> None:
    """A wrong code and a used one at a desk that never joined; guesses, no program of ours: what the organizer is told."""
    stranger = Computer("nguoi-la", site.first_display + 3, site.out, site.one.size)
    try:
        _try_codes(site, stranger)
    finally:
        stranger.off()
        shutil.rmtree(stranger.home, ignore_errors=True)
    code = site._read_code()
    for user in ("postgres", "admin", "chu"):
        with suppress(psycopg.OperationalError):
            psycopg.connect(
                host=code.host, port=code.port, dbname="taphuan", user=user, password="1", sslmode="require"
            )
    time.sleep(4)
    site.see("nguoi-la-doan", site.organizer)
    site.organizer.key("Escape", then=65)
    with suppress(psycopg.OperationalError):
        psycopg.connect(host=code.host, port=code.port, dbname="taphuan", user="admin", password="1", sslmode="require")
    time.sleep(5)
    site.see("nguoi-la-khi-dong-bang", site.organizer)
    site.organizer.command("may chu va ban", then=3.0)


def _try_codes(site: Site, stranger: Computer) -> None:
    code = site._read_code()
    stranger.settings()
    stranger.start()
    time.sleep(4)
    wrong, other = replace(code, secret=b"\x00\x01\x02\x03\x04"), replace(code, fingerprint=b"\x00" * 6)
    assert site.used is not None
    stranger.command("ket noi may ban to chuc", then=1.5)
    for name, text in (
        ("khong-phai-ma", "abc"),
        ("ma-sai", wrong.letters),
        ("ma-da-dung", site.used.letters),
        ("may-khac", other.letters),
    ):
        stranger.key("ctrl+a", then=0.2)
        stranger.type(text.replace("-", "").lower())
        stranger.key("Return", then=5)
        site.see(name, site.organizer, stranger)


def leaves_with_waiting(site: Site) -> None:
    """Quit while entries wait; the next start sends them."""
    site.lines[1].cut()
    site.two.scan(site.next_code())
    time.sleep(4)
    site.two.key("ctrl+q", then=2)
    site.see("thoat-khi-con-cho", site.two)
    site.two.key("Return", then=4)
    site.see("da-thoat", site.two)
    site.lines[1].mend()
    if site.two.program is not None and site.two.program.poll() is None:
        site.two.kill()
    site.two.start()
    time.sleep(8)
    site.see("mo-lai-da-gui", site.organizer, site.two)


def ends(site: Site) -> None:
    """Back into the data file."""
    site.organizer.command("may chu va ban", then=2.0)
    site.see("bang-cac-ban", site.organizer)
    site.organizer.key("alt+v", then=1.5)
    site.see("ket-thuc", site.organizer)
    site.organizer.key("Return", then=10)
    site.see("da-ket-thuc")


STEPS: dict[str, Callable[[Site], None]] = {
    each.__name__.replace("_", "-"): each
    for each in (
        server_stands_still,
        line_swallows,
        line_is_cut,
        line_is_slow,
        postmaster_is_killed,
        organizer_is_killed,
        desk_sleeps,
        login_is_locked,
        password_is_another,
        no_connection_is_left,
        strangers_try,
        leaves_with_waiting,
        ends,
    )
}


def main(argv: list[str] | None = None) -> int:
    """Drive the steps named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tools.many_desks.windows", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(STEPS))
    parser.add_argument("--theme", default="light")
    parser.add_argument("--size", type=int, nargs=2, default=(1366, 768), metavar="PIXELS")
    parser.add_argument("--display", type=int, default=91, help="the first of three numbers of X displays")
    parser.add_argument("--out", type=Path, default=Path("build/many-desks/windows"))
    given = parser.parse_args(argv)
    given.out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="taphuan-windows-"))
    site = Site(given.out, folder, theme=given.theme, size=tuple(given.size), first_display=given.display)
    try:
        begin(site)
        for name in given.steps or STEPS:
            print(name, flush=True)  # noqa: T201
            STEPS[name](site)
    finally:
        site.off()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
