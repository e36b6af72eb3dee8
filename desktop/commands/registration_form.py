"""sheet and template."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.commands import output
from desktop.domain.attendance_sheet import SheetContent, SheetOptions
from desktop.domain.errors import InvalidInput
from desktop.excel.writing.form_writer import FormContent
from desktop.i18n import _
from desktop.services import conferences, lookup, sheets
from desktop.services import registration_form as forms
from desktop.services.opening import Database, Transaction

_SHEET = "attendance-sheet"


def sheet(database: Database, given: argparse.Namespace) -> int:
    """Write the attendance sheet, its number taken and its rows remembered."""
    path = Path(given.output)
    kind = path.suffix.lower()
    if kind not in (".pdf", ".xlsx"):
        raise InvalidInput("sheet.unknown_ending", field="output", value=path.name)

    def work(tx: Transaction) -> SheetContent:
        view = conferences.find_conference(tx, given.conference)
        options = SheetOptions(
            sessions=tuple(lookup.session(tx, view.id, name) for name in given.session),
            group_by=given.group_by,
            sort=given.sort,
            page_per=given.page_per,
            blank_lines=given.blank_lines,
            landscape=given.landscape,
        )
        content = sheets.record_sheet(tx, view.id, options)
        write_sheet(content, path)  # a file that can't be written takes no number
        return content

    content = database.write(work)
    if given.json:
        output.document({"file": str(path), "number": content.number, "rows": content.total})
        return 0
    output.result(str(path))
    output.say(_("Attendance sheet no. {number}, rows: {count}").format(number=content.number, count=content.total))
    return 0


def template(database: Database, given: argparse.Namespace) -> int:
    """Write the registration form, for one unit when it is named."""

    def gather(tx: Transaction) -> FormContent:
        view = conferences.find_conference(tx, given.conference)
        return forms.registration_form(tx, view.id, unit=given.unit)

    output.result(str(forms.save(database.read(gather), given.output)))
    return 0


def write_sheet(content: SheetContent, path: Path) -> None:
    """The sheet as .pdf or .xlsx. Raises AppError("file.cannot_write")."""
    from desktop.papers import saving

    saving.save(_SHEET, content, path, saving.format_of(_SHEET, path))
