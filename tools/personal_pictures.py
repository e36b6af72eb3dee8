"""A person's data, requests about it, the bin, and what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication

from desktop.domain.areas import ALL_AREAS
from desktop.gui.attendees.page import AttendeesPage
from desktop.gui.attendees.personal_data import PersonalDataDialog
from desktop.gui.attendees.requests import HolidaysForm, RequestForm
from desktop.gui.shell.main_window import MainWindow
from desktop.services import binned, conferences, data_requests
from desktop.services.opening import Transaction


def personal_pictures(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens, by the picture's name."""
    context = window.context
    day = dt.date(2026, 9, 2)
    return {
        "personal": partial(_person, window),
        "personal-erase": lambda: _asked(_person(window)),
        "requests": lambda: _prepared(window).run("requests"),
        "request": lambda: RequestForm(context).open(),
        "holidays": lambda: HolidaysForm(context, 0, frozenset({day, day + dt.timedelta(days=1)})).open(),
        "bin": lambda: _prepared(window).run("conference.bin"),
        "due": lambda: _prepared(window).show_page("overview"),
    }


def _prepared(window: MainWindow) -> MainWindow:
    """Once for all pictures: two requests, a plan that is due, and a conference in the bin."""
    conference = window.context.conference_id

    def work(tx: Transaction) -> None:
        if binned.in_bin(tx):
            return
        view = conferences.get_conference(tx, conference)
        conferences.edit_conference(tx, view.id, version=view.version, contacts_months=6)
        copy = conferences.copy_conference(tx, conference, title="Tập huấn nghiệp vụ một cửa, đợt 2 (nhập thử)")
        binned.remove(tx, copy.id)
        today = dt.date.today()
        for who, kind, days in (("Nguyễn Thị Mẫu", "export", 0), ("Trần Văn Thử", "erase", 9)):
            data_requests.add_request(tx, who=who, kind=kind, received_on=today - dt.timedelta(days=days))

    window.context.operations.database.write(work)
    window.context.operations.changed.emit(ALL_AREAS)
    while window.context.operations.busy:
        QApplication.processEvents()
    return window


def _person(window: MainWindow) -> PersonalDataDialog:
    window.show_page("attendees")
    while window.context.operations.busy:
        QApplication.processEvents()
    page = window.page
    assert isinstance(page, AttendeesPage)
    page.table.select_first()
    page.commands["personal"]()
    while True:  # until it was read
        QApplication.processEvents()
        for each in QApplication.topLevelWidgets():
            if isinstance(each, PersonalDataDialog) and each.isVisible():
                return each


def _asked(shown: PersonalDataDialog) -> None:
    """The question alone: on a picture it would stand behind what it is about."""
    shown.ask(anonymise=True)
    shown.hide()
