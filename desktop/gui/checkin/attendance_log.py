"""The log of one attendance: who said what, when, at which desk and how; take a mark back, or put it all right."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QTreeWidgetItem

from desktop.domain.areas import Area
from desktop.domain.attendance import THERE, DoorPerson, Mark, Status
from desktop.domain.errors import NotFound
from desktop.domain.guide import Topic
from desktop.domain.people import SessionView
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.attendance_parts import INKS
from desktop.gui.widgets.elided_box import ElidedBox
from desktop.gui.widgets.form import FormDialog, choice, choose, line, read_time
from desktop.gui.widgets.layout import button, column, grow, muted, rich, title
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.gui.widgets.one_line import OneLineDialog
from desktop.gui.widgets.text import Markup, joined, markup, tinted
from desktop.i18n import _, pgettext
from desktop.services import agenda, attendance
from desktop.services.opening import Transaction
from desktop.wording import attendance as words
from desktop.wording.attendance_log import LogLine, lines, what, why
from desktop.wording.formats import clock_text, desk_text, full_name_text, short_date_text, start_text


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


class AttendanceLog(ListDialog[LogLine]):
    """Person, state, log; another session can be chosen."""

    guide = Topic.DOOR

    def __init__(self, context: Context, session_id: uuid.UUID | None, attendee_id: uuid.UUID) -> None:
        headings = [_("Recorded"), _("What"), _("Desk"), _("How"), _("Reason")]
        super().__init__(
            context,
            _("What was recorded"),
            list_of(context.theme, _("What was recorded"), headings, stretch=4),
            size=(820, 460),
            empty=_("Nothing was recorded of this person at this session yet."),
        )
        self.known: _Known | None = None
        self._session_id, self._attendee_id = session_id, attendee_id
        self.name, self.about, self.state = title(), muted(), rich()
        self.sessions = ElidedBox()
        self.sessions.setAccessibleName(_("Session"))
        self.sessions.activated.connect(lambda place: self._choose(self.sessions.itemData(place)))
        self.take_back = button(_("&Undo this…"), self._take_back)
        self.put_right = button(_("&Put right…"), self._put_right, primary=True)
        foot, _close = self.buttons(self.take_back)
        foot.addWidget(self.put_right)
        for change in (self.take_back, self.put_right):
            change.setEnabled(False)
            change.setVisible(context.operations.database.role != "viewer")
        names = column(self.name, self.about, spacing=2)
        parts = (names, self.sessions, self.banner, self.state, self.empty, grow(self.list), foot)
        self.lay_out(*parts, spacing=GRID + 4)
        self.follow(Area.ATTENDANCE, Area.ATTENDEES, Area.AGENDA, Area.COPY)

    # -- reading --------------------------------------------------------------------------------------------------

    def _choose(self, session_id: uuid.UUID) -> None:
        self._session_id = session_id
        self.reload()

    def reload(self) -> None:
        """Read the log again."""
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

        self.read_record(work, self._show, here=True)

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
        self.state.setText(self._state_words(person))
        self.banner.tell(_("To review: {doubt}.").format(doubt=words.doubt(person.doubt)) if person.doubt else "")
        self.show_rows(lines(known.marks))
        self.put_right.setEnabled(True)

    def _state_words(self, person: DoorPerson) -> Markup:
        ink = self.context.theme.colour(INKS.get(person.status, "text")).name()
        sign = words.SIGNS.get(person.status, "")
        status = markup("<b>{sign} {status}</b>", sign=sign, status=words.status(person.status))
        parts: list[str | Markup] = [tinted(status, ink)]
        if person.arrived_at:
            parts.append(pgettext("attendance", "arrived {time}").format(time=clock_text(person.arrived_at)))
        if person.left_at:
            parts.append(pgettext("attendance", "left {time}").format(time=clock_text(person.left_at)))
        if person.desk:
            parts.append(desk_text(person.desk))
        if person.remark:
            parts.append(person.remark)
        return joined(parts)

    def texts(self, row: LogLine) -> list[str]:
        mark = row.mark
        recorded = f"{clock_text(mark.recorded_at, seconds=True)} {short_date_text(mark.recorded_at.astimezone())}"
        return [recorded, what(mark), mark.desk, words.method(mark.method), why(row)]

    def dress(self, item: QTreeWidgetItem, row: LogLine) -> None:
        super().dress(item, row)
        if row.mark.annulled:
            for place in range(item.columnCount()):
                item.setForeground(place, self.context.theme.colour("muted"))
            struck = QFont(item.font(1))
            struck.setStrikeOut(True)
            item.setFont(1, struck)

    def keep_place(self, before: LogLine | None, place: int) -> int:  # noqa: ARG002
        last = len(self.rows) - 1
        return next((n for n, each in enumerate(self.rows) if before and each.mark.id == before.mark.id), last)

    def offer(self) -> None:
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
                lambda tx: attendance.annul(tx, [mark_id], reason), failed=self.refuse, done=self._done
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
        if pending and not self.gone:
            self.reload()


class CorrectDialog(FormDialog):
    """Status, times and remark of one attendance."""

    guide = Topic.DOOR

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
        self.take_at_door(
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
            lambda _count, _pending: None,
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
