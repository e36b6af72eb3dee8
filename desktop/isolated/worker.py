"""The child's side: takes requests on stdin, answers with frames on stdout, one request after the other."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from queue import SimpleQueue
from typing import IO, Any

from desktop.isolated import frames
from desktop.isolated.frames import Tag
from desktop.isolated.job import Job

_GRACE_SECONDS = 0.3
"""So long a child that is idle has to end in order."""
_SET_DEATH_SIGNAL = 1


def main(module: str) -> int:
    """Serve requests for the job of `module` until stdin ends. Raises TypeError when there is no job."""
    requests, answers = _channels()
    with contextlib.suppress(ValueError, OSError, AttributeError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's to answer
    warnings.simplefilter("ignore")
    job = _job(module)
    work = job.start()
    # A request's objects are many and form no cycles: the collector would only walk over them again and again.
    gc.freeze()
    gc.set_threshold(200_000)

    def send(payload: bytes) -> None:
        frames.write(answers, Tag.ANSWER, payload)

    waiting: SimpleQueue[tuple[Tag, bytes] | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, waiting), daemon=True).start()

    def serve(payload: bytes) -> None:
        seconds, memory, request = frames.unpack(payload)
        _limit_resources(seconds, memory)
        try:
            worn = work(request, send)
            end = Tag.WORN if worn and not job.in_copies else Tag.DONE
        except MemoryError:
            end = Tag.NO_MEMORY
        frames.write(answers, end)

    while (frame := waiting.get()) is not None:
        if job.in_copies:
            _in_a_copy(serve, frame[1])
        else:
            serve(frame[1])
    return 0


def _in_a_copy(serve: Callable[[bytes], None], payload: bytes) -> None:
    """Serve a request in a copy of this process, which ends as the copy does if that does not end well."""
    prepared = os.getpid()
    copy = os.fork()
    if not copy:
        code = 1
        with contextlib.suppress(BaseException):
            _end_with(prepared)
            serve(payload)
            code = 0
        os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    if code < 0:
        with contextlib.suppress(OSError):  # nobody can say what SIGKILL does
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    if code:
        os._exit(code)


def _end_with(process: int) -> None:
    """Have the system end this process as soon as the one it is a copy of is gone (Linux, prctl(2))."""
    import ctypes

    if ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL) or os.getppid() != process:
        raise ProcessLookupError


def _listen(requests: IO[bytes], waiting: SimpleQueue[tuple[Tag, bytes] | None]) -> None:
    """Take requests as they come; once the program is gone nobody wants the one being done either."""
    with contextlib.suppress(OSError, ValueError):
        while (frame := frames.read(requests)) is not None:
            waiting.put(frame)
    waiting.put(None)
    time.sleep(_GRACE_SECONDS)
    os._exit(0)


def _job(module: str) -> Job[Any]:
    """The job a child was started for. Its module is named by the program's own `Job`, never by data."""
    job = vars(importlib.import_module(module)).get("JOB")
    if not isinstance(job, Job):
        raise TypeError(f"{module} has no job")
    return job


def _channels() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes to the program. What a library prints goes nowhere, never among the frames."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb", buffering=1024 * 1024)
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  for the life of the process
    if os.name == "nt":
        import msvcrt

        for pipe in (requests, answers):
            msvcrt.setmode(pipe.fileno(), os.O_BINARY)  # type: ignore[attr-defined]
    return requests, answers


def _limit_resources(seconds: float, memory: int) -> None:
    """Cap memory and processor time where the system can (not on Windows: there the program watches the clock)."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    with contextlib.suppress(ValueError, OSError):
        usage = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        used = usage.ru_utime + usage.ru_stime
        # A library may work in a thread for each core. The clock is the program's; this ends a child it has left behind.
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds * (os.cpu_count() or 1)) + 5, hard))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
