"""The words on the workbook that units fill in to register their people."""

from __future__ import annotations

from desktop.i18n import _


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
