"""The window: how long a start takes beside a bare one, and what a keystroke in the attendee list costs."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import Row

_BARE = """
import time
begin = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
import sqlalchemy.orm
application = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
application.processEvents()
print(time.perf_counter() - begin)
"""
_OURS = """
import sys, time
begin = time.perf_counter()
from desktop import app, i18n
from desktop.services.opening import open_location
from desktop.settings import Settings
from PySide6.QtWidgets import QApplication
i18n.install("vi")
application = QApplication([])
record = open_location(sys.argv[1], desk="1")
window = app.build_window(record, Settings())
def ready():
    application.processEvents()
    print(time.perf_counter() - begin, flush=True)
    application.quit()
window.ready.connect(ready)
window.show()
application.exec()
window.close()
record.close()
"""
_ROUNDS = 7
_PEOPLE = 10_000
_FRAME = 0.016
_TYPED = "nguyen thi hoa"


def bench_window() -> list[Row]:
    """From the first import to the first page showing the demo conference, in processes of their own."""
    from desktop.services import demo

    with tempfile.TemporaryDirectory() as folder:
        record = demo.new_sample(Path(folder) / "mau.db").path
        ours, bare = [], []
        for _round in range(_ROUNDS + 1):
            bare.append(_run(_BARE))
            ours.append(_run(_OURS, str(record)))
    # The first round compiles what was never run here, once for each version of the program.
    a, b = statistics.median(ours[1:]), statistics.median(bare[1:])
    return [Row("window ready on the demo conference", a, b, a / b, 1.6)]


def _run(script: str, *arguments: str) -> float:
    """Seconds that the script tells. Compiled modules are kept, as on every user's computer."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[0])


def bench_filter() -> list[Row]:
    """Each letter typed into the search over 10,000 attendees, filtered and painted; the ratio is frames of 16 ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from desktop import app
    from desktop.services.opening import open_location
    from desktop.settings import Settings
    from tests.sample_record import fill_quickly

    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        record = open_location(Path(folder) / "muoi-nghin.db", desk="1")
        record.write(lambda tx: fill_quickly(tx, _PEOPLE))
        window = app.build_window(record, Settings(views={"page": "attendees"}))
        window.show()
        while not window.is_ready:
            application.processEvents()
            time.sleep(0.005)
        search = window.page.search  # type: ignore[union-attr]
        took: dict[str, list[float]] = {}
        for _round in range(5):
            for end in range(len(_TYPED) + 1):
                begin = time.perf_counter()
                search.setText(_TYPED[:end])
                window.page.table.viewport().repaint()  # type: ignore[union-attr]
                took.setdefault(_TYPED[:end], []).append(time.perf_counter() - begin)
                application.processEvents()
        window.close()
        record.close()
    keystrokes = [min(times) for times in took.values()]  # the quiet moment of each
    typical, worst = statistics.median(keystrokes), max(keystrokes)
    return [
        Row("filter keystroke on 10,000 rows, median", typical, None, typical / _FRAME, 1.0),
        Row("filter keystroke on 10,000 rows, slowest", worst, None, worst / _FRAME, 1.0),
    ]
