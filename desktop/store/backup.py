"""Backups of a data file, each whole and checked before it counts, in a folder beside the file and at a second place.

A backup is a data file like any other, without a `-wal` beside it, so that it can be carried anywhere as one file. It is
written under a name that ends in ".new" and gets its own when it is whole, checked and on the disk: a run that is killed
leaves the backups there were.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from desktop import own_files, scratch
from desktop.domain.backups import Holds, Lost, Reason, kept
from desktop.domain.errors import UnusableDatabase
from desktop.domain.lazy_dataclass import dataclass
from desktop.full_disk import is_full
from desktop.store import sealing
from desktop.store.engines import connect
from desktop.store.integrity import damaged, primary_code
from desktop.store.sealing import Locked
from desktop.whole_file import take_place

_ENDING = ".db"
_NAME = re.compile(r"-(\d{8}-\d{6})(?:-(\d+))?-([a-z]+)\.db$")
_STAMP = "%Y%m%d-%H%M%S"
_LOCKED_SECONDS = 15.0
CHECKED_AT_START = 32_000_000
"""Bytes that are checked at every start; in about a tenth of a second."""
_OURS = b"CREATE TABLE attendance_mark"
_HOLDS = ("conference", "attendee", "attendance_mark")


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup as its name tells of it."""

    path: Path
    made_at: dt.datetime
    """By the clock of the computer that made it, with this one's time zone."""
    number: int
    """Tells those of one second apart."""
    reason: Reason | None


def folder_of(path: Path) -> Path:
    """The folder beside a data file that its backups are in ("taphuan – sao lưu")."""
    return path.with_name(f"{path.stem if path.suffix == _ENDING else path.name} – sao lưu")


def folder_at(place: Path, path: Path) -> Path:
    """The folder at a second place: two computers, or two files of one name, may share a place."""
    origin = zlib.crc32(f"{platform.node()}\n{path.absolute()}".encode())
    return place / f"{folder_of(path).name} {platform.node()}-{origin:08x}"


def backups_in(folder: Path, path: Path) -> list[BackupFile]:
    """The backups of a data file that stand in a folder, newest first; none when the folder can't be read."""
    with suppress(OSError):
        told = [by_name(file) for file in folder.iterdir() if _NAME.sub("", file.name) == path.stem]
        return sorted(filter(None, told), key=lambda each: (each.made_at, each.number), reverse=True)
    return []


def by_name(file: Path) -> BackupFile | None:
    """What a backup's name tells of it; None for a file that is not named as a backup."""
    told = _NAME.search(file.name)
    if told is None:
        return None
    try:
        made_at = dt.datetime.strptime(told[1], _STAMP).astimezone()
    except ValueError:
        return None
    return BackupFile(file, made_at, int(told[2] or 1), Reason(told[3]) if told[3] in set(Reason) else None)


def make(path: Path, reason: Reason) -> Path:
    """Back up a data file into its folder and thin out the older backups; return the new one.

    Raises UnusableDatabase when the file is damaged or the backup can't be written.
    """
    folder = folder_of(path)
    try:
        own_files.make_folder(folder)
    except OSError as error:
        raise UnusableDatabase("record.disk_full" if is_full(error) else "record.no_copy", file=folder.name) from error
    target = _free_name(folder, path.stem, reason)
    copy(path, target)
    sealing.share_key(path, folder)
    _thin_out(folder, path, but=target.name)
    return target


def _free_name(folder: Path, stem: str, reason: Reason) -> Path:
    stamp = dt.datetime.now().astimezone().strftime(_STAMP)
    taken = [each.number for each in backups_in(folder, Path(stem)) if f"-{stamp}-" in each.path.name]
    number = f"-{max(taken) + 1}" if taken else ""
    return folder / f"{stem}-{stamp}{number}-{reason}{_ENDING}"


def _thin_out(folder: Path, path: Path, *, but: str = "") -> None:
    there = backups_in(folder, path)
    stay = _kept_of(there)
    for each in there:
        if each.path.name not in stay and each.path.name != but:  # the newest by a clock put back looks old
            with suppress(OSError):
                each.path.unlink()


def _kept_of(there: Iterable[BackupFile]) -> set[str]:
    moments = {each.made_at + dt.timedelta(microseconds=each.number): each.path.name for each in there}
    return {moments[moment] for moment in kept(moments, dt.datetime.now().astimezone())}


def carry(path: Path, place: Path) -> None:
    """Bring a data file's backups to a second place: the newest first, those it lacks. Raises OSError when it is absent."""
    if not place.is_dir():  # never made: a stick that is not plugged in leaves its name free
        raise FileNotFoundError(place)
    folder = folder_at(place, path)
    folder.mkdir(exist_ok=True)
    scratch.clear_away((folder,))
    here, there = backups_in(folder_of(path), path), backups_in(folder, path)
    known = {each.path.name for each in there}
    stay = _kept_of([*here, *(each for each in there if each.path.name not in {other.path.name for other in here})])
    for each in here:
        target = folder / each.path.name
        if each.path.name in stay and (each.path.name not in known or _differ(each.path, target)):
            fresh = scratch.beside(target)
            try:
                shutil.copyfile(each.path, fresh)
                _settle(fresh, target)
            finally:
                fresh.unlink(missing_ok=True)
    for keys in folder_of(path).glob(f"*{sealing.KEY_FILE}"):
        shutil.copyfile(keys, folder / keys.name)
    _thin_out(folder, path)


def _differ(backup: Path, carried: Path) -> bool:
    """Whether a backup was cut short on its way, or encrypted or decrypted since."""
    return backup.stat().st_size != carried.stat().st_size or sealing.beginning(backup) != sealing.beginning(carried)


def copy(source: Path, target: Path) -> None:
    """Copy a data file through SQLite's own backup, so that a half-written page is never copied, and check the copy.

    A file that stood at `target` is replaced once the copy is whole, and left alone when it can't be made. Raises
    UnusableDatabase: the source is damaged, the disk is full, the place not to be written to.
    """
    fresh = scratch.beside(target)
    try:
        remove(fresh)
        with closing(connect(source)) as read, closing(connect(fresh, "rwc", like=source)) as write:
            own_files.narrow(fresh)
            write.execute("PRAGMA synchronous=OFF")  # it counts only once it is flushed, below
            read.backup(write)
            write.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        if damaged(fresh):
            raise UnusableDatabase("record.damaged", file=source.name)
        _settle(fresh, target)
    except (sqlite3.Error, OSError) as error:
        if primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise UnusableDatabase("record.damaged", file=source.name) from error
        full = is_full(error) if isinstance(error, OSError) else primary_code(error) == sqlite3.SQLITE_FULL
        raise UnusableDatabase("record.disk_full" if full else "record.no_copy", file=target.name) from error
    finally:
        remove(fresh)


def remove(file: Path) -> None:
    """Take a data file away that nobody needs, with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink(missing_ok=True)


def _settle(fresh: Path, target: Path) -> None:
    """Give a whole file its name, when every byte of it is on the disk."""
    _flush(fresh)
    take_place(fresh, target)
    if os.name == "posix":  # elsewhere a folder can't be flushed
        _flush(target.parent)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_over(source: Path, target: Path) -> None:
    """Put all that `source` holds into the data file `target`, in one transaction that others on it see as a whole.

    The file stays the one it was, with its `-wal`: whoever has it open reads the new content from then on. Raises
    UnusableDatabase when another program keeps writing, or the disk is full; the file is as it was then.
    """
    until = time.monotonic() + _LOCKED_SECONDS

    def look(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > until:
            raise UnusableDatabase("record.busy", file=target.name)

    try:
        with closing(connect(source)) as read, closing(connect(target)) as write:
            write.execute("PRAGMA synchronous=FULL")
            read.backup(write, progress=look)
            write.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise _refused(error, target) from error


def _refused(error: sqlite3.Error, path: Path) -> UnusableDatabase:
    codes = {
        sqlite3.SQLITE_CORRUPT: "record.damaged",
        sqlite3.SQLITE_NOTADB: "record.damaged",
        sqlite3.SQLITE_FULL: "record.disk_full",
        sqlite3.SQLITE_READONLY: "record.read_only",
        sqlite3.SQLITE_BUSY: "record.busy",
    }
    return UnusableDatabase(codes.get(primary_code(error) or 0, "record.cannot_open"), file=path.name)


def put_in_place(fresh: Path, path: Path, aside: Path | None = None) -> None:
    """Let a whole file stand where a damaged one stood, which is kept as `aside` with what belongs to it.

    At no moment is there no file at `path`: what is damaged is linked or copied first. Nobody may have it open.
    """
    try:
        if aside is not None:
            for ending in ("", "-wal", "-shm"):
                _keep(path.with_name(path.name + ending), aside.with_name(aside.name + ending))
        for ending in ("-wal", "-shm"):  # they would be taken for the new file's
            path.with_name(path.name + ending).unlink(missing_ok=True)
        _settle(fresh, path)
        sealing.look_again(path)
    except OSError as error:
        raise UnusableDatabase("record.no_copy", file=path.name) from error


def keep_journal(fresh: Path, path: Path) -> None:
    """Bring into the file `fresh` the lines of the journal and of the audit that `path` has: no restoring takes them back.

    Without what undo needs: what they changed is gone. Both files must be of one version; of another, or of a file that
    can't be read, nothing is brought.
    """
    with suppress(sqlite3.Error), closing(connect(fresh)) as connection:
        connection.execute("ATTACH ? AS live", (str(path),))
        connection.execute("BEGIN")
        names = [each[1] for each in connection.execute("PRAGMA main.table_info(journal_entry)") if each[1] != "id"]
        columns = ", ".join(names)
        connection.execute(
            f"INSERT INTO main.journal_entry ({columns}) SELECT {columns} FROM live.journal_entry "
            "WHERE token NOT IN (SELECT token FROM main.journal_entry) ORDER BY id"
        )
        connection.execute("INSERT OR REPLACE INTO main.audit_line SELECT * FROM live.audit_line")
        connection.execute("COMMIT")


def _keep(file: Path, aside: Path) -> None:
    if not file.exists():
        return
    try:
        os.link(file, aside)
    except OSError:
        shutil.copyfile(file, aside)
        own_files.narrow(aside)
        _flush(aside)


def aside_of(path: Path) -> Path:
    """The name under which a damaged file is kept ("taphuan.damaged.20180523-080000.db")."""
    stamp = dt.datetime.now().astimezone().strftime(_STAMP)
    return path.with_name(f"{path.stem}.damaged.{stamp}{path.suffix}")


def found_damaged(path: Path) -> bool:
    """Whether a data file is damaged, as far as a start may wait for it.

    A large file is checked here only when it was not left properly (its log is still there). A file whose
    beginning is gone, or that is empty, is ours when backups of it or its tables' names tell so.
    """
    try:
        size = path.stat().st_size
        log = path.with_name(f"{path.name}-wal")
        if not size:
            return bool(backups_in(folder_of(path), path))
        if sealing.beginning(path) == sealing.PLAIN or sealing.identity_of(path) is not None:
            unclean = log.exists() and log.stat().st_size > 0
            return (unclean or size <= CHECKED_AT_START) and damaged(path)
        return bool(backups_in(folder_of(path), path)) or _OURS in path.read_bytes()
    except OSError:
        return False  # told by the opening


def holds(path: Path) -> Holds | None:
    """What a data file holds; None when it can't be read, or is no data file of this program."""
    try:
        with closing(connect(path)) as connection:
            return counted(connection)
    except (sqlite3.Error, Locked):
        return None


def lost(path: Path, source: Path) -> Lost | None:
    """What the data file `path` has that `source` has not; None when one of them can't be read.

    Of the journal's lines those count that changed what stands: a line that an earlier restoring kept does not.
    """
    if sealing.identity_of(path) != sealing.identity_of(source):  # SQLite looks into both at once by one key
        return None

    def newer(table: str, key: str = "id") -> str:
        return f"SELECT count(*) FROM main.{table} WHERE {key} NOT IN (SELECT {key} FROM old.{table})"

    try:
        with closing(connect(path)) as connection:
            connection.execute("ATTACH ? AS old", (str(source),))
            changed = f"{newer('journal_entry', 'token')} AND id IN (SELECT journal_entry_id FROM main.change)"
            (changes,) = connection.execute(changed).fetchone()
            return Lost(counted(connection, newer), changes)
    except (sqlite3.Error, Locked):
        return None


def counted(
    connection: sqlite3.Connection, query: Callable[[str], str] = lambda table: f"SELECT count(*) FROM {table}"
) -> Holds:
    """What a query for each table counts of conferences, attendees and marks. Raises sqlite3.Error."""
    return Holds(*(connection.execute(query(table)).fetchone()[0] for table in _HOLDS))


def newest_change(path: Path) -> tuple[int, int] | None:
    """Number of the newest line of the journal and how many there are: alike in a file and its backup, nothing changed."""
    try:
        with closing(connect(path)) as connection:
            newest, count = connection.execute("SELECT max(id), count(*) FROM journal_entry").fetchone()
            return newest or 0, count
    except (sqlite3.Error, Locked):
        return None
