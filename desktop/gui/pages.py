"""The pages of the window, in the rail's order. Each is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.gui.context import Context
from desktop.gui.page import Page
from desktop.i18n import _


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its name, words and icon in the rail, and how to make it."""

    name: str
    title: Callable[[], str]
    icon: str
    make: Callable[[Context], Page]
    lower: bool = False
    """In the rail's lower part: not of one conference."""
    roles: frozenset[str] = frozenset({"organizer"})
    """The logins that can use it."""


def welcome(context: Context) -> Page:
    """What a data file without a conference shows."""
    from desktop.gui.conferences.welcome import WelcomePage

    return WelcomePage(context)


def _overview(context: Context) -> Page:
    from desktop.gui.conferences.overview import OverviewPage

    return OverviewPage(context)


def _attendees(context: Context) -> Page:
    from desktop.gui.attendees.page import AttendeesPage

    return AttendeesPage(context)


def _agenda(context: Context) -> Page:
    from desktop.gui.agenda.page import AgendaPage

    return AgendaPage(context)


def _attendance(context: Context) -> Page:
    from desktop.gui.checkin.page import AttendancePage

    return AttendancePage(context)


def _printing(context: Context) -> Page:
    from desktop.gui.papers.page import PrintingPage

    return PrintingPage(context)


def _directory(context: Context) -> Page:
    from desktop.gui.units.page import DirectoryPage

    return DirectoryPage(context)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", lambda: _("Overview"), "view-dashboard-outline", _overview),
    PageEntry("attendees", lambda: _("Attendees"), "account-group-outline", _attendees),
    PageEntry("agenda", lambda: _("Agenda"), "calendar-clock-outline", _agenda),
    PageEntry(
        "attendance",
        lambda: _("Check-in"),
        "account-check-outline",
        _attendance,
        roles=frozenset({"organizer", "desk", "viewer"}),
    ),
    PageEntry("printing", lambda: _("Printing"), "printer-outline", _printing),
    PageEntry("directory", lambda: _("Units & directory"), "office-building-outline", _directory, lower=True),
)


def pages_for(role: str) -> tuple[PageEntry, ...]:
    """The pages that a login of this role can use."""
    return tuple(page for page in PAGES if role in page.roles)
