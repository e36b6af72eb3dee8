"""Add or edit one session of the agenda; what clashes with others is told while typing."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import cast

from PySide6.QtWidgets import QCheckBox, QGridLayout, QSpinBox

from desktop import wording
from desktop.domain.decimals import read_decimal
from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.people import RoleGroupView, SessionView
from desktop.domain.session_times import HALVES, copied, free_half, next_free
from desktop.gui.context import Context
from desktop.gui.known_names import suggest_people, suggest_rooms
from desktop.gui.widgets import far_day
from desktop.gui.widgets.check_menu import CheckMenu
from desktop.gui.widgets.conflict import SaysTicks
from desktop.gui.widgets.dialog_parts import indent
from desktop.gui.widgets.form import DateField, FormDialog, line, note, read_time
from desktop.gui.widgets.layout import plain
from desktop.gui.widgets.text import literal
from desktop.i18n import _
from desktop.services import agenda
from desktop.wording.formats import clock_text, typed_decimal_text
from desktop.wording.points import hall

_NEW = uuid.UUID(int=0)
_TOLD = (
    "title", "starts_at", "ends_at", "room", "speakers", "audience", "points", "late_after", "note", "hours",
)  # fmt: skip


class SessionDialog(FormDialog):
    """The form of a session."""

    guide = Topic.AGENDA

    def __init__(
        self,
        context: Context,
        sessions: Sequence[SessionView],
        groups: Sequence[RoleGroupView],
        session: SessionView | None = None,
        like: SessionView | None = None,
        points: Mapping[uuid.UUID, str] = MappingProxyType({}),
    ) -> None:
        """`session` is edited; without one a new one is added, with what `like` says to begin with."""
        title = _("Edit session") if session else _("Copy the session") if like else _("Add a session")
        super().__init__(context, title, _("Save") if session else _("Add"))
        self._session = session
        self._others = [other for other in sessions if session is None or other.id != session.id]
        conference = context.conference
        self._no_time = False
        self._first = conference.starts_on if conference else None
        self._last = conference.ends_on if conference else None
        self._groups, self._points = groups, points
        self._make_fields(groups, session or (like and self._again(like)))
        self._add_fields()
        if self._no_time:
            self.form.refuse("starts_at", _("Nothing is free until the conference's last day: choose a time."))
        for field in (self.title, self.day, self.starts, self.ends, self.room, self.speakers):
            field.textChanged.connect(lambda _text: self._warn())
        self._warn()
        self._suggest()
        (self.starts if self._no_time else self.title).setFocus()

    def comparing(self) -> None:
        """Another desk may have edited it meanwhile."""
        if self._session is not None:
            context, key = self.context, self._session.id

            def form(found: list[SessionView]) -> SessionDialog | None:
                row = next((each for each in found if each.id == key), None)
                return SessionDialog(context, found, self._groups, row, points=self._points) if row else None

            self.compares(lambda tx: agenda.list_sessions(tx, context.conference_id), form)

    def _again(self, like: SessionView) -> SessionView:
        """The session once more, at the next time that is free; else at its own, which the form leaves blank."""
        starts_at = next_free(self._others, like, self._last or self._first)
        self._no_time = starts_at is None
        return copied(like, starts_at or like.starts_at, self._others)

    def _make_fields(self, groups: Sequence[RoleGroupView], shown: SessionView | None) -> None:
        day = shown.starts_at.date() if shown else self._next_day()
        half = free_half(self._others, day) if day else HALVES[0]
        on = day or dt.date.today()
        starts, ends = (clock_text(dt.datetime.combine(on, each)) for each in half) if half else ("", "")
        if shown:
            starts, ends = ("", "") if self._no_time else (clock_text(shown.starts_at), clock_text(shown.ends_at))
        self.title = line(shown.title if shown else "", _("for example: Morning"))
        self.day = DateField(self.context, day)
        self.starts, self.ends = line(starts, "08:00"), line(ends, "11:30")
        self.room = line(shown.room if shown else "")
        self.speakers = line("; ".join(shown.speakers) if shown else "", _("several with a semicolon between"))
        self.late_after = QSpinBox()
        self.late_after.setRange(0, 240)
        self.late_after.setSuffix(" " + _("minutes"))
        indent(self.late_after)
        self.late_after.setValue(shown.late_after if shown else 15)
        self.hours = line(typed_decimal_text(shown.hours if shown else None, 2), _("as half-days"))
        self.audience = _Audience(groups, shown.audience if shown else ())
        self.points = CheckMenu(self.context.theme, _("Everywhere"))
        self.points.offer([(hall(), None), *((name, key) for key, name in self._points.items())])
        self.points.choose(shown.points if shown else ())
        self.note = note(shown.note if shown else "")
        self.warnings = plain(role="warning")

    def _add_fields(self) -> None:
        form = self.form
        form.add("title", _("Session"), self.title, wide=True)
        form.add("day", _("Day"), self.day)
        form.add("room", _("Room"), self.room)
        form.add("starts_at", _("From"), self.starts)
        form.add("ends_at", _("To"), self.ends)
        form.add("speakers", _("Speakers"), self.speakers)
        form.add("late_after", _("Counts as late after"), self.late_after)
        form.add("hours", _("Training hours"), self.hours, hint=_("Empty: 4 for each half-day."))
        form.add("audience", _("For which role groups"), self.audience, wide=True, hint=_("None ticked: everyone."))
        if self._points:
            form.add("points", _("Followed at"), self.points, wide=True)
        form.add("note", _("Note"), self.note, wide=True)
        form.add_row(self.warnings)

    def _next_day(self) -> dt.date | None:
        return self._others[-1].starts_at.date() if self._others else self._first

    def _suggest(self) -> None:
        """Rooms of before, and people of the directory as speakers."""
        suggest_rooms(self, self.room)
        suggest_people(self, self.speakers, separator=";")

    def _warn(self) -> None:
        """Say at once what would clash."""
        try:
            draft = self._draft()
        except InvalidInput:
            self.warnings.setText("")
            return
        checked = agenda.check([*self._others, draft], self._first, self._last)
        mine = next(session for session in checked if session.id == draft.id)
        self.warnings.setText(
            "\n".join(f"⚠ {wording.sentence(warning.code, warning.details)}" for warning in mine.warnings)
        )
        self.warnings.setAccessibleName(self.warnings.text())

    def _draft(self) -> SessionView:
        day = self._day()
        starts_at = dt.datetime.combine(day, read_time(self.starts.text(), "starts_at"))
        ends_at = dt.datetime.combine(day, read_time(self.ends.text(), "ends_at"))
        return SessionView(
            id=self._session.id if self._session else _NEW,
            version=self._session.version if self._session else 0,
            title=self.title.text(),
            starts_at=starts_at,
            ends_at=ends_at,
            room=self.room.text(),
            speakers=tuple(name for part in self.speakers.text().split(";") if (name := part.strip())),
            audience=self.audience.chosen(),
            audience_titles=(),
            late_after=self.late_after.value(),
            note=self.note.toPlainText(),
            hours=self._lessons(),
            points=cast("tuple[uuid.UUID | None, ...]", self.points.chosen),
        )

    def _lessons(self) -> float | None:
        text = self.hours.text().strip()
        if text and (hours := read_decimal(text)) is not None:
            return hours
        if text:
            raise InvalidInput("session.no_hours", field="hours", value=text)
        return None

    def _is_meant(self, day: dt.date) -> bool:
        """A day of the conference is, and the one the session had; any other far from today is asked."""
        last = self._last or self._first
        if self._first and last and self._first <= day <= last:
            return True
        before = self._session
        return (before is not None and before.starts_at.date() == day) or far_day.meant(self, day)

    def _day(self) -> dt.date:
        try:
            day = self.day.day()
        except InvalidInput as error:
            raise InvalidInput(error.code, field="day", **error.details) from None
        if day is None:
            raise InvalidInput("field.missing", field="day")
        return day

    def submit(self) -> None:
        """Save it."""
        draft, before = self._draft(), self._session
        if not self._is_meant(draft.starts_at.date()):
            return
        conference_id = self.context.conference_id
        values = {name: getattr(draft, name) for name in _TOLD}
        if before is None:
            self.take(lambda tx: agenda.add_session(tx, conference_id, **values))
        else:
            self.take(lambda tx: agenda.edit_session(tx, before.id, version=before.version, **values))


class _Audience(SaysTicks):
    """A tick for each role group."""

    def __init__(self, groups: Sequence[RoleGroupView], chosen: Sequence[uuid.UUID]) -> None:
        super().__init__()
        self._boxes: dict[uuid.UUID, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        for position, group in enumerate(groups):
            box = self._boxes[group.id] = QCheckBox(literal(group.title))
            box.setChecked(group.id in chosen)
            grid.addWidget(box, position // 2, position % 2)
        if groups:
            self.setFocusProxy(self._boxes[groups[0].id])

    def ticks(self) -> Mapping[uuid.UUID, QCheckBox]:
        """Each group's."""
        return self._boxes

    def chosen(self) -> tuple[uuid.UUID, ...]:
        """The groups ticked."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())
