"""What merging role groups changes, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import _, ngettext
from desktop.wording.field import kind_title

if TYPE_CHECKING:
    from desktop.domain.people import GroupMerge


def merge_lines(merge: GroupMerge) -> list[str]:
    """A sentence for each thing that follows, told before it is done."""
    count, into = merge.gone.attendee_count, merge.keep.title
    found = [_("Nobody is in “{name}”.").format(name=merge.gone.title)]
    if count:
        words = ngettext("{count} attendee goes into “{into}”.", "{count} attendees go into “{into}”.", count)
        found = [words.format(count=count, into=into)]
    if merge.sessions:
        words = ngettext(
            "{count} session expects “{into}” instead: {sessions}.",
            "{count} sessions expect “{into}” instead: {sessions}.",
            len(merge.sessions),
        )
        found.append(words.format(count=len(merge.sessions), into=into, sessions="; ".join(merge.sessions)))
    if merge.kind:
        words = _("“{into}” is proposed for this kind of unit from now on: {kind}.")
        found.append(words.format(into=into, kind=kind_title(merge.kind)))
    if merge.unproposed:
        words = _("No role group is proposed for this kind of unit any more: {kind}.")
        found.append(words.format(kind=kind_title(merge.unproposed)))
    found.append(_("A list that still names “{name}” is taken for “{into}”.").format(name=merge.gone.title, into=into))
    return found
