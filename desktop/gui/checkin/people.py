"""One session's people as the window shows them, kept true while people arrive here and at other desks."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.domain.areas import Area
from desktop.domain.at_points import PointId, takes_part
from desktop.domain.attendance import THERE, DoorPerson, DoorState
from desktop.domain.finder import Finder
from desktop.domain.people import AttendeeState, SessionView
from desktop.gui.context import Context
from desktop.services import attendance
from desktop.services.opening import Transaction

_STATES = frozenset({Area.ATTENDANCE, Area.CONNECTION})
_PEOPLE = frozenset({Area.POINTS, Area.ATTENDEES, Area.UNITS, Area.GROUPS, Area.AGENDA, Area.IMPORTS, Area.CONFERENCES})


@dataclass(frozen=True, slots=True)
class _People:
    finder: Finder
    in_order: list[uuid.UUID]
    born: Mapping[uuid.UUID, int]


class DoorData(QObject):
    """The people of the session chosen. While people arrive only their states are read again."""

    changed = Signal()
    """Somebody's state, or who there is, is another; or another session was chosen."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._order: list[uuid.UUID] = []
        self._wanted: set[str] = set()
        self._behind: set[str] = set()
        """What others changed since this desk's copy of its server was brought up to date."""
        self._reading = False
        self.session: SessionView | None = None
        self.at: tuple[PointId, ...] = ()
        """The points whose people this door is for, None among them the main hall; () for everybody."""
        self.finder = Finder(())
        self.born: Mapping[uuid.UUID, int] = {}
        """Years of birth, where this login may read them: they tell namesakes apart."""
        self.ready = False
        """Whether the people of the session chosen are here."""
        context.operations.changed.connect(self._on_changed)

    @property
    def people(self) -> list[DoorPerson]:
        """Everyone, in the order of groups and units; those not expected among them."""
        return [self.finder[key] for key in self._order]

    @property
    def mine(self) -> list[DoorPerson]:
        """Of them those whom this door is for."""
        people = self.people
        return people if not self.at else [each for each in people if not self.is_elsewhere(each)]

    def is_elsewhere(self, person: DoorPerson) -> bool:
        """Whether they belong to another point than this door is for."""
        return not takes_part(self.at, person.point_id)

    def choose(self, session: SessionView | None) -> None:
        """Show another session, or the same one with other facts."""
        same = session is not None and self.session is not None and session.id == self.session.id
        self.session = session
        if not same:
            self.finder, self._order, self.born, self.ready = Finder(()), [], {}, False
        if session is not None:
            self._want("people")
        self.changed.emit()

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if self.session is None:
            return
        what = "people" if areas & _PEOPLE else "states" if areas & _STATES else ""
        if what:
            self._behind.add(what)
            self._want(what)
        if Area.COPY in areas:  # what was read since may have been what this desk's copy held before
            behind, self._behind = self._behind, set()
            for each in behind or {"states"}:
                self._want(each)

    def _want(self, what: str) -> None:
        """Ask now, or once the answer on its way is here: asking anew each time would never be answered in a rush."""
        self._wanted.add(what)
        if not self._reading:
            self._read()

    def _read(self) -> None:
        session = self.session
        wanted, self._wanted = self._wanted, set()
        if session is None or not wanted:
            return
        self._reading = True
        key = f"door.{id(self)}"
        if "people" in wanted or not self.ready:
            knows = self._context.operations.database.role == "organizer"
            self._context.operations.read_here(
                key,
                lambda tx: _read_people(tx, session.id, born=knows),
                lambda found: self._take(session, found),
                self._failed,
            )
        else:
            self._context.operations.read_here(
                key,
                lambda tx: attendance.door_states(tx, session.id),
                lambda found: self._take(session, found),
                self._failed,
            )

    def _take(self, session: SessionView, found: _People | list[DoorState]) -> None:
        self._reading = False
        if self.session is not None and self.session.id == session.id:
            if isinstance(found, _People):
                self.finder, self._order, self.ready = found.finder, found.in_order, True
                self.born = found.born
                self.changed.emit()
            elif self._apply(found):
                self.changed.emit()
        self._read()

    def _failed(self, _error: Exception) -> bool:
        self._reading = False
        return False

    def _apply(self, states: Sequence[DoorState]) -> bool:
        """Take the states; False when they say nothing new."""
        renewed = []
        for state in states:
            if state.attendee_id not in self.finder:
                self._wanted.add("people")  # registered at another desk a moment ago
                continue
            person = self.finder[state.attendee_id]
            fresh = with_state(person, state)
            if fresh != person:
                renewed.append(fresh)
        self.finder.renew(renewed)
        return bool(renewed)


def _read_people(tx: Transaction, session_id: uuid.UUID, *, born: bool) -> _People:
    people = attendance.door_people(tx, session_id)
    years = attendance.birth_years(tx, session_id) if born else {}
    return _People(Finder(people), [person.id for person in people], years)


def with_state(person: DoorPerson, state: DoorState) -> DoorPerson:
    """The person as the state says they stand."""
    stands = person.state == AttendeeState.REGISTERED and person.invited and not person.replaced_by
    return replace(
        person,
        status=state.status,
        arrived_at=state.arrived_at,
        left_at=state.left_at,
        desk=state.desk,
        remark=state.remark,
        doubt=state.doubt,
        expected=state.status in THERE or (stands and person.expected),  # of two sent for one person one counts
    )
