"""The program's side of one child process: start it, ask it, listen to it, kill it."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from desktop import paths
from desktop.isolated import FLAG, frames
from desktop.isolated.frames import Tag
from desktop.isolated.job import Failure

_POLL_SECONDS = 0.1
_FRAMES_AHEAD = 8
_NO_PROXY = "http://127.0.0.1:9"
"""Nobody listens at the discard port: whatever a file wants from a network is refused at once."""
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from desktop.isolated.worker import main; sys.exit(main(sys.argv[2]))"
)


def command(module: str) -> list[str]:
    """How to start the child for the job of `module`: from the source tree, an installed package or a packed program."""
    if paths.packed():
        return [sys.executable, FLAG, module]
    # -P: the working folder is the user's and must not lend modules. A path to worker.py would put desktop/isolated
    # itself on the module path.
    return [sys.executable, "-P", "-c", _START, str(Path(__file__).resolve().parents[2]), module]


class ChildProcess:
    """One running child."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(
            command(module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        # A thread reads the pipe, because no other way of waiting with a time limit works on Windows too.
        self._frames: queue.Queue[tuple[Tag, bytes] | None] = queue.Queue(_FRAMES_AHEAD)
        assert self._process.stdout is not None
        self._pump = threading.Thread(target=_pump, args=(self._process.stdout, self._frames), daemon=True)
        self._pump.start()

    @property
    def pid(self) -> int:
        """The system's number of the process."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether it can take a request."""
        return self._process.poll() is None

    def ask(self, request: bytes) -> None:
        """Send one request."""
        assert self._process.stdin is not None
        # A child that died meanwhile is noticed by the end of its answers.
        with contextlib.suppress(OSError):
            frames.write(self._process.stdin, Tag.REQUEST, request)

    def answer(self) -> tuple[Tag, bytes] | Failure | None:
        """The next frame; None when there is none yet; a Failure when the child is gone."""
        try:
            frame = self._frames.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            return None
        return self._cause_of_death() if frame is None else frame

    def _cause_of_death(self) -> Failure:
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return Failure.CRASHED
        if code == -getattr(signal, "SIGXCPU", 9999):
            return Failure.TIMEOUT
        if code == -getattr(signal, "SIGKILL", 9999):
            return Failure.MEMORY  # the system's own answer to a process that eats everything
        return Failure.CRASHED

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


def _environment() -> dict[str, str]:
    """The program's, without a way to a network."""
    variables = {name: value for name, value in os.environ.items() if name.lower() != "no_proxy"}
    for name in ("https_proxy", "http_proxy", "all_proxy"):
        variables[name] = variables[name.upper()] = _NO_PROXY
    return variables


def _pump(stream: IO[bytes], into: queue.Queue[tuple[Tag, bytes] | None]) -> None:
    with contextlib.suppress(OSError, ValueError):
        while (frame := frames.read(stream)) is not None:
            into.put(frame)
    into.put(None)
