"""Open a database: create it, bring an older one up to date (a copy first), refuse a newer one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_mock_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import ExecutableDDLElement

from desktop import own_files
from desktop.domain.backups import Reason
from desktop.domain.errors import UnusableDatabase
from desktop.full_disk import is_full
from desktop.store import backup, grants, schema, sealing, server_functions
from desktop.store.database import EngineDatabase
from desktop.store.engines import READ_ONLY, ServerPool, is_server, place, server_engine, server_url, sqlite_engine
from desktop.store.notices import FileNotices, ServerNotices
from desktop.store.opened_file import OpenedFile, log_of, saved_copy
from desktop.store.tables import HEAD

_VERSION_TABLE = "alembic_version"
_OLDEST_SERVER = 14
_OWNS = "pg_has_role((SELECT relowner FROM pg_class WHERE oid = to_regclass('alembic_version')), 'USAGE')"
"""Whether this login is, or may act as, the owner of the tables."""
_UNWRITABLE = frozenset({"record.read_only", "record.cannot_open"})


def open_database(location: str | Path, *, desk: str = "", new: bool = True, keep_older: bool = True) -> EngineDatabase:
    """Open a data file or a server's database, ready to use; a data file that is not there is made when it may be `new`.

    An older file is backed up first if `keep_older`. A file on a medium that can't be written is opened to be looked at.
    Raises UnusableDatabase: not a data file, a newer schema, no permission, no such file, server away; Locked: an
    encrypted file whose key nobody gave.
    """
    if is_server(location):
        desk = desk or server_url(str(location)).username or ""
        return _ready(EngineDatabase(server_engine(str(location), desk=desk), desk=desk), keep_older=keep_older)
    path = Path(location).expanduser().absolute()
    if path.is_dir():
        raise UnusableDatabase("record.is_folder", file=str(path))
    if not path.exists():
        _make(path, new=new)
    elif not path.stat().st_size and not new:
        raise UnusableDatabase("record.emptied", file=str(path))
    elif not _is_ours(path):
        raise UnusableDatabase("record.not_ours", file=path.name)
    elif not os.access(path, os.W_OK):
        return _ready_to_read(path, desk)
    try:
        database = EngineDatabase(sqlite_engine(path, "mode=rw"), desk=desk, path=path)
        return _ready(database, keep_older=keep_older)
    except UnusableDatabase as error:
        if error.code not in _UNWRITABLE or log_of(path).exists():
            raise
        with suppress(UnusableDatabase):
            return _ready_to_read(path, desk)
        raise


def _make(path: Path, *, new: bool) -> None:
    """An empty file for a new data file; never where one has been."""
    if not new or log_of(path).exists():  # a log without its file: SQLite would throw it away
        copy = saved_copy(path)
        if copy is not None:
            raise UnusableDatabase("record.missing_saved", file=str(path), copy=str(copy))
        raise UnusableDatabase("record.missing", file=str(path))
    try:
        own_files.make_folder(path.parent)
    except OSError as error:
        raise UnusableDatabase("record.no_folder", file=str(path.parent)) from error
    try:
        path.touch()
    except OSError as error:
        raise UnusableDatabase(
            "record.disk_full" if is_full(error) else "record.cannot_open", file=str(path)
        ) from error


def _ready(database: EngineDatabase, *, keep_older: bool = True) -> EngineDatabase:
    """With its tables, and with all that it needs to know of itself."""
    try:
        if database.path is None:
            _look_around(database.engine)
        _prepare(database.engine, database.path, keep_older=keep_older)
        if database.path is not None:
            own_files.narrow(database.path)  # SQLite gives its log and its index beside it the same rights
        _find_place(database)
    except DBAPIError as error:
        database.close()
        raise _unopened(database, error) from error
    except UnusableDatabase:
        database.close()
        raise
    return database


def _ready_to_read(path: Path, desk: str) -> EngineDatabase:
    """A data file that can't be written, in the hands of somebody who may only look."""
    if log_of(path).exists() and log_of(path).stat().st_size:  # what is only in the log can't be read here
        raise UnusableDatabase("record.read_only", file=path.name)
    database = EngineDatabase(sqlite_engine(path, READ_ONLY), desk=desk, path=path)
    try:
        version = _version(database.engine)
    except DBAPIError as error:
        database.close()
        raise _unopened(database, error) from error
    except UnusableDatabase:
        database.close()
        raise
    if version != HEAD:
        database.close()
        raise UnusableDatabase(_code_of(version, "record.older_read_only"), file=path.name)
    database.role = "viewer"
    return database


def _code_of(version: str | None, older: str) -> str:
    """Why a file of another schema stays shut."""
    if version is None:
        return "record.not_ours"
    return older if _known(version) else "record.newer"


def _unopened(database: EngineDatabase, error: DBAPIError) -> Exception:
    translated = database.translate(error)
    if translated is error and database.path is not None:
        return UnusableDatabase("record.cannot_open", file=str(database.path))
    return translated


def _look_around(engine: Engine) -> None:
    """Say in words what this login could not do with the server's database."""
    name = place(engine.url)
    with engine.connect() as connection:
        number = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
        if number < _OLDEST_SERVER:
            raise UnusableDatabase("record.server_too_old", file=name, version=number, oldest=_OLDEST_SERVER)
        there = connection.execute(
            text(
                "SELECT has_table_privilege(to_regclass('alembic_version'), 'SELECT') AS reads, "
                "has_schema_privilege('public', 'CREATE') AS makes, "
                f"{_OWNS} AS owns, {server_functions.VERSION_QUERY} AS functions"
            )
        ).one()
        if there.reads is None and not there.makes:
            raise UnusableDatabase("record.not_set_up", file=name)
        if there.reads is False:
            raise UnusableDatabase("record.no_place", file=name)
        if there.reads and not there.owns:
            stored = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()
            if stored != HEAD and _known(str(stored)):
                raise UnusableDatabase("record.older", file=name)
            if stored == HEAD and (functions := int(there.functions or 0)) != server_functions.VERSION:
                older = functions < server_functions.VERSION
                raise UnusableDatabase("record.older" if older else "record.newer", file=name)


def _find_place(database: EngineDatabase) -> None:
    """What the login may do, and how far the journal has come: what is written from now on is news."""
    with database.engine.connect() as connection:
        if database.path is not None:
            newest = connection.execute(text("SELECT max(id) FROM journal_entry")).scalar() or 0
            database.opened = OpenedFile(database.engine, database.path)
            database.notices = FileNotices(database.opened, newest)
            return
        database.role = grants.role_of(connection)
        if not database.role:
            raise UnusableDatabase("record.no_place", file=place(database.engine.url))
        database.own_name = grants.own_name(connection)
        if database.role != "organizer" and isinstance(pool := database.engine.pool, ServerPool):
            pool.narrow()
        count = connection.execute(text("SELECT count(*) FROM journal_entry")).scalar() or 0
        assert database.pulse is not None
        database.notices = ServerNotices(database.engine, count, database.pulse)


def _prepare(engine: Engine, path: Path | None, *, keep_older: bool) -> None:
    version = _version(engine)
    if version == HEAD:
        if path is None:
            _renew_functions(engine)
        return
    if version is None:
        with _alone(engine) as connection:
            tables = inspect(connection).get_table_names()
            if _VERSION_TABLE in tables:  # another desk created it meanwhile
                return
            if tables:
                raise UnusableDatabase("record.not_ours", file=path.name if path else place(engine.url))
            for statement in _schema(engine.dialect.name):
                connection.exec_driver_sql(statement)
            connection.execute(text(f"CREATE TABLE {_VERSION_TABLE} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
            connection.execute(text(f"INSERT INTO {_VERSION_TABLE} VALUES (:version)"), {"version": HEAD})
            if path is None:
                server_functions.make(connection)
        return
    if not _known(version):
        raise UnusableDatabase("record.newer", file=path.name if path else place(engine.url))
    if path is not None and keep_older:
        backup.make(path, Reason.UPGRADE)
    upgrade(engine)
    if path is None:
        _renew_functions(engine)


def _renew_functions(engine: Engine) -> None:
    """Bring a server's own functions, and what each login may do, to what this program knows; its owner alone may."""
    query = text(f"SELECT {_OWNS}, {server_functions.VERSION_QUERY}")
    with engine.connect() as connection:
        owns, version = connection.execute(query).one()
    if not owns or int(version or 0) == server_functions.VERSION:
        return
    if int(version or 0) > server_functions.VERSION:
        raise UnusableDatabase("record.newer", file=place(engine.url))
    with _alone(engine) as connection:
        server_functions.make(connection)
        if grants.are_set(connection):
            grants.renew(connection)


@cache
def _schema(dialect: str) -> tuple[str, ...]:
    """The statements that make all tables and indexes."""
    statements: list[str] = []

    def keep(statement: ExecutableDDLElement, *_parameters: object, **_options: object) -> None:
        statements.append(str(statement.compile(dialect=url.get_dialect()())))

    url = make_url(f"{dialect}://")
    schema.whole().create_all(create_mock_engine(url, keep), checkfirst=False)
    return tuple(statements)


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that makes or changes tables; desks that start at the same moment do it one after the other.

    On SQLite foreign keys rest meanwhile: a table that a migration rebuilds is dropped, and its cascades would empty
    others. They must hold again before the commit.
    """
    with engine.execution_options(writes=True).connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.detach()  # never again used with its foreign keys off
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            if engine.dialect.name == "postgresql":
                for limit in ("statement_timeout", "lock_timeout"):
                    connection.execute(text(f"SET LOCAL {limit} = 0"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": grants.ADVISORY_LOCK})
            yield connection
            if engine.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
                raise UnusableDatabase("record.damaged", file=Path(engine.url.database or "").name)


def _version(engine: Engine) -> str | None:
    """The schema's name, None for a database without our tables."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(_VERSION_TABLE):
            return None
        stored = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()
        return None if stored is None else str(stored)


def _known(version: str) -> bool:
    from alembic.script import ScriptDirectory

    return any(step.revision == version for step in ScriptDirectory(_migrations()).walk_revisions())


def _migrations() -> str:
    return str(Path(__file__).parent / "migrations")


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the migrations that the database lacks, in one transaction; only as far as the version `to`."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(_migrations())
    config = Config()

    def steps(revision: object, _context: object) -> object:
        return script._upgrade_revs(to, revision)  # type: ignore[arg-type]

    with EnvironmentContext(config, script, fn=steps) as environment, _alone(engine) as connection:
        environment.configure(connection=connection, target_metadata=schema.whole(), render_as_batch=True)
        environment.run_migrations()


def _is_ours(path: Path) -> bool:
    """Whether a file is a data file by its beginning, plain or encrypted, or none yet."""
    try:
        first = sealing.beginning(path)
    except OSError as error:
        raise UnusableDatabase("record.cannot_open", file=str(path)) from error
    return first in (b"", sealing.PLAIN) or sealing.identity_of(path) is not None
