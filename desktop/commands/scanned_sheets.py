"""scan-sheets: pictures of signed pages, read."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.errors import UnreadableFile
from desktop.domain.scanned_sheets import PageResult, ScannedPage, ScanReport, Verdict
from desktop.i18n import _, ngettext
from desktop.wording import sentence
from desktop.wording.sheet import column_text

if TYPE_CHECKING:
    from desktop.domain.attendance_sheet import SignatureColumn
    from desktop.services.opening import Database
    from desktop.services.scanned_sheets import KnownSheet

_KINDS = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".pdf"}


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    text = _("read photographs and scans of signed sheets: which pages they are, who signed; nothing is written")
    command = add_on_database(commands, "scan-sheets", scan, text, json=True)
    arguments.conference(command)
    command.add_argument("files", nargs="+", metavar=_("FILE"), help=_("photograph, scan, PDF, or a folder of them"))


def scan(database: Database, args: argparse.Namespace) -> int:
    """Read the pictures; 1 when anything is asked, unreadable, foreign or missing."""
    from desktop.services import conferences, scanned_sheets

    view = database.read(lambda tx: conferences.find_conference(tx, args.conference))
    known = database.read(lambda tx: scanned_sheets.known(tx, view.id))
    with output.progress(_("Reading pictures")) as told:
        report = scanned_sheets.read(_files(args.files), known, progress=told)
    report = database.read(lambda tx: scanned_sheets.with_owners(tx, view.id, report))
    if args.json:
        output.document(_plain(view.title, report, {each.number: each for each in known}))
    else:
        _tell(report)
    return 1 if report.is_open else 0


def _files(given: list[str]) -> list[Path]:
    """The files, and those in folders by name. Raises UnreadableFile("scan.no_pictures") for a folder without any."""
    found: list[Path] = []
    for each in map(Path, given):
        if not each.is_dir():
            found.append(each)
            continue
        inside = sorted(file for file in each.rglob("*") if file.is_file() and file.suffix.lower() in _KINDS)
        if not inside:
            raise UnreadableFile("scan.no_pictures", file=str(each))
        found += inside
    return found


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
        "missing": [{"sheet": each.sheet, "page": each.page} for each in report.missing],
        "totals": {"pages": len(report.read), **{str(verdict): report.count(verdict) for verdict in Verdict}},
    }


def _session(column: SignatureColumn) -> str | None:
    """The session signed for; of several in one column the first."""
    return str(column.sessions[0]) if column.sessions else None


def _message(page: ScannedPage) -> str:
    return sentence(page.reason, page.details) if page.reason else ""


def _tell(report: ScanReport) -> None:
    for page in report.pages:
        if page.result in (PageResult.UNREADABLE, PageResult.FOREIGN):
            output.result(f"{page.file} ({page.page_in_file}): {_message(page)}")
        elif page.result is PageResult.READ:
            asked = sum(cell.verdict is Verdict.ASK for cell in page.cells)
            signed = sum(cell.verdict is Verdict.SIGNED for cell in page.cells)
            text = _("{file}: sheet no. {sheet}, page {page}: {signed} signed, {blank} blank, {ask} to look at")
            blank = len(page.cells) - asked - signed
            output.result(
                text.format(file=page.file, sheet=page.sheet, page=page.page, signed=signed, blank=blank, ask=asked)
            )
    for missing in report.missing:
        output.result(_("Missing: sheet no. {sheet}, page {page}").format(sheet=missing.sheet, page=missing.page))
    count = len(report.read)
    text = ngettext("Read {count} page; nothing was written.", "Read {count} pages; nothing was written.", count)
    output.result(text.format(count=count))
