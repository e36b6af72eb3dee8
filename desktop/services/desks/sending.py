"""What a desk recorded at home goes to its server: each thing once, whatever breaks on the way."""

from __future__ import annotations

import threading
import uuid

from desktop.domain.errors import AppError, UnusableDatabase
from desktop.domain.merging import MergeReport
from desktop.log import log
from desktop.services.desks import merging, outbox
from desktop.services.desks.away import is_away
from desktop.store.database import EngineDatabase
from desktop.store.transaction import Transaction


class Sending:
    """The way out of one desk's own file."""

    def __init__(self, local: EngineDatabase) -> None:
        self.refused: dict[uuid.UUID, str] = {}
        """What the server would not take, with the code of its reason; it stays in the outbox."""
        self.lock = threading.Lock()
        """Held while anything is on its way."""
        self._local = local
        self._taken: set[uuid.UUID] = set()
        """What the server has and this desk's file could not note: its disk is full."""

    def send(self, server: EngineDatabase) -> bool:
        """Hand over what waits and was not refused; True when there was anything."""
        with self.lock:
            self._note_taken()
            waiting = [
                key for key in self._local.read(outbox.unsent) if key not in self.refused and key not in self._taken
            ]
            if not waiting:
                return False
            try:
                refused = self._merge(server, waiting)
            except Exception as error:
                if is_away(error):
                    raise
                refused = self._one_by_one(server, waiting)
            self.refused.update(refused)
            self._taken.update(set(waiting) - refused.keys())
            self._note_taken()
            return True

    def _note_taken(self) -> None:
        """Let go of what the server has; where this desk's disk is full it is remembered until there is room."""
        if not self._taken:
            return
        try:
            self._local.write(lambda tx: outbox.sent(tx, self._taken))
        except UnusableDatabase as error:
            log.warning("what the server took still stands in the outbox: %s", error.code)
            return
        self._taken.clear()

    def _merge(self, server: EngineDatabase, waiting: list[uuid.UUID]) -> dict[uuid.UUID, str]:
        """Everything in one transaction; returns what was not taken, with why."""
        bundle = self._local.read(lambda tx: outbox.bundle(tx, waiting))
        if not bundle.rows("attendee"):
            return {}  # taken back here before it was ever sent
        adding_only = server.role != "organizer"

        def work(tx: Transaction) -> MergeReport:
            return merging.merge(tx, bundle, adding_only=adding_only)

        report = server.write(work)
        return {each.id: each.code for each in report.unknown if each.id in waiting}

    def _one_by_one(self, server: EngineDatabase, waiting: list[uuid.UUID]) -> dict[uuid.UUID, str]:
        """One thing that the server refuses must not hold back the others."""
        refused: dict[uuid.UUID, str] = {}
        for key in waiting:
            try:
                refused.update(self._merge(server, [key]))
            except AppError as error:
                if is_away(error):
                    raise
                refused[key] = error.code
            except Exception:  # noqa: BLE001 - it stays in the outbox, and the log has the details
                log.exception("not taken by the server: %s", key)
                refused[key] = "desk.not_taken"
        return refused
