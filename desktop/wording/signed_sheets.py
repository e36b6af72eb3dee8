"""The words of a signed sheet that comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from desktop.domain.door_times import CONFIRMED
from desktop.i18n import _

SENTENCES: Mapping[str, Callable[[], str]] = {
    "paper.not_printed": lambda: _("Sheet no. {number} was never made here: check the number at its foot."),
    "paper.not_a_sheet": lambda: _("“{value}” is no sheet: type the number at its foot, or scan the square beside it."),
    "paper.other_conference": lambda: _(
        "This is sheet no. {number} of conference {value}: open that conference to enter it."
    ),
    "paper.other_record": lambda: _(
        "This is sheet no. {number} of another office, or made from another data file: it can't be entered here."
    ),
    "paper.no_column": lambda: _("The sheet has no column for this session: choose one of its columns."),
    "paper.not_a_number": lambda: _("“{value}” is no number of the sheet: write them like 5, 17, 23-25."),
    "paper.unknown_numbers": lambda: _("Numbers not on the sheet: {value}. The last one is {last}."),
    "paper.twice": lambda: _("Numbers given with two statuses: {value}. Give each only once."),
    "paper.nobody_named": lambda: _(
        'Say who is missing on the sheet: --absent "5, 17", or --absent "" when everyone signed.'
    ),
    "paper.not_with_rest": lambda: _("--rest goes without numbers: enter the sheet first, then mark the rest."),
    "paper.off_the_list": lambda: _(
        "No. {number} ({name}) was taken off the list since the sheet was printed: add them again, or clear the line."
    ),
    "paper.line_taken": lambda: _("Line {number} of the sheet has a name already: use the next one."),
    "paper.line_without_name": lambda: _("Line {number} has a unit but no name: type the name, or clear the line."),
    "paper.on_the_sheet": lambda: _("{name} stands on this sheet already, as no. {number}: mark that line instead."),
}

_WHY_NOT: Mapping[str, Callable[[], str]] = {
    "removed": lambda: _("no longer on the list"),
    "cancelled": lambda: _("cancelled"),
    "replaced": lambda: _("replaced, see their line"),
    "not_invited": lambda: _("not expected at this session"),
    "joined": lambda: _("one with somebody above"),
}


def why_not(code: str) -> str:
    """Why nobody is expected on a line of the sheet."""
    known = _WHY_NOT.get(code)
    return known() if known else code


_SQUARE = re.compile(r"TH:\d+:(\d+)")


def reason(text: str) -> str:
    """A mark's reason as the log shows it: the name of a sheet, by which paper's marks are known, in words.

    So is what says that somebody wanted it outside the session's time.
    """
    if text == CONFIRMED:
        return _("outside the session's time, confirmed")
    sheet = _SQUARE.fullmatch(text)
    return _("sheet no. {number}").format(number=sheet[1]) if sheet else text
