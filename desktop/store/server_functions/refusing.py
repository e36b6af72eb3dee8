"""What a desk tells of its own that was refused, and settles, looked at by the server."""

from __future__ import annotations

from desktop.store.server_functions.folding import DEFINER

REFUSED = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_before_refused() RETURNS trigger {DEFINER} AS $$
DECLARE
    theirs uuid;
BEGIN
    IF public.tap_huan_organizes() THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.desk <> session_user THEN
            RAISE EXCEPTION 'tap_huan: not of this desk' USING ERRCODE = 'insufficient_privilege';
        END IF;
        PERFORM public.tap_huan_refuse_closed(OLD.conference_id, NULL);
    END IF;
    SELECT a.conference_id INTO theirs FROM public.attendee a WHERE a.id = NEW.attendee_id;
    IF theirs IS NOT NULL AND theirs <> NEW.conference_id THEN
        RAISE EXCEPTION 'tap_huan: not of this conference' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM public.tap_huan_admit_to(NEW.conference_id);
    NEW.desk := session_user;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tap_huan_before_refused BEFORE INSERT OR UPDATE ON public.refused_entry
    FOR EACH ROW EXECUTE FUNCTION public.tap_huan_before_refused()
"""

NOTE = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_note_refused(entry uuid, words text) RETURNS void {DEFINER} AS $$
BEGIN
    PERFORM public.tap_huan_refuse_closed((SELECT r.conference_id FROM public.refused_entry r WHERE r.id = entry), NULL);
    UPDATE public.attendee a
        SET note = concat_ws('; ', nullif(a.note, ''), left(words, 500)), version = a.version + 1
        FROM public.refused_entry r
        WHERE r.id = entry AND r.settled = '' AND a.id = r.attendee_id AND a.conference_id = r.conference_id
            AND (r.desk = session_user OR public.tap_huan_organizes());
    IF NOT FOUND THEN
        RAISE EXCEPTION 'tap_huan: not of this desk' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$
"""
"""What was refused of this very desk, and nobody settled yet, as a note on the attendee whom it is about."""

UNSETTLE = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_unsettle(line integer, taken_back integer) RETURNS integer {DEFINER} AS $$
DECLARE
    told json;
    words text;
    each record;
    n integer := 0;
BEGIN
    UPDATE public.journal_entry e SET undone_by = taken_back
        WHERE e.id = line AND e.desk = session_user AND e.action = 'review.settled' AND e.undone_by IS NULL
            AND EXISTS (
                SELECT 1 FROM public.journal_entry u
                WHERE u.id = taken_back AND u.desk = session_user AND u.action = 'undone' AND u.id > line
            )
        RETURNING e.details INTO told;
    IF NOT FOUND OR json_typeof(told -> 'entries') IS DISTINCT FROM 'array' THEN
        RAISE EXCEPTION 'tap_huan: nothing of this desk to take back' USING ERRCODE = 'insufficient_privilege';
    END IF;
    words := left(told ->> 'reason', 500);
    FOR each IN
        SELECT r.id, r.settled, r.attendee_id FROM public.refused_entry r
        WHERE r.desk = session_user AND r.settled <> ''
            AND r.id::text IN (SELECT json_array_elements_text(told -> 'entries'))
    LOOP
        IF each.settled = 'noted' AND words <> '' THEN
            UPDATE public.attendee a SET version = a.version + 1,
                    note = CASE WHEN a.note = words THEN '' ELSE left(a.note, length(a.note) - length(words) - 2) END
                WHERE a.id = each.attendee_id
                    AND (a.note = words OR right(a.note, length(words) + 2) = '; ' || words);
        END IF;
        UPDATE public.refused_entry r SET settled = '', version = r.version + 1 WHERE r.id = each.id;
        n := n + 1;
    END LOOP;
    RETURN n;
END $$
"""
"""A desk takes back what it settled of its own: the entries are open again, and its note goes unless somebody wrote behind it."""

REFUSING = (REFUSED, NOTE, UNSETTLE)
