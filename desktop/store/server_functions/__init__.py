"""What a server's database does itself, whatever program writes: states folded from marks, and what each login may add.

Made where the tables are made, by the tables' owner, and made anew when a program with a newer `VERSION` opens the database
as their owner.
"""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.store.server_functions.closing import CLOSING
from desktop.store.server_functions.folding import FOLDING
from desktop.store.server_functions.forgetting import FORGETTING
from desktop.store.server_functions.guarding import GUARDING
from desktop.store.server_functions.refusing import REFUSING
from desktop.store.server_functions.taking import TAKING
from desktop.store.server_functions.withdrawing import WITHDRAWING
from desktop.store.server_functions.zone import office_zone

VERSION = 5
"""Goes up with every change of the functions; `tests/store/test_server_functions.py` keeps their digest beside it."""

VERSION_QUERY = "obj_description(to_regprocedure('public.tap_huan_version()'), 'pg_proc')"
"""An expression for the version that is there, as text; null where there are no functions of ours."""

STATEMENTS = (*CLOSING, *GUARDING, *FOLDING, *FORGETTING, *REFUSING, *TAKING, *WITHDRAWING)

FOR_DESKS = (
    "tap_huan_hold(uuid[], uuid[])",
    "tap_huan_note_refused(uuid, text)",
    "tap_huan_take(json)",
    "tap_huan_take_off(uuid, text, timestamp with time zone)",
    "tap_huan_unchanged(uuid, uuid, integer)",
    "tap_huan_unsettle(integer, integer)",
)
FOR_ALL = ("tap_huan_sees_all()", "tap_huan_conferences()")
"""What every login of ours may call; organizers and desks also `FOR_DESKS`, organizers also `FOR_ORGANIZERS`."""
FOR_ORGANIZERS = (
    "tap_huan_refold(uuid[], uuid[])",
    "tap_huan_is_new(xid)",
    "tap_huan_forget_remarks(uuid[])",
    "tap_huan_hand_over(uuid, uuid)",
    "tap_huan_forget_entry(integer, json)",
    "tap_huan_erase_conference(uuid)",
    "tap_huan_forget_unsaid(uuid[])",
)


def make(connection: Connection) -> None:
    """Make or renew the functions and triggers; nobody but their owner may call them until `grants.renew` says so."""
    zone = office_zone().replace("'", "''")
    own = (
        f"CREATE OR REPLACE FUNCTION public.tap_huan_zone() RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT '{zone}'$$",
        "CREATE OR REPLACE FUNCTION public.tap_huan_version() RETURNS text LANGUAGE sql IMMUTABLE "
        f"AS $$SELECT '{VERSION}'$$",
        f"COMMENT ON FUNCTION public.tap_huan_version() IS '{VERSION}'",
    )
    for statement in (*own, *STATEMENTS):
        _run(connection, statement)
    _run(connection, _CLOSE)


_CLOSE = """
DO $$ DECLARE each record; BEGIN
    FOR each IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'public' AND p.proname LIKE 'tap\\_huan\\_%' LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', each.name);
    END LOOP;
END $$
"""


def _run(connection: Connection, statement: str) -> None:
    connection.execution_options(no_parameters=True).exec_driver_sql(statement)
