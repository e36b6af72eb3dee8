"""The program's side of the process that compiles an office's own templates: start it, ask it, end it."""

from __future__ import annotations

import contextlib
import marshal
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from desktop.domain.documents.templates import Trouble
from desktop.excel.reading.job import LENGTH
from desktop.papers.template_errors import trouble

FLAG = "--template-worker"
"""The argument on which a frozen program becomes this process (`desktop.papers.office_job.main`)."""
SECONDS = 30.0
"""How long a document of an office's own template may take: a hundred times what a long one takes."""

_START = "import sys; sys.path.insert(0, sys.argv[1]); from desktop.papers.office_job import main; sys.exit(main())"
_NO_PROXY = "http://127.0.0.1:9"
"""Nobody listens at the discard port: whatever a template wants from a network is refused at once."""

_lock = threading.Lock()
_running: _Process | None = None


class TroubleMet(Exception):
    """A template could not be compiled."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.detail)
        self.trouble = trouble


def compiled(folder: Path, file: str, data: str, form: str, dpi: float, *, seconds: float | None = None) -> list[bytes]:
    """The pages of a template of `folder`. Raises TroubleMet."""
    global _running
    with _lock:
        if _running is None or not _running.alive():
            _running = _Process()
        answer = _running.ask((str(folder), file, form, dpi, data), SECONDS if seconds is None else seconds)
        if answer is None:
            late = _running.alive()
            _running.kill()
            _running = None
            raise TroubleMet(Trouble("too_slow" if late else "too_large", file))
    if len(answer) == 1:
        return list(answer[0])
    raise TroubleMet(trouble(answer[0], answer[1], file))


class _Process:
    def __init__(self) -> None:
        surroundings = {name: value for name, value in os.environ.items() if name.lower() != "no_proxy"}
        for name in ("https_proxy", "http_proxy", "all_proxy"):
            surroundings[name] = surroundings[name.upper()] = _NO_PROXY
        frozen = getattr(sys, "frozen", False)
        root = str(Path(__file__).resolve().parents[2])
        self._process = subprocess.Popen(
            [sys.executable, FLAG] if frozen else [sys.executable, "-P", "-c", _START, root],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        # A thread reads the pipe, because no other way of waiting with a time limit works on Windows too.
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._pump, daemon=True).start()

    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: tuple[Any, ...], seconds: float) -> tuple[Any, ...] | None:
        """The answer; None when none came in time or the process went away."""
        assert self._process.stdin is not None
        data = marshal.dumps(request)
        try:
            self._process.stdin.write(LENGTH.pack(len(data)) + data)
            self._process.stdin.flush()
            answer = self._answers.get(timeout=seconds)
        except (OSError, queue.Empty):
            return None
        if answer is None:
            self._process.wait()
            return None
        found: tuple[Any, ...] = marshal.loads(answer)
        return found

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _pump(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        with contextlib.suppress(OSError, ValueError):
            while len(header := stream.read(LENGTH.size)) == LENGTH.size:
                length = LENGTH.unpack(header)[0]
                payload = stream.read(length)
                if len(payload) < length:
                    break
                self._answers.put(payload)
        self._answers.put(None)
