"""Words of the register of certificates."""

from __future__ import annotations

import re

from desktop.domain.names import normalise
from desktop.i18n import _, ngettext, pgettext
from desktop.papers.certificate_register.options import RegisterContent, VoidNumbers
from desktop.papers.certificates.content import Held
from desktop.papers.certificates.words import addressed, number_of
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording import field
from desktop.wording.formats import date_text

WORDS = DocumentWords(
    title=lambda: _("Register of certificates"),
    purpose=lambda: _("Every certificate that was issued, to sign for when it is handed out."),
    options={
        "blank_lines": OptionWords(lambda: _("Blank lines at the end")),
        "refused": OptionWords(lambda: _("Also who does not qualify, and why")),
    },
)


def title() -> str:
    """Over the register."""
    return _("Register of certificates").upper()


def headings() -> tuple[str, ...]:
    """Over its columns."""
    return (
        _("No."),
        pgettext("register", "Number"),
        _("Full name"),
        _("Date of birth"),
        _("Position"),
        _("Unit"),
        _("Date of issue"),
        pgettext("register", "Decision"),
        _("Received (signature)"),
        _("Note"),
    )


def row(place: int, line: Held) -> tuple[str, ...]:
    """One certificate; its signature is left to be written."""
    paper = line.paper
    _honorific, name = addressed(paper)
    return (
        str(place),
        number_of(paper),
        name,
        field.birth(paper.birth),
        normalise(paper.position),
        normalise(paper.unit),
        date_text(line.issued_on),
        _DECISION.sub("", paper.decision),
        "",
        note(line),
    )


_DECISION = re.compile(r"^(?:theo\s+)?(?:quyết định\s+)?(?:số\s+)?", re.IGNORECASE)
"""What the column's heading says already."""


def note(line: Held) -> str:
    """Why a certificate does not count any more; "" for one that does."""
    if line.revoked_at is not None:
        day = date_text(line.revoked_at.astimezone().date())
        return _("Revoked {day}: {reason}").format(day=day, reason=line.revoked_reason)
    if line.replaced_by is not None:
        return _("Replaced by no. {number}").format(number=f"{line.replaced_by:02d}")
    return ""


def void_words(void: VoidNumbers) -> tuple[str, str]:
    """Numbers that nobody bears, and why."""
    numbers = f"{void.first:02d}" if void.first == void.last else f"{void.first:02d}–{void.last:02d}"
    return numbers, _("Not used: their issuing was undone on {day}.").format(day=date_text(void.on))


def total_text(content: RegisterContent) -> str:
    """Under the list."""
    stand = sum(line.stands for line in content.held)
    total = len(content.held)
    if stand == total:
        return ngettext("{count} certificate issued.", "{count} certificates issued.", total).format(count=total)
    told = ngettext(
        "{count} certificate issued, of which {gone} revoked.",
        "{count} certificates issued, of which {gone} revoked.",
        total,
    )
    return told.format(count=total, gone=total - stand)


def refused_title() -> str:
    """Over the list of those who get none."""
    return _("Not qualified for a certificate").upper()


def refused_headings() -> tuple[str, ...]:
    """Over its columns."""
    return _("No."), _("Full name"), _("Position"), _("Unit"), _("Attended"), _("Reason")


def everybody_qualifies() -> str:
    """In the place of an empty list of those who get none."""
    return _("Everyone qualifies.")
