"""Open a database: create it, bring an older one up to date (a copy first), refuse a newer one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from desktop.domain.backups import Reason
from desktop.domain.errors import UnusableDatabase
from desktop.store import backup, grants, sealing
from desktop.store.columns import Base
from desktop.store.database import EngineDatabase
from desktop.store.engines import is_server, place, server_engine, server_url, sqlite_engine
from desktop.store.notices import FileNotices, ServerNotices
from desktop.store.tables import HEAD

_VERSION_TABLE = "alembic_version"
_OLDEST_SERVER = 14


def open_database(location: str | Path, *, desk: str = "", keep_older: bool = True) -> EngineDatabase:
    """Open a data file or a server's database, ready to use; an older file is backed up first if `keep_older`.

    Raises UnusableDatabase: not a data file, a newer schema, no permission, server away; Locked: nobody gave its key.
    """
    if is_server(location):
        desk = desk or server_url(str(location)).username or ""
        engine, path = server_engine(str(location), desk=desk), None
    else:
        path = Path(location).expanduser().absolute()
        if path.is_dir():
            raise UnusableDatabase("record.is_folder", file=str(path))
        if path.exists() and not _is_ours(path):
            raise UnusableDatabase("record.not_ours", file=path.name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnusableDatabase("record.no_folder", file=str(path.parent)) from error
        engine = sqlite_engine(path)
    database = EngineDatabase(engine, desk=desk, path=path)
    try:
        if path is None:
            _look_around(engine)
        _prepare(engine, path, keep_older=keep_older)
        _find_place(database)
    except DBAPIError as error:
        database.close()
        raise _unopened(database, error) from error
    except UnusableDatabase:
        database.close()
        raise
    return database


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
                "pg_has_role((SELECT relowner FROM pg_class WHERE oid = to_regclass('alembic_version')), 'USAGE') AS owns"
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


def _find_place(database: EngineDatabase) -> None:
    """What the login may do, and how far the journal has come: what is written from now on is news."""
    with database.engine.connect() as connection:
        if database.path is not None:
            newest = connection.execute(text("SELECT max(id) FROM journal_entry")).scalar() or 0
            database.notices = FileNotices(database.path, newest)
            return
        database.role = grants.role_of(connection)
        if not database.role:
            raise UnusableDatabase("record.no_place", file=place(database.engine.url))
        count = connection.execute(text("SELECT count(*) FROM journal_entry")).scalar() or 0
        database.notices = ServerNotices(database.engine, count)


def _prepare(engine: Engine, path: Path | None, *, keep_older: bool) -> None:
    version = _version(engine)
    if version == HEAD:
        return
    if version is None:
        with _alone(engine) as connection:
            tables = inspect(connection).get_table_names()
            if _VERSION_TABLE in tables:  # another desk created it meanwhile
                return
            if tables:
                raise UnusableDatabase("record.not_ours", file=path.name if path else place(engine.url))
            Base.metadata.create_all(connection)
            connection.execute(text(f"CREATE TABLE {_VERSION_TABLE} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
            connection.execute(text(f"INSERT INTO {_VERSION_TABLE} VALUES (:version)"), {"version": HEAD})
        return
    if not _known(version):
        raise UnusableDatabase("record.newer", file=path.name if path else place(engine.url))
    if path is not None and keep_older:
        backup.make(path, Reason.UPGRADE)
    upgrade(engine)
    if path is None:
        with engine.begin() as connection:
            if grants.are_set(connection):
                grants.renew(connection)


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


def upgrade(engine: Engine) -> None:
    """Run the migrations that the database lacks, in one transaction."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(_migrations())
    config = Config()

    def steps(revision: object, _context: object) -> object:
        return script._upgrade_revs("head", revision)  # type: ignore[arg-type]

    with EnvironmentContext(config, script, fn=steps) as environment, _alone(engine) as connection:
        environment.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
        environment.run_migrations()


def _is_ours(path: Path) -> bool:
    """Whether a file is a data file by its beginning, plain or encrypted, or none yet."""
    try:
        first = sealing.beginning(path)
    except OSError as error:
        raise UnusableDatabase("record.cannot_open", file=str(path)) from error
    return first in (b"", sealing.PLAIN) or sealing.identity_of(path) is not None
