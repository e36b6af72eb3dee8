"""The audit in words: what was found, and a line as an inspector reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop.domain.auditing import AuditCheck, AuditFinding, AuditView, Fault, Way
from desktop.i18n import _, ngettext
from desktop.wording import field
from desktop.wording.formats import moment_text

COLUMNS = ("at", "desk", "login", "way", "what", "people", "fields", "conference", "action", "number", "digest")
"""The columns of the audit for an inspector."""

_HEADINGS: Mapping[str, Callable[[], str]] = {
    "at": lambda: _("When"),
    "desk": lambda: _("Desk"),
    "login": lambda: _("Account"),
    "way": lambda: _("How it left"),
    "what": lambda: _("Data"),
    "people": lambda: _("Number of people"),
    "fields": lambda: _("Fields"),
    "conference": lambda: _("Conference"),
    "action": lambda: _("Action"),
    "number": lambda: _("Line"),
    "digest": lambda: _("Digest"),
}
_WAYS: Mapping[str, Callable[[], str]] = {
    Way.FILE: lambda: _("saved as a file"),
    Way.PRINTER: lambda: _("printed"),
    Way.CLIPBOARD: lambda: _("copied to the clipboard"),
    Way.COMMAND_LINE: lambda: _("shown on the command line"),
    Way.DESK_FILE: lambda: _("file for the other desks"),
    Way.DATA_COPY: lambda: _("copy of the data"),
}
_FINDINGS: Mapping[Fault, Callable[[], str]] = {
    Fault.CHANGED: lambda: _("{desk}, line {number}: changed since it was written"),
    Fault.MISSING: lambda: _("{desk}: missing before line {number}"),
    Fault.REORDERED: lambda: _("{desk}, line {number}: does not follow the line before it"),
    Fault.CUT_OFF: lambda: _("{desk}: cut off; line {number} was known, and is gone (or an older copy was restored)"),
    Fault.NO_CONTENT: lambda: _("{desk}, line {number}: what it spoke of is gone, and no erasing says so"),
    Fault.UNKNOWN: lambda: _("{desk}: entry {number} of the journal is in no chain"),
}


def title() -> str:
    """What the audit is called."""
    return _("Audit log")


def heading(name: str) -> str:
    """A column's heading."""
    return _HEADINGS[name]()


def cells(line: AuditView) -> Sequence[str | int | None]:
    """A line's cells, one for each of `COLUMNS`."""
    way = _WAYS.get(line.way)
    fields = ", ".join(field.heading(name) for name in line.fields)
    return (
        moment_text(line.at),
        line.chain,
        line.login,
        way() if way else "",
        line.what,
        line.people,
        fields,
        line.conference,
        line.action,
        line.number,
        line.digest,
    )


def finding(found: AuditFinding) -> str:
    """One thing wrong."""
    return _FINDINGS[found.fault]().format(desk=found.chain or "–", number=found.number)


def report(found: AuditCheck) -> list[str]:
    """What a check came to, and what it could not see."""
    told = [ngettext("{count} line looked at.", "{count} lines looked at.", found.lines).format(count=found.lines)]
    if found.is_whole:
        told.append(_("Nothing changed, missing or out of order."))
    if found.erased:
        text = ngettext(
            "{count} line has no content any more: it was erased with a person.",
            "{count} lines have no content any more: it was erased with people.",
            found.erased,
        )
        told.append(text.format(count=found.erased))
    if found.older:
        text = ngettext(
            "{count} entry is older than the audit: nothing vouches for it.",
            "{count} entries are older than the audit: nothing vouches for them.",
            found.older,
        )
        told.append(text.format(count=found.older))
    if found.waiting:
        text = ngettext(
            "{count} line waits on this computer: the data could not be written.",
            "{count} lines wait on this computer: the data could not be written.",
            found.waiting,
        )
        told.append(text.format(count=found.waiting))
    if not found.heads_known:
        told.append(
            _(
                "This computer has not checked these data before: lines cut off at the end before today would not be seen."
            )
        )
    return told
