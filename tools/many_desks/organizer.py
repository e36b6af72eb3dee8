"""The organizer's program as a process of its own: `server serve`, whose server it stops, kills and starts again."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import uuid
from contextlib import suppress
from pathlib import Path

import psycopg

from desktop.domain import join_code
from desktop.domain.join_code import JoinCode
from desktop.services import demo
from desktop.services.opening import Database, open_location
from desktop.services.serving import where
from desktop.store.own_server import LOOPBACK, OwnServer

ROOT = Path(__file__).resolve().parents[2]
_CODE = re.compile(r"\b([0-9A-Z]{5}(?:-[0-9A-Z]{5}){6})\b")
_PATIENCE = 120.0


def conference(folder: Path) -> tuple[Path, uuid.UUID]:
    """A data file with the sample's conference of today, 172 people, whose door is open."""
    made = demo.new_sample(folder / "mau.db")
    return made.path, demo.add_today(made.path, made.conference_id, dt.datetime.now())


class Organizer:
    """`server serve` in a data folder of its own, which this process shares (`TAP_HUAN_HOME`)."""

    def __init__(self, home: Path) -> None:
        self.home = home
        os.environ["TAP_HUAN_HOME"] = str(home)
        self.file, self.conference_id = conference(home)
        self.said: list[str] = []
        self._codes: list[str] = []
        self._program: subprocess.Popen[str] | None = None

    # -- the program ----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the program, and wait until it serves."""
        words = [sys.executable, "main.py", "server", "serve", str(self.conference_id), "--data", str(self.file)]
        self._codes.clear()
        program = subprocess.Popen(
            [*words, "--address", LOOPBACK],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "TAP_HUAN_HOME": str(self.home)},
        )
        self._program = program
        threading.Thread(target=self._listen, args=(program,), daemon=True).start()
        self._wait_for_code()

    def _listen(self, program: subprocess.Popen[str]) -> None:
        assert program.stdout is not None
        for line in program.stdout:
            self.said.append(line.rstrip())
            if found := _CODE.search(line):
                self._codes.append(found[1])

    def _wait_for_code(self) -> None:
        end = time.monotonic() + _PATIENCE
        while not self._codes:
            if time.monotonic() > end or (self._program is not None and self._program.poll() is not None):
                raise RuntimeError("the organizer's program shows no code: " + " | ".join(self.said[-5:]))
            time.sleep(0.1)

    def code(self) -> JoinCode:
        """The next code that it shows."""
        self._wait_for_code()
        found = join_code.read(self._codes.pop(0))
        assert found is not None
        return found

    def kill(self) -> None:
        """As when it crashes: its server goes on alone."""
        assert self._program is not None
        self._program.kill()
        self._program.wait()

    def end(self) -> int:
        """Ctrl+C: the conference goes back into its data file."""
        assert self._program is not None
        self._program.send_signal(signal.SIGINT)
        return self._program.wait(_PATIENCE)

    # -- its server -----------------------------------------------------------------------------------------------

    @property
    def port(self) -> int:
        """Where its server listens."""
        at = where.load()
        assert at is not None
        return at.port

    @property
    def postmaster(self) -> int:
        """The number of the server's first process."""
        return int((OwnServer().data / "postmaster.pid").read_text().split()[0])

    def server_processes(self) -> list[int]:
        """The server's first process and all that it started."""
        first = self.postmaster
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(first)], capture_output=True, text=True, check=False)
        return [first, *map(int, listed.stdout.split())]

    def stop_server(self) -> list[int]:
        """Every process of the server stands still; who they are."""
        stopped = self.server_processes()
        tell(stopped, signal.SIGSTOP)
        return stopped

    def fall_asleep(self) -> list[int]:
        """As a laptop that is shut: the program and its server stand still."""
        assert self._program is not None
        tell([self._program.pid], signal.SIGSTOP)
        return [self._program.pid, *self.stop_server()]

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        """What the server's owner is told."""
        with psycopg.connect(OwnServer().owner_address(self.port)) as connection:
            return connection.execute(statement.encode()).fetchall()

    def opened(self) -> Database:
        """The data file, once the conference is back in it."""
        return open_location(self.file)

    def clear(self) -> None:
        """Nothing of it is left."""
        if self._program is not None and self._program.poll() is None:
            self._program.kill()
        own = OwnServer()
        with suppress(OSError, ValueError):
            tell(self.server_processes(), signal.SIGCONT)
        own.remove()
        for log in self.home.glob("logs/*"):
            shutil.move(log, self.home.parent / f"organizer-{log.name}")
        shutil.rmtree(self.home, ignore_errors=True)


def tell(processes: list[int], what: signal.Signals) -> None:
    """Send it to those that are still there."""
    for each in processes:
        with suppress(ProcessLookupError):
            os.kill(each, what)
