"""demo: the sample conference from its workbooks to the sheets, as an organizer would make it."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop import startup
from desktop.commands import output
from desktop.commands.papers import write_sheet
from desktop.domain.attendance_sheet import SheetContent, SheetOptions
from desktop.domain.errors import AppError
from desktop.i18n import _
from desktop.services import demo, exporting, importing, sheets
from desktop.services.opening import Transaction, open_location


def run(given: argparse.Namespace) -> int:
    """Fill a sample data file, write sheets and export; the window comes next unless told otherwise."""
    with output.quiet_stdout(), output.progress(_("Reading")) as progress:
        sample = demo.new_sample(Path(given.data) if given.data else None, progress=progress)
    totals = sample.report.totals
    line = _("Sample conference: {files} workbooks imported, {add} attendees added, {refused} rows to look at")
    refused = importing.count_refused(sample.plan)
    output.say(line.format(files=len(sample.plan.files), add=totals["add"], refused=refused))
    output.result(str(sample.path))
    for path in _write(sample, Path(given.out) if given.out else demo.folder()):
        output.result(str(path))
    if given.no_window:
        return 0
    if not startup.has_display():
        output.say(startup.no_display_sentence())
        return 0
    given.window_on = sample.path
    return 0


def _write(sample: demo.Sample, folder: Path) -> list[Path]:
    """The sheets as .pdf and .xlsx, the list, and the rows refused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError("file.cannot_write", file=str(folder)) from error

    def gather(tx: Transaction) -> tuple[SheetContent, exporting.TableContent]:
        content = sheets.record_sheet(tx, sample.conference_id, SheetOptions(group_by="role", blank_lines=3))
        return content, exporting.export_attendees(tx, sample.conference_id)

    database = open_location(sample.path)
    try:
        sheet, table = database.write(gather)
    finally:
        database.close()
    made = []
    for name in ("diem-danh.pdf", "diem-danh.xlsx"):
        made.append(folder / name)
        write_sheet(sheet, made[-1])
    made.append(exporting.save(table, folder / "danh-sach-dai-bieu.xlsx"))
    refused = folder / "dong-can-xem-lai.xlsx"
    if importing.write_refused(sample.plan, refused):
        made.append(refused)
    return made
