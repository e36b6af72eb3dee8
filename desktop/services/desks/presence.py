"""What a desk tells its server of itself with each beat: its name, what waits here, its clock, how quick the line is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.store.columns import now
from desktop.store.database import EngineDatabase
from desktop.store.desk_register import SCHEMA

_TELL = f"SELECT {SCHEMA}.present(%s, %s, %s, %s)"


class Presence:
    """Asked in place of the beat's empty question; a server that knows of no desks gets that one."""

    def __init__(
        self,
        title: Callable[[], str],
        waiting: Callable[[], int],
        answers_in: Callable[[], float | None],
    ) -> None:
        self._title, self._waiting, self._answers_in = title, waiting, answers_in
        self._known: bool | None = None

    def tell(self, connection: Any) -> None:
        """Tell it over a connection that commits by itself."""
        if self._known is None:
            kept = connection.execute(
                "SELECT has_function_privilege(p.oid, 'EXECUTE') FROM pg_proc p JOIN pg_namespace n ON n.oid = "
                "p.pronamespace WHERE n.nspname = %s AND p.proname = 'present'",
                (SCHEMA,),
            ).fetchone()
            self._known = kept is not None and bool(kept[0])
        if not self._known:
            connection.execute("SELECT 1")
            return
        connection.execute(_TELL, (self._title(), self._waiting(), now(), self._answers_in()))

    def tell_last(self, server: EngineDatabase) -> None:
        """Tell it once more before leaving: what was just sent waits no longer."""
        if self._known:
            given = (self._title(), self._waiting(), now(), self._answers_in())
            server.write(lambda tx: tx.connection().exec_driver_sql(_TELL, given))
