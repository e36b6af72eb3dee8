"""The program's side of the reading process: start it, ask it, listen to it, kill it."""

from __future__ import annotations

import contextlib
import dataclasses
import marshal
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.job import LENGTH
from desktop.excel.reading.limits import MEGABYTE, Limits

FLAG = "--read-worker"
"""The argument on which a frozen program becomes a reading process (`desktop.excel.reading.job.main`)."""

_POLL_SECONDS = 0.1
_FRAMES_AHEAD = 8
_LARGEST_FRAME = 512 * MEGABYTE
_START = "import sys; sys.path.insert(0, sys.argv[1]); from desktop.excel.reading.job import main; sys.exit(main())"


def command() -> list[str]:
    """How to start a reading process: from the source tree, an installed package or a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    # -P: the working folder is the user's and must not lend modules. A path to worker.py would put
    # desktop/excel itself on the module path, where inspect.py hides the standard library's.
    return [sys.executable, "-P", "-c", _START, str(Path(__file__).resolve().parents[2])]


class ReadingProcess:
    """One running reading process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        # A thread reads the pipe, because no other way of waiting with a time limit works on Windows too.
        self._frames: queue.Queue[bytes | None] = queue.Queue(_FRAMES_AHEAD)
        assert self._process.stdout is not None
        self._pump = threading.Thread(target=_pump, args=(self._process.stdout, self._frames), daemon=True)
        self._pump.start()

    def alive(self) -> bool:
        """Whether it can take a request."""
        return self._process.poll() is None

    def ask(self, path: str, limits: Limits) -> None:
        """Send the request for one file."""
        request = marshal.dumps((path, dataclasses.asdict(limits)))
        assert self._process.stdin is not None
        # A process that died meanwhile is noticed by the silence of `answer`.
        with contextlib.suppress(OSError):
            self._process.stdin.write(LENGTH.pack(len(request)) + request)
            self._process.stdin.flush()

    def answer(self) -> bytes | None:
        """The next frame; None when there is none yet; UnreadableFile when the process is gone."""
        try:
            payload = self._frames.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            return None
        if payload is None:
            raise UnreadableFile(self._cause_of_death())
        return payload

    def _cause_of_death(self) -> str:
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return "file.crashed"
        if code == -getattr(signal, "SIGXCPU", 9999):
            return "file.timeout"
        if code == -getattr(signal, "SIGKILL", 9999):
            return "file.memory"  # the system's own answer to a process that eats everything
        return "file.crashed"

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        # The pump may stand before a full queue: empty it until the pump has seen the end.
        while self._pump.is_alive():
            with contextlib.suppress(queue.Empty):
                self._frames.get(timeout=0.01)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _pump(stream: IO[bytes], frames: queue.Queue[bytes | None]) -> None:
    with contextlib.suppress(OSError, ValueError):
        while len(header := stream.read(LENGTH.size)) == LENGTH.size:
            length = LENGTH.unpack(header)[0]
            if length > _LARGEST_FRAME:
                break
            payload = stream.read(length)
            if len(payload) < length:
                break
            frames.put(payload)
    frames.put(None)
