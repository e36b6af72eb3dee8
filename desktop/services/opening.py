"""The only door to the database for the window and the command line."""

from __future__ import annotations

import platform
from pathlib import Path

from desktop import paths, scratch
from desktop.domain.errors import AppError, UnusableDatabase
from desktop.domain.sources import is_own_server
from desktop.services.auditing import leaving
from desktop.store import backup, resealing, sealing
from desktop.store.database import Database
from desktop.store.engines import is_server, server_url
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database

__all__ = [
    "Database",
    "Transaction",
    "clear_away",
    "default_desk",
    "is_server",
    "open_location",
    "organizers_only",
    "save_copy",
]


def default_desk() -> str:
    """What a desk is called until someone names it: the computer's name."""
    return platform.node() or "1"


def open_location(location: str | Path | None = None, *, desk: str = "", new: bool = True) -> Database:
    """Open a data file (None: the user's own) or a server's database; a file that is not there is made when it may be `new`.

    Until someone names the desk it bears its login's name at a server. A server that is away is opened as this desk last saw it, when it has. Raises UnusableDatabase with the reason.
    """
    if location and is_server(location):
        from desktop.services.desks.server_database import open_server

        login = "" if is_own_server(location) else server_url(str(location)).username
        return open_server(str(location), desk=desk or login or default_desk())
    path = Path(location or paths.default_database()).expanduser().absolute()
    if backup.found_damaged(path):
        raise UnusableDatabase("record.damaged", file=path.name)
    return open_database(path, desk=desk or default_desk(), new=new)


def organizers_only(database: Database) -> None:
    """Refuse what a desk's or a viewer's login may not do. Raises AppError."""
    if database.role != "organizer":
        raise AppError("record.not_allowed", file=database.place)


def clear_away(database: Database) -> None:
    """Remove what runs that were killed left beside the data and in the folder of temporary files."""
    here = database.path.parent if database.path is not None else paths.data_folder()
    beside = (backup.folder_of(database.path),) if database.path is not None else ()
    scratch.clear_away((here, *beside, paths.data_folder(), paths.data_folder() / "desks"))
    if database.path is not None:
        resealing.clear_away(database.path)
        if sealing.identity_of(database.path) is not None:
            from desktop.services import encryption  # a plain file's start needs none of it

            encryption.finish(database.path)


def save_copy(database: Database, target: Path) -> None:
    """Copy a data file, whole even while it is in use. Raises UnusableDatabase when the copy can't be written."""
    if database.path is not None and target.absolute() != database.path.absolute():
        backup.copy(database.path, target)
        sealing.copy_key(database.path, target)
        leaving.data_copied(database)
