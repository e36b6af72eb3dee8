"""What a desk recorded at home, taken in by one statement: however long the line, one way to the server and back."""

from __future__ import annotations

OF_THE_CALLER = "LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off"
"""How a function runs that may do no more than its caller."""

TAKE = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_take(steps json)
    RETURNS TABLE (mark uuid, verdict text, line integer) {OF_THE_CALLER} AS $$
DECLARE
    step json;
    told public.journal_entry;
    vouched public.audit_line;
    before record;
    written uuid[];
    named uuid[];
    sessions uuid[];
    people uuid[];
    here uuid[];
BEGIN
    WITH given AS MATERIALIZED (  -- read once: a plan without it parses the marks again for each person there
        SELECT DISTINCT m.training_session_id, m.attendee_id
        FROM json_array_elements(steps) s (given)
        CROSS JOIN json_populate_recordset(NULL::public.attendance_mark, s.given -> 'marks') m
    )
    SELECT array_agg(t.id), array_agg(a.id) INTO sessions, people
        FROM given g
        JOIN public.training_session t ON t.id = g.training_session_id
        JOIN public.attendee a ON a.id = g.attendee_id AND a.conference_id = t.conference_id
        WHERE a.joined_into_id IS NULL;  -- for others somebody stands, whom the fold holds
    PERFORM public.tap_huan_hold(sessions, people);
    FOR step IN SELECT s.given FROM json_array_elements(steps) s (given) LOOP
        told := json_populate_record(NULL::public.journal_entry, step -> 'line');
        vouched := json_populate_record(NULL::public.audit_line, step -> 'audit');
        line := NULL;
        written := '{{}}';
        SELECT array_agg(m.id) INTO named
            FROM json_populate_recordset(NULL::public.attendance_mark, step -> 'marks') m;
        here := ARRAY(SELECT m.id FROM public.attendance_mark m WHERE m.id = ANY (named));
        IF NOT named <@ here AND NOT EXISTS (SELECT 1 FROM public.journal_entry e WHERE e.token = told.token) THEN
            BEGIN
                WITH fresh AS (
                    INSERT INTO public.attendance_mark
                            (id, training_session_id, attendee_id, kind, at, recorded_at, desk, method, token,
                            annuls_id, reason, received_at)
                        SELECT m.id, m.training_session_id, m.attendee_id, m.kind, m.at, m.recorded_at, m.desk, m.method,
                            m.id, m.annuls_id, m.reason, m.received_at
                        FROM json_populate_recordset(NULL::public.attendance_mark, step -> 'marks') m
                        WHERE m.id <> ALL (here)  -- one at a time, by the keys: a join would read everybody
                            AND EXISTS (SELECT 1 FROM public.conference c WHERE c.id = told.conference_id AND NOT c.closed)
                            AND told.conference_id = (
                                SELECT t.conference_id FROM public.training_session t WHERE t.id = m.training_session_id
                            )
                            AND told.conference_id = (
                                SELECT a.conference_id FROM public.attendee a WHERE a.id = m.attendee_id
                            )
                        RETURNING id
                )
                SELECT array_agg(f.id) INTO written FROM fresh f;
                IF written IS NOT NULL THEN
                    INSERT INTO public.journal_entry (token, at, desk, action, areas, conference_id, details)
                        VALUES (told.token, told.at, told.desk, told.action, told.areas, told.conference_id, told.details)
                        RETURNING id INTO line;
                    INSERT INTO public.change (journal_entry_id, entity, entity_id, kind)
                        SELECT line, 'attendance_mark', w.id, 'added' FROM unnest(written) AS w (id);
                    SELECT l.number, l.digest INTO before FROM public.audit_line l
                        WHERE l.chain = vouched.chain ORDER BY l.number DESC LIMIT 1;
                    vouched.number := coalesce(before.number, 0) + 1;
                    INSERT INTO public.audit_line
                            (chain, number, at, action, token, login, conference_id, details, salt, sealed, digest)
                        VALUES (vouched.chain, vouched.number, vouched.at, vouched.action, vouched.token, vouched.login,
                            vouched.conference_id, vouched.details, vouched.salt, vouched.sealed,
                            encode(sha256(convert_to(coalesce(before.digest, '') || ':' || vouched.number || ':'
                                || vouched.sealed, 'UTF8')), 'hex'));
                END IF;
            EXCEPTION WHEN integrity_constraint_violation OR insufficient_privilege OR data_exception THEN
                written := '{{}}';
                line := NULL;
            END;
        END IF;
        FOREACH mark IN ARRAY named LOOP
            verdict := CASE WHEN mark = ANY (here) THEN 'here' WHEN mark = ANY (written) THEN 'taken' ELSE '' END;
            RETURN NEXT;
        END LOOP;
    END LOOP;
END $$
"""
"""Marks with the journal's line that tells of each, and the audit's that vouches for it.

A verdict for each mark: "taken", "here" (it came before), "" (not this way: its session, person or conference is gone or
closed, or something of it is refused). One that is not taken holds back only those of its own line.
"""

TAKING = (TAKE,)
