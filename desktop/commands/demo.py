"""demo: the sample conference from its workbooks to the sheets, as an organizer would make it."""

from __future__ import annotations

import argparse
import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import own_files, startup
from desktop.commands import output
from desktop.commands.subcommands import Subcommands, add
from desktop.full_disk import cannot_write
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.attendance_sheet import SheetContent
    from desktop.services.demo import Sample
    from desktop.services.exporting import TableContent
    from desktop.services.opening import Transaction


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    text = _("fill a sample data file, write sheets and an export, open the window on it")
    command = add(commands, "demo", run, text)
    command.add_argument("--out", metavar=_("DIR"), default="", help=_("folder for the sheets and the export"))
    command.add_argument("--no-window", action="store_true", help=_("stop before the window"))


def run(args: argparse.Namespace) -> int:
    """Fill a sample data file, write sheets and export; the window comes next unless told otherwise."""
    from desktop.services import demo, importing

    with output.quiet_stdout(), output.progress(_("Reading")) as progress:
        sample = demo.new_sample(Path(args.data) if args.data else None, progress=progress)
    totals = sample.report.totals
    line = _("Sample conference: {files} workbooks imported, {add} attendees added, {refused} rows to review")
    refused = importing.count_refused(sample.plan)
    output.say(line.format(files=len(sample.plan.files), add=totals["add"], refused=refused))
    output.result(str(sample.path))
    for path in _write(sample, Path(args.out) if args.out else demo.folder()):
        output.result(str(path))
    demo.add_today(sample.path, sample.conference_id, dt.datetime.now())
    if args.no_window:
        return 0
    if not startup.has_display():
        output.say(startup.no_display_sentence())
        return 0
    args.window_on = sample.path
    return 0


def _write(sample: Sample, folder: Path) -> list[Path]:
    """The sheets as .pdf and .xlsx, the list, and the rows refused."""
    from desktop.domain.attendance_sheet import SheetOptions
    from desktop.domain.documents.selection import EVERYONE
    from desktop.papers import saving
    from desktop.papers.attendance_sheet import DOCUMENT
    from desktop.papers.making import PlacesFound
    from desktop.services import exporting, importing, sheets
    from desktop.services.opening import open_location

    try:
        own_files.make_folder(folder)
    except OSError as error:
        raise cannot_write(error, str(folder)) from error

    def gather(tx: Transaction) -> tuple[SheetContent, TableContent]:
        content = sheets.record_sheet(tx, sample.conference_id, EVERYONE, SheetOptions(group_by="role", blank_lines=3))
        return content, exporting.export_attendees(tx, sample.conference_id)

    made, found = [], PlacesFound(DOCUMENT)
    with closing(open_location(sample.path)) as database:
        sheet, table = database.write(gather)
        for name in ("diem-danh.pdf", "diem-danh.xlsx"):
            made.append(folder / name)
            saving.save(DOCUMENT, sheet, made[-1], saving.format_of(DOCUMENT, made[-1]), placed=found)
        database.write(found.keep)
    made.append(exporting.save(table, folder / "danh-sach-dai-bieu.xlsx"))
    refused = folder / "dong-can-xem-lai.xlsx"
    if importing.write_refused(sample.plan, refused):
        made.append(refused)
    return made
