"""Sentences about the database: what does not exist, what clashes, what can't be stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _

SENTENCES: Mapping[str, Callable[[], str]] = {
    # the data file or server
    "record.newer": lambda: _("{file} was made by a newer version of Tập Huấn: install that version to open it."),
    "record.not_ours": lambda: _("{file} is not a data file of Tập Huấn: choose another file."),
    "record.is_folder": lambda: _("{file} is a folder: name a data file in it."),
    "record.no_folder": lambda: _("The folder {file} can't be made: choose a place where you may write."),
    "record.cannot_open": lambda: _(
        "The data file {file} can't be opened: check that it is there and yours to read, and that no other program holds it."
    ),
    "record.missing": lambda: _(
        "The data file {file} is not there any more: it was moved, renamed or deleted, or its disk is not connected. Put "
        "it back, or choose another file."
    ),
    "record.emptied": lambda: _(
        "The data file {file} is empty: what it held is gone. Restore a backup, or choose another file."
    ),
    "record.missing_saved": lambda: _(
        "The data file {file} is not there any more: it was moved, renamed or deleted. What it held was saved in {copy}: "
        "open that file."
    ),
    "record.moved": lambda: _(
        "The data file {file} was moved, replaced or deleted while it was open: nothing more is saved in it. All that was "
        "recorded stands in {copy}: open that file, and see whether your last change is in it."
    ),
    "record.moved_unsaved": lambda: _(
        "The data file {file} was moved, replaced or deleted while it was open, or its disk is gone: nothing was saved. Put "
        "it back before you leave the program, then try again."
    ),
    "record.overwritten": lambda: _(
        "Another file was copied over the data file {file} while it was open: nothing more is saved in it. Close the "
        "program, open it again and restore the newest backup."
    ),
    "record.older_read_only": lambda: _(
        "{file} was made by an older version and can't be written to: copy it to a place where you may write, and open it "
        "there."
    ),
    "record.opened_read_only": lambda: _(
        "{file} can only be looked at where it is: copy it to a place where you may write to change anything."
    ),
    "record.synced": lambda: _(
        "{file} is in the folder “{who}”, which is kept in step with other computers: a file in use can be damaged or replaced "
        "there. Better keep it in another folder of this computer, and put only copies there."
    ),
    "record.on_network": lambda: _(
        "{file} is on a network drive, where only one computer may have it open at a time: several desks share a server "
        "instead."
    ),
    "record.no_copy": lambda: _("The copy {file} could not be made: make room on the disk, or choose another place."),
    "record.read_only": lambda: _("The data file {file} can't be written to: copy it to a place where you may write."),
    "record.disk_full": lambda: _("The disk holding {file} is full: nothing was saved. Make room, then try again."),
    "record.disk_fault": lambda: _(
        "The disk holding {file} does not answer as it should: nothing was saved. Check its plug or the network, then try "
        "again."
    ),
    "record.damaged": lambda: _(
        "The data file {file} is damaged: open it in the window anew to recover what can be read, or restore a backup."
    ),
    "record.busy": lambda: _("{file} is being written by another program: nothing was saved. Try again in a moment."),
    # two desks, one row
    "conflict.row": lambda: _("Someone else changed the same row just now: nothing was saved. Look at it again."),
    "conflict.edited": lambda: _(
        "“{name}” was changed by {who} at {at} ({fields}): nothing was saved. Look at it again, then repeat your change."
    ),
    "conflict.edited_somehow": lambda: _(
        "“{name}” was changed by {who} at {at}: nothing was saved. Look at it again, then repeat your change."
    ),
    "conflict.edited_since": lambda: _(
        "This can't be undone: a later change of the same {what} stands on it. Undo the later change first."
    ),
    "journal.nothing_to_undo": lambda: _("There is nothing to undo: it was undone already."),
    # fields of a form
    "field.missing": lambda: _("{field}: please fill this in."),
    "field.too_long": lambda: _("“{value}” is too long: at most {limit} letters fit here."),
    "field.birth": lambda: _("“{value}” is not a date: write 23/05/1975, 05/1975 or 1975."),
    "field.birth_in_future": lambda: _("{value} is still to come: check the date of birth."),
    "field.phone": lambda: _("“{value}” is not a phone number."),
    "field.email": lambda: _("“{value}” is not an email address."),
    "field.gender": lambda: _("“{value}” is no gender: choose Male or Female."),
    # conferences
    "conference.not_found": lambda: _("This conference is not there any more: another desk removed it."),
    "conference.unknown": lambda: _("There is no conference “{name}”: “conference list” shows those there are."),
    "conference.ambiguous": lambda: _("“{name}” fits several conferences ({candidates}): give the code."),
    "conference.ends_before_start": lambda: _("The last day is before the first one: check the dates."),
    "conference.too_long": lambda: _("{days} days are too many for one conference: check the dates."),
    "conference.not_in_bin": lambda: _("“{name}” is not in the bin: it was restored or erased meanwhile."),
    "conference.bad_months": lambda: _("Type a number of months from 1 to 120, or leave it empty."),
    # requests about personal data
    "request.not_found": lambda: _("This request is not there any more: another desk removed it."),
    "request.done_before": lambda: _("It can't be answered before it came: check the dates."),
    "request.bad_holiday": lambda: _("“{value}” is no day: write 02/09/2026, or 16/02/2026 - 20/02/2026."),
    # groups
    "group.not_found": lambda: _("This role group is not there any more: another desk removed it."),
    "ranks.too_many": lambda: _("At most {most} lines: positions of one rank share a line, separated by commas."),
    "conference.closed": lambda: _("“{title}” is closed: it can be looked at and printed. To change it, reopen it."),
    "group.not_another": lambda: _("“{value}” is not another role group of this conference."),
    "group.exists": lambda: _("There is a role group “{value}” already."),
    # units
    "unit.not_found": lambda: _("This unit is not there any more: another desk removed it."),
    "unit.exists": lambda: _("“{value}” is in the directory already, as “{name}”."),
    "unit.alias_taken": lambda: _("“{value}” already stands for “{name}”: merge the two units if they are the same."),
    "unit.renamed_since": lambda: _(
        "“{name}” is the name since {on}: choose that day or a later one, or say that the name was misspelt."
    ),
    "unit.in_use": lambda: _(
        "“{name}” has attendees in this or an earlier conference ({count}): merge it with another unit, or mark it as no "
        "longer in use."
    ),
    "unit.has_tasks": lambda: _(
        "“{name}” has tasks to answer for ({count}): say which unit answers for them, or merge the two."
    ),
    "unit.merge_with_itself": lambda: _("A unit can't be merged with itself: choose two units."),
    "unit.unknown_kind": lambda: _("“{value}” is not a kind of unit."),
    "unit.no_such_kind": lambda: _("“{value}” is not a kind of unit. There are: {known}."),
    "unit.none_of_kind": lambda: _("There is no unit of the kind “{value}” in use."),
    "units.cannot_open": lambda: _("The list of units {file} can't be opened: check that it is yours to read."),
    "units.not_utf8": lambda: _("{file} is not UTF-8 text: save the list of units as “CSV UTF-8”."),
    "units.no_names": lambda: _("{file} names no units: it needs a column “name” (“Tên đơn vị”)."),
    "units.unknown_kind_in_list": lambda: _(
        "{file}: “{value}” is not a kind of unit. Use ward, specialised_agency, public_service_unit, public_school, "
        "managed_unit or other."
    ),
    # attendees and people
    "attendee.not_found": lambda: _("This attendee is not on the list any more: another desk removed it."),
    "attendee.unknown": lambda: _(
        "Nobody on the list fits “{name}”: give the badge code, the whole name, or the name with the unit."
    ),
    "attendee.ambiguous": lambda: _("“{name}” fits several people ({candidates}): give the badge code."),
    # two who are one
    "joining.same": lambda: _("This is the same attendee twice: choose two."),
    "joining.removed": lambda: _("{name} is not on the list any more: nobody was joined."),
    "joining.elsewhere": lambda: _("{name} is registered in another conference: only attendees of one can be joined."),
    "joining.substitute": lambda: _(
        "One of {name} and {other} is the substitute for the other, so they are two people: cancel the substitute first."
    ),
    "joining.place_lost": lambda: _(
        "{name} is the substitute for {replaced}, which the other is not: let {name} be the one who stays."
    ),
    "attendees.unknown_order": lambda: _("“{value}” is no order of attendees."),
    # named on the command line
    "group.unknown": lambda: _("No one role group fits “{value}”. There are: {known}."),
    "session.unknown": lambda: _("No one session fits “{value}”. There are: {known}."),
    "session.day_missing": lambda: _(
        "“{value}” needs its day, for the conference has several days or none: write 2018-05-23T08:00."
    ),
    "unit.unknown": lambda: _("There is no unit “{value}” in the directory."),
    "sheet.unknown_ending": lambda: _("“{value}” must end in .pdf or .xlsx."),
    "demo.in_use": lambda: _("{file} is open in a window: close it first, or name a new file."),
    "demo.not_a_sample": lambda: _(
        "{file} holds other data than the sample's and is left alone: name a new file, or leave --data out."
    ),
    "export.unknown_column": lambda: _("There is no column “{value}” to export."),
    "person.unknown": lambda: _("Nobody is called “{name}”, and no badge has this code."),
    "person.ambiguous": lambda: _("“{name}” fits several people ({candidates}): give the badge code."),
    "person.no_folder": lambda: _("Name the folder to write into: -o DIR."),
    "person.erased_already": lambda: _("This person was erased or made anonymous already."),
    "person.signed_sheet": lambda: _(
        "{name} stands on signed sheets ({sheets}), which the office keeps: they can be made anonymous, not erased."
    ),
    "person.not_found": lambda: _("This person is not in the directory any more."),
    "duplicate.kept": lambda: _("This person may be on the list twice."),
    # attendance
    "attendance.who_or_unit": lambda: _(
        "Name one person, or a whole unit with --unit NAME --all, or read a citizen card with --card."
    ),
    "card.as_argument": lambda: _(
        "A citizen card's code does not belong on the command line, where others can read it: use --card, and give it on standard input."
    ),
    "card.unread": lambda: _("That is no citizen card, or only a part of it was read."),
    "attendance.units": lambda: _("“{name}” fits several units ({candidates}): write more of its name."),
    "attendance.several": lambda: _("“{name}” fits several people: give the badge code."),
    "attendance.not_in": lambda: _("{name} is not in: only who came in can leave."),
    "attendance.left_before_arrival": lambda: _("The leaving comes before the arrival."),
    "attendance.nothing_to_undo": lambda: _("Nothing is recorded of {name} at this session that could be undone."),
    "attendance.rest_too_early": lambda: _(
        "“{session}” lasts until {ends_at}: whoever comes now is still expected. To mark the rest absent all the same, say so (--anyway)."
    ),
    "attendance.rest_not_yours": lambda: _("Only an organizer marks the rest: ask one."),
    "attendance.move_nowhere": lambda: _("Choose two sessions of one conference."),
    "attendance.replaced_already": lambda: _("{by} is the substitute for {name} already: undo that first."),
    "attendance.replaced_is_in": lambda: _("{name} is in already (“{session}”): undo that first."),
    # agenda
    "session.not_found": lambda: _("This session is not in the agenda any more: another desk removed it."),
    "session.no_free_time": lambda: _(
        "Nothing is free for “{name}” once more until the conference's last day: say when it begins (--start)."
    ),
    "session.bad_hours": lambda: _(
        "A session counts 0 to {most} training hours; leave the field empty to count its half-days."
    ),
    "succession.none": lambda: _("Choose the unit that followed."),
    "succession.one": lambda: _("Choose the one unit that followed: where there are several, it was divided."),
    "succession.several": lambda: _("A unit that was divided has two successors or more: choose them."),
    "succession.circle": lambda: _("“{other}” can't follow “{name}”: it is the same one, or came before it."),
    "succession.known": lambda: _("It is written down already that “{other}” followed “{name}”."),
    "succession.no_successor": lambda: _("Tasks and people go over to a unit that followed, to no other."),
    "session.no_hours": lambda: _("“{value}” is no number of training hours: write 4 or 2,5."),
    "session.ends_before_start": lambda: _("The session ends before it starts: check the times."),
    "session.has_attendance": lambda: _("Attendance was taken at “{name}”: the session can't be removed any more."),
    "room.overlap": lambda: _("The room {room} is also used by “{other}” at that time."),
    "speaker.overlap": lambda: _("{speaker} also speaks at “{other}” at that time."),
    "outside.dates": lambda: _("The session is outside the conference's days ({first} – {last})."),
}
