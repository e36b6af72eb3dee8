"""From a change of option to the new page on the screen, in the real window over the demo conference."""

from __future__ import annotations

import dataclasses
import os
import statistics
import tempfile
import time
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.documents.fields import Flag, Number, Pick, Text, fields_of
from tests.benchmarks import Row

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from desktop.gui.papers.page import PrintingPage
    from desktop.papers.document import AnyDocument

_MOST = 0.3
_ROUNDS = 5
_SLOWEST = 3
_WAIT = 30.0


def bench_preview() -> list[Row]:
    """The attendance sheet and the slowest other documents; the ratio is times of 300 ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from desktop import app, i18n
    from desktop.gui.papers.page import PrintingPage
    from desktop.papers import documents
    from desktop.services.opening import open_location
    from desktop.settings import Settings
    from tools.document_pictures import sample_after_its_day

    i18n.install("vi")
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        sample_after_its_day(Path(folder) / "mau.db")
        record = open_location(Path(folder) / "mau.db", desk="1")
        window = app.build_window(record, Settings(views={"page": "printing"}))
        window.resize(1366, 768)
        window.show()
        _until(application, lambda: window.is_ready and isinstance(window.page, PrintingPage))
        page, took = window.page, {}
        assert isinstance(page, PrintingPage)
        for document in documents.every():
            times = _times(application, page, document)
            if times:
                took[document.name] = statistics.median(times)
        window.close()
        record.close()
    others = sorted((name for name in took if name != "attendance-sheet"), key=lambda name: -took[name])
    return [
        Row(f"preview after a change of option, {name}", took[name], None, took[name] / _MOST, 1.0)
        for name in ("attendance-sheet", *others[:_SLOWEST])
    ]


def _times(application: QCoreApplication, page: PrintingPage, document: AnyDocument) -> list[float]:
    """Seconds for each of a few changes; none for a document that has nothing to show or no options."""
    from PySide6.QtPdf import QPdfPageRenderer
    from PySide6.QtWidgets import QAbstractScrollArea

    page.open(document)
    view = page.view
    assert view is not None
    _until(application, lambda: bool(view.pdf or view.pane.banner.sentence))
    if not view.pdf or view.options.empty:
        return []
    pane = view.pane.preview
    renderer, painted = pane.findChild(QPdfPageRenderer), pane.focusProxy()
    assert isinstance(renderer, QPdfPageRenderer)
    assert isinstance(painted, QAbstractScrollArea)
    shown: list[float] = []
    new: list[bool] = []

    def rendered() -> None:
        if new:  # not the old page once more
            painted.viewport().repaint()
            shown.append(time.perf_counter())

    renderer.pageRendered.connect(rendered)
    view.pane.shown.connect(lambda: new.append(True))
    took: list[float] = []
    passed: set[str] = set()  # options that name one of several rounds or dialogues: another name has nothing to show
    for turn in range(_ROUNDS + 1 + len(fields_of(document.options))):
        if len(took) > _ROUNDS:
            break
        field, value = _change(document.options, view.options.options(), turn, passed)
        before = getattr(view.options.options(), field)
        _until(application, lambda: not page.context.operations.busy)
        shown.clear()
        new.clear()
        begin = time.perf_counter()
        view.options.controls[field].fill(value)
        _until(application, lambda: bool(shown or view.pane.banner.sentence))
        if shown:
            took.append(shown[0] - begin)
            continue
        passed.add(field)
        view.options.controls[field].fill(before)
        _until(application, lambda: not view.pane.banner.sentence)
    renderer.pageRendered.disconnect(rendered)
    return took[1:]


def _change(kind: type, options: Any, turn: int, passed: Collection[str]) -> tuple[str, Any]:
    """An option and another value for it; where it can be, one that was not there before."""
    known = fields_of(kind)
    for sort in (Number, Text, Pick, Flag):
        for name, field in known.items():
            if not isinstance(field, sort) or name in passed:
                continue
            now = getattr(options, name)
            match field:
                case Number(least, most, step):
                    return name, now + step if now + step <= most else least
                case Text():
                    return name, f"Lần {turn}"
                case Pick(values):
                    return name, values[(values.index(now) + 1) % len(values)]
                case Flag():
                    return name, not now
    raise ValueError(f"{dataclasses.fields(kind)}: nothing to change")


def _until(application: Any, ready: Any) -> None:
    end = time.monotonic() + _WAIT
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("nothing was shown")
        application.processEvents()
        time.sleep(0.001)
