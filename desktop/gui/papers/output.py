"""A document on its way out: to a printer, into a file, or into a file for each unit or point.

Only what goes out takes its number: it is made in the write lane, then laid out.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain.attendance_sheet import SheetContent
from desktop.domain.auditing import Way
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError, Cancelled
from desktop.domain.people import SessionView
from desktop.domain.progress import IsCancelled, Progress
from desktop.gui.context import Context
from desktop.gui.feedback import open_file
from desktop.gui.widgets import file_choice
from desktop.i18n import _, ngettext
from desktop.papers import making, naming, render, saving
from desktop.papers.document import AnyDocument, Content, Format
from desktop.papers.printing import has_printer, prepare_printer, print_pdf
from desktop.services import conferences
from desktop.services.opening import Transaction
from desktop.wording import machine
from desktop.wording.formats import pages_text


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document as it stands in the window."""

    document: AnyDocument
    conference_id: uuid.UUID
    selection: Selection
    options: Any
    stem: str
    """What its file is called, without an ending."""
    sessions: tuple[SessionView, ...] = ()
    """The conference's."""

    def gather(self, tx: Transaction) -> Content:
        """What it would hold now."""
        content: Content = self.document.gather(tx, self.conference_id, self.selection, self.options)
        return content

    def make(self, tx: Transaction, way: Way = Way.FILE) -> Content:
        """The same to hand out."""
        content: Content = making.make(tx, self.document, self.conference_id, self.selection, self.options, way=way)
        return content


def format_words(form: Format) -> str:
    """What a file of this format is."""
    return {
        "pdf": _("PDF document"),
        "png": _("Pictures of the pages"),
        "xlsx": _("Excel workbook"),
        "docx": _("Word document"),
    }[form]


def send_to_printer(context: Context, parent: QWidget, wanted: Wanted, pdf: bytes) -> bool:
    """Ask for the printer, beginning with the one used last; the document takes its number when it goes out."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    if not has_printer():
        save = partial(save_one, context, parent, wanted, "pdf")
        context.feedback.offer(machine.no_printer(), _("Save as PDF…"), save, tone="warn")
        return False
    document, title = wanted.document, wanted.document.title
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if context.settings.printer:
        printer.setPrinterName(context.settings.printer)
    prepare_printer(printer, pdf, name=wanted.stem)
    if document.both_sides:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print “{document}”").format(document=title))
    accepted = dialog.exec()
    dialog.deleteLater()  # or it would watch the folder named in it until the window closes
    if not accepted:
        return False
    context.settings.printer = printer.printerName()

    def sent(content: Content, pages: int) -> None:
        told = pages_text(pages)
        number = _number(content)
        if printer.outputFileName():  # "printed" into a file: no printer has anything
            context.feedback.say_saved(Path(printer.outputFileName()))
        elif number is None:
            context.feedback.say(_("{document}: sent to the printer, {pages}.").format(document=title, pages=told))
        else:
            context.feedback.say(_("Sheet no. {number} was sent to the printer.").format(number=number))

    def stopped(problem: Exception) -> bool:
        if isinstance(problem, Cancelled):
            context.feedback.say(_("Printing was cancelled: nothing went to the printer."))
        return isinstance(problem, Cancelled)

    found = making.PlacesFound(document)

    def done(content: Content, pages: int) -> None:
        sent(content, pages)
        _keep_places(context, found)

    def send(content: Content) -> None:
        context.operations.plain(
            "printing.print",
            lambda progress, cancelled: print_pdf(
                render.pdf(document, content, progress=progress, cancelled=cancelled, placed=found),
                printer,
                progress=progress,
                cancelled=cancelled,
            ),
            lambda pages: done(content, pages),
            stopped,
            title=_("Printing"),
        )

    context.operations.write(lambda tx: wanted.make(tx, Way.PRINTER), done=send)
    return True


def save_one(context: Context, parent: QWidget, wanted: Wanted, form: Format) -> bool:
    """Ask for a file and write the document into it. A file that can't be written takes no number."""
    title = wanted.document.title
    name, kinds = f"{wanted.stem}.{form}", f"{format_words(form)} (*.{form})"
    chosen = file_choice.ask_to_save(
        context, _("Save “{document}”").format(document=title), file_choice.PAPERS, name, kinds, parent
    )
    if chosen is None:
        return False
    path = saving.with_ending(chosen, form)

    def work(tx: Transaction, progress: Progress, cancelled: IsCancelled) -> tuple[Content, list[Path]]:
        content, found = wanted.make(tx), making.PlacesFound(wanted.document)
        files = saving.save(wanted.document, content, path, form, progress=progress, cancelled=cancelled, placed=found)
        found.keep(tx)
        return content, files

    def done(made: tuple[Content, list[Path]]) -> None:
        content, files = made
        number = _number(content)
        if number is not None:
            told = _("Sheet no. {number} was saved as {file}.").format(number=number, file=files[0].name)
            context.feedback.say_saved(files[0], told)
        elif len(files) > 1:
            _say_folder(context, path.parent, len(files))
        else:
            context.feedback.say_saved(files[0])

    context.operations.write_long(work, done=done, title=_("Saving the document"), stoppable=True)
    return True


def save_for_each(
    context: Context, parent: QWidget, wanted: Wanted, form: Format, by: making.PartedBy, *, zipped: bool
) -> bool:
    """Ask for a folder or a zip and write a file for each unit or point, named by it."""
    target = _zip(context, parent, wanted) if zipped else _new_folder(context, parent, wanted)
    if target is None:
        return False

    def make(tx: Transaction, progress: Progress, cancelled: IsCancelled) -> tuple[list[tuple[str, Any]], int]:
        parts = making.parts(tx, wanted.document, wanted.conference_id, wanted.selection, wanted.options, by)
        conference = conferences.get_conference(tx, wanted.conference_id)
        made, left_out = [], 0
        for place, part in enumerate(parts):
            if cancelled():
                raise Cancelled
            try:
                content = making.make(tx, wanted.document, wanted.conference_id, part.selection, wanted.options)
                whose = part.name or _("Without a unit")
                name = naming.stem(wanted.document, conference, wanted.selection, wanted.sessions, whose=whose)
                made.append((name, content))
            except AppError as error:
                if not error.code.endswith("nobody"):
                    raise
                left_out += 1
            progress(place + 1, len(parts))
        if not made:
            raise AppError("document.nobody", document=wanted.document.title)
        return made, left_out

    def write(made: tuple[list[tuple[str, Any]], int]) -> None:
        parts, left_out = made
        found = making.PlacesFound(wanted.document)

        def work(progress: Progress, cancelled: IsCancelled) -> tuple[list[str], bool]:
            names = saving.save_parts(
                wanted.document, parts, target, form, progress=progress, cancelled=cancelled, placed=found
            )
            return names, cancelled()

        def done(result: tuple[list[str], bool]) -> None:
            _say_units(context, target, *result, left_out=left_out)
            _keep_places(context, found)

        context.operations.plain("printing.units", work, done, title=title)

    title = _("Saving a file for each unit") if by == "units" else _("Saving a file for each point")
    context.operations.write_long(make, done=write, title=title, stoppable=True)
    return True


def _keep_places(context: Context, found: making.PlacesFound) -> None:
    """Keep where things stand on pages that went out already: whoever waits for them is told nothing if it can't be."""
    if found:
        context.operations.write(found.keep, failed=lambda problem: isinstance(problem, AppError))


def _say_units(context: Context, target: Path, names: Sequence[str], stopped: bool, *, left_out: int) -> None:
    zipped = target.suffix.lower() == ".zip"
    if stopped and zipped:
        context.feedback.say(_("Cancelled: {file} was not written.").format(file=target.name))
        return
    if stopped:
        told = ngettext(
            "Cancelled after {count} file in {place}.", "Cancelled after {count} files in {place}.", len(names)
        )
    else:
        told = ngettext("{count} file saved in {place}.", "{count} files saved in {place}.", len(names))
    told = told.format(count=len(names), place=target.name)
    if left_out:
        nobody = ngettext("{count} unit has nobody for it.", "{count} units have nobody for it.", left_out)
        told = f"{told} {nobody.format(count=left_out)}"
    folder = target.parent if zipped else target
    context.feedback.say(told, _("Open the folder"), lambda: open_file(folder))


def _say_folder(context: Context, folder: Path, files: int) -> None:
    told = ngettext("{count} file saved in {place}.", "{count} files saved in {place}.", files)
    context.feedback.say(told.format(count=files, place=folder.name), _("Open the folder"), lambda: open_file(folder))


def _zip(context: Context, parent: QWidget, wanted: Wanted) -> Path | None:
    title = wanted.document.title
    title = _("Save “{document}”").format(document=title)
    kinds = _("Zip file (*.zip)")
    chosen = file_choice.ask_to_save(context, title, file_choice.PAPERS, f"{wanted.stem}.zip", kinds, parent)
    return chosen if chosen is None or chosen.suffix.lower() == ".zip" else Path(f"{chosen}.zip")


def _new_folder(context: Context, parent: QWidget, wanted: Wanted) -> Path | None:
    """A folder of the document's own inside the one chosen: files of another document are never written over."""
    title = wanted.document.title
    title = _("Folder for “{document}”").format(document=title)
    chosen = file_choice.ask_for_folder(context, title, file_choice.PAPERS, parent)
    if chosen is None:
        return None
    target = chosen / wanted.stem
    if target.is_dir() and any(target.iterdir()):
        question = _("The folder {folder} has files in it already. Files of the same names are replaced.")
        if not context.feedback.ask(
            _("Save one file for each"), question.format(folder=target.name), _("Replace"), parent=parent
        ):
            return None
    return target


def _number(content: Content) -> int | None:
    """The number that an attendance sheet took."""
    return content.number if isinstance(content, SheetContent) else None
