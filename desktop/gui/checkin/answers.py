"""What came of each try at the door, told in the verdict, by a tone and over what lies in front; and the verdict's buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop import wording
from desktop.domain.attendance import CheckIn, DoorPerson, Outcome
from desktop.domain.codes import is_badge_code
from desktop.domain.errors import AppError
from desktop.gui.checkin.desk import CheckInEntry
from desktop.gui.checkin.door_papers import offer_badge
from desktop.gui.widgets.toast import toast
from desktop.i18n import _
from desktop.wording.check_in import DeskMessage, choosing, elsewhere, idle, named, nameless, verdict
from desktop.wording.corrections import corrected

if TYPE_CHECKING:
    from desktop.gui.checkin.page import AttendancePage


class Answers(QObject):
    """Tells the page's verdict what came, and remembers whom its buttons are about."""

    def __init__(self, page: AttendancePage) -> None:
        super().__init__(page)
        self._page = page
        self._answer: CheckIn | None = None
        self._line: CheckInEntry | None = None
        self._question: DeskMessage | None = None
        page.desk.answered.connect(self._answered)
        page.desk.failed.connect(self._failed)
        page.desk.undone.connect(self._undone)
        page.desk.turned.connect(self._turned)
        page.desk.corrected.connect(self._corrected)
        page.desk.sent.connect(page.verdict.show_sent)
        page.finding.unknown.connect(self._not_found)
        page.finding.several.connect(self._ask_who)
        page.finding.listed.connect(self._leave_question)
        page.verdict.wanted.connect(self._act)

    # -- telling --------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Nobody was asked for yet."""
        self.tell(idle())

    def tell(self, what: DeskMessage, *, good: bool | None = None) -> None:
        """Show what is no answer to one person's try; with a tone where something came `good` or not."""
        self._answer = self._line = None
        self._tell(what, good=good)

    def refuse_scan(self, what: DeskMessage) -> None:
        """Tell why a scan was not even tried."""
        self.tell(what, good=False)
        self._say_in_front(what)

    def _tell(self, what: DeskMessage, *, good: bool | None) -> None:
        self._page.verdict.tell(what)
        self._page.make_room()
        if good is not None:
            self._page.sounds.play("good" if good else "bad")

    def _say_in_front(self, what: DeskMessage) -> None:
        """What came of a scan, over the dialog or the board that lies before the door."""
        front = QApplication.activeWindow()
        if front is not None and front.isVisible() and front is not self._page.window():
            public = front.parentWidget() is None  # the board, on a screen for the hall: it tells no names
            words = nameless(what) if public else f"{what.sign} {what.heading}"
            toast(self._page.context.theme, front, words, what.tone, large=public)

    # -- what came ------------------------------------------------------------------------------------------------

    def _answered(self, answer: CheckIn, typed: str) -> None:
        page, desk = self._page, self._page.desk
        self._answer = answer
        self._line = desk.line_of(answer) if answer.outcome is Outcome.IN else None
        session = page.data.session.title if page.data.session else ""
        told = verdict(answer, session=session, typed=typed, organizer=desk.organizer, here=desk.name)
        if answer.person is not None and page.data.is_elsewhere(answer.person):
            told = elsewhere(told, answer.person)
        if "anyway" in told.actions and page.clock.instead() is not None:
            told = replace(told, actions=("instead", *told.actions))
        self._tell(told, good=answer.outcome is Outcome.IN)
        if is_badge_code(typed) or not typed:  # a badge, or a card of which nothing is told
            self._say_in_front(told)

    def _failed(self, error: Exception, person: DoorPerson | None) -> None:
        if isinstance(error, AppError):
            heading = _("{name}: not recorded").format(name=person.full_name) if person else _("Not recorded")
            self.tell(DeskMessage("bad", "✕", heading, wording.error(error)), good=False)

    def _not_found(self, text: str) -> None:
        self.tell(verdict(CheckIn(Outcome.NOT_FOUND), typed=text), good=False)

    def _ask_who(self, bearers: int, typed: str) -> None:
        self._question = choosing(bearers, typed)
        self.tell(self._question)
        self._page.give_back()

    def ask(self, what: DeskMessage, *, loud: bool) -> None:
        """Ask which of the rows is meant, also over what lies in front; `loud`: with the tone of a refusal."""
        self._question = what
        self.tell(what, good=False if loud else None)
        self._say_in_front(what)
        self._page.give_back()

    def _leave_question(self) -> None:
        """The question who is meant was answered, or another is asked."""
        page = self._page
        if self._question is page.verdict.verdict and not page.finding.choice.choosing:
            self.begin()

    def _undone(self, line: CheckInEntry) -> None:
        self._answer, self._line = None, line
        self._tell_line(line)
        self._page.give_back()

    def _turned(self, line: CheckInEntry) -> None:
        """The arrival in the verdict was taken back or done again: in the menu, in its log, at another desk."""
        if self._line is not None and self._line.id == line.id:
            self._line = line
            self._tell_line(line)

    def _corrected(self, line: CheckInEntry) -> None:
        """What was told here turned out otherwise: said with the sound of a refusal, whatever was told since."""
        self._answer, self._line = CheckIn(Outcome.IN, line.person, line.at, line.desk, line.mark_id), line
        told = corrected(line.person, line.became)
        self._tell(told, good=False)
        self._say_in_front(told)

    def _tell_line(self, line: CheckInEntry) -> None:
        if line.undone:
            heading = _("{name}: undone").format(name=named(line.person))
            self._tell(DeskMessage("plain", "↶", heading, line.person.unit), good=None)
        else:
            self._answer = CheckIn(Outcome.IN, line.person, line.at, line.desk, line.mark_id)
            self._tell(verdict(self._answer, organizer=self._page.desk.organizer), good=None)

    # -- the verdict's buttons ------------------------------------------------------------------------------------

    def _act(self, action: str) -> None:
        page, desk = self._page, self._page.desk
        person = self._answer.person if self._answer else None
        if page.delegations.act(action):
            pass
        elif action == "undo" and self._line is not None:
            desk.undo(self._line)
        elif action == "badge" and person is not None:
            offer_badge(page.context, person, page.verdict.buttons["badge"])
        elif action == "walk_in":
            page.menus.walk_in()
        elif action == "let_in" and person is not None:
            page.menus.let_in_with_a_word(person)
        elif action == "anyway" and person is not None:
            desk.let_in(person, anyway=True)
        elif action == "instead" and person is not None and (session := page.clock.instead()) is not None:
            page.choose(session.id)
            desk.let_in(person)
        elif action == "not_replaced" and person is not None:
            desk.not_replaced(person)
        elif action == "reinstate" and person is not None:
            desk.reinstate(person)
        page.give_back()
