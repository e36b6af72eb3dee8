"""Whether a conference is ready, check by check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from desktop.i18n import _, ngettext
from desktop.wording import paper_check

if TYPE_CHECKING:
    from desktop.domain.readiness import Check

_OPEN: Mapping[str, Callable[[int], str]] = {
    "attendees": lambda _count: _(
        "Nobody is registered yet. Drop the workbooks that the units sent anywhere on this window, or:"
    ),
    "sessions": lambda _count: _("The agenda is empty: the attendance sheet takes its signature columns from it."),
    "outside": lambda count: ngettext(
        "{count} session is not on a day of the conference.",
        "{count} sessions are not on a day of the conference.",
        count,
    ),
    "overlap": lambda count: ngettext(
        "{count} session has a room or a speaker that is elsewhere at that time.",
        "{count} sessions have a room or a speaker that is elsewhere at that time.",
        count,
    ),
    "review": lambda count: ngettext("{count} to review.", "{count} to review.", count),
    "group": lambda count: ngettext(
        "{count} person is in no role group.", "{count} people are in no role group.", count
    ),
    "unit": lambda count: ngettext("{count} person has no unit.", "{count} people have no unit.", count),
    "unaccented": lambda count: ngettext(
        "{count} name is typed without accents.", "{count} names are typed without accents.", count
    ),
    "one_word": lambda count: ngettext("{count} name has one word.", "{count} names have one word.", count),
    "letterhead": lambda _count: _("The letterhead lacks: {fields}."),
    "signer": lambda _count: _("Nobody is named yet to sign the papers."),
    "silent": lambda count: ngettext(
        "{count} unit of the directory has registered nobody.",
        "{count} units of the directory have registered nobody.",
        count,
    ),
}
_SETTLED: Mapping[str, Callable[[], str]] = {
    "attendees": lambda: _("people are registered"),
    "sessions": lambda: _("the agenda is laid out"),
    "outside": lambda: _("every session is on a day of the conference"),
    "overlap": lambda: _("no room and no speaker in two places at once"),
    "review": lambda: _("nothing to review"),
    "group": lambda: _("everybody is in a role group"),
    "unit": lambda: _("everybody has a unit"),
    "unaccented": lambda: _("all names have their accents"),
    "one_word": lambda: _("all names are whole"),
    "letterhead": lambda: _("the letterhead is filled in"),
    "signer": lambda: _("who signs is named"),
    "silent": lambda: _("every unit has registered someone"),
}
_NARROWED: Mapping[str, Callable[[], str]] = {
    "group": lambda: _("in no role group"),
    "unit": lambda: _("without a unit"),
    "unaccented": lambda: _("names without accents"),
    "one_word": lambda: _("names of one word"),
}


def open_text(check: Check) -> str:
    """What is open, with the first names."""
    words = _OPEN[check.code](check.count).format(
        count=check.count, fields=", ".join(paper_check.short(name) for name in check.fields)
    )
    if not check.names:
        return words
    shown = "; ".join(check.names) + ("…" if check.count > len(check.names) else "")
    return _("{sentence} ({names})").format(sentence=words.removesuffix("."), names=shown) + "."


def settled(check: Check) -> str:
    """That it is in order, in a few words."""
    return _SETTLED[check.code]()


def narrowed(code: str) -> str:
    """Whom the list of attendees is narrowed to, by the code of a check; "" for none."""
    return _NARROWED[code]() if code else ""


def ready() -> str:
    """That nothing holds a conference up."""
    return _("The list and the agenda are ready.")


def done(count: int) -> str:
    """How many checks are in order."""
    return ngettext("{count} in order", "{count} in order", count).format(count=count)
