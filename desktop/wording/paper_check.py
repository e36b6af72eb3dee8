"""What a paper lacks before it is printed, in sentences that say what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop.i18n import _

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
    "glyphs": lambda: _(
        "No font of this machine has every letter of: {texts}. They are printed without those letters."
    ),
}


def finding_text(code: str, texts: Sequence[str]) -> str:
    """One finding of `papers.checking`."""
    if code in _FRAME:
        return _FRAME[code]()
    shown = "; ".join(texts[:_SHOWN])
    if len(texts) > _SHOWN:
        shown = _("{texts} and {count} more").format(texts=shown, count=len(texts) - _SHOWN)
    return _NAMES[code]().format(texts=shown)
