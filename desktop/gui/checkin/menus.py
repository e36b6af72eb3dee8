"""What else can be done at the door: people not on the list, words about a person, the rest of the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QDialog, QMenu

from desktop.domain.attendance import THERE, DoorPerson, Status
from desktop.gui.checkin.desk import CheckInEntry
from desktop.gui.checkin.door_papers import offer_badge, offer_list
from desktop.gui.checkin.sounds import SOUND
from desktop.gui.widgets.one_line import OneLineDialog
from desktop.i18n import _, ngettext
from desktop.wording import attendance as words
from desktop.wording import machine
from desktop.wording.check_in import named
from desktop.wording.formats import clock_text

if TYPE_CHECKING:
    from desktop.gui.checkin.page import AttendancePage

_SAID = (Status.PRESENT, Status.LATE, Status.EXCUSED, Status.ABSENT)


class DoorMenus:
    """Menus and dialogs of the check-in page."""

    def __init__(self, page: AttendancePage) -> None:
        self._page = page
        self._context = page.context

    # -- not on the list ------------------------------------------------------------------------------------------

    def walk_in(self) -> None:
        """Register somebody on the spot; what was typed is their name."""
        from desktop.gui.checkin.walk_in import WalkInDialog

        page = self._page
        if page.data.session is None or page.desk.role == "viewer":
            return
        typed = page.field.text().strip()
        self._show(WalkInDialog(self._context, page.data, page.desk, "" if typed.isdecimal() else typed))
        page.field.empty()

    def substitute(self, replaced: DoorPerson | None = None) -> None:
        """Somebody comes in the place of a person on the list."""
        from desktop.gui.checkin.substitute import SubstituteDialog

        page = self._page
        if page.data.session is None or page.desk.role == "viewer":
            return
        typed = page.field.text().strip()
        if replaced is None and typed:
            replaced = page.hits.current()
        self._show(SubstituteDialog(self._context, page.data, page.desk, replaced))
        page.field.empty()

    def let_in_with_a_word(self, person: DoorPerson) -> None:
        """Let in somebody whom the session does not expect; the reason is kept."""
        self._ask(
            _("Let {name} in").format(name=person.full_name),
            _("Let in"),
            _("Why"),
            _("came though not invited to this session"),
            lambda word: self._page.desk.let_in(person, word=word),
            needed=True,
        )

    # -- one person -----------------------------------------------------------------------------------------------

    def open_for_current(self) -> None:
        """The menu of the person highlighted, or of the last one in (F2)."""
        hits, recent, person = self._page.hits, self._page.recent, self.person()
        if person is None:
            return
        if hits.isVisible() and hits.current() is not None:
            self.open_for(person, hits.mapToGlobal(hits.visualRect(hits.currentIndex()).bottomLeft()))
        else:
            self.open_for(person, recent.mapToGlobal(QPoint(0, 0)))

    def person(self) -> DoorPerson | None:
        """The person highlighted, or else the last one in."""
        page = self._page
        if page.hits.isVisible() and (found := page.hits.current()) is not None:
            return found
        line = page.recent.current() or next(iter(page.desk.recent(1)), None)
        return line.person if isinstance(line, CheckInEntry) else None

    def open_for(self, person: DoorPerson, at: QPoint) -> None:
        """What can be said of a person."""
        page, desk = self._page, self._page.desk
        menu = QMenu(page)
        title = menu.addAction(named(person))
        title.setEnabled(False)
        menu.addSeparator()
        if desk.role != "viewer":
            group = QActionGroup(menu)
            for status in _SAID:
                action = self._add(
                    menu, f"{words.SIGNS[status]}  {words.status(status)}", partial(desk.set_status, person, status)
                )
                action.setCheckable(True)
                action.setChecked(person.status == status)
                group.addAction(action)
            clear = self._add(menu, _("Nothing recorded"), lambda: desk.set_status(person, Status.UNRECORDED))
            clear.setEnabled(person.status != Status.UNRECORDED)
            menu.addSeparator()
            leave = self._add(menu, _("Leaves now"), lambda: desk.leave(person))
            leave.setEnabled(person.status in THERE and person.left_at is None)
            self._add(menu, _("Remark…"), lambda: self._remark(person))
            replace = self._add(menu, _("Substitute…"), lambda: self.substitute(person))
            replace.setEnabled(not person.replaced_by)
            self._add(menu, self._context.commands.by_name["door.badge"].text(), lambda: self.badge(person))
        self._add(menu, self._context.commands.by_name["attendance.log"].text(), lambda: self.open_log(person))
        self._pop_up(menu, at)

    def open_log(self, person: DoorPerson) -> None:
        """What was recorded of a person at this session."""
        session = self._page.data.session
        self._context.run("attendance.log", session_id=session.id if session else None, person=person)

    def _remark(self, person: DoorPerson) -> None:
        self._ask(
            _("Remark on {name}").format(name=person.full_name),
            _("Save"),
            _("Remark"),
            person.remark,
            lambda remark: self._page.desk.set_remark(person, remark),
        )

    def badge(self, person: DoorPerson | None = None) -> None:
        """The badge of this person, or of who is highlighted or came in last."""
        person = person or self.person()
        if person is None:
            self._context.feedback.say(_("Nobody came in yet: choose somebody whose badge is to be printed."))
        else:
            offer_badge(self._context, person, self._page.field)

    def door_list(self) -> None:
        """The list by given name of everybody who may come."""
        offer_list(self._context, self._page.more)

    # -- the whole session ----------------------------------------------------------------------------------------

    def open_more(self) -> None:
        """The rest of the list, the sound, and what is seldom wanted."""
        page, desk = self._page, self._page.desk
        menu = QMenu(page)
        if desk.role != "viewer" and page.data.session is not None:
            if desk.organizer:
                self._add(menu, _("Mark the rest present…"), lambda: self._fill_rest(Status.PRESENT))
                self._add(menu, _("Mark the rest absent…"), lambda: self._fill_rest(Status.ABSENT))
            self._add(menu, _("Move arrivals to another session…"), self.move_arrivals)
            self._add(menu, _("Undo the last arrival"), desk.undo_last)
            self._add(menu, self._context.commands.by_name["door.list"].text(), self.door_list)
            menu.addSeparator()
        self._add(menu, self._context.commands.by_name["review"].text(), lambda: self._context.run("review"))
        menu.addSeparator()
        if page.camera.button.isHidden() and desk.role != "viewer":
            camera = self._add(menu, page.camera.button.text(), page.camera.button.toggle)
            camera.setCheckable(True)
            camera.setChecked(page.camera.button.isChecked())
        sound = self._add(menu, _("Sound"), self.switch_sound)
        sound.setCheckable(True)
        sound.setChecked(page.sounds.on)
        self._pop_up(menu, page.more.mapToGlobal(page.more.rect().bottomLeft()))

    def move_arrivals(self) -> None:
        """Arrivals that belong to another session."""
        from desktop.gui.checkin.move_arrivals import MoveArrivals

        page = self._page
        if page.data.session is not None:
            instead = page.clock.instead()
            self._show(MoveArrivals(self._context, page.data.session, instead.id if instead else None))

    def switch_sound(self) -> None:
        """The tones on or off; kept for the next start."""
        sounds = self._page.sounds
        sounds.on = not sounds.on
        self._context.remember(SOUND, sounds.on)
        sounds.play("good")
        if sounds.on and sounds.mute:
            self._context.feedback.say(machine.no_sound())

    def _fill_rest(self, status: Status) -> None:
        page = self._page
        session = page.data.session
        rest = sum(1 for person in page.data.mine if person.expected and person.status == Status.UNRECORDED)
        if session is None:
            return
        if not rest:
            self._context.feedback.say(_("Nobody is left: something is recorded of everyone expected."))
            return
        present = status is Status.PRESENT
        question = (
            ngettext(
                "Mark the {count} person of whom nothing is recorded at “{session}” as present?",
                "Mark the {count} people of whom nothing is recorded at “{session}” as present?",
                rest,
            )
            if present
            else ngettext(
                "Mark the {count} person of whom nothing is recorded at “{session}” as absent?",
                "Mark the {count} people of whom nothing is recorded at “{session}” as absent?",
                rest,
            )
        )
        words = question.format(count=rest, session=session.title)
        if not present and page.clock.now() < session.ends_at:
            early = _("The session lasts until {time}: whoever comes now is still expected.")
            words = f"{early.format(time=clock_text(session.ends_at))}\n\n{words}"
        yes = _("Mark present") if present else _("Mark absent")
        if self._context.feedback.ask(_("The rest of the list"), words, yes, danger=True):
            page.desk.fill_rest(status, lambda _count: None)  # the status line says how many, with Undo
        page.field.listen()

    def enter_paper(self) -> None:
        """Enter the signed sheets."""
        self._context.run("signed_sheet.enter")

    def open_board(self) -> None:
        """The board on the whole of a screen."""
        session = self._page.data.session
        self._context.run("board", session_id=session.id if session else None)

    # -- helpers --------------------------------------------------------------------------------------------------

    def _add(self, menu: QMenu, text: str, slot: Callable[[], object]) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: slot())
        return action

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.aboutToHide.connect(self._page.field.setFocus)
        menu.popup(at)

    def _ask(
        self,
        title: str,
        save: str,
        label: str,
        text: str,
        take: Callable[[str], object],
        *,
        needed: bool = False,
    ) -> None:
        self._show(OneLineDialog(self._context, title, save, label, text, take, needed=needed))

    def _show(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _result: self._page.field.listen())
        dialog.open()
