"""A paper at the door without leaving it: one person's badge, or the list of those who may come; printed, or into a file.

A desk's login may do both: it sees no more on them than its window shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.attendance import DoorPerson
from desktop.domain.documents.selection import Selection
from desktop.gui.context import Context
from desktop.i18n import _
from desktop.services.opening import Transaction

if TYPE_CHECKING:
    from desktop.gui.papers.output import Wanted
    from desktop.papers.document import Content

_KEY = "door.badge"
_Read = Callable[[Transaction], "Wanted"]


def offer_badge(context: Context, person: DoorPerson, at: QWidget) -> QMenu:
    """Ask under a widget whether to print somebody's badge or to save it."""
    return _offer(context, at, lambda tx: _badge(tx, context, person))


def offer_list(context: Context, at: QWidget) -> QMenu:
    """The same for the list by given name of everybody who may come."""
    return _offer(context, at, lambda tx: _list(tx, context))


def _offer(context: Context, at: QWidget, read: _Read) -> QMenu:
    menu = QMenu(at)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, work in ((_("Print…"), _print), (_("Save as PDF…"), _save)):
        menu.addAction(text).triggered.connect(
            lambda _checked=False, work=work: context.operations.read(
                _KEY, read, lambda wanted: work(context, at, wanted)
            )
        )
    menu.setActiveAction(menu.actions()[0])
    menu.popup(at.mapToGlobal(QPoint(0, at.height())))
    return menu


def _badge(tx: Transaction, context: Context, person: DoorPerson) -> Wanted:
    """The badge as badges were made last, for this person alone."""
    from desktop.gui.papers.output import Wanted
    from desktop.papers import making, naming
    from desktop.papers.badges import DOCUMENT
    from desktop.services import conferences

    options = replace(making.kept(tx, context.conference_id, DOCUMENT), only_changed=False)
    conference, alone = conferences.get_conference(tx, context.conference_id), Selection(attendee_ids=(person.id,))
    stem = naming.stem(DOCUMENT, conference, alone, whose=person.full_name)
    return Wanted(DOCUMENT, context.conference_id, alone, options, stem)


def _list(tx: Transaction, context: Context) -> Wanted:
    """The list as it was made last, of everybody."""
    from desktop.gui.papers.output import Wanted
    from desktop.papers import making, naming
    from desktop.papers.door_list import DOCUMENT
    from desktop.services import conferences

    options = making.kept(tx, context.conference_id, DOCUMENT)
    conference, everybody = conferences.get_conference(tx, context.conference_id), Selection()
    stem = naming.stem(DOCUMENT, conference, everybody)
    return Wanted(DOCUMENT, context.conference_id, everybody, options, stem)


def _save(context: Context, at: QWidget, wanted: Wanted) -> None:
    from desktop.gui.papers.output import save_one

    save_one(context, at.window(), wanted, "pdf")


def _print(context: Context, at: QWidget, wanted: Wanted) -> None:
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
