"""A citizen's card laid down at the door: who holds it is let in, or it is asked, or they are registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.domain.attendance import CheckIn, Method
from desktop.domain.identity_card import IdentityCard
from desktop.wording.check_in import DeskMessage, card_asked, card_unread

if TYPE_CHECKING:
    from desktop.gui.checkin.page import AttendancePage


class Cards(QObject):
    """What the page does with a card. It is remembered only while its question stands."""

    def __init__(self, page: AttendancePage) -> None:
        super().__init__(page)
        self._page = page
        self._question: tuple[DeskMessage, IdentityCard] | None = None
        page.desk.asked.connect(self._asked)

    @property
    def asked(self) -> IdentityCard | None:
        """The card of which it is asked whose it is; None once that was answered or left."""
        if self._question is not None and self._question[0] is not self._page.verdict.verdict:
            self._question = None
        return self._question and self._question[1]

    def take(self, card: IdentityCard | None, method: Method) -> None:
        """One try for a card; None for one that could not be read."""
        page = self._page
        page.finding.empty()
        reason = page.why_no_entry()
        if reason or card is None:
            page.answers.refuse_scan(page.refused(reason) if reason else card_unread())
        else:
            page.desk.scan_card(card, method)

    def _asked(self, answer: CheckIn, card: IdentityCard) -> None:
        from desktop.gui.checkin.walk_in import WalkInDialog  # a start needs none

        page, front = self._page, QApplication.activeModalWidget()
        if isinstance(front, WalkInDialog):
            front.fill(card)  # it asks itself about those on the list
            return
        told = card_asked(card, len(answer.candidates))
        if answer.candidates:
            page.finding.offer(answer.candidates)
        page.answers.ask(told, loud=not answer.candidates)
        self._question = (told, card)
        if not answer.candidates and front is None and page.isVisible():
            page.menus.walk_in()
