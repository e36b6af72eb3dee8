"""A dialog at the door that may have to ask something before it writes."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from desktop.domain.door_questions import AccentsAsked, Asked, NamesakeAsked, PresenceAsked, TimeAsked, UnitAsked
from desktop.gui.checkin.desk import DoorDesk
from desktop.gui.checkin.people import DoorData
from desktop.gui.context import Context
from desktop.gui.widgets.asking import Answer, AskingForm
from desktop.i18n import _
from desktop.services.attendance import Registered
from desktop.services.opening import Transaction
from desktop.wording.door_questions import question

Result = TypeVar("Result")
_ASKED = (AccentsAsked, NamesakeAsked, PresenceAsked, TimeAsked, UnitAsked)


class AskingDialog(AskingForm):
    """Writes only when nothing is left to be asked. What is typed anew is asked about anew."""

    def __init__(self, context: Context, data: DoorData, desk: DoorDesk, title: str) -> None:
        super().__init__(context, title, _("Register and let in"), width=640)
        self._data, self._desk = data, desk
        self._token = uuid.uuid4()
        self._where: tuple[uuid.UUID, ...] | None = None
        """Where to let in, once it was answered; None: at the door's session."""

    def answers(self, asked: Asked) -> tuple[Sequence[Answer], int]:
        """What can be answered, and which of it Enter does; -1: none, for that would be a guess."""
        raise NotImplementedError

    def take_when_answered(
        self, work: Callable[[Transaction], Result | Asked], done: Callable[[Result, bool], object]
    ) -> None:
        """As `take_at_door`; `work` may give a question instead, having written nothing."""
        self.hold()

        def finished(result: Result | Asked, pending: bool) -> None:
            self.release()
            if isinstance(result, _ASKED):
                answers, proposed = self.answers(result)
                self.ask(result, question(result), answers, proposed)
                return
            self.accept()
            done(result, pending)

        self.context.operations.write_or_queue(work, done=finished, failed=self.refuse)

    def tell_arrivals(self, registered: Registered, pending: bool) -> None:
        """Say at the door who came; of an arrival at another session, or of none, in the window's line."""
        session = self._data.session
        for answer in registered.check_ins:
            if session is not None and self._where in (None, (session.id,)):
                self._desk.take(replace(answer, pending=pending), registered.full_name)
            else:
                self.context.feedback.say(
                    _("{name} was let in at the other session.").format(name=registered.full_name)
                )
        if not registered.check_ins:
            self.context.feedback.say(_("{name} is registered, without attendance.").format(name=registered.full_name))

    def where_answers(self, asked: TimeAsked) -> tuple[Sequence[Answer], int]:
        """Where else, or all the same: Enter goes to the session that is open, else writes no arrival."""
        session = self._data.session
        here = (session.id,) if session else ()
        found: list[Answer] = [
            (_("Register and let in all the same"), partial(self._let_in_at, here)),
            (_("Register only, without attendance"), partial(self._let_in_at, ())),
        ]
        if asked.instead is None:
            return found, 1
        key, title = asked.instead
        return [(_("Let in at “{session}”").format(session=title), partial(self._let_in_at, (key,))), *found], 0

    def _let_in_at(self, session_ids: tuple[uuid.UUID, ...]) -> None:
        self._where = session_ids
        self._try()
