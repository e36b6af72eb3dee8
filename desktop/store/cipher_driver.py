"""SQLCipher's driver, with errors that are those of `sqlite3`: whoever catches these catches both.

Imported only where a data file is encrypted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from sqlcipher3 import dbapi2

Given = ParamSpec("Given")
Result = TypeVar("Result")

_ERRORS: dict[str, type[sqlite3.Error]] = {
    kind.__name__: kind
    for kind in (
        sqlite3.Error,
        sqlite3.DatabaseError,
        sqlite3.DataError,
        sqlite3.IntegrityError,
        sqlite3.InterfaceError,
        sqlite3.InternalError,
        sqlite3.NotSupportedError,
        sqlite3.OperationalError,
        sqlite3.ProgrammingError,
    )
}


def _as_sqlite(error: dbapi2.Error) -> sqlite3.Error:
    told = _ERRORS.get(type(error).__name__, sqlite3.DatabaseError)(*error.args)
    if hasattr(error, "sqlite_errorcode"):  # not when the driver itself refused
        told.sqlite_errorcode = error.sqlite_errorcode
        told.sqlite_errorname = error.sqlite_errorname
    return told


def _told(method: Callable[Given, Result]) -> Callable[Given, Result]:
    def call(*given: Given.args, **named: Given.kwargs) -> Result:
        try:
            return method(*given, **named)
        except dbapi2.Error as error:
            raise _as_sqlite(error) from error

    return call


class _Cursor(dbapi2.Cursor):  # type: ignore[misc]
    execute = _told(dbapi2.Cursor.execute)
    executemany = _told(dbapi2.Cursor.executemany)
    executescript = _told(dbapi2.Cursor.executescript)
    fetchone = _told(dbapi2.Cursor.fetchone)
    fetchmany = _told(dbapi2.Cursor.fetchmany)
    fetchall = _told(dbapi2.Cursor.fetchall)
    __next__ = _told(dbapi2.Cursor.__next__)


class _Connection(dbapi2.Connection):  # type: ignore[misc]
    def cursor(self, factory: type[_Cursor] = _Cursor) -> _Cursor:
        return cast(_Cursor, super().cursor(factory))

    execute = _told(dbapi2.Connection.execute)
    executemany = _told(dbapi2.Connection.executemany)
    executescript = _told(dbapi2.Connection.executescript)
    commit = _told(dbapi2.Connection.commit)
    rollback = _told(dbapi2.Connection.rollback)
    backup = _told(dbapi2.Connection.backup)
    close = _told(dbapi2.Connection.close)


def connect(address: str, key: str, *, timeout: float) -> sqlite3.Connection:
    """A connection by the file's address ("file:…"), used as one of `sqlite3` is; with the key "" to a plain file.

    Raises sqlite3.Error. A wrong key shows at the first reading only, as SQLITE_NOTADB.
    """
    try:
        connection = dbapi2.connect(
            address, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False, factory=_Connection
        )
        connection.execute("PRAGMA cipher_log_level=NONE")  # it would write on the standard error
        if key:
            connection.execute(f'PRAGMA key="{key}"')
    except dbapi2.Error as error:
        raise _as_sqlite(error) from error
    return cast(sqlite3.Connection, connection)
