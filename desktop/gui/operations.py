"""All background work: one write lane that keeps the order of a desk's actions, and a small read lane where the latest wins.

Work is a plain callable; it gets a transaction (`tx`) and hands back values. Everything that touches widgets (`done`,
`failed`, the signals) runs on the GUI thread.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import field
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desktop import full_disk
from desktop.awake import awake
from desktop.domain.areas import ALL_AREAS, Area
from desktop.domain.backups import Reason
from desktop.domain.errors import AppError, Cancelled, Conflict
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.progress import IsCancelled, Progress
from desktop.gui.collecting import keep_to_this_thread
from desktop.services import journal
from desktop.services.opening import Database, Transaction

if TYPE_CHECKING:
    from desktop.services import undoing

Result = TypeVar("Result")

_READERS = 2
_REPORT_EVERY = 0.08
_FREED_AT_ONCE = 200
_TURN = 0.0005
"""So many seconds the window waits for a busy thread to hand over the interpreter, each time it needs it: Python's own five
add up over the steps of one reply."""


@dataclass(eq=False)
class Task:
    """One piece of work on its way."""

    title: str
    """Words for the status bar; "" for work too short to speak of."""
    work: Callable[[Task], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], bool | None] | None
    key: str = ""
    progress: tuple[int, int] = (0, 0)
    stop: threading.Event = field(default_factory=threading.Event)
    stoppable: bool = False
    written: list[journal.EntryView] = field(default_factory=list)
    reported_at: float = 0.0
    pending: bool = False
    """What it wrote waits at this desk: the server is away."""
    quiet: bool = False
    """Nobody waits for its answer."""
    result: Any = None
    error: BaseException | None = None


class Operations(QObject):
    """Runs work beside the window and reports back to it."""

    changed = Signal(object)
    """frozenset[Area]: what a write changed."""
    wrote = Signal(object)
    """list[EntryView]: the journal lines a write added."""
    failed = Signal(object)
    """An exception nobody else took care of."""
    running = Signal(object)
    """Task | None: what the status bar shows."""

    _finished = Signal(object)
    _reported = Signal(object)
    _changed_elsewhere = Signal(object)

    def __init__(self, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        keep_to_this_thread()
        self.database = database
        self._latest: dict[str, Task] = {}
        self._shown: list[Task] = []
        self._pending = 0
        self._closing = False
        self._finished.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self._changed_elsewhere.connect(self._on_changed_elsewhere, Qt.ConnectionType.QueuedConnection)
        self._writes: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._reads: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._door_writes: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._door_reads: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._writers = [self._lane(self._writes, "write lane"), self._lane(self._door_writes, "door's write lane")]
        self._readers = [self._lane(self._reads, f"read lane {number}", daemon=True) for number in range(_READERS)]
        self._readers.append(self._lane(self._door_reads, "door's read lane", daemon=True))
        self._stop_watching = database.watch(self._changed_elsewhere.emit)

    def _lane(self, tasks: queue.SimpleQueue[Task | None], name: str, *, daemon: bool = False) -> threading.Thread:
        thread = threading.Thread(target=self._work_through, args=(tasks,), name=name, daemon=daemon)
        thread.start()
        return thread

    # -- work -----------------------------------------------------------------------------------------------------

    def write(
        self,
        work: Callable[[Transaction], Result],
        *,
        done: Callable[[Result], None] | None = None,
        failed: Callable[[Exception], bool | None] | None = None,
        title: str = "",
        backup: Reason | None = None,
    ) -> Task:
        """Run `work(tx)` in one transaction after everything this desk asked for before.

        With `backup` the data file is backed up first, for that reason; where it can't be, the work is not begun.
        `failed` may return True to say that it told the user itself; otherwise `failed` (the signal) does.
        """
        return self.write_long(
            lambda tx, _progress, _cancelled: work(tx), done=done, failed=failed, title=title, backup=backup
        )

    def write_long(
        self,
        work: Callable[[Transaction, Progress, IsCancelled], Result],
        *,
        done: Callable[[Result], None] | None = None,
        failed: Callable[[Exception], bool | None] | None = None,
        title: str = "",
        stoppable: bool = False,
        backup: Reason | None = None,
    ) -> Task:
        """As `write`, for work that reports `progress(done, total)` and looks at `cancelled()`."""

        def run(task: Task) -> Result:
            def inside(tx: Transaction) -> Result:
                result = work(tx, self._progress_of(task), task.stop.is_set)
                task.written = journal.written(tx)
                return result

            if backup is not None:
                from desktop.services import backups  # a start backs up nothing

                backups.before(self.database, backup)
            self._after_the_door()
            return self.database.write(inside)

        task = Task(title, run, done, failed, stoppable=stoppable)
        self._start(task, self._writes)
        return task

    def write_or_queue(
        self,
        work: Callable[[Transaction], Result],
        *,
        done: Callable[[Result, bool], None] | None = None,
        failed: Callable[[Exception], bool | None] | None = None,
        title: str = "",
    ) -> Task:
        """As `write`; at a server's desk in its own file, behind nothing that waits for the line.

        `done` gets the result and whether it waits at this desk for a server that is away. Make tokens outside `work`: a
        retry is the same try.
        """

        def run(task: Task) -> tuple[Result, bool]:
            def inside(tx: Transaction) -> Result:
                result = work(tx)
                task.written = journal.written(tx)
                return result

            result, task.pending = self.database.write_or_queue(inside)
            return result, task.pending

        task = Task(title, run, (lambda answer: done(*answer)) if done else None, failed)
        self._start(task, self._door_writes if self.database.at_home else self._writes)
        return task

    def _after_the_door(self) -> None:
        """On the write lane: what was asked for at the door before this is written."""
        if self.database.at_home:
            passed = threading.Event()
            self._door_writes.put(Task("", lambda _task: passed.set(), None, None, quiet=True))
            passed.wait()

    def read(
        self,
        key: str,
        work: Callable[[Transaction], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], bool | None] | None = None,
        *,
        title: str = "",
    ) -> Task:
        """Run `work(tx)` beside the window; of requests with the same key only the latest is answered."""
        return self._start_latest(Task(title, lambda _task: self.database.read(work), done, failed, key))

    def read_here(
        self,
        key: str,
        work: Callable[[Transaction], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], bool | None] | None = None,
    ) -> Task:
        """As `read`, in a server's desk's own copy, behind nothing that waits for the line: what the door shows."""
        task = Task("", lambda _task: self.database.read_here(work), done, failed, key)
        return self._start_latest(task, self._door_reads if self.database.at_home else self._reads)

    def read_long(
        self,
        key: str,
        work: Callable[[Transaction, Progress, IsCancelled], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], bool | None] | None = None,
        *,
        title: str = "",
    ) -> Task:
        """As `read`, for work that reports progress and can be cancelled."""

        def run(task: Task) -> Result:
            return self.database.read(lambda tx: work(tx, self._progress_of(task), task.stop.is_set))

        return self._start_latest(Task(title, run, done, failed, key, stoppable=True))

    def plain(
        self,
        key: str,
        work: Callable[[Progress, IsCancelled], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], bool | None] | None = None,
        *,
        title: str = "",
    ) -> Task:
        """Run work that needs no database (reading files, making a PDF)."""
        run = lambda task: work(self._progress_of(task), task.stop.is_set)  # noqa: E731
        return self._start_latest(Task(title, run, done, failed, key, stoppable=True))

    def alone(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], bool | None] | None = None,
        *,
        title: str = "",
    ) -> Task:
        """Run work on the data file itself, after everything this desk wrote before and before what it writes next."""
        task = Task(title, lambda _task: work(), done, failed)
        self._start(task, self._writes)
        return task

    def cancel(self, task: Task) -> None:
        """Ask a task to stop; what it has not committed is dropped."""
        task.stop.set()

    def forget(self, key: str) -> None:
        """Stop the work under this key and drop its answer (a page or dialog went away)."""
        task = self._latest.pop(key, None)
        if task is not None:
            task.stop.set()

    def let_go(self, things: list[Any]) -> None:
        """Empty a list beside the window, piece by piece: to free many thousand rows takes a while."""

        def work(_task: Task) -> None:
            while things:
                del things[-_FREED_AT_ONCE:]
                time.sleep(_TURN)  # the window, which is just showing what came instead, goes first

        self._start(Task("", work, None, None), self._reads)

    # -- undo -----------------------------------------------------------------------------------------------------

    def undo_last(self, done: Callable[[undoing.Undone], None] | None = None) -> Task:
        """Take back this window's last change; later edits of others stay."""
        return self._take_back(lambda: [self._last(redo=False)], _only(done))

    def redo_last(self, done: Callable[[undoing.Undone], None] | None = None) -> Task:
        """Do again what this window's last undo took back, as long as nothing was changed since."""
        return self._take_back(lambda: [self._last(redo=True)], _only(done))

    def undo_entry(self, entry: journal.EntryView, done: Callable[[undoing.Undone], None] | None = None) -> Task:
        """Take back one change."""
        return self._take_back(lambda: [entry], _only(done))

    def undo_entries(
        self,
        entries: Callable[[], Sequence[journal.EntryView]],
        done: Callable[[list[undoing.Undone]], None] | None = None,
        failed: Callable[[Exception], bool | None] | None = None,
    ) -> Task:
        """Take back what a task wrote, the last first; `entries` is asked when that is written."""
        return self._take_back(lambda: list(reversed(entries())), done, failed)

    def _last(self, *, redo: bool) -> journal.EntryView:
        from desktop.services import steps  # a start undoes nothing

        return steps.last(self.database, redo=redo)

    def _take_back(
        self,
        which: Callable[[], list[journal.EntryView]],
        done: Callable[[list[undoing.Undone]], None] | None,
        failed: Callable[[Exception], bool | None] | None = None,
    ) -> Task:
        def run(task: Task) -> list[undoing.Undone]:
            from desktop.services import steps

            self._after_the_door()
            results = []
            for entry in which():
                result, lines = steps.take_back(self.database, entry)
                results.append(result)
                task.written = [*task.written, *lines]
            return results

        task = Task("", run, done, failed)
        self._start(task, self._writes)
        return task

    # -- the lanes ------------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether anything is asked for and not yet answered."""
        return self._pending > 0

    def close(self) -> None:
        """Finish the write lane, drop the rest."""
        if self._closing:
            return
        self._closing = True
        self._stop_watching()
        for task in list(self._latest.values()):
            task.stop.set()
        for _thread in self._readers:
            self._reads.put(None)
        self._door_reads.put(None)
        self._writes.put(None)
        self._writers[0].join()
        self._door_writes.put(None)  # what the write lane still does may wait for the door's
        self._writers[1].join()
        for thread in self._readers:
            thread.join(timeout=5)

    def _start_latest(self, task: Task, lane: queue.SimpleQueue[Task | None] | None = None) -> Task:
        before = self._latest.get(task.key)
        if before is not None:
            before.stop.set()
        self._latest[task.key] = task
        self._start(task, lane or self._reads)
        return task

    def _start(self, task: Task, lane: queue.SimpleQueue[Task | None]) -> None:
        if self._closing:
            return
        self._pending += 1
        if task.title:
            self._shown.append(task)
            self.running.emit(self._shown[0])
        lane.put(task)

    def _work_through(self, lane: queue.SimpleQueue[Task | None]) -> None:
        while (task := lane.get()) is not None:
            try:
                if task.stop.is_set():
                    raise Cancelled
                with awake() if task.title else nullcontext():
                    task.result = task.work(task)
            except BaseException as error:  # noqa: BLE001 - it is told on the GUI thread
                task.error = error
            if not task.quiet:
                self._finished.emit(task)

    def _progress_of(self, task: Task) -> Progress:
        def progress(done: int, total: int) -> None:
            task.progress = (done, total)
            now = time.monotonic()
            if now - task.reported_at >= _REPORT_EVERY:
                task.reported_at = now
                self._reported.emit(task)

        return progress

    def _report(self, task: Task) -> None:
        if self._shown and self._shown[0] is task:
            self.running.emit(task)

    def _finish(self, task: Task) -> None:
        self._pending -= 1
        if task in self._shown:
            self._shown.remove(task)
            self.running.emit(self._shown[0] if self._shown else None)
        if task.key:
            if self._latest.get(task.key) is not task:
                return  # a later request asked the same, or nobody waits any more
            del self._latest[task.key]
        if self._closing:
            return
        if task.error is not None:
            self._fail(task, task.error)
            return
        if task.written:
            areas = frozenset(area for line in task.written for area in line.areas)
            self.changed.emit(areas | {Area.CONNECTION} if task.pending else areas)
            self.wrote.emit(task.written)
        if task.done is not None:
            task.done(task.result)

    def _on_changed_elsewhere(self, areas: frozenset[Area]) -> None:
        if not self._closing:
            self.changed.emit(areas)

    def _fail(self, task: Task, error: BaseException) -> None:
        if not isinstance(error, Exception):
            raise error
        if isinstance(error, Conflict):
            self.changed.emit(ALL_AREAS)  # what is shown is out of date
        if task.failed is not None and task.failed(error):
            return
        if full_disk.is_full(error):
            error = AppError("disk.full")
        if isinstance(error, AppError):
            self.failed.emit(error)
            return
        raise error  # the excepthook logs it and says so once


def _only(done: Callable[[undoing.Undone], None] | None) -> Callable[[list[undoing.Undone]], None] | None:
    return (lambda results: done(results[0])) if done is not None else None
