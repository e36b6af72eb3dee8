"""The job of the child process that reads workbooks: one path after the other.

It runs apart so that no file can take the program down: a library that aborts, loops or eats memory
ends the child, and the program says so and starts another.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop import scratch
from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.limits import Limits
from desktop.excel.reading.sink import Sink
from desktop.excel.reading.xml_mending import Care
from desktop.isolated.job import Job, Send

Request = tuple[str, dict[str, Any]]
"""A path, and the fields of its `Limits`."""

RECYCLE_ABOVE = 400_000
"""A process that has read this many cells of one file has grown: it is not kept for the next."""


def _start() -> Callable[[Request, Send], bool]:
    """Import the usual reader before the first file asks for it."""
    with contextlib.suppress(ImportError):
        import desktop.excel.reading.xlsx_file  # noqa: F401
    return _serve


JOB = Job(__name__, _start)


def _serve(request: Request, send: Send) -> bool:
    """Read one file; a last answer "refused" tells why it can't be read."""
    path, caps = request
    limits = Limits(**caps)
    sink = Sink(send, limits)
    try:
        _read(Path(path), limits, sink)
    except UnreadableFile as problem:
        sink.frame("refused", problem.code, problem.details)
    except MemoryError:
        raise
    except FileNotFoundError:
        sink.frame("refused", "file.missing", {})
    except PermissionError:
        sink.frame("refused", "file.permission", {})
    except Exception as problem:  # noqa: BLE001  whatever a library raises, the file is at fault
        sink.frame("refused", "file.damaged", {"cause": f"{type(problem).__name__}: {problem}"[:500]})
    return sink.cells > RECYCLE_ABOVE


def _read(path: Path, limits: Limits, sink: Sink) -> None:
    from desktop.excel.reading import file_types

    try:
        kind = file_types.kind_of(path, limits)
    except UnreadableFile as problem:
        if problem.code != "file.damaged" or not _read_remains(path, limits, sink):
            raise
    else:
        _read_as(kind, path, limits, sink)


def _read_remains(path: Path, limits: Limits, sink: Sink) -> bool:
    """Read what is left of an archive that was cut off; False when nothing is."""
    from desktop.excel.reading import file_types, zip_parts

    with scratch.folder() as folder:
        copy = Path(folder, path.name)
        if not zip_parts.repair(path, copy, limits):
            return False
        _read_as(file_types.kind_of(copy, limits), copy, limits, sink)
    sink.notice("file.repaired", file=path.name)
    return True


def _read_as(kind: str, path: Path, limits: Limits, sink: Sink) -> None:
    from desktop.excel.reading import zip_guard

    if kind in ("xlsx", "xlsm", "xlsb", "ods"):
        zip_guard.check(path, limits)
    readers = _READERS[kind]
    first: Exception | None = None
    for place, (reader, care) in enumerate(readers):
        try:
            reader(path, kind, sink, care)
        except (UnreadableFile, MemoryError):
            raise
        except Exception as problem:  # noqa: BLE001  a fault of this reader's, not yet the file's: the next one may do
            first = first or problem
            continue
        if care is Care.PARTIAL:
            if not sink.cells:
                raise UnreadableFile("file.damaged")
        elif place:
            sink.notice("reader.fallback", file=path.name)
        return
    assert first is not None
    raise first


def _xlsx(path: Path, kind: str, sink: Sink, care: Care) -> None:
    from desktop.excel.reading import xlsx_file

    xlsx_file.read(path, kind, sink, care)


def _ods(path: Path, kind: str, sink: Sink, care: Care) -> None:
    from desktop.excel.reading import ods_file

    ods_file.read(path, kind, sink, care)


def _xls(path: Path, kind: str, sink: Sink, care: Care) -> None:
    from desktop.excel.reading import xls_file

    xls_file.read(path, kind, sink, care)


def _calamine(path: Path, kind: str, sink: Sink, _: Care) -> None:
    from desktop.excel.reading import calamine_file

    try:
        calamine_file.read(path, kind, sink)
    except BaseException as problem:
        # A panic of calamine's is no Exception, yet the process may go on.
        if type(problem).__name__ != "PanicException":
            raise
        raise ValueError(str(problem)[:500]) from None


def _csv(path: Path, kind: str, sink: Sink, _: Care) -> None:
    from desktop.excel.reading import text_file

    text_file.read(path, kind, sink)


def _html(path: Path, kind: str, sink: Sink, _: Care) -> None:
    from desktop.excel.reading import html_file

    html_file.read(path, kind, sink)


def _xml(path: Path, kind: str, sink: Sink, _: Care) -> None:
    from desktop.excel.reading import xml_file

    xml_file.read(path, kind, sink)


def _reply(path: Path, kind: str, sink: Sink, _: Care) -> None:
    from desktop.excel.reading import reply_file

    reply_file.read(path, kind, sink)


_Reading = Callable[[Path, str, Sink, Care], None]
_READERS: dict[str, tuple[tuple[_Reading, Care], ...]] = {
    **dict.fromkeys(
        ("xlsx", "xlsm"),
        ((_xlsx, Care.STRICT), (_xlsx, Care.MENDED), (_calamine, Care.STRICT), (_xlsx, Care.PARTIAL)),
    ),
    "xls": ((_xls, Care.STRICT), (_calamine, Care.STRICT), (_xls, Care.PARTIAL)),
    "xlsb": ((_calamine, Care.STRICT),),
    "ods": ((_ods, Care.STRICT), (_ods, Care.MENDED), (_calamine, Care.STRICT), (_ods, Care.PARTIAL)),
    "fods": ((_ods, Care.STRICT), (_ods, Care.MENDED), (_ods, Care.PARTIAL)),
    "csv": ((_csv, Care.STRICT),),
    "html": ((_html, Care.STRICT),),
    "mhtml": ((_html, Care.STRICT),),
    "xml": ((_xml, Care.STRICT),),
    "reply": ((_reply, Care.STRICT),),
}
"""Each kind's readers, the best first."""
