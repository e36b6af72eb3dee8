"""What this machine makes of a plain commit: `python -m tools.many_desks.reference FILE SHORTEST LONGEST OUT`, until stdin ends.

As at a desk one thread hands the work to another, which commits a row to SQLite with the same care (WAL, synchronous=FULL),
and gets its answer; nothing of the program is in it. A time over the limit here is the machine's.
"""

from __future__ import annotations

import queue
import random
import sqlite3
import sys
import threading
import time
from pathlib import Path

from tools.many_desks.timing import raw

_ROW = "x" * 1500
"""About what a check-in writes."""


def main(argv: list[str]) -> int:
    """Commit until the parent goes."""
    file, shortest, longest, out = argv
    asked: queue.SimpleQueue[bool] = queue.SimpleQueue()
    answered: queue.SimpleQueue[bool] = queue.SimpleQueue()
    over = threading.Event()

    def work() -> None:
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE IF NOT EXISTS mark (id INTEGER PRIMARY KEY, said TEXT)")
        while asked.get():
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO mark (said) VALUES (?)", (_ROW,))
            connection.execute("COMMIT")
            answered.put(True)
        connection.close()

    def listen() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=work, daemon=True).start()
    threading.Thread(target=listen, daemon=True).start()
    lot = random.Random(0)
    with raw(Path(out)) as write:
        while not over.wait(lot.uniform(float(shortest), float(longest))):
            begin, at = time.perf_counter(), time.time()
            asked.put(True)
            answered.get()
            write({"at": at, "took": round((time.perf_counter() - begin) * 1000, 1)})
    asked.put(False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
