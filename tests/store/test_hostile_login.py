"""A desk's and a viewer's login in the hands of somebody with psql: what is tried, and that it is refused, or told."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from psycopg import errors

from desktop.services.attendance import marking
from tests.store.site import Site

TRIES = {
    "invents that somebody is there": "INSERT INTO attendance (id, version, training_session_id, attendee_id, status, "
    "arrived_at, desk, remark) VALUES (gen_random_uuid(), 1, '{session}', '{person}', 'present', now(), 'x', '')",
    "makes somebody who is absent present": "UPDATE attendance SET status = 'present'",
    "takes states away": "DELETE FROM attendance",
    "empties the states": "TRUNCATE attendance",
    "locks the states against everybody": "LOCK TABLE attendance IN ACCESS EXCLUSIVE MODE",
    "locks the states against writers": "LOCK TABLE attendance IN SHARE MODE",
    "locks the marks against everybody": "LOCK TABLE attendance_mark IN ACCESS EXCLUSIVE MODE",
    "locks the people against writers": "LOCK TABLE attendee IN SHARE ROW EXCLUSIVE MODE",
    "holds a person's row": "SELECT 1 FROM attendee WHERE id = '{person}' FOR UPDATE",
    "holds all states": "SELECT 1 FROM attendance FOR UPDATE",
    "moves a mark to another time": "UPDATE attendance_mark SET at = at - interval '1 hour'",
    "gives a mark another desk": "UPDATE attendance_mark SET desk = 'Bàn 2'",
    "gives a mark another server's time": "UPDATE attendance_mark SET received_at = NULL",
    "takes marks away": "DELETE FROM attendance_mark",
    "empties the marks": "TRUNCATE attendance_mark CASCADE",
    "writes a mark of no known kind": "INSERT INTO attendance_mark (id, token, training_session_id, attendee_id, kind, at, "
    "recorded_at, desk, method, reason) SELECT i, i, '{session}', '{person}', 'boss', now(), now(), '', 'scan', '' "
    "FROM gen_random_uuid() AS i",
    "writes a mark under another's token": "INSERT INTO attendance_mark (id, token, training_session_id, attendee_id, kind, "
    "at, recorded_at, desk, method, reason) VALUES (gen_random_uuid(), gen_random_uuid(), '{session}', '{person}', 'in', "
    "now(), now(), '', 'scan', '')",
    "writes a mark of no time": "INSERT INTO attendance_mark (id, token, training_session_id, attendee_id, kind, at, "
    "recorded_at, desk, method, reason) SELECT i, i, '{session}', '{person}', 'in', '-infinity', now(), '', 'scan', '' "
    "FROM gen_random_uuid() AS i",
    "writes a mark of another conference's session": "INSERT INTO attendance_mark (id, token, training_session_id, "
    "attendee_id, kind, at, recorded_at, desk, method, reason) SELECT i, i, gen_random_uuid(), '{person}', 'in', now(), "
    "now(), '', 'scan', '' FROM gen_random_uuid() AS i",
    "rewords the journal": "UPDATE journal_entry SET action = 'attendance.in'",
    "has something undone": "UPDATE journal_entry SET undone_by = 1",
    "takes lines out of the journal": "DELETE FROM journal_entry",
    "writes in the journal as another desk": "INSERT INTO journal_entry (token, at, desk, action, areas, details) "
    "VALUES (gen_random_uuid(), now(), 'Bàn 2', 'attendance.in', 'attendance', '{{}}')",
    "writes in the journal what others act upon": "INSERT INTO journal_entry (token, at, desk, action, areas, details) "
    "VALUES (gen_random_uuid(), now(), session_user, 'group.merged', 'groups', '{{}}')",
    "writes an undo nobody made": "INSERT INTO journal_entry (token, at, desk, action, areas, details, undone_by) "
    "VALUES (gen_random_uuid(), now(), session_user, 'attendance.in', 'attendance', '{{}}', 1)",
    "numbers the journal itself": "INSERT INTO journal_entry (id, token, at, desk, action, areas, details) "
    "VALUES (2000000000, gen_random_uuid(), now(), session_user, 'attendance.in', 'attendance', '{{}}')",
    "makes up what an undo puts back": "INSERT INTO change (journal_entry_id, entity, entity_id, kind, before) "
    "SELECT min(id), 'attendee', '{person}', 'changed', '{{\"full_name\": \"x\"}}' FROM journal_entry",
    "makes up that somebody was added": "INSERT INTO change (journal_entry_id, entity, entity_id, kind) "
    "SELECT min(id), 'attendee', '{person}', 'added' FROM journal_entry",
    "sets the journal's numbers back": "SELECT setval('journal_entry_id_seq', 1)",
    "writes in another desk's chain": "INSERT INTO audit_line (chain, number, at, action, login, details, sealed, digest) "
    "VALUES ('Bàn 2', 1, now(), 'x', session_user, '{{}}', 'x', 'x')",
    "writes under another login in its chain": "INSERT INTO audit_line (chain, number, at, action, login, details, sealed, "
    "digest) VALUES (session_user, 1, now(), 'x', 'postgres', '{{}}', 'x', encode(sha256(':1:x'), 'hex'))",
    "leaves a gap in its own chain": "INSERT INTO audit_line (chain, number, at, action, login, details, sealed, digest) "
    "VALUES (session_user, 900, now(), 'x', session_user, '{{}}', 'x', encode(sha256(':900:x'), 'hex'))",
    "empties lines of the audit": "UPDATE audit_line SET salt = NULL",
    "reads what the audit says of others": "SELECT details FROM audit_line",
    "registers somebody before the door": "INSERT INTO attendee (id, version, conference_id, person_id, code, full_name, "
    "state, origin, extra, created_at) SELECT gen_random_uuid(), 1, conference_id, person_id, '99', 'x', 'registered', '', "
    "'{{}}', now() FROM attendee LIMIT 1",
    "joins one person into another": "UPDATE attendee SET joined_into_id = id",
    "takes somebody off the list": "UPDATE attendee SET state = 'removed'",
    "changes a session's hour": "UPDATE training_session SET late_after = 9999",
    "closes a conference": "UPDATE conference SET closed = true",
    "gives itself all conferences": "DELETE FROM desk_conference",
    "sees which login has which conferences": "SELECT * FROM desk_conference",
    "reads phones": "SELECT phone FROM person",
    "reads phones through a row": "SELECT person FROM person",
    "reads phones through what is known of a column": "SELECT stavalues1 FROM pg_statistic",
    "reads dates of birth": "SELECT birth FROM person",
    "looks for a phone without seeing it": "SELECT count(*) FROM person WHERE phone LIKE '09%'",
    "copies the people out": "COPY person TO STDOUT",
    "copies people into a file": "COPY (SELECT 1) TO '/tmp/taphuan-hostile'",
    "runs a program": "COPY (SELECT 1) TO PROGRAM 'true'",
    "reads a file of the server": "SELECT pg_read_file('postgresql.conf')",
    "lists the server's files": "SELECT pg_ls_dir('.')",
    "reads a file into a large object": "SELECT lo_import('/etc/hostname')",
    "writes large objects": "SELECT lo_create(0)",
    "fills a large object": "SELECT lo_from_bytea(0, 'x')",
    "makes a table": "CREATE TABLE public.own (x int)",
    "makes a table for a while": "CREATE TEMP TABLE attendance (x int)",
    "makes a schema": "CREATE SCHEMA own",
    "makes a function": "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "makes a function in the place of the server's": "CREATE OR REPLACE FUNCTION public.tap_huan_organizes() RETURNS boolean "
    "LANGUAGE sql AS 'SELECT true'",
    "makes a trigger": "CREATE TRIGGER t BEFORE INSERT ON attendance_mark EXECUTE FUNCTION public.tap_huan_before_mark()",
    "switches the triggers off": "ALTER TABLE attendance_mark DISABLE TRIGGER ALL",
    "switches all triggers off": "SET session_replication_role = replica",
    "becomes an organizer": "SET ROLE tap_huan_organizer",
    "becomes the owner": "SET ROLE postgres",
    "becomes another login": "SET SESSION AUTHORIZATION postgres",
    "lets itself into the organizers": "GRANT tap_huan_organizer TO CURRENT_USER",
    "gives its rights to all": "GRANT SELECT ON attendee TO PUBLIC",
    "makes a login": "CREATE ROLE other LOGIN",
    "calls itself otherwise": 'ALTER ROLE "{login}" RENAME TO "Bàn 2"',
    "reads passwords": "SELECT rolpassword FROM pg_authid",
    "has states worked out at will": "SELECT tap_huan_refold(ARRAY['{session}'::uuid], ARRAY['{person}'::uuid])",
    "settles a state itself": "SELECT tap_huan_settle('{session}', '{person}')",
    "forgets an entry": "SELECT tap_huan_forget_entry(1, '{{}}')",
    "hands marks over": "SELECT tap_huan_hand_over('{person}', gen_random_uuid())",
    "forgets remarks": "SELECT tap_huan_forget_remarks(ARRAY['{person}'::uuid])",
    "erases a conference": "SELECT tap_huan_erase_conference('{conference}')",
    "takes a lock of the session against all": "SELECT pg_advisory_lock({lock})",
    "ends another's connection": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
    "changes how the server works": "ALTER SYSTEM SET max_connections = 1",
    "changes how the database works": "ALTER DATABASE {database} SET statement_timeout = 0",
    "drops a table": "DROP TABLE attendance_mark",
    "listens at the log": "SELECT pg_current_logfile()",
    "loads a library": "LOAD 'plpgsql'",
}
"""What somebody tries, and the statement."""


@pytest.fixture(scope="module")
def site(postgresql: Any) -> Iterator[Site]:
    made = Site(postgresql)
    made.hall.let_in("Nguyễn Thị Hà")
    yield made
    made.organizer.close()


def put(site: Site, role: str, statement: str) -> str:
    hall = site.hall
    return statement.format(
        session=hall.morning,
        person=hall.people["Lê Văn Vũ"],
        conference=hall.conference_id,
        database=site.name,
        login=site.logins[role].name,
        lock=0x7A948A,
    )


def stand(site: Site) -> list[Any]:
    """All that must be as it was."""
    with site.postgresql._connect(site.name) as owner:
        tables = (
            "attendance",
            "attendance_mark",
            "attendee",
            "journal_entry",
            "change",
            "audit_line",
            "training_session",
        )
        return [owner.execute(f"SELECT t::text FROM {name} t ORDER BY 1").fetchall() for name in tables]


@pytest.mark.parametrize("role", ["desk", "viewer"])
def test_the_server_refuses_whoever(site: Site, role: str) -> None:
    before, passed = stand(site), []
    with site.connect(role) as hostile:
        for what, statement in TRIES.items():
            alone = statement.startswith("ALTER SYSTEM")  # in no block, so that it is refused for what it is
            try:
                with nullcontext() if alone else hostile.transaction():
                    hostile.execute(put(site, role, statement))
            except (errors.InsufficientPrivilege, errors.FeatureNotSupported):
                continue
            passed.append(what)
    assert passed == []
    assert stand(site) == before


MARK = (
    "INSERT INTO attendance_mark (id, token, training_session_id, attendee_id, kind, at, recorded_at, desk, method, "
    "reason, login, received_at) VALUES (%(id)s, %(id)s, %(session)s, %(person)s, 'in', %(at)s, %(at)s, 'Bàn 2', 'scan', "
    "'', 'postgres', %(at)s)"
)


def test_a_mark_in_another_desks_name_and_of_yesterday_bears_its_login_and_the_servers_time(site: Site) -> None:
    key, person = uuid.uuid4(), site.hall.people["Phạm Thu Nga"]
    given = {"id": key, "session": site.hall.morning, "person": person, "at": "2018-05-23 07:50+07"}
    with site.connect("desk") as hostile:
        hostile.execute(MARK, given)
        login, (desk, told, received) = (
            site.logins["desk"].name,
            hostile.execute(
                "SELECT desk, login, received_at > now() - interval '1 minute' FROM attendance_mark WHERE id = %s",
                [key],
            ).fetchone(),
        )
    assert (desk, told, received) == (login, login, True)
    states = site.organizer.read(lambda tx: marking.read_states(tx, [(site.hall.morning, person)]))
    assert [state.desk for state in states.values()] == [login]


def test_no_mark_is_the_last_word_for_ever(site: Site) -> None:
    key = uuid.uuid4()
    given = {"id": key, "session": site.hall.morning, "person": site.hall.people["Phạm Thu Nga"], "at": "9999-01-01"}
    with site.connect("desk") as hostile:
        hostile.execute(MARK, given)
        recorded = "SELECT recorded_at <= now() + interval '1 day' FROM attendance_mark WHERE id = %s"
        assert hostile.execute(recorded, [key]).fetchone() == (True,)


def test_whatever_path_and_names_a_login_sets_the_servers_functions_look_into_their_own_tables(site: Site) -> None:
    person = site.hall.people["Hoàng Minh Châu"]
    with site.connect("desk") as hostile:
        hostile.execute("SET search_path = pg_temp, public")
        hostile.execute("SET timezone = 'America/New_York'")
        given = {"id": uuid.uuid4(), "session": site.hall.morning, "person": person, "at": "2018-05-23 08:10+07"}
        hostile.execute(MARK.replace("attendance_mark", "public.attendance_mark"), given)
        (status,) = hostile.execute("SELECT status FROM public.attendance WHERE attendee_id = %s", [person]).fetchone()
    assert status == site.hall.person("Hoàng Minh Châu").status


ORGANIZERS = {
    "rewords the journal": "UPDATE journal_entry SET details = '{{}}'",
    "rewords what it touched a moment before": "UPDATE journal_entry SET undone_by = undone_by; "
    "UPDATE journal_entry SET details = '{{}}'",
    "renames what was done": "UPDATE journal_entry SET action = 'x'",
    "gives an entry another desk": "UPDATE journal_entry SET desk = 'x'",
    "takes lines out of the journal": "DELETE FROM journal_entry",
    "empties the journal": "TRUNCATE journal_entry CASCADE",
    "takes lines out of the audit": "DELETE FROM audit_line",
    "rewords the audit": "UPDATE audit_line SET details = '{{}}'",
    "salts a line anew": "UPDATE audit_line SET salt = 'x'",
    "takes marks away": "DELETE FROM attendance_mark",
    "rewrites marks": "UPDATE attendance_mark SET at = now()",
    "writes a state": "UPDATE attendance SET status = 'absent'",
    "makes a state": "INSERT INTO attendance (id, version, training_session_id, attendee_id, status, "
    "arrived_at, desk, remark) VALUES (gen_random_uuid(), 1, '{session}', '{person}', 'present', now(), 'x', '')",
    "takes states away": "DELETE FROM attendance",
    "hands the marks of somebody over who was not erased": "SELECT tap_huan_hand_over('{person}', gen_random_uuid())",
    "erases a conference that is not in the bin": "SELECT tap_huan_erase_conference('{conference}')",
    "switches the triggers off": "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
    "widens a login": "INSERT INTO desk_conference VALUES ('x', '{conference}')",
}
"""What an organizer's login does not do either."""


def test_for_organizers_too_journal_audit_and_marks_are_only_added_to(site: Site) -> None:
    before, passed = stand(site), []
    role = "organizer"
    with site.connect(role) as hostile:
        for what, statement in ORGANIZERS.items():
            try:
                hostile.execute(put(site, role, statement))
            except errors.InsufficientPrivilege:
                continue
            passed.append(what)
    assert passed == []
    assert stand(site) == before


def test_a_login_that_lifts_its_own_limits_still_waits_for_no_table(site: Site) -> None:
    """What PostgreSQL lets every login set for itself: it opens no way to what is refused."""
    with site.connect("desk") as hostile:
        hostile.execute("SET statement_timeout = 0")
        with pytest.raises(errors.InsufficientPrivilege), hostile.transaction():
            hostile.execute("LOCK TABLE attendance IN EXCLUSIVE MODE")
