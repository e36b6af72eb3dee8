"""A data file encrypted, decrypted, or encrypted with another key: made beside it, checked, and put in its place.

The file's own first bytes say what it is, so that at every moment the old file or the new one opens: a run that is killed
leaves the old one, or the new one with what it replaced beside it.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from desktop import scratch
from desktop.domain.errors import Cancelled, UnusableDatabase
from desktop.domain.progress import IsCancelled, Progress
from desktop.full_disk import has_room
from desktop.store import sealing
from desktop.store.engines import connect, file_uri
from desktop.store.integrity import DAMAGE, primary_code
from desktop.store.sealing import DataKey
from desktop.whole_file import take_place

_WAIT_SECONDS = 15.0
_STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether the user cancelled: some milliseconds."""
_REPLACED = ".replaced"
_CHUNK = 1024 * 1024
_SCALE = 100


def reseal(
    path: Path,
    key: DataKey | None,
    progress: Progress = lambda _done, _total: None,
    cancelled: IsCancelled = lambda: False,
) -> None:
    """Put a file with the same content, encrypted with `key` or plain for None, in the place of a data file.

    What stood there is overwritten and removed. No program may have the file open. Raises UnusableDatabase (open
    elsewhere, damaged, no room), Locked, Cancelled: then the file is as it was.
    """
    fresh = scratch.beside(path)
    before = sealing.key_of(path)
    try:
        _make_private(fresh, path)
        with closing(connect(path)) as lock:
            _take(lock, path)
            with _readable(lock, path, before) as source:
                _export(source, fresh, key, progress, cancelled)
                _check(source, fresh, key, path)
            progress(_SCALE, _SCALE)
            if cancelled():
                raise Cancelled
            if os.name == "nt":  # an open file can't be replaced there
                lock.close()
            old = _replace(fresh, path)
        if old is not None:
            wipe(old)
    except sqlite3.Error as error:
        if primary_code(error) == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        raise _refused(error, path) from error
    except OSError as error:
        code = "record.no_copy" if has_room(path.parent) else "record.disk_full"
        raise UnusableDatabase(code, file=path.name) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def as_like(path: Path, like: Path) -> None:
    """Encrypt or decrypt a file that nobody has open as `like` is; nothing where there is no such file."""
    if like.exists() and sealing.identity_of(path) != sealing.identity_of(like):
        reseal(path, sealing.key_of(like))


def _take(connection: sqlite3.Connection, path: Path) -> None:
    """Let nobody else read or write the file as long as this connection is open, and put its log into it."""
    connection.execute(f"PRAGMA busy_timeout={int(_WAIT_SECONDS * 1000)}")
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    if connection.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
        raise UnusableDatabase("seal.in_use", file=path.name)
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


@contextmanager
def _readable(lock: sqlite3.Connection, path: Path, key: DataKey | None) -> Iterator[sqlite3.Connection]:
    """The file taken as SQLCipher reads it.

    A plain one through a copy: SQLCipher is another SQLite than the one that has it open here, and neither sees the
    locks of the other in the same process.
    """
    if key is not None:
        yield lock
        return
    copy = path.with_name(f"{path.name}.{os.getpid()}-copy{_REPLACED}")
    try:
        _make_private(copy, path)
        with closing(sqlite3.connect(file_uri(copy, "mode=rw"), uri=True)) as target:
            target.execute("PRAGMA synchronous=OFF")
            lock.backup(target)
        with closing(_connect(copy, None)) as source:
            yield source
    finally:
        wipe(copy)


def _connect(path: Path, key: DataKey | None) -> sqlite3.Connection:
    from desktop.store import cipher_driver

    return cipher_driver.connect(file_uri(path, "mode=rw"), key.sqlcipher if key else "", timeout=_WAIT_SECONDS)


def _make_private(fresh: Path, path: Path) -> None:
    with suppress(FileNotFoundError):
        fresh.unlink()
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    shutil.copymode(path, fresh)


def _export(
    source: sqlite3.Connection, fresh: Path, key: DataKey | None, progress: Progress, cancelled: IsCancelled
) -> None:
    """Write everything into the new file, and see that it is on the disk; nobody writes to the old one meanwhile."""
    source.execute("ATTACH ? AS fresh KEY ?", (str(fresh), key.sqlcipher if key else ""))
    (pages,), (size,) = (source.execute(f"PRAGMA main.{name}").fetchone() for name in ("page_count", "page_size"))

    def look() -> int:
        progress(min(_SCALE * 8 // 10, _SCALE * 8 * fresh.stat().st_size // (10 * pages * size)), _SCALE)
        return int(cancelled())

    source.execute("PRAGMA fresh.journal_mode=OFF")
    source.execute("PRAGMA fresh.synchronous=OFF")  # it counts only once it is flushed, below
    source.set_progress_handler(look, _STEPS)
    source.execute("BEGIN")
    source.execute("SELECT sqlcipher_export('fresh', 'main')")
    source.set_progress_handler(None, 0)
    for name in ("user_version", "application_id"):
        source.execute(f"PRAGMA fresh.{name}={source.execute(f'PRAGMA main.{name}').fetchone()[0]}")
    source.execute("COMMIT")
    source.execute("DETACH fresh")
    handle = os.open(fresh, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check(source: sqlite3.Connection, fresh: Path, key: DataKey | None, path: Path) -> None:
    """Whether the new file is whole and holds what the old one does. Raises UnusableDatabase when not."""
    with closing(_connect(fresh, key)) as made:
        whole = made.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        if not whole or _content(made) != _content(source):
            raise UnusableDatabase("record.damaged", file=path.name)


def _content(connection: sqlite3.Connection) -> list[object]:
    schema = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    tables = [name for kind, name, _sql in schema if kind == "table"]
    counts = [connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in tables]
    return [
        schema,
        counts,
        *(connection.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")),
    ]


def _replace(fresh: Path, path: Path) -> Path | None:
    """Give the new file its name; returns what stood there under another one, if this file system can do that."""
    old: Path | None = path.with_name(f"{path.name}.{os.getpid()}{_REPLACED}")
    assert old is not None
    try:
        old.unlink(missing_ok=True)
        os.link(path, old)
    except OSError:
        old = None
    take_place(fresh, path)
    sealing.look_again(path)
    sealing.flush_folder(path.parent)
    return old


def wipe(file: Path) -> None:
    """Overwrite a file and remove it. What the medium keeps of it elsewhere (flash, snapshots) is beyond reach."""
    try:
        with file.open("r+b", buffering=0) as stream:
            for _start in range(0, file.stat().st_size, _CHUNK):
                stream.write(bytes(_CHUNK))
            os.fsync(stream.fileno())
        file.unlink()
    except OSError:
        with suppress(OSError):
            file.unlink(missing_ok=True)


def clear_away(path: Path) -> None:
    """Wipe what a run that was killed had replaced and not removed yet."""
    for old in path.parent.glob(f"{glob.escape(path.name)}.*{_REPLACED}"):
        process = re.search(r"\.(\d+)[^.]*$", old.stem)
        if process is None or scratch.is_running(int(process[1])):
            continue
        if old.exists() and not old.samefile(path):
            wipe(old)
        else:  # killed before the new file got its name: another name of the file itself
            old.unlink(missing_ok=True)


def _refused(error: sqlite3.Error, path: Path) -> UnusableDatabase:
    code = primary_code(error)
    if code in DAMAGE:
        return UnusableDatabase("record.damaged", file=path.name)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return UnusableDatabase("seal.in_use", file=path.name)
    if code == sqlite3.SQLITE_FULL or not has_room(path.parent):
        return UnusableDatabase("record.disk_full", file=path.name)
    return UnusableDatabase("record.no_copy", file=path.name)
