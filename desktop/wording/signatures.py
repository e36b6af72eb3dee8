"""Words for signed PDFs: what each signature is worth, and why a file can't be checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.signatures import After, Signature, SignedFile, Trust
from desktop.i18n import _, ngettext, pgettext
from desktop.wording.formats import date_text, moment_text

SENTENCES: Mapping[str, Callable[[], str]] = {
    "signed.not_there": lambda: _("“{file}” is not there any more. Check the folder, or choose the file again."),
    "signed.not_allowed": lambda: _(
        "“{file}” can't be opened: you may not be allowed to read it. Copy it to your own folder."
    ),
    "signed.not_pdf": lambda: _("“{file}” is no PDF. Choose the signed PDF itself."),
    "signed.damaged": lambda: _(
        "“{file}” is damaged and its signatures can't be read. Ask the sender to send it again."
    ),
    "signed.encrypted": lambda: _(
        "“{file}” is protected by a password, so its signatures can't be read. Ask the sender for the file without one."
    ),
    "signed.xfa": lambda: _(
        "“{file}” is a form (XFA) whose pages are built while it is opened: what was signed can't be told."
        " Ask the sender for an ordinary PDF."
    ),
    "signed.too_large": lambda: _("“{file}” is larger than {limit} MB and was not checked."),
    "signed.too_hard": lambda: _(
        "“{file}” needs more time or memory than a signed PDF ever does, and was not checked. Ask the sender what it is."
    ),
    "signed.not_certificate": lambda: _("“{file}” holds no certificate. Choose a .cer, .crt or .pem file."),
    "signed.missing": lambda: _(
        "The part of the program that checks digital signatures is not installed. On Windows, open the setup again and "
        "tick “Check of digital signatures”; on Debian and Ubuntu, install the package "
        'tap-huan-signatures; beside the source, pip install ".[signatures]".'
    ),
}


def not_checked() -> str:
    """What stays unknown, because nothing is fetched."""
    return _("Whether a certificate was revoked has not been checked.")


def verdict(file: SignedFile) -> str:
    """The whole file in one sentence."""
    people = [each for each in file.signatures if not each.over_document]
    if not people:
        return _("Nobody has signed “{file}”.").format(file=file.name)
    if file.good:
        return ngettext(
            "“{file}” is whole, and its signature is trusted.",
            "“{file}” is whole, and its {count} signatures are trusted.",
            len(people),
        ).format(file=file.name, count=len(people))
    if not all(each.unchanged for each in file.signatures):
        return _("“{file}” is not as it was signed.").format(file=file.name)
    return _("“{file}” is as it was signed, but not every certificate is trusted.").format(file=file.name)


def who(one: Signature) -> str:
    """The signer, or who vouches for the time."""
    name = one.signer or pgettext("signature", "unknown")
    return _("Timestamp: {name}").format(name=name) if one.over_document else name


def when(one: Signature) -> str:
    """When it was signed, and who says so."""
    stamp = one.timestamp
    if stamp is not None and stamp.trusted:
        return _("{at}, by the timestamp of {who}").format(at=moment_text(stamp.at), who=stamp.by)
    if stamp is not None:
        return _("{at}, by a timestamp that is not trusted ({who})").format(at=moment_text(stamp.at), who=stamp.by)
    if one.claimed_at is None:
        return _("no time given")
    return _("{at}, by the signer's own clock").format(at=moment_text(one.claimed_at))


def whole(one: Signature) -> str:
    """Whether the document still says what was signed."""
    if not one.intact:
        return _("changed: what was signed is not what the file holds now")
    return {
        After.NOTHING: lambda: _("whole: the signature covers the whole file"),
        After.PROOFS: lambda: _("whole: only proofs for keeping were added"),
        After.SIGNED: lambda: _("whole: others signed later"),
        After.FILLED: lambda: _("fields were filled in after signing, and nobody signed that"),
        After.CHANGED: lambda: _("changed after signing"),
        After.NOT_COVERED: lambda: _("the signature covers only a part of the document"),
    }[one.after]()


def trust(one: Signature) -> str:
    """What the certificate is worth."""
    return {
        Trust.TRUSTED: lambda: _("trusted"),
        Trust.UNKNOWN_ROOT: lambda: _("not trusted: the office has not added the root of {issuer}"),
        Trust.SELF_SIGNED: lambda: _("not trusted: the signer issued the certificate themselves"),
        Trust.EXPIRED: lambda: _(
            "not trusted: expired on {date}, and no trusted timestamp shows that it was signed before"
        ),
        Trust.NOT_YET_VALID: lambda: _("not trusted: not valid yet when it was signed"),
        Trust.REVOKED: lambda: _("not trusted: revoked"),
        Trust.NOT_FOR_SIGNING: lambda: _("not trusted: not issued to sign documents"),
        Trust.BROKEN: lambda: _("not trusted: the certificate or its chain can't be verified"),
    }[one.trust]().format(issuer=one.issuer or "…", date=date_text(one.valid_until.date()) if one.valid_until else "…")


def certificate() -> str:
    """What the column of certificates is called."""
    return pgettext("signature", "Certificate")


def row(one: Signature) -> list[str]:
    """A signature in a list: who, for which organisation, when, whether whole, whether trusted."""
    at = one.timestamp.at if one.timestamp is not None else one.claimed_at
    return [
        who(one),
        one.organisation,
        moment_text(at),
        "✓ " + _("whole") if one.unchanged else "✕ " + _("not as signed"),
        "✓ " + _("trusted") if one.trusted else "? " + _("not trusted"),
    ]


def lines(one: Signature) -> list[tuple[str, str]]:
    """All about one signature, as names and what they hold."""
    told = [
        (_("Signed by"), who(one)),
        (_("Organisation"), one.organisation),
        (_("Signed at"), when(one)),
        (_("Document"), whole(one)),
        (certificate(), trust(one)),
        (_("Issued by"), one.issuer),
    ]
    return [(name, text) for name, text in told if text]
