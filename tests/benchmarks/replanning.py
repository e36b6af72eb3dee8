"""How long a correction in the preview of 10,000 rows holds the window: the longest silence of a timer that ticks there."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

from tests.benchmarks import Row
from tests.benchmarks.importing import import_once, people_file

if TYPE_CHECKING:
    from desktop.gui.importing.wizard import ImportWizard

_PEOPLE = 10_000
_CORRECTIONS = 7
_MOST = 0.05
_TICK = 2
"""Milliseconds."""
_WAIT = 120.0


def bench_replanning() -> list[Row]:
    """Corrections one after the other, for new people and for registered ones with changes; the ratio is times of 50 ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        people = people_file(Path(folder, "people.xlsx"), _PEOPLE)
        changed = _with_changes(people, Path(folder, "changed.xlsx"))
        rows = []
        for name, file in (("new people", people), ("registered people", changed)):
            record = Path(folder, f"{file.stem}.db")
            if file is changed:
                import_once(people, record)
            else:
                _new_record(record)
            longest = statistics.median(_silences(record, file))
            rows.append(
                Row(
                    f"longest hold of the window, {_PEOPLE:,} {name} planned again", longest, None, longest / _MOST, 1.0
                )
            )
    return rows


def _with_changes(people: Path, path: Path) -> Path:
    """The same people with other positions, every fifth also with a phone nobody has."""
    source = openpyxl.load_workbook(people, read_only=True)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    for number, row in enumerate(source.worksheets[0].iter_rows(values_only=True)):
        cells = list(row)
        if number:
            cells[3] = f"{cells[3]} kiêm nhiệm"
            cells[5] = f"0977{number:06d}" if number % 5 == 0 else cells[5]
        sheet.append(cells)
    source.close()
    book.save(path)
    return path


def _new_record(path: Path) -> None:
    from desktop.services import conferences
    from desktop.services.opening import open_location

    record = open_location(path)
    record.write(lambda tx: conferences.create_conference(tx, title="Đo thời gian"))
    record.close()


def _silences(path: Path, file: Path) -> list[float]:
    """The longest time between two ticks, from each correction until the window is quiet again."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from desktop import app, i18n
    from desktop.gui.importing.wizard import ImportWizard
    from desktop.services.opening import open_location
    from desktop.settings import Settings

    i18n.install("vi")
    application = QApplication.instance() or QApplication([])
    record = open_location(path, desk="1")
    window = app.build_window(record, Settings(views={"page": "attendees"}))
    window.resize(1366, 768)
    window.show()
    _until(application, lambda: window.is_ready)
    wizard = window.run("import", paths=[file])
    assert isinstance(wizard, ImportWizard)
    _until(application, lambda: wizard.plan is not None and not window.context.operations.busy)
    ticks: list[float] = []
    beat = QTimer(interval=_TICK, timerType=Qt.TimerType.PreciseTimer)
    beat.timeout.connect(lambda: ticks.append(time.perf_counter()))
    loop = QEventLoop()
    wizard.planned.connect(lambda _plan: QTimer.singleShot(100, loop.quit))  # and painted
    found = []
    for turn in range(_CORRECTIONS):
        ticks.clear()
        beat.start()
        QTimer.singleShot(50, lambda turn=turn: _mend(wizard, turn))
        loop.exec()
        beat.stop()
        found.append(max(after - before for before, after in pairwise(ticks)))
    wizard.draft = type(wizard.draft)()  # nothing to lose: it asks nothing when it leaves
    wizard.reject()
    window.close()
    record.close()
    return found


def _mend(wizard: ImportWizard, turn: int) -> None:
    """By turns mend a position and answer the question of the row chosen, which leads to the next one."""
    from desktop.gui.importing.questions import QuestionAnswer

    button = wizard.view.panel.button(QuestionAnswer.TAKE_NEW)
    if turn % 2 and button is not None:
        button.click()
        return
    line = wizard.view.model.line(turn + 1)
    assert line is not None
    wizard.answers.edit(line.key, "position", f"Chuyên viên {turn}")


def _until(application: Any, ready: Any) -> None:
    end = time.monotonic() + _WAIT
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("the preview did not come")
        application.processEvents()
        time.sleep(0.002)
