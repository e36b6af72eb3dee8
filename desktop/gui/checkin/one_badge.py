"""The badge of one person who just came onto the list: to the printer or into a file, without leaving the door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.domain.attendance import DoorPerson
from desktop.domain.documents.selection import Selection
from desktop.gui.context import Context
from desktop.i18n import _
from desktop.services.opening import Transaction

if TYPE_CHECKING:
    from desktop.gui.papers.output import Wanted
    from desktop.papers.document import Content

_KEY = "door.badge"


def offer_badge(context: Context, person: DoorPerson, at: QPushButton) -> QMenu:
    """Ask under the button whether to print it or to save it."""
    menu = QMenu(at)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, work in ((_("Print…"), _print), (_("Save as PDF…"), _save)):
        menu.addAction(text).triggered.connect(
            lambda _checked=False, work=work: _wanted(context, person, lambda wanted: work(context, at, wanted))
        )
    menu.setActiveAction(menu.actions()[0])
    menu.popup(at.mapToGlobal(QPoint(0, at.height())))
    return menu


def _wanted(context: Context, person: DoorPerson, done: Callable[[Wanted], None]) -> None:
    """The badge as badges were made last, for this person alone."""
    from desktop.gui.papers.output import Wanted
    from desktop.papers import making, naming
    from desktop.papers.badges import DOCUMENT
    from desktop.services import conferences

    conference_id = context.conference_id

    def work(tx: Transaction) -> Wanted:
        options = replace(making.kept(tx, conference_id, DOCUMENT), only_changed=False)
        conference, alone = conferences.get_conference(tx, conference_id), Selection(attendee_ids=(person.id,))
        return Wanted(
            DOCUMENT, conference_id, alone, options, naming.stem(DOCUMENT, conference, alone, whose=person.full_name)
        )

    context.operations.read(_KEY, work, done)


def _save(context: Context, at: QPushButton, wanted: Wanted) -> None:
    from desktop.gui.papers.output import save_one

    save_one(context, at.window(), wanted, "pdf")


def _print(context: Context, at: QPushButton, wanted: Wanted) -> None:
    from desktop.gui.papers.output import send_to_printer
    from desktop.papers import render

    def ask(pdf: bytes) -> None:
        send_to_printer(context, at.window(), wanted, pdf)

    def lay_out(content: Content) -> None:
        context.operations.plain(
            _KEY,
            lambda progress, cancelled: render.pdf(wanted.document, content, progress=progress, cancelled=cancelled),
            ask,
        )

    context.operations.read(_KEY, wanted.gather, lay_out)
