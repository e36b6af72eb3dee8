"""Sentences about files that can't be read or written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _

SENTENCES: Mapping[str, Callable[[], str]] = {
    "cancelled": lambda: _("Cancelled. Nothing was changed."),
    # Files that stay shut.
    "file.missing": lambda: _("“{file}” is not there any more. Check the folder, or choose the file again."),
    "file.permission": lambda: _(
        "“{file}” can't be opened: it may be open in Excel, or you may not be allowed to read it."
        " Close it there, or copy it to your own folder, and try again."
    ),
    "file.unreachable": lambda: _(
        "“{file}” can't be reached ({cause}). Check the network or the USB stick, and try again."
    ),
    "file.is_folder": lambda: _(
        "“{file}” is a folder without any spreadsheet. Choose another folder, or the files themselves."
    ),
    "file.lock": lambda: _(
        "“{file}” is only the mark that Excel leaves while a workbook is open. Choose the file of the same name without it."
    ),
    "file.empty": lambda: _("“{file}” is empty. Ask the sender to send it again."),
    "file.password": lambda: _(
        "“{file}” is protected by a password. Open it in Excel, remove the password"
        " (File › Info › Protect Workbook), save it and import it again."
    ),
    "file.damaged": lambda: _(
        "“{file}” is damaged and can't be read. Open it in Excel, let Excel repair it, save it as .xlsx"
        " and import that, or ask the sender for it again."
    ),
    "file.crashed": lambda: _(
        "“{file}” is damaged in a way that stops the reading; the program itself is unharmed."
        " Open it in Excel, save it as .xlsx and import that."
    ),
    "file.memory": lambda: _(
        "“{file}” needs more memory than a list of people ever does. Copy the rows with data into a new workbook and import that."
    ),
    "file.timeout": lambda: _(
        "“{file}” could not be read within {seconds} seconds. Copy the rows with data into a new workbook and import that."
    ),
    "file.too_large": lambda: _(
        "“{file}” is larger than {limit} MB. Remove pictures and unused sheets, or split the file, and import it again."
    ),
    "file.too_many_cells": lambda: _(
        "“{file}” has more than {limit} cells. Copy the rows with data into a new workbook, or split the file."
    ),
    "file.too_much_text": lambda: _(
        "The cells of “{file}” hold more than {limit} characters. Copy the columns you need into a new workbook."
    ),
    "file.bomb": lambda: _(
        "“{file}” is built to overload the program that opens it, and was not opened. Don't open it elsewhere either;"
        " ask the sender what it is."
    ),
    "file.no_sheets": lambda: _(
        "“{file}” has no worksheet. Open it in Excel, copy the list to a worksheet and save it."
    ),
    "file.no_table": lambda: _(
        "“{file}” is a web page without a table. Open it in Excel, save it as .xlsx and import that."
    ),
    "file.not_a_workbook": lambda: _(
        "“{file}” is not a spreadsheet. Open it in the program it comes from, save the list as .xlsx and import that."
    ),
    "file.document": lambda: _(
        "“{file}” is a document or a presentation, not a spreadsheet. Copy its table into Excel, or paste it here from the clipboard."
    ),
    "file.pdf": lambda: _("“{file}” is a PDF. Ask the sender for the Excel file it was printed from."),
    "file.image": lambda: _("“{file}” is a picture. Ask the sender for the Excel file."),
    "file.archive": lambda: _("“{file}” is a compressed archive. Extract it and import the files inside."),
    "clipboard.empty": lambda: _("The clipboard holds no text. Copy the table in Excel first, with its headings."),
    # What a reader tells of a file that it did read.
    "sheet.hidden": lambda: _("The sheet “{sheet}” is hidden in the file; its rows are read too."),
    "rows.hidden": lambda: _("Hidden rows in “{sheet}”: {rows}. They are read too."),
    "columns.hidden": lambda: _("Hidden columns in “{sheet}”: {columns}. They are read too."),
    "cells.errors": lambda: _(
        "Cells of “{sheet}” that show an error: {count}, the first ({value}) in {cell}."
        " They are taken as blank; mend them in Excel."
    ),
    "cells.cut": lambda: _(
        "Cells of “{sheet}” longer than {limit} characters: {count}, the first {cell}. The rest of their text is cut."
    ),
    "formulas.no_value": lambda: _(
        "Formulas of “{sheet}” without a stored result: {count}, the first in {cell}. They are taken as blank."
        " Open the file in Excel, save it and import it again."
    ),
    "encoding.guessed": lambda: _(
        "“{file}” does not say how its letters are written; {encoding} was assumed. Check the Vietnamese letters in the preview."
    ),
    "text.unreadable_bytes": lambda: _(
        "Letters of “{file}” that could not be read: {count}, shown as �. Save the file as .xlsx or as UTF-8 text."
    ),
    "quotes.stray": lambda: _(
        "Stray quotation marks in “{sheet}”, rows {rows}: they were passed over, so that no row is swallowed."
        " Compare these rows with the file."
    ),
    "rows.joined": lambda: _(
        "Cells of “{sheet}” that a comma of their own had cut in two were put together again, rows {rows}."
        " Compare these rows with the file."
    ),
    "rows.too_long": lambda: _(
        "Rows of “{sheet}” with more cells than the others: {rows}. A comma inside a cell may have cut it in two;"
        " compare these rows with the file."
    ),
    "reader.fallback": lambda: _(
        "“{file}” is not built as the standard says and was read in another way. Check the preview;"
        " saving the file again in Excel mends it."
    ),
    "file.repaired": lambda: _(
        "“{file}” was cut off on its way; what is left of it was read. Compare it with the sender's list, or ask for it again."
    ),
    "sheet.unreadable": lambda: _(
        "The sheet “{sheet}” is named in the file, but its cells are missing or broken; the other sheets were read."
        " Ask the sender for the file again."
    ),
    "sheet.cut_short": lambda: _(
        "The sheet “{sheet}” breaks off behind row {row}; what came after it is lost. Ask the sender for the file again."
    ),
    "layout.unknown": lambda: _(
        "For this kind of file the program can't see which rows and columns of “{file}” are hidden, nor cells that show an error."
    ),
    "kind.differs_from_name": lambda: _("“{file}” is truly a file of the kind {kind}; it was read as that."),
}
