"""The desks of a server: which have joined and by which code, who is there, and the one function that lets a desk in.

All in a schema of its own, for only a server has desks. A code is a login that can do one thing, once and for minutes: call
`joined`, which makes the desk's own login. PostgreSQL itself refuses it when it is wrong, used or old. The login is what
the desk is called, for a server writes that with each mark.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from desktop.domain.errors import AppError, InvalidInput
from desktop.domain.join_code import NAME_BYTES, SECRET_BYTES
from desktop.store import grants
from desktop.store.engines import LOGIN_LIMITS, limit

SCHEMA = "tap_huan_desks"
_JOINING = "tap_huan_joining"
"""The group of the codes' logins."""
CODE = "ma-"
"""How a code's login begins."""
_TITLE = 60
_LOGIN_BYTES = 56
"""Of the 63 of a role's name; the rest tells desks of one name apart."""
_PRESENT_SECONDS = 10.0
"""A desk tells of itself every two seconds: after so long without, it is away."""

_DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
_TABLES = f"""
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
CREATE TABLE IF NOT EXISTS {SCHEMA}.desk (
    login name PRIMARY KEY, title text NOT NULL, joined_at timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE UNLOGGED TABLE IF NOT EXISTS {SCHEMA}.presence (
    login name PRIMARY KEY, title text NOT NULL, seen_at timestamptz NOT NULL, waiting integer NOT NULL,
    clock_off double precision NOT NULL, answers_in double precision);
CREATE TABLE IF NOT EXISTS {SCHEMA}.code (
    login name PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT clock_timestamp(), expires_at timestamptz NOT NULL,
    used_at timestamptz, used_by name, from_host inet);
"""
_PRESENT = f"""
CREATE OR REPLACE FUNCTION {SCHEMA}.present(
    is_title text, is_waiting integer, is_now timestamptz, is_answering double precision) RETURNS void
{_DEFINER} AS $$
BEGIN
    INSERT INTO {SCHEMA}.presence AS p (login, title, seen_at, waiting, clock_off, answers_in)
    VALUES (session_user, left(is_title, {_TITLE}), clock_timestamp(), greatest(is_waiting, 0),
            coalesce(extract(epoch FROM is_now - clock_timestamp()), 0), is_answering)
    ON CONFLICT (login) DO UPDATE SET title = excluded.title, seen_at = excluded.seen_at, waiting = excluded.waiting,
        clock_off = excluded.clock_off, answers_in = excluded.answers_in;
END $$
"""
_JOINED = f"""
CREATE OR REPLACE FUNCTION {SCHEMA}.joined(is_title text, verifier text, OUT login name) RETURNS name
{_DEFINER} AS $$
DECLARE
    number integer := 1;
    wanted text := trim(regexp_replace(is_title, '[[:cntrl:]]', '', 'g'));
BEGIN
    UPDATE {SCHEMA}.code c SET used_at = clock_timestamp(), from_host = inet_client_addr()
        WHERE c.login = session_user AND c.used_at IS NULL AND c.expires_at > clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this code is not good any more' USING ERRCODE = '28000';
    END IF;
    IF verifier !~ '^SCRAM-SHA-256\\$[0-9]{{4,6}}:[A-Za-z0-9+/=]{{20,64}}\\$[A-Za-z0-9+/=]{{44}}:[A-Za-z0-9+/=]{{44}}$' THEN
        RAISE EXCEPTION 'no verifier of a password' USING ERRCODE = '22023';
    END IF;
    IF wanted = '' OR lower(wanted) ~ '^(pg_|public$|none$)' THEN
        wanted := 'Bàn ' || wanted;
    END IF;
    WHILE octet_length(wanted) > {_LOGIN_BYTES} LOOP
        wanted := left(wanted, -1);
    END LOOP;
    login := wanted;
    WHILE EXISTS (SELECT FROM pg_roles r WHERE lower(r.rolname) = lower(joined.login))
            OR EXISTS (SELECT FROM {SCHEMA}.desk d WHERE lower(d.title) = lower(joined.login)) LOOP
        number := number + 1;
        login := wanted || ' (' || number || ')';
    END LOOP;
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', login, verifier);
    {{limits}}
    EXECUTE format('GRANT {grants.GROUPS["desk"]} TO %I', login);
    INSERT INTO {SCHEMA}.desk (login, title) VALUES (joined.login, joined.login);
    UPDATE {SCHEMA}.code c SET used_by = joined.login WHERE c.login = session_user;
    EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', session_user);
END $$
"""


@dataclass(frozen=True, slots=True)
class Code:
    """A code just made: what names and what proves it; the server keeps neither."""

    name: bytes
    secret: bytes
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk as the organizer sees it."""

    login: str
    title: str
    joined_at: dt.datetime | None
    """None for one that was given its login by hand."""
    seen_at: dt.datetime | None
    """When it last told of itself; None for never."""
    here: bool
    """Whether that was just now."""
    waiting: int
    clock_off: dt.timedelta
    """How far its clock is ahead of the server's."""
    answers_in: float | None
    """Seconds an answer of the server takes on its way there."""
    marks: int
    """How many it has written."""
    locked: bool

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.login


def renew(connection: Connection) -> None:
    """Make what is missing, and say the rights anew. For who may make logins."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": grants.ADVISORY_LOCK})
    if connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": _JOINING}).first() is None:
        _run(connection, f"CREATE ROLE {_JOINING} NOLOGIN")
    _run(connection, _TABLES)
    limits = "\n    ".join(
        f"EXECUTE format('ALTER ROLE %I SET {name} = %L', login, '{limit(name)}');" for name in LOGIN_LIMITS
    )
    _run(connection, _PRESENT)
    _run(connection, _JOINED.replace("{limits}", limits))
    organizer, everyone = grants.GROUPS["organizer"], ", ".join(grants.GROUPS.values())
    for statement in (
        f"REVOKE ALL ON SCHEMA {SCHEMA} FROM PUBLIC",
        f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {_JOINING}, {everyone}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {organizer}",
        f"GRANT EXECUTE ON FUNCTION {SCHEMA}.present(text, integer, timestamptz, double precision) TO {everyone}",
        f"GRANT EXECUTE ON FUNCTION {SCHEMA}.joined(text, text) TO {_JOINING}",
    ):
        _run(connection, statement)


def is_kept(connection: Connection) -> bool:
    """Whether this server knows of desks: those set up by an older version do not."""
    return connection.execute(text(f"SELECT to_regclass('{SCHEMA}.presence')")).scalar() is not None


# -- codes ------------------------------------------------------------------------------------------------------------


def code_login(name: bytes) -> str:
    """The login that a code of this name is."""
    return CODE + name.hex()


def new_code(connection: Connection, lasting: dt.timedelta) -> Code:
    """A code for one desk; those that are used or over are taken away."""
    _clear_codes(connection)
    taken = set(connection.execute(text(f"SELECT login FROM {SCHEMA}.code")).scalars())
    name = next(each for each in iter(lambda: secrets.token_bytes(NAME_BYTES), None) if code_login(each) not in taken)
    secret = secrets.token_bytes(SECRET_BYTES)
    expires = connection.execute(text("SELECT clock_timestamp()")).scalar_one() + lasting
    login = code_login(name)
    verifier = verifier_of(connection, login, secret.hex())
    # PostgreSQL keeps the time by itself, to the second.
    until = expires.strftime("%Y-%m-%d %H:%M:%S%z")
    _run(
        connection,
        f"CREATE ROLE {grants.quoted(login)} LOGIN PASSWORD '{verifier}' VALID UNTIL '{until}' CONNECTION LIMIT 2 "
        f"IN ROLE {_JOINING}",
    )
    _run(connection, f"ALTER ROLE {grants.quoted(login)} SET statement_timeout = '5s'")
    connection.execute(
        text(f"INSERT INTO {SCHEMA}.code (login, expires_at) VALUES (:login, :expires)"),
        {"login": login, "expires": expires},
    )
    return Code(name, secret, expires)


def drop_codes(connection: Connection) -> None:
    """Let no code be good any more."""
    connection.execute(text(f"UPDATE {SCHEMA}.code SET expires_at = clock_timestamp() WHERE used_at IS NULL"))
    _clear_codes(connection)


def _clear_codes(connection: Connection) -> None:
    """Codes that were used or are over lose their login; what is remembered of them says so when they are tried again."""
    over = f"SELECT login FROM {SCHEMA}.code WHERE used_at IS NOT NULL OR expires_at <= clock_timestamp()"
    for login in connection.execute(text(over)).scalars().all():
        if connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": login}).first():
            _run(connection, f"DROP ROLE {grants.quoted(login)}")


def verifier_of(connection: Connection, login: str, password: str) -> str:
    """What a server keeps of a password: hashed here, so that the password itself reaches neither it nor its log."""
    driver: Any = connection.connection.driver_connection
    made: bytes = driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return made.decode()


def join(connection: Connection, title: str, password: str) -> str:
    """At the desk, as the code's login: the desk's own login, which is what it is called there.

    SCRAM salts by itself, so that the login need not be known before.
    """
    given = {"title": title, "verifier": verifier_of(connection, "", password)}
    return str(connection.execute(text(f"SELECT {SCHEMA}.joined(:title, :verifier)"), given).scalar_one())


# -- desks ------------------------------------------------------------------------------------------------------------

_DESKS = text(
    f"""
    SELECT r.rolname AS login, coalesce(d.title, p.title, r.rolname) AS title, d.joined_at, p.seen_at,
           coalesce(p.seen_at > clock_timestamp() - make_interval(secs => {_PRESENT_SECONDS}), false) AS here,
           coalesce(p.waiting, 0) AS waiting, coalesce(p.clock_off, 0) AS clock_off, p.answers_in,
           NOT r.rolcanlogin AS locked,
           (SELECT count(*) FROM attendance_mark m WHERE m.desk = r.rolname) AS marks
    FROM pg_roles r
    LEFT JOIN {SCHEMA}.desk d ON d.login = r.rolname
    LEFT JOIN {SCHEMA}.presence p ON p.login = r.rolname
    WHERE d.login IS NOT NULL OR EXISTS (
        SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
        WHERE m.member = r.oid AND g.rolname = :desk AND r.rolcanlogin)
    ORDER BY d.joined_at, title
    """
)


def desks(connection: Connection) -> tuple[Desk, ...]:
    """Every desk's login of this server: those that joined, in that order, and those made by hand."""
    return tuple(
        Desk(
            row.login,
            row.title,
            row.joined_at,
            row.seen_at,
            bool(row.here),
            row.waiting,
            dt.timedelta(seconds=row.clock_off),
            row.answers_in,
            row.marks,
            row.locked,
        )
        for row in connection.execute(_DESKS, {"desk": grants.GROUPS["desk"]})
    )


def find(connection: Connection, name: str) -> Desk:
    """The desk of this name or login. Raises InvalidInput."""
    wanted = name.strip().casefold()
    found = [each for each in desks(connection) if wanted in (each.login.casefold(), each.title.casefold())]
    if len(found) != 1:
        raise InvalidInput("desk.unknown" if not found else "desk.ambiguous", field="desk", name=name)
    return found[0]


def lock(connection: Connection, login: str, *, locked: bool = True) -> None:
    """Let a desk in no more, and what it has open do nothing more; or let it in again. Raises AppError."""
    own, group = grants.quoted(_known(connection, login)), grants.GROUPS["desk"]
    if locked:
        _run(connection, f"ALTER ROLE {own} NOLOGIN")
        _run(connection, f"REVOKE {group} FROM {own}")
        _end(connection, login)
    else:
        _run(connection, f"ALTER ROLE {own} LOGIN")
        _run(connection, f"GRANT {group} TO {own}")
    # One that was made by hand is known from now on, though locked.
    known = "SELECT rolname, CAST(rolname AS text) FROM pg_roles WHERE rolname = :login"
    keep = f"INSERT INTO {SCHEMA}.desk (login, title) {known} ON CONFLICT DO NOTHING"
    connection.execute(text(keep), {"login": login})


def rename(connection: Connection, login: str, title: str) -> None:
    """Another name for a desk, which it takes by itself. Raises InvalidInput for one that another has, or for none."""
    title = title.strip()[:_TITLE]
    if not title:
        raise InvalidInput("server.name_missing", field="name")
    if any(each.title.casefold() == title.casefold() and each.login != login for each in desks(connection)):
        raise InvalidInput("desk.name_taken", field="name", name=title)
    keep = f"INSERT INTO {SCHEMA}.desk (login, title) VALUES (:login, :title) ON CONFLICT (login) DO UPDATE SET title = :title"
    connection.execute(text(keep), {"login": _known(connection, login), "title": title})


def remove(connection: Connection, login: str) -> None:
    """Take a desk's login away; what it wrote stays. Raises AppError."""
    own = grants.quoted(_known(connection, login))
    _run(connection, f"ALTER ROLE {own} NOLOGIN")
    _run(connection, f"REVOKE {grants.GROUPS['desk']} FROM {own}")
    _end(connection, login)
    _run(connection, f"DROP ROLE {own}")
    for name in ("desk", "presence"):
        connection.execute(text(f"DELETE FROM {SCHEMA}.{name} WHERE login = :login"), {"login": login})


def _known(connection: Connection, login: str) -> str:
    """The login, if it is a desk's: nobody else's is ever locked or removed here."""
    if all(each.login != login for each in desks(connection)):
        raise AppError("desk.unknown", name=login)
    return login


def _end(connection: Connection, login: str) -> None:
    """Cut what the desk has open, where this login may; without its group it can do nothing there anyway."""
    may = "SELECT rolsuper OR pg_has_role('pg_signal_backend', 'USAGE') FROM pg_roles WHERE rolname = current_user"
    if connection.execute(text(may)).scalar():
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :login"
        connection.execute(text(query), {"login": login})


def _run(connection: Connection, statement: str) -> None:
    connection.execution_options(no_parameters=True).exec_driver_sql(statement)
