"""Words for the code on a certificate: what came of checking it, and the page that checks without the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.certificate_code import CertificateCode, CodeVerdict
from desktop.i18n import _, pgettext
from desktop.wording.formats import date_text

VERDICTS: Mapping[CodeVerdict, Callable[[], str]] = {
    CodeVerdict.GENUINE: lambda: _("Genuine"),
    CodeVerdict.CHANGED: lambda: _("Changed: the office did not sign this"),
    CodeVerdict.UNKNOWN_KEY: lambda: _("Signed with a key that is not known here"),
    CodeVerdict.UNREADABLE: lambda: _("No certificate's code could be read"),
}
_TOLD: Mapping[CodeVerdict, Callable[[], str]] = {
    CodeVerdict.GENUINE: lambda: _("Number, name and date are as the office signed them. Compare them with the paper."),
    CodeVerdict.CHANGED: lambda: _(
        "Number, name, date or signature were changed since, or made up. Ask the office that issued the paper."
    ),
    CodeVerdict.UNKNOWN_KEY: lambda: _(
        "It may be another office's certificate: check it with that office's public key or its page."
    ),
    CodeVerdict.UNREADABLE: lambda: _(
        "Take the whole text of the QR code, or a sharp picture of it, straight from above and without reflections."
    ),
}


def verdict_text(verdict: CodeVerdict) -> str:
    """What it came to, and what to do: two sentences."""
    return f"{VERDICTS[verdict]()}. {_TOLD[verdict]()}"


def advice(verdict: CodeVerdict) -> str:
    """What to do about it."""
    return _TOLD[verdict]()


def lines(code: CertificateCode) -> list[tuple[str, str]]:
    """What a code says, a line each."""
    return [
        (pgettext("register", "Number"), code.number),
        (_("Full name"), code.full_name),
        (_("Date of issue"), date_text(code.issued_on) or code.day),
    ]


def standing_text(standing: str, details: Mapping[str, str]) -> str:
    """What the register of this data file says of a genuine certificate; "" when there is nothing to say."""
    words: Mapping[str, Callable[[], str]] = {
        "stands": lambda: _("It stands in the register of “{conference}”."),
        "revoked": lambda: _("It was revoked on {day}: {reason}"),
        "replaced": lambda: _("It was replaced by no. {number}: the corrected one counts."),
        "missing": lambda: _("The register of this data file does not hold it: its issuing was undone."),
    }
    return words[standing]().format(**details) if standing in words else ""


def page_words() -> dict[str, str]:
    """Every word on the page."""
    return {
        "title": _("Check a certificate"),
        "text": _("Text of the QR code"),
        "hint": _("Scan the code with a phone, copy the text it shows and paste it here."),
        "hint_picture": _("Scan the code with a phone and paste the text, or choose a picture of it."),
        "picture": _("Or a picture of the code"),
        "check": _("Check"),
        "number": pgettext("register", "Number"),
        "name": _("Full name"),
        "date": _("Date of issue"),
        "key": _("Fingerprint of the office's key:"),
        "alone": _(
            "This page works without a network and sends nothing. It can't tell whether a certificate was revoked since: "
            "ask the office."
        ),
        "unavailable": _("This browser can't check here"),
        "unavailable_told": _(
            "It gives its cryptography (WebCrypto) only to files on this computer and to addresses with https. Save this "
            "page on the computer and open the file with Chrome, Edge or Firefox, or let the office check."
        ),
        **{str(verdict): words() for verdict, words in VERDICTS.items()},
        **{f"{verdict}_told": words() for verdict, words in _TOLD.items()},
    }
