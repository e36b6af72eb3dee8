"""What a desk does at one session's door, and the tries it remembers."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.areas import Area
from desktop.domain.attendance import THERE, Became, CheckIn, Delegation, DoorPerson, Method, Outcome, Status
from desktop.domain.identity_card import IdentityCard
from desktop.domain.people import AttendeeState
from desktop.gui.checkin.people import DoorData
from desktop.gui.connection import ON_ITS_WAY
from desktop.gui.context import Context
from desktop.services import attendance
from desktop.services.opening import Transaction

_KEPT = 50
_WAITS_FROM_MS = 1_100
_SAY_SO = frozenset({Area.ATTENDANCE, Area.ATTENDEES, Area.AGENDA, Area.CONNECTION, Area.COPY})


@dataclass(frozen=True, slots=True)
class CheckInEntry:
    """One thing that happened at the door."""

    id: uuid.UUID
    """The mark's, or made up for a try that wrote none."""
    at: dt.datetime
    person: DoorPerson
    outcome: Outcome
    desk: str
    since: dt.datetime | None = None
    """When they came in the first time, for somebody in already."""
    since_desk: str = ""
    mark_id: uuid.UUID | None = None
    pending: bool = False
    undone: bool = False
    noted_at: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    own: bool = True
    delegation: str = ""
    """The unit with whose people they were let in as one; "" for those who came alone."""
    became: Became = field(default_factory=Became)
    """What is known of it since."""

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self.outcome is Outcome.IN and not self.undone


class DoorDesk(QObject):
    """Asks the services in the order in which people come; every try gets its answer."""

    answered = Signal(object, str)
    """CheckIn, and what was typed or scanned."""
    asked = Signal(object, object)
    """CheckIn that let nobody in, and the IdentityCard of which it does not know surely whose it is."""
    failed = Signal(object, object)
    """An exception, and whom it concerns (DoorPerson or None)."""
    delegated = Signal(object, bool)
    """Delegation, and whether it waits for the server."""
    undone = Signal(object)
    """Line: taken back."""
    delegation_undone = Signal(str, int)
    """A unit's people were taken back as one: so many."""
    turned = Signal(object)
    """Line: taken back or done again in another way than by `undo`."""
    changed = Signal()
    """The tries remembered are others."""
    sent = Signal()
    """What waited for the server has reached it."""
    corrected = Signal(object)
    """Line: it turned out otherwise than it was told here."""

    def __init__(self, context: Context, data: DoorData, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._data = context, data
        self._lines: list[CheckInEntry] = []
        self._session_id: uuid.UUID | None = None
        self._later = QTimer(self, singleShot=True, interval=_WAITS_FROM_MS)
        """By then a server that answers has what was written here."""
        self._later.timeout.connect(self._look)
        context.operations.changed.connect(self._on_changed)

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if areas & _SAY_SO:
            self._look()

    def _look(self) -> None:
        """An arrival may be taken back, or done again, or turn out otherwise: what stands now is the truth."""
        marks = [line.mark_id for line in self._lines if line.mark_id is not None and line.outcome is Outcome.IN]
        session_id = self._session_id
        if marks and session_id is not None:
            self._context.operations.read_here(
                f"door.became.{id(self)}",
                lambda tx: attendance.became(tx, session_id, marks),
                self._turn,
                lambda _error: True,  # the session is gone: the page says so
            )

    def _turn(self, found: Mapping[uuid.UUID, Became]) -> None:
        known = self._lines
        self._lines = [self._now(line, found.get(line.mark_id)) if line.mark_id else line for line in known]
        if self._lines == known:
            return
        self.changed.emit()
        if any(line.pending for line in known) and not any(line.pending for line in self._lines):
            self.sent.emit()
        for line, before in zip(self._lines, known, strict=True):
            if line.undone != before.undone:
                self.turned.emit(line)
            if line.became.corrected and line.became != before.became:
                self.corrected.emit(line)

    def _now(self, line: CheckInEntry, became: Became | None) -> CheckInEntry:
        if became is None or line.outcome is not Outcome.IN:
            return line
        late = dt.datetime.now(dt.UTC) - line.noted_at > ON_ITS_WAY
        waits = became.waits and not became.refused and (late or not self._context.operations.database.online)
        told = replace(became, waits=False)  # else the row would be another for each moment on its way
        return replace(line, undone=became.undone, pending=waits, became=told)

    @property
    def role(self) -> str:
        """organizer, desk or viewer."""
        return self._context.operations.database.role

    @property
    def name(self) -> str:
        """This desk."""
        return self._context.operations.database.desk

    @property
    def organizer(self) -> bool:
        """Whether registrations may be changed here, not only attendance."""
        return self.role == "organizer"

    def begin(self) -> None:
        """Another session was chosen: its tries are others."""
        session = self._data.session
        if (session and session.id) != self._session_id:
            self._session_id = session.id if session else None
            self._lines = []
            self.changed.emit()

    # -- letting in -----------------------------------------------------------------------------------------------

    def let_in(
        self, person: DoorPerson, method: Method = Method.SEARCH, *, word: str = "", anyway: bool = False
    ) -> None:
        """One try for a person; `anyway` though the session is closed."""
        self._try(lambda _tx: person.id, method, typed=person.full_name, word=word, person=person, anyway=anyway)

    def scan(self, code: str, method: Method = Method.SCAN) -> None:
        """One try for a badge; somebody registered a moment ago at another desk is asked for in the database."""
        known = self._data.finder.by_code(code)
        session_id = self._session()

        def who(tx: Transaction) -> uuid.UUID | None:
            if known is not None:
                return known.id
            found = attendance.find(tx, session_id, code, limit=2)
            return found[0].id if len(found) == 1 and code in (found[0].code, *found[0].other_codes) else None

        self._try(who, method, typed=code, person=known)

    def scan_card(self, card: IdentityCard, method: Method = Method.SCAN) -> None:
        """One try for a citizen's card: its holder where that is sure, else it is asked. Nothing of it is kept."""
        session_id, born = self._session(), self.organizer

        def who(tx: Transaction) -> uuid.UUID | CheckIn:
            found = attendance.holder(tx, session_id, card, born=born)
            return found if found.person is None else found.person.id

        self._try(who, method, typed="", card=card)

    def _try(
        self,
        who: Callable[[Any], uuid.UUID | CheckIn | None],
        method: Method,
        *,
        typed: str,
        word: str = "",
        person: DoorPerson | None = None,
        before: Callable[[Any], object] | None = None,
        anyway: bool = False,
        card: IdentityCard | None = None,
    ) -> None:
        session_id, token, at = self._session(), uuid.uuid4(), dt.datetime.now(dt.UTC)
        early = dt.timedelta(minutes=self._context.settings.door_opens)

        def work(tx: Transaction) -> CheckIn:
            key = who(tx)
            if key is None:
                return CheckIn(Outcome.NOT_FOUND)
            if isinstance(key, CheckIn):
                return key
            if before is not None:
                before(tx)
            return attendance.check_in(
                tx,
                training_session_id=session_id,
                attendee_id=key,
                token=token,
                method=method,
                at=at,
                word=word,
                anyway=anyway,
                early=early,
            )

        def done(answer: CheckIn, pending: bool) -> None:
            if card is not None and answer.person is None:
                if session_id == self._session_id:
                    self.asked.emit(answer, card)
                return
            self.take(replace(answer, pending=pending), typed, at, session_id)

        self._context.operations.write_or_queue(
            work,
            done=done,
            failed=lambda error: self._fail(error, person),
        )

    def take(
        self, answer: CheckIn, typed: str, at: dt.datetime | None = None, session_id: uuid.UUID | None = None
    ) -> None:
        """An answer came: remember it and pass it on."""
        if session_id is not None and session_id != self._session_id:
            return  # another session was chosen since
        if answer.person is not None:
            self._remember(answer, answer.person, at)
            self.changed.emit()
        self.answered.emit(answer, typed)

    def _remember(self, answer: CheckIn, person: DoorPerson, at: dt.datetime | None, delegation: str = "") -> None:
        in_now = answer.outcome is Outcome.IN
        line = CheckInEntry(
            answer.mark_id or uuid.uuid4(),
            at or dt.datetime.now(dt.UTC),
            person,
            answer.outcome,
            (in_now and answer.desk) or self._context.operations.database.desk,
            since=answer.at if not in_now else None,
            since_desk=answer.desk if not in_now else "",
            mark_id=answer.mark_id,
            pending=answer.pending,
            delegation=delegation,
        )
        self._lines = [line, *self._lines][:_KEPT]
        if self._context.operations.database.at_home:
            self._later.start()

    def let_in_delegation(self, unit: str, people: Sequence[uuid.UUID], *, anyway: bool = False) -> None:
        """One try for several people of a unit; what is out of the ordinary is told and not written."""
        session_id, at = self._session(), dt.datetime.now(dt.UTC)
        tokens = {key: uuid.uuid4() for key in people}
        early = dt.timedelta(minutes=self._context.settings.door_opens)

        def work(tx: Transaction) -> Delegation:
            return attendance.check_in_delegation(
                tx, unit, training_session_id=session_id, tokens=tokens, at=at, anyway=anyway, early=early
            )

        def done(came: Delegation, pending: bool) -> None:
            if session_id != self._session_id:
                return  # another session was chosen since
            for answer in came.answers:
                if answer.person is not None:
                    self._remember(replace(answer, pending=pending), answer.person, at, unit)
            self.changed.emit()
            self.delegated.emit(came, pending)

        self._context.operations.write_or_queue(work, done=done, failed=lambda error: self._fail(error, None))

    def reinstate(self, person: DoorPerson) -> None:
        """Take a cancellation back and let them in."""
        self._try(
            lambda _tx: person.id,
            Method.SEARCH,
            typed=person.full_name,
            person=person,
            before=lambda tx: attendance.reinstate(tx, [person.id]),
        )

    def not_replaced(self, person: DoorPerson) -> None:
        """They came themselves: who was to come for them does not, and is taken back where already let in."""
        session_id = self._session()
        others = [each for each in self._data.people if each.substitute_for_id == person.id]
        others = [each for each in others if each.state == AttendeeState.REGISTERED]

        def before(tx: Transaction) -> None:
            for other in others:
                marks = attendance.marks_of(tx, session_id, other.id)
                attendance.annul(tx, [mark.id for mark in marks if not mark.annulled and mark.kind != "annul"])
            attendance.cancel(tx, [other.id for other in others], person.full_name)

        self._try(lambda _tx: person.id, Method.SEARCH, typed=person.full_name, person=person, before=before)

    # -- taking back, and other words -----------------------------------------------------------------------------

    def undo(self, line: CheckInEntry) -> None:
        """Take an arrival back; the log keeps it."""
        session_id, mark_id, person = self._session(), line.mark_id, line.person

        def work(tx: Transaction) -> None:
            if mark_id is not None:
                attendance.annul(tx, [mark_id])
            else:
                attendance.undo_mark(tx, training_session_id=session_id, attendee_id=person.id)

        def done(_result: None, _pending: bool) -> None:
            gone = replace(line, undone=True)
            self._lines = [gone if each.id == line.id else each for each in self._lines]
            if not line.own:
                self._lines = [gone, *self._lines][:_KEPT]
            self.changed.emit()
            self.undone.emit(gone)

        self._context.operations.write_or_queue(work, done=done, failed=lambda error: self._fail(error, person))

    def undo_last(self) -> None:
        """Take back this desk's last arrival, a delegation whole."""
        last = self.last_arrival()
        if last is not None and last.delegation:
            self._undo_delegation(last)
        elif last is not None:
            self.undo(last)

    def still_in(self, of: CheckInEntry) -> list[CheckInEntry]:
        """Those who came in with somebody, as one, and were not taken back."""
        return [line for line in self._lines if line.delegation and line.at == of.at and line.can_undo]

    def _undo_delegation(self, last: CheckInEntry) -> None:
        mine = self.still_in(last)
        marks = {line.id: line.mark_id for line in mine if line.mark_id is not None}

        def done(_count: int, _pending: bool) -> None:
            self._lines = [replace(line, undone=True) if line.id in marks else line for line in self._lines]
            self.changed.emit()
            self.delegation_undone.emit(last.delegation, len(marks))

        self._context.operations.write_or_queue(
            lambda tx: attendance.annul(tx, list(marks.values())),
            done=done,
            failed=lambda error: self._fail(error, None),
        )

    def line_of(self, answer: CheckIn) -> CheckInEntry | None:
        """What is remembered of an arrival here; another desk's may have come since."""
        return next((line for line in self._lines if line.mark_id == answer.mark_id), None)

    def last_arrival(self) -> CheckInEntry | None:
        """The last one let in at this desk that can be taken back."""
        return next((line for line in self._lines if line.own and line.can_undo), None)

    def leave(self, person: DoorPerson) -> None:
        """Note that they leave now."""
        session_id, token, at = self._session(), uuid.uuid4(), dt.datetime.now(dt.UTC)
        self._say(
            person,
            lambda tx: attendance.leave(tx, training_session_id=session_id, attendee_id=person.id, token=token, at=at),
        )

    def set_status(self, person: DoorPerson, status: Status, reason: str = "") -> None:
        """Say where they stand, whatever was said before."""
        session_id, at = self._session(), dt.datetime.now(dt.UTC)
        self._say(
            person,
            lambda tx: attendance.set_status(
                tx, training_session_id=session_id, attendee_id=person.id, status=status, reason=reason, at=at
            ),
        )

    def set_remark(self, person: DoorPerson, remark: str) -> None:
        """Write a remark beside the attendance."""
        session_id = self._session()
        self._say(
            person,
            lambda tx: attendance.set_remark(tx, training_session_id=session_id, attendee_id=person.id, remark=remark),
        )

    def fill_rest(self, status: Status, done: Callable[[int], None]) -> None:
        """Present or absent for everyone of whom nobody has said anything, of those whom this door is for."""
        session_id, points = self._session(), self._data.at
        self._context.operations.write(
            lambda tx: attendance.fill_rest(tx, session_id, status, anyway=True, points=points),
            done=done,
            failed=lambda error: self._fail(error, None),
        )

    def _say(self, person: DoorPerson, work: Callable[[Any], object]) -> None:
        self._context.operations.write_or_queue(work, failed=lambda error: self._fail(error, person))

    def _fail(self, error: Exception, person: DoorPerson | None) -> bool:
        self.failed.emit(error, person)
        return False  # the window says it as well, in its banner

    # -- what happened --------------------------------------------------------------------------------------------

    def recent(self, limit: int = 10) -> list[CheckInEntry]:
        """The last things that happened, this desk's tries and everybody's arrivals, the newest first."""
        finder = self._data.finder
        lines: list[CheckInEntry] = []
        told: set[uuid.UUID] = set()
        for line in self._lines:
            person = finder.get(line.person.id) or line.person
            if line.undone and not line.own and person.status in THERE:
                continue  # taken back here, and done again since
            if line.outcome is Outcome.IN:
                again = person.arrived_at is not None and person.arrived_at > line.at
                if not (line.undone and again):  # else let in again since, elsewhere
                    told.add(person.id)
            lines.append(replace(line, person=person))
        lines += [
            CheckInEntry(person.id, person.arrived_at, person, Outcome.IN, person.desk, own=False)
            for person in finder.people
            if person.arrived_at is not None and person.status in THERE and person.id not in told
        ]
        return sorted(lines, key=lambda line: line.at, reverse=True)[:limit]

    def _session(self) -> uuid.UUID:
        if self._data.session is None:
            raise RuntimeError("no session is chosen")
        return self._data.session.id
