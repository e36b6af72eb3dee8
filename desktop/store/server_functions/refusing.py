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
    IF TG_OP = 'UPDATE' AND OLD.desk <> session_user THEN
        RAISE EXCEPTION 'tap_huan: not of this desk' USING ERRCODE = 'insufficient_privilege';
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

REFUSING = (REFUSED,)
