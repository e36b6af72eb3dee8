"""The menu of the list of attendees: the window's commands for it, and the answers that can be given to the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.gui.attendees.answering import offer_answers

if TYPE_CHECKING:
    from desktop.gui.attendees.page import AttendeesPage


def row_menu(page: AttendeesPage) -> QMenu:
    """The menu as the selection stands now; it is deleted when it closes."""
    commands, menu = page.context.commands, QMenu(page)
    commands.fill_menu(menu, "list.attendees")
    copy = commands.actions["page.copy"]
    offer_answers(page.context, menu, copy, page.questions, page.table.selected())
    if page.questions:
        menu.insertSeparator(copy)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
