"""The words on the workbook that units fill in to register their people."""

from __future__ import annotations

import datetime as dt

from desktop.i18n import _
from desktop.wording.formats import date_text


def sheet_title() -> str:
    """The worksheet's name."""
    return _("Registration")


def title(conference: str) -> str:
    """The first line."""
    return _("Registration: {title}").format(title=conference)


def unit_line(unit: str) -> str:
    """Whose form it is; "" for everyone's."""
    return _("Unit: {name}").format(name=unit) if unit else ""


def instructions() -> tuple[str, str]:
    """How it is filled in, two lines above the table."""
    return (
        _("One person in each row; leave the headings as they are. Choose unit, group and gender from the lists."),
        _("Write the date of birth day first, as in 23/05/1975; the year alone will do."),
    )


def not_listed() -> tuple[str, str]:
    """Title and text that Excel shows for a value that is not in a list."""
    return _("Not in the list"), _("Choose one from the list if it is there; a new name is taken over as written.")


def fact(days: str, venue: str, due: dt.date | None) -> str:
    """When and where the conference is, and until when to reply, as far as it is known."""
    known = [days, venue]
    if due is not None:
        known.append(_("please reply until {day}").format(day=date_text(due)))
    return " · ".join(filter(None, known))


def reply_stem(unit: str) -> str:
    """The name of the file that the page saves, without its ending."""
    return _("Registration {unit}").format(unit=unit) if unit else _("Registration")


def no_script() -> str:
    """What the page says where no script may run."""
    return _("This form needs JavaScript: open it in Chrome, Edge, Firefox or Cốc Cốc, or ask for the Excel form.")


def page_words() -> dict[str, str]:
    """All other words of the page; `{file}` and `{row}` are filled in by its script."""
    return {
        "unit": _("Unit"),
        "contact": _("Contact: full name"),
        "phone": _("Contact: phone"),
        "declined": _("Nobody comes from this unit"),
        "reason": _("Reason"),
        "people": _("People registered"),
        "add": _("Add a person"),
        "remove": _("Remove row"),
        "hint": _("Write the date of birth day first, as in 23/05/1975; the year alone will do."),
        "save": _("Save the reply"),
        "save_hint": _("Nothing is sent: the reply is saved as a small file. Send that file to the organizer."),
        "saved": _("Saved as “{file}” in the folder of downloads. Send that file to the organizer."),
        "copy": _("This browser can't save files: copy the text below into a file named “{file}”, or into an e-mail."),
        "leave": _("What was typed is not saved yet."),
        "no_unit": _("Please say which unit this is."),
        "no_reason": _("Please give the reason why nobody comes."),
        "no_name": _("Row {row}: the full name is missing."),
        "no_nobody": _("Nobody is registered yet: write at least one name, or tick that nobody comes."),
    }
