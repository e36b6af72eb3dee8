"""The log of one attendance: who said what, when, at which desk and how; take a mark back, or put it all right."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from desktop.domain.areas import Area
from desktop.domain.attendance import THERE, DoorPerson, Mark, Status
from desktop.domain.errors import AppError, NotFound
from desktop.domain.people import SessionView
from desktop.gui.context import Context
from desktop.gui.feedback import Banner
from desktop.gui.theme import GRID
from desktop.gui.widgets.attendance_parts import INKS
from desktop.gui.widgets.dialog_parts import button_row, resize_within, roomy_rows
from desktop.gui.widgets.form import FormDialog, choice, choose, line, read_time
from desktop.gui.widgets.one_line import OneLineDialog
from desktop.i18n import _, pgettext
from desktop.services import agenda, attendance
from desktop.services.opening import Transaction
from desktop.wording import attendance as words
from desktop.wording import error as error_words
from desktop.wording.attendance_log import LogLine, lines, what, why
from desktop.wording.formats import clock_text, desk_text, full_name_text, short_date_text, start_text

_SHOWN = frozenset({Area.ATTENDANCE, Area.ATTENDEES, Area.AGENDA, Area.CONNECTION})


def open_log(context: Context, session_id: uuid.UUID | None, attendee_id: uuid.UUID) -> AttendanceLog:
    """Show what was recorded of an attendee at a session (at the running one)."""
    dialog = AttendanceLog(context, session_id, attendee_id)
    dialog.open()
    return dialog


@dataclass(frozen=True, slots=True)
class _Known:
    sessions: list[SessionView]
    session: SessionView
    person: DoorPerson
    marks: tuple[Mark, ...]


class AttendanceLog(QDialog):
    """Person, state, log; another session can be chosen."""

    def __init__(self, context: Context, session_id: uuid.UUID | None, attendee_id: uuid.UUID) -> None:
        super().__init__(context.window)
        self.context = context
        self.known: _Known | None = None
        self._session_id, self._attendee_id = session_id, attendee_id
        self._gone = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What was recorded"))
        resize_within(self, context.theme, 820, 460)
        self.banner = Banner(context.theme)
        self.name = QLabel()
        self.name.setProperty("role", "title")
        self.about = QLabel()
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.RichText)
        self.state.setWordWrap(True)
        self.sessions = QComboBox()
        self.sessions.setAccessibleName(_("Session"))
        self.sessions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sessions.activated.connect(lambda place: self._choose(self.sessions.itemData(place)))
        self.list = QTreeWidget()
        roomy_rows(self.list, context.theme)
        self.list.setAccessibleName(_("What was recorded"))
        self.list.setHeaderLabels([_("Recorded"), _("What"), _("Desk"), _("How"), _("Reason")])
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.list.currentItemChanged.connect(lambda *_items: self._enable())
        self.empty = QLabel(_("Nothing was recorded of this person at this session yet."))
        self.empty.setProperty("role", "muted")
        self.empty.hide()
        row, _close = button_row(self)
        self.take_back = QPushButton(_("&Undo this…"))
        self.take_back.clicked.connect(lambda _checked=False: self._take_back())
        self.put_right = QPushButton(_("&Put right…"))
        self.put_right.setProperty("primary", True)
        self.put_right.clicked.connect(lambda _checked=False: self._put_right())
        for button in (self.take_back, self.put_right):
            button.setAutoDefault(False)
            button.setEnabled(False)
            button.setVisible(context.operations.database.role != "viewer")
        row.insertWidget(0, self.take_back)
        row.addWidget(self.put_right)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.name)
        names.addWidget(self.about)
        top = QHBoxLayout()
        top.setSpacing(GRID * 2)
        top.addLayout(names, 3)
        top.addWidget(self.sessions, 2, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.setSpacing(GRID + 4)
        whole.addLayout(top)
        whole.addWidget(self.banner)
        whole.addWidget(self.state)
        whole.addWidget(self.empty)
        whole.addWidget(self.list, 1)
        whole.addLayout(row)
        context.operations.changed.connect(self._on_changed)
        self._load()

    @property
    def _key(self) -> str:
        return f"log.{id(self)}"

    def done(self, result: int) -> None:
        """Leave; an answer on its way finds nobody."""
        self._gone = True
        self.context.operations.forget(self._key)
        super().done(result)

    # -- reading --------------------------------------------------------------------------------------------------

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if not self._gone and areas & _SHOWN:
            self._load()

    def _choose(self, session_id: uuid.UUID) -> None:
        self._session_id = session_id
        self._load()

    def _load(self) -> None:
        conference, wanted, attendee = self.context.conference_id, self._session_id, self._attendee_id

        def work(tx: Transaction) -> _Known:
            sessions = agenda.list_sessions(tx, conference)
            chosen = next((each for each in sessions if each.id == wanted), None)
            session: SessionView | None = chosen or attendance.running_session(sessions, dt.datetime.now())
            if session is None:
                raise NotFound("session.not_found", what="session")
            people = attendance.door_people(tx, session.id)
            person = next((each for each in people if each.id == attendee), None)
            if person is None:
                raise NotFound("attendee.not_found", what="attendee")
            return _Known(sessions, session, person, attendance.marks_of(tx, session.id, attendee))

        self.context.operations.read(self._key, work, self._show, self._refuse)

    def _show(self, known: _Known) -> None:
        self.known = known
        person, session = known.person, known.session
        self._session_id = session.id
        self.name.setText(full_name_text(person))
        parts = (person.unit, person.role_group, person.position)
        self.about.setText(" · ".join(part for part in parts if part))
        self.sessions.clear()
        for each in known.sessions:
            self.sessions.addItem(f"{start_text(each.starts_at)} · {each.title}", each.id)
        choose(self.sessions, session.id)
        self.sessions.setVisible(len(known.sessions) > 1)
        self.sessions.setToolTip(session.title)
        self.state.setText(self._state_words(person))
        self.banner.tell(_("To review: {doubt}.").format(doubt=words.doubt(person.doubt)) if person.doubt else "")
        self._fill(known.marks)
        self.put_right.setEnabled(True)

    def _state_words(self, person: DoorPerson) -> str:
        ink = self.context.theme.colour(INKS.get(person.status, "text")).name()
        sign = words.SIGNS.get(person.status, "")
        parts = [f'<span style="color: {ink}"><b>{sign} {words.status(person.status)}</b></span>']
        if person.arrived_at:
            parts.append(pgettext("attendance", "arrived {time}").format(time=clock_text(person.arrived_at)))
        if person.left_at:
            parts.append(pgettext("attendance", "left {time}").format(time=clock_text(person.left_at)))
        if person.desk:
            parts.append(_escaped(desk_text(person.desk)))
        if person.remark:
            parts.append(_escaped(person.remark))
        return " · ".join(parts)

    def _fill(self, marks: tuple[Mark, ...]) -> None:
        before = self.current()
        self.list.clear()
        muted = self.context.theme.colour("muted")
        for entry in lines(marks):
            mark = entry.mark
            recorded = f"{clock_text(mark.recorded_at, seconds=True)} {short_date_text(mark.recorded_at.astimezone())}"
            item = QTreeWidgetItem(self.list, [recorded, what(mark), mark.desk, words.method(mark.method), why(entry)])
            item.setData(0, Qt.ItemDataRole.UserRole, entry)
            for column in range(5):
                item.setToolTip(column, item.text(column))
                if mark.annulled:
                    item.setForeground(column, muted)
            if mark.annulled:
                font = item.font(1)
                font.setStrikeOut(True)
                item.setFont(1, font)
            if before is not None and before.mark.id == mark.id:
                self.list.setCurrentItem(item)
        self.empty.setVisible(not marks)
        self.list.setVisible(bool(marks))
        last = self.list.topLevelItem(self.list.topLevelItemCount() - 1)
        if self.list.currentItem() is None and last is not None:
            self.list.setCurrentItem(last)
        self._enable()

    def current(self) -> LogLine | None:
        """The line highlighted."""
        item = self.list.currentItem()
        entry = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        return entry if isinstance(entry, LogLine) else None

    def _enable(self) -> None:
        entry = self.current()
        self.take_back.setEnabled(entry is not None and not entry.mark.annulled)

    # -- putting right --------------------------------------------------------------------------------------------

    def _take_back(self) -> None:
        entry = self.current()
        if entry is None or entry.mark.annulled:
            return
        mark_id = entry.mark.id

        def take(reason: str) -> None:
            self.context.operations.write_or_queue(
                lambda tx: attendance.annul(tx, [mark_id], reason), failed=self._refuse, done=self._done
            )

        title = _("Undo “{what}”").format(what=what(entry.mark))
        OneLineDialog(
            self.context,
            title,
            _("Undo"),
            _("Reason"),
            "",
            take,
            example=_("for example: wrong person"),
            hint=_("Stays in the log beside what is undone."),
        ).open()

    def _put_right(self) -> None:
        if self.known is not None:
            CorrectDialog(self.context, self.known.session, self.known.person).open()

    def _done(self, _count: int, pending: bool) -> None:
        if pending and not self._gone:
            self._load()

    def _refuse(self, error: Exception) -> bool:
        if self._gone:
            return False
        if not isinstance(error, AppError):
            return False
        self.banner.tell(error_words(error), "bad")
        return True


class CorrectDialog(FormDialog):
    """Status, times and remark of one attendance."""

    def __init__(self, context: Context, session: SessionView, person: DoorPerson) -> None:
        super().__init__(context, _("Put right: {name}").format(name=person.full_name), _("Save"))
        self._session, self._person = session, person
        options: list[tuple[str, object]] = [(f"{words.SIGNS[each]} {words.status(each)}", each) for each in Status]
        self.status = choice(options, Status(person.status))
        self.arrived_at = line(clock_text(person.arrived_at), "07:45")
        self.left_at = line(clock_text(person.left_at), "11:30")
        self.remark = line(person.remark)
        self.reason = line("", _("for example: wrong person"))
        form = self.form
        form.add("status", _("Status"), self.status, wide=True)
        form.add("arrived_at", _("Arrived at"), self.arrived_at)
        form.add("left_at", _("Left at"), self.left_at)
        form.add("remark", _("Remark"), self.remark, wide=True)
        form.add("reason", _("Why it is put right"), self.reason, wide=True, hint=_("Stays in the log."))
        self.status.currentIndexChanged.connect(lambda _place: self._enable())
        self._enable()

    def _enable(self) -> None:
        there = self.status.currentData() in THERE
        for field in (self.arrived_at, self.left_at):
            field.setEnabled(there)

    def submit(self) -> None:
        """Hand it to the service, at the door as elsewhere."""
        person, session = self._person, self._session
        status = Status(self.status.currentData())
        arrived_at = self._moment(self.arrived_at, "arrived_at", person.arrived_at)
        left_at = self._moment(self.left_at, "left_at", person.left_at)
        remark, reason = self.remark.text(), self.reason.text().strip()
        self.save_button.setEnabled(False)
        self.saving = True

        def finished(_count: int, _pending: bool) -> None:
            self.saving = False
            self.accept()

        self.context.operations.write_or_queue(
            lambda tx: attendance.correct(
                tx,
                training_session_id=session.id,
                attendee_id=person.id,
                status=status,
                arrived_at=arrived_at,
                left_at=left_at,
                remark=remark,
                reason=reason,
            ),
            done=finished,
            failed=self.refuse,
        )

    def _moment(self, field: QLineEdit, name: str, before: dt.datetime | None) -> dt.datetime | None:
        """The time typed, on the day it was before or the session's; seconds stay when the minute does."""
        text = field.text().strip()
        if not field.isEnabled() or not text:
            return None
        if text == clock_text(before):
            return before
        day = before.astimezone().date() if before else self._session.starts_at.date()
        return dt.datetime.combine(day, read_time(text, name)).astimezone(dt.UTC)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
