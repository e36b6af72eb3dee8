"""Names and phone numbers: titles before a name, capitals, tone marks, the form of a number."""

from __future__ import annotations

import re

from desktop.domain.family_names import begins_with_family_name
from desktop.domain.names import normalise, without_mark
from desktop.domain.phones import read_phone
from desktop.domain.spelling import place_tones, written_name
from desktop.domain.tidying import TidyKind
from desktop.domain.titles import split_honorific
from desktop.services.tidying.rows import Row, TidyFinding

_MORE_THAN_A_NAME = re.compile(r"[\d,;:/@–]|\s-|-\s")
"""What stands beside a name (a position, a remark) is the organizer's to move."""


def name(row: Row) -> TidyFinding | None:
    """A person's name as it is written; a title before it goes to its own field."""
    typed = normalise(row.full_name)
    if _MORE_THAN_A_NAME.search(without_mark(typed)[0]):
        return None
    honorific, bare = split_honorific(typed)
    if honorific and row.honorific not in ("", honorific):
        honorific, bare = "", typed
    cased = written_name(bare)
    after = place_tones(cased)
    if after == row.full_name:
        return None
    if honorific:
        also = () if row.honorific else (("honorific", honorific),)
        details = (("honorific", honorific),)
        return TidyFinding(TidyKind.ORDER, "full_name", row.full_name, after, "title", details=details, also=also)
    if cased != bare:
        one_case = bare.isupper() or bare.islower()
        sure = (one_case and " " in bare) or begins_with_family_name(bare)
        return TidyFinding(TidyKind.CAPITALS, "full_name", row.full_name, after, "capitals", sure)
    reason = "tones" if after != bare else "blanks"
    return TidyFinding(TidyKind.SPELLING, "full_name", row.full_name, after, reason)


def phone(row: Row) -> TidyFinding | None:
    """A phone number as numbers are kept; one with more beside it stays, so that nothing is lost."""
    found = read_phone(row.phone) if row.phone else None
    if found is None or not found.ok or found.rest:
        return None
    return TidyFinding(TidyKind.PHONE, "phone", row.phone, found.text, "phone")
