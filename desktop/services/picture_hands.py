"""Files with pictures, read side by side, each in a child process of its own kind."""

from __future__ import annotations

import os
import queue
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Generic, TypeVar

from desktop.domain.errors import AppError, Cancelled
from desktop.domain.progress import IsCancelled, Progress
from desktop.isolated.job import Failure, Job
from desktop.isolated.runner import Runner

LARGEST = 200 * 1024 * 1024
"""Bytes of a file, at most."""
AT_ONCE = 3
"""Files read side by side at most: each child takes the memory of a large picture."""
_SECONDS, _MEMORY = 600.0, 3 * 1024**3

Piece = TypeVar("Piece")
Found = TypeVar("Found")


def hands_for(count: int) -> int:
    """How many children so many pieces of work are worth here."""
    return max(1, min(count, AT_ONCE, os.cpu_count() or 1))


class Hands(Generic[Piece, Found]):
    """Children that do pieces of work side by side; what each comes to stays in their order."""

    def __init__(
        self,
        job: Job[Any],
        count: int,
        work: Callable[[Runner[Any], Piece, IsCancelled], Found],
        progress: Progress,
        cancelled: IsCancelled,
    ) -> None:
        self._work = work
        self._progress, self._cancelled = progress, cancelled
        self._whole, self._done = count, 0
        self._stop, self._lock = threading.Event(), threading.Lock()
        self._runners = [Runner(job) for _each in range(hands_for(count))]
        self._idle: queue.SimpleQueue[Runner[Any]] = queue.SimpleQueue()
        for runner in self._runners:
            self._idle.put(runner)

    def read(self, pieces: Sequence[Piece]) -> list[Found]:
        """What each comes to. The first that can't go on stops the others."""
        self._progress(0, self._whole)
        with ThreadPoolExecutor(len(self._runners)) as pool:
            waiting = [pool.submit(self._one, piece) for piece in pieces]
            try:
                return [each.result() for each in waiting]
            finally:
                self._stop.set()  # nothing waits any more, or nobody wants it
                pool.shutdown(cancel_futures=True)
                for runner in self._runners:
                    runner.close()

    def _one(self, piece: Piece) -> Found:
        if self._stopped():
            raise Cancelled
        runner = self._idle.get()
        try:
            found = self._work(runner, piece, self._stopped)
        finally:
            self._idle.put(runner)
        with self._lock:
            self._done += 1
            self._progress(self._done, self._whole)
        return found

    def _stopped(self) -> bool:
        return self._stop.is_set() or self._cancelled()


def answers_of(
    runner: Runner[Any],
    file: Path,
    request: Callable[[bytes], Any],
    cancelled: IsCancelled,
    take: Callable[[tuple[Any, ...]], object] = lambda _answer: None,
) -> list[tuple[Any, ...]]:
    """What a child answers to a file; ("refused", reason) at the end where it can't be read, or no further.

    `take` is given each answer as it comes. Raises AppError("scan.no_reader") where the libraries are not installed, Cancelled.
    """
    try:
        if not file.is_file():  # a pipe or a device would be read for ever
            return [("refused", "scan.no_file")]
        data = file.read_bytes() if file.stat().st_size <= LARGEST else None
    except OSError:
        return [("refused", "scan.no_file")]
    if data is None:
        return [("refused", "scan.too_large")]
    answers: list[tuple[Any, ...]] = []

    def taken(answer: tuple[Any, ...]) -> None:
        answers.append(answer)
        take(answer)

    def failed(failure: Failure) -> AppError:
        return AppError("scan.too_large" if failure is Failure.MEMORY else "scan.not_a_picture")

    try:
        runner.run(request(data), taken, seconds=_SECONDS, memory=_MEMORY, failed=failed, cancelled=cancelled)
    except AppError as problem:
        if isinstance(problem, Cancelled):
            raise
        answers.append(("refused", problem.code))
    if any(each[0] == "refused" and each[1] == "scan.no_reader" for each in answers):
        raise AppError("scan.no_reader")
    return answers


def called_apart(files: Sequence[Path]) -> list[str]:
    """What each file is called: its name, with as many of its folders as tell it from others of that name."""
    called = [file.name for file in files]
    for depth in range(2, 1 + max((len(file.parts) for file in files), default=0)):
        often = Counter(called)
        called = [
            Path(*file.parts[-depth:]).as_posix() if often[name] > 1 and depth <= len(file.parts) else name
            for name, file in zip(called, files, strict=True)
        ]
    return called
