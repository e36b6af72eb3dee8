"""What a desk recorded at home goes to its server: each thing once, whatever breaks on the way."""

from __future__ import annotations

import datetime as dt
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.errors import AppError, InvalidInput, UnusableDatabase
from desktop.domain.merging import Sent, Step, Unknown
from desktop.log import log
from desktop.services import refused
from desktop.services.desks import merging, outbox, taking
from desktop.services.desks.bundles import Row, rows_of
from desktop.store.database import EngineDatabase
from desktop.store.transaction import Transaction

_AGAIN_SECONDS = 5.0
"""So long what was refused is not tried again, however much changes at the server."""
_SLOW_SECONDS, _AT_ONCE_SLOW = 0.1, 10
"""Over a line whose answers take longer than this so many things go in one transaction: others wait for its locks."""
_STEPS_AT_ONCE = 200
"""So many steps go in one statement of the server's own, however long the line."""
_PASSING = frozenset({"conflict.row"})
"""Reasons that pass by themselves: nobody need do anything."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a round of sending did."""

    sent: int = 0
    """So many things are at the server now."""
    people: bool = False
    """Among them were people, or codes that gave way: the copy lags in more than marks."""

    def __add__(self, other: Report) -> Report:
        return Report(self.sent + other.sent, self.people or other.people)


class Sending:
    """The way out of one desk's own file."""

    def __init__(self, local: EngineDatabase) -> None:
        self.refused: dict[uuid.UUID, str] = {}
        """What the server would not take, with the code of its reason: it stays in the outbox, and is not tried till cleared."""
        self.lock = threading.Lock()
        """Held while anything is on its way."""
        self.clock_off = dt.timedelta()
        """How far this computer's clock is ahead of the server's, when it was compared last."""
        self._local = local
        self._taken: set[uuid.UUID] = set()
        """What the server has and this desk's file could not note: its disk is full."""
        self._again_at = 0.0
        self._fresh = True
        """Whether something may wait that nobody has tried to send."""

    def again(self) -> None:
        """Something changed at the server: what it refused may be taken now, or settled."""
        if self.refused and time.monotonic() >= self._again_at:
            self._again_at = time.monotonic() + _AGAIN_SECONDS
            self.refused.clear()

    def rouse(self) -> None:
        """Something was put into the outbox."""
        self._fresh = True

    def send_fresh(self, server: EngineDatabase) -> Report:
        """As `send`, without a look where nothing was put into the outbox since."""
        return self.send(server) if self._fresh else Report()

    def send(self, server: EngineDatabase) -> Report:
        """Hand over what waits and was not refused."""
        with self.lock:
            self._fresh = False
            try:
                return self._send(server)
            except BaseException:
                self._fresh = True
                raise

    def _send(self, server: EngineDatabase) -> Report:
        self._note_taken()
        passed = self.refused.keys() | self._taken | self._local.read(outbox.settled_here)
        waiting = [key for key in self._local.read(outbox.unsent) if key not in passed]
        if not waiting:
            return Report()
        settled = self._settled(server, waiting)
        self._taken.update(settled)
        waiting = [key for key in waiting if key not in settled]
        if off := self.clock_off:
            self._local.write(lambda tx: outbox.put_right(tx, waiting, off))
        report = Report(len(settled), bool(settled))
        steps, marks = self._by_themselves(server, waiting)
        quick = {key for step in steps for _entity, key in step.added}
        left = [key for key in waiting if key not in quick]
        for start in range(0, len(steps), _STEPS_AT_ONCE):
            part = steps[start : start + _STEPS_AT_ONCE]
            there = self._take(server, part, marks)
            self._taken |= there
            self._note_taken()
            report += Report(len(there))
            left += [key for step in part for _entity, key in step.added if key not in there]
        report += self._send_parts(server, left)
        self._note_taken()
        return report

    def _take(self, server: EngineDatabase, steps: Sequence[Step], marks: Mapping[uuid.UUID, Row]) -> set[uuid.UUID]:
        try:
            return server.write_at_once(lambda tx: taking.take(tx, steps, marks))
        except UnusableDatabase:
            raise  # away, or busy with another desk's
        except Exception as error:  # noqa: BLE001 - one that can't even be read there must not hold back the others
            log.warning("not taken by one statement, but one by one: %s", type(error).__name__)
            return set()

    def _by_themselves(
        self, server: EngineDatabase, waiting: list[uuid.UUID]
    ) -> tuple[tuple[Step, ...], dict[uuid.UUID, Row]]:
        """What of it the server takes in by one statement: steps, and their marks."""

        def work(tx: Transaction) -> tuple[tuple[Step, ...], dict[uuid.UUID, Row]]:
            people = outbox.people(tx)
            marks = {row["id"]: row for row in rows_of(tx, taking.MARK, set(waiting))}
            steps = outbox.steps(tx, marks.keys())
            return taking.by_themselves(steps, marks, people, adding_only=server.role != "organizer"), marks

        return self._local.read(work)

    def _send_parts(self, server: EngineDatabase, waiting: list[uuid.UUID]) -> Report:
        """The long way: people, what takes something back, and what is refused."""
        report = Report()
        if not waiting:
            return report
        adds_people = bool(self._local.read(lambda tx: outbox.people(tx, waiting)))
        slow = adds_people and (server.answers_in or 0.0) > _SLOW_SECONDS
        at_once = _AT_ONCE_SLOW if slow else len(waiting)
        for start in range(0, len(waiting), at_once):
            report += self._send_part(server, waiting[start : start + at_once])
        return report

    def _send_part(self, server: EngineDatabase, waiting: list[uuid.UUID]) -> Report:
        try:
            told = self._merge(server, waiting)
        except UnusableDatabase:
            raise  # away, or busy with another desk's: nothing was refused
        except InvalidInput as error:
            if error.code != "desk.other_record":
                raise
            told = Sent(tuple(Unknown("", key, "conference.not_found") for key in waiting))
        except Exception:  # noqa: BLE001 - what of it the server refuses is told apart, one by one
            told = self._one_by_one(server, waiting)
        codes = {each.id: each.code for each in told.unknown if each.id in waiting}
        self.refused.update(codes)
        self._taken.update(set(waiting) - codes.keys())
        self._note_taken()
        if codes:
            self._tell(server, codes)
        return Report(len(waiting) - len(codes), told.people or bool(told.recoded))

    def _settled(self, server: EngineDatabase, waiting: list[uuid.UUID]) -> set[uuid.UUID]:
        """What was refused before and somebody settled at the server since."""
        before = self._local.read(lambda tx: outbox.refused_before(tx, waiting))
        return server.read(lambda tx: refused.settled(tx, before)) if before else set()

    def _tell(self, server: EngineDatabase, codes: dict[uuid.UUID, str]) -> None:
        """Note here why the server would not take these, and put them before its organizer."""
        self._local.write_copy(lambda tx: outbox.refuse(tx, codes))
        lasting = [key for key, code in codes.items() if code not in _PASSING]
        rows = self._local.read(lambda tx: outbox.refused_rows(tx, lasting))
        try:
            if there := [row for row in rows if row["code"] != refused.GONE]:
                server.write(lambda tx: refused.tell(tx, there))
        except UnusableDatabase:
            raise
        except Exception as error:  # noqa: BLE001 - this desk knows it, and tries again
            log.warning("what was refused could not be told at the server: %s", type(error).__name__)
        if gone := [row for row in rows if row["code"] == refused.GONE]:  # only this desk has the conference still
            self._local.write(lambda tx: refused.tell(tx, gone))

    def let_settled_go(self) -> None:
        """Before the desk closes: what was settled here stays in its journal alone."""
        if keys := self._local.read(outbox.settled_here):
            self._local.write(lambda tx: outbox.sent(tx, keys))

    def _note_taken(self) -> None:
        """Let go of what the server has; where this desk's disk is full it is remembered until there is room."""
        if not self._taken:
            return
        try:
            self._local.write_copy(lambda tx: outbox.sent(tx, self._taken))
        except UnusableDatabase as error:
            log.warning("what the server took still stands in the outbox: %s", error.code)
            return
        self._taken.clear()

    def _merge(self, server: EngineDatabase, waiting: list[uuid.UUID]) -> Sent:
        """Everything in one transaction."""
        bundle, steps = self._local.read(lambda tx: (outbox.bundle(tx, waiting), outbox.steps(tx, waiting)))
        if not bundle.rows("attendee"):
            return Sent()  # taken back here before it was ever sent
        adding_only = server.role != "organizer"

        def work(tx: Transaction) -> Sent:
            return merging.send(tx, bundle, steps, adding_only=adding_only)

        return server.write(work)

    def _one_by_one(self, server: EngineDatabase, waiting: list[uuid.UUID]) -> Sent:
        """One thing that the server refuses must not hold back the others."""
        unknown: list[Unknown] = []
        people = False
        for key in waiting:
            try:
                told = self._merge(server, [key])
                unknown += told.unknown
                people = people or told.people
            except UnusableDatabase:
                raise
            except AppError as error:
                unknown.append(Unknown("", key, error.code))
            except Exception:  # noqa: BLE001 - it stays in the outbox, and the log has the details
                log.exception("not taken by the server: %s", key)
                unknown.append(Unknown("", key, "desk.not_taken"))
        return Sent(tuple(unknown), people=people)
