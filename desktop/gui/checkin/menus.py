"""What else can be done at the door: people not on the list, words about a person, the rest of the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QDialog, QMenu

from desktop.domain.attendance import THERE, DoorPerson, Status
from desktop.domain.identity_card import begun
from desktop.gui.checkin.desk import CheckInEntry, DoorDesk
from desktop.gui.checkin.door_papers import offer_badge, offer_list
from desktop.gui.checkin.sounds import SOUND
from desktop.gui.page import PageCommand
from desktop.gui.widgets.one_line import OneLineDialog
from desktop.i18n import _, ngettext
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
        self._of: DoorPerson | None = None
        """Whose menu is open."""

    # -- not on the list ------------------------------------------------------------------------------------------

    def walk_in(self) -> None:
        """Register somebody on the spot; what was typed is their name."""
        from desktop.gui.checkin.walk_in import WalkInDialog

        page = self._page
        if page.data.session is None or page.desk.role == "viewer":
            return
        typed, card = page.field.text().strip(), page.cards.asked
        name = "" if typed.isdecimal() or begun(typed) else typed
        self._show(WalkInDialog(self._context, page.data, page.desk, name, card))
        page.finding.empty()

    def substitute(self, replaced: DoorPerson | None = None) -> None:
        """Somebody comes in the place of a person on the list."""
        from desktop.gui.checkin.substitute import SubstituteDialog

        page = self._page
        if page.data.session is None or page.desk.role == "viewer":
            return
        typed = page.field.text().strip()
        replaced = replaced or self._of
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
        """Whose menu is open, or else the person highlighted, or the last one in."""
        page = self._page
        if self._of is not None:
            return self._of
        if page.hits.isVisible() and (found := page.hits.current()) is not None:
            return found
        line = page.recent.current() or next(iter(page.desk.recent(1)), None)
        return line.person if isinstance(line, CheckInEntry) else None

    def open_for(self, person: DoorPerson, at: QPoint) -> None:
        """What can be said of a person."""
        menu = QMenu(self._page)
        title = menu.addAction(named(person))
        title.setEnabled(False)
        menu.addSeparator()
        self._of = person
        self._context.commands.fill_menu(menu, "list.door")
        # The entry chosen runs after the menu is hidden.
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self._page, self._forget_person))
        self._pop_up(menu, at)

    def _forget_person(self) -> None:
        self._of = None

    def commands(self) -> dict[str, PageCommand]:
        """What the page does for a person, and for the session."""
        page, desk = self._page, self._page.desk
        statuses: dict[str, PageCommand] = {
            str(status): PageCommand(
                partial(self._for_person, partial(_set_status, desk, status)),
                lambda: page.why_no_entry() or page.why_no_person(),
                partial(self._is, status),
            )
            for status in _SAID
        }
        return {
            **statuses,
            "unrecorded": PageCommand(
                partial(self._for_person, partial(_set_status, desk, Status.UNRECORDED)),
                lambda: self._why_not_of(lambda who: who.status != Status.UNRECORDED, _("nothing is recorded")),
            ),
            "leave": PageCommand(
                partial(self._for_person, desk.leave),
                lambda: self._why_not_of(lambda who: who.status in THERE and who.left_at is None, _("not there")),
            ),
            "remark": PageCommand(
                partial(self._for_person, self._remark), lambda: page.why_no_entry() or page.why_no_person()
            ),
            "attendance.log": PageCommand(partial(self._for_person, self.open_log), page.why_no_person),
            "rest_present": PageCommand(partial(self._fill_rest, Status.PRESENT), page.why_no_entry),
            "rest_absent": PageCommand(partial(self._fill_rest, Status.ABSENT), page.why_no_entry),
            "move_arrivals": PageCommand(self.move_arrivals, page.why_no_entry),
            "undo_arrival": PageCommand(desk.undo_last, lambda: page.why_no_entry() or page.why_no_arrival()),
            "camera": PageCommand(self.switch_camera, page.why_no_entry, page.camera.button.isChecked),
            "sound": PageCommand(self.switch_sound, checked=lambda: page.sounds.on),
        }

    def _for_person(self, work: Callable[[DoorPerson], object]) -> None:
        if (person := self.person()) is not None:
            work(person)

    def _is(self, status: Status) -> bool:
        person = self.person()
        return person is not None and person.status == status

    def _why_not_of(self, can: Callable[[DoorPerson], bool], reason: str) -> str:
        """Why something can't be recorded of the person, with the reason where `can` says so."""
        if said := self._page.why_no_entry() or self._page.why_no_person():
            return said
        person = self.person()
        return "" if person is not None and can(person) else reason

    def why_no_substitute(self) -> str:
        """Why nobody can come in somebody's place."""
        replaced = self._of is not None and bool(self._of.replaced_by)
        return self._page.why_no_entry() or (_("they have a substitute already") if replaced else "")

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
        page = self._page
        menu = QMenu(page)
        self._context.commands.fill_menu(menu, "more.door")
        self._pop_up(menu, page.more.mapToGlobal(page.more.rect().bottomLeft()))

    def move_arrivals(self) -> None:
        """Arrivals that belong to another session."""
        from desktop.gui.checkin.move_arrivals import MoveArrivals

        page = self._page
        if page.data.session is not None:
            instead = page.clock.instead()
            self._show(MoveArrivals(self._context, page.data.session, instead.id if instead else None))

    def switch_camera(self) -> None:
        """The camera on or off, and how it stands then."""
        camera = self._page.camera
        camera.button.toggle()
        self._context.feedback.say(camera.scanner.words)

    def switch_sound(self) -> None:
        """The tones on or off; kept for the next start."""
        sounds = self._page.sounds
        sounds.on = not sounds.on
        self._context.remember(SOUND, sounds.on)
        sounds.play("good")
        on = machine.no_sound() if sounds.mute else _("The sound is on.")
        self._context.feedback.say(on if sounds.on else _("The sound is off."))

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


def _set_status(desk: DoorDesk, status: Status, person: DoorPerson) -> None:
    desk.set_status(person, status)
