"""The bin in words: what is in a removed conference, and how long it can be restored."""

from __future__ import annotations

import datetime as dt

from desktop.domain.bin import DAYS_KEPT, BinnedConference, Contents
from desktop.i18n import _, ngettext
from desktop.wording.formats import attendees_text, date_text


def contents(found: Contents) -> str:
    """What goes with a conference: "172 attendees, 344 marks"; what there is none of is left out."""
    marks = ngettext("{count} attendance mark", "{count} attendance marks", found.marks)
    certificates = ngettext("{count} certificate", "{count} certificates", found.certificates)
    sheets = ngettext("{count} signed sheet", "{count} signed sheets", found.signed_sheets)
    told = [
        attendees_text(found.attendees) if found.attendees else "",
        marks.format(count=found.marks) if found.marks else "",
        certificates.format(count=found.certificates) if found.certificates else "",
        sheets.format(count=found.signed_sheets) if found.signed_sheets else "",
    ]
    return ", ".join(filter(None, told)) or _("nobody registered, nothing recorded")


def kept(found: BinnedConference, today: dt.date) -> str:
    """How long it can be restored, in one cell."""
    left = (found.kept_until - today).days
    if left <= 0:
        return _("over: to be erased")
    return ngettext("{count} day left", "{count} days left", left).format(count=left)


def remove_question(title: str, found: Contents) -> str:
    """What is asked before a conference goes into the bin."""
    words = _(
        "Remove “{title}” with all that is in it: {contents}?\n\nIt goes into the bin and can be restored whole for {days} days."
    )
    return words.format(title=title, contents=contents(found), days=DAYS_KEPT)


def would_go(title: str, found: Contents) -> str:
    """What a removing would take along, where it was not confirmed."""
    words = _("“{title}” was not removed. In it: {contents}. With --yes it goes into the bin.")
    return words.format(title=title, contents=contents(found))


def erase_question(found: BinnedConference) -> str:
    """What is asked before a conference is erased for good."""
    words = _(
        "Erase “{title}” for good: {contents}? People who are in no other conference leave the directory too.\n\n"
        "This can't be undone. Copies of the data made before still hold it."
    )
    return words.format(title=found.title, contents=contents(found.contents))


def removed(title: str) -> str:
    """What removing came to."""
    return _("“{title}” is in the bin. It can be restored for {days} days.").format(title=title, days=DAYS_KEPT)


def restored(title: str) -> str:
    """What restoring came to."""
    return _("Restored “{title}” from the bin.").format(title=title)


def erased(title: str, *, cleaned: bool) -> str:
    """What erasing came to."""
    told = _("Erased “{title}” for good.").format(title=title)
    return told if cleaned else f"{told} {not_cleaned()}"


def not_cleaned() -> str:
    """Why the data file still holds what was erased."""
    return _("The data file is in use elsewhere: its free space still holds old text until the next erasing.")


def overdue(found: BinnedConference) -> str:
    """That its days in the bin are over."""
    words = _("“{title}” has been in the bin since {day}: its {days} days are over.")
    day = date_text(found.removed_at.astimezone().date())
    return words.format(title=found.title, day=day, days=DAYS_KEPT)
