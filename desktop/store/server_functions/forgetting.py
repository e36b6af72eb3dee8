"""The named ways in which what is only added to is forgotten all the same: who was erased, and a conference of the bin.

Each leaves a line: an erased person's row of `erasure` must be there first, a forgotten entry loses the salt that the
audit's check misses (`services.auditing.emptying`), and a conference must have been put into the bin.
"""

from __future__ import annotations

from desktop.store.server_functions.folding import DEFINER

REMARKS = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_forget_remarks(people uuid[]) RETURNS void {DEFINER} AS $$
DECLARE
    sessions uuid[];
    theirs uuid[];
BEGIN
    people := ARRAY(SELECT e.id FROM public.erasure e WHERE e.id = ANY (people));
    UPDATE public.attendance_mark m SET reason = '' WHERE m.attendee_id = ANY (people);
    SELECT array_agg(s.training_session_id), array_agg(s.attendee_id) INTO sessions, theirs
        FROM public.attendance s WHERE s.attendee_id = ANY (people);
    PERFORM public.tap_huan_refold(sessions, theirs);
END $$
"""
"""Of people who are erased or made anonymous: what was written beside their attendance."""

HAND_OVER = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_hand_over(gone uuid, heir uuid) RETURNS void {DEFINER} AS $$
DECLARE
    sessions uuid[];
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.erasure e WHERE e.id = gone AND NOT e.anonymised) THEN
        RAISE EXCEPTION 'tap_huan: not erased' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM public.attendance s WHERE s.attendee_id = gone;
    IF heir <> gone THEN
        UPDATE public.attendance_mark m SET attendee_id = heir, reason = '' WHERE m.attendee_id = gone;
        sessions := ARRAY(SELECT DISTINCT m.training_session_id FROM public.attendance_mark m WHERE m.attendee_id = heir);
        PERFORM public.tap_huan_refold(sessions, array_fill(heir, ARRAY[cardinality(sessions)]));
    END IF;
END $$
"""
"""The marks of an erased attendee go to the nameless row that takes their place."""

ENTRY = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_forget_entry(entry integer, told json) RETURNS void {DEFINER} AS $$
BEGIN
    UPDATE public.audit_line l SET salt = NULL
        FROM public.journal_entry e WHERE e.id = entry AND l.token = e.token AND l.salt IS NOT NULL;
    UPDATE public.journal_entry e SET details = told WHERE e.id = entry;
END $$
"""
"""An entry without the name of who was erased."""

CONFERENCE = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_erase_conference(conference uuid) RETURNS void {DEFINER} AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.conference c WHERE c.id = conference AND c.binned_at IS NOT NULL) THEN
        RAISE EXCEPTION 'tap_huan: not in the bin' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE public.audit_line l SET salt = NULL
        FROM public.journal_entry e WHERE e.conference_id = conference AND l.token = e.token AND l.salt IS NOT NULL;
    DELETE FROM public.journal_entry e WHERE e.conference_id = conference;  -- its images with it
    DELETE FROM public.attendance_mark m
        USING public.training_session t WHERE t.id = m.training_session_id AND t.conference_id = conference;
    DELETE FROM public.attendance s
        USING public.training_session t WHERE t.id = s.training_session_id AND t.conference_id = conference;
END $$
"""
"""Journal, marks and states of a conference that is erased from the bin."""

UNSAID = f"""
CREATE OR REPLACE FUNCTION public.tap_huan_forget_unsaid(people uuid[]) RETURNS void {DEFINER} AS $$
BEGIN
    DELETE FROM public.attendance s WHERE s.attendee_id = ANY (people) AND s.status = 'unrecorded' AND s.remark = ''
        AND NOT EXISTS (
            SELECT 1 FROM public.attendance_mark m
            WHERE m.training_session_id = s.training_session_id AND m.attendee_id = s.attendee_id
        );
END $$
"""
"""Blank states of which nobody ever said anything: a join made them."""

FORGETTING = (REMARKS, HAND_OVER, ENTRY, CONFERENCE, UNSAID)
