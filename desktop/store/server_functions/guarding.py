"""What may be written on a server, looked at row by row by the server itself, whatever program writes.

A desk's login is known by `session_user`, which nothing that the login may do changes; who organizes is whoever may delete
attendees (as `grants.role_of` tells). Triggers that let the tables' owner pass ask for `current_user`, which is the owner's
inside the functions of `forgetting` alone.
"""

from __future__ import annotations

from desktop.store.server_functions.closing import ON_CLOSED
from desktop.store.server_functions.folding import DEFINER

DESK_ACTIONS = ("desk.merged", "desk.refused", "desk.exported", "review.settled", "data.exported", "document.made")
"""What a desk's login may say in the journal beside `attendance.…`: no word that a service reads back to act on it.

Of its own settling of what was refused (`review.settled`) it may also say that it was undone.
"""

ORGANIZES = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_organizes() RETURNS boolean {DEFINER} STABLE AS $$
BEGIN
    RETURN has_table_privilege(session_user, 'public.attendee', 'DELETE');
END $$
"""

CONFERENCES = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_sees_all() RETURNS boolean {DEFINER} STABLE AS $$
BEGIN
    RETURN NOT EXISTS (SELECT 1 FROM public.desk_conference d WHERE d.login = session_user);
END $$;
CREATE OR REPLACE FUNCTION public.tap_huan_conferences() RETURNS uuid[] {DEFINER} STABLE AS $$
BEGIN
    RETURN coalesce(
        (SELECT array_agg(d.conference_id) FROM public.desk_conference d WHERE d.login = session_user), '{{}}'
    );
END $$
"""
"""Which conferences a login was given: all, or those of its rows."""

ADMIT = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_admit(at_session uuid, who uuid) RETURNS void {DEFINER} AS $$
DECLARE
    theirs uuid;
    mine uuid;
BEGIN
    IF public.tap_huan_organizes() THEN
        RETURN;
    END IF;
    SELECT t.conference_id INTO theirs FROM public.training_session t WHERE t.id = at_session;
    SELECT a.conference_id INTO mine FROM public.attendee a WHERE a.id = who;
    IF mine IS DISTINCT FROM theirs OR mine IS NULL THEN
        RAISE EXCEPTION 'tap_huan: no such person at this session' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM public.tap_huan_admit_to(mine);
END $$;
CREATE OR REPLACE FUNCTION public.tap_huan_admit_to(conference uuid) RETURNS void {DEFINER} AS $$
BEGIN
    IF NOT (public.tap_huan_sees_all() OR conference = ANY (public.tap_huan_conferences())) THEN
        RAISE EXCEPTION 'tap_huan: another conference' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$
"""
"""Refuse a desk's login a pair of two conferences, or of one that it was not given."""

MARK = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_before_mark() RETURNS trigger {DEFINER} AS $$
BEGIN
    NEW.login := session_user;
    IF public.tap_huan_organizes() THEN
        NEW.received_at := coalesce(NEW.received_at, clock_timestamp());
        RETURN NEW;
    END IF;
    PERFORM public.tap_huan_admit(NEW.training_session_id, NEW.attendee_id);
    IF NEW.token IS DISTINCT FROM NEW.id
        OR NEW.kind NOT IN ('in', 'left', 'present', 'late', 'excused', 'absent', 'remark', 'annul')
        OR NEW.method NOT IN
            ('scan', 'camera', 'search', 'hand', 'paper', 'picture', 'import', 'rest', 'walk_in', 'substitute',
             'command')
        OR NOT isfinite(NEW.at) OR NOT isfinite(NEW.recorded_at)
    THEN
        RAISE EXCEPTION 'tap_huan: no such mark' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM public.tap_huan_refuse_closed(
        (SELECT t.conference_id FROM public.training_session t WHERE t.id = NEW.training_session_id), NEW.recorded_at
    );
    NEW.desk := session_user;
    NEW.received_at := clock_timestamp();
    IF NEW.recorded_at > NEW.received_at + interval '1 day' THEN
        NEW.recorded_at := NEW.received_at;  -- of two words the later counts: none is the last for ever
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tap_huan_before_mark BEFORE INSERT ON public.attendance_mark
    FOR EACH ROW EXECUTE FUNCTION public.tap_huan_before_mark()
"""
"""A mark bears the login that brought it and the server's time; a desk's login says nothing in another desk's name."""

IS_NEW = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_is_new(of_row xid) RETURNS boolean {DEFINER} AS $$
DECLARE
    now_at bigint := pg_current_xact_id()::text::bigint;
    low bigint := of_row::text::bigint;
BEGIN
    IF low < 3 THEN
        RETURN false;
    END IF;
    RETURN coalesce(pg_xact_status((((now_at >> 32) << 32) | low)::text::xid8) = 'in progress', false);
EXCEPTION WHEN invalid_parameter_value THEN  -- "in the future": of a count of transactions before
    RETURN false;
END $$
"""
"""Whether a row that is seen was written by this very transaction: of others nothing unfinished is seen."""

PERSON = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_before_attendee() RETURNS trigger {DEFINER} AS $$
BEGIN
    IF public.tap_huan_organizes() THEN
        RETURN NEW;
    END IF;
    IF NEW.origin NOT IN ('walk_in', 'substitute') OR NEW.state <> 'registered' OR NEW.said_state <> ''
        OR NEW.joined_into_id IS NOT NULL OR NEW.import_batch_id IS NOT NULL
    THEN
        RAISE EXCEPTION 'tap_huan: only people who come to the door' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM public.tap_huan_admit_to(NEW.conference_id);
    PERFORM public.tap_huan_refuse_closed(NEW.conference_id, NEW.created_at);
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tap_huan_before_attendee BEFORE INSERT ON public.attendee
    FOR EACH ROW EXECUTE FUNCTION public.tap_huan_before_attendee()
"""

NO_PHONES = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_without_phone(found_by text, code text) RETURNS text {DEFINER} IMMUTABLE AS $$
BEGIN
    RETURN CASE WHEN right(found_by, length(code) + 1) = ' ' || code THEN found_by
        ELSE regexp_replace(found_by, ' [0-9]{{4}}$', '') END;
END $$;
CREATE OR REPLACE FUNCTION public.tap_huan_hide_phone() RETURNS trigger {DEFINER} AS $$
BEGIN
    NEW.search := public.tap_huan_without_phone(NEW.search, NEW.code);
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tap_huan_hide_phone BEFORE INSERT OR UPDATE OF search ON public.attendee
    FOR EACH ROW EXECUTE FUNCTION public.tap_huan_hide_phone();
UPDATE public.attendee a SET search = public.tap_huan_without_phone(a.search, a.code), version = a.version + 1
    WHERE a.search <> public.tap_huan_without_phone(a.search, a.code)
"""
"""The end of a phone number, by which a data file finds people, stands in no text that desks and viewers read."""

JOURNAL = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_before_entry() RETURNS trigger {DEFINER} AS $$
BEGIN
    IF public.tap_huan_organizes() THEN
        RETURN NEW;
    END IF;
    IF NEW.desk <> session_user OR NEW.undone_by IS NOT NULL
        OR NOT (NEW.action LIKE 'attendance.%' OR NEW.action = ANY (ARRAY{list(DESK_ACTIONS)!r})
            OR NEW.action = 'undone' AND EXISTS (
                SELECT 1 FROM public.journal_entry e
                WHERE e.id::text = NEW.details ->> 'entry' AND e.desk = session_user AND e.action = 'review.settled'
                    AND e.undone_by IS NULL
            ))
    THEN
        RAISE EXCEPTION 'tap_huan: not an entry of this desk' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.conference_id IS NOT NULL THEN
        PERFORM public.tap_huan_admit_to(NEW.conference_id);
        IF NEW.action <> ALL (ARRAY{list(ON_CLOSED)!r}) THEN
            PERFORM public.tap_huan_refuse_closed(NEW.conference_id, NULL);
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tap_huan_before_entry BEFORE INSERT ON public.journal_entry
    FOR EACH ROW EXECUTE FUNCTION public.tap_huan_before_entry();
CREATE INDEX IF NOT EXISTS tap_huan_audit_line_token ON public.audit_line (token);
CREATE OR REPLACE FUNCTION public.tap_huan_keep_entry() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (SELECT pg_has_role(current_user, c.relowner, 'USAGE') FROM pg_class c WHERE c.oid = TG_RELID) THEN
        RETURN NEW;
    END IF;
    IF NEW.id = OLD.id AND NEW.token = OLD.token AND NEW.desk = OLD.desk AND NEW.at = OLD.at
        AND NEW.conference_id IS NOT DISTINCT FROM OLD.conference_id
    THEN
        IF NEW.action = OLD.action AND NEW.areas = OLD.areas AND NEW.details::text = OLD.details::text THEN
            RETURN NEW;  -- that it was undone, or is not any more
        END IF;
        IF (SELECT public.tap_huan_is_new(e.xmin) FROM public.journal_entry e WHERE e.id = OLD.id)
            AND NOT EXISTS (SELECT 1 FROM public.audit_line l WHERE l.token = OLD.token)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'tap_huan: the journal is only added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER tap_huan_keep_entry BEFORE UPDATE ON public.journal_entry
    FOR EACH ROW EXECUTE FUNCTION public.tap_huan_keep_entry()
"""
"""An entry is worded until the audit vouches for it, in its own transaction; after that only whether it was undone changes."""

IMAGES = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_before_change() RETURNS trigger {DEFINER} AS $$
DECLARE
    is_new boolean;
BEGIN
    IF public.tap_huan_organizes() THEN
        RETURN NEW;
    END IF;
    IF NEW.kind = 'added' AND NEW.before IS NULL THEN
        IF NEW.entity = 'attendance_mark' THEN
            SELECT public.tap_huan_is_new(m.xmin) INTO is_new FROM public.attendance_mark m WHERE m.id = NEW.entity_id;
        ELSIF NEW.entity = 'attendee' THEN
            SELECT public.tap_huan_is_new(a.xmin) INTO is_new FROM public.attendee a WHERE a.id = NEW.entity_id;
        ELSIF NEW.entity = 'person' THEN
            SELECT public.tap_huan_is_new(p.xmin) INTO is_new FROM public.person p WHERE p.id = NEW.entity_id;
        END IF;
    END IF;
    IF is_new AND EXISTS (
        SELECT 1 FROM public.journal_entry e
        WHERE e.id = NEW.journal_entry_id AND e.desk = session_user AND public.tap_huan_is_new(e.xmin)
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'tap_huan: not what this desk added' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER tap_huan_before_change BEFORE INSERT ON public.change
    FOR EACH ROW EXECUTE FUNCTION public.tap_huan_before_change()
"""
"""A desk says of its own entry, while it writes it, which rows it added; so nobody's undo writes what a desk made up."""

AUDIT = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_before_line() RETURNS trigger {DEFINER} AS $$
DECLARE
    before record;
BEGIN
    IF public.tap_huan_organizes() THEN
        RETURN NEW;
    END IF;
    SELECT l.number, l.digest INTO before FROM public.audit_line l
        WHERE l.chain = NEW.chain ORDER BY l.number DESC LIMIT 1;
    IF NEW.chain <> session_user OR NEW.login <> session_user
        OR NEW.number <> coalesce(before.number, 0) + 1
        OR NEW.digest <> encode(sha256(convert_to(
            coalesce(before.digest, '') || ':' || NEW.number || ':' || NEW.sealed, 'UTF8')), 'hex')
    THEN
        RAISE EXCEPTION 'tap_huan: not the next line of this desk' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tap_huan_before_line BEFORE INSERT ON public.audit_line
    FOR EACH ROW EXECUTE FUNCTION public.tap_huan_before_line();
CREATE OR REPLACE FUNCTION public.tap_huan_keep_line() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.salt IS NULL OR (SELECT pg_has_role(current_user, c.relowner, 'USAGE') FROM pg_class c WHERE c.oid = TG_RELID)
    THEN
        RETURN NEW;  -- the one column that a login may write; the audit's check asks for the line that says why
    END IF;
    RAISE EXCEPTION 'tap_huan: the audit is only added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER tap_huan_keep_line BEFORE UPDATE ON public.audit_line
    FOR EACH ROW EXECUTE FUNCTION public.tap_huan_keep_line()
"""

GUARDING = (ORGANIZES, CONFERENCES, ADMIT, IS_NEW, MARK, PERSON, NO_PHONES, JOURNAL, IMAGES, AUDIT)
