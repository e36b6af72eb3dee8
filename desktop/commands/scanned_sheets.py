"""scan-sheets and undo-scan: pictures of signed pages, read and entered."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, marking, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.scanned_sheets import CellVerdict, PageResult, ScannedPage, ScanReport
from desktop.domain.signed_sheet import write_numbers
from desktop.i18n import _, ngettext
from desktop.wording import sentence
from desktop.wording.sheet import column_text
from desktop.wording.signed_sheets import page_of_sheet

if TYPE_CHECKING:
    from desktop.domain.attendance_sheet import SignatureColumn
    from desktop.services.opening import Database, Transaction
    from desktop.services.scanned_sheets import Applied, KnownSheet
    from desktop.services.undoing import Undone


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    text = _("read photographs and scans of signed sheets: which pages they are, who signed")
    command = add_on_database(commands, "scan-sheets", scan, text, json=True)
    arguments.conference(command)
    command.add_argument("files", nargs="+", metavar=_("FILE"), help=_("photograph, scan, PDF, or a folder of them"))
    command.add_argument("--apply", action="store_true", help=_("enter what is sure: who signed is present"))
    command.add_argument(
        "--blank",
        choices=("nothing", "absent"),
        default="nothing",
        help=_("with --apply: what an empty cell says of somebody (nothing unless told)"),
    )
    command.add_argument("--dry-run", action="store_true", help=_("write nothing, also with --apply"))
    arguments.desk(command)
    undone = add_on_database(commands, "undo-scan", undo, _("undo what was entered last from pictures"))
    arguments.conference(undone)
    arguments.desk(undone)


def scan(database: Database, args: argparse.Namespace) -> int:
    """Read the pictures; 1 when anything is asked, unreadable, foreign or missing, or goes against what was entered."""
    from desktop.papers.attendance_sheet.again import printed_again
    from desktop.services import conferences, scanned_sheets

    view = database.read(lambda tx: conferences.find_conference(tx, args.conference))
    known = database.read(lambda tx: scanned_sheets.known(tx, view.id))
    with output.progress(_("Reading pictures")) as told:
        files = scanned_sheets.files_in(map(Path, args.files))
        report = scanned_sheets.read(files, known, progress=told)
        if report.without_code:
            contents = database.read(lambda tx: scanned_sheets.contents(tx, view.id))
            report = scanned_sheets.recognize(report, files, known, contents, printed_again, progress=told)
    report = database.read(lambda tx: scanned_sheets.with_owners(tx, view.id, report))
    by_number = {each.number: each for each in known}
    applied = None
    if args.apply and not args.dry_run and report.read:
        absent = args.blank == "absent"

        def enter(tx: Transaction) -> Applied:
            return scanned_sheets.apply(tx, marking.conference_at_desk(tx, args).id, report, absent=absent)

        applied = database.write(enter)
    if args.json:
        told_of = _plain(view.title, report, by_number)
        if applied is not None:
            told_of["applied"] = {
                "written": applied.written,
                "differences": applied.differences,
                "left": applied.left,
            }
        output.document(told_of)
    else:
        _tell(report, applied, by_number)
    return 1 if report.is_open or (applied is not None and (applied.differences or applied.left)) else 0


def undo(database: Database, args: argparse.Namespace) -> int:
    """Take back what was entered last; 1 when something was edited since and stays."""
    from desktop.services import scanned_sheets

    def work(tx: Transaction) -> Undone:
        return scanned_sheets.undo_last(tx, marking.conference_at_desk(tx, args).id)

    undone = database.write(work)
    output.result(_("What was entered from the pictures is undone."))
    if undone.kept:
        text = ngettext(
            "{count} entry was edited since and stays as it is.",
            "{count} entries were edited since and stay as they are.",
            len(undone.kept),
        )
        output.say(text.format(count=len(undone.kept)))
    return 1 if undone.kept else 0


def _plain(title: str, report: ScanReport, known: dict[int, KnownSheet]) -> dict[str, Any]:
    def cells(page: ScannedPage) -> list[dict[str, Any]]:
        columns = known[page.sheet or 0].columns if page.cells else ()
        return [
            {
                "row": cell.row,
                "column": column_text(columns[cell.column]),
                "session": _session(columns[cell.column]),
                "verdict": str(cell.verdict),
                "ink": round(cell.ink, 4),
            }
            for cell in page.cells
        ]

    return {
        "conference": title,
        "pages": [
            {
                "file": page.file,
                "page_in_file": page.page_in_file,
                "result": str(page.result),
                "sheet": page.sheet,
                "page": page.page,
                "cells": cells(page),
                "message": _message(page),
            }
            for page in report.pages
        ],
        "missing": [
            {"sheet": each.sheet, "page": each.page}
            | ({"column": column_text(of)} if (of := _list_of(each.sheet, each.column, known)) else {})
            for each in report.missing
        ],
        "totals": {"pages": len(report.read), **{str(verdict): report.count(verdict) for verdict in CellVerdict}},
    }


def _list_of(sheet: int | None, column: int | None, known: dict[int, KnownSheet]) -> SignatureColumn | None:
    """The column whose list the page is of; None on a sheet that is one list."""
    return None if sheet is None or column is None else known[sheet].columns[column]


def _session(column: SignatureColumn) -> str | None:
    """The session signed for; of several in one column the first."""
    return str(column.sessions[0]) if column.sessions else None


def _message(page: ScannedPage) -> str:
    return sentence(page.reason, page.details) if page.reason else ""


def _tell(report: ScanReport, applied: Applied | None, known: dict[int, KnownSheet]) -> None:
    for page in report.pages:
        if page.result in (PageResult.UNREADABLE, PageResult.FOREIGN):
            output.result(f"{page.called}: {_message(page)}")
            continue
        where = page_of_sheet(page.sheet, page.page, _list_of(page.sheet, page.column, known))
        if page.result is PageResult.DUPLICATE:
            output.result(_("{file}: sheet {page} again").format(file=page.called, page=where))
            continue
        asked = sum(cell.verdict is CellVerdict.ASK for cell in page.cells)
        signed = sum(cell.verdict is CellVerdict.SIGNED for cell in page.cells)
        text = _("{file}: sheet {page}: {signed} signed, {blank} blank, {ask} to look at")
        blank = len(page.cells) - asked - signed
        output.result(text.format(file=page.called, page=where, signed=signed, blank=blank, ask=asked))
    for (sheet, column), numbers in report.missing_by_list.items():
        where = page_of_sheet(sheet, write_numbers(numbers), _list_of(sheet, column, known))
        output.result(_("Missing: sheet {page}").format(page=where))
    count = len(report.read)
    if applied is None:
        text = ngettext("Read {count} page; nothing was written.", "Read {count} pages; nothing was written.", count)
        output.result(text.format(count=count))
        return
    text = ngettext("Entered {count} page.", "Entered {count} pages.", count)
    output.result(text.format(count=count))
    lines = _(
        "Written: {written}; the door says otherwise: {differences}; to look at: {left}. “undo-scan” undoes all of it."
    )
    output.say(lines.format(written=applied.written, differences=applied.differences, left=applied.left))
