"""Forms by the thousand: made, read, planned against a fresh desk, scored."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from desktop.domain.importing import ImportPlan
from desktop.excel.reading.workbook import Workbook
from desktop.services import importing
from desktop.services.importing import Loaded, LoadedFile
from tests.excel.forms.canvas import Form, write_workbook
from tests.excel.forms.grammar import make_form
from tests.excel.forms.scoring import Score, score
from tests.services.importing.desk import Desk, fresh_desk

Job = tuple[str, int, tuple[str, ...], bool]
"""Seed, number, oddities it must have, and whether it is written as a real file."""


def loaded(form: Form, *, as_file: bool = False) -> Loaded:
    """The form as read: handed over in memory, or written and read as a real workbook."""
    if not as_file:
        read = Workbook("xlsx", "openpyxl", [canvas.sheet() for canvas in form.sheets])
        return Loaded([LoadedFile(form.file_name, read, sha256="0" * 64)])
    with tempfile.TemporaryDirectory() as folder:
        return importing.load([write_workbook(form, Path(folder))])


def plan(desk: Desk, form: Form, *, as_file: bool = False) -> ImportPlan:
    """What an import of the form would do."""
    return desk.plan(loaded(form, as_file=as_file))


def scores(jobs: Sequence[Job], processes: int = 1) -> Iterator[Score]:
    """Each job's score, in their order."""
    if processes <= 1:
        yield from _work(jobs)
        return
    parts = [jobs[start : start + 25] for start in range(0, len(jobs), 25)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for part in pool.imap(_worked, parts):
            yield from part


_stack = ExitStack()
_desk: list[Desk] = []


def _worked(jobs: Sequence[Job]) -> list[Score]:
    """In a process of its own, which keeps its desk."""
    if not _desk:
        _desk.append(_stack.enter_context(fresh_desk()))
    return list(_scored(_desk[0], jobs))


def _work(jobs: Sequence[Job]) -> Iterator[Score]:
    with fresh_desk() as desk:
        yield from _scored(desk, jobs)


def _scored(desk: Desk, jobs: Iterable[Job]) -> Iterator[Score]:
    for seed, number, forced, as_file in jobs:
        form = make_form(seed, number, forced)
        yield score(form, plan(desk, form, as_file=as_file))
