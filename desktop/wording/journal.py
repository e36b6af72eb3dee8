"""One short sentence in the past tense for each line of the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from desktop.i18n import _, ngettext
from desktop.wording import field
from desktop.wording.formats import attendees_text, files_text

_SENTENCES: Mapping[str, Callable[[], str]] = {
    "conference.added": lambda: _("Made the conference “{name}”"),
    "conference.edited": lambda: _("Changed the conference “{name}”"),
    "conference.closed": lambda: _("Closed the conference “{name}”"),
    "conference.reopened": lambda: _("Reopened the conference “{name}”"),
    "conference.removed": lambda: _("Put the conference “{name}” into the bin"),
    "conference.restored": lambda: _("Restored the conference “{name}” from the bin"),
    "conference.erased": lambda: _("Erased the conference “{name}” for good"),
    "conference.copied": lambda: _("Copied the conference “{name}” as “{into}”"),
    "period.reported": lambda: _("The figures from {first} to {last} were reported"),
    "correction.opened": lambda: _("Opened a correction of “{name}”"),
    "correction.finished": lambda: _("Finished the correction of “{name}”"),
    "group.added": lambda: _("Added the role group “{name}”"),
    "group.edited": lambda: _("Changed the role group “{name}”"),
    "group.removed": lambda: _("Removed the role group “{name}”"),
    "group.merged": lambda: _("Merged the role group “{name}” into “{into}”"),
    "group.moved": lambda: _("Moved the role group “{name}”"),
    "question.added": lambda: _("Added the question “{name}”"),
    "question.edited": lambda: _("Changed the question “{name}”"),
    "question.removed": lambda: _("Removed the question “{name}”"),
    "question.moved": lambda: _("Moved the question “{name}”"),
    "unit.added": lambda: _("Added the unit “{name}”"),
    "unit.edited": lambda: _("Changed the unit “{name}”"),
    "unit.removed": lambda: _("Removed the unit “{name}”"),
    "unit.succeeded": lambda: _("{name} was followed by {into}"),
    "unit.succession_forgotten": lambda: _("Forgot what followed {name}"),
    "unit.merged": lambda: _("Merged “{name}” into “{into}”"),
    "point.added": lambda: _("Added the point “{name}”"),
    "point.edited": lambda: _("Changed the point “{name}”"),
    "point.removed": lambda: _("Removed the point “{name}”"),
    "point.reported": lambda: _("Wrote down when “{name}” reported"),
    "attendee.added": lambda: _("Added {name}"),
    "attendee.edited": lambda: _("Changed {name}"),
    "attendee.joined": lambda: _("Joined {name} and {other} into one attendee"),
    "session.added": lambda: _("Added the session “{name}”"),
    "session.edited": lambda: _("Changed the session “{name}”"),
    "session.removed": lambda: _("Removed the session “{name}”"),
    "attendance.in": lambda: _("{name}: in"),
    "attendance.left": lambda: _("{name} left"),
    "attendance.set": lambda: _("{name}: {status}"),
    "attendance.remarked": lambda: _("Wrote a remark beside {name}"),
    "attendance.walk_in": lambda: _("Registered the walk-in {name}"),
    "attendance.substituted": lambda: _("{name} is the substitute for {replaced}"),
    "sheet.made": lambda: _("Made attendance sheet no. {number}"),
    "document.made": lambda: _("Made “{document}”: {rows} rows"),
    "certificate.issued": lambda: _("Issued certificates no. {first} to {last}"),
    "certificate.reissued": lambda: _("Reissued corrected certificates, no. {first} to {last}"),
    "certificate.key_made": lambda: _("Made the key that signs certificates"),
    "picture.chosen": lambda: _("Chose a picture for papers: {file}"),
    "picture.cleared": lambda: _("Removed a picture from papers: {file}"),
    "document.options": lambda: _("Kept the options of “{document}”"),
    "office.edited": lambda: _("Changed the office's letterhead"),
    "office.brought_back": lambda: _(
        "Took over what was edited on the shared server: letterhead, rates, units, people"
    ),
    "seating.made": lambda: _("Made the seat plan ({seats} seats)"),
    "seating.room": lambda: _("Changed the room ({seats} seats)"),
    "seating.moved": lambda: _("{name}: seat {seat}"),
    "seating.swapped": lambda: _("{name} and {other} swapped seats"),
    "seating.instead": lambda: _("{name}: seat {seat}, {other} has none now"),
    "rate.added": lambda: _("Added the rate from {day}: {amount} đồng a day"),
    "rate.edited": lambda: _("Changed the rate from {day}: {amount} đồng a day"),
    "rate.removed": lambda: _("Removed the rate from {day}"),
    "sheet.entered": lambda: _("Entered the signed sheet no. {number}"),
    "sheets.scanned": lambda: _("Entered signed sheets from pictures ({pages} pages)"),
    "desk.merged": lambda: _("Merged a desk's file: {marks_added} marks, {people_added} attendees"),
    "desk.exported": lambda: _("Wrote {file} for the other desks"),
    "backup.restored": lambda: _("Restored the backup {file}"),
    "backup.recovered": lambda: _("Recovered what could be read of {file}"),
    "data.encrypted": lambda: _("Encrypted the data"),
    "data.key_changed": lambda: _("Changed the passphrase of the data"),
    "data.decrypted": lambda: _("Removed the encryption of the data"),
    "server.copied_in": lambda: _("Copied the conference “{name}” to the server"),
    "server.copied_out": lambda: _("Copied the conference “{name}” back from the server"),
    "data.exported": lambda: _("Exported the list ({count} attendees)"),
    "conference.contacts_purged": lambda: _("Let go of phone and e-mail of {people} attendees"),
    "request.added": lambda: _("Wrote down a request about personal data"),
    "request.edited": lambda: _("Changed a request about personal data"),
    "request.removed": lambda: _("Removed a request about personal data"),
    "office.holidays": lambda: _("Changed the holidays"),
    "ranks.edited": lambda: _("Changed the order of positions"),
    "person.erased": lambda: _("Erased a person's data"),
    "person.anonymised": lambda: _("Made a person's data anonymous"),
    "import.learned": lambda: _("Remembered the answers given to an import"),
    "invitation.edited": lambda: _("Changed the invitation of {name}"),
    "task.edited": lambda: _("Changed the task {code}"),
    "task.committed": lambda: _("Wrote down the commitment to the task {code}"),
    "task.progress": lambda: _("Wrote down progress of the task {code}"),
    "task.extended": lambda: _("Extended the task {code}"),
    "opinion.added": lambda: _("Began the round of opinions “{title}”"),
    "opinion.edited": lambda: _("Changed the round of opinions “{title}”"),
    "opinion.removed": lambda: _("Removed the round of opinions “{title}”"),
    "opinion.entered": lambda: _("Entered {count} answers to “{title}”"),
    "opinion.tallied": lambda: _("Entered the count of {count} papers to “{title}”"),
    "dialogue.added": lambda: _("Added the dialogue “{title}”"),
    "dialogue.edited": lambda: _("Changed the dialogue “{title}”"),
    "dialogue.removed": lambda: _("Removed the dialogue “{title}”"),
    "dialogue.asked": lambda: _("Wrote down question no. {number}"),
    "dialogue.answered": lambda: _("Changed question no. {number}"),
    "dialogue.unasked": lambda: _("Removed question no. {number}"),
    "procedure.added": lambda: _("Added a proposal about “{name}”"),
    "procedure.edited": lambda: _("Changed a proposal about “{name}”"),
    "conclusion.added": lambda: _("Wrote down a conclusion"),
    "conclusion.edited": lambda: _("Changed a conclusion"),
    "conclusion.removed": lambda: _("Removed a conclusion"),
    "settings.changed": lambda: _("Changed the settings"),
}


def line(action: str, details: Mapping[str, Any], document_title: Callable[[str], str]) -> str:
    """What happened, for the status bar and the list of changes: "Added Nguyễn Văn Thử".

    A line keeps the name of its document; `document_title` tells what that is called.
    """
    if action == "undone":
        return _undone(details)
    if action == "import.applied":
        return _imported(details)
    if "document" in details:
        details = {**details, "document": document_title(str(details["document"]))}
    known = _SENTENCES.get(action)
    if known:
        return known().format_map(_Gaps(_shown(details)))
    counted = _counted(action, int(details.get("count") or 0))
    return (
        counted.format_map(_Gaps(_shown(details)))
        if counted
        else _("Changed the record ({action})").format(action=action)
    )


def _counted(action: str, count: int) -> str:
    if action == "unit.list_added":
        return ngettext("Added {count} unit from {file}", "Added {count} units from {file}", count)
    if action == "attendee.removed":
        return ngettext("Removed {name}", "Removed {count} attendees", count)
    if action == "attendee.regrouped":
        return ngettext(
            "Put {count} attendee into the group “{into}”", "Put {count} attendees into the group “{into}”", count
        )
    if action == "attendee.ungrouped":
        return ngettext("Took {count} attendee out of a group", "Took {count} attendees out of their groups", count)
    if action == "attendee.cancelled":
        return ngettext("{count} attendee cancelled", "{count} attendees cancelled", count)
    if action == "attendee.reinstated":
        return ngettext("{count} attendee comes after all", "{count} attendees come after all", count)
    if action == "attendance.annulled":
        return ngettext("Undid {count} mark of {name}", "Undid {count} marks", count)
    if action == "attendance.delegation":
        return ngettext("{name}: {count} person in", "{name}: {count} people in", count)
    if action == "attendance.rest":
        return ngettext(
            "Marked the {count} remaining attendee: {status}", "Marked the {count} remaining attendees: {status}", count
        )
    if action == "attendance.moved":
        return ngettext("Moved {name} to “{session}”", "Moved {count} arrivals to “{session}”", count)
    if action == "attendance.imported":
        return ngettext("Brought {count} mark back from {file}", "Brought {count} marks back from {file}", count)
    if action == "certificate.revoked":
        return _("Revoked certificate no. {number} of {name}") if count == 1 else _("Revoked {count} certificates")
    if action == "seating.filled":
        return ngettext("Put {count} attendee on a seat", "Put {count} attendees on seats", count)
    if action == "seating.taken_off":
        return ngettext("{name} has no seat now", "{count} attendees have no seat now", count)
    if action == "seating.cleared":
        return ngettext("Cleared {count} seat", "Cleared {count} seats", count)
    if action == "quota.saved":
        return ngettext("Changed {count} line of the quotas", "Changed {count} lines of the quotas", count)
    if action == "attendee.off_payroll":
        return ngettext(
            "Put {count} attendee down as without a state salary",
            "Put {count} attendees down as without a state salary",
            count,
        )
    if action == "attendee.answered":
        return ngettext("{name}: {question}", "“{question}” of {count} attendees", count)
    if action == "attendee.on_payroll":
        return ngettext(
            "Put {count} attendee down as paid by the state", "Put {count} attendees down as paid by the state", count
        )
    if action == "attendee.told_apart":
        return ngettext("{name} and {other} are two people", "{count} times two people, not one", count)
    if action == "attendee.all_joined":
        return ngettext("Joined {count} attendee into another", "Joined {count} attendees into others", count)
    if action == "review.kept":
        return ngettext("Reviewed {name}: right as it stands", "Reviewed {count}: right as they stand", count)
    if action == "review.settled":
        return ngettext("Settled {count} case", "Settled {count} cases", count)
    if action == "desk.refused":
        return ngettext(
            "The server did not take {count} entry of a desk",
            "The server did not take {count} entries of a desk",
            count,
        )
    if action == "attendee.tidied":
        return ngettext("Tidied {count} attendee", "Tidied {count} attendees", count)
    if action == "tidying.refused":
        return ngettext("Refused {count} proposal to tidy", "Refused {count} proposals to tidy", count)
    if action == "tidying.asked_again":
        return ngettext("Proposes {count} refused value again", "Proposes {count} refused values again", count)
    if action == "invitation.sent":
        return ngettext("Wrote down that {count} unit was invited", "Wrote down that {count} units were invited", count)
    if action == "invitation.declined":
        return ngettext("{name} declined", "{count} units declined", count)
    if action == "invitation.taken_back":
        return ngettext("{name} comes after all", "{count} units come after all", count)
    if action == "task.given":
        return ngettext("Gave the task {code}", "Gave {count} tasks", count)
    if action == "task.edited_together":
        return ngettext("Changed {count} task", "Changed {count} tasks", count)
    if action == "task.removed":
        return ngettext("Removed the task {code}", "Removed {count} tasks", count)
    if action == "task.taken":
        return ngettext("Took {count} row from task sheets", "Took {count} rows from task sheets", count)
    if action == "opinion.scanned":
        return ngettext(
            "Entered {count} questionnaire of “{title}” from pictures",
            "Entered {count} questionnaires of “{title}” from pictures",
            count,
        )
    if action == "opinion.imported":
        return ngettext("Took {count} answer to “{title}”", "Took {count} answers to “{title}”", count)
    if action == "procedure.removed":
        return ngettext("Removed a proposal about “{name}”", "Removed {count} proposals about procedures", count)
    if action == "reminder.made":
        return ngettext("Reminded {count} unit", "Reminded {count} units", count)
    if action == "point.imported":
        return ngettext("Added {count} point", "Added {count} points", count)
    if action == "point.placed":
        return ngettext("{name} sits at “{into}”", "{count} attendees sit at “{into}”", count)
    if action == "point.placed_in_hall":
        return ngettext("{name} sits in the main hall", "{count} attendees sit in the main hall", count)
    if action == "point.unplaced":
        return ngettext("{name} sits where their unit does", "{count} attendees sit where their units do", count)
    if action == "attendee.moved":
        return ngettext("Moved {count} attendee to {into}", "Moved {count} attendees to {into}", count)
    return ""


def took_back(action: str, details: Mapping[str, Any]) -> bool:
    """Whether a line took something back, rather than doing it, or doing it again."""
    return action == "undone" and (
        details.get("undid") != "undone" or bool(details.get("of")) > bool(details.get("again"))
    )


def _undone(details: Mapping[str, Any]) -> str:
    undid = str(details.get("undid", ""))
    if undid == "undone" and not details.get("of"):  # written by a version that did not say what was done again
        return _("Redone")
    words = _("Undone: {what}") if took_back("undone", details) else _("Redone: {what}")
    return words.format(what=_what(str(details["of"]) if undid == "undone" else undid))


def _imported(details: Mapping[str, Any]) -> str:
    people = int(details.get("add") or 0) + int(details.get("update") or 0)
    files = len(details.get("files") or ())
    return _("Imported {attendees} from {files}").format(
        attendees=attendees_text(people),
        files=files_text(files),
    )


def _what(action: str) -> str:
    """What kind of change an undo took back."""
    words: Mapping[str, Callable[[], str]] = {
        "conference": lambda: _("a change of a conference"),
        "request": lambda: _("a change of requests about personal data"),
        "office.holidays": lambda: _("a change of holidays"),
        "ranks": lambda: _("a change of the order of positions"),
        "group": lambda: _("a change of role groups"),
        "question": lambda: _("a change of questions"),
        "unit": lambda: _("a change of units"),
        "point": lambda: _("a change of points"),
        "attendee": lambda: _("a change of attendees"),
        "attendee.joined": lambda: _("the joining of two attendees"),
        "session": lambda: _("a change of the agenda"),
        "review": lambda: _("a case that was settled"),
        "import": lambda: _("an import"),
        "attendance": lambda: _("a change of attendance"),
        "attendance.in": lambda: _("an arrival"),
        "attendance.delegation": lambda: _("the arrival of a delegation"),
        "attendance.rest": lambda: _("the marking of all the rest"),
        "attendance.moved": lambda: _("the moving of arrivals to another session"),
        "attendance.substituted": lambda: _("the naming of a substitute"),
        "attendance.imported": lambda: _("attendance taken from a workbook"),
        "attendance.annulled": lambda: _("the undoing of marks"),
        "attendance.set": lambda: _("a correction of attendance"),
        "attendance.remarked": lambda: _("a correction of attendance"),
        "attendance.walk_in": lambda: _("a walk-in"),
        "sheet": lambda: _("a sheet"),
        "sheet.entered": lambda: _("a signed sheet"),
        "sheets.scanned": lambda: _("signed sheets entered from pictures"),
        "office": lambda: _("the office's letterhead"),
        "certificate.issued": lambda: _("the issuing of certificates"),
        "certificate.reissued": lambda: _("the reissuing of certificates"),
        "certificate": lambda: _("the revoking of certificates"),
        "picture": lambda: _("a picture for papers"),
        "seating": lambda: _("a change of seats"),
        "quota": lambda: _("a change of quotas"),
        "rate": lambda: _("a change of rates"),
        "invitation": lambda: _("a change of invitations"),
        "task": lambda: _("a change of tasks"),
        "task.given": lambda: _("the giving of tasks"),
        "task.progress": lambda: _("progress of a task"),
        "task.taken": lambda: _("task sheets that came back"),
        "opinion": lambda: _("a change of opinions"),
        "opinion.entered": lambda: _("the entering of answers"),
        "opinion.imported": lambda: _("an import of answers"),
        "opinion.scanned": lambda: _("questionnaires entered from pictures"),
        "dialogue": lambda: _("a change of dialogues"),
        "procedure": lambda: _("a change of proposals about procedures"),
        "reminder": lambda: _("reminders"),
        "conclusion": lambda: _("a change of conclusions"),
        "period": lambda: _("the reporting of figures"),
        "correction": lambda: _("a correction of reported figures"),
        "attendee.tidied": lambda: _("a tidying"),
        "tidying": lambda: _("refused proposals"),
    }
    known = words.get(action) or words.get(action.partition(".")[0])
    return known() if known else _("a change")


def _shown(details: Mapping[str, Any]) -> dict[str, Any]:
    worded = ("status", "day", "amount")
    return {
        name: field.shown(name, value) if name in worded or isinstance(value, dt.date) else value
        for name, value in details.items()
    }


class _Gaps(dict[str, Any]):
    """Details for `format_map`; a missing one leaves a gap."""

    def __missing__(self, key: str) -> str:
        return "…"


def moved_text(count: int, session: str) -> str:
    """How many arrivals were moved to which session."""
    text = ngettext("Moved {count} arrival to “{session}”", "Moved {count} arrivals to “{session}”", count)
    return text.format(count=count, session=session)
