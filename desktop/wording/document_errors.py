"""Sentences about papers that can't be made or kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _

SENTENCES: Mapping[str, Callable[[], str]] = {
    "document.too_long": lambda: _(
        "This document is too long to be laid out at once. Choose some units or role groups, or make one file for each unit."
    ),
    "sheet.no_attendees": lambda: _(
        "Nobody to put on the sheet of “{conference}”: import or add attendees first, choose other groups or units, "
        "or ask for blank lines."
    ),
    "sheet.no_sessions": lambda: _("There is no session to sign for: add a session to the agenda first."),
    "sheet.too_many_columns": lambda: _(
        "{count} signature columns don't fit on the page; at most {most} do. Choose the layout “Whole course, landscape”, "
        "a list for each half-day, or only some of the sessions."
    ),
    "document.unknown": lambda: _("There is no document “{value}”. Known: {known}."),
    "document.unknown_option": lambda: _("This document has no option “{value}”. Known: {known}."),
    "document.bad_value": lambda: _("“{value}” doesn't fit the option {option}: {known}."),
    "document.format": lambda: _("{document} can't be made as {value}. Possible: {known}."),
    "document.no_output": lambda: _("Say which file to write: -o FILE; or --check to see what {document} lacks."),
    "document.nobody": lambda: _(
        "Nobody to put on “{document}”: import or add attendees first, or choose other groups, units or people."
    ),
    "document.not_per_point": lambda: _("“{document}” is not made for each point."),
    "document.not_per_unit": lambda: _("“{document}” is made as a whole, not for each unit."),
    "document.one_file": lambda: _(
        "{file} is one file, but each unit or point gets its own: name a folder, or a file that ends in .zip."
    ),
    "document.no_choice": lambda: _("“{document}” can't be made for {value} alone: leave that choice out."),
    "document.not_an_option": lambda: _("“{value}” is no option: write NAME=VALUE, like size=a6."),
    # sheets
    # lists
    "quota.none": lambda: _(
        "No unit of “{conference}” has a quota yet: open “Quotas of the units…” and type how many people each unit is to send, "
        "or fill all units of a kind at once."
    ),
    "quota.count": lambda: _("{unit}: the number must be from 0 to {most}."),
    # payment
    "payment.nobody": lambda: _(
        "None of the people chosen is marked as drawing no salary from the state: mark them on the page of attendees "
        "(several at once from the menu of the selection); the food subsidy is only for them (TT 40/2017/TT-BTC, "
        "Điều 12)."
    ),
    "payment.nobody_came": lambda: _(
        "None of those without a state salary is recorded as present: take the attendance first, or count the days "
        "for which they are registered."
    ),
    "payment.no_rate": lambda: _(
        "No rate holds on {day}: open “Daily rates…” and type the amount a day with the date from which it holds."
    ),
    "rate.amount": lambda: _("The amount must be from 0 to {amount} đồng."),
    "rate.no_amount": lambda: _("“{value}” is no amount of đồng: type a whole number like 200.000."),
    "rate.exists": lambda: _("There is a rate from {value} already: change that one."),
    "rate.not_found": lambda: _("This rate is not there any more: somebody has removed it."),
    # badges
    "badges.nothing_new": lambda: _(
        "Nobody is new or changed since “{document}” was printed last. To print everybody's again, leave out “only new "
        "or changed”."
    ),
    "badges.too_large": lambda: _(
        "A badge of {width} × {height} mm doesn't go on an A4 sheet with its back beside it: choose a smaller size, or "
        "print it without folding."
    ),
    # seating
    "seating.no_plan": lambda: _(
        "The room has no seat plan yet: open “Arrange the seats” and save its rows and columns first."
    ),
    "seating.nobody": lambda: _("Nobody to put on a seat: import or add attendees first."),
    "seating.size": lambda: _("{value} is not a number from 1 to {most}."),
    "seating.too_many": lambda: _(
        "{value} seats are too many for one plan: at most {most}. Take fewer rows or columns."
    ),
    "seating.no_seat": lambda: _("There is no seat “{value}” in this room, or it is blocked. Choose another one."),
    "seating.taken": lambda: _("{name} has the seat {seat}. Choose another one, or let them swap in the seat plan."),
    # certificates
    "certificates.nobody": lambda: _(
        "None of the {count} people qualifies for a certificate yet: enter their attendance, or ask for less in the rule."
    ),
    "certificates.new.nobody": lambda: _(
        "All {count} certificates are issued already: to print them again, take the tick from “only those not issued yet”."
    ),
    "certificates.issued.nobody": lambda: _(
        "No certificate of “{conference}” is issued yet: issue them first, or ask for blank lines to write in."
    ),
    "certificate.not_key": lambda: _(
        "“{file}” holds no public key of an office's certificates. Ask that office for the file that “certificate-key” "
        "writes."
    ),
    "certificate.no_file": lambda: _("The file “{file}” isn't there, or may not be read."),
    "code.no_picture": lambda: _("“{file}” is no picture, or a damaged one: choose a photograph or scan (PNG, JPEG)."),
    "code.no_reader": lambda: _(
        "Codes in pictures can't be read: the package zxing-cpp is missing. Give the text of the code instead."
    ),
    # pictures
    "picture.no_file": lambda: _("The picture “{file}” isn't there, or may not be read."),
    "picture.too_large": lambda: _(
        "“{file}” is larger than {limit} MB: save the picture smaller, and choose it again."
    ),
    "picture.unknown": lambda: _("“{file}” is no picture that papers can show: choose a PNG, JPEG or SVG file."),
    "picture.too_many_pixels": lambda: _(
        "“{file}” has {width} × {height} pixels, more than {limit} million: save the picture smaller, and choose it again."
    ),
    "picture.broken": lambda: _(
        "“{file}” can't be drawn: it is damaged, or more than this computer can hold. Open it in a drawing program, save "
        "it as PNG, and choose that file."
    ),
    "certificates.reason_missing": lambda: _("Say why it is revoked: the reason stays in the register."),
    # letters
    "agenda.no_session": lambda: _(
        "There is no session yet, so there is no agenda to print. Add sessions under “Agenda” first."
    ),
    "letters.nobody": lambda: _(
        "No unit gets a letter yet: set the units' quotas, import people, choose units, or write to all units in use."
    ),
    "word.missing": lambda: _(
        "Word files can't be made: the packages docxtpl and python-docx are not installed. Run “make run” once, or ask "
        "whoever set the program up."
    ),
    "word.no_form": lambda: _("“{value}” has no Word form. Those that have one: {known}."),
    "word.cannot_read": lambda: _(
        "“{file}” can't be opened: it may be open in Word, or you may not be allowed to read it. Close it there, or copy "
        "it to your own folder, and try again."
    ),
    "word.not_word": lambda: _("“{file}” is no Word document. Open it in Word and save it as Word document (*.docx)."),
    "word.old": lambda: _(
        "“{file}” is a document of an old Word (.doc). Open it in Word and save it as Word document (*.docx)."
    ),
    "word.password": lambda: _(
        "“{file}” is protected by a password. Open it in Word, remove the password (File › Info › Protect Document) and "
        "save it."
    ),
    "word.macros": lambda: _(
        "“{file}” holds macros (.docm) and was not opened. Open it in Word and save it as Word document (*.docx), which "
        "leaves them out."
    ),
    "word.fetches": lambda: _(
        "“{file}” would fetch something from outside of it whenever it is opened ({what}), and was not taken. Put the "
        "picture itself into it, or choose the template Normal (Developer › Document Template), and save it."
    ),
    "word.embedded": lambda: _(
        "“{file}” holds more than text and pictures ({what}): a program, another file or a source of data. It was not "
        "taken. Remove that in Word, and save it."
    ),
    "word.field": lambda: _(
        "“{file}” has a field that reaches outside of it ({what}), and was not taken. Show the fields with Alt+F9, remove "
        "that one, and save it."
    ),
    "word.template": lambda: _(
        "“{file}” is a Word template (.dotx). Open it in Word and save it as Word document (*.docx)."
    ),
    "word.damaged": lambda: _(
        "“{file}” is damaged and can't be read. Open it in Word, let Word repair it, and save it as Word document (*.docx)."
    ),
    "word.bomb": lambda: _(
        "“{file}” is built to overload the program that opens it, and was not opened. Ask the sender what it is."
    ),
    "word.too_large": lambda: _(
        "“{file}” is too large for a form: more than {limit} MB. Remove pictures and old text."
    ),
    "word.problem": lambda: _("The form {file} can't be filled. {problem} In: “{where}”"),
    "word.unknown_field": lambda: _("The form {file} asks for {value}, which is unknown. In: “{where}”"),
    "word.unknown_field_meant": lambda: _(
        "The form {file} asks for {value}, which is unknown; perhaps {meant} is meant. In: “{where}”"
    ),
    "word.structure": lambda: _(
        "The form {file} can't be filled: a list or condition begins in one table cell or row and ends in another."
    ),
    "word.too_long": lambda: _("The form {file} would become far too long; see its lists inside of lists."),
    "word.header_of_letters": lambda: _(
        "The header or footer of the form {file} shows {value}, which differs from letter to letter: save one file for "
        "each unit, or move it into the text."
    ),
    # report
    # templates
    "template.fails": lambda: _(
        "The office's own template {file} can't be used. {reason} Mend it under “Change the wording”, or go back to the "
        "template that comes with the program."
    ),
    "template.shipped_fails": lambda: _(
        "This document could not be laid out ({file}). {reason} Copy this sentence to whoever looks after the program: "
        "{detail}"
    ),
    "template.unknown": lambda: _("“{value}” is no document's template. Known: {known}. Name it with --document."),
    "phrases.damaged": lambda: _(
        "{file}, the file of the office's wording, is damaged: papers say what the program says until the wording is "
        "changed again."
    ),
    "template.not_text": lambda: _("{file} is no text in UTF-8: save it so in the program it was written with."),
    "print.failed": lambda: _(
        "The printer {printer} took no job: see that it is on and connected, or choose another one."
    ),
    "disk.full": lambda: _("The disk is full: nothing was written. Make room, then try again."),
    "file.disk_full": lambda: _("The disk is full: “{file}” was not written. Make room, then try again."),
    "file.cannot_write": lambda: _(
        "{file} can't be written: close it if it is open in another program, or choose another name or folder."
    ),
    "file.bad_name": lambda: _(
        'Windows makes no file called “{file}”: choose a name without : * ? " < > | and without a dot or space at its end.'
    ),
}
