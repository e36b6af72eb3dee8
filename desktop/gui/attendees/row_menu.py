"""The menu of the list of attendees: the window's commands for it, and what the rows selected offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.domain.people import AttendeeState
from desktop.gui.attendees.answering import offer_answers
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.gui.attendees.page import AttendeesPage


def row_menu(page: AttendeesPage) -> QMenu:
    """The menu as the selection stands now; it is deleted when it closes."""
    actions = page.context.commands.actions
    menu = QMenu(page)
    page.context.commands.fill_menu(menu, "list.attendees")
    chosen = page.table.selected()
    states = {row.state for row in chosen}
    coming: list[tuple[str, Callable[[], None]]] = []
    if AttendeeState.REGISTERED in states:
        coming.append((_("Cancel the registration…"), page.cancel_registration))
    if AttendeeState.CANCELLED in states:
        coming.append((_("Comes after all"), page.reinstate))
    if not all(row.off_payroll for row in chosen):
        coming.append((_("Draws no salary from the state"), lambda: page.set_off_payroll(True)))
    if any(row.off_payroll for row in chosen):
        coming.append((_("Draws a salary from the state"), lambda: page.set_off_payroll(False)))
    if page.has_points:
        coming.append((_("Set the point…"), page.set_point))
    for words, slot in coming:
        action = QAction(words, menu)
        action.triggered.connect(lambda _checked=False, do=slot: do())
        menu.insertAction(actions["page.copy"], action)
    offer_answers(page.context, menu, actions["page.copy"], page.questions, chosen)
    if coming or page.questions:
        menu.insertSeparator(actions["page.copy"])
    if page.cases_of_list:
        fine: Callable[[], None] = page.looked_at
        action = QAction(_("Nothing wrong with it"), menu)
        action.triggered.connect(lambda _checked=False: fine())
        menu.insertAction(actions["page.card"], action)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
