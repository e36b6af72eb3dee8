"""The words and signs of attendance: statuses, marks, ways of marking. Never a colour alone: each status has its sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _, pgettext

SIGNS: Mapping[str, str] = {"present": "✓", "late": "◔", "excused": "P", "absent": "✕", "unrecorded": "·"}
"""The sign of each status."""

LETTERS: Mapping[str, str] = {"present": "C", "late": "M", "excused": "P", "absent": "V", "unrecorded": ""}
"""The letter of each status as offices write it on paper and type it: Có mặt, Muộn, Phép, Vắng. In every language."""

_STATUSES: Mapping[str, Callable[[], str]] = {
    "present": lambda: pgettext("attendance", "present"),
    "late": lambda: pgettext("attendance", "late"),
    "excused": lambda: pgettext("attendance", "excused"),
    "absent": lambda: pgettext("attendance", "absent"),
    "unrecorded": lambda: pgettext("attendance", "not recorded"),
}

_KINDS: Mapping[str, Callable[[], str]] = {
    "in": lambda: pgettext("attendance", "came in"),
    "left": lambda: pgettext("attendance", "left"),
    "remark": lambda: pgettext("attendance", "remark"),
    "annul": lambda: pgettext("attendance", "undone"),
}

_METHODS: Mapping[str, Callable[[], str]] = {
    "scan": lambda: pgettext("attendance", "scanner"),
    "camera": lambda: pgettext("attendance", "camera"),
    "search": lambda: pgettext("attendance", "search"),
    "hand": lambda: pgettext("attendance", "by hand"),
    "paper": lambda: pgettext("attendance", "signed sheet"),
    "picture": lambda: pgettext("attendance", "picture of the signed sheet"),
    "import": lambda: pgettext("attendance", "workbook"),
    "rest": lambda: pgettext("attendance", "filled in for the rest"),
    "walk_in": lambda: pgettext("attendance", "walk-in"),
    "substitute": lambda: pgettext("attendance", "substitute"),
    "command": lambda: pgettext("attendance", "command line"),
}

_DOUBTS: Mapping[str, Callable[[], str]] = {
    "twice": lambda: _("let in at two desks that did not see each other"),
    "contradiction": lambda: _("one mark says there, another says absent"),
    "off_the_list": lambda: _("taken off the list at one desk, let in at another"),
    "both": lambda: _("came, and so did their substitute"),
    "two_instead": lambda: _("two substitutes were named for them"),
    "outside": lambda: _("let in outside the session's time"),
}


def status(value: str) -> str:
    """A status in words: "có mặt"."""
    known = _STATUSES.get(value)
    return known() if known else value


def kind(value: str) -> str:
    """What a mark says, in words."""
    known = _KINDS.get(value)
    return known() if known else status(value)


def method(value: str) -> str:
    """How a mark came about, in words."""
    known = _METHODS.get(value)
    return known() if known else value


def doubt(value: str) -> str:
    """Why an attendance should be looked at."""
    known = _DOUBTS.get(value)
    return known() if known else value


def not_moved(why: str) -> str:
    """Why somebody's arrival can't be moved to another session, for the middle of a sentence."""
    reasons: dict[str, Callable[[], str]] = {
        "in_already": lambda: _("in already at the other"),
        "cancelled": lambda: _("registration cancelled"),
        "replaced": lambda: _("a substitute comes there"),
        "not_expected": lambda: _("not invited to the other"),
    }
    return reasons[why]()


def in_the_place_of(name: str) -> str:
    """As printed beside who came instead: "(thay đ/c Nguyễn Thị Hà)"."""
    return _("(for {name})").format(name=name)
