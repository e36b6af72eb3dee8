"""Sentences about rows, sheets and columns of an import."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _

SENTENCES: Mapping[str, Callable[[], str]] = {
    # How a sheet was understood.
    "file.no_people": lambda: _(
        "No list of people was found in it: no column holds names. Ask the sender what it is,"
        " or say which columns they are."
    ),
    "file.nobody": lambda: _("It has a heading, but nobody stands below it. Ask the sender for the filled list."),
    "sheet.no_table": lambda: _("The sheet “{sheet}” holds no list of people; nothing was taken from it."),
    "sheet.no_name_column": lambda: _(
        "The sheet “{sheet}” has headings but no column of names; nothing was taken from it."
        " If a column does hold names, say which in the preview."
    ),
    "sheet.no_heading": lambda: _(
        "The sheet “{sheet}” has no heading row. Its columns were told from what stands in them: check them in the preview."
    ),
    "sheet.no_rows": lambda: _("The sheet “{sheet}” has a heading but nobody below it."),
    "sheet.second_table": lambda: _(
        "Another table begins in row {row} of “{sheet}”. It is read by its own headings: check its rows."
    ),
    "list.beside": lambda: _("Beside the list of “{sheet}” stands another; it is read as “{name}”."),
    "list.several_a_row": lambda: _(
        "A row of “{sheet}” holds several people; those further to the right are read as “{name}”. Check both."
    ),
    "columns.second_person": lambda: _(
        "Two columns of “{sheet}” hold names of people: “{heading}” is taken, “{other}” is left out."
        " If its people come too, put them into rows of their own."
    ),
    "column.doubtful": lambda: _(
        "Two columns of “{sheet}” may hold the same: “{heading}” is taken, “{other}” is left out."
        " Should it be the other, say so in the preview."
    ),
    "column.department": lambda: _(
        "The column “{heading}” of “{sheet}” names a part of the unit in “{unit}”; it is left out."
    ),
    "columns.by_content": lambda: _(
        "Columns of “{sheet}” were told by what stands in them, not by their headings: {columns}. Check them in the preview."
    ),
    "units.carried": lambda: _(
        "In “{sheet}” a unit is typed once and left blank below it: {count} people were given the unit above them. Check them."
    ),
    "rows.set_aside": lambda: _(
        "Lines of “{sheet}” that name nobody, such as totals and signatures: row {rows} (“{text}”). They are set aside."
    ),
    "rows.left_out": lambda: _("Hidden rows in “{sheet}”: {rows}. They are left out."),
    "columns.left_out": lambda: _("Hidden columns in “{sheet}”: {columns}. They are left out."),
    "columns.sensitive": lambda: _(
        "Sensitive columns of “{sheet}” are not taken: {columns}. Ask for them only if the conference needs them."
    ),
    # What was done to a row.
    "row.shifted": lambda: _("The row is one cell short; its values were moved one column to the right. Check them."),
    "legacy.tcvn3": lambda: _("Typed in an old .Vn font (TCVN3); read as “{after}”."),
    "legacy.vni": lambda: _("Typed in an old VNI font; read as “{after}”."),
    # Names.
    "name.missing": lambda: _("The row has no name. Add the name, or remove the row."),
    "name.suspicious": lambda: _("“{value}” does not look like a person's name. Check it."),
    "text.unseen": lambda: _("Characters that nobody sees were left out: “{after}”."),
    "name.recased": lambda: _("“{before}” is written “{after}”."),
    "name.trimmed": lambda: _("Numbers or signs around the name were removed: “{before}” became “{after}”."),
    "name.several": lambda: _(
        "“{value}” names several people. Write each in a row of their own, or say that it is one person;"
        " until then the row stays out."
    ),
    "name.split": lambda: _(
        "The name cell names several people; “{after}” is one of them. Check what stands beside the name."
    ),
    "name.remark": lambda: _("“{value}” behind the name was moved to the note: “{after}”."),
    "name.beside": lambda: _("“{value}” behind the name was moved to its own field: “{after}”."),
    "honorific.split": lambda: _("“{honorific}” before the name was moved to the title: “{after}”."),
    "position.split": lambda: _("“{position}” behind the name was moved to the position: “{after}”."),
    "position.unit_split": lambda: _("“{before}” was read as the position “{position}” and the unit “{unit}”."),
    # Other fields.
    "gender.unknown": lambda: _("“{value}” is no gender; the field stays blank. Write Nam or Nữ."),
    "birth.unreadable": lambda: _(
        "“{value}” is no date of birth; the field stays blank. Write it day first, as in 23/5/1975, or only the year."
    ),
    "birth.future": lambda: _("The date of birth “{value}” is still to come; the field stays blank. Correct the year."),
    "birth.unusual": lambda: _(
        "The date of birth “{value}” ({after}) would make a child of the attendee. Check the year."
    ),
    "birth.year_in_date": lambda: _(
        "The year {after} was typed into a cell that shows dates, which made it {before}; it is read as the year."
    ),
    "birth.time_zone": lambda: _("{before} was written in another time zone; it is read as {after}."),
    "birth.month_first": lambda: _(
        "This column of dates is written month first: “{value}” is read as {after}. Check it."
    ),
    "birth.exchanged": lambda: _(
        "Day and month of “{value}” may be exchanged, as other cells of the column show. It is read as {after}; the other"
        " reading is {other}. Check it."
    ),
    "phone.converted": lambda: _("“{before}” has an old prefix; today's number is {after}."),
    "phone.several": lambda: _("Of several numbers {after} is kept; not kept: {rest}."),
    "phone.unusual": lambda: _("“{value}” is no phone number we know. It is kept as written; check it."),
    "phone.none": lambda: _("“{value}” is no phone number; the field stays blank."),
    "email.several": lambda: _("Of several addresses {after} is kept; not kept: {rest}."),
    "email.trimmed": lambda: _("The address in “{before}” was taken: {after}."),
    "email.unusual": lambda: _("“{value}” is no email address. It is kept as written; check it."),
    "email.none": lambda: _("“{value}” is no email address; the field stays blank."),
    # Units and groups.
    "unit.missing": lambda: _("No unit is named; the attendee comes in without one."),
    "unit.suggestion": lambda: _(
        "The unit “{value}” is not known. Is it “{suggestion}”? Until you say so, it comes in as a new unit."
    ),
    "unit.ambiguous": lambda: _(
        "The unit “{value}” may be any of: {candidates}. Choose one; until then it comes in as a new unit."
    ),
    "unit.from_title": lambda: _("The unit of the people in “{sheet}” was taken from the title: {unit}."),
    "unit.from_sheet": lambda: _("The unit of the people in “{sheet}” was taken from the sheet's name: {unit}."),
    "unit.from_file": lambda: _("The unit of the people in “{sheet}” was taken from the file's name: {unit}."),
    "unit.from_foot": lambda: _("The unit of the people in “{sheet}” was taken from the signature: {unit}."),
    "unit.doubtful": lambda: _(
        "“{sheet}” may be the list of {unit} or of {other}. Choose one; until then its people come in with {unit}."
    ),
    "units.new": lambda: _("New units that will be created from “{sheet}” ({count}): {names}."),
    "group.new": lambda: _("The role group “{name}” of “{sheet}” is new and will be created."),
    # The same person.
    "duplicate.suspected": lambda: _(
        "{name} of this unit is registered already (code {code}) with other values – {differences}."
        " Say whether this is the same person; until then the row stays out."
    ),
    "duplicate.ambiguous": lambda: _("{name} may be any of these: {people}. Say which; until then the row stays out."),
    "duplicate.rivals": lambda: _(
        "{name} is registered already (code {code}), and this row may be the same person as well as row {rivals}"
        " – {differences}. Say which it is; until then the row stays out."
    ),
    "answer.superseded": lambda: _("{name}: the newer answer of {at} holds; this older one is left out."),
    "answer.not_named_again": lambda: _(
        "{name}: the unit's newer answer of {at} does not name them; this older one is left out."
    ),
    "answer.others_named": lambda: _(
        "{name}: the unit answered again at {at} and named others. Say whether they come as well; until then the newer"
        " answer alone comes in."
    ),
    "answer.still_registered": lambda: _(
        "{name} is still on the list, by an import before: write down that they do not come, if that is so."
    ),
    "answers.left_out": lambda: _(
        "“{sheet}” is the export of a form: what it adds of whoever sent an answer is left out ({columns})."
    ),
    "reply.says_declined": lambda: _("{unit} declines: {reason}"),
    "reply.declined_before": lambda: _("{unit} declined in an older answer; its newer one of {at} holds."),
    "reply.comes_after_all": lambda: _("{unit} had declined and comes after all."),
    "reply.not_named_again": lambda: _(
        "{unit} answered again and does not name any more: {names}. They are still on the list: write down that they do not"
        " come, if that is so."
    ),
    "reply.other_conference": lambda: _(
        "This is the form of another conference (code {code}): make sure that {unit} means this one."
    ),
    "duplicate.in_file": lambda: _("{name} stands already in row {row} of “{sheet}”; this row is left out."),
    "duplicate.in_file_differs": lambda: _(
        "{name} stands already in row {row} of “{sheet}” with other values – {differences}."
        " Say whether this is the same person, and which values hold; until then this row stays out."
    ),
    "duplicate.kept": lambda: _("{name} seems to be registered already and is registered once more, as you asked."),
    "settled.joined": lambda: _("The same person as row {row} of “{sheet}”, as you said: this row adds nobody."),
    "settled.joins": lambda: _("Row {row} of “{sheet}” is the same person, as you said; what it says was taken over."),
    "settled.mended": lambda: _("Mended here; the file's own words change it no more when the row comes again."),
    "settled.registered": lambda: _("{name} (code {code}), as you said; what was not chosen stays as registered."),
    "match.skipped": lambda: _("{name} is registered already and stays as registered; other here: {fields}."),
    "match.cancelled": lambda: _(
        "{name} (code {code}) had cancelled. Say whether they are coming after all; until then the row stays out."
    ),
    "code.unknown": lambda: _("Nobody of this conference has the badge code {value}; the row is matched by name."),
    "name.too_long": lambda: _("“{value}” is longer than {limit} characters and can be no name. Correct the cell."),
    "value.cut": lambda: _("“{value}” is longer than {limit} characters; the rest was cut off."),
    "row.perhaps_person": lambda: _(
        "This row may be a person or a line about the list. Say which; until then it stays out."
    ),
    "row.declined": lambda: _(
        "“{value}”: this person seems not to come. Say whether the row is to be taken; until then it stays out."
    ),
    "row.struck": lambda: _(
        "The row is struck through in the sheet. Say whether it is to be taken; until then it stays out."
    ),
    "row.perhaps_absent": lambda: _("“{value}”: this person may not come. Leave the row out if so."),
    "settled.taken_in": lambda: _("Left out in an import before; taken in again, as you said."),
    "settled.left_out": lambda: _("Left out, as you asked."),
    "row.changed_meanwhile": lambda: _(
        "Somebody changed this attendee or registered the same person since the preview. Import the row again."
    ),
    # Rows named on the command line.
    "rows.unclear": lambda: _("“{value}” names no rows. Write them like 12, 12-15, Sheet1!12 or list.xlsx:Sheet1!12."),
    "rows.no_sheet": lambda: _("None of the files has the sheet that “{name}” names."),
    "rows.several_sheets": lambda: _("“{name}” fits several sheets. Name one: {candidates}."),
    "rows.not_found": lambda: _("“{sheet}” has nothing in the rows that “{name}” names."),
    # The import as a whole.
    "sheet.not_found": lambda: _("“{file}” has no sheet “{sheet}”. Its sheets are: {sheets}."),
    "import.nothing_to_undo": lambda: _("There is no import of this conference left to undo."),
    "import.not_found": lambda: _("Import no. {number} does not exist or has been undone already."),
}
