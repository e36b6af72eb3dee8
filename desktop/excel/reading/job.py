"""The reading process: takes paths on stdin, answers with frames on stdout, one file after the other.

It runs apart so that no file can take the program down: a library that aborts, loops or eats memory
ends this process, and the program says so and starts another.
"""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import signal
import struct
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import IO

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.limits import Limits
from desktop.excel.reading.sink import Sink
from desktop.excel.reading.xml_mending import Care

LENGTH = struct.Struct("<I")
RECYCLE_ABOVE = 400_000
"""A process that has read this many cells of one file has grown: it is not kept for the next."""


def main() -> int:
    """Serve requests until stdin ends."""
    requests, answers = channels()
    with contextlib.suppress(ValueError, OSError, AttributeError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's to answer
    warnings.simplefilter("ignore")

    def send(payload: bytes) -> None:
        answers.write(LENGTH.pack(len(payload)))
        answers.write(payload)
        answers.flush()

    _warm_up()
    # A parser's elements are many and form no cycles: the collector would only walk over them again and again.
    gc.freeze()
    gc.set_threshold(200_000)
    while header := requests.read(LENGTH.size):
        path, caps = marshal.loads(requests.read(LENGTH.unpack(header)[0]))
        limits = Limits(**caps)
        _limit_resources(limits)
        serve(path, limits, send)
    return 0


def channels() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes to the program. What a library prints goes to stderr, never among the frames."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb", buffering=1024 * 1024)
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  for the life of the process
    if os.name == "nt":
        import msvcrt

        for pipe in (requests, answers):
            msvcrt.setmode(pipe.fileno(), os.O_BINARY)  # type: ignore[attr-defined]
    return requests, answers


def _warm_up() -> None:
    """Import the usual reader before the first file asks for it."""
    with contextlib.suppress(ImportError):
        import desktop.excel.reading.xlsx_file  # noqa: F401


def _limit_resources(limits: Limits) -> None:
    """Cap memory and processor time where the system can (not on Windows: there the program watches the clock)."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, hard))
    with contextlib.suppress(ValueError, OSError):
        usage = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        used = usage.ru_utime + usage.ru_stime
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + limits.seconds) + 5, hard))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(path: str, limits: Limits, send: Callable[[bytes], object]) -> None:
    """Read one file; the last frame is "done" or "error", and says whether this process should end with it."""
    sink = Sink(send, limits)

    def refuse(code: str, **details: object) -> None:
        sink.frame("error", code == "file.memory" or sink.cells > RECYCLE_ABOVE, code, details)

    try:
        _read(Path(path), limits, sink)
    except UnreadableFile as problem:
        refuse(problem.code, **problem.details)
    except MemoryError:
        refuse("file.memory")
    except FileNotFoundError:
        refuse("file.missing")
    except PermissionError:
        refuse("file.permission")
    except Exception as problem:  # noqa: BLE001  whatever a library raises, the file is at fault
        refuse("file.damaged", cause=f"{type(problem).__name__}: {problem}"[:500])
    else:
        sink.frame("done", sink.cells > RECYCLE_ABOVE)


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

    with tempfile.TemporaryDirectory(prefix="tap-huan-") as folder:
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
}
"""Each kind's readers, the best first."""


if __name__ == "__main__":
    sys.exit(main())
