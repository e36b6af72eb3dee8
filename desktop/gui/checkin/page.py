"""The door: find who stands there in three seconds, let them in, and see at once what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QStackedWidget,
)

from desktop.domain import identity_card
from desktop.domain.areas import Area
from desktop.domain.attendance import DoorPerson, Method
from desktop.domain.door_times import OwnClock, zone_here
from desktop.domain.guide import Topic
from desktop.domain.identity_card import IdentityCard
from desktop.domain.people import SessionView
from desktop.gui.checkin.answers import Answers
from desktop.gui.checkin.board import Board
from desktop.gui.checkin.camera import CameraPanel
from desktop.gui.checkin.cards import Cards
from desktop.gui.checkin.delegation import Delegations
from desktop.gui.checkin.desk import CheckInEntry, DoorDesk
from desktop.gui.checkin.door_clock import DoorClock
from desktop.gui.checkin.finding import PersonFinder
from desktop.gui.checkin.menus import DoorMenus
from desktop.gui.checkin.people import DoorData
from desktop.gui.checkin.point_box import PointBox
from desktop.gui.checkin.recent_table import RecentTable
from desktop.gui.checkin.review_link import ReviewLink
from desktop.gui.checkin.session_box import SessionBox, no_session
from desktop.gui.checkin.sounds import Sounds, wanted
from desktop.gui.checkin.verdict import VerdictPanel
from desktop.gui.context import Context
from desktop.gui.feedback import Banner
from desktop.gui.page import Page, PageCommand
from desktop.gui.theme import GRID
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import button, card, column, grow, holder, row
from desktop.i18n import _
from desktop.services import agenda, attendance
from desktop.services.desks.odd_clocks import own_clock
from desktop.services.points import belonging
from desktop.wording import desks
from desktop.wording.check_in import DeskMessage, idle, misread, session_facts

_BOARD_FROM = 900
"""Pixels of the page, at 100 % text, from which there is room for the board beside the door."""
_WORDS_FROM = 350
"""Of its height: a lower page keeps its room for the field and the verdict."""
_RECENT_FROM = 560
"""The same of its height, from which what just happened stays in sight under the hits."""


def _close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass


class AttendancePage(Page):
    """One session's door."""

    guide = Topic.DOOR
    own_keys = True

    areas = frozenset({Area.AGENDA, Area.CONFERENCES, Area.GROUPS, Area.POINTS})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Check-in"))
        self.data = DoorData(context, self)
        self.desk = DoorDesk(context, self.data, self)
        self.sounds = Sounds(wanted(context))
        self.menus = DoorMenus(self)
        self._sessions: list[SessionView] = []
        self._then = ""
        self._reading = self._behind = False
        self.bar = Banner(context.theme)
        self.clock = DoorClock(self.bar, context.settings, self)
        self._make_header()
        self.finding = PersonFinder(context, self.data, self)
        self.field, self.hits = self.finding.field, self.finding.hits
        self.verdict = VerdictPanel(context.theme)
        self.recent = RecentTable(context)
        self.board = Board(context)
        self.board.hide()  # until the page knows that it has room for it
        self.camera = CameraPanel(context)
        self._arrange()
        self._wire()
        self.answers = Answers(self)
        self.cards = Cards(self)
        self.delegations = Delegations(self)
        self.first = self.field
        self.answers.begin()

    # -- putting together -----------------------------------------------------------------------------------------

    def _make_header(self) -> None:
        self.sessions = SessionBox(self.context.theme)
        self.sessions.closed.connect(lambda: QTimer.singleShot(50, self.give_back))
        self.sessions.wanted.connect(self.choose)
        self.point = PointBox(self.context)
        self.point.changed.connect(self._choose_point)
        self._fact.setWordWrap(True)
        # Shares, not the width of the words: the box stays where it is whatever is said of the session.
        self.body.addLayout(row(grow(self.sessions, 3), grow(self.point, 2), grow(self._fact, 4), spacing=GRID * 2))
        if self.context.commands.may("signed_sheet.enter"):
            self._add_beside(_("Signed sheet…"), self.menus.enter_paper)
        self._add_beside(_("Full screen"), self.menus.open_board)
        self.more = self._add_beside(_("More ▾"), self.menus.open_more)
        self.review_link = ReviewLink(self.context, self)
        self.header.addWidget(self.review_link)

    def _add_beside(self, text: str, slot: Callable[[], object]) -> QPushButton:
        """A button of the header that may go into the next line by itself."""
        made = button(text, slot)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.header.addWidget(made)
        return made

    def _arrange(self) -> None:
        self.walk_in_button = button(
            _("Register a walk-in…"),
            self.menus.walk_in,
            tip=_("Register somebody who is not on the list, and let them in (Ctrl+N)"),
        )
        self.substitute_button = button(
            _("Substitute…"),
            self.menus.substitute,
            tip=_("A substitute was sent for a person on the list"),
        )
        beside = FlowLayout(spacing=GRID)
        self._buttons = [self.walk_in_button, self.substitute_button]
        if self.context.theme.large:  # one row is all that a low window has room for: it stands under "More"
            self.camera.button.setParent(self)
            self.camera.button.hide()
        else:
            self._buttons.append(self.camera.button)
        for each in self._buttons:
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            beside.addWidget(each)
        self._beside = holder(beside)
        door = card(column(self.field, self.hits, self._beside, margins=(GRID + 4, GRID + 4, GRID + 4, GRID)))
        left = column(door, self.camera, self.verdict, grow(self.recent), spacing=GRID)
        left.addStretch()  # in a low window nothing stands under the verdict
        self._stack = QStackedWidget()
        self._stack.addWidget(holder(row(grow(left, 2), grow(self.board), spacing=GRID * 2)))
        self._stack.addWidget(no_session(self.context, organizer=self.desk.organizer))
        self.body.addWidget(self.bar)
        self.body.addWidget(self._stack, 1)
        self.hits.hide()

    def _wire(self) -> None:
        self.commands = {
            "new": PageCommand(self.menus.walk_in, self.why_no_entry),
            "walk_in": PageCommand(self.menus.walk_in, self.why_no_entry),
            "substitute": PageCommand(self.menus.substitute, self.menus.why_no_substitute),
            "door.badge": PageCommand(self.menus.badge, self.why_no_entry),
            "door.list": PageCommand(self.menus.door_list, self.why_no_entry),
            "find": PageCommand(self.field.listen, self.why_no_session),
            "edit": PageCommand(self.menus.open_for_current, self.why_no_person),
            **self.menus.commands(),
        }
        self.clock.ticked.connect(self._tell_time)
        self.clock.wanted.connect(self.choose)
        self.finding.listed.connect(self.make_room)
        self.finding.taken.connect(self._let_in)
        self.finding.carded.connect(self.take_scan)
        self.finding.asked.connect(self.menus.open_for)
        self.camera.read.connect(partial(self.take_scan, method=Method.CAMERA))
        self.recent.undo_wanted.connect(self.desk.undo)
        self.recent.chosen.connect(self._open_log)
        self.recent.customContextMenuRequested.connect(self._on_recent_menu)
        self.board.unit_chosen.connect(self._show_unit)
        self.data.changed.connect(self._on_data)
        self.desk.changed.connect(self._show_recent)
        viewer = self.desk.role == "viewer"
        for each in self._buttons:
            each.setVisible(not viewer)

    # -- what can't be done now -----------------------------------------------------------------------------------

    def why_no_session(self) -> str:
        """Why nothing can be done at the door; "" when a session is chosen."""
        if self.data.session is not None:
            return ""
        return _("choose a session first") if self._sessions else _("no session yet")

    def why_no_entry(self) -> str:
        """Why nothing can be recorded."""
        return _("your login may only look") if self.desk.role == "viewer" else self.why_no_session()

    def why_no_person(self) -> str:
        """Why nobody can be told about."""
        return self.why_no_session() or ("" if self.menus.person() is not None else _("find a person first"))

    def why_no_arrival(self) -> str:
        """Why no arrival can be taken back."""
        return self.why_no_session() or ("" if self.desk.last_arrival() is not None else _("nobody came in here yet"))

    # -- the session ----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the sessions; the one chosen stays, else the one that runs is offered."""
        conference_id = self.context.conference_id
        self._reading = True

        operations = self.context.operations
        operations.read_here("door.sessions", lambda tx: agenda.list_sessions(tx, conference_id), self._take_sessions)
        operations.read_here("door.points", lambda tx: belonging.names(tx, conference_id), self.point.offer)
        operations.read("door.clock", lambda tx: own_clock(tx, conference_id, zone_here()), self._tell_clock)

    def make_stale(self, areas: frozenset[Area]) -> None:
        """What is read at home is another once this desk's copy has it, too."""
        self._behind = self._behind or bool(areas & self.areas)
        if Area.COPY in areas and self._behind:
            self._behind, areas = False, areas | self.areas
        super().make_stale(areas)

    def forget(self) -> None:
        super().forget()
        self.choose(None)

    def _tell_clock(self, against: OwnClock) -> None:
        if told := desks.own_clock(against):
            self.context.feedback.warn(told)

    def _take_sessions(self, sessions: list[SessionView]) -> None:
        self._sessions, self._reading = sessions, False
        self.sessions.offer(sessions)
        chosen = self.data.session
        known = next((each for each in sessions if chosen is not None and each.id == chosen.id), None)
        offered: SessionView | None = known or attendance.running_session(sessions, self.clock.now())
        self._stack.setCurrentIndex(0 if sessions else 1)
        self.choose(offered.id if offered else None)
        self.loaded.emit()
        self._do_then()

    def narrow(self, **filters: object) -> None:
        """`session`: show this session's door; `then`: a command to be done there, once the sessions are known."""
        wanted, self._then = filters.get("session"), str(filters.get("then", ""))
        if isinstance(wanted, uuid.UUID):
            self.choose(wanted)
        self._do_then()

    def _do_then(self) -> None:
        if self._then and not self._reading and not self._stale:
            command, self._then = self._then, ""
            self.do(command)

    def choose(self, session_id: uuid.UUID | None) -> None:
        """Show the door of another session."""
        session = next((each for each in self._sessions if each.id == session_id), None)
        before = self.data.session
        self.data.choose(session)
        self.desk.begin()
        self.sessions.choose(session_id)
        self.clock.attend(self._sessions, session)
        if (before and before.id) != (session and session.id):
            self.answers.begin()
            self.field.empty()
            if session is None:
                self.board.clear()
        self.give_back()

    def _choose_point(self) -> None:
        """For whose people the door is."""
        self.data.at = self.point.at
        self._on_data()
        self.give_back()

    def _tell_time(self) -> None:
        session = self.data.session
        self.say_facts(session_facts(session, self.clock.now()) if session else "")

    # -- finding --------------------------------------------------------------------------------------------------

    def make_room(self) -> None:
        """In a low window the hits take the place of what just happened, and of how to begin."""
        found = bool(self.finding.choice.rows)
        low = self.height() < self.context.theme.px(_RECENT_FROM)
        room = not (found and low)
        told = not low or self.verdict.verdict != idle()
        shown = {self.hits: found, self.recent: room, self._beside: room, self.verdict: told}
        for widget in sorted(shown, key=shown.__getitem__):  # what goes makes room first: a low window must not grow
            widget.setVisible(shown[widget])

    def _let_in(self, person: DoorPerson) -> None:
        if self.desk.role != "viewer":
            self.desk.let_in(person)
        self.give_back()

    def take_scan(self, code: str, method: Method = Method.SCAN) -> bool:
        """One try for a badge, wherever the keyboard is: an open menu or list is in the way of the verdict."""
        if identity_card.begun(code):
            return self.take_card(identity_card.read(code), method)
        _close_popups()
        self.finding.empty()
        reason = self.why_no_entry()
        if code and not reason:
            self.desk.scan(code, method)
        else:
            self.answers.refuse_scan(self.refused(reason) if code else misread())
        return True

    def take_card(self, card: IdentityCard | None, method: Method = Method.SCAN) -> bool:
        """The same for a citizen's card."""
        _close_popups()
        self.cards.take(card, method)
        return True

    def refused(self, reason: str) -> DeskMessage:
        """That nobody can be recorded now, and why."""
        return DeskMessage("warn", "!", _("Not recorded"), reason[:1].upper() + reason[1:])

    def _show_unit(self, unit: str) -> None:
        """The people of a unit on the board."""
        self.field.setText(unit)
        self.give_back()

    # -- what just happened ---------------------------------------------------------------------------------------

    def _on_data(self) -> None:
        session = self.data.session
        if session is not None and self.data.ready:
            self.board.show_people(self.data.mine, session)
        if self.field.text():
            self.finding.look()
        self._show_recent()

    def _show_recent(self) -> None:
        self.recent.show_lines(self.desk.recent())

    def _open_log(self) -> None:
        line = self.recent.current()
        if isinstance(line, CheckInEntry):
            self.menus.open_log(line.person)

    def _on_recent_menu(self, at: QPoint) -> None:
        line = self.recent.current()
        if isinstance(line, CheckInEntry):
            self.menus.open_for(line.person, self.recent.viewport().mapToGlobal(at))

    # -- the keyboard ---------------------------------------------------------------------------------------------

    def give_back(self) -> None:
        """The field has the keyboard again, unless a dialog or menu is open."""
        if self.isVisible() and QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters typed while the keyboard is elsewhere on the page belong to the field."""
        if event.text().strip() and event.text().isprintable() and not self.field.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.field.hasFocus():  # else what the field does not want would come back here for ever
                QApplication.sendEvent(self.field, event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.give_back()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self.clock.run(on=True)
        QTimer.singleShot(0, self.give_back)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.window().removeEventFilter(self)
        self.clock.run(on=False)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """The window is in front again, after a dialog or another program: so is the field."""
        if event.type() == QEvent.Type.WindowActivate:
            QTimer.singleShot(0, self.give_back)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self.context.theme.px
        self.board.setVisible(self.width() >= px(_BOARD_FROM))
        for words in (self._title, self._fact):  # the rail and the session's box say as much
            words.setVisible(self.height() >= px(_WORDS_FROM))
        self.make_room()
