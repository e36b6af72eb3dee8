"""The words of a signed sheet that comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from desktop.domain.door_times import CONFIRMED
from desktop.i18n import _
from desktop.wording.sheet import column_and_date

if TYPE_CHECKING:
    from desktop.domain.attendance_sheet import SignatureColumn

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
    "paper.point_without_rest": lambda: _("--point goes with --rest: a sheet says itself whose it is."),
    "paper.not_with_rest": lambda: _("--rest goes without numbers: enter the sheet first, then mark the rest."),
    "paper.off_the_list": lambda: _(
        "No. {number} ({name}) was taken off the list since the sheet was printed: add them again, or clear the line."
    ),
    "paper.line_taken": lambda: _("Line {number} of the sheet has a name already: use the next one."),
    "paper.line_without_name": lambda: _("Line {number} has a unit but no name: type the name, or clear the line."),
    "scan.no_reader": lambda: _(
        "The part of the program that reads pictures of signed sheets is not installed. On Windows, open the setup again "
        "and tick “Reader of photographed sheets”; on Debian and Ubuntu, install the package tap-huan-scans; beside the "
        'source, pip install ".[scans]".'
    ),
    "scan.no_file": lambda: _("This file can't be opened: it may have been moved, or another program holds it."),
    "scan.not_a_picture": lambda: _("This is no picture, or a damaged one: send a photograph, a scan or a PDF."),
    "scan.locked": lambda: _("This PDF asks for a password: save it without one, or send photographs."),
    "scan.too_large": lambda: _("This picture is too large: 120 megapixels, 600 pages or 200 MB at most."),
    "scan.no_code": lambda: _(
        "No square of a signed sheet was found: photograph the whole page with its lower right corner, sharp and well lit."
    ),
    "scan.not_sure": lambda: _(
        "Its square can't be read. It looks like page {page} of sheet no. {sheet}, but that is not sure: photograph it again, "
        "with its lower right corner."
    ),
    "scan.not_laid": lambda: _(
        "The ruling of the page was not found: photograph the whole page lying flat, with all four corners of the table."
    ),
    "scan.no_places": lambda: _(
        "Sheet no. {number} was made by an earlier version of the program, which did not keep where its cells are: enter it by hand."
    ),
    "scan.nothing_to_undo": lambda: _(
        "Nothing was entered from pictures in this conference, or it was undone already."
    ),
    "scan.no_pictures": lambda: _("There is no picture in {file}: name photographs, scans, PDFs or a folder of them."),
    "scan.picture_gone": lambda: _("This picture is not kept any more."),
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


def page_of_sheet(number: int | None, page: int | str | None, column: SignatureColumn | None = None) -> str:
    """Which page it is: "no. 1, page 2"; with the column where its list is of one alone, for each list counts anew."""
    if column is None:
        return _("no. {sheet}, page {page}").format(sheet=number, page=page)
    told = _("no. {sheet}, {column}, page {page}")
    return told.format(sheet=number, column=column_and_date(column), page=page)
