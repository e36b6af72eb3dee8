"""The board for a second screen: read from ten metres, follows by itself, no names unless somebody wants them shown."""

from __future__ import annotations

import datetime as dt
import uuid

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QFont, QGuiApplication, QKeySequence, QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain import board as counting
from desktop.domain.areas import Area
from desktop.domain.attendance import THERE
from desktop.domain.people import SessionView
from desktop.gui.checkin.arrivals_plot import ArrivalsPlot
from desktop.gui.checkin.big_rows import BigRow, BigRows
from desktop.gui.checkin.people import DoorData
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.attendance_parts import ShareBar, group_name, legend, rate_words, unit_name
from desktop.gui.widgets.layout import STRETCH, aligned, button, card, check_box, column, grow, label, rich, row
from desktop.gui.widgets.status_line import ElidedLabel
from desktop.i18n import _, ngettext
from desktop.services import agenda, attendance
from desktop.wording.formats import clock_text, date_text, times_text

_PAUSE = 150
_LATEST = 12
_DESIGN = (1920, 1080)
"""Sizes below are pixels of a screen of this size; others grow and shrink with it."""

_open: list[BoardWindow] = []
"""Boards have no owner: a main window that is minimised must not take them along."""


def open_board(context: Context, session_id: uuid.UUID | None = None) -> BoardWindow:
    """Show the board of a session (of the running one), on the second screen when there is one."""
    for board in _open:
        if board.context is context:
            board.choose(session_id)
            board.raise_()
            board.activateWindow()
            return board
    board = BoardWindow(context, session_id)
    _open.append(board)
    board.present()
    return board


class BoardWindow(QWidget):
    """Title, clock, big counts, groups, units still missing, arrivals. Esc closes, F11 makes a window of it and back."""

    def __init__(self, context: Context, session_id: uuid.UUID | None = None) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("wall")
        self.setMinimumSize(480, 320)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._wanted = session_id
        self.data = DoorData(context, self)
        self.board: counting.Board | None = None
        self._build()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._count)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tell_time)
        self._clock.start()
        self._rest = QTimer(self, singleShot=True, interval=4000)
        self._rest.timeout.connect(self._hide_controls)
        self.data.changed.connect(self._on_data)
        context.operations.changed.connect(self._on_changed)
        context.theme.changed.connect(self._take_theme)
        context.window.installEventFilter(self)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)
        QShortcut(QKeySequence("F11"), self).activated.connect(self.toggle_whole)
        self._take_theme()
        self._read_sessions()

    # -- putting together -----------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self.context.theme
        self.title, self.about = ElidedLabel(), ElidedLabel()
        self.clock, self.when = label(), label()
        self.number, self.of, self.rate = label("–"), label(), label()
        self.bar = ShareBar(theme)
        self.legend = rich()
        self.groups = BigRows(theme, _("Role groups"))
        self.missing_title = label(wrap=True)
        self.missing = BigRows(theme, _("Units still missing"))
        self.plot = ArrivalsPlot(theme)
        self.latest_title = label(_("Just arrived"))
        self.latest = BigRows(theme, _("Just arrived"))
        for words in (self.about, self.when, self.of, self.rate):
            words.setProperty("role", "muted")
        for words in (self.clock, self.when):
            words.setAlignment(Qt.AlignmentFlag.AlignRight)
        header = row(
            grow(column(self.title, self.about, STRETCH, spacing=0)),
            column(self.clock, self.when, spacing=0),
            spacing=None,
        )
        base = Qt.AlignmentFlag.AlignBaseline
        figures = row(
            aligned(self.number, base), aligned(self.of, base), STRETCH, aligned(self.rate, base), spacing=None
        )
        self._left = column(figures, self.bar, self.legend, grow(self.groups), spacing=None)
        self._right = column(self.missing_title, grow(self.missing, 3), spacing=None)
        self._below = column(grow(self.plot), self.latest_title, grow(self.latest), spacing=None)
        self.latest_title.hide()
        self.latest.hide()
        self._beside = column(grow(card(self._right), 5), grow(card(self._below), 3), spacing=None)
        self._panels = row(grow(card(self._left), 11), grow(self._beside, 10), spacing=None)
        self.whole = column(header, grow(self._panels), on=self, spacing=None, margins=None)
        self._controls = self._make_controls()
        for child in self.findChildren(QWidget):
            child.setMouseTracking(True)

    def _make_controls(self) -> QFrame:
        """Buttons that come up when the mouse moves, over the lower edge."""
        self.names = check_box(
            _("Show the &names of those who just arrived"),
            tip=_("Off at each start: a public screen tells no names by itself."),
        )
        self.names.toggled.connect(self._on_names)
        self.window_button = button("", self.toggle_whole)
        close = button(_("Close (Esc)"), self.close)
        controls = card(row(self.names, self.window_button, close, spacing=GRID, margins=(GRID, GRID, GRID, GRID)))
        controls.setParent(self)
        controls.hide()
        return controls

    # -- place ----------------------------------------------------------------------------------------------------

    def present(self) -> None:
        """On the second screen when there is one, over the whole of it."""
        here = self.context.window.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        screen = others[0] if others else here
        self.setScreen(screen)
        room = screen.availableGeometry()
        self.resize(room.size() * 0.75)
        self.move(room.center() - self.rect().center())
        self.showFullScreen()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_controls()

    def toggle_whole(self) -> None:
        """From the whole screen to a window, and back."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
        self._show_controls()

    def _show_controls(self) -> None:
        whole = self.isFullScreen()
        self.window_button.setText(_("As a window (F11)") if whole else _("Whole screen (F11)"))
        self._controls.ensurePolished()
        for child in self._controls.findChildren(QWidget):
            child.ensurePolished()
            child.updateGeometry()
        self._controls.resize(self._controls.sizeHint())
        self._controls.move(
            (self.width() - self._controls.width()) // 2, self.height() - self._controls.height() - 2 * GRID
        )
        self._controls.show()
        self._controls.raise_()
        self.unsetCursor()
        self._rest.start()

    def _hide_controls(self) -> None:
        if self._controls.underMouse() or self._controls.isAncestorOf(self.focusWidget() or self):
            self._rest.start()
            return
        self._controls.hide()
        if self.isFullScreen():
            self.setCursor(Qt.CursorShape.BlankCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._show_controls()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.toggle_whole()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.context.window:
            self.close()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self in _open:
            _open.remove(self)
        self.context.window.removeEventFilter(self)
        self.context.operations.forget(self._key)
        super().closeEvent(event)

    # -- the session ----------------------------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        return f"board.{id(self)}"

    def choose(self, session_id: uuid.UUID | None) -> None:
        """Show another session; None leaves it as it is."""
        if session_id is not None:
            self._wanted = session_id
            self._read_sessions()

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if areas & {Area.AGENDA, Area.CONFERENCES}:
            self._read_sessions()

    def _read_sessions(self) -> None:
        conference = self.context.conference
        if conference is not None:
            self.context.operations.read(
                self._key, lambda tx: agenda.list_sessions(tx, conference.id), self._take_sessions
            )

    def _take_sessions(self, sessions: list[SessionView]) -> None:
        found = next((each for each in sessions if each.id == self._wanted), None)
        session: SessionView | None = found or attendance.running_session(sessions, dt.datetime.now())
        if session is None:
            self.title.setText(_("The agenda has no session yet."))
            return
        self._wanted = session.id
        conference = self.context.conference
        self.title.setText(session.title)
        times = times_text(session.starts_at, session.ends_at)
        parts = (times, session.room, conference.title if conference else "")
        self.about.setText(" · ".join(part for part in parts if part))
        self.setWindowTitle(_("Board · {session}").format(session=session.title))
        self.data.choose(session)

    # -- figures --------------------------------------------------------------------------------------------------

    def _on_data(self) -> None:
        if self.board is None:
            self._count()
        elif not self._soon.isActive():
            self._soon.start()

    def _count(self) -> None:
        session = self.data.session
        if session is None or not self.data.ready:
            return
        people = self.data.people
        self.board = found = counting.board(people, dt.datetime.now(dt.UTC), session.starts_at)
        total = found.total
        self.number.setText(str(total.arrived))
        self.of.setText(_("/ {expected} arrived").format(expected=total.expected))
        self.number.setAccessibleName(
            _("{arrived} of {expected} arrived").format(arrived=total.arrived, expected=total.expected)
        )
        self.rate.setText(rate_words(found))
        self.bar.show_count(total)
        self.legend.setText(legend(total, self.context.theme))
        self.groups.show_rows(
            [BigRow(group_name(each), f"{each.arrived}/{each.expected}", count=each) for each in found.groups]
        )
        self._show_missing(found)
        self.plot.show_arrivals(found.arrivals, session.starts_at)
        came = [person for person in people if person.status in THERE and person.arrived_at is not None]
        came.sort(key=lambda person: person.arrived_at or dt.datetime.min, reverse=True)
        self.latest.show_rows(
            [
                BigRow(
                    f"{person.full_name} · {person.unit}" if person.unit else person.full_name,
                    clock_text(person.arrived_at),
                )
                for person in came[:_LATEST]
            ]
            if self.names.isChecked()
            else []
        )
        self._tell_time()

    def _show_missing(self, found: counting.Board) -> None:
        waiting = [unit for unit in found.units if unit.unrecorded]
        silent = len(found.silent)
        if silent:
            words = ngettext("Nobody yet from {count} unit", "Nobody yet from {count} units", silent)
            ink = "bad"
        elif waiting:
            silent = len(waiting)
            words = ngettext("{count} unit not complete yet", "{count} units not complete yet", silent)
            ink = "warn"
        else:
            words, ink = _("✓ Every unit is complete"), "good"
        self.missing_title.setText(words.format(count=silent))
        self.missing_title.setStyleSheet(f"color: {self.context.theme.colour(ink).name()};")
        self.missing.show_rows(
            [
                BigRow(
                    unit_name(unit),
                    f"{unit.arrived}/{unit.expected}",
                    ink="bad" if unit.silent else "text",
                    bold=unit.silent,
                )
                for unit in waiting
            ]
        )

    def _tell_time(self) -> None:
        now = dt.datetime.now()
        self.clock.setText(clock_text(now))
        session = self.data.session
        self.when.setText(_when(session, now) if session else "")
        if session and now.second % 15 == 0:
            self._soon.start()  # the rate falls while nobody comes

    def _on_names(self, shown: bool) -> None:
        for widget in (self.latest, self.latest_title):
            widget.setVisible(shown)
        self.plot.setVisible(not shown)
        self._count()

    # -- look -----------------------------------------------------------------------------------------------------

    def _take_theme(self) -> None:
        colour = self.context.theme.colour("window").name()
        self.setStyleSheet(f"QWidget#wall {{ background: {colour}; }}")
        if self.board is not None:
            self.legend.setText(legend(self.board.total, self.context.theme))
            self._show_missing(self.board)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        unit = min(self.width() / _DESIGN[0], self.height() / _DESIGN[1])

        def px(length: float) -> int:
            return max(round(length * unit), 1)

        demi, bold = QFont.Weight.DemiBold, QFont.Weight.Bold
        for words, size, weight in (
            (self.title, 52, demi),
            (self.about, 32, QFont.Weight.Normal),
            (self.clock, 92, demi),
            (self.when, 32, QFont.Weight.Normal),
            (self.number, 210, bold),
            (self.of, 72, QFont.Weight.Normal),
            (self.rate, 44, QFont.Weight.Normal),
            (self.legend, 38, QFont.Weight.Normal),
            (self.missing_title, 46, demi),
            (self.latest_title, 38, demi),
        ):
            font = QFont(self.font())
            font.setPixelSize(max(px(size), 9))
            font.setWeight(weight)
            words.setFont(font)
        for rows in (self.groups, self.missing, self.latest):
            rows.set_pixels(px(40))
        self.plot.set_pixels(max(px(28), 9))
        self.bar.setFixedHeight(px(36))
        for layout in (self._left, self._right, self._below):
            layout.setContentsMargins(px(36), px(20), px(36), px(20))
            layout.setSpacing(px(16))
        self.whole.setContentsMargins(px(44), px(28), px(44), px(36))
        for box in (self.whole, self._panels, self._beside):
            box.setSpacing(px(24))
        if self._controls.isVisible():
            self._show_controls()


def _when(session: SessionView, now: dt.datetime) -> str:
    """How long until the session begins, or that it runs, or is over."""
    if now < session.starts_at:
        minutes = -(-(session.starts_at - now) // dt.timedelta(minutes=1))
        if minutes > 180:
            return date_text(session.starts_at.date())
        return ngettext("begins in {count} minute", "begins in {count} minutes", minutes).format(count=minutes)
    return _("under way") if now <= session.ends_at else _("over")
