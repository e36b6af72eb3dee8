"""Somebody whom a desk registered on the spot, taken off the list by that very desk, as long as nobody else used the record."""

from __future__ import annotations

from desktop.store.server_functions.folding import DEFINER

TAKE_OFF = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_take_off(who uuid, word text, said timestamptz) RETURNS boolean {DEFINER} AS $$
BEGIN
    IF word NOT IN ('registered', 'removed') OR NOT isfinite(said) THEN
        RAISE EXCEPTION 'tap_huan: no such word' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM 1 FROM public.attendee a WHERE a.id = who FOR UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM public.change c JOIN public.journal_entry e ON e.id = c.journal_entry_id
        WHERE c.entity = 'attendee' AND c.entity_id = who AND c.kind = 'added' AND e.desk = session_user
    ) OR EXISTS (
        SELECT 1 FROM public.change c JOIN public.journal_entry e ON e.id = c.journal_entry_id
        WHERE c.entity = 'attendee' AND c.entity_id = who AND e.desk <> session_user
    ) OR EXISTS (
        SELECT 1 FROM public.attendance_mark m WHERE m.attendee_id = who AND m.desk <> session_user
    ) OR EXISTS (
        SELECT 1 FROM public.attendee o
        WHERE o.joined_into_id = who OR (o.substitute_for_id = who AND o.state <> 'removed')
    ) OR EXISTS (
        SELECT 1 FROM public.certificate z WHERE z.attendee_id = who
    ) OR EXISTS (
        SELECT 1 FROM public.attendee o
        WHERE o.id = who AND said > public.tap_huan_closed_at(o.conference_id) + interval '1 minute'
    ) THEN
        RETURN false;
    END IF;
    UPDATE public.attendee a SET state = word, state_at = said, said_state = '', said_at = NULL, said_reason = '',
            version = a.version + 1
        WHERE a.id = who AND a.origin IN ('walk_in', 'substitute') AND a.joined_into_id IS NULL
            AND a.state IN ('registered', 'removed');
    RETURN FOUND;
END $$
"""
"""False, and nothing changed, where another desk or an organizer said anything of them."""

WITHDRAWING = (TAKE_OFF,)
