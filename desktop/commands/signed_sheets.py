"""sheets and mark: which attendance sheets were made, and what comes back of them signed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.commands import arguments, marking, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.attendance import THERE, Status
from desktop.domain.errors import AppError, InvalidInput
from desktop.i18n import _, ngettext
from desktop.wording import attendance as words
from desktop.wording.formats import clock_text, dotted, moment_text, rows_text
from desktop.wording.points import name_of, names_of
from desktop.wording.sheet import column_and_date, column_text

if TYPE_CHECKING:
    from desktop.domain.attendance_sheet import PrintedSheetView
    from desktop.domain.people import ConferenceView, SessionView
    from desktop.domain.sheet_places import Box, PagePlaces
    from desktop.domain.signed_sheet import Difference, PaperReport, PaperSheet, Settle
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    text = _("list the sheets made and whether they were entered")
    listed = add_on_database(commands, "sheets", show, text, json=True)
    arguments.conference(listed)
    listed.add_argument(
        "--places",
        metavar=_("NUMBER"),
        help=_("tell where the cells to sign in stand on the pages of this sheet, in millimetres"),
    )
    _add_mark(commands)


def _add_mark(commands: Subcommands) -> None:
    command = add_on_database(commands, "mark", mark, _("enter a signed sheet, or mark all the others"), json=True)
    arguments.conference(command)
    arguments.session(command)
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--sheet", metavar=_("NUMBER"), help=_("number of the signed sheet, or the code on one of its pages")
    )
    what.add_argument(
        "--rest", choices=("present", "absent"), help=_("mark everyone of whom nothing is recorded this way")
    )
    text = _("of the rest only those of this point, 0 for the main hall; may be repeated")
    command.add_argument("--point", metavar=_("POINT"), action="append", default=[], help=text)
    command.add_argument("--anyway", action="store_true", help=_("mark the rest absent before the session has ended"))
    for option, text in (
        ("--absent", _("numbers on the sheet who did not come, like 5, 17, 23-25; all others came")),
        ("--excused", _("numbers excused")),
        ("--late", _("numbers who came late")),
    ):
        command.add_argument(option, metavar=_("NUMBERS"), help=text)
    command.add_argument(
        "--settle",
        choices=("paper", "door"),
        help=_("whose word counts where signed sheet and door differ (nobody's unless told)"),
    )
    arguments.desk(command)


def mark(database: Database, args: argparse.Namespace) -> int:
    """Enter a signed sheet, or mark everyone of whom nothing is known; 1 when paper and door still differ."""
    named_some = not (args.absent is None and args.excused is None and args.late is None)
    if args.rest and (named_some or args.settle):
        raise InvalidInput("paper.not_with_rest")
    if args.point and not args.rest:
        raise InvalidInput("paper.point_without_rest", field="point")
    if not args.rest and not named_some:
        raise InvalidInput("paper.nobody_named")
    return _rest(database, args) if args.rest else _enter(database, args)


def _rest(database: Database, args: argparse.Namespace) -> int:
    from desktop.services import attendance, lookup

    status = Status(args.rest)
    if database.role != "organizer":
        raise AppError("attendance.rest_not_yours")

    def work(tx: Transaction) -> tuple[ConferenceView, SessionView, int]:
        view = marking.conference_at_desk(tx, args)
        session = lookup.session_view(tx, view.id, args.session)
        points = [lookup.point(tx, view.id, name) for name in args.point]
        return view, session, attendance.fill_rest(tx, session.id, status, anyway=args.anyway, points=points)

    view, session, count = database.write(work)
    if args.json:
        output.document({"conference": view.title, "session": session.title, "status": str(status), "marked": count})
        return 0
    text = ngettext("{session}: marked {count} person: {status}", "{session}: marked {count} people: {status}", count)
    output.result(text.format(session=session.title, count=count, status=words.status(status)))
    return 0


def _enter(database: Database, args: argparse.Namespace) -> int:
    from desktop.domain.sheet_code import read_code
    from desktop.services import lookup, signed_sheets

    def work(tx: Transaction) -> tuple[ConferenceView, SessionView, PaperSheet, PaperReport]:
        view = marking.conference_at_desk(tx, args)
        session = lookup.session_view(tx, view.id, args.session)
        code = read_code(args.sheet)
        number = signed_sheets.number_of(tx, view.id, code)
        column = signed_sheets.column_of_session(signed_sheets.sheet_for_entry(tx, view.id, number).columns, session.id)
        if code.column not in (None, column):
            raise InvalidInput("paper.no_column", field="session")
        sheet = signed_sheets.sheet_for_entry(tx, view.id, number, column)
        statuses = _statuses(sheet, args)
        settle: dict[int, Settle] = {}
        if args.settle:
            settle = {row.number: args.settle for row in sheet.rows}
        report = signed_sheets.enter(tx, view.id, number, column=column, statuses=statuses, settle=settle)
        return view, session, sheet, report

    view, session, sheet, report = database.write(work)
    if args.json:
        output.document(
            {
                "conference": view.title,
                "session": session.title,
                "sheet": report.number,
                "column": column_text(sheet.columns[sheet.column]),
                "written": report.written,
                "agreeing": report.agreeing,
                "settled": report.settled,
                "differences": [_plain_difference(each) for each in report.differences],
            }
        )
    else:
        _tell(report)
    return 1 if report.differences else 0


def _statuses(sheet: PaperSheet, args: argparse.Namespace) -> dict[int, Status]:
    """The numbers named, and present for every other line where somebody is expected or was seen."""
    from desktop.domain.signed_sheet import read_numbers, write_numbers

    known = [row.number for row in sheet.rows]
    found: dict[int, Status] = {}
    twice: set[int] = set()
    for text, status in ((args.absent, Status.ABSENT), (args.excused, Status.EXCUSED), (args.late, Status.LATE)):
        numbers = read_numbers(text or "", known)
        twice.update(number for number in numbers if number in found)
        found.update((number, status) for number in numbers)
    if twice:
        raise InvalidInput("paper.twice", value=write_numbers(twice))
    for row in sheet.rows:
        seen = row.door is not None and row.door.status in THERE
        if row.number not in found and (row.expected or seen):
            found[row.number] = Status.PRESENT
    return found


def _tell(report: PaperReport) -> None:
    parts = [
        ngettext("{count} written", "{count} written", report.written).format(count=report.written),
        ngettext("{count} the same already", "{count} the same already", report.agreeing).format(count=report.agreeing),
    ]
    if report.settled:
        parts.append(
            ngettext("{count} difference settled", "{count} differences settled", report.settled).format(
                count=report.settled
            )
        )
    output.result(_("Sheet no. {number}: {what}").format(number=report.number, what=", ".join(parts)))
    for each in report.differences:
        output.result(difference_text(each))
    if report.differences:
        output.say(
            _(
                "Nothing was written for these lines. Repeat with --settle paper or --settle door, or settle each in the window."
            )
        )


def difference_text(each: Difference) -> str:
    """One line where paper and door differ."""
    seen = " · ".join(part for part in (words.status(each.door), clock_text(each.arrived_at), each.desk) if part)
    return _("No. {number} {name}: signed sheet {paper}, door {door}").format(
        number=each.number, name=each.full_name, paper=words.status(each.paper), door=seen
    )


def _plain_difference(each: Difference) -> dict[str, object]:
    return {
        "number": each.number,
        "code": each.code,
        "full_name": each.full_name,
        "unit": each.unit,
        "paper": str(each.paper),
        "door": str(each.door),
        "session": each.session,
        "at": marking.stamp(each.arrived_at),
        "desk": each.desk,
    }


def show(database: Database, args: argparse.Namespace) -> int:
    """List the sheets that were made, the newest first, and whether they were entered; or the places on one's pages."""
    from desktop.services import agenda, conferences, sheets

    if args.places is not None:
        return _show_places(database, args)

    def work(tx: Transaction) -> tuple[ConferenceView, list[PrintedSheetView], dict[object, str]]:
        view = conferences.find_conference(tx, args.conference)
        titles: dict[object, str] = {each.id: each.title for each in agenda.list_sessions(tx, view.id)}
        return view, sheets.list_printed(tx, view.id), titles

    view, made, titles = database.read(work)
    if args.json:
        output.document({"conference": view.title, "sheets": [_plain(each, titles) for each in made]})
        return 0
    if not made:
        output.say(_("No sheet was made yet: one takes its number when it is printed or saved."))
    output.table([line for each in made for line in _lines(each)])
    return 0


def _show_places(database: Database, args: argparse.Namespace) -> int:
    """A line for each cell to sign in, by the newest way in which the sheet was laid out; as JSON all ways, by page."""
    from desktop.domain.sheet_code import PageCode, read_code
    from desktop.services import conferences, sheets, signed_sheets

    def work(tx: Transaction) -> tuple[ConferenceView, PrintedSheetView, list[tuple[PagePlaces, ...]]]:
        view = conferences.find_conference(tx, args.conference)
        number = signed_sheets.number_of(tx, view.id, read_code(args.places))
        laid_out = sheets.places(tx, view.id, number)
        return view, next(each for each in sheets.list_printed(tx, view.id) if each.number == number), laid_out

    view, sheet, laid_out = database.read(work)

    def code(page: PagePlaces) -> str:
        return PageCode(view.code, sheet.number, page.column, page.page, sheet.token).text

    if args.json:
        layouts = [[{"code": code(page), **_plain_places(page)} for page in pages] for pages in laid_out]
        output.document({"conference": view.title, "sheet": sheet.number, "layouts": layouts})
        return 0
    if not laid_out:
        output.say(_("Of sheet no. {number} no places are known: it was not made as PDF.").format(number=sheet.number))
        return 0
    heading = (_("Page"), _("Column"), _("No."), "x", "y", _("Width"), _("Height"))
    lines = [
        (code(page), column_and_date(sheet.columns[cell.column]), str(cell.row), *map(_millimetres, _sides(cell.box)))
        for page in laid_out[0]
        for cell in page.cells
    ]
    output.table([heading, *lines])
    return 0


def _plain_places(page: PagePlaces) -> dict[str, object]:
    def box(place: Box) -> dict[str, float]:
        return dict(zip(("x", "y", "width", "height"), _sides(place), strict=True))

    return {
        "page": page.page,
        "column": None if page.column is None else page.column + 1,
        "width": page.width,
        "height": page.height,
        "square": box(page.code),
        "table": box(page.table),
        "cells": [{"number": cell.row, "column": cell.column + 1, **box(cell.box)} for cell in page.cells],
    }


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def _millimetres(length: float) -> str:
    return f"{length:.1f}"


def _plain(sheet: PrintedSheetView, titles: dict[object, str]) -> dict[str, object]:
    columns = []
    for column, entered in zip(sheet.columns, sheet.entered, strict=True):
        columns.append(
            {
                "title": column_text(column),
                "day": column.day.isoformat(),
                "half": column.half,
                "sessions": [titles[key] for key in column.sessions if key in titles],
                "entered": entered is not None,
                "entered_at": marking.stamp(entered.at) if entered else None,
                "entered_by": entered.desk if entered else None,
                "open": entered.open if entered else 0,
            }
        )
    return {
        "number": sheet.number,
        "token": sheet.token,
        "at": marking.stamp(sheet.at),
        "desk": sheet.desk,
        "rows": sheet.rows,
        **({"points": [name_of(name) for name in sheet.points]} if sheet.points else {}),
        "blank_lines": sheet.blank_lines,
        "entered": sheet.is_entered,
        "columns": columns,
    }


def _lines(sheet: PrintedSheetView) -> Iterator[tuple[str, ...]]:
    """A line for each column; the sheet's own facts stand on its first."""
    facts = (
        str(sheet.number),
        moment_text(sheet.at),
        dotted(rows_text(sheet.rows), names_of(sheet.points)),
    )
    for place, (column, entered) in enumerate(zip(sheet.columns, sheet.entered, strict=True)):
        state = _("not entered yet")
        if entered is not None:
            state = _("entered {at}, {desk}").format(at=moment_text(entered.at), desk=entered.desk)
        if entered is not None and entered.open:
            left = ngettext("{count} difference open", "{count} differences open", entered.open)
            state = f"{state}, {left.format(count=entered.open)}"
        yield (*(facts if place == 0 else ("", "", "")), column_and_date(column), state)
