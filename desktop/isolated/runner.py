"""A job's requests, one after the other, in a child process that is kept warm."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, Generic

from desktop.domain.errors import Cancelled
from desktop.domain.progress import IsCancelled
from desktop.isolated import frames
from desktop.isolated.frames import Tag
from desktop.isolated.job import Failure, Job, Request
from desktop.isolated.process import ChildProcess

Take = Callable[[tuple[Any, ...]], object]


_spare: dict[str, ChildProcess] = {}
"""Children that a runner let go and that no request has touched, by their job's module: the next runner's."""


def _never() -> bool:
    return False


class Runner(Generic[Request]):
    """Runs a job in one child: starting it costs a quarter of a second, a small request a hundredth of that.

    A child that crashed, was killed or grew too large is replaced at the next request. Threads may share a runner: they wait
    for each other.
    """

    def __init__(self, job: Job[Request]) -> None:
        self._job = job
        self._child: ChildProcess | None = None
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The system's number of the child; None while there is none."""
        child = self._child
        return child.pid if child is not None else None

    def start(self) -> None:
        """Start the child ahead of the first request."""
        with self._lock:
            self._running()

    def close(self) -> None:
        """Let the child go: it ends, or waits for the next runner of a job that is done in copies of it."""
        with self._lock:
            child, module = self._child, self._job.module
            if child and self._job.in_copies and child.alive() and _spare.setdefault(module, child) is child:
                self._child = None
            self._drop()

    def run(
        self,
        request: Request,
        take: Take,
        *,
        seconds: float,
        memory: int,
        failed: Callable[[Failure], Exception],
        cancelled: IsCancelled = _never,
    ) -> None:
        """Have the child do one request, and give each of its answers to `take`.

        After `seconds` of wall time it is killed; `memory` caps its address space in bytes, where the system can do that.
        Raises what `failed` makes of a child that was too slow, took too much memory or crashed, and Cancelled once
        `cancelled()` is true.
        """
        with self._lock:
            try:
                failure = self._run(request, take, seconds, memory, cancelled)
            except BaseException:
                # Whatever the child is still saying belongs to this request, not to the next.
                self._drop()
                raise
            if failure is not None:
                self._drop()
                raise failed(failure)

    def _run(self, request: Request, take: Take, seconds: float, memory: int, cancelled: IsCancelled) -> Failure | None:
        child = self._running()
        deadline = time.monotonic() + seconds
        child.ask(frames.pack((seconds, memory, request)))
        while True:
            if cancelled():
                raise Cancelled
            if time.monotonic() > deadline:
                return Failure.TIMEOUT
            answer = child.answer()
            if answer is None:
                continue
            if isinstance(answer, Failure):
                return answer
            tag, payload = answer
            if tag is Tag.ANSWER:
                take(frames.unpack(payload))
                continue
            if tag is Tag.WORN:
                self._drop()
            return Failure.MEMORY if tag is Tag.NO_MEMORY else None

    def _running(self) -> ChildProcess:
        if self._child is None or not self._child.alive():
            self._drop()
            spare = _spare.pop(self._job.module, None)
            if spare is not None and not spare.alive():
                spare.kill()
                spare = None
            self._child = spare or ChildProcess(self._job.module)
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None
