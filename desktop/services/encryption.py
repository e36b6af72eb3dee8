"""Data files encrypted at rest, by choice: encrypting, another passphrase, decrypting.

A data file's backups follow it. All of this works on the files themselves: whoever has one open lets go of it first
(`Database.alone`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.domain import recovery_keys
from desktop.domain.errors import AppError, InvalidInput, UnusableDatabase
from desktop.domain.progress import IsCancelled, Progress
from desktop.domain.sources import is_server
from desktop.log import log
from desktop.services import journal, passphrases, passwords
from desktop.store import backup, resealing, sealing
from desktop.store.database import Database
from desktop.store.sealing import SHORTEST, DataKey, Wrap

__all__ = ["SHORTEST"]


class Change(StrEnum):
    """What was done to a data file, as journal and audit call it."""

    ENCRYPTED = "data.encrypted"
    KEY_CHANGED = "data.key_changed"
    DECRYPTED = "data.decrypted"


@dataclass(frozen=True, slots=True)
class Done:
    """A data file that was encrypted, decrypted, or given another passphrase."""

    recovery_key: str
    """As its recovery sheet shows it; "" when the old sheet still holds, or nothing is encrypted any more."""
    backups: int
    """How many backups followed it."""
    left: tuple[str, ...] = ()
    """The backups that could not follow, for they are damaged: they stay as they were."""


def file_of(location: str | Path) -> Path:
    """The file that is encrypted for a data source: the data file, or the desk's own copy of a server's database."""
    if is_server(location):
        from desktop.services.desks.desk_file import DeskFile

        return DeskFile.of(str(location)).path
    return Path(location).expanduser().absolute()


def is_encrypted(path: Path) -> bool:
    """Whether a file is an encrypted data file."""
    return sealing.identity_of(path) is not None


def unlock(path: Path, passphrase: str) -> None:
    """Let an encrypted file open until the program ends, by its passphrase or its recovery key.

    Raises InvalidInput: the wrong one, or its key file is lost and the passphrase can't help any more.
    """
    sealing.unlock(path, passphrase)


def opens(path: Path, passphrase: str) -> bool:
    """Whether it is an encrypted file's passphrase or recovery key; then the file opens until the program ends."""
    try:
        sealing.unlock(path, passphrase)
    except (InvalidInput, UnusableDatabase):
        return False
    return True


def recovery_key(path: Path) -> str:
    """What the recovery sheet of an encrypted file shows. Raises Locked."""
    key = sealing.key_of(path)
    return key.spelled if key else ""


def check_passphrase(passphrase: str) -> None:
    """Whether it may protect a file. Raises InvalidInput for the field "passphrase"."""
    if len(unicodedata.normalize("NFC", passphrase)) < SHORTEST:
        raise InvalidInput("seal.too_short", field="passphrase", least=SHORTEST)
    if recovery_keys.read(passphrase) is not None:
        raise InvalidInput("seal.is_recovery_key", field="passphrase")


def encrypt(path: Path, passphrase: str, progress: Progress, cancelled: IsCancelled = lambda: False) -> Done:
    """Encrypt a data file and its backups. Raises InvalidInput, UnusableDatabase, Cancelled; then nothing is changed."""
    _there(path)
    if is_encrypted(path):
        raise UnusableDatabase("seal.encrypted_already", file=path.name)
    check_passphrase(passphrase)
    key = DataKey.new()
    sealing.write_key_file(sealing.key_file(path), [Wrap.of(key, passphrase)])
    try:
        return _changed(path, key, progress, cancelled)
    finally:
        if not is_encrypted(path):
            with suppress(OSError):
                sealing.key_file(path).unlink()


def decrypt(path: Path, progress: Progress, cancelled: IsCancelled = lambda: False) -> Done:
    """Let a data file and its backups be plain again. Raises Locked, UnusableDatabase, Cancelled; then nothing is changed."""
    _there(path)
    before = sealing.key_of(path)
    if before is None:
        raise UnusableDatabase("seal.not_encrypted", file=path.name)
    done = _changed(path, None, progress, cancelled)
    with suppress(OSError):
        sealing.key_file(path).unlink()
    passwords.drop(passphrases.ring_name(before.identity))
    return done


def change_passphrase(
    path: Path,
    passphrase: str,
    progress: Progress,
    cancelled: IsCancelled = lambda: False,
    *,
    anew: bool = False,
) -> Done:
    """Protect an encrypted file by another passphrase from now on; its key file is written anew.

    `anew` encrypts the file and its backups with a new key too, so that an old passphrase, a key file copied before and
    the old recovery sheet open nothing that is written from now on. Raises Locked, InvalidInput, UnusableDatabase,
    Cancelled; then the old one holds.
    """
    _there(path)
    before = sealing.key_of(path)
    if before is None:
        raise UnusableDatabase("seal.not_encrypted", file=path.name)
    check_passphrase(passphrase)
    kept = passwords.kept(passphrases.ring_name(before.identity)) is not None
    old = sealing.wrap_for(path, before.identity)
    key = DataKey.new() if anew else before
    wrap = Wrap.of(key, passphrase)
    file = sealing.key_file(path)
    if not anew:
        sealing.write_key_file(file, [wrap])
        done = Done("", _share(path))
    else:
        sealing.write_key_file(file, [wrap, *([old] if old else [])])  # whichever file is found opens
        try:
            done = _changed(path, key, progress, cancelled)
        finally:
            now = [each for each in (wrap, old) if each and each.identity == sealing.identity_of(path)]
            sealing.write_key_file(file, now)
        passwords.drop(passphrases.ring_name(before.identity))
    if kept:
        with suppress(AppError):
            passwords.keep(passphrases.ring_name(key.identity), passphrase)
    return done


def note(database: Database, change: Change) -> None:
    """Write into journal and audit what was done to the file; it is done, even where that can't be written."""
    try:
        database.write(lambda tx: journal.note(tx, change, (), conference_id=None))
    except AppError as error:
        log.warning("%s is in no audit: %s", change, error.code)


def finish(path: Path) -> None:
    """Bring to its end what a run that was killed left half done: the backups of an encrypted file. Raises Locked."""
    key = sealing.key_of(path)
    if key is not None:
        _share(path)
        _follow(path, key, lambda _done: None, only_plain=True)


def _there(path: Path) -> None:
    if not path.is_file():
        raise UnusableDatabase("record.cannot_open", file=path.name)


def _changed(path: Path, key: DataKey | None, progress: Progress, cancelled: IsCancelled) -> Done:
    backups = len(backup.backups_in(backup.folder_of(path), path))
    whole = 100 * (backups + 1)
    resealing.reseal(path, key, lambda done, of: progress(100 * done // of, whole), cancelled)
    if key is not None:
        sealing.know(key)
        _share(path)
    # From here on it is done: what is cancelled or killed now is brought to its end at the next opening.
    followed, left = _follow(path, key, lambda done: progress(100 * (done + 1), whole))
    return Done(key.spelled if key else "", followed, left)


def _share(path: Path) -> int:
    folder = backup.folder_of(path)
    if not folder.is_dir():
        return 0
    sealing.share_key(path, folder)
    return len(backup.backups_in(folder, path))


def _follow(
    path: Path, key: DataKey | None, told: Callable[[int], None], *, only_plain: bool = False
) -> tuple[int, tuple[str, ...]]:
    """Let the backups be encrypted as their data file is; returns how many are, and the names of those that can't be."""
    identity = key.identity if key else None
    there: Sequence[backup.BackupFile] = backup.backups_in(backup.folder_of(path), path)
    left = []
    for number, each in enumerate(there, 1):
        mine = sealing.identity_of(each.path)
        if mine != identity and not (only_plain and mine is not None):
            try:
                resealing.reseal(each.path, key)
            except AppError as error:
                log.info("a backup stays as it is: %s", error.code)
                left.append(each.path.name)
        told(number)
    return len(there) - len(left), tuple(left)
