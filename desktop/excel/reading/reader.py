"""Reading spreadsheets of every kind, in a process of its own: `read_file(path)` or a `Reader` for many files."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable
from itertools import pairwise, zip_longest
from pathlib import Path
from types import TracebackType
from typing import Any

from desktop.domain.errors import UnreadableFile
from desktop.domain.importing import Notice
from desktop.domain.progress import IsCancelled, Progress
from desktop.excel.reading.file_types import SUFFIXES
from desktop.excel.reading.job import JOB
from desktop.excel.reading.limits import Limits
from desktop.excel.reading.sink import DECODERS, letters, ranges
from desktop.excel.reading.workbook import Cell, Sheet, Workbook
from desktop.isolated.job import Failure
from desktop.isolated.runner import Runner


class Reader:
    """Reads many files through one warm process: starting one costs a quarter of a second, a small file a tenth of that.

    A process that crashed, was killed or grew too large is replaced at the next file.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._runner = Runner(JOB)

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The system's number of the process; None while there is none."""
        return self._runner.pid

    def start(self) -> None:
        """Start the process ahead of the first file, while the user is still choosing."""
        self._runner.start()

    def close(self) -> None:
        """End the process. The next file would start another."""
        self._runner.close()

    def read(
        self, path: str | os.PathLike[str], *, progress: Progress | None = None, cancelled: IsCancelled | None = None
    ) -> Workbook:
        """The file's sheets; UnreadableFile says why there are none, Cancelled that `cancelled()` became true."""
        file = Path(path)
        try:
            _look_at(file)
            gathering = _Gathering(file, progress or _ignore)
            self._runner.run(
                (str(file.absolute()), dataclasses.asdict(self.limits)),
                gathering.take,
                seconds=self.limits.seconds,
                memory=self.limits.memory,
                failed=self._failed,
                cancelled=cancelled or _never,
            )
            return gathering.workbook()
        except UnreadableFile as problem:
            problem.details["file"] = file.name
            raise

    def _failed(self, failure: Failure) -> UnreadableFile:
        details = {"seconds": int(self.limits.seconds)} if failure is Failure.TIMEOUT else {}
        return UnreadableFile(f"file.{failure}", **details)


class _Gathering:
    """Puts the answers for one file together again."""

    def __init__(self, file: Path, progress: Progress) -> None:
        self._file = file
        self._progress = progress
        self._refusal: UnreadableFile | None = None
        self._book = Workbook(kind="", reader="", sheets=[])
        self._sheet: Sheet | None = None

    def take(self, answer: tuple[Any, ...]) -> None:
        """One answer."""
        tag, *content = answer
        if tag == "rows" and self._sheet is not None:
            _add_rows(self._sheet, *content)
        elif tag == "sheet":
            self._sheet = Sheet(name=content[0], rows=[], numbers=[], hidden=content[1])
            self._book.sheets.append(self._sheet)
        elif tag == "layout" and self._sheet is not None:
            _lay_out(self._sheet, *content)
        elif tag == "notice":
            holder = self._book if self._sheet is None or "sheet" not in content[1] else self._sheet
            holder.notices.append(Notice(content[0], dict(content[1])))
        elif tag == "progress":
            self._progress(content[0], content[1])
        elif tag == "refused":
            self._refusal = UnreadableFile(content[0], **content[1])
        elif tag == "start":
            self._book = Workbook(kind=content[0], reader=content[1], sheets=[])
            self._sheet = None

    def workbook(self) -> Workbook:
        """The file, whole. Raises UnreadableFile when the child refused it."""
        if self._refusal is not None:
            raise self._refusal
        promised = SUFFIXES.get(self._file.suffix.lower())
        if promised is not None and promised != self._book.kind:
            details: dict[str, object] = {"file": self._file.name, "kind": self._book.kind}
            self._book.notices.append(Notice("kind.differs_from_name", details))
        for sheet in self._book.sheets:
            if any(this >= following for this, following in pairwise(sheet.numbers)):
                _put_in_order(sheet)
        return self._book


def _add_rows(
    sheet: Sheet,
    numbers: list[int],
    rows: list[Any],
    dates: list[tuple[int, int, int, tuple[int, ...]]],
    fonts: list[tuple[int, int, str]],
) -> None:
    dated = set()
    for place, column, kind, parts in dates:
        rows[place][column] = DECODERS[kind](*parts)
        dated.add(place)
    for place in dated:
        rows[place] = tuple(rows[place])
    sheet.rows += rows
    sheet.numbers += numbers
    for row, column, font in fonts:
        sheet.legacy_fonts[row, column] = font


def _put_in_order(sheet: Sheet) -> None:
    """Rows by their number; of a row written twice the cells are put together."""
    rows: dict[int, tuple[Cell, ...]] = {}
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        if number in rows:
            both = zip_longest(rows[number], row)
            row = tuple(old if new is None else new for old, new in both)
        rows[number] = row
    sheet.numbers = sorted(rows)
    sheet.rows = [rows[number] for number in sheet.numbers]


def _lay_out(
    sheet: Sheet,
    hidden_rows: list[int],
    hidden_columns: list[int],
    merges: list[Any],
    bold_rows: list[int],
    struck_rows: list[int],
) -> None:
    """Hidden rows and columns that hold something; hiding empty ones means nothing."""
    sheet.bold_rows = frozenset(bold_rows)
    sheet.struck_rows = frozenset(struck_rows)
    sheet.hidden_rows = frozenset(hidden_rows)
    sheet.merges = tuple(merges)
    if hidden_rows:
        count = len(sheet.hidden_rows)
        rows = ranges(sorted(sheet.hidden_rows))
        sheet.notices.append(Notice("rows.hidden", {"sheet": sheet.name, "count": count, "rows": rows}))
    if hidden_columns:
        places = [column for column in sorted(hidden_columns) if column <= max(map(len, sheet.rows), default=0)]
        used = [column for column in places if any(len(r) >= column and r[column - 1] is not None for r in sheet.rows)]
        sheet.hidden_columns = frozenset(used)
        if used:
            names = ", ".join(letters(column) for column in used[:10]) + (" …" if len(used) > 10 else "")
            details: dict[str, object] = {"sheet": sheet.name, "count": len(used), "columns": names}
            sheet.notices.append(Notice("columns.hidden", details))


def read_file(
    path: str | os.PathLike[str],
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    limits: Limits | None = None,
) -> Workbook:
    """Read one file in a process of its own; `Reader` is the way for many."""
    with Reader(limits) as reader:
        return reader.read(path, progress=progress, cancelled=cancelled)


def expand(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The files to import: a folder gives the spreadsheets in it, sorted, lock files passed over; a file itself.

    A folder without any stays, so that it is told.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            found.append(path)
            continue
        inside: list[Path] = []
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            files = (Path(folder, name) for name in sorted(names))
            inside += [file for file in files if file.suffix.lower() in _GATHERED and not is_lock_file(file)]
        found += inside or [path]
    return list(dict.fromkeys(found))


_GATHERED = frozenset(SUFFIXES) - {".txt", ".xml", ".htm", ".html"}
"""In a folder the names speak; a text or web page there is seldom a list."""


def is_lock_file(file: Path) -> bool:
    """Whether this is the mark Excel ("~$…") or LibreOffice (".~lock.…#") leaves beside an open file."""
    return file.name.startswith(("~$", ".~lock."))


def _look_at(file: Path) -> None:
    """What can be said without reading."""
    if is_lock_file(file):
        raise UnreadableFile("file.lock")
    try:
        if file.is_dir():
            raise UnreadableFile("file.is_folder")
        if file.exists() and not file.is_file():
            raise UnreadableFile("file.not_a_workbook")  # a pipe or a device: opening it might never end
        with file.open("rb") as stream:
            if not stream.read(1):
                raise UnreadableFile("file.empty")
    except FileNotFoundError as problem:
        raise UnreadableFile("file.missing") from problem
    except PermissionError as problem:
        raise UnreadableFile("file.permission") from problem
    except (OSError, ValueError) as problem:
        raise UnreadableFile("file.unreachable", cause=str(problem)) from problem


def _ignore(_done: int, _total: int) -> None:
    """Progress nobody watches."""


def _never() -> bool:
    return False
