"""The state of an attendance, worked out by the server: `domain.attendance.fold` and `domain.joining.who_stands` in SQL.

`tests/store/test_server_folds.py` holds both beside each other. Every function has a fixed `search_path` and names tables
with their schema, so that no caller can put another table in their place.
"""

from __future__ import annotations

DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
"""How a function runs that may do what its caller may not."""

STANDS = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_stands(who uuid) RETURNS uuid {DEFINER} AS $$
DECLARE
    path uuid[] := '{{}}';
    into_whom uuid;
BEGIN
    LOOP
        SELECT a.joined_into_id INTO into_whom FROM public.attendee a WHERE a.id = who;
        IF into_whom IS NULL THEN
            RETURN who;
        END IF;
        IF who = ANY (path) THEN  -- joined the other way round at another desk: the oldest word falls
            RETURN (
                SELECT a.id FROM public.attendee a WHERE a.id = ANY (path[array_position(path, who):])
                ORDER BY coalesce(a.joined_at, '-infinity'), a.id LIMIT 1
            );
        END IF;
        path := path || who;
        who := into_whom;
    END LOOP;
END $$
"""
"""Who stands for an attendee: another, or they themselves."""

HOLD_ONE = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_hold_one(at_session uuid, who uuid) RETURNS void {DEFINER} AS $$
BEGIN
    PERFORM 1 FROM public.attendance s
        WHERE s.training_session_id = at_session AND s.attendee_id = who FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO public.attendance (id, version, training_session_id, attendee_id, status, desk, remark, doubt)
            VALUES (gen_random_uuid(), 0, at_session, who, 'unrecorded', '', '', '')
            ON CONFLICT (training_session_id, attendee_id) DO NOTHING;
        IF NOT FOUND THEN
            PERFORM 1 FROM public.attendance s
                WHERE s.training_session_id = at_session AND s.attendee_id = who FOR UPDATE;
        END IF;
    END IF;
END $$
"""
"""Hold a state's row until the commit, made first where there is none."""

HOLD = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_hold(sessions uuid[], people uuid[]) RETURNS void {DEFINER} AS $$
DECLARE
    pair record;
BEGIN
    FOR pair IN
        SELECT DISTINCT p.at_session, p.who FROM unnest(sessions, people) AS p (at_session, who) ORDER BY 1, 2
    LOOP
        PERFORM public.tap_huan_admit(pair.at_session, pair.who);
        PERFORM public.tap_huan_hold_one(pair.at_session, pair.who);
    END LOOP;
END $$
"""
"""The same for many, always in one order."""

UNCHANGED = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_unchanged(at_session uuid, who uuid, seen integer) RETURNS boolean {DEFINER} AS $$
BEGIN
    PERFORM public.tap_huan_admit(at_session, who);
    INSERT INTO public.attendance AS s
            (id, version, training_session_id, attendee_id, status, desk, remark, doubt)
        VALUES (gen_random_uuid(), 0, at_session, who, 'unrecorded', '', '', '')
        ON CONFLICT (training_session_id, attendee_id) DO UPDATE SET version = s.version WHERE s.version = seen;
    RETURN FOUND;
END $$
"""
"""Hold a state's row that nobody wrote after version `seen` (0: nobody ever wrote); false, and nothing held, otherwise."""

SETTLE = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_settle(at_session uuid, who uuid) RETURNS void {DEFINER} AS $$
DECLARE
    members uuid[] := ARRAY[who];
    waiting uuid[];
    settled uuid[];
    added uuid[];
    standing uuid[];
    late timestamptz;
    mark public.attendance_mark;
    worded boolean;
    n integer;
    arrivals timestamptz[] := '{{}}';
    departures timestamptz[] := '{{}}';
    first_in public.attendance_mark;
    last_in public.attendance_mark;
    departure public.attendance_mark;
    last_said public.attendance_mark;
    last_word public.attendance_mark;
    last_excused public.attendance_mark;
    last_remark public.attendance_mark;
    lead public.attendance_mark;
    one_kind text;
    several boolean := false;
    said_absent boolean := false;
    found_status text := 'unrecorded';
    found_left timestamptz;
    found_desk text := '';
    found_doubt text := '';
BEGIN
    IF EXISTS (SELECT 1 FROM public.attendee a WHERE a.joined_into_id = who) THEN
        WITH RECURSIVE together (id) AS (
            SELECT who
            UNION
            SELECT a.id FROM public.attendee a JOIN together t ON a.joined_into_id = t.id
        )
        SELECT array_agg(t.id) INTO members FROM together t;
    END IF;
    IF EXISTS (
        SELECT 1 FROM public.attendance_mark m
        WHERE m.training_session_id = at_session AND m.attendee_id = ANY (members) AND m.kind = 'annul'
    ) THEN
        SELECT array_agg(m.id) INTO waiting FROM public.attendance_mark m
            WHERE m.training_session_id = at_session AND m.attendee_id = ANY (members);
        standing := '{{}}';
        LOOP
            SELECT array_agg(w.id) INTO settled FROM unnest(waiting) AS w (id) WHERE NOT EXISTS (
                SELECT 1 FROM public.attendance_mark a
                WHERE a.id = ANY (waiting) AND a.kind = 'annul' AND a.annuls_id = w.id
            );
            EXIT WHEN settled IS NULL;
            SELECT array_agg(w.id) INTO added FROM unnest(settled) AS w (id) WHERE NOT EXISTS (
                SELECT 1 FROM public.attendance_mark a
                WHERE a.id = ANY (standing) AND a.kind = 'annul' AND a.annuls_id = w.id
            );
            standing := standing || added;
            SELECT array_agg(w.id) INTO waiting FROM unnest(waiting) AS w (id) WHERE w.id <> ALL (settled);
            EXIT WHEN waiting IS NULL;
        END LOOP;
    END IF;
    SELECT bool_or(m.method <> 'rest' AND m.kind IN ('in', 'present', 'late', 'excused', 'absent')) INTO worded
        FROM public.attendance_mark m
        WHERE m.training_session_id = at_session AND m.attendee_id = ANY (members)
            AND (standing IS NULL OR m.id = ANY (standing));
    FOR mark IN
        SELECT m.* FROM public.attendance_mark m
        WHERE m.training_session_id = at_session AND m.attendee_id = ANY (members) AND m.kind <> 'annul'
            AND (standing IS NULL OR m.id = ANY (standing))
        ORDER BY m.at, m.recorded_at, m.id
    LOOP
        IF mark.kind = 'remark' THEN
            IF last_remark.id IS NULL OR (mark.recorded_at, mark.id) > (last_remark.recorded_at, last_remark.id) THEN
                last_remark := mark;
            END IF;
        ELSIF mark.kind = 'left' THEN
            departures := departures || mark.at;
            departure := mark;
        ELSIF mark.kind IN ('in', 'present', 'late', 'excused', 'absent') AND (mark.method <> 'rest' OR NOT worded) THEN
            several := several OR mark.kind <> one_kind;
            one_kind := mark.kind;
            IF last_said.id IS NULL OR (mark.recorded_at, mark.id) > (last_said.recorded_at, last_said.id) THEN
                last_said := mark;
            END IF;
            IF mark.kind = 'in' THEN
                IF first_in.id IS NULL THEN
                    first_in := mark;
                END IF;
                arrivals := arrivals || mark.at;
                last_in := mark;
            ELSIF mark.kind IN ('present', 'late') THEN
                IF last_word.id IS NULL OR (mark.recorded_at, mark.id) > (last_word.recorded_at, last_word.id) THEN
                    last_word := mark;
                END IF;
            ELSIF mark.kind = 'absent' THEN
                said_absent := true;
            ELSIF last_excused.id IS NULL OR (mark.recorded_at, mark.id) > (last_excused.recorded_at, last_excused.id) THEN
                last_excused := mark;
            END IF;
        END IF;
    END LOOP;
    IF first_in.id IS NOT NULL OR last_word.id IS NOT NULL THEN
        IF first_in.id IS NOT NULL THEN
            lead := first_in;
        ELSE
            lead := last_word;
        END IF;
        found_desk := lead.desk;
        IF last_word.id IS NOT NULL THEN
            found_status := last_word.kind;
        ELSE
            SELECT (t.starts_at + make_interval(mins => t.late_after)) AT TIME ZONE public.tap_huan_zone() INTO late
                FROM public.training_session t WHERE t.id = at_session;
            found_status := CASE WHEN lead.at > late THEN 'late' ELSE 'present' END;
        END IF;
        IF departure.id IS NOT NULL AND (
            last_in.id IS NULL
            OR (last_in.at, last_in.recorded_at, last_in.id) <= (departure.at, departure.recorded_at, departure.id)
        ) THEN
            found_left := departure.at;
        END IF;
        IF said_absent OR (last_excused.id IS NOT NULL
            AND (last_excused.recorded_at, last_excused.id) > (lead.recorded_at, lead.id))
        THEN
            found_doubt := 'contradiction';
        ELSE
            FOR n IN 2 .. coalesce(array_length(arrivals, 1), 0) LOOP
                IF NOT EXISTS (
                    SELECT 1 FROM unnest(departures) AS d (at) WHERE d.at BETWEEN arrivals[n - 1] AND arrivals[n]
                ) THEN
                    found_doubt := 'twice';
                END IF;
            END LOOP;
        END IF;
    ELSIF last_said.id IS NOT NULL THEN
        found_status := last_said.kind;
        found_desk := last_said.desk;
        found_doubt := CASE WHEN several THEN 'contradiction' ELSE '' END;
    END IF;
    UPDATE public.attendance s SET
            version = s.version + 1,
            status = found_status,
            arrived_at = arrivals[1],
            left_at = found_left,
            desk = found_desk,
            remark = CASE WHEN last_remark.id IS NULL THEN '' ELSE last_remark.reason END,
            doubt = found_doubt
        WHERE s.training_session_id = at_session AND s.attendee_id = who;
END $$
"""
"""Fold the marks of somebody who stands, and of all who were joined into them, into the row of their state, which is held."""

REFOLD = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_refold(sessions uuid[], people uuid[]) RETURNS void {DEFINER} AS $$
DECLARE
    pair record;
BEGIN
    PERFORM public.tap_huan_hold(sessions, people);
    FOR pair IN
        SELECT DISTINCT p.at_session, p.who FROM unnest(sessions, people) AS p (at_session, who) ORDER BY 1, 2
    LOOP
        IF public.tap_huan_stands(pair.who) = pair.who THEN
            PERFORM public.tap_huan_settle(pair.at_session, pair.who);
        ELSE
            UPDATE public.attendance s SET
                    version = s.version + 1, status = 'unrecorded', arrived_at = NULL, left_at = NULL, desk = '',
                    remark = '', doubt = ''
                WHERE s.training_session_id = pair.at_session AND s.attendee_id = pair.who;
        END IF;
    END LOOP;
END $$
"""
"""Work out the states of these pairs anew; those of people for whom another stands are blank."""

ON_MARKS = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_on_marks() RETURNS trigger {DEFINER} AS $$
DECLARE
    pair record;
    stands uuid;
    again uuid;
BEGIN
    FOR pair IN SELECT DISTINCT f.training_session_id, f.attendee_id FROM fresh f ORDER BY 1, 2 LOOP
        stands := public.tap_huan_stands(pair.attendee_id);
        LOOP
            PERFORM public.tap_huan_hold_one(pair.training_session_id, stands);
            again := public.tap_huan_stands(pair.attendee_id);
            EXIT WHEN again = stands;
            stands := again;  -- somebody was joined while this one waited
        END LOOP;
        PERFORM public.tap_huan_settle(pair.training_session_id, stands);
    END LOOP;
    RETURN NULL;
END $$
"""
"""Whatever marks are written, by whatever program: the states follow in the same statement."""

MARKS_TRIGGER = """
CREATE OR REPLACE TRIGGER tap_huan_on_marks AFTER INSERT ON public.attendance_mark
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.tap_huan_on_marks()
"""

FOLDING = (STANDS, HOLD_ONE, HOLD, UNCHANGED, SETTLE, REFOLD, ON_MARKS, MARKS_TRIGGER)
