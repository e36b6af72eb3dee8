"""What each kind of login may do at a server: three group roles and their rights, said anew each time a server is set up."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text

from desktop.store import schema, server_functions
from desktop.store.personal_columns import SENSITIVE, public

GROUPS = {"organizer": "tap_huan_organizer", "desk": "tap_huan_desk", "viewer": "tap_huan_viewer"}
"""Kind of login -> the group role it belongs to."""

ADVISORY_LOCK = 0x7A948A
"""The number under which those who change tables and rights wait for each other on a server."""

_READ = (
    "alembic_version",
    "attendance",
    "attendance_mark",
    "audience",
    "conference",
    "distinct_pair",
    "erasure",
    "journal_entry",
    "point_attendee",
    "point_unit",
    "printed_sheet",
    "rank_table",
    "refused_entry",
    "role_group",
    "session_point",
    "training_session",
    "unit",
    "unit_alias",
    "unit_name",
    "unit_succession",
    "venue_point",
)
_FOR_PAPERS = ("document_settings", "office", "picture")
"""What a desk reads besides: letterhead, emblem and options of the badge and the list that it may print."""
_PUBLIC = ("id", "public_key", "created_at")
"""Of the key that signs certificates: all but the private one."""
_ADD = ("attendance_mark", "attendee", "change", "journal_entry", "person", "refused_entry")
"""What a desk adds to, each row looked at by the server (`server_functions.guarding`)."""
_ONLY_ADDED: Mapping[str, tuple[str, ...]] = {
    "attendance_mark": (),
    "journal_entry": ("action", "areas", "details", "undone_by"),
    "audit_line": ("salt",),
}
"""What nobody deletes from, with the columns that an organizer may write, in the ways that the server lets pass."""
_BY_THE_SERVER = ("attendance", "desk_conference")
"""What no login writes: the server's own functions do, and whoever looks after the server."""
_AUDIT_HEAD = ("chain", "number", "digest")
"""What a line of the audit needs of the one before it: no more of the audit does a desk or viewer read."""
_SEQUENCES = ("change_id_seq", "journal_entry_id_seq")


def renew(connection: Connection) -> None:
    """Make the group roles that are missing and give them their rights, no more and no less."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ADVISORY_LOCK})
    for group in GROUPS.values():
        if not _exists(connection, group):
            # Roles belong to the whole server: another database's set-up may make it at the same moment.
            _run(
                connection,
                f"DO $$ BEGIN CREATE ROLE {group} NOLOGIN; "
                "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
            )
    server_functions.make(connection)
    _close_schema(connection)
    database = quoted(str(connection.engine.url.database))
    for group in GROUPS.values():
        _run(connection, f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {group}")
        _run(connection, f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {group}")
        _run(connection, f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM {group}")
        _run(connection, f"GRANT USAGE ON SCHEMA public TO {group}")
        _run(connection, f"GRANT CONNECT ON DATABASE {database} TO {group}")
    organizer, desk, viewer = GROUPS["organizer"], GROUPS["desk"], GROUPS["viewer"]
    for table in schema.whole().sorted_tables:
        _run(connection, f"GRANT SELECT ON {quoted(table.name)} TO {organizer}")
        if table.name in _ONLY_ADDED:
            _run(connection, f"GRANT INSERT ON {table.name} TO {organizer}")
            if written := ", ".join(_ONLY_ADDED[table.name]):
                _run(connection, f"GRANT UPDATE ({written}) ON {table.name} TO {organizer}")
        elif table.name not in _BY_THE_SERVER:
            _run(connection, f"GRANT INSERT, UPDATE, DELETE ON {quoted(table.name)} TO {organizer}")
    _run(connection, f"GRANT SELECT ON alembic_version TO {organizer}")
    _run(connection, f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {organizer}")
    both = f"{desk}, {viewer}"
    for name in _READ:
        _run(connection, f"GRANT SELECT ON {name} TO {both}")
    for name in _FOR_PAPERS:
        _run(connection, f"GRANT SELECT ON {name} TO {desk}")
    for name, columns in (*((each, public(each)) for each in SENSITIVE), ("signing_key", _PUBLIC)):
        _run(connection, f"GRANT SELECT ({', '.join(map(quoted, columns))}) ON {name} TO {both}")
    _run(connection, f"GRANT SELECT ({', '.join(_AUDIT_HEAD)}), INSERT ON audit_line TO {both}")
    for name in _ADD:
        counted = (column.name for column in schema.table(name).c if column.autoincrement is not True)
        _run(connection, f"GRANT INSERT ({', '.join(map(quoted, counted))}) ON {name} TO {desk}")
    for name, theirs in _SCOPES.items():
        _scope(connection, name, theirs)
    _run(connection, f"GRANT UPDATE (settled, version) ON refused_entry TO {desk}")
    for name in _SEQUENCES:
        _run(connection, f"GRANT USAGE ON SEQUENCE {name} TO {desk}")
    for name in server_functions.FOR_ORGANIZERS:
        _run(connection, f"GRANT EXECUTE ON FUNCTION public.{name} TO {organizer}")
    for name in server_functions.FOR_DESKS:
        _run(connection, f"GRANT EXECUTE ON FUNCTION public.{name} TO {organizer}, {desk}")
    for name in server_functions.FOR_ALL:
        _run(connection, f"GRANT EXECUTE ON FUNCTION public.{name} TO {organizer}, {both}")


_OF_CONFERENCE = "conference_id = ANY ((SELECT public.tap_huan_conferences())::uuid[])"
_OF_SESSION = "training_session_id IN (SELECT s.id FROM public.training_session s)"
_SCOPES = {
    "conference": "id = ANY ((SELECT public.tap_huan_conferences())::uuid[])",
    **dict.fromkeys(
        (
            "attendee",
            "distinct_pair",
            "document_settings",
            "point_attendee",
            "point_unit",
            "printed_sheet",
            "refused_entry",
            "role_group",
            "session_point",
            "training_session",
            "venue_point",
        ),
        _OF_CONFERENCE,
    ),
    **dict.fromkeys(("attendance", "attendance_mark", "audience"), _OF_SESSION),
    "journal_entry": f"desk = session_user OR {_OF_CONFERENCE}",
    "picture": f"conference_id IS NULL OR {_OF_CONFERENCE}",
    "person": "id IN (SELECT a.person_id FROM public.attendee a)",
}
"""Which rows a desk or a viewer sees who was given some conferences alone; what they add the triggers look at."""


def _scope(connection: Connection, name: str, theirs: str) -> None:
    """Let a login see the rows of its conferences."""
    organizer, desk, viewer = GROUPS["organizer"], GROUPS["desk"], GROUPS["viewer"]
    for policy, rule in (
        ("tap_huan_all", f"TO {organizer} USING (true) WITH CHECK (true)"),
        ("tap_huan_seen", f"FOR SELECT TO {desk}, {viewer} USING ((SELECT public.tap_huan_sees_all()) OR {theirs})"),
        ("tap_huan_added", f"FOR INSERT TO {desk} WITH CHECK (true)"),
        ("tap_huan_changed", f"FOR UPDATE TO {desk} USING (true)"),
    ):
        _run(connection, f"DROP POLICY IF EXISTS {policy} ON {name}")
        _run(connection, f"CREATE POLICY {policy} ON {name} {rule}")
    _run(connection, f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")


def are_set(connection: Connection) -> bool:
    """Whether this server was ever set up for desks."""
    return all(_exists(connection, group) for group in GROUPS.values())


def role_of(connection: Connection) -> str:
    """What the login of this connection may do: organizer, desk or viewer; "" for nothing."""
    row = connection.execute(
        text(
            "SELECT has_table_privilege('attendee', 'DELETE'), has_any_column_privilege('attendance_mark', 'INSERT'), "
            "has_table_privilege('attendance_mark', 'SELECT')"
        )
    ).one()
    return next((role for role, may in zip(GROUPS, row, strict=True) if may), "")


def quoted(name: str) -> str:
    """A name as an identifier, whatever letters it has."""
    return '"' + name.replace('"', '""') + '"'


def own_name(connection: Connection) -> str:
    """What a desk or a viewer is called here whatever its computer says: its login; "" for an organizer, who chooses."""
    return "" if role_of(connection) == "organizer" else str(connection.execute(text("SELECT session_user")).scalar())


def _close_schema(connection: Connection) -> None:
    """Let nobody else make anything here, nor hold locks beyond a transaction, as far as whoever sets up may forbid it.

    Before PostgreSQL 15 everybody may make tables, and only the schema's owner can end it.
    """
    database = quoted(str(connection.engine.url.database))
    query = text(
        "SELECT pg_has_role(nspowner, 'USAGE') AS schema, pg_has_role(datdba, 'USAGE') AS database, rolsuper "
        "FROM pg_namespace, pg_database, pg_roles "
        "WHERE nspname = 'public' AND datname = current_database() AND rolname = current_user"
    )
    owns = connection.execute(query).one()
    if owns.schema:
        _run(connection, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    if owns.database:
        _run(connection, f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
    if owns.rolsuper:
        _run(connection, _NO_LOCKS_NOR_OBJECTS)


_NO_LOCKS_NOR_OBJECTS = r"""
DO $$ DECLARE each record; BEGIN
    FOR each IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace
        AND (p.proname ~ '^pg_(try_)?advisory_lock' OR p.proname ~ '^lo_(creat|create|from_bytea|put|import)$') LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', each.name);
    END LOOP;
END $$
"""
"""Locks of a whole session and large objects, of which the program needs neither."""


def _exists(connection: Connection, role: str) -> bool:
    query = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return connection.execute(query, {"role": role}).first() is not None


def _run(connection: Connection, statement: str) -> None:
    connection.execution_options(no_parameters=True).exec_driver_sql(statement)
