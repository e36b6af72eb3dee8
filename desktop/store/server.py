"""A server's database made ready, its logins, and how it stands."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, delete, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from desktop.domain.errors import AppError, InvalidInput, UnusableDatabase
from desktop.domain.names import normalise
from desktop.store import desk_register, grants, refusals
from desktop.store.engines import (
    LOGIN_LIMITS,
    PROGRAM,
    address_of,
    connection_options,
    limit,
    place,
    server_engine,
    server_url,
)
from desktop.store.tables import HEAD, Attendee, Conference, DeskConference, JournalEntry
from desktop.store.upgrade import open_database

_LONGEST = 63
"""Bytes of a role's name."""
_RESERVED = frozenset({"public", "none"})


@dataclass(frozen=True, slots=True)
class Login:
    """A login just made, or given a new password; the password is told this once and kept nowhere."""

    name: str
    role: str
    password: str
    address: str
    """The server's address for this login, without the password."""
    renewed: bool
    """Whether the login was there already, and only its password is new."""

    def __repr__(self) -> str:
        return f"Login({self.name!r}, {self.role!r})"


@dataclass(frozen=True, slots=True)
class Connected:
    """A program connected now."""

    login: str
    program: str
    since: dt.datetime | None
    """None when the asking login may not know it of another's."""
    connections: int = 1
    holds_up: int = 0
    """So many other connections wait for what it holds."""


@dataclass(frozen=True, slots=True)
class Status:
    """How a server stands."""

    place: str
    version: str
    schema: str
    """The database's schema version; "" when it holds no tables of ours."""
    schema_here: str
    """The schema this program knows."""
    role: str
    """What the asking login may do; "" for nothing."""
    groups: tuple[str, ...]
    """The group roles that are there."""
    logins: tuple[tuple[str, str], ...]
    """(name, role) of every login of ours."""
    connected: tuple[Connected, ...]
    conferences: tuple[tuple[str, str, int], ...]
    """(code, title, attendees)."""
    last_change: dt.datetime | None
    used: int
    """Connections to the server, whoever's and to whichever database."""
    allowed: int
    """How many it allows, but for those kept for who looks after it."""
    encrypted: str
    """The protocol by which this very connection is encrypted ("TLSv1.3"); "" for none."""


def init(address: str) -> bool:
    """Make the database if it is missing and we may, its tables, the group roles and their rights; True when it was made.

    Doing it again mends the rights. Raises UnusableDatabase, or AppError when the login may not do that.
    """
    made = _make_database(server_url(address))
    open_database(address).close()
    with _working(address) as connection:
        encoding = connection.execute(text("SHOW server_encoding")).scalar()
        if encoding != "UTF8":
            raise UnusableDatabase("server.not_utf8", file=place(connection.engine.url), encoding=encoding)
        grants.renew(connection)
        desk_register.renew(connection)
    return made


def add_login(address: str, name: str, role: str = "desk", only: Collection[uuid.UUID] = ()) -> Login:
    """A login role of this name in the group of its role, with a new password; of these conferences `only`, or of all.

    One of ours that is there gets a new password, this role and these conferences. Raises InvalidInput for a name that
    can't be one, and for an organizer who is to see some conferences alone.
    """
    if only and role == "organizer":
        raise InvalidInput("server.organizer_sees_all", field="conference")
    name = _checked(name)
    if role not in grants.GROUPS:
        raise InvalidInput("server.unknown_role", field="role", value=role)
    open_database(address).close()  # it is ours, and one that this program understands
    password = secrets.token_urlsafe(18)
    with _working(address) as connection:
        grants.renew(connection)
        there = _role(connection, name)
        if there is not None and (not there.ours or there.powerful or not there.rolcanlogin):
            raise InvalidInput("server.login_taken", field="name", value=name)
        driver: Any = connection.connection.driver_connection
        # Hashed here: the password itself never reaches the server, nor its log.
        verifier = driver.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
        login = grants.quoted(name)
        verb = "CREATE" if there is None else "ALTER"
        _run(connection, f"{verb} ROLE {login} LOGIN PASSWORD '{verifier}'")
        for kind, group in grants.GROUPS.items():
            if kind == role:
                _run(connection, f"GRANT {group} TO {login}")
            elif there is not None:
                _run(connection, f"REVOKE {group} FROM {login}")
        for setting in LOGIN_LIMITS:
            kept = f"RESET {setting}" if role == "organizer" else f"SET {setting} = '{limit(setting)}'"
            _run(connection, f"ALTER ROLE {login} {kept}")
        of_login = DeskConference.__table__.c.login == name
        connection.execute(delete(DeskConference).where(of_login))
        if only:
            connection.execute(insert(DeskConference), [{"login": name, "conference_id": each} for each in set(only)])
        own = connection.engine.url.set(drivername="postgresql", username=name)._replace(password=None)
    return Login(name, role, password, address_of(own), there is not None)


def status(address: str) -> Status:
    """How the server stands, as far as the login of this address may see it. Raises UnusableDatabase."""
    with _working(address) as connection:
        version = str(connection.execute(text("SHOW server_version")).scalar())
        may_read = connection.execute(
            text("SELECT has_table_privilege(to_regclass('alembic_version'), 'SELECT')")
        ).scalar()
        schema = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if may_read else ""
        groups = tuple(
            connection.execute(
                text("SELECT rolname FROM pg_roles WHERE rolname = ANY(:groups) ORDER BY rolname"),
                {"groups": list(grants.GROUPS.values())},
            ).scalars()
        )
        own = connection.engine.url
        known = schema == HEAD
        return Status(
            place=place(own),
            version=version.split()[0],
            schema=str(schema or ""),
            schema_here=HEAD,
            role=grants.role_of(connection) if known else "",
            groups=groups,
            logins=_logins(connection),
            connected=_connected(connection),
            conferences=_conferences(connection) if known else (),
            last_change=connection.execute(select(func.max(JournalEntry.at))).scalar() if known else None,
            used=int(connection.execute(text(_USED)).scalar_one()),
            allowed=int(connection.execute(text(_ALLOWED)).scalar_one()),
            encrypted=str(connection.execute(text(_ENCRYPTED)).scalar() or ""),
        )


_USED = "SELECT count(*) FROM pg_stat_activity WHERE coalesce(backend_type, 'client backend') = 'client backend'"
_ALLOWED = (
    "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int "
    "- coalesce(current_setting('reserved_connections', true)::int, 0)"
)
_ENCRYPTED = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"


def test_login(address: str) -> str:
    """Open the database with this address and close it again; returns what the login may do. Raises UnusableDatabase."""
    database = open_database(address)
    database.close()
    return database.role


def _make_database(url: URL) -> bool:
    engine = server_engine(address_of(url))
    try:
        engine.connect().close()
        return False
    except DBAPIError as error:
        refusal = refusals.translate(error, place(url))
        if not isinstance(refusal, UnusableDatabase) or refusal.code != "record.no_database":
            raise refusal from error
    finally:
        engine.dispose()
    failure: Exception | None = None
    for maintenance in ("postgres", "template1"):
        beside = _autocommit(url.set(database=maintenance))
        try:
            with beside.connect() as connection:
                # From template0, because only that lets the encoding be chosen.
                name = grants.quoted(str(url.database))
                _run(connection, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
                return True
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) in {"42P04", "23505"}:  # somebody else made it just now
                return False
            failure = _administering(error, place(url))
        finally:
            beside.dispose()
    assert failure is not None
    raise failure


def _autocommit(url: URL) -> Engine:
    driver = url.set(drivername="postgresql+psycopg")
    return create_engine(
        driver, connect_args=connection_options(url, "server"), isolation_level="AUTOCOMMIT", hide_parameters=True
    )


@contextmanager
def _working(address: str) -> Iterator[Connection]:
    """A transaction of who looks after the server."""
    engine = server_engine(address, desk="server")
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        raise _administering(error, place(engine.url)) from error
    finally:
        engine.dispose()


working = _working
"""The same, for the register of desks."""


def _administering(error: DBAPIError, name: str) -> Exception:
    if getattr(error.orig, "sqlstate", None) == "42501":
        return AppError("server.not_allowed", file=name)
    return refusals.translate(error, name)


def _checked(name: str) -> str:
    name = normalise(name)
    if not name:
        raise InvalidInput("server.name_missing", field="name")
    if name.lower().startswith("pg_") or name.lower() in _RESERVED:
        raise InvalidInput("server.name_reserved", field="name", value=name)
    if len(name.encode()) > _LONGEST:
        raise InvalidInput("server.name_too_long", field="name", value=name)
    if not name.isprintable():
        raise InvalidInput("server.name_unprintable", field="name", value=name)
    return name


def _role(connection: Connection, name: str) -> Any:
    query = text(
        "SELECT rolcanlogin, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS powerful, "
        "EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid "
        "WHERE m.member = r.oid AND g.rolname = ANY(:groups)) AS ours FROM pg_roles r WHERE rolname = :name"
    )
    return connection.execute(query, {"name": name, "groups": list(grants.GROUPS.values())}).first()


def _logins(connection: Connection) -> tuple[tuple[str, str], ...]:
    kinds = {group: kind for kind, group in grants.GROUPS.items()}
    query = text(
        "SELECT r.rolname, g.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member "
        "JOIN pg_roles g ON g.oid = m.roleid WHERE g.rolname = ANY(:groups) AND r.rolcanlogin ORDER BY 1, 2"
    )
    rows = connection.execute(query, {"groups": list(kinds)})
    return tuple((name, kinds[group]) for name, group in rows)


def _connected(connection: Connection) -> tuple[Connected, ...]:
    """One line for each program, however many connections it holds; not this one."""
    query = text(
        "SELECT usename, application_name, min(backend_start), count(*), "
        "(SELECT count(DISTINCT w.pid) FROM pg_stat_activity w WHERE pg_blocking_pids(w.pid) && array_agg(a.pid)) "
        "FROM pg_stat_activity a WHERE datname = current_database() AND application_name LIKE :ours "
        "AND pid <> pg_backend_pid() GROUP BY usename, application_name, client_addr ORDER BY 1, 2"
    )
    rows = connection.execute(query, {"ours": f"{PROGRAM} / %"})
    return tuple(Connected(login, program.removeprefix(f"{PROGRAM} / "), *others) for login, program, *others in rows)


def _conferences(connection: Connection) -> tuple[tuple[str, str, int], ...]:
    people = (
        select(func.count(Attendee.id))
        .where(Attendee.conference_id == Conference.id, Attendee.state != "removed")
        .scalar_subquery()
    )
    listed = select(Conference.number, Conference.title, people).where(Conference.binned_at.is_(None))
    rows = connection.execute(listed.order_by(Conference.number))
    return tuple((str(number), title, count) for number, title, count in rows)


def _run(connection: Connection, statement: str) -> None:
    connection.execution_options(no_parameters=True).exec_driver_sql(statement)
