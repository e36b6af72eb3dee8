"""A closed conference is only read, for a desk's login by the database itself; but for what the desk recorded before."""

from __future__ import annotations

from desktop.store.server_functions.folding import DEFINER

ON_CLOSED = ("desk.merged", "desk.refused", "desk.exported", "data.exported", "document.made")
"""What a desk's login still says of a closed conference, as `services.journal` lets it."""

CLOSED_AT = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_closed_at(conference uuid) RETURNS timestamptz {DEFINER} STABLE AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.conference c WHERE c.id = conference AND c.closed) THEN
        RETURN NULL;
    END IF;
    RETURN coalesce(
        (
            SELECT max(e.at) FROM public.journal_entry e
            WHERE e.conference_id = conference AND e.action = 'conference.closed' AND e.undone_by IS NULL
        ),
        '-infinity'
    );
END $$;
CREATE OR REPLACE FUNCTION public.tap_huan_refuse_closed(conference uuid, recorded timestamptz) RETURNS void {DEFINER} AS $$
DECLARE
    closed_at timestamptz := public.tap_huan_closed_at(conference);
BEGIN
    IF closed_at IS NOT NULL AND (recorded IS NULL OR recorded > closed_at + interval '1 minute') THEN
        RAISE EXCEPTION 'tap_huan: the conference is closed' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$
"""
"""When a conference was closed; null while it is open. What was recorded by then, on whichever clock, is still taken in."""

CLOSING = (CLOSED_AT,)
