"""Somebody was sent in the place of a person on the list: who, for whom, why, and for how long."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from desktop.domain.attendance import THERE, DoorPerson
from desktop.domain.door_questions import Asked, PresenceAsked, TimeAsked
from desktop.domain.errors import InvalidInput
from desktop.gui.checkin.asking import AskingDialog
from desktop.gui.checkin.desk import DoorDesk
from desktop.gui.checkin.hits import HitList
from desktop.gui.checkin.people import DoorData
from desktop.gui.context import Context
from desktop.gui.widgets.asking import Answer
from desktop.gui.widgets.form import choice, line
from desktop.gui.widgets.layout import check_box, column, holder, muted
from desktop.i18n import _
from desktop.services import attendance
from desktop.services.attendance import Registered, asking
from desktop.services.opening import Transaction
from desktop.wording.check_in import standing_chip

_HITS = 4


class SubstituteDialog(AskingDialog):
    """Choose who is replaced as at the door; whoever came takes their unit and group."""

    def __init__(self, context: Context, data: DoorData, desk: DoorDesk, replaced: DoorPerson | None = None) -> None:
        super().__init__(context, data, desk, _("Substitute"))
        self._anyway = False
        self.replaced: DoorPerson | None = None
        self.search = line("", _("Name, unit, phone's end or badge number"))
        self.hits = HitList(context.theme, rows=_HITS)
        self.hits.chosen.connect(self._choose)
        self.hits.hide()
        self._chosen = muted()
        self._chosen.hide()
        who = holder(column(self.search, self.hits, self._chosen, spacing=4), first=self.search)
        self.full_name = line("", _("for example: Nguyễn Thị Hà"))
        self.position = line()
        self.reason = line("", _("for example: on a mission"))
        self.scope = choice([(_("The whole conference"), True), (_("This session only"), False)])
        self.let_in = check_box(_("Let them in now"), True)
        self.form.add("replaced", _("Substitute for"), who, wide=True)
        self.search.setAccessibleName(_("Substitute for"))
        self.form.add("full_name", _("Who came"), self.full_name, wide=True)
        self.form.add("position", _("Position"), self.position)
        self.form.add("reason", _("Reason"), self.reason)
        self.form.add("scope", _("For"), self.scope)
        self.form.add_row(self.let_in)
        self.inside.addWidget(self.question)
        self.search.textEdited.connect(self._find)
        for changed in (self.scope.activated, self.let_in.toggled, self.full_name.textChanged):
            changed.connect(lambda _now: self._begin_anew())
        self.search.installEventFilter(self)
        if replaced is not None:
            self._choose(replaced)

    def _find(self, text: str) -> None:
        self.replaced = None
        self._chosen.hide()
        found = self._data.finder.find(text, 20)
        people = sorted(found, key=lambda each: each.status in THERE)  # who came is asked about
        self.hits.show_hits(people[:_HITS], text)
        self.hits.setVisible(bool(people))
        self.fit()

    def _begin_anew(self) -> None:
        self._anyway, self._where = False, None
        self.leave_question()

    def _choose(self, person: DoorPerson) -> None:
        self.replaced = person
        self._begin_anew()
        self.search.setText(person.full_name)
        self.hits.hide()
        chip = standing_chip(person)
        parts = (person.unit, person.position, person.role_group, chip and chip.text)
        self._chosen.setText(" · ".join(part for part in parts if part))
        self._chosen.setVisible(bool(self._chosen.text()))
        self.form.clear_errors()
        self.full_name.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.isVisible():
            self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter in the search walk and choose among the hits; Tab chooses the highlighted one."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if self.hits.isVisible():
                if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                    self.hits.step(1 if key == Qt.Key.Key_Down else -1)
                    return True
                person = self.hits.current()
                if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and person is not None:
                    self._choose(person)
                    return True
        return super().eventFilter(watched, event)

    def submit(self) -> None:
        """Link the two, and let in whoever came."""
        session, replaced = self._data.session, self.replaced
        if replaced is None or session is None:
            raise InvalidInput("field.missing", field="replaced")
        if not self.full_name.text().strip():
            raise InvalidInput("field.missing", field="full_name")
        token, typed = self._token, self.full_name.text()
        position, reason = self.position.text(), self.reason.text().strip()
        only = [] if self.scope.currentData() else [session.id]
        now: Sequence[uuid.UUID] = () if not self.let_in.isChecked() else (session.id,)
        now, asked_when = (now, False) if self._where is None else (self._where, True)
        anyway, early = self._anyway, dt.timedelta(minutes=self.context.settings.door_opens)

        def work(tx: Transaction) -> Registered | Asked:
            if not anyway and (came := asking.presence(tx, replaced.id, only)):
                return came
            if not asked_when and (closed := asking.time(tx, now, early=early)):
                return closed
            return attendance.substitute(
                tx,
                replaced.id,
                full_name=typed,
                token=token,
                position=position,
                reason=reason,
                session_ids=only,
                check_in_at=now,
                anyway=anyway,
            )

        self.take_when_answered(work, self.tell_arrivals)

    def answers(self, asked: Asked) -> tuple[Sequence[Answer], int]:
        """Enter leaves things as they are: whoever came is replaced only by a word of its own."""
        if isinstance(asked, PresenceAsked):
            return [
                (_("Choose somebody else"), self._choose_else),
                (_("Substitute all the same"), self._all_the_same),
            ], 0
        if isinstance(asked, TimeAsked):
            return self.where_answers(asked)
        raise TypeError(asked)

    def _choose_else(self) -> None:
        self.leave_question()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def _all_the_same(self) -> None:
        self._anyway = True
        self._try()
