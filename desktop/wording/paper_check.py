"""What a paper lacks before it is printed, in sentences that say what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop.i18n import _, ngettext

_SHOWN = 5

_FRAME: Mapping[str, Callable[[], str]] = {
    "issuing_body": lambda: _("No issuing body: type it under “Letterhead and signer…”."),
    "locality": lambda: _("No place beside the date: type it under “Letterhead and signer…”."),
    "symbol": lambda: _("No abbreviation of the office in the number: type it under “Letterhead and signer…”."),
    "signer_name": lambda: _("No name of who signs: type it under “Letterhead and signer…”."),
    "preparer": lambda: _("No name of who prepared the list: type it under “Letterhead and signer…”."),
    "recipients": lambda: _("No recipients: type them under “Letterhead and signer…”."),
}
_NAMES: Mapping[str, Callable[[], str]] = {
    "unaccented": lambda: _("Names typed without accents: {texts}. Correct them in the list of attendees."),
    "one_word": lambda: _("Names of one word: {texts}. Complete them in the list of attendees."),
    "rank": lambda: _(
        "Behind somebody of a lower rank: {texts}. Choose the order by rank, or change the table of ranks."
    ),
    "issued_differs": lambda: _(
        "Issued and printed as they were, though corrected since: {texts}. A corrected one gets a new number: “Who gets "
        "a certificate…”, “Reissue corrected…”."
    ),
    "glyphs": lambda: _(
        "No font of this machine has every letter of: {texts}. They are printed without those letters."
    ),
}

_SHORT: Mapping[str, Callable[[int], str]] = {
    "issuing_body": lambda _count: _("issuing body"),
    "locality": lambda _count: _("place beside the date"),
    "symbol": lambda _count: _("the office's abbreviation"),
    "signer_name": lambda _count: _("who signs"),
    "preparer": lambda _count: _("who prepared the list"),
    "recipients": lambda _count: _("recipients"),
    "unaccented": lambda count: ngettext("{count} name without accents", "{count} names without accents", count).format(
        count=count
    ),
    "issued_differs": lambda count: ngettext(
        "{count} issued certificate that was corrected since",
        "{count} issued certificates that were corrected since",
        count,
    ).format(count=count),
    "one_word": lambda count: ngettext("{count} name of one word", "{count} names of one word", count).format(
        count=count
    ),
    "rank": lambda count: ngettext("{count} person out of rank", "{count} people out of rank", count).format(
        count=count
    ),
}


def short(field: str) -> str:
    """A field of the letterhead in a few words."""
    return _SHORT[field](1)


def summary(findings: Sequence[tuple[str, Sequence[str]]]) -> str:
    """All findings in a line: what is missing, how many names; texts that no font can write are named themselves."""
    missing = [_SHORT[code](0) for code, _texts in findings if code in _FRAME]
    told = [_("no {parts} yet").format(parts=", ".join(missing))] if missing else []
    told += [_SHORT[code](len(texts)) for code, texts in findings if code in _SHORT and code not in _FRAME]
    lines = [_("Before printing, look at: {findings}.").format(findings="; ".join(told))] if told else []
    return "\n".join([*lines, *(finding_text(code, texts) for code, texts in findings if code not in _SHORT)])


def finding_text(code: str, texts: Sequence[str]) -> str:
    """One finding of `papers.checking`."""
    if code in _FRAME:
        return _FRAME[code]()
    shown = "; ".join(texts[:_SHOWN])
    if len(texts) > _SHOWN:
        shown = _("{texts} and {count} more").format(texts=shown, count=len(texts) - _SHOWN)
    return _NAMES[code]().format(texts=shown)
