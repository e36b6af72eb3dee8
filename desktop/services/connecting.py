"""Whether a server can be used, asked before anything is opened: what it is, and what this login may do there."""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from desktop.domain.errors import UnusableDatabase
from desktop.domain.sources import FoundServer
from desktop.services import passwords
from desktop.store import grants, refusals
from desktop.store.engines import place, server_engine

_OLDEST = 14
_DESKS = text(
    "SELECT count(*) FROM pg_roles WHERE rolcanlogin AND has_any_column_privilege(oid, 'attendance_mark', 'INSERT')"
    " AND NOT has_table_privilege(oid, 'conference', 'UPDATE')"
)


def check(address: str) -> FoundServer:
    """Ask a server, with the password in the address or the keyring's. Nothing is changed there.

    Raises AppError: away, no such database or login, no rights, too old, another program's database.
    """
    engine = server_engine(passwords.with_password(address))
    try:
        with engine.connect() as connection:
            return _found(connection, place(engine.url))
    except DBAPIError as error:
        raise refusals.translate(error, place(engine.url)) from error
    finally:
        engine.dispose()


def _found(connection: Connection, name: str) -> FoundServer:
    version = str(connection.scalar(text("SHOW server_version"))).split(" ")[0]
    if int(str(connection.scalar(text("SHOW server_version_num")))) < _OLDEST * 10_000:
        raise UnusableDatabase("record.server_too_old", file=name, version=version, oldest=_OLDEST)
    if connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        if connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")):
            raise UnusableDatabase("record.not_ours", file=name)
        if not connection.scalar(text("SELECT has_schema_privilege('public', 'CREATE')")):
            raise UnusableDatabase("record.not_set_up", file=name)
        return FoundServer(version, "", 0, 0)
    role = grants.role_of(connection)
    if not role:
        raise UnusableDatabase("record.no_place", file=name)
    conferences = connection.scalar(text("SELECT count(*) FROM conference")) or 0
    return FoundServer(version, role, conferences, connection.scalar(_DESKS) or 0)
