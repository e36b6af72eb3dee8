"""Where the time of a verdict goes: stamps on its way through the lanes, and what else its process and the machine did."""

from __future__ import annotations

import gc
import json
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.services.desks.server_database import ServerDatabase

_TASKS = Path("/proc/self/task")
_KEPT = 400


@dataclass(slots=True)
class Stamps:
    """Moments of one try, by `time.perf_counter`."""

    lane: float = 0.0
    """The door's lane took it up."""
    begun: float = 0.0
    """The desk's file let it write."""
    worked: float = 0.0
    """The services had their answer."""
    committed: float = 0.0
    """It is on the disk."""
    window_waited: tuple[float, float] = (0.0, 0.0)
    """How long the window's thread had waited for a processor when the lane took it up, and when it was committed."""
    lane_waited: float = 0.0
    """The same of the lane, when it was committed."""


@dataclass(frozen=True, slots=True)
class Span:
    """Something that took a while beside the door."""

    what: str
    thread: str
    begin: float
    end: float


@dataclass(slots=True)
class Watched:
    """One desk's database, looked over the shoulder."""

    database: ServerDatabase
    stamps: deque[Stamps] = field(default_factory=deque)
    """Tries that the lane has done, the oldest first; whoever hears of the answer takes them away."""
    spans: deque[Span] = field(default_factory=lambda: deque(maxlen=_KEPT))
    _collecting: float = 0.0

    def begin(self) -> None:
        """Look from now on."""
        self._watch_the_door()
        local, copy, sending = self.database.own_file, self.database._copy, self.database._sending
        local.write = self._writing(local.write)  # type: ignore[method-assign, assignment]
        copy.refresh = self._spanning("copy", copy.refresh)  # type: ignore[method-assign, assignment]
        sending._send = self._spanning("send", sending._send)  # type: ignore[method-assign, assignment]
        gc.callbacks.append(self._on_collecting)

    def over(self, begin: float, end: float) -> list[dict[str, Any]]:
        """What went on between two moments beside the door, in milliseconds from the first."""
        return [
            {
                "what": each.what,
                "thread": each.thread,
                "from": _ms(each.begin - begin),
                "to": _ms(each.end - begin),
            }
            for each in list(self.spans)
            if each.end > begin and each.begin < end
        ]

    def _watch_the_door(self) -> None:
        inner = self.database.write_or_queue

        def write_or_queue(work: Callable[[Any], Any]) -> tuple[Any, bool]:
            main = threading.main_thread().native_id or 0
            made = Stamps(lane=time.perf_counter())
            first = waited(main)

            def inside(tx: Any) -> Any:
                made.begun = time.perf_counter()
                try:
                    return work(tx)
                finally:
                    made.worked = time.perf_counter()

            try:
                return inner(inside)
            finally:
                made.committed = time.perf_counter()
                made.window_waited = first, waited(main)
                made.lane_waited = waited(threading.get_native_id())
                self.stamps.append(made)

        self.database.write_or_queue = write_or_queue  # type: ignore[method-assign]

    def _writing(self, inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def write(work: Callable[[Any], Any]) -> Any:
            name = threading.current_thread().name
            if name.startswith("door"):
                return inner(work)
            asked = time.perf_counter()
            begun = [asked]

            def inside(tx: Any) -> Any:
                begun[0] = time.perf_counter()
                return work(tx)

            try:
                return inner(inside)
            finally:
                self.spans.append(Span("writes at home", name, begun[0], time.perf_counter()))

        return write

    def _spanning(self, what: str, inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def work(given: Any) -> Any:
            begin = time.perf_counter()
            try:
                return inner(given)
            finally:
                self.spans.append(Span(what, threading.current_thread().name, begin, time.perf_counter()))

        return work

    def _on_collecting(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._collecting = time.perf_counter()
        elif (now := time.perf_counter()) - self._collecting > 0.002:
            self.spans.append(Span("collects", threading.current_thread().name, self._collecting, now))


def waited(thread: int) -> float:
    """Seconds that a thread of this process could have run, and the processors were at other work; 0 where nobody tells."""
    try:
        return int((_TASKS / str(thread) / "schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


def thread_number(name: str) -> int:
    """The system's number of a thread of this process; 0 for none of the name."""
    return next((each.native_id or 0 for each in threading.enumerate() if each.name == name), 0)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


@contextmanager
def raw(path: Path) -> Iterator[Callable[[dict[str, Any]], None]]:
    """A file of one JSON document a line; written on a thread of its own, for a disk may hold up whoever writes."""
    said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()

    def write() -> None:
        with path.open("a", encoding="utf-8") as file:
            while (each := said.get()) is not None:
                file.write(json.dumps(each) + "\n")
                file.flush()

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    try:
        yield said.put
    finally:
        said.put(None)
        writer.join()
